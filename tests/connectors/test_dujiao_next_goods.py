from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from desktop.connectors.http_client import HttpClient
from desktop.connectors.platforms.base import (
    AccountAccess,
    FieldKind,
    FieldValue,
    GoodsKind,
    OrderRequest,
    PlatformRefusedError,
    PlatformSilentError,
    QuoteRequest,
)
from desktop.connectors.platforms.dujiao_next import DUJIAO_NEXT
from desktop.connectors.platforms.dujiao_next_goods import form_fields, rows_of, variant_of
from desktop.domain.money import Money
from desktop.domain.secret import Secret
from tests.connectors.broken_bodies import worded
from tests.connectors.fakes.dujiao_next_server import (
    API_KEY,
    API_SECRET,
    DujiaoNextServer,
    Product,
    Sku,
)
from tests.connectors.fakes.wholesale_server import Reply, serving
from tests.connectors.platform_contract import noon

CARD, MONTH, PHONE = "11-101", "12-121", "13-131"


def access_to(url: str) -> AccountAccess:
    values = {"base_url": url, "api_key": API_KEY}
    return AccountAccess(values, {"api_secret": Secret(API_SECRET)}, noon)


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def door(waits: list[float]) -> HttpClient:
    return HttpClient(wait=waits.append)


@pytest.fixture
def server() -> Iterator[DujiaoNextServer]:
    with serving(DujiaoNextServer(noon)) as running:
        yield running


class TestCatalogue:
    def test_every_sku_on_sale_is_a_row(self, server: DujiaoNextServer, door: HttpClient):
        rows = {
            row.upstream_id: row for row in DUJIAO_NEXT.fetch_goods(door, access_to(server.url))
        }
        assert set(rows) == {CARD, MONTH, "12-122", PHONE, "14-141"}
        card, year, phone = rows[CARD], rows["12-122"], rows[PHONE]
        assert (card.kind, card.variant, card.cost) == (GoodsKind.CARD, None, Money(9100))
        assert (card.category, card.name, card.stock) == ("点卡", "云境传说点卡 100 元", 10)
        assert (year.variant, year.cost, year.stock) == ("年卡", Money(15001), 3)
        assert rows[MONTH].stock == -1
        assert (phone.kind, phone.category) == (GoodsKind.TOPUP, "话费")
        assert phone.fields is not None
        (field,) = phone.fields
        assert (field.name, field.label, field.placeholder) == ("phone", "手机号", "11 位手机号")
        assert field.pattern

    @pytest.mark.parametrize("size", [50, 20])
    def test_pages_follow_until_all_are_there(
        self, size: int, server: DujiaoNextServer, door: HttpClient, waits: list[float]
    ):
        server.newest_page_size = size
        server.products = [Product(n, f"卡 {n}", [Sku(1000 + n, "1.00")]) for n in range(1, 122)]
        rows = list(DUJIAO_NEXT.fetch_goods(door, access_to(server.url)))
        assert len({row.upstream_id for row in rows}) == 121
        pages = [one for one in server.paths() if one.endswith("/products")]
        assert len(pages) == -(-121 // size)
        assert len(waits) == len(pages) + 1  # the categories come first
        assert max(waits) > 1.5  # half of what the limiter allows

    def test_rows_come_while_later_pages_are_still_to_be_asked_for(
        self, server: DujiaoNextServer, door: HttpClient
    ):
        server.products = [Product(n, f"卡 {n}", [Sku(1000 + n, "1.00")]) for n in range(1, 60)]
        rows = iter(DUJIAO_NEXT.fetch_goods(door, access_to(server.url)))
        next(rows)
        assert server.paths().count("/api/v1/upstream/products") == 1

    def test_the_bytes_of_all_pages_are_told_and_a_no_ends_it(
        self, server: DujiaoNextServer, door: HttpClient
    ):
        server.products = [Product(n, f"卡 {n}", [Sku(1000 + n, "1.00")]) for n in range(1, 60)]
        seen: list[int] = []

        def tell(count: int) -> bool:
            seen.append(count)
            return len(seen) < 3

        with pytest.raises(PlatformSilentError) as stopped:
            list(DUJIAO_NEXT.fetch_goods(door, access_to(server.url), tell))
        assert stopped.value.values["reason"] == "stopped"
        assert seen == sorted(seen)
        assert len(seen) == 3

    def test_a_shop_that_limits_is_silent_not_refusing(
        self, server: DujiaoNextServer, door: HttpClient
    ):
        server.is_limiting = True
        for ask in (
            lambda: DUJIAO_NEXT.fetch_balance(door, access_to(server.url)),
            lambda: list(DUJIAO_NEXT.fetch_goods(door, access_to(server.url))),
            lambda: DUJIAO_NEXT.fetch_quote(
                door, access_to(server.url), QuoteRequest(CARD, None, 1)
            ),
        ):
            with pytest.raises(PlatformSilentError) as silent:
                ask()
            assert silent.value.values["reason"] == "rate_limited"

    def test_a_shop_whose_pages_never_end_is_left(
        self, server: DujiaoNextServer, door: HttpClient, monkeypatch: pytest.MonkeyPatch
    ):
        page = {"ok": True, "items": [{"id": 1}], "total": 10**6}
        monkeypatch.setattr(server, "answer", lambda asked: Reply(page))
        with pytest.raises(PlatformSilentError) as silent:
            list(DUJIAO_NEXT.fetch_goods(door, access_to(server.url)))
        assert silent.value.values["reason"] == "catalogue_endless"

    @pytest.mark.parametrize(
        ("raw", "cost"),
        [
            ("9.5", Money(950)),
            (Decimal("9.5"), Money(950)),
            ("9.5001", Money(951)),
            ("0.00", None),
            ("0", None),
            (None, None),
            ("", None),
            ("-1", None),
            ("free", None),
            (True, None),
            ("1e30", None),
        ],
    )
    def test_a_price_that_is_none_or_nothing_is_unknown(self, raw: object, cost: Money | None):
        skus = [{"id": 1, "price_amount": raw, "stock_quantity": 1}]
        (row,) = rows_of({"id": 1, "title": "卡", "skus": skus}, {})
        assert row.cost == cost

    @pytest.mark.parametrize(
        ("sku", "variant"),
        [
            ({"spec_values": {"zh-CN": "月卡", "en-US": "Month"}}, "月卡"),
            ({"spec_values": {"en-US": "Month"}}, "Month"),
            ({"spec_values": {"颜色": "红", "时长": {"zh-CN": "月"}}}, "红 月"),
            ({"spec_values": {}, "sku_code": "DEFAULT"}, None),
            ({"spec_values": None, "sku_code": "A-7"}, "A-7"),
            ({}, None),
        ],
    )
    def test_a_sku_is_called_what_people_read(self, sku: dict[str, Any], variant: str | None):
        assert variant_of(sku) == variant

    def test_each_kind_of_field_is_told_as_it_must_be_sent(self):
        entries = [
            {"key": "qq", "type": "number", "label": {"zh-CN": "QQ"}, "required": True},
            {"key": "zone", "type": "select", "options": ["电信", "联通"]},
            {"key": "agree", "type": "checkbox", "options": ["同意"], "required": True},
            {"key": "link", "type": "url", "regex": "^https"},
            {"type": "text"},
            "nothing",
        ]
        fields = form_fields({"manual_form_schema": {"fields": entries}})
        assert [(one.name, one.kind, one.choices, one.is_required) for one in fields] == [
            ("qq", FieldKind.NUMBER, (), True),
            ("zone", FieldKind.CHOICE, ("电信", "联通"), False),
            ("agree[]", FieldKind.CHOICE, ("同意",), True),
            ("link", FieldKind.URL, (), False),
        ]
        values = (FieldValue("qq", "10001"), FieldValue("agree[]", "同意"))
        order = OrderRequest("KT1", PHONE, None, 1, GoodsKind.TOPUP, None, values)
        call = DUJIAO_NEXT.prepare_order(access_to("https://a"), order)
        assert json.loads(call.body)["manual_form_data"] == {"qq": "10001", "agree": ["同意"]}

    @given(worded("id", "title", "skus", "spec_values", "price_amount", "fields", "type", "key"))
    def test_no_product_breaks_the_reading(self, product: Any):
        if isinstance(product, dict):
            list(rows_of(product, {}))
            form_fields({"manual_form_schema": product})


class TestPrices:
    def test_one_sku_is_priced_with_its_form(self, server: DujiaoNextServer, door: HttpClient):
        price = DUJIAO_NEXT.fetch_price(door, access_to(server.url), PHONE, None)
        assert (price.cost, price.stock, price.kind) == (Money(4900), 10, GoodsKind.TOPUP)
        assert price.fields is not None
        assert [field.name for field in price.fields] == ["phone"]

    def test_a_fraction_of_a_fen_counts_once_for_the_whole(
        self, server: DujiaoNextServer, door: HttpClient
    ):
        request = QuoteRequest("12-122", "年卡", 2)
        quote = DUJIAO_NEXT.fetch_quote(door, access_to(server.url), request)
        assert (quote.total, quote.unit) == (Money(30001), Money(15001))

    @pytest.mark.parametrize("upstream_id", ["12-123", "15-151", "99-1", "11", "a-b", ""])
    def test_what_is_not_on_sale_is_refused(
        self, upstream_id: str, server: DujiaoNextServer, door: HttpClient
    ):
        with pytest.raises(PlatformRefusedError):
            DUJIAO_NEXT.fetch_quote(door, access_to(server.url), QuoteRequest(upstream_id, None, 1))

    def test_a_price_of_nothing_is_no_quote(self, server: DujiaoNextServer, door: HttpClient):
        server.products[0].skus[0].price = "0.00"
        with pytest.raises(PlatformSilentError):
            DUJIAO_NEXT.fetch_quote(door, access_to(server.url), QuoteRequest(CARD, None, 1))
