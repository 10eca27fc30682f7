"""The columns of the stock table: the owner's with costs and sources, the cashier's without."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from desktop.domain.product import StockBadge
from desktop.domain.stock import StockFlag, StockRow, StockSort
from desktop.ui import stock_texts
from desktop.ui.formatting import MINUS, amount_text
from desktop.ui.widgets.data_table import TableCell, TableColumn

if TYPE_CHECKING:
    from desktop.domain.money import Money
    from desktop.ui.stock_desk import StockDesk

TICK: Final = "tick"
SORTS: Final = {
    "product": StockSort.NAME,
    "code": StockSort.CODE,
    "kind": StockSort.KIND,
    "cost": StockSort.COST,
    "price": StockSort.PRICE,
    "margin": StockSort.MARGIN,
    "margin_percent": StockSort.MARGIN_PERCENT,
    "local": StockSort.LOCAL_CARDS,
    "platform": StockSort.PLATFORM_STOCK,
}
"""Column key → what the service sorts by: the table holds only the pages read so far."""

Column = TableColumn[StockRow]


def _tr(text: str) -> str:
    return QCoreApplication.translate("StockColumns", text)


def _as_read(_row: StockRow) -> int:
    """Keep the order in which the rows were read: they come sorted."""
    return 0


def _column(
    key: str,
    title: str,
    cell: Callable[[StockRow], TableCell | str],
    width: int = 0,
    *,
    is_number: bool = False,
) -> Column:
    sort_by = _as_read if key in SORTS else None
    return TableColumn(key, title, cell, width, is_number=is_number, sort_by=sort_by)


def owner_columns(
    desk: StockDesk, is_ticked: Callable[[StockRow], bool], are_all_ticked: Callable[[], bool]
) -> tuple[Column, ...]:
    """Return every figure, and a tick box for changing several rows at once."""

    def tick(row: StockRow) -> TableCell:
        return TableCell(tick=is_ticked(row))

    return (
        TableColumn(TICK, _tr("全选"), tick, 42, header_tick=are_all_ticked),
        _column("product", _tr("商品"), _product_cell),
        _column("kind", _tr("类型"), _kind_cell, 90),
        TableColumn("sources", _tr("取货来源"), stock_texts.sources_text, 150),
        _column("cost", _tr("进价"), _cost_cell, 80, is_number=True),
        _column("price", _tr("售价"), _price_cell, 80, is_number=True),
        _column("margin", _tr("毛利"), _margin_cell, 76, is_number=True),
        _column("margin_percent", _tr("毛利率"), _percent_cell, 78, is_number=True),
        _column("local", _tr("本地卡密"), _local_cell, 86, is_number=True),
        _column("platform", _tr("平台库存"), _PlatformCell(desk), 132),
        TableColumn("flags", _tr("提醒"), _flags_cell, 160),
    )


def cashier_columns(desk: StockDesk) -> tuple[Column, ...]:
    """Return what the counter needs: no cost, no margin, no supplier."""
    return (
        _column("product", _tr("商品"), _title_cell),
        _column("code", _tr("编码"), _code_cell, 112),
        _column("kind", _tr("类型"), _kind_cell, 140),
        _column("price", _tr("售价"), _large_price_cell, 120, is_number=True),
        _column("local", _tr("本地卡密"), _local_cell, 120, is_number=True),
        _column("platform", _tr("平台库存"), _PlatformCell(desk, hides_restock=True), 210),
        TableColumn("can_sell", _tr("现在能卖吗"), _can_sell_cell, 250),
    )


class _PlatformCell:
    """平台库存: needs the time to say how old an answer is."""

    def __init__(self, desk: StockDesk, *, hides_restock: bool = False) -> None:
        self._desk = desk
        self._hides_restock = hides_restock

    def __call__(self, row: StockRow) -> TableCell:
        if self._hides_restock and (
            not row.product.is_selling or StockFlag.RESTOCK_INVERTED in row.flags
        ):
            return TableCell(stock_texts.NOTHING, token="text2")
        words = stock_texts.platform_text(row, self._desk.now(), self._desk.zone())
        return TableCell(words, token="text2" if words == stock_texts.NOTHING else "text")


def _product_cell(row: StockRow) -> TableCell:
    return TableCell(row.product.title, is_strong=True, aside=row.product.code)


def _title_cell(row: StockRow) -> TableCell:
    return TableCell(row.product.title, is_strong=True)


def _code_cell(row: StockRow) -> TableCell:
    return TableCell(row.product.code, token="text2")


def _kind_cell(row: StockRow) -> TableCell:
    return TableCell(badges=(stock_texts.kind_badge(row.product),))


def _amount(money: Money | None) -> str:
    return stock_texts.NOTHING if money is None else amount_text(money)


def _cost_cell(row: StockRow) -> TableCell:
    is_bad = row.is_inverted
    return TableCell(_amount(row.cost), token="danger" if is_bad else "text", is_strong=is_bad)


def _price_cell(row: StockRow) -> TableCell:
    return TableCell(amount_text(row.product.price), is_strong=True)


def _large_price_cell(row: StockRow) -> TableCell:
    return TableCell(amount_text(row.product.price), is_strong=True, pixels=15)


def _margin_cell(row: StockRow) -> TableCell:
    is_bad = row.is_inverted
    return TableCell(_amount(row.margin), token="danger" if is_bad else "text", is_strong=is_bad)


def _percent_cell(row: StockRow) -> TableCell:
    if row.margin_percent is None:
        return TableCell(stock_texts.NOTHING)
    text = f"{row.margin_percent:.1f}%".replace("-", MINUS)
    return TableCell(text, token="danger" if row.is_inverted else "text")


def _local_cell(row: StockRow) -> TableCell:
    text = stock_texts.local_text(row.product)
    badge = row.product.badge
    if badge is StockBadge.LOW:
        return TableCell(text, token="warn", is_strong=True)
    if badge is StockBadge.OUT and text != stock_texts.NOTHING:
        return TableCell(text, token="danger", is_strong=True)
    return TableCell(text, token="text2" if text == stock_texts.NOTHING else "text")


def _flags_cell(row: StockRow) -> TableCell:
    badges = stock_texts.flag_badges(row)
    return TableCell(badges=badges) if badges else TableCell(stock_texts.NOTHING, token="text2")


def _can_sell_cell(row: StockRow) -> TableCell:
    return TableCell(badges=(stock_texts.can_sell_badge(row),))
