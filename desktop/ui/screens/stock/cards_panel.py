"""卡密库: how many cards of each product are in which state; never a secret."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.card import CardCountRow
from desktop.ui.dialogs.take_cards_dialog import TakeCardsSheet
from desktop.ui.formatting import cards_text
from desktop.ui.loads import Loads
from desktop.ui.screens.stock.panel_layout import foot_note, lay_out_panel
from desktop.ui.theme import Tone, theme
from desktop.ui.widgets.buttons import DEFAULT, make_button
from desktop.ui.widgets.cards import EmptyState, NoticeStrip
from desktop.ui.widgets.data_table import DataTable, TableCell, TableColumn
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.rounded_pages import RoundedPages
from desktop.ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from desktop.ui.stock_desk import StockDesk


class CardsPanel(QWidget):
    """The card store by product.

    Signals:
        import_wanted: the code of the product that Enter is meant for.
    """

    import_wanted = Signal(str)

    def __init__(self, desk: StockDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rows: tuple[CardCountRow, ...] = ()
        self.loads = Loads(desk.context, self)
        self.search = SearchBox(
            self.tr("商品名、编码"),
            self._desk.context.registry.key_text("page.search"),
            name="cardSearch",
        )
        self.search.setProperty("measure", "")
        self.search.setFixedWidth(theme().px(280))
        self.table: DataTable[CardCountRow] = DataTable(
            self._columns(), _key_of, name="cardTable", accessible_name=self.tr("卡密库")
        )
        self.empty = EmptyState("key-round", self.tr("卡密库是空的"))
        self._foot = PlainLabel("", "caption", "2")
        self._to_check = NoticeStrip(Tone.WARN, "", "", "shield-alert")
        self.release = make_button(DEFAULT, "", "", "check", name="releaseCards")
        self.take = make_button(DEFAULT, self.tr("取出…"), "", "eye", name="takeCards")
        self._lay_out()
        self.take.clicked.connect(self.take_out)
        self.search.searched.connect(self._show_found)
        self.search.entered.connect(self._enter_table)
        self.table.row_activated.connect(self._want_import)
        self.table.row_chosen.connect(self._offer_release)
        self.release.clicked.connect(self._ask_release)

    def _columns(self) -> tuple[TableColumn[CardCountRow], ...]:
        def figure(key: str, title: str, *, is_strong: bool = False) -> TableColumn[CardCountRow]:
            def cell(row: CardCountRow) -> TableCell:
                count = getattr(row, key)
                token = "text" if count else "text3"
                return TableCell(str(count), token=token, is_strong=is_strong and bool(count))

            def count_of(row: CardCountRow) -> Any:
                return getattr(row, key)

            return TableColumn(key, title, cell, 96, is_number=True, sort_by=count_of)

        return (
            TableColumn("name", self.tr("商品"), _product_cell, sort_by=_code_of),
            figure("available", self.tr("在库"), is_strong=True),
            figure("reserved", self.tr("预占")),
            figure("sold", self.tr("已售没看")),
            figure("revealed", self.tr("已看")),
            figure("to_check", self.tr("待核")),
            figure("void", self.tr("作废")),
        )

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.search)
        top.addWidget(self._to_check, 1)
        top.addWidget(self.release)
        top.addStretch(0)
        top.addWidget(self.take)
        self._pages = RoundedPages()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.empty)
        note = self.tr("这里只有数目。卖了的从订单里看，没卖的要取出才看得到，每次都留记录")
        lay_out_panel(self, top, self._pages, self._foot, foot_note(note))

    def refresh(self) -> None:
        """Count again."""
        self.loads.run("rows", self._desk.card_store.counts, self._show)

    def available(self) -> int:
        """Return how many cards can be sold."""
        return sum(row.available for row in self._rows)

    @Slot()
    def open_current(self) -> None:
        """Offer to import cards of the selected product."""
        self.loads.when_settled(self._open_now)

    @Slot()
    def take_out(self) -> None:
        """Ask how many cards of the selected product the owner wants to look at."""
        self.loads.when_settled(self._take_out_now)

    def _take_out_now(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self._desk.context.messages.open_sheet(TakeCardsSheet(self._desk, row))

    def _open_now(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.import_wanted.emit(row.product)

    def _show(self, rows: tuple[CardCountRow, ...]) -> None:
        self._rows = rows
        self._show_found()

    @Slot()
    def _show_found(self) -> None:
        text = self.search.search_text().strip().casefold()
        found = [row for row in self._rows if text in f"{row.product} {row.name}".casefold()]
        self.table.set_rows(found)
        if self.table.current_row() is None:
            self.table.select_number(0)
        self._pages.setCurrentIndex(0 if found else 1)
        if self._rows:
            self.empty.set_words(self.tr("没有“{text}”").format(text=text), "", "search-x")
        else:
            words = self.tr("按 Ctrl+I 从文件或粘贴导入卡密")
            self.empty.set_words(self.tr("卡密库是空的"), words, "key-round")
        self._show_to_check()
        words = self.tr("{products} 个商品有过卡密 · 在库 {n} 张")
        self._foot.setText(words.format(products=len(found), n=self.available()))

    # After a restore ---------------------------------------------------------------------------

    def _show_to_check(self) -> None:
        """Say how many cards wait since a restore: what was sold after the backup is among them."""
        count = sum(row.to_check for row in self._rows)
        self._to_check.setVisible(bool(count))
        self._to_check.set_words(
            self.tr("{cards}待核。").format(cards=cards_text(count)),
            self.tr("恢复之前可能卖过，对过小票和顾客再放出来"),
        )
        self._offer_release(self.table.current_row())

    @Slot(object)
    def _offer_release(self, row: CardCountRow | None) -> None:
        count = row.to_check if row is not None else 0
        self.release.setVisible(bool(count))
        self.release.setText(self.tr("放出这 {cards}…").format(cards=cards_text(count)))

    @Slot()
    def _ask_release(self) -> None:
        row = self.table.current_row()
        if row is None or not row.to_check:
            return
        goods, cards = row.name, cards_text(row.to_check)
        self._desk.context.messages.ask_destructive(
            self.tr("{goods} 的 {cards}都没卖过？").format(goods=goods, cards=cards),
            self.tr("放出来就能卖。同一张卡卖给两个人，要赔一张的钱。"),
            keep=self.tr("再对一遍"),
            destroy=self.tr("放出 {cards}").format(cards=cards),
            act=partial(self._release_now, row),
        )

    def _release_now(self, row: CardCountRow) -> None:
        work = partial(self._desk.backups.release_checked_cards, self._desk.actor, row.product_id)
        self._desk.change(self, work, partial(self._tell_released, row))

    def _tell_released(self, row: CardCountRow, _changes: object) -> None:
        words = self.tr("{cards}能卖了").format(cards=cards_text(row.to_check))
        self._desk.toast(words)
        self.refresh()

    @Slot()
    def _enter_table(self) -> None:
        self.table.setFocus()

    @Slot(object)
    def _want_import(self, row: CardCountRow) -> None:
        self.import_wanted.emit(row.product)


def _key_of(row: CardCountRow) -> str:
    return row.product


def _code_of(row: CardCountRow) -> str:
    return row.product


def _product_cell(row: CardCountRow) -> TableCell:
    return TableCell(row.name, is_strong=True, aside=row.product)
