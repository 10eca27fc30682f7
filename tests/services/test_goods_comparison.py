from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from desktop.connectors.platforms.acg_faka_goods import Catalogue, _Category
from desktop.connectors.platforms.base import GoodsKind, GoodsRow
from desktop.connectors.platforms.listing import RowListing, digest_of, listing_of
from desktop.domain.money import Money
from desktop.models.platform_accounts import platform_goods
from desktop.storage import goods_sync
from desktop.storage.goods_sync import CHUNK_ROWS
from tests.buying import BuyingShop, Goods

COUNT = 1200


@pytest.fixture
def shop() -> BuyingShop:
    buying = BuyingShop()
    races = {"月卡": "19.80", "年卡": "188.00"}
    buying.platform.goods["XM"] = Goods("XM", "星幕视频会员", "0", races=races)
    for number in range(COUNT):
        buying.platform.goods[f"N{number}"] = Goods(f"N{number}", f"商品 {number}", "1.00")
    buying.connect()
    return buying


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the codes of the entries that are read."""
    codes: list[str] = []
    rows_of = Catalogue.rows_of

    def noting(catalogue: Catalogue, content: Any) -> list[GoodsRow]:
        rows = rows_of(catalogue, content)
        codes.append(rows[0].upstream_id)
        return rows

    monkeypatch.setattr(Catalogue, "rows_of", noting)
    return codes


def stored(shop: BuyingShop, code: str) -> dict[str, Any]:
    with shop.ground.database.read() as connection:
        wanted = select(platform_goods).where(platform_goods.c.upstream_id == code)
        return {row.variant: row for row in connection.execute(wanted)}


def counts(shop: BuyingShop) -> tuple[int, int, int, int, int]:
    (report,) = shop.stock_sync.sync()
    assert report.error is None
    return report.goods, report.added, report.changed, report.removed, report.repeated


def test_only_entries_that_look_otherwise_are_read(shop: BuyingShop, read: list[str]) -> None:
    shop.platform.goods["N7"].price = "2.00"
    assert counts(shop) == (COUNT + 3, 0, 1, 0, 0)
    assert read == ["N7"]
    assert stored(shop, "N7")[""].cost == Money(2_00)


def test_an_entry_that_only_looks_otherwise_changes_nothing_and_is_known_from_then_on(
    shop: BuyingShop, read: list[str]
) -> None:
    before = stored(shop, "N7")[""]
    shop.platform.goods["N7"].description = "节日不打烊"
    assert counts(shop) == (COUNT + 3, 0, 0, 0, 0)
    assert stored(shop, "N7")[""].synced_at == before.synced_at
    assert counts(shop) == (COUNT + 3, 0, 0, 0, 0)
    assert read == ["N7"]


def test_a_variant_that_its_entry_no_longer_names_is_gone(shop: BuyingShop) -> None:
    del shop.platform.goods["XM"].races["年卡"]
    assert counts(shop) == (COUNT + 2, 0, 0, 1, 0)
    status = {variant: row.status for variant, row in stored(shop, "XM").items()}
    assert status == {"月卡": "on_sale", "年卡": "removed"}
    shop.platform.goods["XM"].races["年卡"] = "188.00"
    assert counts(shop) == (COUNT + 3, 0, 1, 0, 0)


@pytest.mark.parametrize("code", ["N3", f"N{COUNT - 1}"])
def test_a_second_entry_of_what_did_not_change_is_not_taken(shop: BuyingShop, code: str) -> None:
    """Every time: else its cost would go back and forth with each sync."""
    shop.platform.goods["twin"] = Goods(code, "副本", "2.00")
    for _ in range(2):
        assert counts(shop) == (COUNT + 3, 0, 0, 0, 1)
    assert stored(shop, code)[""].cost == Money(1_00)


def test_goods_that_came_back_may_be_gone_again(shop: BuyingShop) -> None:
    kept = shop.platform.goods.pop("N7")
    assert counts(shop) == (COUNT + 2, 0, 0, 1, 0)
    assert counts(shop) == (COUNT + 2, 0, 0, 0, 0)
    shop.platform.goods["N7"] = kept
    assert counts(shop) == (COUNT + 3, 0, 1, 0, 0)


def test_an_entry_is_written_in_one_piece(
    shop: BuyingShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sync that is cut off between its variants would take the others for known."""
    many = {f"{number} 天": "5.00" for number in range(CHUNK_ROWS // 2)}
    for code in ("A", "B", "C"):
        shop.platform.goods[code] = Goods(code, "月租", "0", races=dict(many))
    writes: list[set[tuple[str, str]]] = []
    write_goods = goods_sync.write_goods

    def noting(connection: Any, account_id: int, changes: Any) -> None:
        writes.append({(one.upstream_id, one.variant) for one in changes})
        write_goods(connection, account_id, changes)

    monkeypatch.setattr(goods_sync, "write_goods", noting)
    counts(shop)
    parts = [{code for code, _ in one} for one in writes]
    assert [sum(code in part for part in parts) for code in ("A", "B", "C")] == [1, 1, 1]
    assert max(len(one) for one in writes) <= CHUNK_ROWS


def test_a_long_list_lets_sales_pass_often_and_never_while_it_writes(
    shop: BuyingShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = shop.ground.database
    writing: list[int | None] = []

    def noting() -> None:
        writing.append(database._writing_thread)

    monkeypatch.setattr(database, "let_sales_pass", noting)
    for number in range(COUNT):
        shop.platform.goods[f"N{number}"].price = "2.00"
    counts(shop)
    assert len(writing) > COUNT / 50
    assert set(writing) == {None}


def test_the_same_text_in_another_category_is_another_entry() -> None:
    def digests(name: str) -> list[bytes]:
        category = _Category(name, [b'{"code":"A"}'])  # type: ignore[list-item]
        return [digest for digest, _ in Catalogue([category]).entries()]

    assert digests("点卡") == digests("点卡") != digests("会员")


def test_rows_are_a_list_of_entries_and_each_value_of_a_row_counts() -> None:
    row = GoodsRow("A", None, "点卡", GoodsKind.CARD, Money(9_00), 5)
    listing = listing_of([row])
    assert isinstance(listing, RowListing)
    ((digest, content),) = listing.entries()
    assert list(listing.rows_of(content)) == [row]
    assert digest == digest_of(row)
    others = [
        row._replace(upstream_id="B"),
        row._replace(variant=""),
        row._replace(name="点"),
        row._replace(kind=GoodsKind.OTHER),
        row._replace(cost=Money(9_01)),
        row._replace(cost=None),
        row._replace(stock=None),
        row._replace(fields=None),
        row._replace(category="会员"),
    ]
    assert len({digest, *map(digest_of, others)}) == len(others) + 1
