"""The tables of an account's detail: its ledger, its open purchases, its syncs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.domain.money import ZERO
from desktop.ui.formatting import amount_text, moment_text
from desktop.ui.order_texts import purchase_badge
from desktop.ui.stock_texts import NOTHING
from desktop.ui.theme import Tone
from desktop.ui.wallet_texts import entry_kind_text
from desktop.ui.widgets.data_table import DataTable, TableCell, TableColumn
from desktop.ui.widgets.painting import BadgeText

if TYPE_CHECKING:
    from datetime import datetime

    from desktop.services.purchasing import PurchaseSnapshot
    from desktop.services.wallets import EntryRow, SyncRunRow
    from desktop.ui.stock_desk import StockDesk


def _tr(text: str) -> str:
    return QCoreApplication.translate("AccountTables", text)


class _Moments:
    """When things happened, in the words of now."""

    def __init__(self, desk: StockDesk) -> None:
        self._desk = desk

    def text(self, at: datetime) -> str:
        return moment_text(at, self._desk.now(), self._desk.zone())

    def of_entry(self, entry: EntryRow) -> str:
        return self.text(entry.booked_at)

    def of_purchase(self, purchase: PurchaseSnapshot) -> str:
        return self.text(purchase.created_at)

    def of_sync(self, run: SyncRunRow) -> str:
        return self.text(run.started_at)


def entry_table(desk: StockDesk) -> DataTable[EntryRow]:
    """Return the table of what the owner and the purchases booked."""
    return DataTable(
        (
            TableColumn("at", _tr("时间"), _Moments(desk).of_entry, 120),
            TableColumn("kind", _tr("记什么"), _entry_kind, 110),
            TableColumn("amount", _tr("金额"), _entry_amount, 120, is_number=True),
            TableColumn("why", _tr("原因"), _entry_why),
            TableColumn("person", _tr("谁"), _entry_person, 100),
        ),
        _entry_key,
        name="entryTable",
        accessible_name=_tr("流水"),
    )


def purchase_table(desk: StockDesk) -> DataTable[PurchaseSnapshot]:
    """Return the table of purchases that are not over."""
    return DataTable(
        (
            TableColumn("at", _tr("时间"), _Moments(desk).of_purchase, 120),
            TableColumn("product", _tr("商品"), _purchase_goods),
            TableColumn("number", _tr("我们的单号"), _purchase_number, 190),
            TableColumn("money", _tr("占用"), _purchase_money, 100, is_number=True),
            TableColumn("state", _tr("状态"), _purchase_state, 150, fits_badges=True),
        ),
        _purchase_key,
        name="openPurchaseTable",
        accessible_name=_tr("没完的采购"),
    )


def sync_table(desk: StockDesk) -> DataTable[SyncRunRow]:
    """Return the table of the newest syncs and what went wrong in them."""
    return DataTable(
        (
            TableColumn("at", _tr("时间"), _Moments(desk).of_sync, 120),
            TableColumn("state", _tr("结果"), _sync_state, 96, fits_badges=True),
            TableColumn("goods", _tr("商品"), _sync_goods, 76, is_number=True),
            TableColumn("moved", _tr("新增 / 变动 / 下架"), _sync_moved, 140, is_number=True),
            TableColumn("error", _tr("说明"), _sync_error),
        ),
        _sync_key,
        name="syncTable",
        accessible_name=_tr("同步记录"),
    )


def _entry_key(entry: EntryRow) -> int:
    return entry.id


def _entry_kind(entry: EntryRow) -> TableCell:
    return TableCell(entry_kind_text(entry.kind), is_strong=True)


def _entry_amount(entry: EntryRow) -> TableCell:
    token = "accent-text" if entry.amount > ZERO else "text"
    return TableCell(amount_text(entry.amount, is_signed=True), token=token)


def _entry_why(entry: EntryRow) -> str:
    return entry.reason or entry.purchase_number or NOTHING


def _entry_person(entry: EntryRow) -> TableCell:
    return TableCell(entry.person_name or NOTHING, token="text2")


def _purchase_key(purchase: PurchaseSnapshot) -> int:
    return purchase.id


def _purchase_goods(purchase: PurchaseSnapshot) -> TableCell:
    words = _tr("× {n}").format(n=purchase.quantity)
    return TableCell(purchase.product_title, is_strong=True, aside=words)


def _purchase_number(purchase: PurchaseSnapshot) -> TableCell:
    return TableCell(purchase.number, is_code=True, token="text2")


def _purchase_money(purchase: PurchaseSnapshot) -> str:
    ceiling = purchase.ceiling_unit * purchase.quantity
    return amount_text(purchase.charged or purchase.quoted_total or ceiling)


def _purchase_state(purchase: PurchaseSnapshot) -> TableCell:
    return TableCell(badges=(purchase_badge(purchase),))


def _sync_key(run: SyncRunRow) -> datetime:
    return run.started_at


def _sync_state(run: SyncRunRow) -> TableCell:
    if run.error_code == "cancelled":
        badge = BadgeText(_tr("停下了"), Tone.NEUTRAL, "ban")
    elif run.error_code:
        badge = BadgeText(_tr("没成"), Tone.DANGER, "x")
    elif run.finished_at is None:
        badge = BadgeText(_tr("没跑完"), Tone.WARN, "circle-help")
    else:
        badge = BadgeText(_tr("成了"), Tone.ACCENT, "check")
    return TableCell(badges=(badge,))


def _sync_goods(run: SyncRunRow) -> str:
    return f"{run.goods_count:,}"


def _sync_moved(run: SyncRunRow) -> TableCell:
    figures = (run.added_count, run.changed_count, run.removed_count)
    return TableCell(" / ".join(f"{figure:,}" for figure in figures), token="text2")


def _sync_error(run: SyncRunRow) -> TableCell:
    return TableCell(run.error_text or NOTHING, token="danger" if run.error_text else "text2")
