from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given

from desktop.connectors.http_call import HttpOutcome, Transport
from desktop.connectors.http_client import HttpClient
from desktop.connectors.platforms.base import (
    AccountAccess,
    AccountFieldError,
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
from desktop.connectors.platforms.kasushou import KASUSHOU, body_text, signature_of
from desktop.domain.money import Money
from desktop.domain.purchase import OutcomeClass
from desktop.domain.purchase_settling import CardParts, DeliveryProgress
from desktop.domain.secret import Secret
from tests.connectors.fakes.fake_site import running
from tests.connectors.fakes.kasushou_server import API_KEY, APP_ID, KasushouSite
from tests.connectors.fault_server import fault_server, response
from tests.connectors.later_contract import LaterContract
from tests.connectors.odd_bodies import documents, odd_bodies
from tests.connectors.platform_contract import (
    NOON,
    ContractShop,
    Known,
    no_wait,
    noon,
)

OWN = "KT260101000000001"
P = DeliveryProgress


def access_to(url: str) -> AccountAccess:
    return AccountAccess({"base_url": url, "app_id": APP_ID}, {"api_key": Secret(API_KEY)}, noon)


def order_of(**changes: Any) -> OrderRequest:
    request = OrderRequest(OWN, "2909", None, 1, GoodsKind.CARD, Money(91_00))
    return replace(request, **changes)


def asking(**changes: Any) -> QueryRequest:
    return replace(QueryRequest(OWN, None, 1, GoodsKind.CARD, NOON), **changes)


def answered(body: Any) -> HttpOutcome:
    content = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
    return HttpOutcome(Transport.ANSWERED, "ok", 200, "application/json", content)


def orders(*found: dict[str, Any]) -> HttpOutcome:
    whole = {
        "ordersn": "API091952652791532879872",
        "external_orderno": OWN,
        "recharge_info": [],
        "recharge_hints": "订单处理完成",
        "status": 3,
        "total_price": "91.00",
        "has_back_money": 0,
        "card_list": [{"card_no": "A1", "card_password": "pw\r"}],
    }
    return answered({"code": 200, "msg": "成功", "data": [whole | one for one in found]})


@pytest.fixture
def door() -> HttpClient:
    return HttpClient(wait=no_wait)


@pytest.fixture
def site() -> Iterator[KasushouSite]:
    with running(KasushouSite()) as server:
        yield server


@pytest.fixture
def access(site: KasushouSite) -> AccountAccess:
    return access_to(site.url)


class TestTheContract(LaterContract):
    @pytest.fixture
    def shop(self, site: KasushouSite) -> ContractShop:
        topup = Known("2910", Money(46_50))
        account = FieldValue("recharge_account", "13800138000")
        return ContractShop(
            platform=KASUSHOU,
            access=access_to(site.url),
            card=Known("2909", Money(91_00)),
            topup=topup,
            topup_fields=(account,),
            numbers={"one_card": OWN, "two_cards": "KT2", "topup": "KT3"},
            refusals={
                "unknown": order_of(own_number="KT4", upstream_id="999999"),
                "stopped": order_of(own_number="KT5", upstream_id="2911"),
                "dear": order_of(
                    own_number="KT6", upstream_id="2912", ceiling_unit=Money(9_999_000)
                ),
                "sold_out": order_of(own_number="KT7", upstream_id="2913"),
                "too_many": order_of(own_number="KT8", quantity=11),
                "above_the_guard": order_of(own_number="KT9", ceiling_unit=Money(90_99)),
                "no_account": order_of(own_number="KT10", upstream_id="2910", kind=GoodsKind.TOPUP),
            },
            unknown_query=asking(own_number="KTNOBODY"),
        )


class TestSignature:
    @pytest.mark.parametrize(
        ("stamp", "content", "digest"),
        [
            (  # published by the platform
                "1696645385740",
                '{"day":10,"external_orderno":"","ordersn":"D100759082558859640832"}',
                "15b8f541eb10e3fbb33efd92c8d52d50ddca0784",
            ),
            ("1767225600123", "{}", "b4948af548e9f7730b08da4600b66b116af24f59"),
            (
                "1767225600123",
                '{"attach":{"recharge_account":"13800138000"},"external_orderno":"POS202601010001","id":2909,"quantity":1,"safe_price":"49.50"}',
                "2913d740915167b8529c84fc423488c1a79ed9c0",
            ),
        ],
    )
    def test_agrees_with_the_vectors(self, stamp: str, content: str, digest: str):
        assert signature_of(stamp, content, API_KEY) == digest

    def test_the_order_of_the_last_vector_is_what_is_sent(self):
        stamp = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(milliseconds=123)
        request = order_of(
            own_number="POS202601010001",
            ceiling_unit=Money(49_50),
            kind=GoodsKind.TOPUP,
            fields=(FieldValue("recharge_account", "13800138000"),),
        )
        call = KASUSHOU.prepare_order(replace(access_to("https://a"), now=lambda: stamp), request)
        assert dict(call.headers)["Sign"] == "2913d740915167b8529c84fc423488c1a79ed9c0"
        assert (call.url, call.pace) == ("https://a/api/v1/order/buy", None)

    def test_only_the_top_level_is_sorted_and_nothing_is_escaped(self):
        body = {"b": {"z": "http://a/张", "a": 1}, "a": 2}
        assert body_text(body) == '{"a":2,"b":{"z":"http://a/张","a":1}}'
        assert body_text({}) == "{}"


class TestAccount:
    @pytest.mark.parametrize(
        ("values", "secrets", "key"),
        [
            ({"app_id": "a b"}, {}, "app_id"),
            ({"app_id": ""}, {}, "app_id"),
            ({}, {"api_key": Secret(" ")}, "api_key"),
        ],
    )
    def test_what_cannot_be_right_is_named(
        self, values: dict[str, str], secrets: dict[str, Secret], key: str
    ):
        right = access_to("https://a")
        wrong = replace(
            right, values={**right.values, **values}, secrets={**right.secrets, **secrets}
        )
        with pytest.raises(AccountFieldError) as refused:
            KASUSHOU.check_access(wrong)
        assert refused.value.values["key"] == key


class TestCatalogue:
    def test_every_page_is_read_though_the_site_gives_fewer_rows_than_asked_for(
        self, site: KasushouSite, access: AccountAccess, door: HttpClient
    ):
        rows = list(KASUSHOU.fetch_goods(door, access))
        assert [row.upstream_id for row in rows] == [str(number) for number in site.goods]
        pages = [asked["page"] for path, asked in site.received if path.endswith("list")]
        assert pages == [1, 2, 3]

    def test_pages_are_fetched_one_by_one(
        self, site: KasushouSite, access: AccountAccess, door: HttpClient
    ):
        rows = iter(KASUSHOU.fetch_goods(door, access))
        next(rows)
        assert site.paths() == ["/api/v1/goods/list"]

    def test_rows_say_what_the_list_tells_and_leave_the_rest_open(
        self, access: AccountAccess, door: HttpClient
    ):
        by_id = {row.upstream_id: row for row in KASUSHOU.fetch_goods(door, access)}
        card, topup = by_id["2909"], by_id["2910"]
        assert (card.name, card.stock, card.fields) == ("云境传说点卡 100 元", 50, ())
        assert (topup.fields, topup.minimum, topup.maximum) == (None, None, None)
        assert by_id["2911"].status is GoodsStatus.STOPPED
        assert by_id["2914"].cost is None
        assert by_id["2915"].cost == Money(2)

    def test_a_row_without_a_number_or_of_another_sort_does_not_break_the_list(self):
        odd = [
            {"goods_name": "无号"},
            5,
            {"id": 1, "goods_type": 9, "goods_price": "1e99", "stock_num": None},
        ]
        body = {"code": 200, "msg": "", "data": {"list": odd, "total": "3"}}
        with fault_server(response(json.dumps(body).encode())) as server:
            (row,) = KASUSHOU.fetch_goods(HttpClient(), access_to(server.url))
        assert (row.upstream_id, row.kind, row.cost, row.stock) == (
            "1",
            GoodsKind.OTHER,
            None,
            None,
        )

    def test_a_card_is_not_asked_for_fields_and_a_topup_is(
        self, site: KasushouSite, access: AccountAccess, door: HttpClient
    ):
        card = KASUSHOU.fetch_price(door, access, "2909", None)
        assert (card.fields, card.minimum, card.maximum) == ((), 1, 10)
        assert site.paths() == ["/api/v1/goods/info"]
        topup = KASUSHOU.fetch_price(door, access, "2910", None)
        assert topup.kind is GoodsKind.TOPUP
        assert topup.fields is not None
        (account,) = topup.fields
        assert (account.name, account.label) == ("recharge_account", "充值账号")
        assert (account.kind, account.placeholder) == (FieldKind.TEXT, "请填写正确的充值账号")

    @pytest.mark.parametrize(
        ("field", "kind", "choices"),
        [
            ({"type": "password"}, FieldKind.TEXT, ()),
            ({"type": "select", "options": '["一区","二区"]'}, FieldKind.CHOICE, ("一区", "二区")),
            (
                {"type": "radio", "options": '{"options":[{"label":"一区","value":"1"}]}'},
                FieldKind.CHOICE,
                ("1",),
            ),
            ({"type": "cascader", "options": '[{"children":[]}]'}, FieldKind.CHOICE, ()),
            ({"type": "select", "options": "not json"}, FieldKind.CHOICE, ()),
            ({"type": "select", "options": '{"options":5}'}, FieldKind.CHOICE, ()),
            ({"type": "checkbox"}, FieldKind.CHOICE, ()),
            ({"type": None}, FieldKind.CHOICE, ()),
            ({"type": "text", "options": '{"preg":"\\\\d+","x":"\\ud800"}'}, FieldKind.TEXT, ()),
        ],
    )
    def test_a_field_is_typed_or_chosen_and_never_guessed(
        self, site: KasushouSite, access: AccountAccess, door: HttpClient, field, kind, choices
    ):
        site.goods[2910].fields = [{"key": "k", "name": ""} | field, {"name": "没有 key"}]
        (asked,) = KASUSHOU.fetch_price(door, access, "2910", None).fields or ()
        assert (asked.name, asked.label, asked.kind, asked.choices) == ("k", "k", kind, choices)

    def test_a_price_of_nothing_is_no_quote(self, access: AccountAccess, door: HttpClient):
        with pytest.raises(PlatformSilentError) as silent:
            KASUSHOU.fetch_quote(door, access, QuoteRequest("2914", None, 1))
        assert silent.value.values["reason"] == "price_unknown"
        quote = KASUSHOU.fetch_quote(door, access, QuoteRequest("2915", None, 2))
        assert (quote.total, quote.unit) == (Money(3), Money(2))

    @pytest.mark.parametrize(
        ("code", "error"), [(400, PlatformRefusedError), (500, PlatformSilentError)]
    )
    def test_an_unknown_fault_is_silence_and_not_a_refusal(
        self, code: int, error: type[Exception], door: HttpClient
    ):
        body = json.dumps({"code": code, "msg": "账号13800138000有误"}).encode()
        with fault_server(response(body)) as server, pytest.raises(error) as raised:
            KASUSHOU.fetch_balance(door, access_to(server.url))
        assert "13800138000" not in str(raised.value)


class TestOrders:
    def test_the_site_is_told_the_guard_of_one_piece_and_the_account(
        self, site: KasushouSite, access: AccountAccess, door: HttpClient
    ):
        fields = (FieldValue("recharge_account", "13800138000"),)
        request = order_of(
            upstream_id="2910",
            kind=GoodsKind.TOPUP,
            fields=fields,
            quantity=2,
            ceiling_unit=Money(50_00),
        )
        door.send(KASUSHOU.prepare_order(access, request))
        (sent,) = (asked for path, asked in site.received if path == site.order_path)
        assert sent == {
            "attach": {"recharge_account": "13800138000"},
            "external_orderno": OWN,
            "id": 2910,
            "quantity": 2,
            "safe_price": "50.00",
        }

    @pytest.mark.parametrize(
        ("status", "changes", "expected"),
        [
            (-1, {}, P.PROCESSING),
            (1, {}, P.PROCESSING),
            (2, {}, P.PROCESSING),
            ("2", {}, P.PROCESSING),
            (3, {}, P.DELIVERED),
            (3, {"card_list": []}, P.PROCESSING),
            (3, {"card_list": [{"card_no": "", "card_password": " "}]}, P.PROCESSING),
            (3, {"has_back_money": "0.01"}, P.PARTLY_REFUNDED),
            (4, {"has_back_money": "91"}, P.REFUNDED),
            (5, {"has_back_money": 91, "total_price": 91}, P.REFUNDED),
            (5, {"has_back_money": 91.0, "total_price": "91.0000"}, P.REFUNDED),
            (5, {"has_back_money": "45.50"}, P.PARTLY_REFUNDED),
            (4, {"has_back_money": "0.00"}, P.UNDELIVERED),
            (4, {"has_back_money": None}, P.UNDELIVERED),
            (5, {"has_back_money": "91", "total_price": None}, P.PARTLY_REFUNDED),
        ],
    )
    def test_states_are_read_as_the_sheet_says(
        self, status: object, changes: dict[str, Any], expected: DeliveryProgress
    ):
        outcome = KASUSHOU.read_query(asking(), orders({"status": status} | changes))
        assert (outcome.outcome_class, outcome.progress) == (OutcomeClass.ACCEPTED, expected)

    @pytest.mark.parametrize("status", [0, 6, 7, 8, 9, 99, "done", None, [], True, 3.5])
    def test_a_state_that_is_not_on_the_list_is_unknown(self, status: object):
        outcome = KASUSHOU.read_query(asking(), orders({"status": status}))
        assert (outcome.outcome_class, outcome.is_not_found) == (OutcomeClass.UNKNOWN, False)

    def test_cards_come_in_parts_and_in_no_repr(self):
        cards = [
            {"card_no": "A1", "card_password": "pw1\r", "end_time": "2026-12-31 23:59:59"},
            {"card_no": "", "card_password": "pw2", "end_time": ""},
            {"card_no": "A3", "card_password": "pw3", "end_time": "2026-99-31"},
            "odd",
        ]
        outcome = KASUSHOU.read_query(asking(quantity=3), orders({"card_list": cards}))
        assert outcome.cards == (
            CardParts(Secret("pw1"), Secret("A1"), date(2026, 12, 31)),
            CardParts(Secret("pw2")),
            CardParts(Secret("pw3"), Secret("A3")),
        )
        assert outcome.text == Secret("A1----pw1\npw2\nA3----pw3")
        assert "pw" not in repr(outcome)

    def test_a_topup_is_done_without_cards_and_brings_none(self):
        done = {"status": 3, "recharge_hints": "充值成功"}
        outcome = KASUSHOU.read_query(asking(kind=GoodsKind.TOPUP), orders(done))
        assert (outcome.progress, outcome.cards) == (P.DELIVERED, ())
        assert outcome.note == Secret("充值成功")

    def test_two_orders_under_our_number_are_for_a_person_in_the_end(self):
        outcome = KASUSHOU.read_query(asking(), orders({}, {"ordersn": "API2"}))
        assert (outcome.outcome_class, outcome.reason) == (OutcomeClass.UNKNOWN, "two_orders")

    def test_ours_is_found_among_others(self):
        outcome = KASUSHOU.read_query(asking(), orders({"external_orderno": "KT2"}, {}))
        assert outcome.progress is P.DELIVERED

    @pytest.mark.parametrize(
        ("age", "day"), [(timedelta(0), 30), (timedelta(days=30), 0), (-timedelta(days=9), 30)]
    )
    def test_an_old_order_is_looked_for_in_everything(self, age: timedelta, day: int):
        call = KASUSHOU.prepare_query(access_to("https://a"), asking(ordered_at=NOON - age))
        assert json.loads(call.body) == {"day": day, "external_orderno": OWN}

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("余额不足", OutcomeClass.REJECTED),
            ("安全价格不能小于售价", OutcomeClass.REJECTED),
            ("签名错误", OutcomeClass.REJECTED),
            ("外部订单号已存在，请勿重复提交", OutcomeClass.DUPLICATE),
            ("订单号重复", OutcomeClass.DUPLICATE),
        ],
    )
    def test_400_is_a_refusal_unless_it_says_that_our_number_is_taken(
        self, text: str, expected: OutcomeClass
    ):
        refusal = answered({"code": 400, "msg": text})
        assert KASUSHOU.read_order(order_of(), refusal).outcome_class is expected

    @pytest.mark.parametrize("text", ["订单不存在", "订单号不存在", "没有找到订单", "未找到该订单"])
    def test_a_query_that_finds_nothing_says_so(self, text: str):
        outcome = KASUSHOU.read_query(asking(), answered({"code": 400, "msg": text}))
        assert (outcome.outcome_class, outcome.is_not_found) == (OutcomeClass.UNKNOWN, True)

    def test_a_query_that_was_refused_says_nothing(self):
        outcome = KASUSHOU.read_query(asking(), answered({"code": 400, "msg": "签名错误"}))
        assert (outcome.outcome_class, outcome.is_not_found) == (OutcomeClass.UNKNOWN, False)


ODD = odd_bodies(
    refusal={"code": 400, "msg": "库存不足"},
    success={
        "code": 200,
        "msg": "下单成功",
        "data": {"ordersn": "API1", "external_orderno": OWN, "total_price": 91},
    },
    echo="external_orderno",
    number="ordersn",
    other_codes=(0, 1, -1, 401, 403, 404, 429, 500, 502, 1000, 9999),
)


class TestOddBodies:
    """Over the real HTTP path: none of these may read as a refusal, or as a purchase."""

    @pytest.mark.parametrize("name", ODD)
    def test_is_unknown(self, name: str, door: HttpClient):
        with fault_server(response(ODD[name])) as server:
            answer = door.send(KASUSHOU.prepare_order(access_to(server.url), order_of()))
        assert KASUSHOU.read_order(order_of(), answer).outcome_class is OutcomeClass.UNKNOWN
        query = KASUSHOU.read_query(asking(), answer)
        assert (query.outcome_class, query.cards) == (OutcomeClass.UNKNOWN, ())

    @pytest.mark.parametrize("status", ["500 Error", "502 Bad", "400 Bad", "404 No", "302 Found"])
    def test_a_perfect_refusal_under_another_status_is_unknown(self, status: str, door: HttpClient):
        body = json.dumps({"code": 400, "msg": "库存不足"}).encode()
        with fault_server(response(body, status)) as server:
            answer = door.send(KASUSHOU.prepare_order(access_to(server.url), order_of()))
        assert KASUSHOU.read_order(order_of(), answer).outcome_class is OutcomeClass.UNKNOWN

    @given(
        documents(
            "ordersn",
            "external_orderno",
            "status",
            "total_price",
            "has_back_money",
            "card_list",
            "card_no",
            "card_password",
            "end_time",
            "recharge_hints",
        )
    )
    def test_no_document_breaks_the_reading(self, value: Any):
        ours = {"external_orderno": OWN, "status": 3}
        order = ours | value if isinstance(value, dict) else ours
        for body in (value, {"code": 200, "data": [order]}):
            outcome = KASUSHOU.read_order(order_of(), answered(body))
            assert outcome.outcome_class is OutcomeClass.UNKNOWN
            KASUSHOU.read_query(asking(), answered(body))
