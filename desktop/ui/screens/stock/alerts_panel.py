"""提醒: what about goods and accounts wants the owner; Enter opens it, Space puts it aside."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.alerts import AlertKind, StockAlert
from desktop.domain.stock import StockRow
from desktop.ui import alert_texts
from desktop.ui.formatting import age_text
from desktop.ui.loads import Loads
from desktop.ui.screens.stock.panel_layout import foot_note, lay_out_panel
from desktop.ui.theme import Tone, theme
from desktop.ui.widgets.buttons import DEFAULT, make_button
from desktop.ui.widgets.cards import EmptyState
from desktop.ui.widgets.chips import ChipBar, ChipText
from desktop.ui.widgets.data_table import DataTable, TableCell, TableColumn
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.rounded_pages import RoundedPages
from desktop.ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from desktop.ui.stock_desk import StockDesk


class AlertGroup(StrEnum):
    """The filters above the reminders."""

    ALL = "all"
    MARGINS = "margins"
    PRICES = "prices"
    STOCK = "stock"
    SOURCES = "sources"


_GROUPS: Final = {
    AlertGroup.ALL: frozenset(AlertKind),
    AlertGroup.MARGINS: frozenset({AlertKind.INVERTED, AlertKind.RESTOCK_INVERTED}),
    AlertGroup.PRICES: frozenset({AlertKind.PRICE_UP, AlertKind.PRICE_DOWN}),
    AlertGroup.STOCK: frozenset({AlertKind.LOW, AlertKind.OUT}),
    AlertGroup.SOURCES: frozenset({AlertKind.DELISTED, AlertKind.RED_FLAG, AlertKind.RUNWAY}),
}


class AlertsPanel(QWidget):
    """The reminders, those that nobody has seen first.

    Signals:
        opened: the ``StockRow`` of the product that Enter is meant for.
        account_opened: the id of the account that Enter is meant for.
        counted: how many there are.
    """

    opened = Signal(object)
    account_opened = Signal(object)
    counted = Signal(int)

    def __init__(self, desk: StockDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._alerts: tuple[StockAlert, ...] = ()
        self.loads = Loads(desk.context, self)
        self.search = SearchBox(
            self.tr("商品名、编码、货源"),
            self._desk.context.registry.key_text("page.search"),
            name="alertSearch",
        )
        self.search.setProperty("measure", "")
        self.search.setFixedWidth(theme().px(280))
        self.chips = ChipBar(
            (
                ChipText(AlertGroup.ALL, self.tr("全部"), is_whole=True),
                ChipText(AlertGroup.MARGINS, self.tr("倒挂"), Tone.DANGER, "trending-down"),
                ChipText(AlertGroup.PRICES, self.tr("进价变动"), Tone.WARN, "chart-line"),
                ChipText(AlertGroup.STOCK, self.tr("库存"), Tone.WARN, "package-open"),
                ChipText(AlertGroup.SOURCES, self.tr("货源"), Tone.WARN, "cloud-off"),
            )
        )
        self.table: DataTable[StockAlert] = DataTable(
            self._columns(), _key_of, name="alertTable", accessible_name=self.tr("提醒")
        )
        self.empty = EmptyState("circle-check", self.tr("没有提醒"), self.tr("这是好事"))
        self.put_aside = make_button(
            DEFAULT, self.tr("知道了"), desk.context.registry.key_text("stock.tick"), "check"
        )
        self.put_aside.setObjectName("putAside")
        self._foot = PlainLabel("", "caption", "2")
        self._lay_out()
        self.search.searched.connect(self._show_found)
        self.search.entered.connect(self._enter_table)
        self.chips.chosen.connect(self._show_found)
        self.table.row_activated.connect(self._open)
        self.put_aside.clicked.connect(self.put_current_aside)

    def _columns(self) -> tuple[TableColumn[StockAlert], ...]:
        return (
            TableColumn("kind", self.tr("提醒"), _kind_cell, 128, fits_badges=True),
            TableColumn("product", self.tr("商品或账号"), _title_cell),
            TableColumn("sentence", self.tr("什么事"), _sentence_cell, 330),
            TableColumn("account", self.tr("货源"), _account_cell, 120),
            TableColumn("age", self.tr("多久了"), self._age_cell, 110),
        )

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.search)
        top.addWidget(self.chips)
        top.addStretch(1)
        top.addWidget(self.put_aside)
        self._pages = RoundedPages()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.empty)
        note = self.tr("事情过去了，提醒自己消失；知道了的，同一件事不再提醒")
        lay_out_panel(self, top, self._pages, self._foot, foot_note(note))

    def showEvent(self, event: QShowEvent) -> None:
        """Whoever opens the list has seen what is new in it."""
        super().showEvent(event)
        self._note_seen()

    def focus_home(self) -> None:
        """Put the keys where Enter and Space mean a reminder; F2 leads to the search."""
        self.table.setFocus()

    def refresh(self) -> None:
        """Read the reminders again."""
        self.loads.run("rows", self._desk.stock_alerts.list_open, self._show)

    @Slot()
    def open_current(self) -> None:
        """Open the product of the selected reminder; from the search box go to the table."""
        if self.search.hasFocus():
            self._enter_table()
        else:
            self.loads.when_settled(self._open_now)

    @Slot()
    def put_current_aside(self) -> None:
        """Be done with the selected reminder."""
        alert = self.table.current_row()
        if alert is None:
            return
        work = partial(self._desk.stock_alerts.note_done, self._desk.actor, [alert.id])
        self._desk.change(self, work, partial(self._tell_aside, alert))

    def _tell_aside(self, alert: StockAlert, _changes: object) -> None:
        kind = alert_texts.kind_badge(alert.cause.kind).text
        words = self.tr("{name} 的{kind}知道了，同一件事不再提醒")
        self._desk.toast(words.format(name=alert.title, kind=kind))
        self.refresh()

    def _open_now(self) -> None:
        alert = self.table.current_row()
        if alert is not None:
            self._open(alert)

    @Slot(object)
    def _open(self, alert: StockAlert) -> None:
        subject = alert.cause.subject
        if subject.product_id is None:
            self.account_opened.emit(subject.account_id)
            return
        work = partial(self._desk.catalog.stock_row, subject.product_id)
        self._desk.read(self, work, self._emit_opened)

    def _emit_opened(self, row: StockRow) -> None:
        self.opened.emit(row)

    def _show(self, alerts: tuple[StockAlert, ...]) -> None:
        self._alerts = alerts
        kinds = Counter(one.cause.kind for one in alerts)
        self.chips.set_counts(
            {group: sum(kinds[kind] for kind in those) for group, those in _GROUPS.items()}
        )
        self.counted.emit(len(alerts))
        self._show_found()
        if self.isVisible():
            self._note_seen()

    def _note_seen(self) -> None:
        new = [alert.id for alert in self._alerts if alert.is_new]
        if new:
            work = partial(self._desk.stock_alerts.note_seen, self._desk.actor, new)
            self._desk.change(self, work, _nothing)

    @Slot()
    def _show_found(self) -> None:
        text = self.search.search_text().strip().casefold()
        kinds = _GROUPS[AlertGroup(self.chips.current())]
        found = [
            alert
            for alert in self._alerts
            if alert.cause.kind in kinds and text in _words_of(alert)
        ]
        self.table.set_rows(found)
        if self.table.current_row() is None:
            self.table.select_number(0)
        self._pages.setCurrentIndex(0 if found else 1)
        self.put_aside.setEnabled(bool(found))
        self._foot.setText(self.tr("{n} 条提醒").format(n=len(found)))

    def _age_cell(self, alert: StockAlert) -> str:
        return age_text(alert.raised_at, self._desk.now(), self._desk.zone())

    @Slot()
    def _enter_table(self) -> None:
        self.table.setFocus()


def _nothing(_changes: object) -> None:
    pass


def _key_of(alert: StockAlert) -> Any:
    return alert.id


def _kind_cell(alert: StockAlert) -> TableCell:
    return TableCell(badges=(alert_texts.kind_badge(alert.cause.kind),))


def _words_of(alert: StockAlert) -> str:
    parts = (alert.product_code, alert.product_title, alert.account_name)
    return " ".join(parts).casefold()


def _title_cell(alert: StockAlert) -> TableCell:
    return TableCell(alert.title, is_strong=alert.is_new, aside=alert.product_code)


def _sentence_cell(alert: StockAlert) -> str:
    return alert_texts.alert_sentence(alert)


def _account_cell(alert: StockAlert) -> str:
    return alert.account_name
