"""货源对比: the sources of one product, what each did for us, and who decides their order."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.sourcing import SourcingMode
from desktop.domain.stock import SourceText, StockFlag, StockRow
from desktop.ui.alert_texts import flags_sentence
from desktop.ui.dialogs.writing_form import WritingForm
from desktop.ui.formatting import age_text, amount_text
from desktop.ui.shortcuts import Action
from desktop.ui.stock_texts import NOTHING, arrival_text, stock_words, success_text
from desktop.ui.theme import Tone, theme
from desktop.ui.widgets.buttons import DEFAULT, make_button
from desktop.ui.widgets.cards import Card, EmptyState, NoticeStrip
from desktop.ui.widgets.data_table import TableCell, TableColumn
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.movable_rows import MovableRows
from desktop.ui.widgets.painting import BadgeText
from desktop.ui.widgets.rounded_pages import RoundedPages
from desktop.ui.widgets.switches import TickBox

if TYPE_CHECKING:
    from desktop.services.adoption import GoodsRisk
    from desktop.services.catalog import ProductOutcome
    from desktop.services.source_choice import SourceComparison, SourceFigures
    from desktop.ui.stock_desk import StockDesk

_ROW = 56
_WIDTH = 920
"""What each source did and holds stands beside what it costs: wider than a form."""


class CompareSourcesSheet(WritingForm):
    """Shows and orders the sources of a product.

    Signals:
        change_wanted: the ``StockRow`` whose form is to be opened.
        source_wanted: the ``StockRow`` that is to get a further source.
        history_wanted: the ``StockRow`` whose costs over time are to be shown.
        standing_wanted: the ``StockRow`` that is to be sold at a loss without asking again.
        acceptance_wanted: the ``SourceText`` whose red flag is to be accepted in writing.
    """

    change_wanted = Signal(object)
    source_wanted = Signal(object)
    history_wanted = Signal(object)
    standing_wanted = Signal(object)
    acceptance_wanted = Signal(object)

    def __init__(self, desk: StockDesk, row: StockRow, parent: QWidget | None = None) -> None:
        super().__init__(desk.context, "", width=_WIDTH, icon="arrow-left-right", parent=parent)
        self.set_title(self.tr("货源对比 · {name}").format(name=row.product.title))
        self._desk = desk
        self._row = row
        self._stored = list(row.sources)
        self._sources = list(row.sources)
        self._comparison: SourceComparison | None = None
        self._build_reason()
        self._build_table()
        self._build_order()
        self._build_buttons()
        self._show()
        compare = partial(desk.stock_sync.compare_sources, row.product.id)
        desk.read(self, compare, self._compared)

    # Building ----------------------------------------------------------------------------------

    def _build_reason(self) -> None:
        product, flags = self._row.product, self._row.flags
        if StockFlag.INVERTED in flags and self._row.cost is not None:
            words = (
                self.tr("进价 {cost}，高于售价 {price}，卖一件亏一件")
                if self._row.cost > product.price
                else self.tr("进价 {cost}，和售价一样，卖一件赚不到钱")
            )
            words = words.format(cost=amount_text(self._row.cost), price=amount_text(product.price))
            strip = NoticeStrip(Tone.DANGER, self.tr("倒挂。"), words, "trending-down")
        elif StockFlag.RESTOCK_INVERTED in flags and self._row.restock_cost is not None:
            words = self.tr(
                "下一次进价 {cost}，不低于售价 {price}；本地 {n} 张成本 {local}，照常卖"
            ).format(
                cost=amount_text(self._row.restock_cost),
                price=amount_text(product.price),
                n=product.local_cards,
                local=amount_text(product.cost) if product.cost is not None else "—",
            )
            strip = NoticeStrip(Tone.WARN, self.tr("补货倒挂。"), words, "trending-down")
        else:
            return
        self.body.addWidget(strip)

    def _build_table(self) -> None:
        self.table: MovableRows[SourceText] = MovableRows(
            self._columns(),
            _key_of,
            name="sourceTable",
            accessible_name=self.tr("货源"),
            row_height=_ROW,
        )
        rows = max(2, min(5, len(self._sources)))
        self.table.setFixedHeight(theme().px(36 + _ROW * rows) + 2)
        self.empty = EmptyState(
            "cloud-off", self.tr("没有货源"), self.tr("只卖本地卡密。可以从货源账号接一个")
        )
        pages = RoundedPages(is_last=True)
        pages.addWidget(self.table)
        pages.addWidget(self.empty)
        if self._sources:
            pages.setFixedHeight(self.table.height())
        pages.setCurrentIndex(0 if self._sources else 1)
        card = Card()
        card.set_flush()
        card.body.addWidget(pages)
        self.body.addWidget(card)
        self.table.row_chosen.connect(self._tell_goods)
        self.table.moved.connect(self._put)

    def _build_order(self) -> None:
        words = self.tr("自动排序，首选明确失败时换下一个（“待确认”不换）")
        self.by_rule = TickBox(words)
        self.by_rule.setObjectName("sourcesByRule")
        self.by_rule.setEnabled(False)
        self.by_rule.toggled.connect(self._let_decide)
        self._goods = PlainLabel("", "caption", "2")
        self._goods.setObjectName("sourceGoods")
        self.body.addWidget(self._goods)
        self.body.addWidget(self.by_rule)
        self.up_button = make_button(DEFAULT, self.tr("上移"), self._key("stock.source_up"))
        self.up_button.setObjectName("sourceUp")
        self.down_button = make_button(DEFAULT, self.tr("下移"), self._key("stock.source_down"))
        self.down_button.setObjectName("sourceDown")
        add_button = make_button(DEFAULT, self.tr("加货源…"), icon_name="plus", name="addSource")
        self.up_button.clicked.connect(self.move_up)
        self.down_button.clicked.connect(self.move_down)
        add_button.clicked.connect(self._want_source)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.up_button)
        row.addWidget(self.down_button)
        row.addWidget(add_button)
        self.accept_button = make_button(
            DEFAULT, self.tr("接受风险…"), icon_name="shield-alert", name="acceptRisk"
        )
        self.accept_button.clicked.connect(self._want_acceptance)
        self.accept_button.hide()
        row.addWidget(self.accept_button)
        row.addStretch(1)
        self._order_words = PlainLabel("", "caption", "2")
        self._order_words.setObjectName("orderWords")
        row.addWidget(self._order_words)
        self.body.addLayout(row)

    def _key(self, action_id: str) -> str:
        return self.context.registry.key_text(action_id)

    def _build_buttons(self) -> None:
        product = self._row.product
        price = self.add_button(self.tr("改商品…"), name="changeProduct", is_left=True)
        price.clicked.connect(self._want_change)
        word = self.tr("暂停销售") if product.is_selling else self.tr("恢复销售")
        self.selling_button = self.add_button(word, name="setSelling", is_left=True)
        self.selling_button.clicked.connect(self._set_selling)
        history = self.add_button(self.tr("进价变动…"), name="priceHistory", is_left=True)
        history.clicked.connect(self._want_history)
        standing = self.add_button(self.tr("同意亏卖…"), name="giveStanding", is_left=True)
        standing.clicked.connect(self._want_standing)
        self.finish(self.tr("保存"))
        self.table.row_activated.connect(self.accept)
        self.set_first_focus(self.table if self._sources else self.confirm_button)
        if product.local_cards:
            cost = amount_text(product.cost) if product.cost is not None else "—"
            words = self.tr("先卖本地卡密 {n} 张，成本 {cost}")
            note = PlainLabel(words.format(n=product.local_cards, cost=cost), "caption", "2")
            self.body.insertWidget(self.body.count() - 1, note)

    def _columns(self) -> tuple[TableColumn[SourceText], ...]:
        return (
            TableColumn("order", self.tr("顺序"), self._order_cell, 46, is_number=True),
            TableColumn("account", self.tr("货源"), self._account_cell),
            TableColumn("cost", self.tr("进价"), _cost_cell, 66, is_number=True),
            TableColumn("margin", self.tr("毛利"), self._margin_cell, 64, is_number=True),
            TableColumn("stock", self.tr("库存"), _stock_cell, 98),
            TableColumn("success", self.tr("到账成功率"), self._success_cell, 128, is_number=True),
            TableColumn("wait", self.tr("到账用时"), self._wait_cell, 72, is_number=True),
            TableColumn("balance", self.tr("可用余额"), self._balance_cell, 96, is_number=True),
            TableColumn("age", self.tr("更新"), self._age_cell, 96),
        )

    # Cells -------------------------------------------------------------------------------------

    def _order_cell(self, source: SourceText) -> str:
        return str(self._sources.index(source) + 1)

    def _account_cell(self, source: SourceText) -> TableCell:
        badges = []
        figures = self._figures_of(source)
        if source.is_held:
            badges.append(BadgeText(self.tr("红旗"), Tone.DANGER, "shield-alert"))
        elif not source.is_usable:
            badges.append(BadgeText(self.tr("买不了"), Tone.DANGER))
        elif figures is not None and not figures.is_answering:
            badges.append(BadgeText(self.tr("连不上"), Tone.DANGER))
        if source.goods_id == self._stored[0].goods_id and not source.is_held:
            badges.append(BadgeText(self.tr("当前首选"), Tone.OUTLINE))
        elif source.goods_id == self._recommended() and source.is_usable:
            badges.append(BadgeText(self.tr("推荐"), Tone.ACCENT))
        return TableCell(source.account_name, badges=tuple(badges), is_strong=True)

    def _recommended(self) -> int | None:
        """Return what the rule would ask first; one alone needs no recommendation."""
        if self._comparison is None or len(self._sources) < 2:
            return None
        return self._comparison.by_rule[0]

    def _figures_of(self, source: SourceText) -> SourceFigures | None:
        return None if self._comparison is None else self._comparison.figures.get(source.goods_id)

    def _success_cell(self, source: SourceText) -> TableCell:
        figures = self._figures_of(source)
        if figures is None or not (figures.record.tries or figures.record.unknowns_in_row):
            return TableCell(NOTHING, token="text2")
        record = figures.record
        counts = self.tr("{n}/{m} 笔").format(n=record.arrived, m=record.tries)
        if record.unknowns_in_row:
            counts = self.tr("{n}/{m} · 未明 {u}").format(
                n=record.arrived, m=record.tries, u=record.unknowns_in_row
            )
        return TableCell(success_text(record), second=counts)

    def _wait_cell(self, source: SourceText) -> TableCell:
        figures = self._figures_of(source)
        seconds = None if figures is None else figures.record.median_seconds
        if seconds is None:
            return TableCell(NOTHING, token="text2")
        return TableCell(arrival_text(seconds))

    def _balance_cell(self, source: SourceText) -> TableCell:
        figures = self._figures_of(source)
        if figures is None or figures.free_balance is None:
            return TableCell(NOTHING, token="text2")
        is_short = source.cost is not None and figures.free_balance < source.cost
        token = "danger" if is_short else "text"
        return TableCell(amount_text(figures.free_balance), token=token)

    def _margin_cell(self, source: SourceText) -> TableCell:
        if source.cost is None:
            return TableCell("—", token="text2")
        margin = self._row.product.price - source.cost
        token = "danger" if margin.fen < 0 else "accent-text"
        return TableCell(amount_text(margin, is_signed=True), token=token)

    def _age_cell(self, source: SourceText) -> str:
        return age_text(source.synced_at, self._desk.now(), self._desk.zone())

    # Ordering ----------------------------------------------------------------------------------

    def sheet_actions(self) -> tuple[Action, ...]:
        """Alt+↑ and Alt+↓ order the sources."""
        return (
            Action("stock.source_up", self.move_up),
            Action("stock.source_down", self.move_down),
        )

    @Slot()
    def move_up(self) -> None:
        """Ask the selected source earlier."""
        self._move(-1)

    @Slot()
    def move_down(self) -> None:
        """Ask the selected source later."""
        self._move(1)

    def _move(self, step: int) -> None:
        current = self.table.current_row()
        if current is None:
            return
        at = self._sources.index(current)
        to = at + step
        if 0 <= to < len(self._sources):
            self._put(at, to)

    @Slot(int, int)
    def _put(self, at: int, to: int) -> None:
        source = self._sources.pop(at)
        self._sources.insert(to, source)
        self.by_rule.setChecked(False)
        self._show()
        self.table.select_key(source.goods_id)

    @Slot(bool)
    def _let_decide(self, is_rule: bool) -> None:
        """Where the rule decides, its order is shown; the owner's begins where the rule left it."""
        if is_rule and self._comparison is not None:
            place = {goods_id: at for at, goods_id in enumerate(self._comparison.by_rule)}
            self._sources.sort(key=lambda one: place.get(one.goods_id, len(place)))
        self._show()

    def _compared(self, comparison: SourceComparison) -> None:
        """Show the figures; an order that was typed ahead of them stays."""
        self._comparison = comparison
        self.by_rule.setEnabled(True)
        if self._sources == self._stored:
            self.by_rule.setChecked(comparison.mode is SourcingMode.AUTOMATIC)
        self._show()

    def _show(self) -> None:
        self.table.set_rows(self._sources)
        if self.table.current_row() is None:
            self.table.select_number(0)
        can_order = len(self._sources) > 1
        self.up_button.setEnabled(can_order)
        self.down_button.setEnabled(can_order)
        self._order_words.setText(
            self.tr("可靠的先问，再比快和便宜")
            if self.by_rule.isChecked()
            else self.tr("顺序固定；首选没买成，由人决定")
        )
        for part in (self._order_words, self.by_rule):
            part.setVisible(can_order)
        self.confirm_button.setText(self.tr("保存") if self._is_changed() else self.tr("关闭"))

    def _is_changed(self) -> bool:
        if self._comparison is None:
            return self._sources != self._stored
        was_by_rule = self._comparison.mode is SourcingMode.AUTOMATIC
        if self.by_rule.isChecked():
            return not was_by_rule
        return was_by_rule or self._sources != self._stored

    @Slot(object)
    def _tell_goods(self, source: SourceText | None) -> None:
        self.accept_button.setVisible(source is not None and source.is_held)
        if source is None:
            self._goods.setText("")
            return
        self._goods.setText(self.tr("它的商品：{goods}").format(goods=source.goods_name))
        if source.red_flags:
            work = partial(self._desk.stock_sync.risk_of, source.goods_id)
            self._desk.read(self, work, partial(self._tell_risk, source))

    def _tell_risk(self, source: SourceText, risk: GoodsRisk) -> None:
        """Beside goods with a red flag stands what it is, and what an owner wrote about it."""
        if self.table.current_row() is not source:
            return
        words = self.tr("它的商品：{goods} · {flags}").format(
            goods=source.goods_name, flags=flags_sentence(risk.flags)
        )
        if risk.acceptance is not None and not risk.is_held:
            words = self.tr("{goods} · {person} 接受：{reason}").format(
                goods=words, person=risk.acceptance.person, reason=risk.acceptance.reason
            )
        self._goods.setText(words)

    @Slot()
    def _want_acceptance(self) -> None:
        source = self.table.current_row()
        if source is not None:
            self.close_sheet()
            self.acceptance_wanted.emit(source)

    # Writing -----------------------------------------------------------------------------------

    def submit(self) -> None:
        """Save who decides and the order; without a change just close."""
        if not self._is_changed():
            self.close_sheet()
            return
        sync, actor, product_id = self._desk.stock_sync, self._desk.actor, self._row.product.id
        if self.by_rule.isChecked():
            self.write(partial(sync.leave_sources_to_rule, actor, product_id), self._saved)
            return
        goods_ids = [source.goods_id for source in self._sources]
        self.write(partial(sync.order_sources, actor, product_id, goods_ids), self._saved)

    def _saved(self, _outcome: ProductOutcome) -> None:
        self.close_sheet()
        if self.by_rule.isChecked():
            words = self.tr("{name} 自动选货源，现在先问 {source}")
        else:
            words = self.tr("{name} 固定先问 {source}")
        self._desk.toast(
            words.format(name=self._row.product.title, source=self._sources[0].account_name)
        )

    @Slot()
    def _set_selling(self) -> None:
        product = self._row.product
        catalog, actor = self._desk.catalog, self._desk.actor
        self.write(
            partial(catalog.set_selling, actor, product.id, not product.is_selling),
            self._tell_selling,
        )

    def _tell_selling(self, outcome: ProductOutcome) -> None:
        self.close_sheet()
        is_selling = outcome.product.is_selling
        words = self.tr("{name} 又在卖了") if is_selling else self.tr("{name} 停售了")
        self._desk.toast(words.format(name=outcome.product.title))

    @Slot()
    def _want_change(self) -> None:
        self.close_sheet()
        self.change_wanted.emit(self._row)

    @Slot()
    def _want_history(self) -> None:
        self.close_sheet()
        self.history_wanted.emit(self._row)

    @Slot()
    def _want_standing(self) -> None:
        self.close_sheet()
        self.standing_wanted.emit(self._row)

    @Slot()
    def _want_source(self) -> None:
        self.close_sheet()
        self.source_wanted.emit(self._row)


def _key_of(source: SourceText) -> Any:
    return source.goods_id


def _cost_cell(source: SourceText) -> TableCell:
    if source.cost is None:
        return TableCell("—", token="text2")
    return TableCell(amount_text(source.cost), is_strong=True)


def _stock_cell(source: SourceText) -> str:
    return stock_words(source.stock)
