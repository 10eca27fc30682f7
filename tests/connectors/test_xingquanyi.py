from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.connectors.http_call import HttpOutcome, Transport
from desktop.connectors.http_client import HttpClient
from desktop.connectors.platforms.base import (
    AccountAccess,
    FieldKind,
    FieldValue,
    GoodsKind,
    GoodsStatus,
    OrderRequest,
    PlatformRefusedError,
    PlatformSilentError,
    QueryRequest,
    QuoteRequest,
)
from desktop.connectors.platforms.xingquanyi import XINGQUANYI, signature_of
from desktop.connectors.platforms.xingquanyi_answers import FINAL_REFUSALS
from desktop.connectors.platforms.xingquanyi_goods import limits_of, row_of, why_not_now
from desktop.domain.money import Money
from desktop.domain.purchase import OutcomeClass, PurchaseState
from desktop.domain.purchase_settling import CardParts, PurchaseAlert, Settlement
from desktop.domain.secret import Secret
from tests.connectors.broken_bodies import WRONG_WRAPPINGS, answered, broken_bodies, dumped, worded
from tests.connectors.fakes.wholesale_server import Fault, serving
from tests.connectors.fakes.wholesale_till import WholesaleTill
from tests.connectors.fakes.xingquanyi_server import CUSTOMER, KEY, Order, XingquanyiServer
from tests.connectors.platform_contract import (
    NOON,
    ContractShop,
    Known,
    PlatformContract,
    noon,
    plain_cards,
    settled,
)

S = PurchaseState
REGION = "recharge_template_input_items[游戏区服]"


def access_to(url: str, **changes: Any) -> AccountAccess:
    access = AccountAccess({"base_url": url, "customer_id": CUSTOMER}, {"key": Secret(KEY)}, noon)
    return replace(access, **changes)


def order_of(**changes: Any) -> OrderRequest:
    request = OrderRequest("KT260101000000001", "1886", None, 1, GoodsKind.CARD, Money(4950))
    return replace(request, **changes)


def query_of(**changes: Any) -> QueryRequest:
    request = QueryRequest("KT260101000000001", None, 1, GoodsKind.CARD, NOON)
    return replace(request, **changes)


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def door(waits: list[float]) -> HttpClient:
    return HttpClient(wait=waits.append)


@pytest.fixture
def server() -> Iterator[XingquanyiServer]:
    with serving(XingquanyiServer()) as running:
        yield running


def bought(server: XingquanyiServer, door: HttpClient, request: OrderRequest) -> Any:
    call = XINGQUANYI.prepare_order(access_to(server.url), request)
    return XINGQUANYI.read_order(request, door.send(call))


def asked(server: XingquanyiServer, door: HttpClient, request: QueryRequest) -> Any:
    call = XINGQUANYI.prepare_query(access_to(server.url), request)
    assert call is not None
    return XINGQUANYI.read_query(request, door.send(call))


class TestOnTheMadeUpWholesaler(PlatformContract):
    @pytest.fixture
    def shop(self, server: XingquanyiServer) -> ContractShop:
        return ContractShop(
            platform=XINGQUANYI,
            access=access_to(server.url),
            card=Known("1886", Money(4950)),
            topup=Known("1888", Money(4900)),
            topup_fields=(
                FieldValue("recharge_account", "13800138000"),
                FieldValue(REGION, "电信一区"),
            ),
            numbers={
                "one_card": "KT260101000000001",
                "two_cards": "KT260101000000002",
                "topup": "KT260101000000003",
            },
            refusals={
                "too dear": order_of(ceiling_unit=Money(4949)),
                "no money": order_of(upstream_id="1895", ceiling_unit=Money(999900)),
                "sold out": order_of(upstream_id="1892"),
                "closed": order_of(upstream_id="1893"),
                "unknown": order_of(upstream_id="7"),
                "no account": order_of(upstream_id="1889", kind=GoodsKind.TOPUP),
            },
            unknown_query=query_of(own_number="KT999"),
            has_name=True,
        )


class TestSignature:
    FIELDS = (
        ("customer_id", "10000"),
        ("outer_order_id", "POS202601010001"),
        ("product_id", "1886"),
        ("quantity", "1"),
        ("recharge_account", "13800138000"),
        ("safe_cost", "49.5"),
        ("timestamp", "1767225600"),
    )

    def test_agrees_with_the_sheet(self):
        assert signature_of(self.FIELDS, KEY) == "02a0dbf8848f84b0a34a1d7846e93ae8"
        assert signature_of(self.FIELDS[::-1], KEY) == "02a0dbf8848f84b0a34a1d7846e93ae8"

    def test_takes_the_fields_of_a_form_in_the_order_of_bytes(self):
        whole = (*self.FIELDS, (REGION, "电信一区"))
        assert signature_of(whole, KEY) == "3f421eea6d8612989478012a1c9acadd"

    def test_an_order_carries_the_price_guard_and_no_callback(self):
        fields = (FieldValue("recharge_account", "13800138000"), FieldValue(REGION, ""))
        request = order_of(fields=fields, quantity=2)
        form = dict(
            parse_qsl(XINGQUANYI.prepare_order(access_to("https://a"), request).body.decode())
        )
        form.pop("sign")
        assert form == {
            "customer_id": CUSTOMER,
            "timestamp": str(int(NOON.timestamp())),
            "product_id": "1886",
            "quantity": "2",
            "outer_order_id": "KT260101000000001",
            "safe_cost": "49.5",
            "recharge_account": "13800138000",
        }


class TestAccount:
    def test_a_balance_is_rounded_down(self, server: XingquanyiServer, door: HttpClient):
        server.balance = Decimal("575.6099")
        balance = XINGQUANYI.fetch_balance(door, access_to(server.url))
        assert (balance.amount, balance.shop_name) == (Money(57560), "青禾小店")

    @pytest.mark.parametrize("code", ["request_frequency", "server_error", "something_new"])
    def test_a_wholesaler_that_cannot_answer_now_is_silent(
        self, code: str, server: XingquanyiServer, door: HttpClient
    ):
        server.refusal = (code, "请求过于频繁")
        with pytest.raises(PlatformSilentError):
            XINGQUANYI.fetch_balance(door, access_to(server.url))
        with pytest.raises(PlatformSilentError):
            list(XINGQUANYI.fetch_goods(door, access_to(server.url)))


class TestGoods:
    def test_every_product_is_a_row(self, server: XingquanyiServer, door: HttpClient):
        rows = {row.upstream_id: row for row in XINGQUANYI.fetch_goods(door, access_to(server.url))}
        assert len(rows) == len(server.products)
        month = rows["1887"]
        assert (month.name, month.variant, month.cost) == ("星轨会员", "月卡", Money(1501))
        assert (rows["1886"].minimum, rows["1886"].maximum) == (1, 5)
        kinds = [rows[number].kind for number in ("1886", "1888", "1890", "1891")]
        assert kinds == [GoodsKind.CARD, GoodsKind.TOPUP, GoodsKind.CARD, GoodsKind.OTHER]
        assert rows["1888"].fields is None
        assert rows["1886"].fields == ()
        assert (rows["1886"].stock, rows["1892"].stock) == (-1, 0)
        stopped = {number for number, row in rows.items() if row.status is GoodsStatus.STOPPED}
        assert stopped == {"1893"}

    def test_a_topup_is_asked_what_it_needs(
        self, server: XingquanyiServer, door: HttpClient, waits: list[float]
    ):
        price = XINGQUANYI.fetch_price(door, access_to(server.url), "1888", None)
        assert price.fields is not None
        account, region = price.fields
        assert (account.name, account.label) == ("recharge_account", "充值手机号")
        assert (region.name, region.label, region.kind) == (REGION, "游戏区服", FieldKind.CHOICE)
        assert region.choices == ("电信一区", "联通二区")
        card = XINGQUANYI.fetch_price(door, access_to(server.url), "1886", None)
        assert (card.fields, card.minimum, card.maximum) == ((), 1, 5)
        assert len(waits) == 3  # all calls about goods keep the pace
        assert max(waits) > 0.3

    @pytest.mark.parametrize(
        ("text", "limits"),
        [
            ("1-10000", (1, 10000)),
            (" 5 - 5 ", (5, 5)),
            ("0-9", (1, 9)),
            ("3", (3, 3)),
            ("1,5,10", (1, 10)),
            (7, (7, 7)),
            ("9-1", (1, 0)),
            ("1-10000 之间", (1, 0)),
            ("", (1, 0)),
            (None, (1, 0)),
        ],
    )
    def test_limits_are_read_where_they_can_be(self, text: object, limits: tuple[int, int]):
        assert limits_of({"valid_purchasing_quantity": text}) == limits

    @pytest.mark.parametrize(
        ("now", "is_sold"),
        [("23:29", True), ("23:30", False), ("23:59", False), ("00:00", False), ("00:30", False),
         ("00:31", True), ("12:00", True)],
    )  # fmt: skip
    def test_hours_without_sale_may_cross_midnight(
        self, now: str, is_sold: bool, server: XingquanyiServer, door: HttpClient
    ):
        moment = datetime.fromisoformat(f"2026-01-02T{now}:00+08:00").astimezone(UTC)
        access = access_to(server.url, now=lambda: moment)
        request = QuoteRequest("1894", None, 1)
        if is_sold:
            assert XINGQUANYI.fetch_quote(door, access, request).total == Money(1000)
        else:
            with pytest.raises(PlatformRefusedError, match="停售"):
                XINGQUANYI.fetch_quote(door, access, request)

    @pytest.mark.parametrize(
        ("changes", "word"),
        [
            ({"ban_start_at": "09:00:00", "ban_end_at": "13:00"}, "停售"),
            ({"ban_start_at": "13:00:00", "ban_end_at": "15:00:00"}, ""),
            ({"ban_start_at": "12:00:00", "ban_end_at": "12:00:00"}, ""),
            ({"ban_start_at": "25:00:00", "ban_end_at": "26:00:00"}, ""),
            ({"ban_start_at": None, "ban_end_at": "13:00:00"}, ""),
            ({"supply_state": 2}, "维护中"),
            ({"supply_state": "3"}, "已下架"),
            ({"supply_state": 9}, "暂停供货"),
            ({"hold_state": 2}, "限制购买"),
            ({"stock_state": 2}, "库存不足"),
            ({}, ""),
        ],
    )
    def test_why_goods_cannot_be_had_now(self, changes: dict[str, Any], word: str):
        told = why_not_now(changes, NOON.astimezone(UTC).replace(hour=12).time())
        assert (word in told) if word else told == ""

    @pytest.mark.parametrize("raw", ["0", "0.0000", "", None, "-1", "免费", True, "1e30"])
    def test_a_price_that_is_none_is_unknown(self, raw: object):
        row = row_of({"id": 1, "product_name": "卡", "price": raw})
        assert row is not None
        assert row.cost is None

    def test_a_price_that_is_none_is_no_quote(self, server: XingquanyiServer, door: HttpClient):
        server.products[0].price = "0"
        with pytest.raises(PlatformSilentError):
            XINGQUANYI.fetch_quote(door, access_to(server.url), QuoteRequest("1886", None, 1))

    def test_a_fraction_of_a_fen_counts_once_for_the_whole(
        self, server: XingquanyiServer, door: HttpClient
    ):
        request = QuoteRequest("1887", "月卡", 3)
        quote = XINGQUANYI.fetch_quote(door, access_to(server.url), request)
        assert (quote.total, quote.unit) == (Money(4502), Money(1501))

    @given(worded("id", "product_name", "name", "price", "type", "ban_start_at", "stock_state"))
    def test_no_product_breaks_the_reading(self, product: Any):
        if isinstance(product, dict):
            row_of(product)
            why_not_now(product, NOON.time())


class TestOrders:
    def test_the_parts_of_a_card_are_called_one_thing_now_and_another_later(
        self, server: XingquanyiServer, door: HttpClient
    ):
        outcome = bought(server, door, order_of(quantity=2))
        again = asked(server, door, query_of(quantity=2))
        assert outcome.cards == again.cards
        first = outcome.cards[0]
        assert first == CardParts(Secret("PW00000217"), Secret("NO000007"), date(2027, 12, 31))
        assert outcome.charged == again.charged == Money(9900)
        assert "PW00000217" not in repr((outcome, again))

    def test_a_ticket_is_a_card_whose_secret_is_its_link(
        self, server: XingquanyiServer, door: HttpClient
    ):
        outcome = bought(server, door, order_of(upstream_id="1890"))
        assert plain_cards(outcome) == ["https://t.example/PW00000217"]
        assert asked(server, door, query_of()).cards == outcome.cards

    def test_cards_that_come_late_are_waited_for(self, server: XingquanyiServer, door: HttpClient):
        server.late_queries = 2
        outcome = bought(server, door, order_of())
        assert settled(XINGQUANYI, order_of(), outcome) == Settlement(S.ACCEPTED)
        query = query_of(upstream_number=outcome.upstream_number)
        states = [settled(XINGQUANYI, order_of(), asked(server, door, query)).state for _ in "123"]
        assert states == [S.ACCEPTED, S.ACCEPTED, S.FULFILLED]

    def test_a_number_that_is_taken_means_asking(self, server: XingquanyiServer, door: HttpClient):
        bought(server, door, order_of())
        again = bought(server, door, order_of())
        assert again.outcome_class is OutcomeClass.DUPLICATE
        assert len(server.orders) == 1

    @pytest.mark.parametrize("code", sorted(FINAL_REFUSALS))
    def test_every_code_of_the_closed_list_is_final_on_a_first_try_only(self, code: str):
        body = {"code": code, "message": "商品已下架", "data": None}
        outcome = XINGQUANYI.read_order(order_of(), answered(body))
        assert (outcome.outcome_class, outcome.message) == (OutcomeClass.REJECTED, "商品已下架")
        assert settled(XINGQUANYI, order_of(), outcome).state is S.REJECTED
        assert settled(XINGQUANYI, order_of(), outcome, is_repeat=True).state is S.UNKNOWN

    def test_a_low_balance_is_called_so(self):
        body = {"code": "error", "message": "账户余额不足", "data": []}
        assert XINGQUANYI.read_order(order_of(), answered(body)).reason == "balance"

    def test_an_account_in_a_refusal_is_not_shown(self):
        body = {"code": "error", "message": "充值账号13800138000格式错误"}
        message = XINGQUANYI.read_order(order_of(), answered(body)).message
        assert "13800138000" not in message
        assert "格式错误" in message

    @pytest.mark.parametrize("number", ["", "K" * 20, "KT-1", "卡"])
    def test_a_number_that_might_be_changed_is_never_sent(self, number: str):
        with pytest.raises(ValueError, match="own number"):
            XINGQUANYI.prepare_order(access_to("https://a"), order_of(own_number=number))


def told(**changes: Any) -> dict[str, Any]:
    order = {
        "id": "900001",
        "product_id": 1886,
        "quantity": 1,
        "total_price": "49.5000",
        "refunded_amount": "0.0000",
        "state": 200,
        "recharge_info": "",
        "outer_order_id": "KT260101000000001",
        "cards": [{"no": "N", "password": "P", "expired_at": ""}],
    }
    return {"code": "ok", "message": "ok", "data": order | changes}


class TestStates:
    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({}, Settlement(S.FULFILLED)),
            ({"id": 900001}, Settlement(S.FULFILLED)),
            ({"state": 100}, Settlement(S.ACCEPTED)),
            ({"state": "101"}, Settlement(S.ACCEPTED)),
            ({"cards": []}, Settlement(S.ACCEPTED)),
            ({"state": 500, "refunded_amount": "49.5000"}, Settlement(S.REFUNDED)),
            (
                {"state": 500},
                Settlement(S.HUMAN, (PurchaseAlert.NOTHING_DELIVERED,)),
            ),
            (
                {"state": 500, "refunded_amount": None},
                Settlement(S.HUMAN, (PurchaseAlert.NOTHING_DELIVERED,)),
            ),
            (
                {"state": 500, "refunded_amount": "49.4999"},
                Settlement(S.HUMAN, (PurchaseAlert.PARTLY_REFUNDED,)),
            ),
            (
                {"refunded_amount": "1.0000"},
                Settlement(S.HUMAN, (PurchaseAlert.PARTLY_REFUNDED,)),
            ),
            (
                {"total_price": "49.5001"},
                Settlement(S.HUMAN, (PurchaseAlert.CHARGED_ABOVE_CEILING,)),
            ),
            ({"state": 501}, Settlement(S.UNKNOWN)),
            ({"state": 300}, Settlement(S.UNKNOWN)),
            ({"state": None}, Settlement(S.UNKNOWN)),
            ({"outer_order_id": "KT999"}, Settlement(S.UNKNOWN)),
            ({"outer_order_id": ""}, Settlement(S.UNKNOWN)),
            ({"quantity": 2}, Settlement(S.UNKNOWN)),
            ({"id": None}, Settlement(S.UNKNOWN)),
        ],
    )
    def test_an_order_is_what_the_table_says(self, changes: dict[str, Any], expected: Settlement):
        outcome = XINGQUANYI.read_query(query_of(), answered(told(**changes)))
        assert settled(XINGQUANYI, order_of(), outcome, is_repeat=True) == expected

    def test_a_state_the_platform_does_not_know_itself_keeps_number_and_charge(self):
        data = {"order_id": 7, "state": 501, "total_price": "49.5000"}
        outcome = XINGQUANYI.read_order(order_of(), answered({"code": "ok", "data": data}))
        assert outcome.outcome_class is OutcomeClass.UNKNOWN
        assert (outcome.upstream_number, outcome.charged) == ("7", Money(4950))

    def test_a_failure_told_at_once_is_asked_about_before_it_is_believed(self):
        data = {"order_id": 7, "state": 500, "total_price": "49.5000"}
        outcome = XINGQUANYI.read_order(order_of(), answered({"code": "ok", "data": data}))
        assert settled(XINGQUANYI, order_of(), outcome) == Settlement(S.ACCEPTED)

    def test_another_order_than_the_one_asked_for_is_crossed(self):
        query = query_of(upstream_number="900002")
        outcome = XINGQUANYI.read_query(query, answered(told()))
        assert (outcome.outcome_class, outcome.reason) == (OutcomeClass.UNKNOWN, "crossed")

    def test_a_topup_is_done_when_the_platform_says_so(self):
        query = query_of(kind=GoodsKind.TOPUP)
        answer = answered(told(cards=[], recharge_info="充值成功"))
        outcome = XINGQUANYI.read_query(query, answer)
        request = order_of(kind=GoodsKind.TOPUP)
        assert settled(XINGQUANYI, request, outcome).state is S.FULFILLED
        assert outcome.text == Secret("充值成功")

    @pytest.mark.parametrize(
        ("code", "message", "is_not_found"),
        [
            ("error", "订单不存在", True),
            ("error", "系统异常，请稍后", False),
            ("server_error", "订单不存在", False),
            ("request_frequency", "请求频繁", False),
            ("invalid_sign", "签名错误", False),
        ],
    )
    def test_only_a_clear_no_means_that_the_order_is_not_there(
        self, code: str, message: str, is_not_found: bool
    ):
        answer = answered({"code": code, "message": message, "data": None})
        outcome = XINGQUANYI.read_query(query_of(), answer)
        assert outcome.outcome_class is OutcomeClass.UNKNOWN
        assert outcome.is_not_found is is_not_found


REFUSAL = {"code": "error", "message": "商品库存不足", "data": None}
ODD = broken_bodies(REFUSAL) | {
    name: dumped(document)
    for name, document in {
        "server error": {**REFUSAL, "code": "server_error"},
        "too often": {**REFUSAL, "code": "request_frequency"},
        "other code": {**REFUSAL, "code": "fail"},
        "code in capitals": {**REFUSAL, "code": "ERROR"},
        "code with a space": {**REFUSAL, "code": "error "},
        "code as number": {**REFUSAL, "code": 500},
        "code null": {**REFUSAL, "code": None},
        "code true": {**REFUSAL, "code": True},
        "code missing": {"message": "商品库存不足"},
        "code in a list": {**REFUSAL, "code": ["error"]},
        "no message": {"code": "error", "data": None},
        "empty message": {**REFUSAL, "message": ""},
        "message null": {**REFUSAL, "message": None},
        "timed out": {**REFUSAL, "message": "下单超时"},
        "busy": {**REFUSAL, "message": "系统繁忙，请稍后再试"},
        "unknown": {**REFUSAL, "message": "未知错误"},
        "refusal with an order": {**REFUSAL, "data": {"order_id": 1}},
        "success without data": {"code": "ok", "message": "ok"},
        "success with a list": {"code": "ok", "data": [{"order_id": 1}]},
        "success without a number": {"code": "ok", "data": {"state": 200}},
        "success with html": {"code": "ok", "data": {"order_id": "<b>", "state": 200}},
        "success with a fraction": {"code": "ok", "data": {"order_id": 1.5, "state": 200}},
        "success of unknown state": {"code": "ok", "data": {"order_id": 1, "state": 501}},
    }.items()
}


class TestOddBodies:
    @pytest.mark.parametrize("name", ODD)
    def test_none_is_a_refusal_or_a_purchase(self, name: str):
        outcome = XINGQUANYI.read_order(order_of(), answered(ODD[name]))
        assert outcome.outcome_class is OutcomeClass.UNKNOWN
        query = XINGQUANYI.read_query(query_of(), answered(ODD[name]))
        assert query.outcome_class is OutcomeClass.UNKNOWN

    @pytest.mark.parametrize("status", [*WRONG_WRAPPINGS, 201, 400, 403, 404, 429])
    def test_nothing_in_the_wrong_wrapping_is_believed(self, status: int):
        for body in (REFUSAL, told(order_id=1)):
            outcome = XINGQUANYI.read_order(order_of(), answered(body, status))
            assert outcome.outcome_class is OutcomeClass.UNKNOWN

    def test_a_line_that_broke_is_unknown_and_one_that_never_stood_is_not_sent(self):
        lost = HttpOutcome(Transport.SENT_UNKNOWN, "deadline")
        assert XINGQUANYI.read_order(order_of(), lost).outcome_class is OutcomeClass.UNKNOWN
        unsent = HttpOutcome(Transport.NOT_SENT, "refused")
        assert XINGQUANYI.read_order(order_of(), unsent).outcome_class is OutcomeClass.NOT_SENT

    @given(st.binary(max_size=200))
    def test_no_bytes_break_the_reading(self, body: bytes):
        for outcome in (
            XINGQUANYI.read_order(order_of(), answered(body)),
            XINGQUANYI.read_query(query_of(), answered(body)),
        ):
            assert outcome.outcome_class is OutcomeClass.UNKNOWN

    @given(
        worded(
            "code", "message", "data", "order_id", "id", "state", "total_price", "cards", "tickets",
            "card_no", "password", "ticket", "expired_at", "outer_order_id", "quantity",
        )
    )  # fmt: skip
    def test_no_document_breaks_the_reading(self, document: Any):
        answer = answered(json.dumps(document).encode())
        outcome = XINGQUANYI.read_order(order_of(), answer)
        assert outcome.outcome_class is not OutcomeClass.REJECTED
        XINGQUANYI.read_query(query_of(kind=GoodsKind.OTHER), answer)


class TestAtTheTill:
    def till(self, server: XingquanyiServer) -> WholesaleTill:
        till = WholesaleTill()
        till.join("xingquanyi", {"base_url": server.url, "customer_id": CUSTOMER}, {"key": KEY})
        return till

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
        self, fault: Fault, state: PurchaseState, orders: int, server: XingquanyiServer
    ):
        till = self.till(server)
        server.faults = [fault]
        purchase = till.buy_settled("1886")
        assert purchase.state is state, purchase.events
        assert [order.outer for order in server.orders] == [purchase.number] * orders
        assert server.paths().count("/api/buy") == 1
        if orders:
            assert (purchase.cards, purchase.charged) == (1, Money(4950))
            assert purchase.upstream_number == "900001"
        else:  # not found, many times, the last one when nothing can arrive any more
            assert purchase.changed_at - purchase.created_at >= timedelta(minutes=10)

    def test_a_refund_ends_the_purchase_and_half_a_refund_asks_a_person(
        self, server: XingquanyiServer
    ):
        till = self.till(server)
        server.late_queries = 99
        shares = iter((Decimal(1), Decimal("0.5")))
        share = next(shares)

        def fail(order: Order) -> None:
            order.state, order.refunded = 500, order.total * share

        server.settle = fail
        product = till.adopt("1886")
        assert till.settle(till.buy(product).id).state is S.REFUNDED
        share = next(shares)
        second = till.settle(till.buy(product).id)
        assert second.state is S.HUMAN
        assert second.reason_code == "partly_refunded"
