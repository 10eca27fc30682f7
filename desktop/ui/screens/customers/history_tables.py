"""积分流水 and 购买记录: what a customer earned, spent and bought, row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.domain.customer import PointsRow
from desktop.services.order_lists import SaleRow
from desktop.ui.formatting import MINUS, amount_text, moment_text
from desktop.ui.screens.customers.customer_texts import NOTHING, reason_text, sale_state_text
from desktop.ui.widgets.data_table import DataTable, TableCell, TableColumn

if TYPE_CHECKING:
    from desktop.ui.customer_desk import CustomerDesk


def _tr(text: str) -> str:
    return QCoreApplication.translate("HistoryTables", text)


class PointsTable(DataTable[PointsRow]):
    """Every entry of points."""

    def __init__(self, desk: CustomerDesk) -> None:
        self._desk = desk
        super().__init__(
            (
                TableColumn("at", _tr("时间"), self._at, 130),
                TableColumn("reason", _tr("事由"), reason_text),
                TableColumn("sale", _tr("单号"), _points_sale, 140),
                TableColumn("person", _tr("操作人"), _points_person, 100),
                TableColumn("points", _tr("变动"), _points_change, 96, is_number=True),
                TableColumn("balance", _tr("余额"), _points_balance, 96, is_number=True),
            ),
            _points_key,
            name="pointsTable",
            accessible_name=_tr("积分流水"),
        )

    def _at(self, row: PointsRow) -> str:
        return moment_text(row.at, self._desk.now(), self._desk.zone())


class PurchasesTable(DataTable[SaleRow]):
    """The newest sales."""

    def __init__(self, desk: CustomerDesk) -> None:
        self._desk = desk
        super().__init__(
            (
                TableColumn("at", _tr("时间"), self._at, 130),
                TableColumn("number", _tr("单号"), _sale_number, 130),
                TableColumn("goods", _tr("商品"), _sale_goods),
                TableColumn("cashier", _tr("收银员"), _sale_cashier, 96),
                TableColumn("state", _tr("状态"), _sale_state, 90),
                TableColumn("total", _tr("实付"), _sale_total, 96, is_number=True),
                TableColumn("returned", _tr("退款"), _sale_returned, 90, is_number=True),
            ),
            _sale_key,
            name="customerSales",
            accessible_name=_tr("购买记录"),
        )

    def _at(self, row: SaleRow) -> str:
        return moment_text(row.sold_at, self._desk.now(), self._desk.zone())


def _points_key(row: PointsRow) -> object:
    return row.at, row.points, row.balance, row.sale_number


def _points_sale(row: PointsRow) -> TableCell:
    return TableCell(row.sale_number or NOTHING, token="text2")


def _points_person(row: PointsRow) -> str:
    return row.person_name or NOTHING


def _points_change(row: PointsRow) -> TableCell:
    sign = "+" if row.points > 0 else MINUS
    token = "accent-text" if row.points > 0 else "text"
    return TableCell(f"{sign}{abs(row.points):,}", token=token, is_strong=True)


def _points_balance(row: PointsRow) -> str:
    return f"{row.balance:,}"


def _sale_key(row: SaleRow) -> int:
    return row.id


def _sale_number(row: SaleRow) -> TableCell:
    return TableCell(row.number, is_strong=True)


def _sale_cashier(row: SaleRow) -> str:
    return row.cashier_name


def _sale_state(row: SaleRow) -> str:
    return sale_state_text(row.state)


def _sale_total(row: SaleRow) -> TableCell:
    return TableCell(amount_text(row.total), is_strong=True)


def _sale_returned(row: SaleRow) -> TableCell:
    if not row.returned:
        return TableCell(NOTHING, token="text2")
    return TableCell(amount_text(-row.returned))


def _sale_goods(row: SaleRow) -> str:
    if row.line_count <= 1:
        return row.first_title
    return _tr("{title} 等 {n} 件").format(title=row.first_title, n=row.item_count)
