"""Products are found as they are called now; the stock table says what the counter would do."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from desktop.domain.cart import Cart
from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import Money
from desktop.domain.product import AccountRule, ProductKind, ProductSnapshot
from desktop.domain.stock import ProductDraft, StockChip, StockFilter, StockFlag, StockSort
from desktop.models.catalog import product_source
from desktop.models.platform_accounts import platform_account, platform_goods
from desktop.storage import catalog_queries
from desktop.storage.catalog_queries import (
    CATEGORIES_SQL,
    COUNT_SQL,
    SNAPSHOTS_BY_ID_SQL,
    SNAPSHOTS_BY_RANK_SQL,
)
from tests.shop import RehearsalShop


@pytest.fixture
def shop() -> RehearsalShop:
    return RehearsalShop()


def an_account(shop: RehearsalShop, name: str = "星河", **columns: object) -> int:
    account_id = shop.ground.identifiers.next_id()
    row = {
        "id": account_id,
        "name": name,
        "platform": "acg_faka",
        "fields": "{}",
        "secrets_sealed": b"",
        "position": 0,
        "created_at": shop.clock.now(),
    }
    with shop.ground.database.write() as connection:
        connection.execute(insert(platform_account), row | columns)
    return account_id


def a_source(
    shop: RehearsalShop,
    product: ProductSnapshot,
    account_id: int,
    position: int = 1,
    **columns: object,
) -> int:
    goods_id = shop.ground.identifiers.next_id()
    row = {
        "id": goods_id,
        "account_id": account_id,
        "upstream_id": str(goods_id),
        "name": product.name,
        "kind": "card",
        "cost": Money(92_00),
        "stock": 10,
        "status": "on_sale",
        "row_hash": b"",
        "synced_at": shop.clock.now(),
    }
    with shop.ground.database.write() as connection:
        connection.execute(insert(platform_goods), row | columns)
        connection.execute(
            insert(product_source).values(
                id=shop.ground.identifiers.next_id(),
                product_id=product.id,
                goods_id=goods_id,
                position=position,
                created_at=shop.clock.now(),
            )
        )
    return goods_id


def codes(found: tuple[ProductSnapshot, ...]) -> list[str]:
    return [one.code for one in found]


def draft(code: str, name: str, price: int = 100_00, **changes: object) -> ProductDraft:
    return ProductDraft(code, name, ProductKind.CARD, Money(price), **changes)  # type: ignore[arg-type]


# Figures ------------------------------------------------------------------------------------------


def test_every_figure_of_a_product_stands_in_its_own_field(shop: RehearsalShop) -> None:
    product = shop.a_product(
        "QB10", price=10_00, cost=None, cards=2, kind=ProductKind.TOPUP, name="Q币", face_text="10 个",
        typed_cost=Money(9_60), barcode="6901234567892", category="点卡", region="国服", guide="扫码",
        account_rule=AccountRule.QQ, low_stock=3, arrival_minutes=15, earns_points=False,
        usage_limit="仅限新用户",
    )  # fmt: skip
    a_source(shop, product, an_account(shop), stock=44)
    shop.clock.pass_time(timedelta(minutes=61))
    (category,) = shop.checkout.list_categories()
    wanted = ProductSnapshot(
        id=product.id, code="QB10", name="Q币", face_text="10 个", kind=ProductKind.TOPUP,
        price=Money(10_00), cost=Money(9_60), category_id=category.id, barcode="6901234567892",
        region="国服", guide="扫码", account_rule=AccountRule.QQ, low_stock=3, is_favourite=False,
        is_selling=True, local_cards=2, platform_stock=44, is_stale=True, arrival_minutes=15,
        points_percent=0, initials="qb", usage_limit="仅限新用户",
    )  # fmt: skip
    assert shop.checkout.get_product(product.id) == wanted
    assert shop.checkout.find_products("qb10") == (wanted,)


def test_the_next_card_says_the_cost_then_the_best_source_then_what_was_typed(
    shop: RehearsalShop,
) -> None:
    product = shop.a_product(cards=1, cost=91_00, typed_cost=Money(95_00))
    a_source(shop, product, an_account(shop), cost=Money(93_00))
    assert shop.checkout.get_product(product.id).cost == Money(91_00)
    shop.open_shift()
    shop.sell(Cart().with_product(shop.checkout.get_product(product.id)))
    assert shop.checkout.get_product(product.id).cost == Money(93_00)
    plain = shop.a_product("PLAIN", typed_cost=Money(95_00))
    assert plain.cost == Money(95_00)
    assert shop.a_product("BLIND").cost is None


def test_the_best_source_is_the_first_in_the_owners_order_that_can_be_bought_from(
    shop: RehearsalShop,
) -> None:
    product = shop.a_product()
    account = an_account(shop)
    a_source(shop, product, account, 1, stock=0, cost=Money(80_00))
    a_source(shop, product, account, 2, status="stopped", cost=Money(81_00))
    a_source(shop, product, an_account(shop, "冻结", is_frozen=True), 3, cost=Money(82_00))
    a_source(shop, product, account, 4, stock=7, cost=Money(90_00))
    a_source(shop, product, account, 5, stock=99, cost=Money(70_00))
    found = shop.checkout.get_product(product.id)
    assert (found.platform_stock, found.cost) == (7, Money(90_00))
    row = shop.catalog.stock_row(product.id)
    assert [source.is_usable for source in row.sources] == [True, False, False, True, True]


def test_a_stock_the_platform_does_not_tell_counts_as_enough_and_a_stopped_source_as_none(
    shop: RehearsalShop,
) -> None:
    told, stopped = shop.a_product("A"), shop.a_product("B")
    account = an_account(shop)
    a_source(shop, told, account, stock=None)
    a_source(shop, stopped, account, status="stopped")
    assert shop.checkout.get_product(told.id).platform_stock == -1
    assert shop.checkout.get_product(stopped.id).platform_stock == 0
    assert shop.a_product("C").platform_stock is None


def test_an_answer_older_than_the_setting_is_stale(shop: RehearsalShop) -> None:
    product = shop.a_product()
    a_source(shop, product, an_account(shop))
    assert not shop.checkout.get_product(product.id).is_stale
    shop.clock.pass_time(timedelta(minutes=61))
    assert shop.checkout.get_product(product.id).is_stale


def test_a_page_of_products_is_read_by_index_and_never_by_scanning_them_all(
    shop: RehearsalShop,
) -> None:
    parameters = catalog_queries.figures_parameters(shop.clock.now(), None)
    parameters["keys"] = json.dumps([1, 2])
    with shop.ground.database.read() as connection:
        for statement in (SNAPSHOTS_BY_ID_SQL, SNAPSHOTS_BY_RANK_SQL):
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            steps = [row[3] for row in plan]
            scans = [step for step in steps if step.startswith("SCAN") and "json_each" not in step]
            assert [
                step for step in scans if "SUBQUERY" not in step and "(subquery" not in step
            ] == []
            assert any("ix_card_secret_next" in step for step in steps)
        for condition in ("", " AND category_id = 5", " AND is_favourite = 1"):
            plan = connection.exec_driver_sql(
                f"EXPLAIN QUERY PLAN SELECT id FROM product WHERE is_selling = 1{condition}"
                " ORDER BY position LIMIT 50"
            )
            text = " ".join(row[3] for row in plan)
            assert "USING INDEX ix_product_" in text
            assert "TEMP B-TREE" not in text


@pytest.mark.parametrize("statement", [COUNT_SQL, CATEGORIES_SQL])
def test_products_are_counted_in_indexes_and_never_in_their_rows(
    shop: RehearsalShop, statement: str
) -> None:
    with shop.ground.database.read() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}")
        steps = [row[3] for row in plan if row[3].split()[1:2] in (["product"], ["p"])]
    assert len(steps) == 2
    assert all("COVERING INDEX" in step or "ix_product_stopped" in step for step in steps), steps


# Finding ------------------------------------------------------------------------------------------


def test_an_exact_code_comes_before_more_popular_names(shop: RehearsalShop) -> None:
    for number in range(60):
        shop.a_product(f"OTHER{number}", name="永久会员")
    shop.a_product("YJ", name="银行卡")
    found = shop.checkout.find_products("yj")
    assert codes(found)[0] == "YJ"
    assert len(found) == 50


def test_a_barcode_is_found_before_a_code_and_only_on_sale(shop: RehearsalShop) -> None:
    shop.a_product("6901234567890", name="甲")
    second = shop.a_product("B", name="乙", barcode="6901234567890")
    found = shop.checkout.find_exact(" ６９０１２３４５６７８９０ ")
    assert found is not None
    assert found.code == "B"
    shop.catalog.set_selling(shop.owner, second.id, False)
    found = shop.checkout.find_exact("6901234567890")
    assert found is not None
    assert found.code == "6901234567890"
    assert shop.checkout.find_exact("nothing") is None
    assert shop.checkout.find_exact("") is None


def test_a_renamed_product_is_found_by_its_new_name_and_no_more_by_its_old_one(
    shop: RehearsalShop,
) -> None:
    product = shop.catalog.add_product(shop.owner, draft("A1", "永劫无间")).product
    for name, other in (("腾讯视频", "永劫"), ("永劫无间", "视频"), ("腾讯视频", "wujian")):
        shop.catalog.change_product(shop.owner, product.id, draft("A1", name))
        assert codes(shop.checkout.find_products(name)) == ["A1"]
        assert codes(shop.checkout.find_products(other)) == []
    shop.catalog.change_product(shop.owner, product.id, draft("B2", "腾讯视频"))
    assert codes(shop.checkout.find_products("b2")) == ["B2"]
    assert codes(shop.checkout.find_products("a1")) == []


@given(text=st.text(max_size=30))
@settings(max_examples=200)
def test_any_text_can_be_searched_for(text: str) -> None:
    shop = SHARED
    shop.checkout.find_products(text)
    shop.checkout.find_exact(text)


SHARED = RehearsalShop()


def test_what_sold_most_is_found_first_after_ranking(shop: RehearsalShop) -> None:
    shop.open_shift()
    products = [shop.a_product(f"P{number}", name="永久会员", cards=9) for number in range(5)]
    for place, sold in enumerate((1, 4, 2)):
        cart = Cart().with_product(products[place + 1], sold)
        shop.sell(cart, request_id=f"r{place}")
    assert codes(shop.checkout.find_products("永久")) == ["P0", "P1", "P2", "P3", "P4"]
    assert shop.catalog.rerank_products() == Changes.of(Topic.PRODUCTS)
    assert codes(shop.checkout.find_products("永久")) == ["P2", "P3", "P1", "P0", "P4"]
    assert codes(shop.checkout.find_products("yjhy")) == ["P2", "P3", "P1", "P0", "P4"]
    assert shop.catalog.rerank_products() == Changes()
    shop.a_product("P5", name="永久会员")
    assert codes(shop.checkout.find_products("永久"))[-1] == "P5"


# Writing ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        (draft("YJ100", "别的"), "code_taken"),
        (draft("yj100 ", "别的"), "code_taken"),
        (draft("N", "别的", barcode="111"), "barcode_taken"),
        (draft("", "别的"), "code_malformed"),
        (draft("X" * 65, "别的"), "code_malformed"),
        (draft("N", "  "), "name_missing"),
        (draft("N", "别的", price=-1), "price_out_of_range"),
        (draft("N", "别的", typed_cost=Money(-1)), "price_out_of_range"),
        (draft("N", "别的", low_stock=-1), "number_out_of_range"),
    ],
)
def test_a_product_that_cannot_be_is_refused_and_nothing_is_written(
    shop: RehearsalShop, changed: ProductDraft, code: str
) -> None:
    shop.a_product(barcode="111")
    with pytest.raises(BusinessRuleError) as refusal:
        shop.catalog.add_product(shop.owner, changed)
    assert refusal.value.code == code
    assert str(refusal.value)
    assert shop.catalog.stock_counts().all == 1


def test_a_cashier_needs_the_owner_to_change_the_catalogue(shop: RehearsalShop) -> None:
    with pytest.raises(BusinessRuleError) as refusal:
        shop.catalog.add_product(shop.cashier, draft("A", "甲"))
    assert refusal.value.code == "needs_owner"
    shop.catalog.add_product(shop.cashier, draft("A", "甲"), approval=shop.approval)
    assert codes(shop.checkout.find_products("A")) == ["A"]


def test_a_free_code_is_made_of_the_initials_and_taken_by_nobody(shop: RehearsalShop) -> None:
    assert shop.catalog.free_code("永劫 100") == "YJ100"
    shop.a_product("YJ100")
    assert shop.catalog.free_code("永劫 100") == "YJ100-2"
    shop.a_product("YJ100-2", name="乙")
    assert shop.catalog.free_code("永劫 100") == "YJ100-3"
    assert shop.catalog.free_code("！！") == "P"


def test_categories_are_made_once_counted_and_renamed(shop: RehearsalShop) -> None:
    shop.a_product("A", category="点卡")
    off = shop.a_product("B", category="点卡")
    shop.catalog.set_selling(shop.owner, off.id, False)
    first = shop.catalog.add_category(shop.owner, "点卡")
    assert [(one.name, one.product_count) for one in shop.catalog.list_categories()] == [
        ("点卡", 1)
    ]
    assert shop.checkout.count_products() == 1
    shop.catalog.add_category(shop.owner, "话费")
    shop.catalog.rename_category(shop.owner, first.category_id, "游戏点卡")
    assert [one.name for one in shop.catalog.list_categories()] == ["游戏点卡", "话费"]
    with pytest.raises(BusinessRuleError) as refusal:
        shop.catalog.rename_category(shop.owner, first.category_id, "话费")
    assert refusal.value.code == "category_taken"
    listed = shop.checkout.list_products(first.category_id)
    assert codes(listed) == ["A"]


def test_favourites_are_listed_in_the_owners_order(shop: RehearsalShop) -> None:
    products = [shop.a_product(f"P{number}") for number in range(4)]
    for place in (3, 1):
        shop.catalog.set_favourite(shop.cashier, products[place].id, True)
    assert codes(shop.checkout.list_products(favourites=True)) == ["P1", "P3"]
    assert codes(shop.checkout.list_products(offset=1, limit=2)) == ["P1", "P2"]


# The stock table ----------------------------------------------------------------------------------

_PRODUCTS = st.tuples(
    st.sampled_from([ProductKind.CARD, ProductKind.TOPUP, ProductKind.OTHER, ProductKind.BUNDLE]),
    st.sampled_from([None, 0, 4, 5]),  # cards
    st.sampled_from([None, 90_00, 110_00]),  # cost of cards
    st.sampled_from([None, 95_00, 120_00]),  # typed cost
    st.sampled_from(["none", "stock", "empty", "stopped", "unlimited", "untold"]),
    st.sampled_from([None, 92_00, 130_00]),  # cost of the source
    st.booleans(),  # on sale
)


@given(cases=st.lists(_PRODUCTS, min_size=1, max_size=5))
@settings(max_examples=40)
def test_the_chips_filter_and_count_exactly_what_the_flags_say(
    cases: list[tuple[object, ...]],
) -> None:
    shop = RehearsalShop()
    account = an_account(shop)
    stocks = {"stock": 4, "empty": 0, "stopped": 4, "unlimited": -1, "untold": None}
    for number, (kind, cards, cost, typed, source, source_cost, is_selling) in enumerate(cases):
        product = shop.a_product(
            f"P{number}", kind=kind, cards=cards or 0, cost=cost,  # type: ignore[arg-type]
            typed_cost=None if typed is None else Money(typed),  # type: ignore[arg-type]
        )  # fmt: skip
        if source != "none":
            a_source(
                shop, product, account,
                stock=stocks[source], status="stopped" if source == "stopped" else "on_sale",  # type: ignore[index]
                cost=None if source_cost is None else Money(source_cost),  # type: ignore[arg-type]
            )  # fmt: skip
        if not is_selling:
            shop.catalog.set_selling(shop.owner, product.id, False)
    rows = shop.catalog.list_stock(StockFilter())
    counts = shop.catalog.stock_counts()
    assert counts.all == len(rows) == len(cases)
    assert counts.cards == sum(row.product.local_cards for row in rows)
    for chip in (StockChip.INVERTED, StockChip.RESTOCK_INVERTED, StockChip.LOW, StockChip.OUT):
        expected = [row.product.code for row in rows if StockFlag(chip.value) in row.flags]
        shown = shop.catalog.list_stock(StockFilter(chip=chip))
        assert [row.product.code for row in shown] == expected, chip
        assert shop.catalog.count_stock(StockFilter(chip=chip)) == len(expected)
        ids = shop.catalog.list_stock_ids(StockFilter(chip=chip))
        assert list(ids) == [row.product.id for row in shown]
        assert getattr(counts, chip.value) == len(expected)


def test_local_cards_make_a_dear_source_a_restock_warning_only(shop: RehearsalShop) -> None:
    product = shop.a_product(cards=9, cost=91_00)
    a_source(shop, product, an_account(shop), cost=Money(101_30))
    row = shop.catalog.stock_row(product.id)
    assert row.flags == (StockFlag.RESTOCK_INVERTED,)
    assert (row.margin, row.restock_cost) == (Money(9_00), Money(101_30))
    assert row.margin_percent == pytest.approx(9.0)


def test_the_table_sorts_by_every_column_and_puts_the_unknown_last(shop: RehearsalShop) -> None:
    shop.a_product("A", price=100_00, cards=2, cost=91_00)
    shop.a_product("B", price=300_00, cards=5, cost=10_00)
    shop.a_product("C", price=200_00)
    for sort in StockSort:
        for is_descending in (False, True):
            rows = shop.catalog.list_stock(StockFilter(sort=sort, is_descending=is_descending))
            assert len(rows) == 3, sort
            ids = shop.catalog.list_stock_ids(StockFilter(sort=sort, is_descending=is_descending))
            assert shop.catalog.stock_rows(ids) == rows, sort
    by_margin = shop.catalog.list_stock(StockFilter(sort=StockSort.MARGIN, is_descending=True))
    assert [row.product.code for row in by_margin] == ["B", "A", "C"]
    by_cost = shop.catalog.list_stock(StockFilter(sort=StockSort.COST))
    assert [row.product.code for row in by_cost] == ["B", "A", "C"]


def test_the_table_filters_by_text_kind_and_account_and_pages(shop: RehearsalShop) -> None:
    one = shop.a_product("A", name="永劫无间")
    shop.a_product("B", name="话费充值", kind=ProductKind.TOPUP)
    account = an_account(shop)
    a_source(shop, one, account)

    def shown(wanted: StockFilter) -> list[str]:
        return [row.product.code for row in shop.catalog.list_stock(wanted)]

    assert shown(StockFilter(text="wujian")) == ["A"]
    assert shown(StockFilter(kind=ProductKind.TOPUP)) == ["B"]
    assert shown(StockFilter(account_id=account)) == ["A"]
    assert shown(StockFilter(limit=1, offset=1)) == ["B"]
    assert [row.product.code for row in shop.catalog.products_for_command("hf")] == ["B"]
    assert [row.product.code for row in shop.catalog.products_for_command()] == ["A", "B"]
    source = shop.catalog.stock_row(one.id).sources[0]
    assert (source.account_name, source.stock) == ("星河", 10)
