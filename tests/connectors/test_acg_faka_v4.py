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
from desktop.connectors.platforms.acg_faka import ACG_FAKA, signature_of
from desktop.connectors.platforms.acg_faka_v4 import ACG_FAKA_V4
from desktop.connectors.platforms.acg_faka_v4_answers import (
    FINAL_TEXTS,
    NOTHING_CAME,
    trade_number,
)
from desktop.connectors.platforms.acg_faka_v4_goods import form_fields, rows_of, stock_of
from desktop.connectors.platforms.base import (
    AccountAccess,
    AccountFieldError,
    Evidence,
    FieldKind,
    FieldValue,
    GoodsKind,
    OrderRequest,
    PlatformRefusedError,
    PlatformSilentError,
    QueryRequest,
    QuoteRequest,
)
from desktop.domain.money import Money
from desktop.domain.purchase import OutcomeClass, PurchaseState
from desktop.domain.purchase_settling import DeliveryProgress, PurchaseAlert, Settlement
from desktop.domain.secret import Secret
from desktop.services.purchase_decisions import Decision, Verdict
from desktop.services.sourcing import repeat_sentence, sent_number, warnings_about
from tests.connectors.broken_bodies import answered, broken_bodies, dumped, worded
from tests.connectors.fakes.acg_faka_v4_server import APP_KEY, USER, AcgFakaV4Server
from tests.connectors.fakes.wholesale_server import Fault, serving
from tests.connectors.fakes.wholesale_till import WholesaleTill
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
OWN = "KT260101000000001"
CARD, MONTH, PHONE, GAME = "11-101", "12-121", "13-131", "17-171"


def access_to(url: str, **changes: Any) -> AccountAccess:
    access = AccountAccess({"base_url": url, "app_id": USER}, {"app_key": Secret(APP_KEY)}, noon)
    return replace(access, **changes)


def order_of(**changes: Any) -> OrderRequest:
    request = OrderRequest(OWN, CARD, None, 1, GoodsKind.CARD, Money(9100))
    return replace(request, **changes)


def query_of(**changes: Any) -> QueryRequest:
    return replace(QueryRequest(OWN, trade_number(OWN), 1, GoodsKind.CARD, NOON), **changes)


@pytest.fixture
def server() -> Iterator[AcgFakaV4Server]:
    with serving(AcgFakaV4Server()) as running:
        yield running


@pytest.fixture
def door() -> HttpClient:
    return HttpClient()


def bought(server: AcgFakaV4Server, door: HttpClient, request: OrderRequest) -> Any:
    call = ACG_FAKA_V4.prepare_order(access_to(server.url), request)
    return ACG_FAKA_V4.read_order(request, door.send(call))


def settled_at_quote(request: OrderRequest, outcome: Any) -> Settlement:
    return settled(ACG_FAKA_V4, request, outcome, charged_before=request.ceiling_unit)


class TestOnTheMadeUpShop(PlatformContract):
    @pytest.fixture
    def shop(self, server: AcgFakaV4Server) -> ContractShop:
        topup = {"upstream_id": PHONE, "kind": GoodsKind.TOPUP}
        return ContractShop(
            platform=ACG_FAKA_V4,
            access=access_to(server.url),
            card=Known(CARD, Money(9100)),
            topup=Known(PHONE, Money(4950)),
            topup_fields=(FieldValue("phone", "13800138000"),),
            bad_field_text="手机号格式不正确",
            has_name=True,
            numbers={
                "one_card": "KT260101000000001",
                "two_cards": "KT260101000000002",
                "topup": "KT260101000000003",
            },
            refusals={
                "dear": order_of(upstream_id="14-141", ceiling_unit=Money(9999900)),
                "stopped": order_of(upstream_id="15-151"),
                "unknown": order_of(upstream_id="7-7"),
                "no account": order_of(**topup),
                "bad_field": order_of(
                    **topup,
                    fields=(FieldValue("phone", "123"),),
                    refusal_texts=("手机号格式不正确",),
                ),
            },
            unknown_query=query_of(),
        )

    def test_it_was_tried_on_documents_only(self):
        assert ACG_FAKA_V4.tried is Evidence.DOCUMENTS

    def test_a_refusal_charges_nothing_and_makes_no_order(
        self, shop: ContractShop, server: AcgFakaV4Server, door: HttpClient
    ):
        before = server.balance
        for request in shop.refusals.values():
            shop.order(door, request)
        assert (server.balance, server.orders) == (before, [])


class TestSignature:
    def test_agrees_with_a_vector_computed_elsewhere(self):
        # Published with another client of the same interface, for this very key and form.
        fields = [
            ("sku_id", "17"),
            ("quantity", "1"),
            ("trade_no", "9efebb3d7d059bff092842bf"),
            ("account", "a b+c@x"),
        ]
        assert signature_of(fields, APP_KEY) == "2f3078747abcffb750084230a4d60019"
        assert trade_number("123456789012345678") == "9efebb3d7d059bff092842bf"

    def test_covers_the_form_alone_and_the_account_stands_in_headers(self):
        fields = (FieldValue("account", "a b+c@x"), FieldValue("tags[0]", "x"))
        call = ACG_FAKA_V4.prepare_order(
            access_to("https://a"), order_of(fields=fields, kind=GoodsKind.TOPUP)
        )
        form = parse_qsl(call.body.decode())
        assert [name for name, _ in form] == [
            "sku_id",
            "quantity",
            "trade_no",
            "account",
            "tags[0]",
        ]
        flat = [field for field in form if field[0] != "tags[0]"]
        expected = signature_of(flat, APP_KEY)
        assert dict(call.headers) == {"Api-Id": USER, "Api-Signature": expected}

    def test_the_key_itself_never_leaves(self, server: AcgFakaV4Server, door: HttpClient):
        ACG_FAKA_V4.fetch_balance(door, access_to(server.url))
        bought(server, door, order_of())
        for one in server.asked:
            assert APP_KEY not in f"{one.headers}{one.query}{one.body!r}"

    @pytest.mark.parametrize("user", ["", "abc", "1" * 21])
    def test_an_id_that_is_no_number_is_refused(self, user: str):
        access = access_to("https://a", values={"base_url": "https://a", "app_id": user})
        with pytest.raises(AccountFieldError):
            ACG_FAKA_V4.check_access(access)


class TestGoods:
    def test_every_sku_is_a_row_of_its_own(self, server: AcgFakaV4Server, door: HttpClient):
        rows = {
            row.upstream_id: row for row in ACG_FAKA_V4.fetch_goods(door, access_to(server.url))
        }
        month, year, phone = rows[MONTH], rows["12-122"], rows[PHONE]
        assert (month.variant, month.cost, month.stock) == ("月卡", Money(1501), -1)
        assert (year.variant, year.cost, year.stock) == ("年卡", Money(15000), 3)
        assert (rows[CARD].variant, phone.kind, phone.category) == (None, GoodsKind.TOPUP, "话费")
        assert "15-151" not in rows

    def test_options_stand_a_line_each_and_may_hold_commas(
        self, server: AcgFakaV4Server, door: HttpClient
    ):
        price = ACG_FAKA_V4.fetch_price(door, access_to(server.url), GAME, None)
        assert price.fields is not None
        phone, region = price.fields
        assert (phone.name, phone.label, phone.pattern) == ("phone", "手机号", r"^1\d{10}$")
        assert (region.kind, region.choices) == (FieldKind.CHOICE, ("电信,一区", "联通二区"))

    @pytest.mark.parametrize(
        ("raw", "stock"), [(0, 0), ("7", 7), ("无限", -1), (None, -1), ("", -1), (-5, -1)]
    )
    def test_a_stock_that_is_no_number_is_without_a_limit(self, raw: object, stock: int):
        assert stock_of(raw) == stock

    @pytest.mark.parametrize("number", [PHONE.replace("131", "999"), "99-131", "x", "13", "１-２"])
    def test_a_sku_that_is_gone_is_said(
        self, number: str, server: AcgFakaV4Server, door: HttpClient
    ):
        with pytest.raises(PlatformRefusedError):
            ACG_FAKA_V4.fetch_price(door, access_to(server.url), number, None)

    def test_a_quote_is_the_shops_own_total(self, server: AcgFakaV4Server, door: HttpClient):
        quote = ACG_FAKA_V4.fetch_quote(door, access_to(server.url), QuoteRequest(MONTH, None, 3))
        assert (quote.total, quote.unit) == (Money(4502), Money(1501))

    def test_what_is_not_there_is_refused_before_it_would_be_charged(
        self, server: AcgFakaV4Server, door: HttpClient
    ):
        with pytest.raises(PlatformRefusedError, match="库存不足"):
            ACG_FAKA_V4.fetch_quote(door, access_to(server.url), QuoteRequest("16-161", None, 1))
        assert [path.rpartition("/")[2] for path in server.paths()] == ["state"]

    def test_a_shop_without_the_plugin_is_silent(self, door: HttpClient):
        with serving(AcgFakaV4Server()) as server:
            with pytest.raises(PlatformSilentError):
                ACG_FAKA_V4.fetch_balance(door, access_to(f"{server.url}/wrong"))

    @given(worded("id", "name", "sku", "stock", "stock_price", "widget", "category", "data"))
    def test_no_item_breaks_the_reading(self, item: Any):
        if isinstance(item, dict):
            list(rows_of(item))
            form_fields(item)


class TestOrders:
    def test_the_shop_knows_our_number_by_its_digest(
        self, server: AcgFakaV4Server, door: HttpClient
    ):
        outcome = bought(server, door, order_of(quantity=2))
        assert server.orders[0].trade_no == outcome.upstream_number == trade_number(OWN)
        assert len(plain_cards(outcome)) == 2
        assert settled_at_quote(order_of(quantity=2), outcome) == Settlement(S.FULFILLED)

    def test_an_order_whose_answer_was_lost_is_looked_for_by_that_digest(
        self, server: AcgFakaV4Server, door: HttpClient
    ):
        bought(server, door, order_of())
        assert sent_number(ACG_FAKA_V4, OWN) == server.orders[0].trade_no
        assert sent_number(ACG_FAKA, OWN) == OWN

    def test_the_same_order_twice_is_bought_twice_which_is_why_nobody_sends_it_twice(
        self, server: AcgFakaV4Server, door: HttpClient
    ):
        for _ in range(2):
            bought(server, door, order_of())
        assert len(server.orders) == 2

    @pytest.mark.parametrize("words", NOTHING_CAME)
    @pytest.mark.parametrize("kind", [GoodsKind.CARD, GoodsKind.TOPUP])
    def test_words_in_place_of_goods_are_for_a_person(self, words: str, kind: GoodsKind):
        body = {"code": 200, "msg": "success", "data": {"contents": f"抱歉，{words}。"}}
        request = order_of(kind=kind)
        outcome = ACG_FAKA_V4.read_order(request, answered(body))
        assert outcome.cards == ()
        assert settled_at_quote(request, outcome) == Settlement(
            S.HUMAN, (PurchaseAlert.NOTHING_DELIVERED,)
        )

    @pytest.mark.parametrize("data", [{}, {"contents": None}, {"contents": " "}, {"contents": 7}])
    def test_so_is_an_order_that_says_nothing(self, data: dict[str, Any]):
        outcome = ACG_FAKA_V4.read_order(order_of(), answered({"code": 200, "data": data}))
        assert settled_at_quote(order_of(), outcome).state is S.HUMAN

    def test_what_a_topup_says_is_read_by_a_person(self, server: AcgFakaV4Server, door: HttpClient):
        request = order_of(
            upstream_id=PHONE,
            kind=GoodsKind.TOPUP,
            ceiling_unit=Money(4950),
            fields=(FieldValue("phone", "13800138000"),),
        )
        outcome = bought(server, door, request)
        assert outcome.progress is DeliveryProgress.ANSWERED
        assert outcome.text == Secret("充值成功 流水 88231")
        assert server.orders[0].form["phone"] == "13800138000"

    @pytest.mark.parametrize("text", [*sorted(FINAL_TEXTS), "手机号 不能为空"])
    def test_every_text_of_the_closed_list_is_final(self, text: str):
        outcome = ACG_FAKA_V4.read_order(order_of(), answered({"code": 0, "msg": text}))
        assert outcome.outcome_class is OutcomeClass.REJECTED
        assert settled(ACG_FAKA_V4, order_of(), outcome).state is S.REJECTED

    def test_a_low_balance_is_called_so(self):
        outcome = ACG_FAKA_V4.read_order(order_of(), answered({"code": 0, "msg": "余额不足"}))
        assert outcome.reason == "balance"

    @pytest.mark.parametrize("number", ["", "K" * 25, "KT-1", "卡"])
    def test_a_number_of_another_form_is_never_sent(self, number: str):
        with pytest.raises(ValueError, match="own number"):
            ACG_FAKA_V4.prepare_order(access_to("https://a"), order_of(own_number=number))

    def test_the_owner_is_told_that_nobody_can_be_asked(self):
        (warning,) = warnings_about(ACG_FAKA_V4)
        assert "没有查单的办法" in warning
        assert "绝不自动重发" in warning
        assert "没有查单的办法" in repeat_sentence(ACG_FAKA_V4)

    def test_an_answer_to_a_question_nobody_asked_says_nothing(self):
        outcome = ACG_FAKA_V4.read_query(query_of(), answered({"code": 200, "data": {}}))
        assert (outcome.outcome_class, outcome.is_not_found) == (OutcomeClass.UNKNOWN, False)


REFUSAL = {"code": 0, "msg": "余额不足"}
ODD = broken_bodies(REFUSAL) | {
    name: dumped(document)
    for name, document in {
        "other text": {"code": 0, "msg": "系统繁忙，请稍后再试"},
        "listed text with more": {"code": 0, "msg": "余额不足，请充值"},
        "sold out": {"code": 0, "msg": "库存不足"},
        "no text": {"code": 0},
        "empty text": {"code": 0, "msg": " "},
        "text as number": {"code": 0, "msg": 5},
        "text as list": {"code": 0, "msg": ["余额不足"]},
        "code one": {**REFUSAL, "code": 1},
        "code of an error": {**REFUSAL, "code": 500},
        "code as text": {**REFUSAL, "code": "0"},
        "code false": {**REFUSAL, "code": False},
        "code null": {**REFUSAL, "code": None},
        "code missing": {"msg": "余额不足"},
        "refusal with goods": {**REFUSAL, "data": {"contents": "A----1"}},
        "success without data": {"code": 200, "msg": "success"},
        "success with a list": {"code": 200, "data": ["A----1"]},
        "success with a text": {"code": 200, "data": "A----1"},
        "success as text": {"code": "200", "data": {"contents": "A----1"}},
    }.items()
}


class TestOddBodies:
    @pytest.mark.parametrize("name", ODD)
    def test_none_is_a_refusal_or_a_purchase(self, name: str):
        outcome = ACG_FAKA_V4.read_order(order_of(), answered(ODD[name]))
        assert outcome.outcome_class is OutcomeClass.UNKNOWN

    @pytest.mark.parametrize("status", [201, 302, 400, 403, 404, 429, 500, 502, 503, 504])
    def test_nothing_is_believed_under_another_status(self, status: int):
        for body in (REFUSAL, {"code": 200, "data": {"contents": "A----1"}}):
            outcome = ACG_FAKA_V4.read_order(order_of(), answered(body, status))
            assert outcome.outcome_class is OutcomeClass.UNKNOWN

    def test_a_line_that_broke_is_unknown_and_one_that_never_stood_is_not_sent(self):
        lost = HttpOutcome(Transport.SENT_UNKNOWN, "deadline")
        assert ACG_FAKA_V4.read_order(order_of(), lost).outcome_class is OutcomeClass.UNKNOWN
        unsent = HttpOutcome(Transport.NOT_SENT, "refused")
        assert ACG_FAKA_V4.read_order(order_of(), unsent).outcome_class is OutcomeClass.NOT_SENT

    @given(st.binary(max_size=200))
    def test_no_bytes_break_the_reading(self, body: bytes):
        for outcome in (
            ACG_FAKA_V4.read_order(order_of(), answered(body)),
            ACG_FAKA_V4.read_query(query_of(), answered(body)),
        ):
            assert outcome.outcome_class is OutcomeClass.UNKNOWN

    @given(worded("code", "msg", "data", "contents"))
    def test_no_document_breaks_the_reading(self, document: Any):
        answer = answered(json.dumps(document).encode())
        outcome = ACG_FAKA_V4.read_order(order_of(), answer)
        assert outcome.outcome_class is not OutcomeClass.REJECTED


class TestAtTheTill:
    def till(self, server: AcgFakaV4Server) -> WholesaleTill:
        till = WholesaleTill()
        till.join("acg_faka_v4", {"base_url": server.url, "app_id": USER}, {"app_key": APP_KEY})
        return till

    def test_a_card_is_bought_at_the_price_quoted_right_before(self, server: AcgFakaV4Server):
        till = self.till(server)
        purchase = till.buy_settled(CARD, quantity=2)
        assert (purchase.state, purchase.cards) == (S.FULFILLED, 2)
        assert purchase.charged == Money(18200)
        assert purchase.upstream_number == trade_number(purchase.number)

    @pytest.mark.parametrize(
        ("fault", "orders"),
        [
            (Fault.LOST_BEFORE, 0),
            (Fault.LOST_AFTER, 1),
            (Fault.HTML_AFTER, 1),
            (Fault.ERROR_500, 0),
            (Fault.CUT_SHORT, 1),
        ],
    )
    def test_a_lost_answer_is_for_a_person_with_both_balances_and_never_sent_again(
        self, fault: Fault, orders: int, server: AcgFakaV4Server
    ):
        till = self.till(server)
        server.faults = [fault]
        purchase = till.buy_settled(CARD)
        assert (purchase.state, purchase.reason_code) == (S.HUMAN, "compare_balance")
        assert purchase.changed_at - purchase.created_at >= timedelta(minutes=10)
        now = Money(500_000) - Money(9100) * orders
        compared = [event for event in purchase.events if event.code == "balance_compared"]
        assert str(now) in compared[-1].note
        till.purchasing.recheck([purchase.id])
        till.open_services()
        till.recovery.run()
        till.purchasing.advance_due()
        assert [path.rpartition("/")[2] for path in server.paths()].count("trade") == 1
        assert len(server.orders) == orders

    def test_a_person_takes_the_card_in_as_copied_from_the_website(self, server: AcgFakaV4Server):
        till = self.till(server)
        server.faults = [Fault.LOST_AFTER]
        purchase = till.buy_settled(CARD)
        order = server.orders[0]
        assert order.trade_no == trade_number(purchase.number), "found by it on the website"
        copied = Decision(Verdict.ADOPT, (Secret(order.contents),), order.trade_no)
        adopted = till.purchasing.decide(till.owner, purchase.id, copied, "网站上有这一单")
        assert (adopted.state, adopted.cards) == (S.ADOPTED, 1)

    def test_charged_and_answered_with_words_is_for_a_person(self, server: AcgFakaV4Server):
        till = self.till(server)
        server.contents = ["发货插件未启用，请申请售后"]
        purchase = till.buy_settled(CARD)
        assert (purchase.state, purchase.cards) == (S.HUMAN, 0)
        assert purchase.reason_code == "nothing_delivered"
