from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.connectors.http_call import HttpOutcome, PreparedCall, Transport
from desktop.connectors.http_client import HttpClient
from desktop.connectors.platforms.acg_faka import ACG_FAKA, signature_of
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
from desktop.domain.money import Money
from desktop.domain.purchase import OutcomeClass, PurchaseState
from desktop.domain.purchase_settling import DeliveryProgress, PurchaseAlert, Settlement
from desktop.domain.secret import Secret
from desktop.practice.server.acg_faka import expected_sign
from tests.connectors.fault_server import fault_server, response
from tests.connectors.platform_contract import (
    NOON,
    ContractShop,
    Known,
    PlatformContract,
    noon,
    settled,
)
from tests.connectors.replay_server import ReplayServer, captured, load_captures, replay_server

KEY = "0123456789ABCDEF"
RACE = Known("RACE20AUTO", Money(1500), "月卡", "年卡")
REFUSED_AT = {
    "race_missing": 4,
    "race_unknown": 5,
    "too_many": 6,
    "bad_field": 8,
    "stopped": 11,
    "dear": 12,
    "unknown": 13,
}
"""The own numbers under which the refusals were recorded."""


def access_to(url: str, app_id: str = "1001", key: str = KEY) -> AccountAccess:
    return AccountAccess({"base_url": url, "app_id": app_id}, {"app_key": Secret(key)}, noon)


def order_of(**changes: Any) -> OrderRequest:
    request = OrderRequest("KT260101000000001", "CARD10AUTO", None, 1, GoodsKind.CARD, Money(950))
    return replace(request, **changes)


def refusals(
    race: Known, *, dear: str, stopped: str, topup: str, numbers: Mapping[str, str]
) -> dict[str, OrderRequest]:
    """Return orders that every acg-faka shop refuses, by what is wrong with them."""
    variant: dict[str, Any] = {"upstream_id": race.upstream_id, "variant": race.variant}
    changes: dict[str, dict[str, Any]] = {
        "race_missing": {"upstream_id": race.upstream_id},
        "race_unknown": variant | {"variant": "周卡"},
        "too_many": variant | {"quantity": 6},
        "bad_field": {
            "upstream_id": topup,
            "kind": GoodsKind.TOPUP,
            "fields": (FieldValue("phone", "123"),),
            "refusal_texts": ("手机号格式不正确",),
        },
        "stopped": {"upstream_id": stopped},
        "dear": {"upstream_id": dear, "ceiling_unit": Money(999900)},
        "unknown": {"upstream_id": "NOPE"},
    }
    return {
        name: order_of(own_number=numbers[name], **changed) for name, changed in changes.items()
    }


def answered(body: Any, content_type: str = "application/json;charset=utf-8") -> HttpOutcome:
    content = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
    return HttpOutcome(Transport.ANSWERED, "ok", 200, content_type, content)


def trade_answer(**data: Any) -> HttpOutcome:
    whole = {"amount": 9.5, "tradeNo": "184261123064656520", "secret": "A----1", "stock": "5"}
    return answered({"code": 200, "msg": "success", "data": whole | data})


@pytest.fixture
def door() -> HttpClient:
    return HttpClient()


@pytest.fixture
def replay() -> Iterator[ReplayServer]:
    with replay_server() as server:
        yield server


class TestOnTheRecordedExchanges(PlatformContract):
    @pytest.fixture
    def shop(self, replay: ReplayServer) -> ContractShop:
        return ContractShop(
            platform=ACG_FAKA,
            access=access_to(replay.url),
            card=Known("CARD10AUTO", Money(950)),
            race=RACE,
            race_maximum=5,
            topup=Known("TOPUP50", Money(4900)),
            topup_fields=(FieldValue("phone", "13800138000"),),
            bad_field_text="手机号格式不正确",
            has_name=True,
            numbers={
                "one_card": "KT260101000000001",
                "two_cards": "KT260101000000002",
                "race": "KT260101000000003",
                "topup": "KT260101000000007",
            },
            refusals=refusals(
                RACE,
                dear="PRICEY",
                stopped="OFFSHELF",
                topup="TOPUP50",
                numbers={name: f"KT2601010000000{at:02d}" for name, at in REFUSED_AT.items()},
            ),
            proofs=frozenset({"dear"}),
            unknown_query=QueryRequest("KT1", "999999999999999999", 1, GoodsKind.CARD, NOON),
        )

    def test_the_app_key_itself_never_leaves(
        self, shop: ContractShop, replay: ReplayServer, door: HttpClient
    ):
        shop.platform.fetch_balance(door, shop.access)
        shop.order(door, shop.request("one_card", shop.card))
        assert len(replay.forms) == 2
        assert all(KEY not in form.values() and "app_key" not in form for form in replay.forms)

    def test_a_manual_order_waits_until_its_text_changes(
        self, shop: ContractShop, door: HttpClient
    ):
        request = shop.request("topup", shop.topup, 1, GoodsKind.TOPUP, shop.topup_fields)
        bought = shop.order(door, request)
        query = QueryRequest(
            request.own_number, bought.upstream_number, 1, GoodsKind.TOPUP, NOON, bought.text
        )
        outcomes = [shop.query(door, query) for _ in range(2)]
        assert [outcome.progress for outcome in outcomes] == [
            DeliveryProgress.PROCESSING,
            DeliveryProgress.ANSWERED,
        ]
        assert outcomes[1].text == Secret("充值成功 流水 88231")

    def test_the_last_card_bought_and_the_retry_sold_out_goes_to_a_person(
        self, shop: ContractShop, door: HttpClient
    ):
        request = order_of(own_number="KT260101000000010", upstream_id="LASTONE")
        first = shop.order(door, request)
        assert settled(ACG_FAKA, request, first).state is PurchaseState.FULFILLED
        retry = shop.order(door, request)
        assert settled(ACG_FAKA, request, retry, is_repeat=True) == Settlement(
            PurchaseState.HUMAN, (PurchaseAlert.COMPARE_BALANCE,)
        )

    def test_charged_with_an_apology_for_a_card_goes_to_a_person(
        self, shop: ContractShop, door: HttpClient
    ):
        request = order_of(own_number="KT260101000000015")
        outcome = shop.order(door, request)
        assert outcome.charged == Money(950)
        assert outcome.cards == ()
        assert settled(ACG_FAKA, request, outcome) == Settlement(
            PurchaseState.HUMAN, (PurchaseAlert.NOTHING_DELIVERED,)
        )

    def test_a_banned_member_connects_but_is_refused_the_purchase(self, door, replay):
        access = access_to(replay.url, "1002", "FEDCBA9876543210")
        assert ACG_FAKA.fetch_balance(door, access).amount == Money(50000)
        outcome = ACG_FAKA.read_order(
            order_of(), answered(captured("trade_banned_member")["response"]["body"].encode())
        )
        assert outcome.outcome_class is OutcomeClass.REJECTED

    def test_an_unknown_merchant_is_refused(self, door: HttpClient, replay: ReplayServer):
        with pytest.raises(PlatformRefusedError, match="商户ID不存在"):
            ACG_FAKA.fetch_balance(door, access_to(replay.url, "9999"))

    def test_an_old_shop_without_valuation_is_priced_by_inventory(self, door: HttpClient):
        with replay_server(without=("valuation",)) as old:
            request = QuoteRequest("RACE20AUTO", "月卡", 2)
            quote = ACG_FAKA.fetch_quote(door, access_to(old.url), request)
        assert (quote.total, quote.unit) == (Money(3000), Money(1500))

    def test_a_shop_that_prices_nothing_is_silent(self, door: HttpClient):
        with replay_server(without=("valuation", "inventory")) as broken:
            with pytest.raises(PlatformSilentError) as silent:
                ACG_FAKA.fetch_quote(
                    door, access_to(broken.url), QuoteRequest("CARD10AUTO", None, 1)
                )
        assert silent.value.values["reason"] == "html_page"


class TestEveryRecordedTrade:
    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("trade_one_card", OutcomeClass.ACCEPTED),
            ("trade_two_cards", OutcomeClass.ACCEPTED),
            ("trade_race", OutcomeClass.ACCEPTED),
            ("trade_race_missing", OutcomeClass.REJECTED),
            ("trade_race_unknown", OutcomeClass.REJECTED),
            ("trade_too_many", OutcomeClass.REJECTED),
            ("trade_manual_topup", OutcomeClass.ACCEPTED),
            ("trade_topup_bad_phone", OutcomeClass.REJECTED),
            ("trade_repeat_request_no", OutcomeClass.DUPLICATE),
            ("trade_out_of_stock", OutcomeClass.REJECTED),
            ("trade_last_one", OutcomeClass.ACCEPTED),
            ("trade_last_one_retry_same_no", OutcomeClass.REJECTED),
            ("trade_off_shelf", OutcomeClass.REJECTED),
            ("trade_balance_short", OutcomeClass.REJECTED),
            ("trade_unknown_code", OutcomeClass.REJECTED),
            ("trade_banned_member", OutcomeClass.REJECTED),
            ("trade_lost_race", OutcomeClass.ACCEPTED),
            ("server_fault_html", OutcomeClass.UNKNOWN),
        ],
    )
    def test_is_classified_as_the_sheet_says(self, name: str, expected: OutcomeClass):
        recorded = captured(name)["response"]
        answer = HttpOutcome(
            Transport.ANSWERED,
            "ok",
            recorded["status"],
            recorded["content_type"],
            recorded["body"].encode(),
        )
        request = order_of(variant="周卡", refusal_texts=("手机号格式不正确",))
        assert ACG_FAKA.read_order(request, answer).outcome_class is expected

    def test_all_are_listed_above(self):
        trades = {entry["name"] for entry in load_captures() if entry["name"].startswith("trade")}
        mark = TestEveryRecordedTrade.test_is_classified_as_the_sheet_says.pytestmark[0]
        assert trades <= {case[0] for case in mark.args[1]}


class TestEveryRecordedExchange:
    """Each recorded request made again by the connector, in the recorded order, over the wire."""

    def test_is_met_by_the_connector_or_listed_as_a_call_it_does_not_make(
        self, door: HttpClient, replay: ReplayServer
    ):
        for entry in load_captures():
            _make_again(door, replay, entry)
        recorded = {entry["name"] for entry in load_captures()}
        not_made = {name for name in recorded if name.startswith(("item_", "stock_", "inventoryS"))}
        assert recorded - replay.replayed == not_made


def _make_again(door: HttpClient, replay: ReplayServer, entry: dict[str, Any]) -> None:
    fields, path = entry["request"]["fields"], entry["request"]["path"]
    is_wrong_sign = entry["name"] == "connect_wrong_sign"
    key = "0" * 16 if is_wrong_sign else entry["request"]["app_key"]
    access = access_to(replay.url, fields["app_id"], key)
    variant = fields.get("race") or None
    name = path.rpartition("/")[2]
    calls: dict[str, Any] = {
        "connect": lambda: ACG_FAKA.fetch_balance(door, access),
        "items": lambda: list(ACG_FAKA.fetch_goods(door, access)),
        "inventory": lambda: ACG_FAKA.fetch_price(door, access, fields["sharedCode"], variant),
        "valuation": lambda: ACG_FAKA.fetch_quote(
            door, access, QuoteRequest(fields["code"], variant, int(fields["num"]))
        ),
        "trade": lambda: door.send(ACG_FAKA.prepare_order(access, _request_in(fields))),
        "query": lambda: door.send(_query_call(access, fields["tradeNo"])),
        "nosuchpath": lambda: door.send(
            replace(_query_call(access, "1"), url=f"{replay.url}{path}")
        ),
    }
    if name in calls:
        with contextlib.suppress(PlatformRefusedError):
            calls[name]()


def _request_in(fields: dict[str, str]) -> OrderRequest:
    values = (FieldValue("phone", fields["phone"]),) if "phone" in fields else ()
    return order_of(
        own_number=fields["request_no"],
        upstream_id=fields["shared_code"],
        variant=fields.get("race") or None,
        quantity=int(fields["num"]),
        fields=values,
    )


def _query_call(access: AccountAccess, number: str) -> PreparedCall:
    call = ACG_FAKA.prepare_query(access, QueryRequest("K", number, 1, GoodsKind.CARD, NOON))
    assert call is not None
    return call


class TestSignature:
    @pytest.mark.parametrize(
        ("fields", "digest"),
        [
            ([("app_id", "1001")], "09bc9f1e348f69456424698ee21b2178"),
            ([("app_id", "1001"), ("app_key", KEY)], "30d484545d31acf5721409b4ff3e9edb"),
            (
                [
                    ("shared_code", "RACE20AUTO"),
                    ("contact", "13800138000"),
                    ("num", "1"),
                    ("card_id", "0"),
                    ("device", "0"),
                    ("password", ""),
                    ("race", "月卡"),
                    ("request_no", "POS260101000001"),
                    ("app_id", "1001"),
                ],
                "4a8073cbb2caecee0f093fae0274161e",
            ),
            (
                [
                    ("app_id", "1001"),
                    ("code", "CARD10AUTO"),
                    ("sku[颜色]", "红"),
                    ("sku[a]", "1"),
                ],
                "4b749c958921207576afd3e88161c4fa",
            ),
        ],
    )
    def test_agrees_with_what_the_real_server_accepted(
        self, fields: list[tuple[str, str]], digest: str
    ):
        assert signature_of(fields, KEY) == digest

    def test_agrees_with_every_recorded_request(self):
        for entry in load_captures():
            request = entry["request"]
            fields = [item for item in request["fields"].items() if item[0] != "sign"]
            if entry["name"] != "connect_wrong_sign":
                assert signature_of(fields, request["app_key"]) == request["fields"]["sign"]

    @given(
        st.dictionaries(
            st.from_regex(r"[a-zA-Z_颜色]{1,6}(\[[a-z颜色]{1,3}\])?", fullmatch=True).filter(
                lambda name: name != "sign"
            ),
            st.text(st.characters(blacklist_categories=["Cs"]), max_size=8),
            max_size=8,
        )
    )
    def test_agrees_with_the_independent_one_of_the_practice_shop(self, fields: dict[str, str]):
        whole = fields | {"app_id": "1001"}
        assert signature_of(list(whole.items()), KEY) == expected_sign(whole, KEY)


class TestBalance:
    @pytest.mark.parametrize(
        ("raw", "fen"), [("500", 50000), ("0.019", 1), ('"3.5"', 350), ("-2.5", -250)]
    )
    def test_is_never_overstated(self, raw: str, fen: int, door: HttpClient):
        body = f'{{"code":200,"data":{{"balance":{raw}}}}}'.encode()
        with fault_server(response(body)) as server:
            assert ACG_FAKA.fetch_balance(door, access_to(server.url)).amount == Money(fen)

    @pytest.mark.parametrize("raw", ["null", '"much"', "1e30", "true"])
    def test_that_is_no_amount_is_silence(self, raw: str, door: HttpClient):
        body = f'{{"code":200,"data":{{"balance":{raw}}}}}'.encode()
        with fault_server(response(body)) as server:
            with pytest.raises(PlatformSilentError):
                ACG_FAKA.fetch_balance(door, access_to(server.url))


class TestDelivery:
    @pytest.mark.parametrize(
        ("secret", "quantity", "expected"),
        [
            ("A----1", 1, Settlement(PurchaseState.FULFILLED)),
            ("A----1\r\nB----2\r\n", 2, Settlement(PurchaseState.FULFILLED)),
            ("A----1", 2, Settlement(PurchaseState.PARTIAL, (PurchaseAlert.CARDS_MISSING,))),
            ("A\nB\nC", 2, Settlement(PurchaseState.HUMAN, (PurchaseAlert.CARDS_EXTRA,))),
            ("卡号：A\n密码：B", 1, Settlement(PurchaseState.HUMAN, (PurchaseAlert.CARDS_EXTRA,))),
            ("", 1, Settlement(PurchaseState.ACCEPTED)),
            (None, 1, Settlement(PurchaseState.ACCEPTED)),
            (
                "正在发货中，请耐心等待，如有疑问，请联系客服。",
                1,
                Settlement(PurchaseState.ACCEPTED),
            ),
        ],
    )
    def test_the_secret_text_is_read_by_lines(
        self, secret: str | None, quantity: int, expected: Settlement
    ):
        request = order_of(quantity=quantity)
        outcome = ACG_FAKA.read_order(request, trade_answer(secret=secret))
        assert settled(ACG_FAKA, request, outcome) == expected
        assert outcome.text == (Secret(secret) if secret else None)

    @pytest.mark.parametrize(
        ("amount", "alert"),
        [
            (9.51, PurchaseAlert.CHARGED_ABOVE_CEILING),
            ("9.5001", PurchaseAlert.CHARGED_ABOVE_CEILING),
            (None, PurchaseAlert.CHARGE_UNKNOWN),
            ("much", PurchaseAlert.CHARGE_UNKNOWN),
            (-1, PurchaseAlert.CHARGE_UNKNOWN),
            (1e300, PurchaseAlert.CHARGE_UNKNOWN),
            (True, PurchaseAlert.CHARGE_UNKNOWN),
        ],
    )
    def test_a_charge_above_the_ceiling_or_unreadable_goes_to_a_person_with_the_card_kept(
        self, amount: object, alert: PurchaseAlert
    ):
        outcome = ACG_FAKA.read_order(order_of(), trade_answer(amount=amount))
        assert settled(ACG_FAKA, order_of(), outcome) == Settlement(PurchaseState.HUMAN, (alert,))
        assert outcome.cards == (Secret("A----1"),)

    def test_the_shops_note_and_what_is_left_come_along(self):
        outcome = ACG_FAKA.read_order(order_of(), trade_answer(leave_message="先登录再兑换"))
        assert (outcome.note, outcome.stock_left) == (Secret("先登录再兑换"), 5)

    def test_half_a_character_in_a_secret_is_replaced(self):
        body = b'{"code":200,"data":{"amount":9.5,"tradeNo":"1","secret":"A\\ud800B"}}'
        outcome = ACG_FAKA.read_order(order_of(), answered(body))
        assert outcome.cards == (Secret("A\ufffdB"),)

    def test_a_query_without_an_order_number_is_not_made(self):
        request = QueryRequest("KT1", None, 1, GoodsKind.CARD, NOON)
        assert ACG_FAKA.prepare_query(access_to("https://a"), request) is None

    def test_an_unpaid_order_stays_unknown(self):
        answer = answered({"code": 200, "data": {"secret": "A", "status": 0}})
        outcome = ACG_FAKA.read_query(QueryRequest("K", "1", 1, GoodsKind.CARD, NOON), answer)
        assert outcome.outcome_class is OutcomeClass.UNKNOWN

    def test_attributes_are_sent_nested_and_signed_in_the_order_chosen(self):
        fields = (FieldValue("sku[颜色]", "红"), FieldValue("sku[a]", "1"))
        call = ACG_FAKA.prepare_order(access_to("https://a"), order_of(fields=fields))
        text = "sku%5B%E9%A2%9C%E8%89%B2%5D=%E7%BA%A2&sku%5Ba%5D=1"
        assert text.encode() in call.body


GOOD_DATA = {"amount": 9.5, "tradeNo": "184261123064656520", "secret": "A----1"}


def _dumped(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _envelope(code: Any, msg: Any = "库存不足", **more: Any) -> bytes:
    return _dumped({"code": code, "msg": msg, **more})


FAULT_BODIES: dict[str, bytes] = {
    "empty": b"",
    "space": b"   ",
    "null": b"null",
    "true": b"true",
    "number": b"0",
    "text": b'"\xe5\xba\x93\xe5\xad\x98\xe4\xb8\x8d\xe8\xb6\xb3"',
    "list": b"[]",
    "list of a refusal": b'[{"code":0,"msg":"\xe5\xba\x93\xe5\xad\x98\xe4\xb8\x8d\xe8\xb6\xb3"}]',
    "empty object": b"{}",
    "html": b"<!doctype html><html>busy</html>",
    "plain": "库存不足".encode(),
    "cut refusal": _envelope(0)[:-2],
    "cut success": _dumped({"code": 200, "data": GOOD_DATA})[:-1],
    "two documents": _envelope(0) * 2,
    "trailing": _envelope(0) + b"<br>Warning",
    "leading": b"<br />Notice: x " + _envelope(0),
    "comment": b"/* x */" + _envelope(0),
    "single quotes": b"{'code':0}",
    "gb18030": '{"code":0,"msg":"库存不足"}'.encode("gb18030"),
    "utf-16": '{"code":0,"msg":"库存不足"}'.encode("utf-16"),
    "bad utf-8": b'{"code":0,"msg":"\xff\xfe"}',
    "nul": b'{"code":0,"msg":"\x00"}',
    "nan code": b'{"code":NaN,"msg":"\xe5\xba\x93\xe5\xad\x98\xe4\xb8\x8d\xe8\xb6\xb3"}',
    "infinite code": b'{"code":-Infinity,"msg":"x"}',
    "huge exponent": b'{"code":1e400,"msg":"x"}',
    "long number": b'{"code":' + b"0" * 1 + b',"n":' + b"9" * 5000 + b',"msg":"x"}',
    "deep": b"[" * 100_000,
    "deep inside": b'{"code":0,"msg":"x","data":' + b"[" * 50_000 + b"]" * 50_000 + b"}",
    "key twice": b'{"code":200,"code":0,"msg":"\xe5\xba\x93\xe5\xad\x98\xe4\xb8\x8d\xe8\xb6\xb3"}',
    "message twice": '{"code":0,"msg":"x","msg":"库存不足"}'.encode(),
    "code as text": _envelope("0"),
    "success as fraction": b'{"code":200.0,"data":{"amount":9.5,"tradeNo":"1","secret":"A"}}',
    "code as fraction": b'{"code":0.0,"msg":"\xe5\xba\x93\xe5\xad\x98\xe4\xb8\x8d\xe8\xb6\xb3"}',
    "code false": _envelope(False),
    "code null": _envelope(None),
    "code missing": _dumped({"msg": "库存不足"}),
    "code list": _envelope([0]),
    "other code": _envelope(1),
    "minus one": _envelope(-1),
    "code 500": _envelope(500),
    "code 403": _envelope(403),
    "code 429": _envelope(429),
    "code 201": _dumped({"code": 201, "data": GOOD_DATA}),
    "refusal with data": _envelope(0, data=GOOD_DATA),
    "refusal with a list": _envelope(0, data=[1]),
    "no message": _dumped({"code": 0}),
    "empty message": _envelope(0, ""),
    "message null": _envelope(0, None),
    "message number": _envelope(0, 5),
    "message object": _envelope(0, {"text": "库存不足"}),
    "unlisted text": _envelope(0, "系统繁忙，请稍后再试"),
    "listed text with more": _envelope(0, "库存不足，请稍后"),
    "listed text with space": _envelope(0, " 库存不足"),
    "listed text in other case": _envelope(0, "you have been banned"),
    "almost a duplicate": _envelope(0, "The request ID already exist"),
    "timeout text": _envelope(0, "Operation timed out after 30000 milliseconds"),
    "database text": _envelope(0, "SQLSTATE[HY000]: General error"),
    "payment text": _envelope(0, "支付失败"),
    "quantity text without number": _envelope(0, "本商品最少购买个"),
    "quantity text with more": _envelope(0, "本商品最少购买2个以上"),
    "other variant": _envelope(0, "此商品类型不存在[别的]"),
    "attribute not asked": _envelope(0, "请选择颜色"),
    "success without data": _dumped({"code": 200, "msg": "success"}),
    "success with null": _dumped({"code": 200, "data": None}),
    "success with a list": _dumped({"code": 200, "data": [GOOD_DATA]}),
    "success with text": _dumped({"code": 200, "data": "A----1"}),
    "success without number": _dumped({"code": 200, "data": {"amount": 9.5, "secret": "A"}}),
    "success with empty number": _dumped({"code": 200, "data": GOOD_DATA | {"tradeNo": ""}}),
    "success with null number": _dumped({"code": 200, "data": GOOD_DATA | {"tradeNo": None}}),
    "success with html number": _dumped({"code": 200, "data": GOOD_DATA | {"tradeNo": "<b>"}}),
    "success with a fraction": _dumped({"code": 200, "data": GOOD_DATA | {"tradeNo": 1.5}}),
    "success with NaN": b'{"code":200,"data":{"amount":NaN,"tradeNo":"1","secret":"A"}}',
    "code 200 as text": _dumped({"code": "200", "data": GOOD_DATA}),
}


class TestFaultBodies:
    """Over the real HTTP path: none of these may read as a refusal, or as a purchase."""

    @pytest.mark.parametrize("name", FAULT_BODIES)
    def test_is_unknown(self, name: str, door: HttpClient):
        with fault_server(response(FAULT_BODIES[name])) as server:
            answer = door.send(ACG_FAKA.prepare_order(access_to(server.url), order_of()))
        outcome = ACG_FAKA.read_order(order_of(), answer)
        assert outcome.outcome_class is OutcomeClass.UNKNOWN
        query = QueryRequest("K", "1", 1, GoodsKind.CARD, NOON)
        assert ACG_FAKA.read_query(query, answer).outcome_class in {
            OutcomeClass.UNKNOWN,
            OutcomeClass.ACCEPTED,
        }

    @pytest.mark.parametrize(
        ("status", "content_type"),
        [
            ("500 Error", "application/json"),
            ("502 Bad Gateway", "application/json"),
            ("400 Bad Request", "application/json"),
            ("403 Forbidden", "application/json"),
            ("404 Not Found", "application/json"),
            ("429 Too Many", "application/json"),
            ("202 Accepted", "application/json"),
            ("302 Found", "application/json"),
            ("200 OK", "text/html"),
            ("200 OK", "text/plain"),
            ("200 OK", "application/jsonp"),
        ],
    )
    def test_a_perfect_refusal_in_the_wrong_wrapping_is_unknown(
        self, status: str, content_type: str, door: HttpClient
    ):
        with fault_server(response(_envelope(0), status, content_type)) as server:
            answer = door.send(ACG_FAKA.prepare_order(access_to(server.url), order_of()))
        assert ACG_FAKA.read_order(order_of(), answer).outcome_class is OutcomeClass.UNKNOWN

    def test_the_same_refusal_well_wrapped_is_a_refusal(self, door: HttpClient):
        with fault_server(response(_envelope(0))) as server:
            answer = door.send(ACG_FAKA.prepare_order(access_to(server.url), order_of()))
        assert ACG_FAKA.read_order(order_of(), answer).outcome_class is OutcomeClass.REJECTED

    @given(st.binary(max_size=200))
    def test_no_bytes_break_the_reading(self, body: bytes):
        outcome = ACG_FAKA.read_order(order_of(), answered(body))
        assert outcome.outcome_class is OutcomeClass.UNKNOWN

    @given(
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(
                    st.sampled_from(["code", "msg", "data", "tradeNo", "secret", "amount"]), inner
                )
            ),
        )
    )
    def test_no_document_breaks_the_reading(self, value: Any):
        answer = answered(json.dumps(value).encode())
        outcome = ACG_FAKA.read_order(order_of(), answer)
        assert outcome.outcome_class is not OutcomeClass.REJECTED
        ACG_FAKA.read_query(QueryRequest("K", "1", 1, GoodsKind.TOPUP, NOON), answer)
