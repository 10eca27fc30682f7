from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

import pytest
from sqlalchemy import select, update

from desktop.connectors.http_client import HttpClient
from desktop.connectors.platforms.acg_faka import AcgFaka
from desktop.connectors.platforms.base import GoodsField, PlatformSilentError
from desktop.connectors.platforms.paging import Page, read_pages
from desktop.domain.cart import Cart
from desktop.domain.errors import BusinessRuleError, StorageError
from desktop.domain.money import Money
from desktop.domain.product import AccountRule, ProductKind
from desktop.domain.secret import Secret
from desktop.domain.top_up import checked_target
from desktop.models.platform_accounts import platform_goods, sync_run
from desktop.services.accounts import AccountDraft
from desktop.services.sourcing import PlatformShelf
from desktop.services.stock_sync import StockSync, SyncProgress
from desktop.storage import goods_sync, platform_queries
from tests.buying import APP_ID, APP_KEY, BuyingShop, Goods, Trouble


@pytest.fixture
def shop() -> BuyingShop:
    buying = BuyingShop()
    buying.platform.goods["XM"] = Goods(
        "XM", "星幕视频会员", "0", races={"月卡": "19.80", "年卡": "188.00"}
    )
    buying.connect()
    return buying


def rows(shop: BuyingShop):
    with shop.ground.database.read() as connection:
        found = connection.execute(select(platform_goods).order_by(platform_goods.c.id)).all()
    return {(row.upstream_id, row.variant): row for row in found}


def test_a_sync_writes_a_row_per_variant_with_cost_unknown(shop: BuyingShop) -> None:
    found = rows(shop)
    assert set(found) == {("YJ100", ""), ("XM", "月卡"), ("XM", "年卡")}
    assert found["YJ100", ""].cost == Money(91_00)
    assert found["XM", "月卡"].cost is None
    assert shop.accounts.list_accounts()[0].goods_count == 3


def test_a_second_sync_writes_only_what_changed(shop: BuyingShop) -> None:
    shop.platform.goods["YJ100"].price = "92.00"
    shop.platform.goods["QB"] = Goods("QB", "Q 币 50 个", "46.50")
    (report,) = shop.stock_sync.sync()
    assert (report.goods, report.added, report.changed, report.removed) == (4, 1, 1, 0)
    (again,) = shop.stock_sync.sync()
    assert (again.goods, again.added, again.changed, again.removed) == (4, 0, 0, 0)


def test_goods_no_longer_listed_are_marked_and_come_back(shop: BuyingShop) -> None:
    product = shop.adopt()
    kept = shop.platform.goods.pop("YJ100")
    (report,) = shop.stock_sync.sync()
    assert report.removed == 1
    assert rows(shop)["YJ100", ""].status == "removed"
    assert not shop.checkout.get_product(product.id).can_sell
    shop.platform.goods["YJ100"] = kept
    (report,) = shop.stock_sync.sync()
    assert report.changed == 1
    assert shop.checkout.get_product(product.id).can_sell


def test_an_empty_catalogue_changes_nothing(shop: BuyingShop) -> None:
    shop.platform.goods = {}
    (report,) = shop.stock_sync.sync()
    assert report.error is not None
    assert report.error.code == "catalogue_empty"
    assert {row.status for row in rows(shop).values()} == {"on_sale"}


@pytest.mark.parametrize("price", ["0", "0.00"])
def test_a_price_of_nothing_is_unknown(shop: BuyingShop, price: str) -> None:
    shop.platform.goods["YJ100"].price = price
    shop.stock_sync.sync()
    assert rows(shop)["YJ100", ""].cost is None


def test_the_owners_own_cost_in_the_list_is_never_taken(shop: BuyingShop) -> None:
    assert all(row.cost != Money(1) for row in rows(shop).values())


def test_adopted_variants_are_asked_for_and_keep_their_price(shop: BuyingShop) -> None:
    shop.adopt("XM", "月卡", price=22_50)
    assert rows(shop)["XM", "月卡"].cost == Money(19_80)
    shop.platform.goods["XM"].stock = 7  # the list changes, and still tells no cost
    shop.platform.calls.clear()
    shop.stock_sync.sync()
    assert shop.platform.calls.count("inventory") == 1
    assert (rows(shop)["XM", "月卡"].cost, rows(shop)["XM", "年卡"].cost) == (Money(19_80), None)


def test_one_sick_account_stops_no_other_and_keeps_its_error(shop: BuyingShop) -> None:
    draft = AccountDraft(
        "acg_faka",
        "聚源卡盟",
        {"base_url": "https://other.example", "app_id": APP_ID},
        {"app_key": Secret(APP_KEY)},
    )
    shop.accounts.add(shop.owner, draft)
    shop.platform.line_troubles = [Trouble.LOST_BEFORE]
    sick, well = shop.stock_sync.sync()
    assert sick.error is not None
    assert well.error is None
    assert well.added == 3
    first, second = shop.accounts.list_accounts()
    assert (first.trouble_code, second.trouble_code) == ("platform_silent", "")
    assert shop.stock_sync.last_state().in_trouble == ("星桥卡盟",)
    shop.stock_sync.sync([first.id])
    assert shop.accounts.get(first.id).trouble_code == ""


def test_a_fault_of_ours_in_one_account_stops_no_other(shop: BuyingShop) -> None:
    def broken(call):
        shop.platform.send = honest  # type: ignore[method-assign]
        raise RuntimeError("bug")

    honest = shop.platform.send
    shop.platform.send = broken  # type: ignore[method-assign]
    (report,) = shop.stock_sync.sync()
    assert report.error is not None
    assert report.error.code == "sync_fault"


def test_a_cancel_leaves_what_is_done_and_removes_nothing(shop: BuyingShop) -> None:
    for number in range(1200):
        shop.platform.goods[f"N{number}"] = Goods(f"N{number}", f"商品 {number}", "1.00")
    del shop.platform.goods["YJ100"]
    told: list[SyncProgress] = []
    (report,) = shop.stock_sync.sync(
        progress=told.append,
        cancelled=lambda: sum(one.phase == "goods" for one in told) >= 2,
    )
    assert report.is_cancelled
    assert 0 < report.added < 1200
    assert rows(shop)["YJ100", ""].status == "on_sale"
    assert shop.accounts.list_accounts()[0].trouble_code == ""
    (whole,) = shop.stock_sync.sync()
    assert report.added + whole.added == 1200
    assert whole.removed == 1
    with shop.ground.database.read() as connection:
        codes = connection.scalars(select(sync_run.c.error_code).order_by(sync_run.c.id)).all()
    assert codes == ["", "cancelled", ""]


def test_progress_names_every_phase(shop: BuyingShop) -> None:
    shop.adopt()
    told: list[SyncProgress] = []
    shop.stock_sync.sync(progress=told.append)
    assert list(dict.fromkeys(one.phase for one in told)) == [
        "balance",
        "download",
        "goods",
        "prices",
    ]


def test_a_repeated_number_counts_once(shop: BuyingShop) -> None:
    twin = Goods("YJ100", "云境传说点卡 (副本)", "1.00")
    shop.platform.goods["twin"] = twin
    (report,) = shop.stock_sync.sync()
    assert (report.repeated, report.goods) == (1, 3)
    assert rows(shop)["YJ100", ""].cost == Money(91_00)


def test_adopting_takes_a_free_code_and_a_second_source_joins(shop: BuyingShop) -> None:
    first = shop.adopt()
    assert first.code
    account = shop.accounts.list_accounts()[0]
    goods = shop.stock_sync.find_goods(account.id, "XM", "月卡")
    assert goods is not None
    shop.stock_sync.add_source(shop.owner, first.id, goods.id)
    with pytest.raises(BusinessRuleError) as refused:
        shop.stock_sync.add_source(shop.owner, first.id, goods.id)
    assert refused.value.code == "source_known"


def test_goods_are_found_by_name_and_number(shop: BuyingShop) -> None:
    account = shop.accounts.list_accounts()[0]
    assert [one.variant for one in shop.stock_sync.goods(account.id, "星幕")] == ["月卡", "年卡"]
    assert [one.name for one in shop.stock_sync.goods(account.id, "YJ100")] == [
        "云境传说点卡 100 元"
    ]
    assert shop.stock_sync.goods(account.id, "%") == ()


class TellsTermsByPrice(AcgFaka):
    """A platform whose list leaves the terms open: only the goods' own price call tells them."""

    def fetch_goods(self, door, access, on_progress=None):
        for row in super().fetch_goods(door, access, on_progress):
            yield row._replace(kind=None, fields=None, minimum=None, maximum=None)

    def fetch_price(self, door, access, upstream_id, variant):
        price = super().fetch_price(door, access, upstream_id, variant)
        fields = (GoodsField("phone", "手机号"),)
        return replace(price, fields=fields, minimum=2, maximum=5)


@pytest.fixture
def asking_shop() -> BuyingShop:
    buying = BuyingShop()
    widgets = [{"cn": "手机号", "name": "phone", "type": "text"}]
    buying.platform.goods["HF"] = Goods(
        "HF", "话费 100 元", "98.00", is_manual=True, widgets=widgets
    )
    door = cast(HttpClient, buying.platform)
    shelf = PlatformShelf((TellsTermsByPrice(),))
    buying.stock_sync = StockSync(buying.ground, buying.rights, buying.catalog, door, shelf)
    buying.connect()
    return buying


def test_terms_that_only_the_price_tells_are_kept_through_later_syncs(
    asking_shop: BuyingShop,
) -> None:
    before = rows(asking_shop)["HF", ""]
    assert (before.minimum, before.maximum, before.fields) == (1, 0, "[]")
    asking_shop.adopt("HF")
    for price in ("98.00", "97.00"):  # the list changes, and still tells none of it
        asking_shop.platform.goods["HF"].price = price
        asking_shop.platform.line_troubles = [Trouble.NONE, Trouble.NONE, Trouble.HTML_BEFORE]
        asking_shop.stock_sync.sync()
        row = rows(asking_shop)["HF", ""]
        assert row.cost == Money.from_yuan(price)
        assert (row.minimum, row.maximum) == (2, 5)
        assert '"phone"' in row.fields


def test_a_topup_is_adopted_only_once_the_platform_said_where_the_account_goes(
    asking_shop: BuyingShop,
) -> None:
    asking_shop.platform.line_troubles = [Trouble.HTML_BEFORE]
    with pytest.raises(PlatformSilentError):
        asking_shop.adopt("HF")
    assert asking_shop.checkout.find_products("HF", 5) == ()
    product = asking_shop.adopt("HF")
    assert '"phone"' in rows(asking_shop)["HF", ""].fields
    assert product.account_rule is AccountRule.PHONE


def test_a_topup_whose_fields_nobody_asked_for_is_refused_before_the_sale(
    asking_shop: BuyingShop,
) -> None:
    product = asking_shop.adopt("HF")
    with asking_shop.ground.database.write() as connection:
        connection.execute(update(platform_goods).values(fields="[]"))
    cart = Cart().with_product(product, 1, checked_target(AccountRule.PHONE, "13800138000"))
    with pytest.raises(BusinessRuleError) as refused:
        asking_shop.sell(cart)
    assert refused.value.code == "goods_fields_unknown"


def test_goods_whose_kind_only_their_price_tells_become_a_product_of_that_kind(
    asking_shop: BuyingShop,
) -> None:
    assert rows(asking_shop)["YJ100", ""].kind == "topup"  # until it is asked for
    assert asking_shop.adopt("YJ100").kind is ProductKind.CARD
    asking_shop.platform.goods["YJ100"].price = "92.00"
    asking_shop.stock_sync.sync()
    row = rows(asking_shop)["YJ100", ""]
    assert (row.kind, row.cost) == ("card", Money(92_00))


def test_goods_are_not_asked_for_one_by_one_where_the_list_tells_everything(
    shop: BuyingShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.adopt("YJ100")
    told = replace(AcgFaka.capabilities, lists_everything=True)
    monkeypatch.setattr(AcgFaka, "capabilities", told)
    shop.platform.calls.clear()
    shop.stock_sync.sync()
    assert shop.platform.calls == ["connect", "items"]


def test_a_number_repeated_far_apart_counts_once(shop: BuyingShop) -> None:
    """Also where the first was written long ago, and where it still waits to be written."""
    goods = shop.platform.goods
    for number in range(1300):
        goods[f"N{number}"] = Goods(f"N{number}", f"商品 {number}", "1.00")
    for number in (3, 1299):
        goods[f"twin {number}"] = Goods(f"N{number}", "副本", "2.00")
    (report,) = shop.stock_sync.sync()
    assert (report.goods, report.added, report.repeated) == (1303, 1300, 2)
    assert {rows(shop)[f"N{number}", ""].cost for number in (3, 1299)} == {Money(1_00)}


def test_goods_changed_at_both_ends_of_a_long_list_are_both_written(shop: BuyingShop) -> None:
    for number in range(1100):
        shop.platform.goods[f"N{number}"] = Goods(f"N{number}", f"商品 {number}", "1.00")
    shop.stock_sync.sync()
    shop.platform.goods["N0"].price = shop.platform.goods["N1099"].price = "2.00"
    del shop.platform.goods["N500"]
    (report,) = shop.stock_sync.sync()
    assert (report.added, report.changed, report.removed) == (0, 2, 1)
    assert rows(shop)["N500", ""].status == "removed"
    assert rows(shop)["N1099", ""].cost == Money(2_00)


def test_a_list_that_breaks_off_midway_keeps_what_came_and_removes_nothing(
    shop: BuyingShop,
) -> None:
    for number in range(1200):
        shop.platform.goods[f"N{number}"] = Goods(f"N{number}", f"商品 {number}", "1.00")
    shop.stock_sync = StockSync(
        shop.ground, shop.rights, shop.catalog, cast(HttpClient, shop.platform),
        PlatformShelf((BreaksOff(),)),
    )  # fmt: skip
    shop.platform.goods["N10"].price = "2.00"
    (report,) = shop.stock_sync.sync()
    assert report.error is not None
    assert (report.added, report.removed) == (897, 0)
    shop.platform.goods["N10"].price = "3.00"
    (report,) = shop.stock_sync.sync()
    assert (report.added, report.changed, report.removed) == (0, 1, 0)
    assert rows(shop)["N10", ""].cost == Money(3_00)
    assert {row.status for row in rows(shop).values()} == {"on_sale"}


class BreaksOff(AcgFaka):
    """A line that is lost after some hundred goods; the first of the list are not even named."""

    def fetch_goods(self, door, access, on_progress=None):
        for number, row in enumerate(super().fetch_goods(door, access, on_progress)):
            if number == 900:
                raise PlatformSilentError("deadline")
            if number >= 3:
                yield row


class Paged(AcgFaka):
    """A list in pages of a hundred, on a line that is lost at one of them."""

    def __init__(self) -> None:
        super().__init__()
        self.lost_at: int | None = None
        self.asked: list[int] = []

    def fetch_goods_on(self, door, access, course, on_progress=None):
        rows = list(super().fetch_goods(door, access))

        def fetch_page(number: int) -> Page:
            self.asked.append(number)
            if number == self.lost_at:
                raise PlatformSilentError("deadline")
            part = rows[(number - 1) * 100 : number * 100]
            return Page([{"id": row.upstream_id, "row": row} for row in part], 10, is_last=False)

        return (one["row"] for one in read_pages(fetch_page, "id", on_progress, course))


@pytest.fixture
def paged(shop: BuyingShop) -> Paged:
    for number in range(1200):
        shop.platform.goods[f"N{number}"] = Goods(f"N{number}", f"商品 {number}", "1.00")
    paged = Paged()
    shop.stock_sync = StockSync(
        shop.ground, shop.rights, shop.catalog, cast(HttpClient, shop.platform),
        PlatformShelf((paged,)),
    )  # fmt: skip
    return paged


def test_a_list_that_broke_off_is_read_on_at_its_page(shop: BuyingShop, paged: Paged) -> None:
    paged.lost_at = 9
    (broken,) = shop.stock_sync.sync()
    assert (broken.error is not None, broken.removed) == (True, 0)
    assert paged.asked.count(9) == 3
    paged.lost_at = None
    paged.asked.clear()
    (report,) = shop.stock_sync.sync()
    assert min(paged.asked) == 8  # a page before: goods may have moved up
    assert (report.error, broken.added + report.added) == (None, 1200)
    assert report.goods == len(rows(shop))


def test_goods_that_moved_up_past_where_a_list_is_read_on_are_not_taken_for_gone(
    shop: BuyingShop, paged: Paged
) -> None:
    shop.stock_sync.sync()
    paged.lost_at = 9
    shop.stock_sync.sync()
    paged.lost_at = None
    for number in range(250):
        del shop.platform.goods[f"N{number}"]
    (report,) = shop.stock_sync.sync()
    assert (report.error, report.removed) == (None, 0)
    (whole,) = shop.stock_sync.sync()
    assert (whole.removed, whole.error) == (250, None)
    assert rows(shop)["N1199", ""].status == "on_sale"


def test_what_changed_meanwhile_on_the_page_that_is_read_again_is_written(
    shop: BuyingShop, paged: Paged
) -> None:
    paged.lost_at = 9
    shop.stock_sync.sync()
    paged.lost_at = None
    shop.platform.goods["N750"].price = "2.00"
    (report,) = shop.stock_sync.sync()
    assert rows(shop)["N750", ""].cost == Money(2_00)
    assert (report.changed, report.repeated, report.goods) == (1, 0, len(rows(shop)))


def test_a_list_that_could_not_be_written_is_read_anew(
    shop: BuyingShop, paged: Paged, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_goods = goods_sync.write_goods
    calls = iter(range(9))

    def fails_from_the_second_on(*values: Any) -> None:
        if next(calls):
            raise StorageError("database_busy", "数据库忙")
        write_goods(*values)

    with monkeypatch.context() as patched:
        patched.setattr(goods_sync, "write_goods", fails_from_the_second_on)
        (broken,) = shop.stock_sync.sync()
    assert broken.error is not None
    paged.asked.clear()
    (report,) = shop.stock_sync.sync()
    assert (paged.asked[0], broken.added + report.added) == (1, 1200)


def test_the_list_of_another_shop_is_no_list_to_be_read_on(shop: BuyingShop, paged: Paged) -> None:
    paged.lost_at = 9
    shop.stock_sync.sync()
    paged.lost_at = None
    paged.asked.clear()
    (account,) = shop.accounts.list_accounts()
    fields = {**account.fields, "app_id": "2002"}
    with shop.ground.database.write() as connection:
        platform_queries.change_account(connection, account.id, fields=fields)
    shop.stock_sync.sync()
    assert paged.asked[0] == 1


def test_a_cancelled_list_is_read_on_as_well(shop: BuyingShop, paged: Paged) -> None:
    told: list[SyncProgress] = []
    (report,) = shop.stock_sync.sync(
        progress=told.append, cancelled=lambda: any(one.phase == "goods" for one in told)
    )
    assert report.is_cancelled
    last = paged.asked[-1]
    paged.asked.clear()
    (whole,) = shop.stock_sync.sync()
    assert (paged.asked[0], report.added + whole.added) == (last - 1, 1200)


def test_a_list_that_breaks_off_at_the_same_page_again_or_long_ago_is_read_anew(
    shop: BuyingShop, paged: Paged
) -> None:
    paged.lost_at = 9
    for first in (1, 8, 1):
        paged.asked.clear()
        shop.stock_sync.sync()
        assert paged.asked[0] == first
    shop.clock.pass_time(timedelta(minutes=31))
    paged.asked.clear()
    shop.stock_sync.sync()
    assert paged.asked[0] == 1


def test_an_account_whose_sync_is_under_way_is_not_synced_a_second_time(shop: BuyingShop) -> None:
    account = shop.accounts.list_accounts()[0]
    meanwhile: list[tuple[Any, ...]] = []

    def begin_another(_progress: SyncProgress) -> None:
        meanwhile.append(shop.stock_sync.sync([account.id]))

    (report,) = shop.stock_sync.sync([account.id], begin_another)
    assert report.error is None
    assert meanwhile
    assert set(meanwhile) == {()}
    assert shop.stock_sync.sync([account.id])
