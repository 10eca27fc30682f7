from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.connectors.http_call import HttpOutcome, Transport
from desktop.connectors.http_client import HttpClient
from desktop.connectors.platforms.base import (
    AccountAccess,
    AccountFieldError,
    FieldValue,
    GoodsKind,
    OrderRequest,
    PlatformRefusedError,
    PlatformSilentError,
    QueryRequest,
)
from desktop.connectors.platforms.dujiao_next import DUJIAO_NEXT, signature_of
from desktop.connectors.platforms.dujiao_next_answers import FINAL_REFUSALS
from desktop.domain.money import Money
from desktop.domain.purchase import OutcomeClass, PurchaseState
from desktop.domain.purchase_settling import DeliveryProgress, PurchaseAlert, Settlement
from desktop.domain.secret import Secret
from tests.connectors.broken_bodies import WRONG_WRAPPINGS, answered, broken_bodies, dumped, worded
from tests.connectors.fakes.dujiao_next_server import (
    API_KEY,
    API_SECRET,
    DujiaoNextServer,
    Order,
)
from tests.connectors.fakes.wholesale_server import Fault, serving
from tests.connectors.fakes.wholesale_till import WholesaleTill
from tests.connectors.platform_contract import (
    NOON,
    ContractShop,
    Known,
    PlatformContract,
    noon,
    settled,
)

S = PurchaseState
CARD, MONTH, PHONE = "11-101", "12-121", "13-131"


def access_to(url: str, **changes: Any) -> AccountAccess:
    access = AccountAccess(
        {"base_url": url, "api_key": API_KEY}, {"api_secret": Secret(API_SECRET)}, noon
    )
    return replace(access, **changes)


def order_of(**changes: Any) -> OrderRequest:
    request = OrderRequest("KT260101000000001", CARD, None, 1, GoodsKind.CARD, Money(9100))
    return replace(request, **changes)


def query_of(**changes: Any) -> QueryRequest:
    request = QueryRequest("KT260101000000001", "5000", 1, GoodsKind.CARD, NOON)
    return replace(request, **changes)


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def door(waits: list[float]) -> HttpClient:
    return HttpClient(wait=waits.append)


@pytest.fixture
def server() -> Iterator[DujiaoNextServer]:
    with serving(DujiaoNextServer(noon)) as running:
        yield running


def bought(server: DujiaoNextServer, door: HttpClient, request: OrderRequest) -> Any:
    call = DUJIAO_NEXT.prepare_order(access_to(server.url), request)
    return DUJIAO_NEXT.read_order(request, door.send(call))


def asked(server: DujiaoNextServer, door: HttpClient, request: QueryRequest) -> Any:
    call = DUJIAO_NEXT.prepare_query(access_to(server.url), request)
    assert call is not None
    return DUJIAO_NEXT.read_query(request, door.send(call))


class TestOnTheMadeUpShop(PlatformContract):
    @pytest.fixture
    def shop(self, server: DujiaoNextServer) -> ContractShop:
        return ContractShop(
            platform=DUJIAO_NEXT,
            access=access_to(server.url),
            card=Known(CARD, Money(9100)),
            topup=Known(PHONE, Money(4900)),
            topup_fields=(FieldValue("phone", "13800138000"),),
            numbers={
                "one_card": "KT260101000000001",
                "two_cards": "KT260101000000002",
                "topup": "KT260101000000003",
            },
            refusals={
                "sold out": order_of(upstream_id="12-122", quantity=4),
                "no such SKU": order_of(upstream_id="12-999"),
                "a SKU off sale": order_of(upstream_id="12-123"),
                "a product off sale": order_of(upstream_id="15-151"),
                "no account given": order_of(upstream_id=PHONE, kind=GoodsKind.TOPUP),
            },
            unknown_query=query_of(upstream_number="999"),
            has_name=True,
        )


class TestSignature:
    STAMP = "1767225600"

    @pytest.mark.parametrize(
        ("method", "path", "body", "digest"),
        [
            (
                "POST",
                "/api/v1/upstream/orders",
                b'{"sku_id":1,"quantity":1,"downstream_order_no":"POS-20260101-0001"}',
                "8f4d7bf941e4146e7b499776045ff02bb76e4e9fcb349fa48fa16a453442494f",
            ),
            (
                "GET",
                "/api/v1/upstream/products",
                b"",
                "42d009af5e65b5b7d794e1e9b8e988c27853573fbfcbd6224c244d3728a03b69",
            ),
            (
                "POST",
                "/api/v1/upstream/ping",
                b"",
                "249f3cbfee1a3260ff64f949d995043af1a79405a379d812f99b5867cff0041e",
            ),
        ],
    )
    def test_agrees_with_the_projects_own_signer(
        self, method: str, path: str, body: bytes, digest: str
    ):
        assert signature_of(API_SECRET, method, path, self.STAMP, body) == digest

    def test_leaves_the_query_out_and_carries_the_tills_clock(
        self, server: DujiaoNextServer, door: HttpClient
    ):
        list(DUJIAO_NEXT.fetch_goods(door, access_to(server.url)))
        page = next(one for one in server.asked if one.query)
        assert page.headers["dujiao-next-timestamp"] == str(int(NOON.timestamp()))
        assert page.headers["dujiao-next-signature"] == signature_of(
            API_SECRET, "GET", page.path, page.headers["dujiao-next-timestamp"], b""
        )

    def test_a_repeat_is_signed_anew_over_the_same_bytes(self):
        later = access_to("https://a", now=lambda: NOON + timedelta(seconds=40))
        first = DUJIAO_NEXT.prepare_order(access_to("https://a"), order_of())
        again = DUJIAO_NEXT.prepare_order(later, order_of())
        assert (first.body, first.url) == (again.body, again.url)
        assert first.headers != again.headers
        assert DUJIAO_NEXT.rules.is_call_dated

    def test_a_clock_that_is_wrong_is_told_by_the_shop(
        self, server: DujiaoNextServer, door: HttpClient
    ):
        early = access_to(server.url, now=lambda: NOON - timedelta(seconds=61))
        with pytest.raises(PlatformRefusedError, match="timestamp expired"):
            DUJIAO_NEXT.fetch_balance(door, early)


class TestAccount:
    @pytest.mark.parametrize("suffix", ["", "/", "/api/v1/upstream", "/api/v1/upstream/"])
    def test_the_address_may_be_pasted_with_its_path(
        self, suffix: str, server: DujiaoNextServer, door: HttpClient
    ):
        balance = DUJIAO_NEXT.fetch_balance(door, access_to(server.url + suffix))
        assert (balance.amount, balance.shop_name) == (Money(100_000), "青禾小店")

    @pytest.mark.parametrize("key", ["", "有 空格", "a" * 201])
    def test_a_key_that_cannot_stand_in_a_header_is_refused(self, key: str):
        access = access_to("https://a", values={"base_url": "https://a", "api_key": key})
        with pytest.raises(AccountFieldError) as refused:
            DUJIAO_NEXT.check_access(access)
        assert refused.value.values["key"] == "api_key"

    def test_the_secret_itself_never_leaves_and_is_never_shown(
        self, server: DujiaoNextServer, door: HttpClient
    ):
        access = access_to(server.url)
        bought(server, door, order_of())
        call = DUJIAO_NEXT.prepare_order(access, order_of())
        assert API_SECRET not in repr((access, call))
        for one in server.asked:
            assert API_SECRET not in f"{one.headers}{one.body!r}{one.query}"

    def test_a_shop_that_counts_in_dollars_is_not_bought_from(
        self, server: DujiaoNextServer, door: HttpClient
    ):
        server.currency = "USD"
        with pytest.raises(PlatformSilentError) as silent:
            DUJIAO_NEXT.fetch_balance(door, access_to(server.url))
        assert silent.value.values["reason"] == "currency USD"
        outcome = bought(server, door, order_of())
        assert outcome.charged is None

    def test_a_balance_is_rounded_down(self, server: DujiaoNextServer, door: HttpClient):
        server.balance = Decimal("0.019")
        server.balance = Decimal("-3.50")
        assert DUJIAO_NEXT.fetch_balance(door, access_to(server.url)).amount == Money(-350)


class TestOrders:
    def test_cards_come_later_by_the_shops_number(self, server: DujiaoNextServer, door: HttpClient):
        request = order_of(quantity=2)
        first = bought(server, door, request)
        assert settled(DUJIAO_NEXT, request, first) == Settlement(S.ACCEPTED)
        assert first.charged == Money(18200)
        query = query_of(quantity=2, upstream_number=first.upstream_number)
        states = [settled(DUJIAO_NEXT, request, asked(server, door, query)).state for _ in "12"]
        assert states == [S.ACCEPTED, S.FULFILLED]

    def test_a_repeat_returns_the_order_that_exists(
        self, server: DujiaoNextServer, door: HttpClient
    ):
        outcomes = [bought(server, door, order_of()) for _ in range(3)]
        assert len({one.upstream_number for one in outcomes}) == len(server.orders) == 1
        assert all(one.outcome_class is OutcomeClass.ACCEPTED for one in outcomes)

    def test_a_wallet_too_low_cancels_the_order_and_so_does_every_repeat(
        self, server: DujiaoNextServer, door: HttpClient
    ):
        request = order_of(upstream_id="14-141")
        first, again = (bought(server, door, request) for _ in range(2))
        assert (first.reason, again.reason) == ("payment_failed", "canceled")
        for outcome, is_repeat in ((first, False), (again, True)):
            assert outcome.charged is None
            assert settled(DUJIAO_NEXT, request, outcome, is_repeat=is_repeat) == Settlement(
                S.REFUNDED
            )

    def test_the_limiter_has_processed_nothing(self, server: DujiaoNextServer, door: HttpClient):
        server.is_limiting = True
        outcome = bought(server, door, order_of())
        assert (outcome.outcome_class, outcome.reason) == (OutcomeClass.NOT_SENT, "rate_limited")
        assert settled(DUJIAO_NEXT, order_of(), outcome).state is S.PREPARED
        assert settled(DUJIAO_NEXT, order_of(), outcome, is_repeat=True).state is S.UNKNOWN
        assert server.orders == []

    @pytest.mark.parametrize(("status", "code"), sorted(FINAL_REFUSALS))
    def test_every_code_of_the_closed_list_is_final_with_its_own_status_only(
        self, status: int, code: str
    ):
        body = {"ok": False, "error_code": code, "error_message": "words"}
        outcome = DUJIAO_NEXT.read_order(order_of(), answered(body, status))
        assert (outcome.outcome_class, outcome.message) == (OutcomeClass.REJECTED, "words")
        other = DUJIAO_NEXT.read_order(order_of(), answered(body, 200))
        assert other.outcome_class is OutcomeClass.UNKNOWN
        assert settled(DUJIAO_NEXT, order_of(), outcome, is_repeat=True) == Settlement(
            S.HUMAN, (PurchaseAlert.COMPARE_BALANCE,)
        )

    def test_a_low_balance_is_called_so(self):
        body = {"ok": False, "error_code": "insufficient_balance", "error_message": "x"}
        assert DUJIAO_NEXT.read_order(order_of(), answered(body, 402)).reason == "balance"

    @pytest.mark.parametrize("number", ["", "K" * 65, "KT 1", "KT-1", "卡"])
    def test_a_number_the_shop_would_change_is_never_sent(self, number: str):
        with pytest.raises(ValueError, match="own number"):
            DUJIAO_NEXT.prepare_order(access_to("https://a"), order_of(own_number=number))

    def test_only_the_shops_own_number_can_be_asked_for(self):
        access = access_to("https://a")
        for number in (None, "", "DJ1", "５"):
            assert DUJIAO_NEXT.prepare_query(access, query_of(upstream_number=number)) is None


def delivered(**changes: Any) -> dict[str, Any]:
    document = {
        "ok": True,
        "order_id": 5000,
        "order_no": "DJ1",
        "status": "delivered",
        "amount": "91.00",
        "refunded_amount": "0.00",
        "currency": "CNY",
        "items": [{"sku_id": 101, "quantity": 1}],
        "fulfillment": {"type": "auto", "status": "delivered", "payload": "A----1"},
    }
    return document | changes


class TestStates:
    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({}, Settlement(S.FULFILLED)),
            ({"status": "completed"}, Settlement(S.FULFILLED)),
            ({"status": "pending_payment"}, Settlement(S.ACCEPTED)),
            ({"status": "paid"}, Settlement(S.ACCEPTED)),
            ({"status": "fulfilling"}, Settlement(S.ACCEPTED)),
            ({"status": "partially_delivered"}, Settlement(S.ACCEPTED)),
            ({"status": "delivered", "fulfillment": None}, Settlement(S.ACCEPTED)),
            ({"fulfillment": {"status": "delivered", "payload": " "}}, Settlement(S.ACCEPTED)),
            ({"fulfillment": {"status": "pending", "payload": "A"}}, Settlement(S.ACCEPTED)),
            ({"status": "canceled"}, Settlement(S.REFUNDED)),
            ({"status": "refunded", "refunded_amount": "91.00"}, Settlement(S.REFUNDED)),
            (
                {"status": "refunded", "refunded_amount": "90.99"},
                Settlement(S.HUMAN, (PurchaseAlert.PARTLY_REFUNDED,)),
            ),
            (
                {"status": "partially_refunded", "refunded_amount": "1.00"},
                Settlement(S.HUMAN, (PurchaseAlert.PARTLY_REFUNDED,)),
            ),
            (
                {"fulfillment": {"status": "delivered", "payload": "A\nB"}},
                Settlement(S.HUMAN, (PurchaseAlert.CARDS_EXTRA,)),
            ),
            (
                {"amount": "91.01"},
                Settlement(S.HUMAN, (PurchaseAlert.CHARGED_ABOVE_CEILING,)),
            ),
            ({"amount": None}, Settlement(S.HUMAN, (PurchaseAlert.CHARGE_UNKNOWN,))),
            ({"currency": "USD"}, Settlement(S.HUMAN, (PurchaseAlert.CHARGE_UNKNOWN,))),
            ({"status": "exploded"}, Settlement(S.UNKNOWN)),
            ({"status": None}, Settlement(S.UNKNOWN)),
            ({"order_id": 5001}, Settlement(S.UNKNOWN)),
            ({"order_id": None}, Settlement(S.UNKNOWN)),
            ({"items": [{"quantity": 2}]}, Settlement(S.UNKNOWN)),
        ],
    )
    def test_an_order_is_what_the_table_says(self, changes: dict[str, Any], expected: Settlement):
        outcome = DUJIAO_NEXT.read_query(query_of(), answered(delivered(**changes)))
        assert settled(DUJIAO_NEXT, order_of(), outcome, is_repeat=True) == expected

    def test_a_topup_is_done_when_the_shop_says_so(self):
        request = query_of(kind=GoodsKind.TOPUP)
        done = {"status": "delivered", "payload": "", "delivery_data": {"流水": "88231"}}
        outcome = DUJIAO_NEXT.read_query(request, answered(delivered(fulfillment=done)))
        assert (outcome.progress, outcome.cards) == (DeliveryProgress.DELIVERED, ())
        assert outcome.text == Secret('{"流水": "88231"}')

    def test_a_refund_keeps_the_goods_for_the_person_who_decides(self):
        answer = answered(delivered(status="partially_refunded", refunded_amount="1.00"))
        outcome = DUJIAO_NEXT.read_query(query_of(), answer)
        assert outcome.text == Secret("A----1")
        assert "A----1" not in repr(outcome)

    @pytest.mark.parametrize("status", ["canceled", "refunded"])
    def test_money_that_came_back_is_no_charge(self, status: str):
        answer = answered(delivered(status=status, refunded_amount="91.00"))
        outcome = DUJIAO_NEXT.read_query(query_of(), answer)
        assert (outcome.reason, outcome.charged) == ("refunded", None)

    def test_an_order_nobody_knows_is_not_a_failure(
        self, server: DujiaoNextServer, door: HttpClient
    ):
        outcome = asked(server, door, query_of(upstream_number="999"))
        assert (outcome.outcome_class, outcome.is_not_found) == (OutcomeClass.UNKNOWN, True)

    def test_a_page_of_the_web_server_is_no_word_about_the_order(self):
        page = answered(b"404 page not found", 404, "text/plain")
        outcome = DUJIAO_NEXT.read_query(query_of(), page)
        assert (outcome.outcome_class, outcome.is_not_found) == (OutcomeClass.UNKNOWN, False)


REFUSAL = {"ok": False, "error_code": "insufficient_stock", "error_message": "库存不足"}
ODD = broken_bodies(REFUSAL) | {
    name: dumped(document)
    for name, document in {
        "ok as text": {**REFUSAL, "ok": "false"},
        "ok as zero": {**REFUSAL, "ok": 0},
        "ok null": {**REFUSAL, "ok": None},
        "no ok": {"error_code": "insufficient_stock"},
        "other code": {**REFUSAL, "error_code": "busy"},
        "code in other case": {**REFUSAL, "error_code": "Insufficient_Stock"},
        "code as number": {**REFUSAL, "error_code": 409},
        "no code": {"ok": False, "error_message": "库存不足"},
        "internal error": {**REFUSAL, "error_code": "internal_error"},
        "an order in the refusal": {**REFUSAL, "order_id": 5, "status": "paid"},
        "payment failed but not cancelled": {
            "ok": False, "order_id": 5, "status": "paid", "error_code": "payment_failed",
        },
        "payment failed without an order": {
            "ok": False, "status": "canceled", "error_code": "payment_failed",
        },
        "not found": {**REFUSAL, "error_code": "order_not_found"},
        "limiter with ok": {"ok": False, "status_code": 429, "msg": "x"},
        "limiter by text": {"status_code": "429", "msg": "x"},
        "limiter of another status": {"status_code": 500, "msg": "x"},
        "success without an order": {"ok": True, "status": "paid"},
        "success with a word for a number": {"ok": True, "order_id": "DJ1", "status": "paid"},
        "success with a fraction": {"ok": True, "order_id": 1.5, "status": "paid"},
        "success with true": {"ok": True, "order_id": True, "status": "paid"},
        "success with zero": {"ok": True, "order_id": 0, "status": "paid"},
    }.items()
}  # fmt: skip


class TestOddBodies:
    @pytest.mark.parametrize("status", [200, 409])
    @pytest.mark.parametrize("name", ODD)
    def test_none_is_a_refusal_or_a_purchase(self, name: str, status: int):
        answer = answered(ODD[name], status)
        outcome = DUJIAO_NEXT.read_order(order_of(), answer)
        assert outcome.outcome_class is OutcomeClass.UNKNOWN
        assert DUJIAO_NEXT.read_query(query_of(), answer).outcome_class is OutcomeClass.UNKNOWN

    def test_there_are_enough_of_them(self):
        assert len(ODD) >= 40

    @pytest.mark.parametrize("status", [*WRONG_WRAPPINGS, 201, 202, 400, 404, 408, 425, 429])
    def test_a_perfect_refusal_in_the_wrong_wrapping_is_unknown(self, status: int):
        outcome = DUJIAO_NEXT.read_order(order_of(), answered(REFUSAL, status))
        assert outcome.outcome_class is OutcomeClass.UNKNOWN

    @pytest.mark.parametrize("status", [*WRONG_WRAPPINGS, 201, 404])
    def test_so_is_a_perfect_success(self, status: int):
        body = {"ok": True, "order_id": 5, "status": "paid", "amount": "91.00"}
        outcome = DUJIAO_NEXT.read_order(order_of(), answered(body, status))
        assert outcome.outcome_class is OutcomeClass.UNKNOWN

    def test_a_line_that_broke_is_unknown_and_one_that_never_stood_is_not_sent(self):
        lost = HttpOutcome(Transport.SENT_UNKNOWN, "deadline")
        assert DUJIAO_NEXT.read_order(order_of(), lost).outcome_class is OutcomeClass.UNKNOWN
        unsent = HttpOutcome(Transport.NOT_SENT, "refused")
        assert DUJIAO_NEXT.read_order(order_of(), unsent).outcome_class is OutcomeClass.NOT_SENT

    @given(st.binary(max_size=200), st.sampled_from([200, 402, 409, 500]))
    def test_no_bytes_break_the_reading(self, body: bytes, status: int):
        for outcome in (
            DUJIAO_NEXT.read_order(order_of(), answered(body, status)),
            DUJIAO_NEXT.read_query(query_of(), answered(body, status)),
        ):
            assert outcome.outcome_class is OutcomeClass.UNKNOWN

    @given(
        worded(
            "ok", "error_code", "error_message", "order_id", "status", "amount", "items",
            "quantity", "fulfillment", "payload", "status_code", "currency", "delivery_data",
        )
    )  # fmt: skip
    def test_no_document_breaks_the_reading(self, document: Any):
        answer = answered(json.dumps(document).encode())
        outcome = DUJIAO_NEXT.read_order(order_of(), answer)
        assert outcome.outcome_class is not OutcomeClass.REJECTED
        DUJIAO_NEXT.read_query(query_of(kind=GoodsKind.TOPUP), answer)


class TestAtTheTill:
    """The real services: account, sync, adoption, purchase; with the line failing in between."""

    @pytest.mark.parametrize(
        ("faults", "state"),
        [
            ([], S.FULFILLED),
            ([Fault.LOST_BEFORE], S.FULFILLED),
            ([Fault.LOST_AFTER], S.FULFILLED),
            ([Fault.HTML_BEFORE, Fault.LOST_AFTER], S.FULFILLED),
            ([Fault.HTML_AFTER, Fault.ERROR_500, Fault.CUT_SHORT], S.FULFILLED),
            ([Fault.LOST_AFTER] * 9, S.HUMAN),
        ],
    )
    def test_a_lost_answer_is_asked_for_by_a_repeat_and_makes_one_order(
        self, faults: list[Fault], state: PurchaseState
    ):
        till = WholesaleTill()
        with serving(DujiaoNextServer(till.clock.now)) as server:
            goods = till.join(
                "dujiao_next",
                {"base_url": server.url, "api_key": API_KEY},
                {"api_secret": API_SECRET},
            )
            server.faults = list(faults)
            purchase = till.buy_settled(CARD)
            assert goods == 5
            assert purchase.state is state, purchase.events
            assert list(server.references) == [purchase.number]
            assert len(server.orders) == 1
        if state is S.FULFILLED:
            assert (purchase.cards, purchase.charged) == (1, Money(9100))
            assert purchase.upstream_number == "5000"

    def test_a_repeat_waits_until_the_first_try_must_be_over(self):
        till = WholesaleTill()
        times: list[datetime] = []
        with serving(DujiaoNextServer(till.clock.now)) as server:
            till.join(
                "dujiao_next",
                {"base_url": server.url, "api_key": API_KEY},
                {"api_secret": API_SECRET},
            )
            server.faults = [Fault.LOST_BEFORE, Fault.LOST_AFTER]
            purchase = till.buy_settled(CARD)
            assert purchase.state is S.FULFILLED
            orders = [one for one in server.asked if server.is_order(one)]
        times = [
            datetime.fromtimestamp(int(one.headers["dujiao-next-timestamp"]), NOON.tzinfo)
            for one in orders
        ]
        gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(times)]
        assert len(gaps) == 2
        assert min(gaps) >= 35
        assert len({one.body for one in orders}) == 1

    def test_a_refund_after_the_sale_of_the_goods_ends_it(self):
        till = WholesaleTill()
        with serving(DujiaoNextServer(till.clock.now)) as server:
            till.join(
                "dujiao_next",
                {"base_url": server.url, "api_key": API_KEY},
                {"api_secret": API_SECRET},
            )

            def refund(order: Order) -> None:
                order.status, order.refunded = "refunded", order.amount

            server.settle = refund
            purchase = till.buy_settled(CARD)
        assert purchase.state is S.REFUNDED
        assert purchase.reason_sentences == ("货源没有办成，钱退回来了",)
