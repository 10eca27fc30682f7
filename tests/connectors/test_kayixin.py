from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
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
from desktop.connectors.platforms.kayixin import KAYIXIN, order_body, signature_of
from desktop.domain.money import Money
from desktop.domain.purchase import OutcomeClass
from desktop.domain.purchase_settling import CardParts, DeliveryProgress
from desktop.domain.secret import Secret
from tests.connectors.fakes.fake_site import running
from tests.connectors.fakes.kayixin_server import APP_ID, APP_SECRET, KayixinSite
from tests.connectors.fault_server import fault_server, response
from tests.connectors.later_contract import LaterContract
from tests.connectors.odd_bodies import documents, odd_bodies
from tests.connectors.platform_contract import (
    NOON,
    ContractShop,
    Known,
    no_wait,
    noon,
    plain_cards,
)

OWN = "KT260101000000001"
CARD, TOPUP, VARIED = "201068", "201069", "201070"
P = DeliveryProgress


def access_to(url: str) -> AccountAccess:
    values = {"base_url": url, "app_id": APP_ID}
    return AccountAccess(values, {"app_secret": Secret(APP_SECRET)}, noon)


def order_of(**changes: Any) -> OrderRequest:
    request = OrderRequest(OWN, CARD, None, 1, GoodsKind.CARD, Money(91_00))
    return replace(request, **changes)


def asking(**changes: Any) -> QueryRequest:
    return replace(QueryRequest(OWN, None, 1, GoodsKind.CARD, NOON), **changes)


def answered(body: Any) -> HttpOutcome:
    content = json.dumps(body, ensure_ascii=False).encode()
    return HttpOutcome(Transport.ANSWERED, "ok", 200, "application/json", content)


def order_answer(**changes: Any) -> HttpOutcome:
    whole = {
        "orderNumber": "20260101120000001",
        "outerNumber": OWN,
        "status": 3,
        "count": 1,
        "money": 91,
        "retMoney": 0,
        "result": "处理成功",
        "cards": [{"cardId": "764", "cardNo": "A1", "cardPwd": "pw", "status": 0}],
    }
    return answered({"code": 1000, "msg": "success", "data": whole | changes})


@pytest.fixture
def door() -> HttpClient:
    return HttpClient(wait=no_wait)


@pytest.fixture
def site() -> Iterator[KayixinSite]:
    with running(KayixinSite()) as server:
        yield server


@pytest.fixture
def access(site: KayixinSite) -> AccountAccess:
    return access_to(site.url)


class TestTheContract(LaterContract):
    @pytest.fixture
    def shop(self, site: KayixinSite) -> ContractShop:
        varied: dict[str, Any] = {"upstream_id": VARIED, "ceiling_unit": Money(15_00)}
        return ContractShop(
            platform=KAYIXIN,
            access=access_to(site.url),
            card=Known(CARD, Money(91_00)),
            race=Known(VARIED, Money(15_00), "M", "Y"),
            race_maximum=10,
            has_race_cost=True,
            topup=Known(TOPUP, Money(46_50)),
            topup_fields=(FieldValue("充值账号", "13800138000"),),
            numbers={"one_card": OWN, "two_cards": "KT2", "topup": "KT3", "race": "KT4"},
            refusals={
                "unknown": order_of(own_number="KT5", upstream_id="999999"),
                "stopped": order_of(own_number="KT6", upstream_id="201071"),
                "dear": order_of(
                    own_number="KT7", upstream_id="201072", ceiling_unit=Money(9_999_000)
                ),
                "sold_out": order_of(own_number="KT8", upstream_id="201073"),
                "too_many": order_of(own_number="KT9", quantity=11),
                "above_the_guard": order_of(
                    own_number="KT10", quantity=2, ceiling_unit=Money(90_99)
                ),
                "no_account": order_of(own_number="KT11", upstream_id=TOPUP, kind=GoodsKind.TOPUP),
                "race_missing": order_of(own_number="KT12", **varied),
                "race_unknown": order_of(own_number="KT13", variant="W", **varied),
            },
            unknown_query=asking(own_number="KTNOBODY"),
        )

    def test_cards_that_come_with_the_order_are_left_there_and_taken_by_the_query(
        self, shop: ContractShop, site: KayixinSite, door: HttpClient
    ):
        site.hands_out_at_once = True
        outcomes = shop.buy(door, shop.request("one_card", shop.card))
        assert (outcomes[0].cards, outcomes[0].text) == ((), None)
        assert len(plain_cards(outcomes[-1])) == 1


class TestSignature:
    def test_agrees_with_what_the_platform_published(self):
        body = '{"orderNumber":"20251016165825069","outerNumber":""}'
        digest = signature_of(APP_ID, APP_SECRET, "1760767397", body)
        assert digest == "6a414e658265ff3ca665cee3b161c4e9"

    def test_the_order_of_the_vector_is_what_is_sent(self):
        request = order_of(
            upstream_id="201068",
            own_number="POS202601010001",
            ceiling_unit=Money(49_50),
            fields=(FieldValue("充值账号", "13800138000"),),
        )
        assert order_body(request) == (
            '{"goodsId":201068,"count":1,"notifyUrl":"","outerNumber":"POS202601010001",'
            '"safePrice":49.5,"sku":"","attach":[{"name":"充值账号","value":"13800138000"}]}'
        )
        access = replace(access_to("https://a"), now=lambda: datetime(2026, 1, 1, tzinfo=UTC))
        call = KAYIXIN.prepare_order(access, request)
        headers = dict(call.headers)
        assert headers["X-Timestamp"] == "1767225600"
        assert headers["X-Signature"] == "b61159d02611b451d5946f326153e172"
        assert call.url == "https://a/api/v3/order/create"

    @pytest.mark.parametrize(
        ("fen", "quantity", "guard"),
        [(91_00, 1, "91"), (90_99, 3, "272.97"), (10, 3, "0.3"), (1_00_00, 1000, "100000")],
    )
    def test_the_guard_is_the_total_and_an_exact_number(self, fen: int, quantity: int, guard: str):
        body = order_body(order_of(ceiling_unit=Money(fen), quantity=quantity))
        assert f'"safePrice":{guard},' in body
        assert json.loads(body, parse_float=Decimal)["safePrice"] == Decimal(guard)

    def test_without_a_ceiling_there_is_no_guard(self):
        assert "safePrice" not in json.loads(order_body(order_of(ceiling_unit=None)))


class TestAccount:
    @pytest.mark.parametrize(
        ("values", "secrets", "key"),
        [({"app_id": ""}, {}, "app_id"), ({}, {"app_secret": Secret("")}, "app_secret")],
    )
    def test_what_cannot_be_right_is_named(
        self, values: dict[str, str], secrets: dict[str, Secret], key: str
    ):
        right = access_to("https://a")
        wrong = replace(
            right, values={**right.values, **values}, secrets={**right.secrets, **secrets}
        )
        with pytest.raises(AccountFieldError) as refused:
            KAYIXIN.check_access(wrong)
        assert refused.value.values["key"] == key


class TestCatalogue:
    def test_pages_are_read_until_one_is_empty_because_the_counts_are_swapped(
        self, site: KayixinSite, access: AccountAccess, door: HttpClient
    ):
        rows = list(KAYIXIN.fetch_goods(door, access))
        assert {row.upstream_id for row in rows} == {str(number) for number in site.goods}
        pages = [asked["page"] for path, asked in site.received if path.endswith("getList")]
        assert pages == [1, 2, 3, 4]

    def test_only_goods_with_variants_are_looked_at_one_by_one(
        self, site: KayixinSite, access: AccountAccess, door: HttpClient
    ):
        rows = list(KAYIXIN.fetch_goods(door, access))
        looked = [asked["goodsId"] for path, asked in site.received if path.endswith("getDetail")]
        assert looked == [201070]
        month, year = (row for row in rows if row.upstream_id == VARIED)
        assert (month.variant, month.name, month.cost) == ("M", "星幕视频会员 M 卡", Money(15_00))
        assert (year.variant, year.cost, year.stock) == ("Y", Money(150_00), 50)
        assert (year.minimum, year.maximum, year.fields) == (1, 10, ())

    def test_rows_say_what_the_list_tells_and_leave_the_rest_open(
        self, access: AccountAccess, door: HttpClient
    ):
        by_id = {row.upstream_id: row for row in KAYIXIN.fetch_goods(door, access)}
        card = by_id[CARD]
        assert (card.category, card.stock, card.fields, card.minimum) == ("点卡", None, None, None)
        assert by_id["201071"].status is GoodsStatus.STOPPED
        assert by_id["201074"].cost is None

    def test_what_one_piece_charges_is_the_cost_and_a_card_that_comes_twice_is_not_for_sale(
        self, access: AccountAccess, door: HttpClient
    ):
        by_id = {row.upstream_id: row for row in KAYIXIN.fetch_goods(door, access)}
        card, topup = by_id["201075"], by_id["201076"]
        assert (card.cost, card.status) == (Money(20_00), GoodsStatus.STOPPED)
        assert (topup.cost, topup.status) == (Money(20_00), GoodsStatus.ON_SALE)
        assert KAYIXIN.fetch_price(door, access, "201076", None).cost == Money(20_00)
        quote = KAYIXIN.fetch_quote(door, access, QuoteRequest("201076", None, 2))
        assert (quote.total, quote.unit) == (Money(40_00), Money(20_00))

    def test_the_multiplier_charges_what_was_quoted(
        self, site: KayixinSite, access: AccountAccess, door: HttpClient
    ):
        request = order_of(
            upstream_id="201076",
            kind=GoodsKind.TOPUP,
            ceiling_unit=Money(20_00),
            fields=(FieldValue("充值账号", "1"),),
        )
        answer = door.send(KAYIXIN.prepare_order(access, request))
        assert KAYIXIN.read_order(request, answer).outcome_class is OutcomeClass.ACCEPTED
        assert site.orders[0].charged == 20

    def test_groups_of_single_variants_are_read_too(self, door: HttpClient):
        items = [
            {"title": "月卡", "status": 1, "sku": "S1", "money": 9.5, "count": 3},
            {"title": "年卡", "status": 0, "sku": "S2", "money": "95", "count": 0},
            {"title": "无码", "status": 1, "sku": "", "money": 1, "count": 1},
        ]
        detail = {
            "goodsId": 7,
            "name": "会员",
            "goodsType": 1,
            "status": 1,
            "skuType": 2,
            "salesPrice": 1,
            "goodsSpec": [{"name": "时长", "items": items}, "odd"],
        }
        body = {"code": 1000, "msg": "", "data": detail}
        with fault_server(response(json.dumps(body).encode())) as server:
            access = access_to(server.url)
            price = KAYIXIN.fetch_price(HttpClient(), access, "7", "S1")
            assert (price.cost, price.stock) == (Money(9_50), 3)
            assert KAYIXIN.fetch_price(HttpClient(), access, "7", None).cost is None
            with pytest.raises(PlatformSilentError) as silent:
                KAYIXIN.fetch_quote(HttpClient(), access, QuoteRequest("7", "S9", 1))
        assert silent.value.values["reason"] == "price_unknown"

    @pytest.mark.parametrize(
        ("field", "kind", "choices"),
        [
            ({"type": 0}, FieldKind.TEXT, ()),
            ({"type": "13"}, FieldKind.NUMBER, ()),
            ({"type": 15}, FieldKind.TEXT, ()),
            (
                {
                    "type": 14,
                    "options": [{"name": "一区", "value": "1"}, {"name": "二区", "value": 2}],
                },
                FieldKind.CHOICE,
                ("1", "2"),
            ),
            ({"type": 16, "options": [{"value": "1", "children": []}]}, FieldKind.CHOICE, ()),
            ({"type": 1}, FieldKind.CHOICE, ()),
            ({"type": None}, FieldKind.CHOICE, ()),
        ],
    )
    def test_a_field_is_typed_or_chosen_and_never_guessed(
        self, site: KayixinSite, access: AccountAccess, door: HttpClient, field, kind, choices
    ):
        site.goods[201069].fields = [{"title": "账号", "required": 0} | field, {"type": 0}]
        (asked,) = KAYIXIN.fetch_price(door, access, TOPUP, None).fields or ()
        assert (asked.name, asked.kind, asked.choices) == ("账号", kind, choices)
        assert not asked.is_required

    @pytest.mark.parametrize(
        ("text", "error"),
        [("签名错误", PlatformRefusedError), ("系统异常，请稍后再试", PlatformSilentError)],
    )
    def test_a_fault_is_silence_and_not_a_refusal(
        self, text: str, error: type[Exception], door: HttpClient
    ):
        body = json.dumps({"code": 1001, "msg": text}).encode()
        with fault_server(response(body)) as server, pytest.raises(error):
            KAYIXIN.fetch_balance(door, access_to(server.url))


class TestOrders:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("账户余额不足", OutcomeClass.REJECTED),
            ("库存不足", OutcomeClass.REJECTED),
            ("商品不存在", OutcomeClass.REJECTED),
            ("商品已下架", OutcomeClass.REJECTED),
            ("该商品已禁售", OutcomeClass.REJECTED),
            ("规格编码不能为空", OutcomeClass.REJECTED),
            ("签名错误", OutcomeClass.REJECTED),
            ("时间戳已过期", OutcomeClass.REJECTED),
            ("客户编号不存在", OutcomeClass.REJECTED),
            ("账户已被冻结", OutcomeClass.REJECTED),
            ("IP 不在白名单", OutcomeClass.REJECTED),
            ("没有购买权限", OutcomeClass.REJECTED),
            ("订单金额超过安全成本", OutcomeClass.REJECTED),
            ("总成本低于售价", OutcomeClass.REJECTED),
            ("最低下单数量为2", OutcomeClass.REJECTED),
            ("超出最高下单数量10", OutcomeClass.REJECTED),
            ("充值账号格式错误", OutcomeClass.REJECTED),
            ("参数错误", OutcomeClass.REJECTED),
            ("采购单号已存在", OutcomeClass.DUPLICATE),
            ("订单号重复", OutcomeClass.DUPLICATE),
            ("同一账号不允许重复下单", OutcomeClass.UNKNOWN),
            ("系统异常", OutcomeClass.UNKNOWN),
            ("请求超时，库存不足", OutcomeClass.UNKNOWN),
            ("网络繁忙，请稍后再试", OutcomeClass.UNKNOWN),
            ("下单失败", OutcomeClass.UNKNOWN),
            ("支付失败", OutcomeClass.UNKNOWN),
            ("fail", OutcomeClass.UNKNOWN),
        ],
    )
    def test_a_refusal_counts_where_its_words_can_mean_nothing_else(
        self, text: str, expected: OutcomeClass
    ):
        for code in (0, 1, 400, 500, 1001, 9999):
            outcome = KAYIXIN.read_order(order_of(), answered({"code": code, "msg": text}))
            assert outcome.outcome_class is expected
            assert not outcome.holds_on_repeat

    def test_an_answer_that_does_repeat_our_number_must_repeat_ours(self):
        for echo, expected in (
            (OWN, OutcomeClass.ACCEPTED),
            ("", OutcomeClass.ACCEPTED),
            ("KT9", OutcomeClass.UNKNOWN),
        ):
            data = {"orderNumber": "2026", "outerNumber": echo}
            answer = answered({"code": 1000, "msg": "", "data": data})
            assert KAYIXIN.read_order(order_of(), answer).outcome_class is expected

    @pytest.mark.parametrize(
        ("kind", "changes", "expected"),
        [
            *(("card", {"status": status}, P.PROCESSING) for status in (0, 1, 2, 7, 8, 9, "2")),
            ("card", {"status": 3}, P.DELIVERED),
            ("card", {"status": "3"}, P.DELIVERED),
            ("card", {"cards": []}, P.PROCESSING),
            ("card", {"cards": None}, P.PROCESSING),
            ("card", {"cards": [{"cardNo": "", "cardPwd": "", "status": 0}]}, P.PROCESSING),
            ("card", {"cards": [{"cardNo": "A", "cardPwd": "b", "status": 1}]}, P.DELIVERED),
            ("card", {"cards": [{"cardNo": "A", "cardPwd": "b"}]}, P.DELIVERED),
            *(
                ("card", {"cards": [{"cardNo": "A", "cardPwd": "b", "status": bad}]}, P.UNDELIVERED)
                for bad in (2, 3, 4, 9)
            ),
            ("card", {"retMoney": 1}, P.PARTLY_REFUNDED),
            ("topup", {"cards": []}, P.DELIVERED),
            ("card", {"status": 4}, P.REFUNDED),
            ("card", {"status": 4, "retMoney": 0}, P.REFUNDED),
            ("card", {"status": 5, "retMoney": 91}, P.REFUNDED),
            ("card", {"status": 5, "retMoney": "91.00"}, P.REFUNDED),
            ("card", {"status": 5, "retMoney": 90.99}, P.PARTLY_REFUNDED),
            ("card", {"status": 5, "retMoney": 0}, P.UNDELIVERED),
            ("card", {"status": 5, "retMoney": None}, P.UNDELIVERED),
        ],
    )
    def test_states_are_read_as_the_sheet_says(
        self, kind: str, changes: dict[str, Any], expected: DeliveryProgress
    ):
        request = asking(kind=GoodsKind(kind))
        outcome = KAYIXIN.read_query(request, order_answer(**changes))
        assert (outcome.outcome_class, outcome.progress) == (OutcomeClass.ACCEPTED, expected)
        assert bool(outcome.cards) is (expected is P.DELIVERED and kind == "card")

    @pytest.mark.parametrize("status", [-1, 6, 10, 99, "done", None, [], True, 3.5])
    def test_a_state_that_is_not_on_the_list_is_unknown(self, status: object):
        outcome = KAYIXIN.read_query(asking(), order_answer(status=status))
        assert (outcome.outcome_class, outcome.is_not_found) == (OutcomeClass.UNKNOWN, False)

    def test_cards_come_in_parts_and_a_number_alone_is_the_secret(self):
        cards = [
            {"cardNo": "A1", "cardPwd": "pw1", "status": 0},
            {"cardNo": "123456789", "cardPwd": "", "status": 0},
        ]
        outcome = KAYIXIN.read_query(asking(quantity=2), order_answer(cards=cards))
        assert outcome.cards == (
            CardParts(Secret("pw1"), Secret("A1")),
            CardParts(Secret("123456789")),
        )
        assert "pw" not in repr(outcome)

    @pytest.mark.parametrize("echo", ["", None, "KT9", 5])
    def test_an_order_that_does_not_repeat_our_number_is_not_ours(self, echo: object):
        outcome = KAYIXIN.read_query(asking(), order_answer(outerNumber=echo))
        assert (outcome.outcome_class, outcome.reason) == (OutcomeClass.UNKNOWN, "crossed")

    @pytest.mark.parametrize(
        ("text", "is_not_found"),
        [
            ("订单不存在", True),
            ("未找到订单", True),
            ("订单编号不存在", True),
            ("签名错误", False),
            ("商品不存在", False),
            ("系统异常", False),
        ],
    )
    def test_a_query_that_finds_nothing_says_so_in_words(self, text: str, is_not_found: bool):
        outcome = KAYIXIN.read_query(asking(), answered({"code": 1009, "msg": text}))
        assert outcome.outcome_class is OutcomeClass.UNKNOWN
        assert outcome.is_not_found is is_not_found


ODD = odd_bodies(
    refusal={"code": 1008, "msg": "账户余额不足"},
    success={"code": 1000, "msg": "购买成功", "data": {"cards": [], "orderNumber": "2025"}},
    echo=None,
    number="orderNumber",
    other_codes=(),
)


class TestOddBodies:
    """Over the real HTTP path: none of these may read as a refusal, or as a purchase."""

    @pytest.mark.parametrize("name", ODD)
    def test_is_unknown(self, name: str, door: HttpClient):
        with fault_server(response(ODD[name])) as server:
            answer = door.send(KAYIXIN.prepare_order(access_to(server.url), order_of()))
        assert KAYIXIN.read_order(order_of(), answer).outcome_class is OutcomeClass.UNKNOWN
        query = KAYIXIN.read_query(asking(), answer)
        assert (query.outcome_class, query.cards) == (OutcomeClass.UNKNOWN, ())

    @pytest.mark.parametrize("status", ["500 Error", "502 Bad", "400 Bad", "404 No", "302 Found"])
    def test_a_perfect_refusal_under_another_status_is_unknown(self, status: str, door: HttpClient):
        body = json.dumps({"code": 1008, "msg": "账户余额不足"}).encode()
        with fault_server(response(body, status)) as server:
            answer = door.send(KAYIXIN.prepare_order(access_to(server.url), order_of()))
        assert KAYIXIN.read_order(order_of(), answer).outcome_class is OutcomeClass.UNKNOWN

    @given(
        documents(
            "orderNumber",
            "outerNumber",
            "status",
            "money",
            "retMoney",
            "cards",
            "cardNo",
            "cardPwd",
            "result",
        )
    )
    def test_no_document_breaks_the_reading(self, value: Any):
        ours = {"outerNumber": OWN, "status": 3}
        order = ours | value if isinstance(value, dict) else ours
        for body in (value, {"code": 1000, "data": order}):
            KAYIXIN.read_order(order_of(), answered(body))
            KAYIXIN.read_query(asking(), answered(body))
