from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.connectors.http_call import HttpOutcome, Transport
from desktop.connectors.http_client import HttpClient
from desktop.connectors.platforms.base import (
    AccountAccess,
    AccountFieldError,
    FieldKind,
    FieldValue,
    GoodsKind,
    OrderRequest,
    PlatformRefusedError,
    PlatformSilentError,
    QueryRequest,
    QuoteRequest,
)
from desktop.connectors.platforms.fulu import FULU
from desktop.connectors.platforms.fulu_answers import (
    FINAL_REFUSALS,
    ClosedCardError,
    open_card,
    signature_of,
)
from desktop.connectors.platforms.fulu_goods import form_fields, row_of
from desktop.domain.money import Money
from desktop.domain.purchase import OutcomeClass, PurchaseState
from desktop.domain.purchase_settling import CardParts, PurchaseAlert, Settlement
from desktop.domain.secret import Secret
from tests.connectors.broken_bodies import WRONG_WRAPPINGS, answered, broken_bodies, dumped, worded
from tests.connectors.fakes.fulu_server import APP_KEY, SECRET, TEMPLATE, FuluServer, Order, closed
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
CARD, GAME, PHONE = "10000587", "10000585", "10000586"
KEYS = {"app_secret": Secret(SECRET)}


def access_to(url: str, **changes: Any) -> AccountAccess:
    access = AccountAccess({"base_url": url, "app_key": APP_KEY}, KEYS, noon)
    return replace(access, **changes)


def order_of(**changes: Any) -> OrderRequest:
    request = OrderRequest(
        "KT260101000000001", CARD, None, 1, GoodsKind.CARD, Money(985), secrets=KEYS
    )
    return replace(request, **changes)


def query_of(**changes: Any) -> QueryRequest:
    request = QueryRequest("KT260101000000001", None, 1, GoodsKind.CARD, NOON, secrets=KEYS)
    return replace(request, **changes)


@pytest.fixture
def server() -> Iterator[FuluServer]:
    with serving(FuluServer(noon)) as running:
        yield running


@pytest.fixture
def door() -> HttpClient:
    return HttpClient()


def bought(server: FuluServer, door: HttpClient, request: OrderRequest) -> Any:
    call = FULU.prepare_order(access_to(server.url), request)
    return FULU.read_order(request, door.send(call))


def asked(server: FuluServer, door: HttpClient, request: QueryRequest) -> Any:
    call = FULU.prepare_query(access_to(server.url), request)
    assert call is not None
    return FULU.read_query(request, door.send(call))


class TestOnTheMadeUpPlatform(PlatformContract):
    @pytest.fixture
    def shop(self, server: FuluServer) -> ContractShop:
        return ContractShop(
            platform=FULU,
            access=access_to(server.url),
            card=Known(CARD, Money(985)),
            topup=Known(GAME, Money(4950)),
            topup_fields=(
                FieldValue("charge_account", "888888"),
                FieldValue("charge_game_name", "三国群英传"),
                FieldValue("charge_game_region", "电信一区"),
            ),
            numbers={
                "one_card": "KT260101000000001",
                "two_cards": "KT260101000000002",
                "topup": "KT260101000000003",
            },
            refusals={
                "unknown": order_of(upstream_id="7"),
                "another type": order_of(upstream_id=GAME),
                "off sale": order_of(upstream_id="10000589"),
                "sold out": order_of(upstream_id="10000588"),
                "no account": order_of(upstream_id=GAME, kind=GoodsKind.TOPUP),
            },
            unknown_query=query_of(own_number="KT999"),
            has_name=True,
        )

    def test_a_wrong_secret_is_refused_in_the_platforms_words(
        self, shop: ContractShop, door: HttpClient
    ):
        # Of the length of a secret: another length is refused before anything is sent. The answer
        # is signed with the right one, so its signature looks wrong from here.
        wrong = replace(shop.access, secrets={"app_secret": Secret("0" * 32)})
        with pytest.raises(PlatformRefusedError, match="签名错误"):
            FULU.fetch_balance(door, wrong)
        with pytest.raises(PlatformRefusedError, match="签名错误"):
            list(FULU.fetch_goods(door, wrong))


class TestSignature:
    def test_agrees_with_the_sheet(self):
        document = {
            "app_key": APP_KEY,
            "method": "fulu.order.card.add",
            "timestamp": "2026-01-01 08:00:00",
            "version": "2.0",
            "format": "json",
            "charset": "utf-8",
            "sign_type": "md5",
            "app_auth_token": "",
            "biz_content": '{"product_id":10000587,"buy_num":1,"customer_order_no":"POS202601010001"}',
        }
        text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
        assert signature_of(text, SECRET) == "e3ff443b8e62993d3ff2f4576766bc6f"

    def test_agrees_with_a_reply_captured_from_the_platform(self):
        text = '{"name":"OpenApi2.0对接专用商户","balance":344283.1608,"is_open":1}'
        assert signature_of(text, SECRET) == "af223d55aaab949a4061d651cc4b2765"

    def test_the_captured_reply_is_read(self, door: HttpClient):
        text = '{"name":"OpenApi2.0对接专用商户","balance":344283.1608,"is_open":1}'
        with serving(FuluServer(noon)) as server:
            captured = {"code": 0, "message": "接口调用成功", "result": text}
            server.spoil = lambda reply: reply.update(
                captured, sign="af223d55aaab949a4061d651cc4b2765"
            )
            balance = FULU.fetch_balance(door, access_to(server.url))
        assert (balance.amount, balance.shop_name) == (Money(34428316), "OpenApi2.0对接专用商户")

    def test_an_order_is_signed_as_the_sheet_signs_it(self):
        early = noon() - timedelta(hours=4)
        request = order_of(own_number="POS202601010001")
        call = FULU.prepare_order(access_to("https://a", now=lambda: early), request)
        document = json.loads(call.body)
        assert document["timestamp"] == "2026-01-01 08:00:00"
        assert document["sign"] == "e3ff443b8e62993d3ff2f4576766bc6f"


class TestCards:
    @pytest.mark.parametrize(
        ("shut", "text"),
        [
            ("12nCp6X/nALmrvr1erxK+D4L8n/kqz/RItKWUfvZrCU=", "CD1000250201906121742434441"),
            ("9HeOgdv+NpLihh2+5Gm0Mj4L8n/kqz/RItKWUfvZrCU=", "CP1000250201906121742434441"),
        ],
    )
    def test_open_as_the_platform_published(self, shut: str, text: str):
        assert open_card(shut, SECRET) == text

    @pytest.mark.parametrize("shut", ["", "AAAA", "*", "卡", "12nCp6X/nALmrvr1erxK+A=="])
    def test_that_do_not_open_are_one_clear_fault(self, shut: str):
        with pytest.raises(ClosedCardError) as fault:
            open_card(shut, SECRET)
        assert str(fault.value) == ""

    def test_come_with_number_and_day(self, server: FuluServer, door: HttpClient):
        server.late_queries = 0
        bought(server, door, order_of(quantity=2))
        outcome = asked(server, door, query_of(quantity=2))
        number = server.orders[0].id
        first = CardParts(Secret(f"CP{number}000"), Secret(f"CD{number}000"), date(2027, 12, 31))
        assert outcome.cards[0] == first
        assert len(outcome.cards) == 2
        assert f"CP{number}" not in repr(outcome)
        assert outcome.charged == Money(1970)  # the price is that of one piece

    def test_that_stay_closed_are_kept_for_a_person(self):
        shut = "12nCp6X/nALmrvr1erxK+D4L8n/kqz/RItKWUfvZrCU="
        other = {"app_secret": Secret("f" * 32)}
        reply = told(cards=[{"card_number": "", "card_pwd": shut}], signed_by="f" * 32)
        outcome = FULU.read_query(query_of(secrets=other), answered(reply))
        assert settled(FULU, order_of(), outcome, is_repeat=True) == Settlement(
            S.HUMAN, (PurchaseAlert.READ_TEXT,)
        )
        assert outcome.text == Secret(shut)

    def test_without_a_password_are_their_number(self):
        shut = closed("https://t.example/1")
        reply = told(cards=[{"card_number": shut, "card_pwd": "", "card_type": 2}])
        outcome = FULU.read_query(query_of(), answered(reply))
        assert outcome.cards == (CardParts(Secret("https://t.example/1")),)


class TestAccount:
    @pytest.mark.parametrize("secret", ["", "short", "0" * 33, "密" * 32])
    def test_a_secret_that_could_open_no_card_is_refused(self, secret: str):
        access = access_to("https://a", secrets={"app_secret": Secret(secret)})
        with pytest.raises(AccountFieldError) as refused:
            FULU.check_access(access)
        assert refused.value.values["key"] == "app_secret"

    def test_the_address_is_known(self):
        assert FULU.fields[0].default == "https://openapi.fulu.com/api/getway"

    @pytest.mark.parametrize("sign", ["", "0" * 32, None, 5])
    def test_an_answer_that_is_not_signed_right_is_none(
        self, sign: object, server: FuluServer, door: HttpClient
    ):
        server.spoil = lambda reply: reply.update(sign=sign)
        with pytest.raises(PlatformSilentError) as silent:
            FULU.fetch_balance(door, access_to(server.url))
        assert silent.value.values["reason"] == "signature"


class TestGoods:
    def test_every_product_of_a_known_type_is_a_row(self, server: FuluServer, door: HttpClient):
        rows = {row.upstream_id: row for row in FULU.fetch_goods(door, access_to(server.url))}
        assert set(rows) == {CARD, GAME, PHONE, "10000588"}
        assert (rows[PHONE].cost, rows[PHONE].stock) == (Money(4986), -1)
        assert rows["10000588"].stock == 0
        assert (rows[GAME].fields, rows[CARD].fields) == (None, ())

    def test_a_template_is_told_in_its_order_with_its_choices(
        self, server: FuluServer, door: HttpClient
    ):
        price = FULU.fetch_price(door, access_to(server.url), GAME, None)
        assert price.fields is not None
        assert [(one.name, one.label, one.kind, one.choices) for one in price.fields] == [
            ("charge_account", "QQ 号", FieldKind.TEXT, ()),
            ("charge_game_name", "游戏", FieldKind.CHOICE, ("三国群英传",)),
            ("charge_game_region", "充值区", FieldKind.CHOICE, ("电信一区",)),
        ]

    def test_goods_without_a_template_ask_for_the_account(
        self, server: FuluServer, door: HttpClient
    ):
        price = FULU.fetch_price(door, access_to(server.url), PHONE, None)
        assert price.fields is not None
        assert [one.name for one in price.fields] == ["charge_account"]
        assert "fulu.goods.template.get" not in server.methods()

    def test_an_input_nobody_described_stays_compulsory(self):
        entries = [{"Id": "ChargeMoon", "Name": "月相"}, {"Id": "ChargeNum"}, {"Name": "x"}, 5]
        fields = form_fields({"ElementInfo": {"Inputs": entries}})
        assert [(one.name, one.is_required) for one in fields] == [
            ("charge_account", True),
            ("ChargeMoon", True),
        ]

    def test_lists_where_the_sheet_shows_one_are_read_too(self):
        game = TEMPLATE["GameTempaltePreviewList"]
        assert isinstance(game, list)
        servers = [{"name": "甲", "ChargeType": [{"name": "点券"}]}]
        many = [{"ChargeRegion": [{"name": "联通", "ChargeServer": servers}]}]
        entries = [{"Id": "ChargeServer"}, {"Id": "ChargeType"}]
        fields = form_fields(
            {
                "ElementInfo": {"Inputs": entries},
                "GameTempaltePreviewList": [*game, {"ChargeGame": "x", "gameList": many}],
            }
        )
        assert [one.choices for one in fields] == [(), ("逐鹿中原", "甲"), ("Q币", "点券")]

    @pytest.mark.parametrize(
        ("number", "word"), [("10000588", "断货"), ("10000589", "维护中"), ("7", "商品不存在")]
    )
    def test_what_cannot_be_had_is_refused_before_the_order(
        self, number: str, word: str, server: FuluServer, door: HttpClient
    ):
        with pytest.raises(PlatformRefusedError, match=word):
            FULU.fetch_quote(door, access_to(server.url), QuoteRequest(number, None, 1))

    def test_a_fraction_of_a_fen_counts_once_for_the_whole(
        self, server: FuluServer, door: HttpClient
    ):
        quote = FULU.fetch_quote(door, access_to(server.url), QuoteRequest(PHONE, None, 3))
        assert (quote.total, quote.unit) == (Money(14957), Money(4986))

    @pytest.mark.parametrize("raw", ["0", 0, "", None, "-1", "免费", True])
    def test_a_price_that_is_none_is_unknown(self, raw: object):
        row = row_of({"product_id": 1, "product_type": "卡密", "purchase_price": raw})
        assert row is not None
        assert row.cost is None

    @given(worded("product_id", "product_type", "ElementInfo", "Inputs", "Id", "gameList",
                  "GameTempaltePreviewList", "ChargeRegion", "ChargeServer", "name"))  # fmt: skip
    def test_no_product_breaks_the_reading(self, product: Any):
        if isinstance(product, dict):
            row_of(product)
            form_fields(product)


class TestOrders:
    def test_cards_and_topups_are_ordered_by_different_methods(
        self, server: FuluServer, door: HttpClient
    ):
        bought(server, door, order_of())
        account = (FieldValue("charge_account", "888888"),)
        bought(server, door, order_of(upstream_id=GAME, kind=GoodsKind.TOPUP, fields=account))
        assert server.methods() == ["fulu.order.card.add", "fulu.order.direct.add"]

    def test_a_field_cannot_change_what_is_bought(self):
        fields = (FieldValue("product_id", "1"), FieldValue("buy_num", "99"))
        call = FULU.prepare_order(access_to("https://a"), order_of(fields=fields))
        content = json.loads(json.loads(call.body)["biz_content"])
        assert (content["product_id"], content["buy_num"]) == (int(CARD), 1)

    def test_the_adding_call_brings_neither_goods_nor_an_end(
        self, server: FuluServer, door: HttpClient
    ):
        for state in ("untreated", "success", "failed", "moon"):
            reply = told(state=state, cards=[{"card_pwd": closed("X")}])
            outcome = FULU.read_order(order_of(), answered(reply))
            assert settled(FULU, order_of(), outcome) == Settlement(S.ACCEPTED)
            assert outcome.cards == ()

    @pytest.mark.parametrize("code", sorted(FINAL_REFUSALS))
    @pytest.mark.parametrize("is_signed", [True, False])
    def test_every_code_of_the_closed_list_is_final_on_a_first_try_only(
        self, code: int, is_signed: bool
    ):
        body = {"code": code, "message": "商品不可用", "result": "", "sign": ""}
        if is_signed:
            body["sign"] = signature_of("", SECRET)
        outcome = FULU.read_order(order_of(), answered(body))
        assert (outcome.outcome_class, outcome.message) == (OutcomeClass.REJECTED, "商品不可用")
        assert settled(FULU, order_of(), outcome, is_repeat=True).state is S.UNKNOWN

    @pytest.mark.parametrize("number", ["", "K" * 51, "KT-1", "卡"])
    def test_a_number_the_platform_would_change_is_never_sent(self, number: str):
        with pytest.raises(ValueError, match="own number"):
            FULU.prepare_order(access_to("https://a"), order_of(own_number=number))


def told(state: str = "success", signed_by: str = SECRET, **changes: Any) -> dict[str, Any]:
    order = {
        "order_id": "190600000001",
        "customer_order_no": "KT260101000000001",
        "product_id": int(CARD),
        "buy_num": 1,
        "order_price": 9.85,
        "order_state": state,
        "cards": [{"card_number": closed("N"), "card_pwd": closed("P"), "card_deadline": ""}],
    }
    text = json.dumps(order | changes, ensure_ascii=False)
    sign = signature_of(text, signed_by)
    return {"code": 0, "message": "接口调用成功", "result": text, "sign": sign}


class TestStates:
    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({}, Settlement(S.FULFILLED)),
            ({"order_id": 190600000001}, Settlement(S.FULFILLED)),
            ({"state": "untreated"}, Settlement(S.ACCEPTED)),
            ({"state": "processing"}, Settlement(S.ACCEPTED)),
            ({"cards": []}, Settlement(S.ACCEPTED)),
            ({"state": "failed"}, Settlement(S.REFUNDED)),
            (
                {"order_price": "9.851"},
                Settlement(S.HUMAN, (PurchaseAlert.CHARGED_ABOVE_CEILING,)),
            ),
            (
                {"order_price": None},
                Settlement(S.HUMAN, (PurchaseAlert.CHARGE_UNKNOWN,)),
            ),
            ({"state": "cancelled"}, Settlement(S.UNKNOWN)),
            ({"state": ""}, Settlement(S.UNKNOWN)),
            ({"customer_order_no": "KT2"}, Settlement(S.UNKNOWN)),
            ({"customer_order_no": None}, Settlement(S.UNKNOWN)),
            ({"buy_num": 2}, Settlement(S.UNKNOWN)),
            ({"order_id": None}, Settlement(S.UNKNOWN)),
        ],
    )
    def test_an_order_is_what_the_table_says(self, changes: dict[str, Any], expected: Settlement):
        outcome = FULU.read_query(query_of(), answered(told(**changes)))
        assert settled(FULU, order_of(), outcome, is_repeat=True) == expected

    def test_a_topup_is_done_when_the_platform_says_so(self):
        outcome = FULU.read_query(query_of(kind=GoodsKind.TOPUP), answered(told(cards=None)))
        request = order_of(kind=GoodsKind.TOPUP)
        assert settled(FULU, request, outcome).state is S.FULFILLED

    @pytest.mark.parametrize(
        ("message", "is_not_found"),
        [("订单不存在", True), ("外部订单号未找到", True), ("系统异常", False), ("", False)],
    )
    def test_only_a_clear_no_means_that_the_order_is_not_there(
        self, message: str, is_not_found: bool
    ):
        body = {"code": 3006, "message": message, "result": "", "sign": ""}
        outcome = FULU.read_query(query_of(), answered(body))
        assert outcome.outcome_class is OutcomeClass.UNKNOWN
        assert outcome.is_not_found is is_not_found

    def test_of_a_removed_account_nothing_can_be_read_and_nothing_breaks(self):
        bare = (order_of(secrets={}), query_of(secrets={}))
        reply = told(signed_by="")
        assert FULU.read_order(bare[0], answered(reply)).outcome_class is OutcomeClass.UNKNOWN
        assert FULU.read_query(bare[1], answered(reply)).outcome_class is OutcomeClass.UNKNOWN


REFUSAL = {"code": 3002, "message": "商品库存不足", "result": "", "sign": ""}
ODD = broken_bodies(REFUSAL) | {
    name: dumped(document)
    for name, document in {
        "signed wrongly": {**REFUSAL, "sign": "0" * 32},
        "other code": {**REFUSAL, "code": 3006},
        "code 4001": {**REFUSAL, "code": 4001, "message": "余额不足"},
        "code 1": {**REFUSAL, "code": 1},
        "minus one": {**REFUSAL, "code": -1},
        "code as text": {**REFUSAL, "code": "3002"},
        "code true": {**REFUSAL, "code": True},
        "code null": {**REFUSAL, "code": None},
        "code missing": {"message": "商品库存不足"},
        "code in a list": {**REFUSAL, "code": [3002]},
        "refusal with an order": {**told(), "code": 3002},
        "refusal with broken result": {
            **REFUSAL, "result": "{", "sign": signature_of("{", SECRET),
        },
        "success without result": {"code": 0, "message": "", "result": "", "sign": ""},
        "success unsigned": {**told(), "sign": ""},
        "success signed by another": told(signed_by="f" * 32),
        "success of another order": told(customer_order_no="KT2"),
        "success of another quantity": told(buy_num=3),
        "success without a number": told(order_id=""),
        "success with html": told(order_id="<b>"),
        "result as object": {"code": 0, "result": {"order_id": "1"}, "sign": ""},
        "result as list": {
            "code": 0, "result": "[]", "sign": signature_of("[]", SECRET), "message": "",
        },
    }.items()
}  # fmt: skip


class TestOddBodies:
    @pytest.mark.parametrize("name", ODD)
    def test_none_is_a_refusal_or_a_purchase(self, name: str):
        outcome = FULU.read_order(order_of(), answered(ODD[name]))
        assert outcome.outcome_class is OutcomeClass.UNKNOWN
        query = FULU.read_query(query_of(), answered(ODD[name]))
        assert query.outcome_class is OutcomeClass.UNKNOWN

    def test_another_product_than_the_one_ordered_is_crossed(self):
        outcome = FULU.read_order(order_of(), answered(told(product_id=1)))
        assert (outcome.outcome_class, outcome.reason) == (OutcomeClass.UNKNOWN, "crossed")

    @pytest.mark.parametrize("status", [*WRONG_WRAPPINGS, 201, 400, 403, 404, 429])
    def test_nothing_in_the_wrong_wrapping_is_believed(self, status: int):
        for body in (REFUSAL, told()):
            outcome = FULU.read_order(order_of(), answered(body, status))
            assert outcome.outcome_class is OutcomeClass.UNKNOWN

    def test_a_line_that_broke_is_unknown_and_one_that_never_stood_is_not_sent(self):
        lost = HttpOutcome(Transport.SENT_UNKNOWN, "deadline")
        assert FULU.read_order(order_of(), lost).outcome_class is OutcomeClass.UNKNOWN
        unsent = HttpOutcome(Transport.NOT_SENT, "refused")
        assert FULU.read_order(order_of(), unsent).outcome_class is OutcomeClass.NOT_SENT

    @given(st.binary(max_size=200))
    def test_no_bytes_break_the_reading(self, body: bytes):
        for outcome in (
            FULU.read_order(order_of(), answered(body)),
            FULU.read_query(query_of(), answered(body)),
        ):
            assert outcome.outcome_class is OutcomeClass.UNKNOWN

    @given(
        worded("order_id", "customer_order_no", "buy_num", "order_price", "order_state", "cards",
               "card_number", "card_pwd", "card_deadline", "product_id"),
        st.sampled_from([0, 3000, 3001, 3002]),
    )  # fmt: skip
    def test_no_document_breaks_the_reading(self, document: Any, code: int):
        text = json.dumps(document)
        body = {"code": code, "message": "x", "result": text, "sign": signature_of(text, SECRET)}
        outcome = FULU.read_order(order_of(), answered(body))
        is_bare = document in (None, False, 0, "", [], {}) or not text.strip()
        assert outcome.outcome_class is not OutcomeClass.REJECTED or is_bare
        FULU.read_query(query_of(kind=GoodsKind.TOPUP), answered(body))


class TestAtTheTill:
    def till(self, server: FuluServer) -> WholesaleTill:
        till = WholesaleTill()
        server.now = till.clock.now
        till.join("fulu", {"base_url": server.url, "app_key": APP_KEY}, {"app_secret": SECRET})
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
        self, fault: Fault, state: PurchaseState, orders: int, server: FuluServer
    ):
        till = self.till(server)
        server.faults = [fault]
        purchase = till.buy_settled(CARD)
        assert purchase.state is state, purchase.events
        assert [order.own for order in server.orders] == [purchase.number] * orders
        assert server.methods().count("fulu.order.card.add") == 1
        if orders:
            assert (purchase.cards, purchase.charged) == (1, Money(985))
            assert purchase.upstream_number == server.orders[0].id

    def test_cards_are_opened_after_a_restart_out_of_the_stored_answer(self, server: FuluServer):
        till = self.till(server)
        purchase = till.buy_settled(CARD, quantity=2)
        till.open_services()
        again = till.purchasing.get(purchase.id)
        assert (again.state, again.cards) == (S.FULFILLED, 2)

    def test_a_failed_order_has_its_money_back(self, server: FuluServer):
        till = self.till(server)

        def fail(order: Order) -> None:
            order.state = "failed"

        server.settle = fail
        assert till.buy_settled(CARD).state is S.REFUNDED
