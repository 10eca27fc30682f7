from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
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
from desktop.connectors.platforms.rainbow import RAINBOW
from desktop.connectors.platforms.rainbow_answers import FINAL_TEXTS
from desktop.connectors.platforms.rainbow_goods import form_fields, limits_of, row_of, stock_of
from desktop.domain.money import Money
from desktop.domain.purchase import OutcomeClass, PurchaseState
from desktop.domain.purchase_settling import CardParts, PurchaseAlert, Settlement
from desktop.domain.secret import Secret
from desktop.services.purchase_decisions import Decision, Verdict
from desktop.services.sourcing import repeat_sentence, warnings_about
from tests.connectors.broken_bodies import (
    answered,
    broken_bodies,
    dumped,
    worded,
)
from tests.connectors.fakes.rainbow_server import PASSWORD, USER, RainbowServer
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
CARD, PHONE, GAME = "1001", "1002", "1003"


def access_to(url: str, **changes: Any) -> AccountAccess:
    access = AccountAccess({"base_url": url, "user": USER}, {"password": Secret(PASSWORD)}, noon)
    return replace(access, **changes)


def order_of(**changes: Any) -> OrderRequest:
    request = OrderRequest("KT260101000000001", CARD, None, 1, GoodsKind.CARD, Money(9100))
    return replace(request, **changes)


def query_of(**changes: Any) -> QueryRequest:
    request = QueryRequest("KT260101000000001", "7000", 1, GoodsKind.CARD, NOON)
    return replace(request, **changes)


@pytest.fixture
def server() -> Iterator[RainbowServer]:
    with serving(RainbowServer()) as running:
        yield running


@pytest.fixture
def door() -> HttpClient:
    return HttpClient()


def bought(server: RainbowServer, door: HttpClient, request: OrderRequest) -> Any:
    call = RAINBOW.prepare_order(access_to(server.url), request)
    return RAINBOW.read_order(request, door.send(call))


def asked(server: RainbowServer, door: HttpClient, request: QueryRequest) -> Any:
    call = RAINBOW.prepare_query(access_to(server.url), request)
    assert call is not None
    return RAINBOW.read_query(request, door.send(call))


class TestOnTheMadeUpShop(PlatformContract):
    @pytest.fixture(params=[False, True], ids=["new", "old code, status 500"])
    def shop(self, server: RainbowServer, request: pytest.FixtureRequest) -> ContractShop:
        server.is_old = request.param
        return ContractShop(
            platform=RAINBOW,
            access=access_to(server.url),
            card=Known(CARD, Money(9100)),
            topup=Known(GAME, Money(2000)),
            topup_fields=(
                FieldValue("input1", "赵云"),
                FieldValue("input2", "1"),
                FieldValue("input3", "无"),
            ),
            numbers={
                "one_card": "KT260101000000001",
                "two_cards": "KT260101000000002",
                "topup": "KT260101000000003",
            },
            refusals={
                "no money": order_of(upstream_id="1006"),
                "sold out": order_of(quantity=11),
                "closed": order_of(upstream_id="1004"),
                "unknown": order_of(upstream_id="7"),
                "too few": order_of(upstream_id="1005"),
                "two labels": order_of(upstream_id="1007"),
            },
            unknown_query=query_of(upstream_number="999"),
            has_balance=False,
        )

    def test_a_refusal_charges_nothing_and_makes_no_order(
        self, shop: ContractShop, server: RainbowServer, door: HttpClient
    ):
        before = server.balance
        for request in shop.refusals.values():
            shop.order(door, request)
        assert (server.balance, server.orders) == (before, [])

    def test_a_bought_card_can_be_fetched_again_by_its_order(
        self, shop: ContractShop, door: HttpClient
    ):
        # As a page of text only, which a person reads: the shop has no other form.
        number = shop.order(door, shop.request("one_card", shop.card)).upstream_number
        again = shop.query(door, query_of(upstream_number=number))
        assert settled(RAINBOW, order_of(), again).state is S.HUMAN
        assert again.text is not None
        assert again.text.reveal() == "订单结果：卡号：RB100 密码：PW100\n订单状态：已完成"
        assert "PW100" not in repr(again)


class TestPassword:
    def test_is_said_to_leave_and_leaves_in_bodies_only(
        self, server: RainbowServer, door: HttpClient
    ):
        access = access_to(server.url)
        list(RAINBOW.fetch_goods(door, access))
        RAINBOW.fetch_balance(door, access)
        bought(server, door, order_of())
        asked(server, door, query_of())
        assert RAINBOW.capabilities.sends_password
        with_password = {one.query["act"] for one in server.asked if "pass" in one.form}
        assert with_password == {"goodslist", "goodslistbycid", "pay"}
        for one in server.asked:
            assert PASSWORD not in f"{one.path}{one.query}{one.headers}"

    def test_is_neither_shown_nor_to_be_guessed_from_a_digest(self):
        calls = [
            RAINBOW.prepare_order(
                access_to("https://a", secrets={"password": Secret(word)}), order_of()
            )
            for word in (PASSWORD, "hunter2")
        ]
        assert PASSWORD not in repr(calls[0])
        assert calls[0].digest == calls[1].digest
        assert calls[0].body != calls[1].body

    def test_the_owner_is_warned(self):
        lost, password = warnings_about(RAINBOW)
        assert "绝不自动重发" in lost
        assert "密码" in password
        assert "再买一次" in repeat_sentence(RAINBOW)

    def test_a_banned_account_is_refused(self, server: RainbowServer, door: HttpClient):
        server.is_banned = True
        with pytest.raises(PlatformRefusedError, match="封禁"):
            RAINBOW.fetch_balance(door, access_to(server.url))
        assert bought(server, door, order_of()).outcome_class is OutcomeClass.REJECTED


class TestGoods:
    def test_every_goods_is_a_row(self, server: RainbowServer, door: HttpClient):
        rows = {row.upstream_id: row for row in RAINBOW.fetch_goods(door, access_to(server.url))}
        assert len(rows) == len(server.goods)
        card, phone = rows[CARD], rows[PHONE]
        assert (card.kind, card.stock, card.category) == (GoodsKind.CARD, 10, "点卡")
        assert (phone.kind, phone.stock, phone.fields) == (GoodsKind.TOPUP, -1, None)
        assert (phone.minimum, phone.maximum) == (None, None)
        assert rows["1004"].status is GoodsStatus.STOPPED
        assert rows["1005"].cost == Money(100)

    def test_limits_and_labels_are_told_by_the_goods_own_page(
        self, server: RainbowServer, door: HttpClient
    ):
        price = RAINBOW.fetch_price(door, access_to(server.url), GAME, None)
        assert price.fields is not None
        assert [(one.name, one.label, one.kind, one.choices) for one in price.fields] == [
            ("input1", "角色名", FieldKind.TEXT, ()),
            ("input2", "区服", FieldKind.CHOICE, ("1", "2")),
            ("input3", "备注", FieldKind.TEXT, ()),
        ]
        card = RAINBOW.fetch_price(door, access_to(server.url), "1005", None)
        assert (card.fields, card.minimum, card.maximum) == ((), 5, 50)

    @pytest.mark.parametrize(
        ("details", "limits"),
        [
            ({"multi": 1, "min": 0, "max": 0}, (1, 0)),
            ({"multi": "1", "min": "5", "max": "50"}, (5, 50)),
            ({"multi": 0, "min": 5, "max": 50}, (1, 1)),
            ({}, (1, 1)),
        ],
    )
    def test_without_leave_the_quantity_is_one(
        self, details: dict[str, Any], limits: tuple[int, int]
    ):
        assert limits_of(details) == limits

    @pytest.mark.parametrize(
        ("raw", "stock"), [(None, -1), ("", -1), (0, 0), ("7", 7), (-3, 0), ("多", None)]
    )
    def test_stock_without_a_number_is_without_a_limit(self, raw: object, stock: int | None):
        assert stock_of({"stock": raw}) == stock

    def test_goods_without_a_label_ask_for_the_account(self):
        assert [(one.name, one.label) for one in form_fields({"inputs": "|"})] == [
            ("input1", "下单账号")
        ]
        assert len(form_fields({"inputs": "a|b|c|d|e|f"})) == 5

    @pytest.mark.parametrize(
        ("number", "quantity", "word"),
        [
            (PHONE, 2, "一次能买 1 到 1 件"),
            ("1005", 4, "一次能买 5 到 50 件"),
            ("1005", 51, "一次能买 5 到 50 件"),
            (CARD, 11, "库存只有 10 件"),
            ("1004", 1, "维护中"),
            ("7", 1, "商品不存在"),
        ],
    )
    def test_what_would_be_refused_or_cut_down_is_refused_before_the_order(
        self, number: str, quantity: int, word: str, server: RainbowServer, door: HttpClient
    ):
        with pytest.raises(PlatformRefusedError, match=word):
            RAINBOW.fetch_quote(door, access_to(server.url), QuoteRequest(number, None, quantity))

    def test_a_fraction_of_a_fen_counts_once_for_the_whole(
        self, server: RainbowServer, door: HttpClient
    ):
        quote = RAINBOW.fetch_quote(door, access_to(server.url), QuoteRequest("1005", None, 5))
        assert (quote.total, quote.unit) == (Money(498), Money(100))

    @pytest.mark.parametrize("raw", ["0", "0.00", "", None, "-1", "免费"])
    def test_a_price_that_is_none_is_unknown(self, raw: object):
        row = row_of({"tid": 1, "name": "卡", "price": raw}, {})
        assert row is not None
        assert row.cost is None

    def test_a_shop_that_answers_with_a_page_is_silent(self, door: HttpClient):
        with serving(RainbowServer()) as server:
            with pytest.raises(PlatformSilentError):
                RAINBOW.fetch_balance(door, access_to(f"{server.url}/wrong/x"))

    @given(worded("tid", "cid", "name", "price", "isfaka", "stock", "close", "input", "inputs"))
    def test_no_goods_break_the_reading(self, goods: Any):
        if isinstance(goods, dict):
            row_of(goods, {})
            form_fields(goods)
            limits_of(goods)


class TestOrders:
    def test_a_card_order_is_found_on_the_website_by_our_number(
        self, server: RainbowServer, door: HttpClient
    ):
        outcome = bought(server, door, order_of(quantity=2))
        assert server.orders[0].inputs == ["KT260101000000001"]
        assert outcome.cards[0] == CardParts(Secret("PW100"), Secret("RB100"))
        assert len(outcome.cards) == 2

    def test_exactly_the_inputs_asked_for_are_sent(self):
        fields = (FieldValue("input1", "赵云"), FieldValue("pass", "x"), FieldValue("input2", "1"))
        call = RAINBOW.prepare_order(access_to("https://a"), order_of(fields=fields))
        form = parse_qsl(call.body.decode())
        assert [name for name, _ in form] == ["tid", "num", "input1", "input2", "user", "pass"]
        assert form[-1] == ("pass", PASSWORD)

    def test_the_same_order_twice_is_bought_twice_which_is_why_nobody_sends_it_twice(
        self, server: RainbowServer, door: HttpClient
    ):
        outcomes = [bought(server, door, order_of()) for _ in range(2)]
        assert len({one.upstream_number for one in outcomes}) == len(server.orders) == 2

    @pytest.mark.parametrize(
        "text",
        [
            *sorted(FINAL_TEXTS),
            "该商品库存卡密不足，请联系站长加卡！",
            "当前商品最小下单数量为5",
            "当前商品最大下单数量为50",
            "余额不足，购买此商品还差12.50元",
        ],
    )
    @pytest.mark.parametrize("code", [-1, -2])
    @pytest.mark.parametrize("word", ["message", "msg"])
    def test_every_text_of_the_closed_list_is_final(self, text: str, code: int, word: str):
        outcome = RAINBOW.read_order(order_of(), answered({"code": code, word: text}))
        assert outcome.outcome_class is OutcomeClass.REJECTED
        assert settled(RAINBOW, order_of(), outcome).state is S.REJECTED

    def test_a_low_balance_is_called_so(self):
        body = {"code": -2, "message": "余额不足，购买此商品还差3元"}
        assert RAINBOW.read_order(order_of(), answered(body)).reason == "balance"

    def test_a_card_without_a_password_is_its_own_secret(self):
        body = {"code": 0, "orderid": "1", "faka": True, "kmdata": [{"card": "X"}, {"pass": ""}]}
        outcome = RAINBOW.read_order(order_of(), answered(body))
        assert outcome.cards == (CardParts(Secret("X")),)

    def test_an_order_without_a_number_cannot_be_asked_for(self):
        access = access_to("https://a")
        assert RAINBOW.prepare_query(access, query_of(upstream_number=None)) is None


class TestStates:
    @pytest.mark.parametrize(
        ("status", "kind", "expected"),
        [
            (0, GoodsKind.TOPUP, Settlement(S.ACCEPTED)),
            ("2", GoodsKind.TOPUP, Settlement(S.ACCEPTED)),
            (1, GoodsKind.TOPUP, Settlement(S.FULFILLED)),
            (1, GoodsKind.CARD, Settlement(S.ACCEPTED)),
            (3, GoodsKind.TOPUP, Settlement(S.HUMAN, (PurchaseAlert.NOTHING_DELIVERED,))),
            (4, GoodsKind.TOPUP, Settlement(S.HUMAN, (PurchaseAlert.NOTHING_DELIVERED,))),
            (5, GoodsKind.TOPUP, Settlement(S.UNKNOWN)),
            (None, GoodsKind.TOPUP, Settlement(S.UNKNOWN)),
        ],
    )
    def test_an_order_is_what_the_table_says(
        self, status: object, kind: GoodsKind, expected: Settlement
    ):
        body = {"code": 0, "type": 1, "status": status, "data": None}
        outcome = RAINBOW.read_query(query_of(kind=kind), answered(body))
        request = order_of(kind=kind)
        charged = Money(9100)
        assert settled(RAINBOW, request, outcome, charged_before=charged) == expected

    def test_an_order_nobody_knows_is_not_a_failure(self, server: RainbowServer, door: HttpClient):
        outcome = asked(server, door, query_of(upstream_number="1"))
        assert (outcome.outcome_class, outcome.is_not_found) == (OutcomeClass.UNKNOWN, True)


REFUSAL = {"code": -1, "message": "该商品库存卡密不足，请联系站长加卡！"}
ODD = broken_bodies(REFUSAL) | {
    name: dumped(document)
    for name, document in {
        "other text": {"code": -1, "message": "系统繁忙，请稍后再试"},
        "listed text with more": {"code": -1, "message": "商品不存在，请刷新"},
        "listed text within": {"code": -1, "message": "提示：验证失败"},
        "payment": {"code": -1, "message": "支付失败"},
        "database": {"code": -1, "message": "SQLSTATE[HY000]: General error"},
        "no text": {"code": -1},
        "empty text": {"code": -1, "message": ""},
        "text as number": {"code": -1, "message": 5},
        "text as list": {"code": -1, "message": ["商品不存在"]},
        "other code": {**REFUSAL, "code": -3},
        "no act": {**REFUSAL, "code": -5},
        "code one": {**REFUSAL, "code": 1},
        "code as text": {**REFUSAL, "code": "-1"},
        "code false": {**REFUSAL, "code": False},
        "code null": {**REFUSAL, "code": None},
        "code missing": {"message": "商品不存在"},
        "refusal with an order": {**REFUSAL, "orderid": "7"},
        "refusal with an order of nothing": {**REFUSAL, "orderid": None},
        "success without a number": {"code": 0, "message": "购买成功"},
        "success with an empty number": {"code": 0, "orderid": ""},
        "success with html": {"code": 0, "orderid": "<b>1</b>"},
        "success with a fraction": {"code": 0, "orderid": 1.5},
        "success with a refusal's text": {"code": 0, "message": "商品不存在"},
    }.items()
}


class TestOddBodies:
    @pytest.mark.parametrize("status", [200, 500])
    @pytest.mark.parametrize("name", ODD)
    def test_none_is_a_refusal_or_a_purchase(self, name: str, status: int):
        outcome = RAINBOW.read_order(order_of(), answered(ODD[name], status))
        assert outcome.outcome_class is OutcomeClass.UNKNOWN

    def test_there_are_enough_of_them(self):
        assert len(ODD) >= 40

    @pytest.mark.parametrize("status", [201, 302, 400, 403, 404, 429, 502, 503, 504])
    def test_nothing_but_the_fault_of_old_code_is_believed_out_of_a_fault(self, status: int):
        for body in (REFUSAL, {"code": 0, "orderid": "1"}):
            outcome = RAINBOW.read_order(order_of(), answered(body, status))
            assert outcome.outcome_class is OutcomeClass.UNKNOWN

    def test_a_good_body_with_status_500_is_read(self):
        for body, expected in (
            (REFUSAL, OutcomeClass.REJECTED),
            ({"code": 0, "orderid": "1"}, OutcomeClass.ACCEPTED),
        ):
            outcome = RAINBOW.read_order(order_of(), answered(body, 500, "text/html"))
            assert outcome.outcome_class is expected

    def test_a_line_that_broke_is_unknown_and_one_that_never_stood_is_not_sent(self):
        lost = HttpOutcome(Transport.SENT_UNKNOWN, "deadline")
        assert RAINBOW.read_order(order_of(), lost).outcome_class is OutcomeClass.UNKNOWN
        unsent = HttpOutcome(Transport.NOT_SENT, "refused")
        assert RAINBOW.read_order(order_of(), unsent).outcome_class is OutcomeClass.NOT_SENT

    @given(st.binary(max_size=200), st.sampled_from([200, 500]))
    def test_no_bytes_break_the_reading(self, body: bytes, status: int):
        for outcome in (
            RAINBOW.read_order(order_of(), answered(body, status)),
            RAINBOW.read_query(query_of(), answered(body, status)),
        ):
            assert outcome.outcome_class is OutcomeClass.UNKNOWN

    @given(
        worded("code", "message", "msg", "data", "orderid", "kmdata", "card", "pass", "status",
               "faka")
    )  # fmt: skip
    def test_no_document_breaks_the_reading(self, document: Any):
        answer = answered(json.dumps(document).encode())
        outcome = RAINBOW.read_order(order_of(), answer)
        assert outcome.outcome_class is not OutcomeClass.REJECTED
        RAINBOW.read_query(query_of(kind=GoodsKind.TOPUP), answer)


class TestAtTheTill:
    def till(self, server: RainbowServer) -> WholesaleTill:
        till = WholesaleTill()
        till.join("rainbow", {"base_url": server.url, "user": USER}, {"password": PASSWORD})
        return till

    def test_a_card_is_bought_at_the_price_quoted_right_before(self, server: RainbowServer):
        till = self.till(server)
        account = till.accounts.list_accounts()[0]
        assert account.balance is None
        assert account.synced_at is not None
        purchase = till.buy_settled(CARD, quantity=2)
        assert (purchase.state, purchase.cards) == (S.FULFILLED, 2)
        assert purchase.charged == Money(18200)

    @pytest.mark.parametrize(
        ("fault", "orders"),
        [
            (Fault.LOST_BEFORE, 0),
            (Fault.LOST_AFTER, 1),
            (Fault.HTML_BEFORE, 0),
            (Fault.HTML_AFTER, 1),
            (Fault.ERROR_500, 0),
            (Fault.CUT_SHORT, 1),
        ],
    )
    def test_a_lost_answer_is_for_a_person_and_nothing_is_ever_sent_again(
        self, fault: Fault, orders: int, server: RainbowServer
    ):
        till = self.till(server)
        server.faults = [fault]
        purchase = till.buy_settled(CARD)
        assert purchase.state is S.HUMAN, purchase.events
        assert purchase.changed_at - purchase.created_at >= timedelta(minutes=10)
        assert len(server.orders) == orders
        till.purchasing.recheck([purchase.id])
        till.open_services()
        till.recovery.run()
        till.purchasing.advance_due()
        assert server.acts().count("pay") == 1

    def test_a_person_takes_the_cards_in_as_copied_from_the_website(self, server: RainbowServer):
        till = self.till(server)
        server.faults = [Fault.LOST_AFTER]
        purchase = till.buy_settled(CARD)
        card = server.orders[0].cards[0]
        copied = Decision(Verdict.ADOPT, (Secret(f"{card['card']}----{card['pass']}"),), "7000")
        adopted = till.purchasing.decide(till.owner, purchase.id, copied, "网站上有这一单")
        assert (adopted.state, adopted.cards) == (S.ADOPTED, 1)

    def test_while_one_is_unclear_the_next_waits_until_a_person_decided(
        self, server: RainbowServer
    ):
        till = self.till(server)
        server.faults = [Fault.LOST_AFTER]
        product = till.adopt(CARD)
        first = till.buy(product)
        assert first.state is S.UNKNOWN
        second = till.buy(product)
        assert second.state is S.PREPARED
        till.clock.pass_time(timedelta(seconds=30))
        assert till.purchasing.advance(second.id).state is S.PREPARED
        assert server.acts().count("pay") == 1
        assert till.settle(first.id).state is S.HUMAN
        assert till.settle(second.id).state is S.PREPARED
        assert server.acts().count("pay") == 1
        lost = Decision(Verdict.WRITTEN_OFF)
        till.purchasing.decide(till.owner, first.id, lost, "网站上有这一单，卡取不到了")
        assert till.settle(second.id).state is S.FULFILLED
        assert server.acts().count("pay") == 2

    def test_a_topup_done_by_hand_is_waited_for(self, server: RainbowServer):
        till = self.till(server)
        server.is_late = True
        purchase = till.buy(till.adopt(CARD))
        assert purchase.state is S.ACCEPTED
        settled_purchase = till.settle(purchase.id)
        assert settled_purchase.state is S.HUMAN
        assert settled_purchase.reason_code == "read_text"
