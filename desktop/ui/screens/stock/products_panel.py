"""商品: search, filters, the stock table and its footer; rows are read where somebody looks."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from desktop.domain.product import ProductKind
from desktop.domain.stock import StockChip, StockCounts, StockFilter, StockRow, StockSort
from desktop.ui import stock_texts
from desktop.ui.loads import Loads
from desktop.ui.long_rows import LongRows
from desktop.ui.screens.stock import stock_columns
from desktop.ui.screens.stock.column_choice import ColumnChoice, hidden_columns
from desktop.ui.screens.stock.panel_layout import foot_note, lay_out_panel
from desktop.ui.theme import Tone, theme
from desktop.ui.widgets.buttons import IconButton
from desktop.ui.widgets.cards import EmptyState
from desktop.ui.widgets.chips import ChipBar, ChipText
from desktop.ui.widgets.data_table import DataTable
from desktop.ui.widgets.inputs import ChoiceBox
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.rounded_pages import RoundedPages
from desktop.ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from desktop.services.accounts import AccountSnapshot
    from desktop.ui.stock_desk import StockDesk

_MOST_TICKED: Final = 2_000
_SEARCH: Final = 170
_GAP: Final = 8
_PRODUCT: Final = 190
"""What a name with its code needs."""


class ProductsPanel(QWidget):
    """The stock table as a role sees it.

    Signals:
        opened: the ``StockRow`` that Enter, or a double click, is meant for.
        ticks_changed: other rows are ticked.
    """

    opened = Signal(object)
    ticks_changed = Signal()

    def __init__(self, desk: StockDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._is_owner = desk.is_owner
        self._filter = StockFilter()
        self._counted = 0
        self._ticked: dict[int, StockRow] = {}
        self._account_ids: list[int | None] = [None]
        self.loads = Loads(desk.context, self)
        self.rows: LongRows[StockRow] = LongRows(self.loads, desk.catalog.stock_rows, _id_of)
        self._build_filters()
        self._build_table()
        self._lay_out()
        self._connect()

    # Building ----------------------------------------------------------------------------------

    def _build_filters(self) -> None:
        self.search = SearchBox(
            self.tr("商品名、编码、条码"),
            self._desk.context.registry.key_text("page.search"),
            name="stockSearch",
        )
        self.search.setProperty("measure", "")
        self.search.setMinimumWidth(theme().px(_SEARCH))
        self.search.setMaximumWidth(theme().px(280 if self._is_owner else 320))
        self.chips = ChipBar(self._owner_chips() if self._is_owner else self._cashier_chips())
        kinds = stock_texts.kind_words()
        self._kinds: list[ProductKind | None] = [None, *kinds]
        self.kind_choice = ChoiceBox(
            [self.tr("全部类型"), *kinds.values()],
            name="stockKind",
            accessible_name=self.tr("类型"),
        )
        self.account_choice = ChoiceBox(
            [self.tr("全部货源")], name="stockAccount", accessible_name=self.tr("货源")
        )
        self.categories_button = IconButton("pencil", self.tr("改分类名"))
        self.categories_button.setObjectName("renameCategories")
        self.columns_button = ColumnChoice(self._desk)
        if not self._is_owner:
            self.account_choice.hide()
            self.categories_button.hide()
            self.columns_button.hide()

    def _owner_chips(self) -> tuple[ChipText, ...]:
        return (
            ChipText(StockChip.ALL, self.tr("全部"), is_whole=True),
            ChipText(StockChip.INVERTED, self.tr("倒挂"), Tone.DANGER, "trending-down"),
            ChipText(StockChip.RESTOCK_INVERTED, self.tr("补货倒挂"), Tone.WARN, "trending-down"),
            ChipText(StockChip.LOW, self.tr("低库存"), Tone.WARN, "package-open"),
            ChipText(StockChip.OUT, self.tr("缺货"), icon="ban"),
            ChipText(StockChip.EXPIRING, self.tr("将到期"), Tone.WARN, "timer"),
        )

    def _cashier_chips(self) -> tuple[ChipText, ...]:
        return (
            ChipText(StockChip.ALL, self.tr("全部"), is_whole=True),
            ChipText(StockChip.LOW, self.tr("快没了"), Tone.WARN, "package-open"),
            ChipText(StockChip.UNSALEABLE, self.tr("缺货、停售"), icon="ban"),
        )

    def _build_table(self) -> None:
        columns = (
            stock_columns.owner_columns(self._desk, self._is_ticked, self._are_all_ticked)
            if self._is_owner
            else stock_columns.cashier_columns(self._desk)
        )
        self.table: DataTable[StockRow] = DataTable(
            columns, _id_of, name="stockTable", accessible_name=self.tr("商品库存")
        )
        self.table.show_rows(self.rows)
        if self._is_owner:
            self.table.drop_when_narrow(("margin_percent", "sources"), _PRODUCT)
        self.empty = EmptyState("package", self.tr("还没有商品"))
        self._foot_left = PlainLabel("", "caption", "2")
        note = (
            self.tr("进价 = 下一件的成本（先卖本地卡密）· 进价、毛利只有店主可见")
            if self._is_owner
            else self.tr("要上新、改价、补卡密，找店主")
        )
        self._foot_right = foot_note(note)

    def _lay_out(self) -> None:
        filters = QHBoxLayout()
        filters.setSpacing(_GAP)
        filters.addWidget(self.search, 100)
        filters.addWidget(self.chips)
        filters.addStretch(1)
        filters.addWidget(self.kind_choice)
        filters.addWidget(self.account_choice)
        filters.addWidget(self.categories_button)
        filters.addWidget(self.columns_button)
        self._pages = RoundedPages()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.empty)
        lay_out_panel(self, filters, self._pages, self._foot_left, self._foot_right)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """When it gets narrow the rarest filters make room."""
        super().resizeEvent(event)
        self._fit_filters()

    def _fit_filters(self) -> None:
        """Show a list where no chip lies upon another for it, or while it filters."""
        room = self.width() - theme().px(_SEARCH) - self.chips.sizeHint().width()
        if self._is_owner:
            for button in (self.categories_button, self.columns_button):
                room -= button.sizeHint().width() + _GAP
        lists = (self.kind_choice, self.account_choice) if self._is_owner else (self.kind_choice,)
        for choice in lists:
            room -= choice.sizeHint().width() + _GAP
            choice.setVisible(room >= _GAP or choice.currentIndex() > 0)

    def _connect(self) -> None:
        self.search.searched.connect(self._search)
        self.search.entered.connect(self._enter_table)
        self.search.moved.connect(self._move_selection)
        self.chips.chosen.connect(self._choose_chip)
        self.kind_choice.activated.connect(self._choose_kind)
        self.account_choice.activated.connect(self._choose_account)
        self.table.sort_changed.connect(self._sort)
        self.table.typed.connect(self._type_on)
        self.table.row_activated.connect(self.opened)
        self.table.clicked.connect(self._press_cell)
        self.table.header_ticked.connect(self.tick_all)

    # Reading -----------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read rows and counts again; place and selection stay."""
        if self._is_owner:
            self.table.hide_columns(hidden_columns(self._desk))
        self._read()
        if self._ticked:
            work = partial(self._desk.catalog.stock_rows, list(self._ticked))
            self.loads.run("ticked", work, self._renew_ticks)
        self._counted += 1
        self._desk.read(
            self,
            partial(_read_counts, self._desk, is_owner=self._is_owner),
            partial(self._show_counts, self._counted),
        )

    def show_accounts(self, accounts: tuple[AccountSnapshot, ...]) -> None:
        """Offer these accounts to filter by."""
        chosen = self._filter.account_id
        self._account_ids = [None, *(account.id for account in accounts)]
        self.account_choice.clear()
        names = [self.tr("全部货源"), *(account.name for account in accounts)]
        self.account_choice.addItems(names)
        if chosen in self._account_ids:
            self.account_choice.setCurrentIndex(self._account_ids.index(chosen))

    def look_for(self, text: str) -> None:
        """Look for a text, as if it had been typed."""
        self.search.setText(text)

    def ticked(self) -> tuple[StockRow, ...]:
        """Return the ticked rows, or the selected one when none is ticked."""
        current = self.table.current_row()
        return tuple(self._ticked.values()) or ((current,) if current is not None else ())

    def clear_ticks(self) -> None:
        """Untick every row."""
        self._ticked.clear()
        self._show_ticks()

    @Slot()
    def toggle_tick(self) -> None:
        """Tick the selected row, or untick it."""
        row = self.table.current_row()
        if row is None or not self._is_owner:
            return
        if self._ticked.pop(row.product.id, None) is None:
            self._ticked[row.product.id] = row
        self._show_ticks()

    @Slot()
    def tick_all(self) -> None:
        """Tick everything that the filters let through, or untick it."""
        if not self._is_owner:
            return
        if self._are_all_ticked():
            self.clear_ticks()
            return
        wanted = list(self.rows.ids()[:_MOST_TICKED])
        self.loads.run("ticks", partial(self._desk.catalog.stock_rows, wanted), self._tick_these)

    def _tick_these(self, rows: tuple[StockRow, ...]) -> None:
        self._ticked = {row.product.id: row for row in rows}
        self._show_ticks()
        if self.rows.count() > len(rows):
            self._desk.toast(self.tr("一次最多勾 {n} 个，先筛一筛").format(n=f"{len(rows):,}"))

    def _are_all_ticked(self) -> bool:
        is_enough = 0 < self.rows.count() <= len(self._ticked)
        return is_enough and all(one in self._ticked for one in self.rows.ids())

    def _renew_ticks(self, rows: tuple[StockRow, ...]) -> None:
        """What is ticked says what it says now; what is gone is ticked no more."""
        found = {row.product.id: row for row in rows}
        self._ticked = {one: found[one] for one in self._ticked if one in found}
        self._show_ticks()

    @Slot()
    def open_current(self) -> None:
        """Open the selected row once it has been read; from the search box go to the table."""
        if QApplication.focusWidget() is self.search:
            self._enter_table()
        else:
            self.loads.when_settled(self._open_now)

    def _open_now(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.opened.emit(row)

    def _read(self, *, selects_first: bool = False) -> None:
        self.rows.load(
            partial(self._desk.catalog.list_stock_ids, self._filter),
            partial(self._show, selects_first=selects_first),
            from_top=selects_first,
        )

    def _read_anew(self) -> None:
        self._read(selects_first=True)

    def _show(self, *, selects_first: bool) -> None:
        if selects_first or not self.table.currentIndex().isValid():
            self.table.select_number(0)
            self.table.scrollToTop()
        self._pages.setCurrentIndex(0 if self.rows.count() else 1)
        if not self.rows.count():
            self._say_why_empty()
        self._show_foot()

    def _say_why_empty(self) -> None:
        if self._filter.text.strip():
            words = self.tr("没有“{text}”").format(text=self._filter.text.strip())
            self.empty.set_words(words, self.tr("换个说法，或用编码、条码找"), "search-x")
        elif self._filter.chip is not StockChip.ALL:
            self.empty.set_words(self.tr("这里没有商品"), self.tr("这是好事"), "circle-check")
        elif self._filter.kind or self._filter.account_id:
            self.empty.set_words(self.tr("这里没有商品"), "", "package")
        elif self._is_owner:
            self.empty.set_words(
                self.tr("还没有商品"),
                self.tr("点新商品，从文件导入，或从货源账号上架"),
                "package-plus",
            )
        else:
            self.empty.set_words(self.tr("还没有商品"), self.tr("要上新，找店主"), "package")

    def _show_counts(self, number: int, counts: tuple[StockCounts, int]) -> None:
        if number != self._counted:
            return
        stock, unsaleable = counts
        self.chips.set_counts(
            {
                StockChip.ALL: stock.all,
                StockChip.INVERTED: stock.inverted,
                StockChip.RESTOCK_INVERTED: stock.restock_inverted,
                StockChip.LOW: stock.low,
                StockChip.OUT: stock.out,
                StockChip.EXPIRING: stock.expiring,
                StockChip.UNSALEABLE: unsaleable,
            }
        )
        self._fit_filters()

    def _show_foot(self) -> None:
        total = self.tr("共 {n} 个商品").format(n=self.rows.count())
        if self._ticked:
            both = self.tr("已选 {ticked} 个    共 {n} 个商品")
            total = both.format(ticked=len(self._ticked), n=self.rows.count())
        self._foot_left.setText(total)

    def _show_ticks(self) -> None:
        self.table.viewport().update()
        self.table.horizontalHeader().viewport().update()
        self._show_foot()
        self.ticks_changed.emit()

    def _is_ticked(self, row: StockRow) -> bool:
        return row.product.id in self._ticked

    # What a person does ------------------------------------------------------------------------

    @Slot(str)
    def _search(self, text: str) -> None:
        self._filter = replace(self._filter, text=text)
        self._read_anew()

    @Slot()
    def _enter_table(self) -> None:
        self.table.setFocus()
        self.loads.when_settled(self.table.setFocus)

    @Slot(str)
    def _type_on(self, letters: str) -> None:
        """Letters typed in the table are looked for."""
        self.search.setFocus()
        self.search.insert(letters)

    @Slot(int)
    def _move_selection(self, step: int) -> None:
        last = self.table.table_model().rowCount() - 1
        self.table.select_number(min(max(self.table.currentIndex().row() + step, 0), last))

    @Slot(object)
    def _choose_chip(self, chip: StockChip) -> None:
        self._filter = replace(self._filter, chip=chip)
        self._read_anew()

    @Slot(int)
    def _choose_kind(self, number: int) -> None:
        self._filter = replace(self._filter, kind=self._kinds[number])
        self._read_anew()

    @Slot(int)
    def _choose_account(self, number: int) -> None:
        self._filter = replace(self._filter, account_id=self._account_ids[number])
        self._read_anew()

    @Slot(str, bool)
    def _sort(self, key: str, is_ascending: bool) -> None:
        sort = stock_columns.SORTS.get(key, StockSort.POSITION)
        self._filter = replace(self._filter, sort=sort, is_descending=not is_ascending)
        self._read_anew()

    @Slot(QModelIndex)
    def _press_cell(self, index: QModelIndex) -> None:
        if self.table.table_model().columns[index.column()].key == stock_columns.TICK:
            self.toggle_tick()


def _id_of(row: StockRow) -> int:
    return row.product.id


def _read_counts(desk: StockDesk, *, is_owner: bool) -> tuple[StockCounts, int]:
    wanted = StockFilter(chip=StockChip.UNSALEABLE)
    return desk.catalog.stock_counts(), 0 if is_owner else desk.catalog.count_stock(wanted)
