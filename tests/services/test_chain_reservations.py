"""What a chain keeps: everybody sees it, nobody else sells it, and it goes back when it is over."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.alerts import AlertKind
from desktop.domain.cart import Cart
from desktop.domain.chain_list import read_chain
from desktop.domain.chain_sale import DraftSupply
from desktop.domain.errors import BusinessRuleError
from desktop.domain.product import ProductKind, ProductSnapshot, StockBadge
from desktop.domain.sale import SaleState
from desktop.domain.stock import StockChip, StockFilter, StockFlag
from desktop.services.chain_sales import ChainSales
from desktop.services.stock_alerts import StockAlerts
from desktop.translating import sentence_of
from desktop.ui.stock_texts import can_sell_badge, local_text
from tests.buying import BuyingShop
from tests.services.test_catalog import a_source, an_account
from tests.services.test_chain_sales import WECHAT, DyingFailPoints, chains_of
from tests.shop import RehearsalShop

TWO, THREE = "1. 小禾 13800002046 x2", "1. 阿飞 13900001111 x3"


@pytest.fixture
def points() -> DyingFailPoints:
    return DyingFailPoints()


@pytest.fixture
def shop(points: DyingFailPoints) -> RehearsalShop:
    shop = RehearsalShop(fail_points=points)
    shop.open_shift()
    return shop


@pytest.fixture
def chains(shop: RehearsalShop) -> ChainSales:
    return chains_of(shop)


def keep(
    shop: RehearsalShop, chains: ChainSales, product: ProductSnapshot, text: str = THREE
) -> int:
    return chains.make(shop.cashier, product.id, read_chain(text)).chain_id


def refused(code: str):
    return pytest.raises(BusinessRuleError, check=lambda error: error.code == code)


def free(shop: RehearsalShop, product: ProductSnapshot) -> int:
    return shop.checkout.get_product(product.id).local_cards


def sell(shop: RehearsalShop, product: ProductSnapshot, pieces: int, name: str) -> None:
    shop.sell(Cart().with_product(product, pieces), request_id=name)


def test_every_look_at_a_product_shows_what_is_free(
    shop: RehearsalShop, chains: ChainSales
) -> None:
    product = shop.a_product(price=20_00, cost=15_00, cards=5)
    keep(shop, chains, product)
    looks = (
        shop.checkout.get_product(product.id),
        shop.checkout.find_exact("YJ100"),
        shop.checkout.find_products("YJ100")[0],
        shop.checkout.list_products()[0],
        shop.checkout.refreshed(Cart().with_product(product)).lines[0].product,
    )
    assert [(one.local_cards, one.kept_for_chains) for one in looks if one] == [(2, 3)] * 5


def test_the_counter_sells_what_is_free_and_says_who_keeps_the_rest(
    shop: RehearsalShop, chains: ChainSales
) -> None:
    product = shop.a_product(price=20_00, cost=15_00, cards=5)
    chain_id = keep(shop, chains, product)
    with pytest.raises(BusinessRuleError) as error:
        sell(shop, product, 3, "too-many")
    said = "云境传说点卡 100 元 能卖 2 件，另有 3 件留给接龙，没有卖。要卖就先在接龙里划掉"
    assert sentence_of(error.value) == said
    sell(shop, product, 2, "free")
    assert shop.checkout.get_product(product.id).badge is StockBadge.OUT
    (line,) = chains.load(chain_id).lines
    assert line.supply == DraftSupply(cards=3)
    report = chains.sell(shop.cashier, [line.id], WECHAT, shop.shift.id)
    assert report.sold == (line.id,)


def test_a_sale_that_waits_for_its_money_takes_no_kept_goods_and_is_not_taken_from(
    shop: RehearsalShop, chains: ChainSales
) -> None:
    product = shop.a_product(price=20_00, cost=15_00, cards=5)
    shop.sell(Cart().with_product(product, 3), request_id="waits", is_awaiting_payment=True)
    chain_id = keep(shop, chains, product)
    assert chains.load(chain_id).lines[0].supply == DraftSupply(cards=2, missing=1)
    with refused("out_of_stock"):
        shop.sell(Cart().with_product(product), request_id="more", is_awaiting_payment=True)


def test_an_older_chain_goes_before_a_younger_one(shop: RehearsalShop, chains: ChainSales) -> None:
    product = shop.a_product(price=20_00, cost=15_00, cards=4)
    older, younger = keep(shop, chains, product), keep(shop, chains, product, TWO)
    assert chains.load(older).lines[0].supply == DraftSupply(cards=3)
    (second,) = chains.load(younger).lines
    assert second.supply == DraftSupply(cards=1, missing=1)
    report = chains.sell(shop.cashier, [second.id], WECHAT, shop.shift.id)
    assert [error.code for error in report.refused.values()] == ["out_of_stock"]
    (first,) = chains.load(older).lines
    assert chains.sell(shop.cashier, [first.id], WECHAT, shop.shift.id).sold == (first.id,)
    assert shop.checkout.get_sale(chains.load(older).lines[0].sale_id or 0).state is (
        SaleState.COMPLETED
    )


def test_crossing_a_line_out_gives_its_goods_back(shop: RehearsalShop, chains: ChainSales) -> None:
    product = shop.a_product(price=20_00, cost=15_00, cards=5)
    chain_id = keep(shop, chains, product, f"{TWO}\n2. 阿飞 13900001111 x3")
    assert free(shop, product) == 0
    chains.drop(shop.cashier, chains.load(chain_id).lines[0].id)
    assert free(shop, product) == 2
    assert chains.open_count() == 1


def test_ending_a_chain_gives_everything_back_but_not_over_money_that_is_in(
    shop: RehearsalShop, chains: ChainSales, points: DyingFailPoints
) -> None:
    product = shop.a_product(price=20_00, cost=15_00, cards=5)
    chain_id = keep(shop, chains, product, f"{TWO}\n2. 阿飞 13900001111 x3")
    first, _second = chains.load(chain_id).lines
    points.name = "chain.paid"
    with pytest.raises(KeyboardInterrupt):
        chains.sell_line(shop.cashier, first.id, WECHAT, shop.shift.id)
    points.name = ""
    with refused("chain_line_paid"):
        chains.close(shop.cashier, chain_id)
    assert free(shop, product) == 0
    chains.sell_line(shop.cashier, first.id, WECHAT, shop.shift.id)
    chains.close(shop.cashier, chain_id)
    assert free(shop, product) == 3
    assert chains.open_count() == 0


def test_a_restart_keeps_what_was_kept_and_a_sold_line_keeps_nothing(
    shop: RehearsalShop, chains: ChainSales, points: DyingFailPoints
) -> None:
    product = shop.a_product(price=20_00, cost=15_00, cards=5)
    chain_id = keep(shop, chains, product)
    chains = chains_of(shop)
    assert free(shop, product) == 2
    points.name = "chain.sold"
    with pytest.raises(KeyboardInterrupt):
        chains.sell_line(shop.cashier, chains.load(chain_id).lines[0].id, WECHAT, shop.shift.id)
    points.name = ""
    assert free(shop, product) == 2, "its sale is recorded: it took its cards and keeps no more"
    assert chains.open_count() == 0


def test_what_a_source_has_left_is_kept_too() -> None:
    shop = BuyingShop()
    shop.connect()
    shop.platform.goods["YJ100"].stock = 4
    product = shop.adopt()
    chains = chains_of(shop)
    keep(shop, chains, product)
    now = shop.checkout.get_product(product.id)
    assert (now.local_cards, now.platform_stock, now.kept_for_chains) == (0, 1, 3)
    with refused("out_of_stock"):
        sell(shop, product, 2, "too-many")
    sell(shop, product, 1, "free")


def test_a_large_stock_is_counted_past_what_is_kept(
    shop: RehearsalShop, chains: ChainSales
) -> None:
    product = shop.a_product(price=20_00, cost=15_00, cards=9)
    keep(shop, chains, product)
    sell(shop, product, 1, "one")
    sell(shop, product, 5, "five")
    assert free(shop, product) == 0


def test_a_chain_that_grew_and_was_pasted_again_keeps_each_line_once(
    shop: RehearsalShop, chains: ChainSales
) -> None:
    product = shop.a_product(price=20_00, cost=15_00, cards=6)
    keep(shop, chains, product, TWO)
    grown = keep(shop, chains, product, f"{TWO}\n2. 阿飞 13900001111 x3")
    assert free(shop, product) == 1
    assert [one.supply for one in chains.load(grown).lines] == [
        DraftSupply(cards=2),
        DraftSupply(cards=3),
    ]


def test_where_more_can_be_bought_the_counter_buys_and_leaves_the_kept_cards() -> None:
    shop = BuyingShop()
    shop.connect()
    product = shop.adopt()
    shop.stock(product, [f"KEPT-{number}-SECRET" for number in range(5)])
    chains = chains_of(shop)
    chain_id = keep(shop, chains, product)
    sold = shop.sell(Cart().with_product(product, 4), request_id="four").sale
    assert len(sold.lines[0].card_ids) == 2
    assert chains.load(chain_id).lines[0].supply == DraftSupply(cards=3)


def test_the_stock_table_shows_all_there_is_and_what_of_it_is_kept(
    shop: RehearsalShop, chains: ChainSales
) -> None:
    product = shop.a_product(price=20_00, cost=15_00, cards=3)
    (row,) = shop.catalog.list_stock(StockFilter())
    assert (local_text(row.product), can_sell_badge(row).text) == ("3", "快没了")
    keep(shop, chains, product, TWO)
    (row,) = shop.catalog.list_stock(StockFilter())
    assert (row.product.local_cards, local_text(row.product)) == (3, "3 · 接龙 2")
    keep(shop, chains, product, "1. 老周 18600003333 x1")
    (row,) = shop.catalog.list_stock(StockFilter())
    assert (local_text(row.product), can_sell_badge(row).text) == ("3 · 接龙 3", "接龙留着")


def chips_of(shop: RehearsalShop) -> dict[StockChip, list[str]]:
    """Return what each filter of the stock page shows; its counter must say the same."""
    counts = shop.catalog.stock_counts()
    shown = {
        chip: [row.product.code for row in shop.catalog.list_stock(StockFilter(chip=chip))]
        for chip in (StockChip.LOW, StockChip.OUT)
    }
    assert (counts.low, counts.out) == (len(shown[StockChip.LOW]), len(shown[StockChip.OUT]))
    return shown


def test_filters_and_counters_and_reminders_count_what_can_really_be_sold(
    shop: RehearsalShop, chains: ChainSales
) -> None:
    alerts = StockAlerts(shop.ground, shop.settings, shop.rights)
    plenty = shop.a_product("PLENTY", cards=9, cost=15_00)
    scarce = shop.a_product("SCARCE", cards=6, cost=15_00)
    gone = shop.a_product("GONE", cards=5, cost=15_00)
    assert chips_of(shop) == {StockChip.LOW: [], StockChip.OUT: []}
    assert alerts.review().raised == 0
    keep(shop, chains, plenty)
    keep(shop, chains, scarce)
    chain_id = keep(shop, chains, gone, f"{TWO}\n2. 阿飞 13900001111 x3")
    assert chips_of(shop) == {StockChip.LOW: ["SCARCE"], StockChip.OUT: ["GONE"]}
    badges = {one.code: one.badge for one in shop.checkout.list_products()}
    assert badges == {
        "PLENTY": StockBadge.LOCAL,
        "SCARCE": StockBadge.LOW,
        "GONE": StockBadge.OUT,
    }
    alerts.review()
    told = {(one.product_code, one.cause.kind) for one in alerts.list_open()}
    assert told == {("SCARCE", AlertKind.LOW), ("GONE", AlertKind.OUT)}
    chains.close(shop.cashier, chain_id)
    assert chips_of(shop)[StockChip.OUT] == []
    assert alerts.review().ended == 1


def test_a_source_s_pieces_that_chains_keep_are_not_counted_as_left() -> None:
    shop = BuyingShop()
    shop.connect()
    shop.platform.goods["YJ100"].stock = 3
    product = shop.adopt()
    assert chips_of(shop)[StockChip.OUT] == []
    keep(shop, chains_of(shop), product)
    assert chips_of(shop)[StockChip.OUT] == [product.code]


def test_the_page_s_own_rows_say_what_is_kept(shop: RehearsalShop, chains: ChainSales) -> None:
    product = shop.a_product(price=20_00, cost=15_00, cards=6)
    keep(shop, chains, product)
    (row,) = shop.catalog.stock_rows([product.id])
    assert (local_text(row.product), can_sell_badge(row).text) == ("6 · 接龙 3", "快没了")
    assert StockFlag.LOW in row.flags


@given(
    cases=st.lists(
        st.tuples(
            st.sampled_from(ProductKind),
            st.integers(0, 7),
            st.sampled_from(["none", "few", "untold"]),
            st.integers(0, 9),
        ),
        min_size=1,
        max_size=4,
    )
)
@settings(max_examples=40)
def test_the_filters_agree_with_the_flags_whatever_is_kept(
    cases: list[tuple[ProductKind, int, str, int]],
) -> None:
    shop = RehearsalShop()
    account = an_account(shop)
    chains = chains_of(shop)
    for number, (kind, cards, source, pieces) in enumerate(cases):
        product = shop.a_product(f"P{number}", kind=kind, cards=cards, cost=15_00)
        if source != "none":
            a_source(shop, product, account, stock=4 if source == "few" else None)
        if pieces:
            keep(shop, chains, product, f"1. 小禾 13800002046 x{pieces}")
    rows = shop.catalog.list_stock(StockFilter())
    for chip, shown in chips_of(shop).items():
        assert shown == [one.product.code for one in rows if StockFlag(chip.value) in one.flags]
