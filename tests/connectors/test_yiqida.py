from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

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
    OrderRequest,
    PlatformSilentError,
    QueryRequest,
    QuoteRequest,
)
from desktop.connectors.platforms.yiqida import YIQIDA, signature_of
from desktop.connectors.platforms.yiqida_goods import form_fields, row_of
from desktop.domain.money import Money
from desktop.domain.purchase import OutcomeClass, PurchaseState
from desktop.domain.purchase_settling import PurchaseAlert, Settlement
from desktop.domain.secret import Secret
from desktop.services.sourcing import repeat_sentence
from tests.connectors.broken_bodies import (
    WRONG_WRAPPINGS,
    answered,
    broken_bodies,
    dumped,
    worded,
)
from tests.connectors.fakes.wholesale_server import Fault, serving
from tests.connectors.fakes.wholesale_till import WholesaleTill
from tests.connectors.fakes.yiqida_server import KEY, USER, Goods, Order, YiqidaServer
from tests.connectors.platform_contract import (
    NOON,
    ContractShop,
    Known,
    PlatformContract,
    noon,
    settled,
)

S = PurchaseState
CARD, PHONE, GAME = "30180", "30181", "30182"


def access_to(url: str, **changes: Any) -> AccountAccess:
    access = AccountAccess({"base_url": url, "user_name": USER}, {"key": Secret(KEY)}, noon)
    return replace(access, **changes)


def order_of(**changes: Any) -> OrderRequest:
    request = OrderRequest("KT260101000000001", CARD, None, 1, GoodsKind.CARD, Money(9100))
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
def server() -> Iterator[YiqidaServer]:
    with serving(YiqidaServer()) as running:
        yield running


def bought(server: YiqidaServer, door: HttpClient, request: OrderRequest) -> Any:
    call = YIQIDA.prepare_order(access_to(server.url), request)
    return YIQIDA.read_order(request, door.send(call))


def asked(server: YiqidaServer, door: HttpClient, request: QueryRequest) -> Any:
    call = YIQIDA.prepare_query(access_to(server.url), request)
    assert call is not None
    return YIQIDA.read_query(request, door.send(call))


class TestOnTheMadeUpPlatform(PlatformContract):
    @pytest.fixture
    def shop(self, server: YiqidaServer) -> ContractShop:
        return ContractShop(
            platform=YIQIDA,
            access=access_to(server.url),
            card=Known(CARD, Money(9100)),
            topup=Known(GAME, Money(2001)),
            topup_fields=(FieldValue("template0", "赵 云"), FieldValue("template1", "1")),
            numbers={
                "one_card": "KT260101000000001",
                "two_cards": "KT260101000000002",
                "topup": "KT260101000000003",
            },
            refusals={},
            unknown_query=query_of(own_number="KT999"),
            has_balance=False,
        )

    def test_an_explicit_refusal_of_a_first_try_is_a_refusal(
        self, shop: ContractShop, door: HttpClient
    ):
        # Not here: what its codes mean is written nowhere, so every "no" is asked about.
        for request in (order_of(upstream_id="30183"), order_of(upstream_id=PHONE)):
            outcome = shop.order(door, request)
            assert outcome.outcome_class is OutcomeClass.UNKNOWN
            assert outcome.message


class TestSignature:
    def test_agrees_with_the_sheet(self):
        body = (
            '{"commodityId":30181,"external_orderno":"POS202601010001","buyCount":1,'
            '"template":["13800138000"]}'
        )
        sign = "9a670a8d7aba9c975e672d939633321c"
        assert signature_of("1767225600123", body, "TESTKEY0000000001") == sign

    def test_an_order_is_signed_over_the_very_body_that_is_sent(self):
        early = NOON - timedelta(hours=4) + timedelta(milliseconds=123)
        fields = (FieldValue("template0", "13800138000"),)
        request = order_of(own_number="POS202601010001", upstream_id=PHONE, fields=fields)
        call = YIQIDA.prepare_order(access_to("https://a", now=lambda: early), request)
        query = parse_qs(urlsplit(call.url).query)
        assert query["timestamp"] == ["1767225600123"]
        assert query["sign"] == ["9a670a8d7aba9c975e672d939633321c"]
        assert query["userName"] == [USER]


class TestGoods:
    def test_the_list_leaves_open_what_goods_are(self, server: YiqidaServer, door: HttpClient):
        rows = {row.upstream_id: row for row in YIQIDA.fetch_goods(door, access_to(server.url))}
        assert set(rows) == {CARD, PHONE, GAME, "30183"}
        card = rows[CARD]
        assert (card.kind, card.fields, card.cost, card.stock) == (None, None, Money(9100), -1)

    def test_goods_that_ask_for_nothing_are_cards(self, server: YiqidaServer, door: HttpClient):
        card = YIQIDA.fetch_price(door, access_to(server.url), CARD, None)
        assert (card.kind, card.fields) == (GoodsKind.CARD, ())
        game = YIQIDA.fetch_price(door, access_to(server.url), GAME, None)
        assert game.kind is GoodsKind.TOPUP
        assert game.fields is not None
        assert [(one.name, one.label, one.kind, one.choices) for one in game.fields] == [
            ("template0", "角色名", FieldKind.TEXT, ()),
            ("template1", "区服", FieldKind.CHOICE, ("1", "2")),
        ]

    @pytest.mark.parametrize("template", ["[{", "<p>", '{"txt":"x"}', 5, {"txt": "x"}])
    def test_a_form_that_cannot_be_read_leaves_open_what_goods_are(self, template: object):
        with pytest.raises(PlatformSilentError):
            form_fields({"template": template})

    @pytest.mark.parametrize("template", ["", " ", "[]", None, []])
    def test_no_form_is_no_form(self, template: object):
        assert form_fields({"template": template}) == ()

    @pytest.mark.parametrize("size", [20, 7])
    def test_pages_follow_until_one_brings_nothing_new(
        self, size: int, server: YiqidaServer, door: HttpClient, waits: list[float]
    ):
        server.page_size = size
        server.goods = [Goods(40000 + n, f"卡 {n}", "1.5") for n in range(45)]
        rows = list(YIQIDA.fetch_goods(door, access_to(server.url)))
        assert len({row.upstream_id for row in rows}) == 45
        assert len(waits) == -(-45 // size) + 1
        assert max(waits) > 0.3

    def test_the_bytes_of_all_pages_are_told_and_a_no_ends_it(
        self, server: YiqidaServer, door: HttpClient
    ):
        server.goods = [Goods(40000 + n, f"卡 {n}", "1.5") for n in range(45)]
        seen: list[int] = []

        def tell(count: int) -> bool:
            seen.append(count)
            return len(seen) < 2

        with pytest.raises(PlatformSilentError) as stopped:
            list(YIQIDA.fetch_goods(door, access_to(server.url), tell))
        assert stopped.value.values["reason"] == "stopped"
        assert seen == sorted(seen)

    def test_a_fraction_of_a_fen_counts_once_for_the_whole(
        self, server: YiqidaServer, door: HttpClient
    ):
        quote = YIQIDA.fetch_quote(door, access_to(server.url), QuoteRequest(GAME, None, 2))
        assert (quote.total, quote.unit) == (Money(4001), Money(2001))

    @pytest.mark.parametrize("raw", ["0", 0, "", None, "-1", "免费", True])
    def test_a_price_that_is_none_is_unknown(self, raw: object):
        row = row_of({"mainId": 1, "price": raw})
        assert row is not None
        assert row.cost is None

    @given(worded("mainId", "name", "price"))
    def test_no_goods_break_the_reading(self, goods: Any):
        if isinstance(goods, dict):
            row_of(goods)


class TestOrders:
    def test_what_was_filled_in_goes_encoded_and_in_the_order_of_the_form(
        self, server: YiqidaServer, door: HttpClient
    ):
        fields = (FieldValue("template1", "2"), FieldValue("template0", "赵 云&"))
        request = order_of(upstream_id=GAME, kind=GoodsKind.TOPUP, fields=fields)
        bought(server, door, request)
        assert server.orders[0].filled_in == ["赵 云&", "2"]
        body = server.asked[-1].document
        assert body["template"] == ["%E8%B5%B5+%E4%BA%91%26", "2"]

    def test_an_order_is_asked_for_by_our_number_until_theirs_is_known(
        self, server: YiqidaServer, door: HttpClient
    ):
        bought(server, door, order_of())
        first = asked(server, door, query_of())
        assert first.upstream_number == "YQD00000000"
        asked(server, door, query_of(upstream_number=first.upstream_number))
        questions = [one.document for one in server.asked if "Query" in one.path]
        assert questions[0] == {"external_orderno": "KT260101000000001", "orderTime": "3"}
        assert questions[1] == {"orderNo": "YQD00000000"}

    def test_it_is_never_said_that_a_repeat_is_harmless(self):
        assert "从不重发" in repeat_sentence(YIQIDA)
        assert not YIQIDA.rules.is_repeat_harmless

    def test_a_number_that_is_taken_means_asking(self):
        body = {"code": 500, "msg": "外部订单号已存在", "data": None}
        outcome = YIQIDA.read_order(order_of(), answered(body))
        assert outcome.outcome_class is OutcomeClass.DUPLICATE

    @pytest.mark.parametrize("number", ["", "K" * 20, "KT-1", "卡"])
    def test_a_number_that_might_be_changed_is_never_sent(self, number: str):
        with pytest.raises(ValueError, match="own number"):
            YIQIDA.prepare_order(access_to("https://a"), order_of(own_number=number))


class TestStates:
    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({"status": 4}, Settlement(S.FULFILLED)),
            ({"status": "4"}, Settlement(S.FULFILLED)),
            ({"status": 4, "carmi": []}, Settlement(S.ACCEPTED)),
            ({"status": 4, "carmi": None}, Settlement(S.ACCEPTED)),
            ({"status": 4, "carmi": ["A", "B"]}, Settlement(S.HUMAN, (PurchaseAlert.CARDS_EXTRA,))),
            ({"status": 0}, Settlement(S.ACCEPTED)),
            ({"status": 2}, Settlement(S.ACCEPTED)),
            ({"status": 3}, Settlement(S.ACCEPTED)),
            ({"status": 6}, Settlement(S.ACCEPTED)),
            ({"status": 5}, Settlement(S.HUMAN, (PurchaseAlert.NOTHING_DELIVERED,))),
            ({"status": 1}, Settlement(S.UNKNOWN)),
            ({"status": None}, Settlement(S.UNKNOWN)),
            ({"status": 4, "externalOrderno": "KT9"}, Settlement(S.UNKNOWN)),
        ],
    )
    def test_an_order_is_what_the_table_says(self, changes: dict[str, Any], expected: Settlement):
        data = {"orderNo": "YQD1", "carmi": ["A----1"], "sellerMessage": []} | changes
        outcome = YIQIDA.read_query(query_of(), answered({"code": 200, "msg": "", "data": data}))
        charged = Money(9100)
        state = settled(YIQIDA, order_of(), outcome, is_repeat=True, charged_before=charged)
        assert state == expected

    def test_another_order_than_the_one_asked_for_is_crossed(self):
        data = {"orderNo": "YQD2", "status": 4, "carmi": ["A"]}
        query = query_of(upstream_number="YQD1")
        outcome = YIQIDA.read_query(query, answered({"code": 200, "data": data}))
        assert (outcome.outcome_class, outcome.reason) == (OutcomeClass.UNKNOWN, "crossed")

    @pytest.mark.parametrize(
        ("body", "is_not_found"),
        [
            ({"code": 200, "msg": "成功", "data": None}, True),
            ({"code": 500, "msg": "订单不存在"}, True),
            ({"code": 500, "msg": "系统异常"}, False),
            ({"code": 402, "msg": "签名验证失败"}, False),
        ],
    )
    def test_only_a_clear_no_means_that_the_order_is_not_there(
        self, body: dict[str, Any], is_not_found: bool
    ):
        outcome = YIQIDA.read_query(query_of(), answered(body))
        assert outcome.outcome_class is OutcomeClass.UNKNOWN
        assert outcome.is_not_found is is_not_found

    def test_what_the_seller_wrote_is_kept(self):
        data = {"orderNo": "1", "status": 4, "sellerMessage": [{"message": "已充值"}, 5]}
        query = query_of(kind=GoodsKind.TOPUP)
        outcome = YIQIDA.read_query(query, answered({"code": 200, "data": data}))
        assert outcome.text == Secret("已充值")


REFUSAL = {"code": 500, "msg": "余额不足", "data": None}
ODD = broken_bodies(REFUSAL) | {
    name: dumped(document)
    for name, document in {
        "a plain refusal": REFUSAL,
        "a refusal of the signature": {**REFUSAL, "code": 402, "msg": "签名验证失败"},
        "a refusal without words": {"code": 500},
        "code zero": {**REFUSAL, "code": 0},
        "code one": {**REFUSAL, "code": 1},
        "code null": {**REFUSAL, "code": None},
        "code true": {**REFUSAL, "code": True},
        "code in a list": {**REFUSAL, "code": [200]},
        "success as words": {"code": "ok", "data": {"orderNo": "1"}},
        "success without data": {"code": 200, "msg": "成功"},
        "success with null": {"code": 200, "data": None},
        "success with a list": {"code": 200, "data": [{"orderNo": "1"}]},
        "success without a number": {"code": 200, "data": {"orderId": 1}},
        "success with html": {"code": 200, "data": {"orderNo": "<b>"}},
        "success of another order": {
            "code": 200, "data": {"orderNo": "1", "external_orderno": "KT9"},
        },
    }.items()
}  # fmt: skip


class TestOddBodies:
    @pytest.mark.parametrize("name", ODD)
    def test_none_is_a_refusal_or_a_purchase(self, name: str):
        outcome = YIQIDA.read_order(order_of(), answered(ODD[name]))
        assert outcome.outcome_class is OutcomeClass.UNKNOWN
        query = YIQIDA.read_query(query_of(), answered(ODD[name]))
        assert query.outcome_class is OutcomeClass.UNKNOWN

    def test_there_are_enough_of_them(self):
        assert len(ODD) >= 40

    @pytest.mark.parametrize("status", [*WRONG_WRAPPINGS, 201, 400, 403, 404, 429])
    def test_nothing_in_the_wrong_wrapping_is_believed(self, status: int):
        body = {"code": 200, "data": {"orderNo": "1"}}
        outcome = YIQIDA.read_order(order_of(), answered(body, status))
        assert outcome.outcome_class is OutcomeClass.UNKNOWN

    def test_a_line_that_broke_is_unknown_and_one_that_never_stood_is_not_sent(self):
        lost = HttpOutcome(Transport.SENT_UNKNOWN, "deadline")
        assert YIQIDA.read_order(order_of(), lost).outcome_class is OutcomeClass.UNKNOWN
        unsent = HttpOutcome(Transport.NOT_SENT, "refused")
        assert YIQIDA.read_order(order_of(), unsent).outcome_class is OutcomeClass.NOT_SENT

    @given(st.binary(max_size=200))
    def test_no_bytes_break_the_reading(self, body: bytes):
        for outcome in (
            YIQIDA.read_order(order_of(), answered(body)),
            YIQIDA.read_query(query_of(), answered(body)),
        ):
            assert outcome.outcome_class is OutcomeClass.UNKNOWN

    @given(
        worded("code", "msg", "data", "orderNo", "status", "carmi", "sellerMessage", "message",
               "external_orderno")
    )  # fmt: skip
    def test_no_document_breaks_the_reading(self, document: Any):
        answer = answered(json.dumps(document).encode())
        outcome = YIQIDA.read_order(order_of(), answer)
        assert outcome.outcome_class is not OutcomeClass.REJECTED
        YIQIDA.read_query(query_of(kind=GoodsKind.TOPUP), answer)


class TestAtTheTill:
    def till(self, server: YiqidaServer) -> WholesaleTill:
        till = WholesaleTill()
        till.join("yiqida", {"base_url": server.url, "user_name": USER}, {"key": KEY})
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
        self, fault: Fault, state: PurchaseState, orders: int, server: YiqidaServer
    ):
        till = self.till(server)
        server.faults = [fault]
        purchase = till.buy_settled(CARD)
        assert purchase.state is state, purchase.events
        assert [order.own for order in server.orders] == [purchase.number] * orders
        assert server.paths().count("/api/UserOrder/CreateOrder") == 1
        if orders:
            assert (purchase.cards, purchase.charged) == (1, Money(9100))
            assert purchase.upstream_number == "YQD00000000"

    def test_a_refusal_is_asked_about_and_then_left_to_a_person(self, server: YiqidaServer):
        till = self.till(server)
        server.balance -= 950
        purchase = till.buy_settled(CARD)
        assert purchase.state is S.HUMAN
        assert server.orders == []
        assert server.paths().count("/api/UserOrder/CreateOrder") == 1

    def test_an_order_given_up_is_for_a_person(self, server: YiqidaServer):
        till = self.till(server)

        def fail(order: Order) -> None:
            order.status, order.said = 5, "缺货"

        server.settle = fail
        purchase = till.buy_settled(CARD)
        assert (purchase.state, purchase.reason_code) == (S.HUMAN, "nothing_delivered")
        assert purchase.reason_text == "缺货"
