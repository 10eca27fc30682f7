from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.connectors.http_call import HttpOutcome, Transport
from desktop.connectors.http_client import HttpClient
from desktop.connectors.platforms.base import (
    AccountAccess,
    FieldValue,
    GoodsKind,
    OrderRequest,
    PlatformRefusedError,
    PlatformSilentError,
    QueryRequest,
    QuoteRequest,
)
from desktop.connectors.platforms.lansexiongdi import LANSEXIONGDI, row_of, signature_of
from desktop.connectors.platforms.lansexiongdi_answers import FINAL_REFUSALS
from desktop.domain.cart import Cart
from desktop.domain.money import Money
from desktop.domain.product import AccountRule
from desktop.domain.purchase import OutcomeClass, PurchaseState
from desktop.domain.purchase_settling import PurchaseAlert, Settlement
from desktop.domain.secret import Secret
from desktop.domain.top_up import checked_target
from desktop.services.purchasing import PurchaseSnapshot
from tests.connectors.broken_bodies import (
    WRONG_WRAPPINGS,
    answered,
    broken_bodies,
    dumped,
    worded,
)
from tests.connectors.fakes.lansexiongdi_server import KEY, MERCHANT, LansexiongdiServer, Order
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
PHONE, QQ = "106", "107"
ACCOUNT = (FieldValue("rechargeAccount", "13800138000"),)


def access_to(url: str, **changes: Any) -> AccountAccess:
    values = {"base_url": url, "merchant_id": MERCHANT}
    return replace(AccountAccess(values, {"key": Secret(KEY)}, noon), **changes)


def order_of(**changes: Any) -> OrderRequest:
    request = OrderRequest(
        "KT260101000000001", PHONE, None, 1, GoodsKind.TOPUP, Money(4986), ACCOUNT
    )
    return replace(request, **changes)


def query_of(**changes: Any) -> QueryRequest:
    request = QueryRequest("KT260101000000001", None, 1, GoodsKind.TOPUP, NOON)
    return replace(request, **changes)


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def door(waits: list[float]) -> HttpClient:
    return HttpClient(wait=waits.append)


@pytest.fixture
def server() -> Iterator[LansexiongdiServer]:
    with serving(LansexiongdiServer()) as running:
        yield running


def bought(server: LansexiongdiServer, door: HttpClient, request: OrderRequest) -> Any:
    call = LANSEXIONGDI.prepare_order(access_to(server.url), request)
    return LANSEXIONGDI.read_order(request, door.send(call))


class TestOnTheMadeUpPlatform(PlatformContract):
    @pytest.fixture(params=["", "result", "data"])
    def shop(self, server: LansexiongdiServer, request: pytest.FixtureRequest) -> ContractShop:
        server.wraps_in = request.param
        phone = Known(PHONE, Money(4986))
        return ContractShop(
            platform=LANSEXIONGDI,
            access=access_to(server.url),
            card=phone,
            topup=phone,
            topup_fields=ACCOUNT,
            numbers={"topup": "KT260101000000003"},
            refusals={
                "no money": order_of(upstream_id="109"),
                "not ours to sell": order_of(upstream_id="108"),
                "unknown": order_of(upstream_id="7"),
                "no account": order_of(fields=()),
                "bad account": order_of(fields=(FieldValue("rechargeAccount", "123"),)),
                "two pieces": order_of(quantity=2),
            },
            unknown_query=query_of(own_number="KT999"),
            sells_cards=False,
        )


class TestSignature:
    @pytest.mark.parametrize(
        ("text", "key", "digest"),
        [
            (
                (
                    "accountType=1&merchantId=10000&notifyUrl=http://test.openapi.1688sup.cn&number=1"
                    "&outTradeNo=41858615686074369&productId=101&rechargeAccount=18888888888"
                    "&timeStamp=1575010281"
                ),
                "11111111",
                "25400A2ED4F77693C6C4E3B40E4D576E",
            ),
            (
                (
                    "accountType=1&merchantId=23329&notifyUrl=123456&number=1"
                    "&outTradeNo=postmantest_1676423737wrznqq7l&productId=106"
                    "&rechargeAccount=18288888888&timeStamp=1676423737"
                ),
                KEY,
                "E78CBE8D8B38371E367CB67191541FC7",
            ),
        ],
    )
    def test_agrees_with_the_platforms_own_documents(self, text: str, key: str, digest: str):
        pairs = [tuple(part.split("=", 1)) for part in text.split("&")]
        fields = [(name, value) for name, value in pairs]
        unsigned = [("version", "1.0"), ("extendParameter", '{"a":1}'), ("empty", "")]
        assert signature_of(fields, key) == digest
        assert signature_of([*unsigned, *reversed(fields)], key) == digest


class TestGoods:
    def test_the_list_tells_all_there_is_to_tell(
        self, server: LansexiongdiServer, door: HttpClient
    ):
        rows = {
            row.upstream_id: row for row in LANSEXIONGDI.fetch_goods(door, access_to(server.url))
        }
        assert set(rows) == set(server.products)
        phone = rows[PHONE]
        assert (phone.kind, phone.cost, phone.stock) == (GoodsKind.TOPUP, Money(4986), -1)
        assert (phone.minimum, phone.maximum) == (1, 1)
        assert LANSEXIONGDI.capabilities.lists_everything

    def test_the_list_is_not_asked_for_too_often(
        self, server: LansexiongdiServer, door: HttpClient, waits: list[float]
    ):
        for _ in range(3):
            LANSEXIONGDI.fetch_price(door, access_to(server.url), PHONE, None)
        assert [wait > 0.5 for wait in waits] == [False, True, True]

    @pytest.mark.parametrize(
        ("number", "account", "kind"),
        [(PHONE, "13800138000", "1"), (QQ, "13800138000", "2"), ("101", "player_1", "0")],
    )
    def test_the_kind_of_the_account_is_told_by_the_goods_or_its_form(
        self, number: str, account: str, kind: str, server: LansexiongdiServer, door: HttpClient
    ):
        rows = {
            row.upstream_id: row for row in LANSEXIONGDI.fetch_goods(door, access_to(server.url))
        }
        fields = rows[number].fields
        assert fields is not None
        filled = tuple(FieldValue(one.name, account) for one in fields)
        bought(server, door, order_of(upstream_id=number, fields=filled))
        assert (server.orders[0].account, server.orders[0].account_type) == (account, kind)

    def test_more_than_one_piece_and_unknown_goods_are_refused_before_the_order(
        self, server: LansexiongdiServer, door: HttpClient
    ):
        for request in (QuoteRequest(PHONE, None, 2), QuoteRequest("7", None, 1)):
            with pytest.raises(PlatformRefusedError):
                LANSEXIONGDI.fetch_quote(door, access_to(server.url), request)

    @pytest.mark.parametrize("raw", ["0", 0, "", None, "-1", "免费", True])
    def test_a_price_that_is_none_is_unknown(self, raw: object):
        assert row_of({"product_id": 1, "channel_price": raw}).cost is None

    def test_a_balance_is_rounded_down(self, server: LansexiongdiServer, door: HttpClient):
        server.balance = Decimal("-2257.2900")
        balance = LANSEXIONGDI.fetch_balance(door, access_to(server.url))
        assert balance.amount == Money(-225729)
        server.balance = Decimal("0.019")
        assert LANSEXIONGDI.fetch_balance(door, access_to(server.url)).amount == Money(1)

    @pytest.mark.parametrize("code", ["1099", "1999"])
    def test_a_platform_that_cannot_answer_now_is_silent(
        self, code: str, server: LansexiongdiServer, door: HttpClient
    ):
        server.refusal = (code, "请求过于频繁")
        with pytest.raises(PlatformSilentError):
            LANSEXIONGDI.fetch_balance(door, access_to(server.url))

    @given(worded("product_id", "item_name", "channel_price"))
    def test_no_product_breaks_the_reading(self, product: Any):
        if isinstance(product, dict):
            row_of(product)


class TestOrders:
    @pytest.mark.parametrize("code", sorted(FINAL_REFUSALS))
    def test_every_code_of_the_closed_list_is_final_on_a_first_try_only(self, code: str):
        outcome = LANSEXIONGDI.read_order(order_of(), answered({"code": code, "message": "不行"}))
        assert (outcome.outcome_class, outcome.message) == (OutcomeClass.REJECTED, "不行")
        assert settled(LANSEXIONGDI, order_of(), outcome).state is S.REJECTED
        assert settled(LANSEXIONGDI, order_of(), outcome, is_repeat=True).state is S.UNKNOWN

    def test_a_low_balance_is_called_so(self):
        assert LANSEXIONGDI.read_order(order_of(), answered({"code": "1008"})).reason == "balance"

    def test_a_repeated_number_means_asking(self, server: LansexiongdiServer, door: HttpClient):
        bought(server, door, order_of())
        assert bought(server, door, order_of()).outcome_class is OutcomeClass.DUPLICATE
        assert len(server.orders) == 1

    @pytest.mark.parametrize("number", ["", "K" * 65, "KT-1", "卡"])
    def test_a_number_the_platform_would_change_is_never_sent(self, number: str):
        with pytest.raises(ValueError, match="own number"):
            LANSEXIONGDI.prepare_order(access_to("https://a"), order_of(own_number=number))


class TestStates:
    @pytest.mark.parametrize(
        ("body", "expected"),
        [
            ({"status": "01"}, Settlement(S.FULFILLED)),
            ({"result": {"status": "01"}}, Settlement(S.FULFILLED)),
            ({"status": "02"}, Settlement(S.ACCEPTED)),
            ({"status": "03"}, Settlement(S.HUMAN, (PurchaseAlert.NOTHING_DELIVERED,))),
            ({"status": "04"}, Settlement(S.HUMAN, (PurchaseAlert.READ_TEXT,))),
            ({"status": "05"}, Settlement(S.UNKNOWN)),
            ({"status": 1}, Settlement(S.UNKNOWN)),
            ({"status": None}, Settlement(S.UNKNOWN)),
            ({}, Settlement(S.UNKNOWN)),
            ({"status": "01", "outTradeNo": "KT9"}, Settlement(S.UNKNOWN)),
            ({"code": "2000", "status": "01"}, Settlement(S.UNKNOWN)),
        ],
    )
    def test_a_recharge_is_what_the_table_says(self, body: dict[str, Any], expected: Settlement):
        answer = answered({"code": "0000", "message": "查询成功"} | body)
        outcome = LANSEXIONGDI.read_query(query_of(), answer)
        charged = Money(4986)
        state = settled(LANSEXIONGDI, order_of(), outcome, is_repeat=True, charged_before=charged)
        assert state == expected

    @pytest.mark.parametrize("code", sorted(FINAL_REFUSALS | {"1099", "1999", "1005"}))
    def test_a_query_that_is_refused_says_nothing_about_the_order(self, code: str):
        outcome = LANSEXIONGDI.read_query(query_of(), answered({"code": code, "message": "x"}))
        assert (outcome.outcome_class, outcome.is_not_found) == (OutcomeClass.UNKNOWN, False)


REFUSAL = {"code": "1008", "message": "余额不足"}
ODD = broken_bodies(REFUSAL) | {
    name: dumped(document)
    for name, document in {
        "of another order": {**REFUSAL, "outTradeNo": "KT9"},
        "of another order inside": {**REFUSAL, "data": {"outTradeNo": "KT9"}},
        "too often": {**REFUSAL, "code": "1099"},
        "unknown": {**REFUSAL, "code": "1999"},
        "no such order": {**REFUSAL, "code": "1012"},
        "other code": {**REFUSAL, "code": "1013"},
        "code as number": {**REFUSAL, "code": 1008},
        "code with a space": {**REFUSAL, "code": "1008 "},
        "code with a zero": {**REFUSAL, "code": "01008"},
        "code null": {**REFUSAL, "code": None},
        "code true": {**REFUSAL, "code": True},
        "code in a list": {**REFUSAL, "code": ["1008"]},
        "code missing": {"message": "余额不足"},
        "code empty": {**REFUSAL, "code": ""},
        "the code of a query": {"code": "0000", "message": "成功"},
        "success as number": {"code": 2000, "message": "成功"},
        "success of another order": {"code": "2000", "outTradeNo": "KT9"},
        "success of another order inside": {"code": "2000", "data": {"outTradeNo": "KT9"}},
        "a state instead of a code": {"status": "03"},
    }.items()
}


class TestOddBodies:
    @pytest.mark.parametrize("name", ODD)
    def test_none_is_a_refusal_or_a_purchase(self, name: str):
        outcome = LANSEXIONGDI.read_order(order_of(), answered(ODD[name]))
        assert outcome.outcome_class is OutcomeClass.UNKNOWN
        query = LANSEXIONGDI.read_query(query_of(), answered(ODD[name]))
        assert query.outcome_class is OutcomeClass.UNKNOWN

    def test_there_are_enough_of_them(self):
        assert len(ODD) >= 40

    @pytest.mark.parametrize("status", [*WRONG_WRAPPINGS, 201, 400, 403, 404, 429])
    def test_nothing_in_the_wrong_wrapping_is_believed(self, status: int):
        for body in (REFUSAL, {"code": "2000"}):
            outcome = LANSEXIONGDI.read_order(order_of(), answered(body, status))
            assert outcome.outcome_class is OutcomeClass.UNKNOWN

    def test_a_line_that_broke_is_unknown_and_one_that_never_stood_is_not_sent(self):
        lost = HttpOutcome(Transport.SENT_UNKNOWN, "deadline")
        assert LANSEXIONGDI.read_order(order_of(), lost).outcome_class is OutcomeClass.UNKNOWN
        unsent = HttpOutcome(Transport.NOT_SENT, "refused")
        outcome = LANSEXIONGDI.read_order(order_of(), unsent)
        assert outcome.outcome_class is OutcomeClass.NOT_SENT

    @given(st.binary(max_size=200))
    def test_no_bytes_break_the_reading(self, body: bytes):
        for outcome in (
            LANSEXIONGDI.read_order(order_of(), answered(body)),
            LANSEXIONGDI.read_query(query_of(), answered(body)),
        ):
            assert outcome.outcome_class is OutcomeClass.UNKNOWN

    @given(worded("code", "message", "status", "result", "data", "outTradeNo", "products"))
    def test_no_document_breaks_the_reading(self, document: Any):
        answer = answered(json.dumps(document).encode())
        outcome = LANSEXIONGDI.read_order(order_of(), answer)
        assert outcome.outcome_class is not OutcomeClass.REJECTED
        LANSEXIONGDI.read_query(query_of(), answer)


class TestAtTheTill:
    def till(self, server: LansexiongdiServer) -> WholesaleTill:
        till = WholesaleTill()
        till.join("lansexiongdi", {"base_url": server.url, "merchant_id": MERCHANT}, {"key": KEY})
        return till

    def sell(self, till: WholesaleTill) -> PurchaseSnapshot:
        product = till.adopt(PHONE, price=50_00)
        cart = Cart().with_product(product, 1, checked_target(AccountRule.PHONE, "13800138000"))
        (purchase_id,) = till.sell(cart).purchases_to_start
        return till.settle(till.purchasing.advance(purchase_id).id, rounds=40)

    @pytest.mark.parametrize(
        ("fault", "state", "orders"),
        [
            (Fault.NONE, S.FULFILLED, 1),
            (Fault.LOST_AFTER, S.FULFILLED, 1),
            (Fault.HTML_AFTER, S.FULFILLED, 1),
            (Fault.CUT_SHORT, S.FULFILLED, 1),
            (Fault.LOST_BEFORE, S.HUMAN, 0),
            (Fault.ERROR_500, S.HUMAN, 0),
        ],
    )
    def test_a_lost_answer_is_asked_for_by_our_number_and_never_sent_again(
        self, fault: Fault, state: PurchaseState, orders: int, server: LansexiongdiServer
    ):
        till = self.till(server)
        server.faults = [fault]
        purchase = self.sell(till)
        assert purchase.state is state, purchase.events
        assert [order.own for order in server.orders] == [purchase.number] * orders
        assert server.paths().count("/recharge/order") == 1
        if orders:
            assert server.orders[0].account == "13800138000"
            assert purchase.charged == Money(4986)  # as quoted right before: nobody tells it
        else:
            assert till.clock.now() - purchase.created_at >= timedelta(minutes=10)

    def test_a_failed_recharge_is_for_a_person_who_looks_at_the_balance(
        self, server: LansexiongdiServer
    ):
        till = self.till(server)

        def fail(order: Order) -> None:
            order.status = "03"

        server.settle = fail
        purchase = self.sell(till)
        assert (purchase.state, purchase.reason_code) == (S.HUMAN, "nothing_delivered")

    def test_nothing_here_is_bought_into_stock(self, server: LansexiongdiServer):
        till = self.till(server)
        product = till.adopt(PHONE)
        with pytest.raises(Exception, match="只有卡密"):
            till.buy(product)
