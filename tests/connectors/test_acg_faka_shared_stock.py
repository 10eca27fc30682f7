from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from desktop.connectors.http_client import HttpClient
from desktop.connectors.platforms import all_platforms
from desktop.connectors.platforms.acg_faka import ACG_FAKA
from desktop.connectors.platforms.acg_faka_shared_stock import ACG_FAKA_SHARED_STOCK
from desktop.connectors.platforms.base import (
    AccountAccess,
    Evidence,
    FieldValue,
    GoodsKind,
    OrderRequest,
    PlatformSilentError,
    QueryRequest,
    QuoteRequest,
)
from desktop.domain.money import Money
from desktop.domain.purchase import OutcomeClass, PurchaseState
from desktop.domain.purchase_settling import (
    DeliveryProgress,
    NextStep,
    Settlement,
    Tries,
    plan_after_unknown,
)
from desktop.domain.secret import Secret
from tests.connectors.broken_bodies import answered
from tests.connectors.fakes.shared_stock_server import APP_KEY, MEMBER, SharedStockServer
from tests.connectors.fakes.wholesale_server import Fault, serving
from tests.connectors.fault_server import fault_server, response
from tests.connectors.odd_bodies import documents, odd_bodies
from tests.connectors.platform_contract import (
    NOON,
    ContractShop,
    Known,
    PlatformContract,
    noon,
    query_of,
    settled,
)

OWN = "KT260101000000001"
NUMBER = "261128000000000001"
PHONE = (FieldValue("phone", "13800138000"),)
RED = (FieldValue("sku[颜色]", "红"),)


def access_to(url: str) -> AccountAccess:
    return AccountAccess({"base_url": url, "app_id": MEMBER}, {"app_key": Secret(APP_KEY)}, noon)


def order_of(**changes: Any) -> OrderRequest:
    request = OrderRequest(OWN, "CARD10AUTO", None, 1, GoodsKind.CARD, Money(950))
    return replace(request, **changes)


def asking() -> QueryRequest:
    return QueryRequest(OWN, NUMBER, 1, GoodsKind.CARD, NOON)


@pytest.fixture
def door() -> HttpClient:
    return HttpClient()


@pytest.fixture
def site() -> Iterator[SharedStockServer]:
    with serving(SharedStockServer()) as server:
        yield server


@pytest.fixture
def shop(site: SharedStockServer) -> ContractShop:
    topup = {"upstream_id": "TOPUP50", "kind": GoodsKind.TOPUP}
    refusals: dict[str, dict[str, Any]] = {
        "race_missing": {"upstream_id": "RACE20AUTO"},
        "race_unknown": {"upstream_id": "RACE20AUTO", "variant": "周卡"},
        "too_many": {"upstream_id": "RACE20AUTO", "variant": "月卡", "quantity": 6},
        "bad_field": topup
        | {"fields": (FieldValue("phone", "123"),), "refusal_texts": ("手机号格式不正确",)},
        "stopped": {"upstream_id": "OFFSHELF"},
        "sold_out": {"upstream_id": "SOLDOUT"},
        "dear": {"upstream_id": "PRICEY", "ceiling_unit": Money(999900)},
        "unknown": {"upstream_id": "NOPE"},
    }
    return ContractShop(
        platform=ACG_FAKA_SHARED_STOCK,
        access=access_to(site.url),
        card=Known("CARD10AUTO", Money(950)),
        race=Known("RACE20AUTO", Money(1500), "月卡", "年卡"),
        race_maximum=5,
        topup=Known("TOPUP50", Money(4900)),
        topup_fields=PHONE,
        bad_field_text="手机号格式不正确",
        has_name=True,
        numbers={
            name: f"KT2601010000000{at:02d}"
            for at, name in enumerate(("one_card", "two_cards", "race", "topup"))
        },
        refusals={
            name: order_of(own_number=f"KT2601010000001{at:02d}", **changes)
            for at, (name, changes) in enumerate(refusals.items())
        },
        proofs=frozenset({"dear"}),
        unknown_query=QueryRequest("KT1", "999999999999999999", 1, GoodsKind.CARD, NOON),
    )


class TestSharedStock(PlatformContract):
    """The one suite; and what is the plugin's own."""

    def test_is_registered_and_says_that_it_was_tried_on_documents_only(self):
        assert ACG_FAKA_SHARED_STOCK in all_platforms()
        assert ACG_FAKA_SHARED_STOCK.tried is Evidence.DOCUMENTS
        assert ACG_FAKA_SHARED_STOCK.capabilities == ACG_FAKA.capabilities

    def test_the_key_itself_never_leaves(
        self, site: SharedStockServer, shop: ContractShop, door: HttpClient
    ):
        shop.platform.fetch_balance(door, shop.access)
        shop.order(door, shop.request("one_card", shop.card))
        assert len(site.asked) == 2
        assert all(APP_KEY.encode() not in asked.body for asked in site.asked)

    def test_goods_with_attributes_are_bought_but_never_quoted_without_the_surcharge(
        self, site: SharedStockServer, shop: ContractShop, door: HttpClient
    ):
        with pytest.raises(PlatformSilentError) as silent:
            shop.platform.fetch_quote(door, shop.access, QuoteRequest("COLOURED", None, 1, RED))
        assert silent.value.values["reason"] == "price_unknown"
        assert site.asked == []
        outcome = shop.order(door, order_of(upstream_id="COLOURED", fields=RED))
        assert outcome.charged == Money(2500)

    def test_a_shop_whose_plugin_prices_nothing_is_asked_for_its_inventory(
        self, site: SharedStockServer, shop: ContractShop, door: HttpClient
    ):
        site.doors_shut.add("/plugin/SharedStock/api/valuation")
        quote = shop.platform.fetch_quote(door, shop.access, QuoteRequest("RACE20AUTO", "月卡", 2))
        assert (quote.total, quote.unit) == (Money(3000), Money(1500))

    def test_a_topup_waits_until_its_text_changes(
        self, site: SharedStockServer, shop: ContractShop, door: HttpClient
    ):
        request = shop.request("topup", shop.topup, 1, GoodsKind.TOPUP, PHONE)
        bought = shop.order(door, request)
        assert shop.query(door, query_of(request, bought)).progress is DeliveryProgress.PROCESSING
        site.orders[0].secret = "充值成功 流水 88231"
        answer = shop.query(door, query_of(request, bought))
        assert answer.progress is DeliveryProgress.ANSWERED
        assert answer.text == Secret("充值成功 流水 88231")
        assert site.orders[0].phone == "13800138000"

    def test_charged_with_an_apology_for_a_card_goes_to_a_person(self):
        text = "很抱歉，有人在你付款之前抢走了商品，请联系客服。"
        data = {"tradeNo": NUMBER, "amount": 9.5, "secret": text}
        outcome = ACG_FAKA_SHARED_STOCK.read_order(
            order_of(), answered({"code": 200, "data": data})
        )
        assert outcome.progress is DeliveryProgress.UNDELIVERED
        state = settled(ACG_FAKA_SHARED_STOCK, order_of(), outcome).state
        assert state is PurchaseState.HUMAN

    @pytest.mark.parametrize(
        ("fault", "bought"),
        [
            (Fault.LOST_BEFORE, 0),
            (Fault.HTML_BEFORE, 0),
            (Fault.ERROR_500, 0),
            (Fault.LOST_AFTER, 1),
            (Fault.HTML_AFTER, 1),
            (Fault.CUT_SHORT, 1),
        ],
    )
    def test_an_order_without_an_answer_is_unknown_and_never_sent_again(
        self,
        fault: Fault,
        bought: int,
        site: SharedStockServer,
        shop: ContractShop,
        door: HttpClient,
    ):
        site.faults = [fault]
        outcome = shop.order(door, order_of())
        assert outcome.outcome_class is OutcomeClass.UNKNOWN
        assert len(site.orders) == bought
        for seconds in (0, 1, 600, 9999):
            tries = Tries(1, 0, 0, 0, seconds > 600, seconds)
            step = plan_after_unknown(shop.platform.rules, tries).step
            assert step is NextStep.ASK_PERSON

    def test_a_repeat_by_hand_tells_that_the_first_one_was_bought(
        self, site: SharedStockServer, shop: ContractShop, door: HttpClient
    ):
        site.faults = [Fault.LOST_AFTER]
        shop.order(door, order_of())
        repeat = shop.order(door, order_of())
        assert repeat.outcome_class is OutcomeClass.DUPLICATE
        settlement = settled(shop.platform, order_of(), repeat, is_repeat=True)
        assert settlement.state is PurchaseState.HUMAN
        assert len(site.orders) == 1

    def test_cards_are_split_by_line(self, shop: ContractShop, door: HttpClient):
        request = order_of(quantity=3)
        outcome = shop.order(door, request)
        assert len(outcome.cards) == 3
        assert settled(shop.platform, request, outcome) == Settlement(PurchaseState.FULFILLED)


ODD = odd_bodies(
    refusal={"code": 0, "msg": "库存不足"},
    success={"code": 200, "msg": "success", "data": {"tradeNo": NUMBER, "amount": 9.5}},
    echo=None,
    number="tradeNo",
    other_codes=(1, 2, -1, 201, 400, 401, 403, 404, 500, 2000),
)


class TestOddBodies:
    """Over the real HTTP path: none of these may read as a refusal, or as a purchase."""

    @pytest.mark.parametrize("name", ODD)
    def test_is_unknown(self, name: str, door: HttpClient):
        with fault_server(response(ODD[name])) as server:
            call = ACG_FAKA_SHARED_STOCK.prepare_order(access_to(server.url), order_of())
            answer = door.send(call)
        read = ACG_FAKA_SHARED_STOCK.read_order(order_of(), answer)
        assert read.outcome_class is OutcomeClass.UNKNOWN
        query = ACG_FAKA_SHARED_STOCK.read_query(asking(), answer)
        assert (query.outcome_class, query.cards) == (OutcomeClass.UNKNOWN, ())

    @pytest.mark.parametrize("status", ["500 Error", "502 Bad", "400 Bad", "404 No", "302 Found"])
    def test_a_perfect_refusal_under_another_status_is_unknown(self, status: str, door: HttpClient):
        body = json.dumps({"code": 0, "msg": "库存不足"}).encode()
        with fault_server(response(body, status)) as server:
            call = ACG_FAKA_SHARED_STOCK.prepare_order(access_to(server.url), order_of())
            answer = door.send(call)
        read = ACG_FAKA_SHARED_STOCK.read_order(order_of(), answer)
        assert read.outcome_class is OutcomeClass.UNKNOWN

    @given(documents("tradeNo", "secret", "amount", "status", "stock", "leave_message"))
    def test_no_document_breaks_the_reading(self, value: Any):
        for body in (value, {"code": 200, "data": value}):
            ACG_FAKA_SHARED_STOCK.read_order(order_of(), answered(body))
            ACG_FAKA_SHARED_STOCK.read_query(asking(), answered(body))
