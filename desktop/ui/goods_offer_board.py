"""上架一批: an account's goods by category, a price rule, a tick for each; it shows and tells.

Whoever uses it reads the goods of the chosen categories and takes over what is ticked.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.price_rule import PRICE_STEPS, PriceRule, PriceRuleKind
from desktop.domain.product import ProductKind
from desktop.domain.red_flags import RedFlag
from desktop.services.goods_offer import GoodsPick, OfferedGoods
from desktop.ui.formatting import amount_text
from desktop.ui.stock_texts import plain_kind_badge
from desktop.ui.theme import Tone, theme
from desktop.ui.widgets.amount_inputs import MoneyEdit
from desktop.ui.widgets.buttons import ActionButton, make_button
from desktop.ui.widgets.cards import Card, EmptyState
from desktop.ui.widgets.data_table import DataTable, TableCell, TableColumn
from desktop.ui.widgets.inputs import ChoiceBox
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.painting import BadgeText
from desktop.ui.widgets.rounded_pages import RoundedPages

if TYPE_CHECKING:
    from desktop.domain.money import Money

_MOST_CHIPS: Final = 5
_MORE_WIDTH: Final = 130
_TICK: Final = "tick"
_USUAL_PERCENT: Final = "5"
_USUAL_STEP: Final = 1
_FIRST_CATEGORIES: Final = 2
_MOST_AT_FIRST: Final = 200
"""A beginner sells one or two kinds of goods well, not a whole catalogue."""


class _OfferTable(DataTable[OfferedGoods]):
    """The goods; Space ticks, Ctrl+A ticks all.

    Signals:
        tick_wanted: of the current row.
        all_wanted: of every row.
    """

    tick_wanted = Signal()
    all_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Ctrl+A tick; the rest is a table's."""
        is_control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Space:
            self.tick_wanted.emit()
        elif is_control and event.key() == Qt.Key.Key_A:
            self.all_wanted.emit()
        else:
            super().keyPressEvent(event)


class GoodsOfferBoard(QWidget):
    """Categories, rule and table.

    Signals:
        categories_chosen: the names of the chosen categories; their goods are wanted.
        changed: other goods are ticked, or for another price.
        entered: Enter was pressed in the table or the rule.
    """

    categories_chosen = Signal(object)
    changed = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._categories: tuple[tuple[str, int], ...] = ()
        self._chosen: list[str] = []
        self._goods: tuple[OfferedGoods, ...] = ()
        self._ticked: set[int] = set()
        self._at_face: set[int] = set()
        self._build()

    # Building ----------------------------------------------------------------------------------

    def _build(self) -> None:
        self._chips = QHBoxLayout()
        self._chips.setSpacing(8)
        self.more = ChoiceBox((), name="moreCategories", accessible_name=self.tr("更多类别"))
        self.more.setMinimumWidth(theme().px(_MORE_WIDTH))
        self.percent = MoneyEdit("markupPercent")
        self.percent.setAccessibleName(self.tr("售价比进价加百分之多少"))
        self.percent.setText(_USUAL_PERCENT)
        self.percent.setFixedWidth(theme().px(64))
        steps = (
            self.tr("取整到 0.01 元"),
            self.tr("取整到 0.1 元"),
            self.tr("取整到 0.5 元"),
            self.tr("取整到 1 元"),
        )
        self.step = ChoiceBox(steps, name="markupStep", accessible_name=self.tr("取整"))
        self.step.setCurrentIndex(_USUAL_STEP)
        which, rule = QHBoxLayout(), QHBoxLayout()
        which.setSpacing(8)
        which.addLayout(self._chips)
        which.addWidget(self.more)
        which.addStretch(1)
        rule.setSpacing(8)
        rule.addWidget(PlainLabel(self.tr("售价 = 进价 +"), "table", "2"))
        rule.addWidget(self.percent)
        rule.addWidget(PlainLabel("%", "table", "2"))
        rule.addWidget(self.step)
        rule.addStretch(1)
        self.table = _OfferTable(
            self._columns(), _key_of, name="offerTable", accessible_name=self.tr("可以上架的商品")
        )
        self.table.drop_when_narrow(("initials", "margin"))
        self.empty = EmptyState("package", self.tr("没有可以上架的商品"))
        self._pages = RoundedPages(is_last=True)
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(which)
        column.addLayout(rule)
        card = Card()
        card.set_flush()
        card.body.addWidget(self._pages, 1)
        column.addWidget(card, 1)
        self.more.activated.connect(self._choose_more)
        self.percent.textChanged.connect(self._reprice)
        self.percent.returnPressed.connect(self.entered)
        self.step.activated.connect(self._reprice)
        self.table.tick_wanted.connect(self._toggle_current)
        self.table.all_wanted.connect(self._toggle_all)
        self.table.row_activated.connect(self._enter)
        self.table.clicked.connect(self._press_cell)

    def _columns(self) -> tuple[TableColumn[OfferedGoods], ...]:
        return (
            TableColumn(_TICK, "", self._tick_cell, 42),
            TableColumn("name", self.tr("商品"), _name_cell),
            TableColumn("kind", self.tr("类型"), _kind_cell, 90, fits_badges=True),
            TableColumn("cost", self.tr("进价"), _cost_cell, 84, is_number=True),
            TableColumn("price", self.tr("售价"), self._price_cell, 92, is_number=True),
            TableColumn("margin", self.tr("毛利"), self._margin_cell, 76, is_number=True),
            TableColumn("initials", self.tr("拼音首字母"), _initials_cell, 120),
            TableColumn("note", self.tr("提醒"), self._note_cell, 168, fits_badges=True),
        )

    # What is shown -----------------------------------------------------------------------------

    def show_categories(self, categories: Iterable[tuple[str, int]]) -> None:
        """Offer categories with their numbers; what was chosen stays, else the first ones are."""
        self._categories = tuple(categories)
        names = {name for name, _count in self._categories}
        is_first_look = not self._chosen
        self._chosen = [name for name in self._chosen if name in names]
        if is_first_look:
            self._choose_first()
        self._show_chips()
        self._tell_categories()

    def _choose_first(self) -> None:
        left = _MOST_AT_FIRST
        for name, count in self._categories[:_FIRST_CATEGORIES]:
            if not self._chosen or count <= left:
                self._chosen.append(name)
                left -= count

    def show_goods(self, goods: tuple[OfferedGoods, ...]) -> None:
        """Show goods; what was offered before keeps its tick, what is new gets one."""
        known = {one.goods.id for one in self._goods}
        kept = {one.goods.id for one in goods}
        fresh = {one.goods.id for one in goods if one.can_be_taken} - known
        self._ticked = (self._ticked & kept) | fresh
        self._goods = goods
        self._show()
        self.table.select_number(0)

    def picks(self) -> tuple[GoodsPick, ...]:
        """Return what is ticked with its price."""
        found = []
        for one in self._goods:
            price = self._price_of(one)
            if one.goods.id in self._ticked and price is not None and price.fen > 0:
                found.append(GoodsPick(one.goods.id, price, one.goods.name))
        return tuple(found)

    def above_face(self) -> tuple[OfferedGoods, ...]:
        """Return the ticked goods whose price is above their face value."""
        return tuple(
            one
            for one in self._goods
            if one.goods.id in self._ticked
            and (price := self._price_of(one)) is not None
            and one.is_above_face(price)
        )

    def summary(self) -> str:
        """Return how many are ticked, and what is odd about them."""
        words = [self.tr("已选 {n} 个").format(n=len(self.picks()))]
        above = len(self.above_face())
        if above:
            words.append(self.tr("{n} 个售价高于面值").format(n=above))
        return " · ".join(words)

    @Slot()
    def sell_at_face(self) -> None:
        """Let what would cost more than its face value sell at it, where that earns anything."""
        for one in self.above_face():
            if one.face is not None and one.goods.cost is not None and one.goods.cost < one.face:
                self._at_face.add(one.goods.id)
        self._show()

    def focus_table(self) -> None:
        """Put the caret into the goods."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # Categories --------------------------------------------------------------------------------

    def _show_chips(self) -> None:
        while (item := self._chips.takeAt(0)) is not None:
            chip = item.widget()
            if chip is not None:
                chip.hide()
                chip.deleteLater()
        shown = list(self._categories[:_MOST_CHIPS])
        shown += [one for one in self._categories[_MOST_CHIPS:] if one[0] in self._chosen]
        for name, count in shown:
            self._chips.addWidget(self._made_chip(name, count))
        left = [one for one in self._categories if one not in shown]
        self.more.clear()
        self.more.addItem(self.tr("更多类别…"))
        for name, count in left:
            self.more.addItem(f"{self._named(name)} {count}", name)
        self.more.setVisible(bool(left))

    def _made_chip(self, name: str, count: int) -> ActionButton:
        is_on = name in self._chosen
        text = f"{self._named(name)} {count}"
        chip = make_button("", text, icon_name="check" if is_on else "", name="categoryChip")
        chip.setCheckable(True)
        chip.setChecked(is_on)
        chip.clicked.connect(partial(self._toggle_category, name))
        return chip

    def _named(self, name: str) -> str:
        return name or self.tr("没有分类")

    @Slot()
    def _toggle_category(self, name: str, *_checked: bool) -> None:
        if name in self._chosen:
            self._chosen.remove(name)
        else:
            self._chosen.append(name)
        self._show_chips()
        self._tell_categories()

    @Slot(int)
    def _choose_more(self, index: int) -> None:
        name = self.more.itemData(index)
        if isinstance(name, str):
            self._toggle_category(name)

    def _tell_categories(self) -> None:
        if self._chosen:
            self.categories_chosen.emit(tuple(self._chosen))
        else:
            self.show_goods(())

    # Prices and ticks --------------------------------------------------------------------------

    def _price_of(self, one: OfferedGoods) -> Money | None:
        if one.goods.id in self._at_face and one.face is not None:
            return one.face
        percent = self.percent.amount()
        if percent is None:
            return None
        step = PRICE_STEPS[self.step.currentIndex()]
        rule = PriceRule(PriceRuleKind.COST_PLUS_PERCENT, percent.fen, step)
        return rule.price_for(one.goods.cost)

    @Slot()
    def _reprice(self) -> None:
        self._at_face.clear()
        self._show()

    def _show(self) -> None:
        self.table.set_rows(self._goods)
        self._pages.setCurrentIndex(0 if self._goods else 1)
        self.changed.emit()

    @Slot()
    def _toggle_current(self) -> None:
        row = self.table.current_row()
        if row is not None and row.can_be_taken:
            self._ticked ^= {row.goods.id}
            self._show()

    @Slot()
    def _toggle_all(self) -> None:
        takeable = {one.goods.id for one in self._goods if one.can_be_taken}
        self._ticked = set() if takeable <= self._ticked else takeable
        self._show()

    @Slot(QModelIndex)
    def _press_cell(self, index: QModelIndex) -> None:
        if self.table.table_model().columns[index.column()].key == _TICK:
            self._toggle_current()

    @Slot(object)
    def _enter(self, _row: object) -> None:
        self.entered.emit()

    # Cells -------------------------------------------------------------------------------------

    def _tick_cell(self, one: OfferedGoods) -> TableCell:
        return TableCell(tick=one.goods.id in self._ticked if one.can_be_taken else None)

    def _price_cell(self, one: OfferedGoods) -> TableCell:
        price = self._price_of(one)
        return TableCell("—" if price is None else amount_text(price), is_strong=True)

    def _margin_cell(self, one: OfferedGoods) -> TableCell:
        price, cost = self._price_of(one), one.goods.cost
        if price is None or cost is None:
            return TableCell("—", token="text2")
        margin = price - cost
        return TableCell(amount_text(margin), token="text" if margin.fen > 0 else "danger")

    def _note_cell(self, one: OfferedGoods) -> TableCell:
        if RedFlag.BLOCKED in one.goods.red_flags:
            return _warning(self.tr("不能卖"), Tone.DANGER)
        if one.needs_owner:
            return _warning(self.tr("有风险，单独上架"), Tone.DANGER)
        price = self._price_of(one)
        if one.goods.cost is None:
            return _warning(self.tr("进价没说，单独上架"), Tone.WARN)
        if price is not None and one.is_above_face(price):
            return _warning(self.tr("高于面值，难卖"), Tone.WARN)
        return TableCell("—", token="text2")


def _warning(words: str, tone: Tone) -> TableCell:
    return TableCell(badges=(BadgeText(words, tone),))


def _key_of(one: OfferedGoods) -> int:
    return one.goods.id


def _name_cell(one: OfferedGoods) -> TableCell:
    return TableCell(one.goods.name, is_strong=True, aside=one.goods.variant)


def _kind_cell(one: OfferedGoods) -> TableCell:
    return TableCell(badges=(plain_kind_badge(ProductKind(one.goods.kind)),))


def _cost_cell(one: OfferedGoods) -> str:
    return "—" if one.goods.cost is None else amount_text(one.goods.cost)


def _initials_cell(one: OfferedGoods) -> TableCell:
    return TableCell(one.initials[:12], token="text2", is_code=True)
