"""待交付: what is paid for and not in the customer's hands; what to do first stands on top."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.delivery import DeliveryState
from desktop.services.order_lists import UndeliveredChip, UndeliveredRow
from desktop.ui.formatting import pieces_text
from desktop.ui.order_texts import (
    customer_text,
    goods_caption,
    tail_text,
    undelivered_badge,
    waited_text,
)
from desktop.ui.screens.orders.orders_tab import Ground, OrdersTab, offered_items
from desktop.ui.screens.orders.undelivered_acts import UndeliveredActs
from desktop.ui.screens.orders.undelivered_detail import UndeliveredDetail, UndeliveredFacts
from desktop.ui.shortcuts import Action
from desktop.ui.theme import Tone
from desktop.ui.widgets.action_menu import MenuItem
from desktop.ui.widgets.chips import ChipBar, ChipText
from desktop.ui.widgets.data_table import TWO_LINES, DataTable, TableCell, TableColumn
from desktop.ui.widgets.labels import PlainLabel, line

if TYPE_CHECKING:
    from desktop.ui.order_desk import OrderDesk


@dataclass(frozen=True, slots=True)
class UndeliveredPage:
    """The rows of the chosen chip, how many each chip has, and what is done already."""

    rows: tuple[UndeliveredRow, ...]
    counts: Mapping[UndeliveredChip, int]
    handed_over_today: int


class UndeliveredTab(OrdersTab):
    """The list of goods to hand over and the detail of one line."""

    key = "undelivered"
    empty_icon = "circle-check"

    def __init__(self, desk: OrderDesk, parent: QWidget | None = None) -> None:
        self._text = ""
        self._wanted: int | None = None
        self._pinned: UndeliveredRow | None = None
        super().__init__(desk, parent)

    def make_table(self) -> DataTable[UndeliveredRow]:
        """Return the list of lines, two lines of text each."""
        columns = (
            TableColumn("code", self.tr("取货码"), _code_cell, 76),
            TableColumn("customer", self.tr("顾客"), _customer_cell, 112),
            TableColumn("goods", self.tr("商品"), _goods_cell),
            TableColumn("sale", self.tr("销售单"), _sale_cell, 118),
            TableColumn("waited", self.tr("已等"), self._waited_cell, 106, is_number=True),
            TableColumn("state", self.tr("状态"), self._state_cell, 146, fits_badges=True),
        )
        return DataTable(
            columns,
            _key_of,
            name="undeliveredTable",
            accessible_name=self.tr("待交付"),
            row_height=TWO_LINES,
        )

    def make_detail(self) -> UndeliveredDetail:
        """Return the detail of one line."""
        self.line_detail = UndeliveredDetail(self.desk)
        self.show_keys(self.line_detail.keyed)
        return self.line_detail

    def build(self) -> None:
        """Add the chips above the table."""
        self.search_hint = self.tr("取货码、手机尾号、单号")
        self.chips = ChipBar(
            (
                ChipText(UndeliveredChip.ALL, self.tr("全部"), is_whole=True),
                ChipText(UndeliveredChip.TO_TELL, self.tr("要告诉顾客"), Tone.WARN),
                ChipText(UndeliveredChip.NEVER_SHOWN, self.tr("没给看过"), Tone.WARN),
                ChipText(UndeliveredChip.WAITING, self.tr("等结果")),
                ChipText(UndeliveredChip.PROMISED, self.tr("离线时答应")),
            )
        )
        strip = Ground("surface")
        bar = QHBoxLayout(strip)
        bar.setContentsMargins(16, 8, 16, 8)
        bar.addWidget(self.chips)
        bar.addStretch(1)
        self._order_note = PlainLabel(self.tr("最该先办的在上面"), "caption", "2")
        bar.addWidget(self._order_note)
        self.above.addWidget(strip)
        self.above.addWidget(line())
        self.foot_left.setText(self.tr("没交到顾客手里的都在这里"))
        self.table.drop_when_narrow(("sale",))
        self.acts = UndeliveredActs(self.desk, self.line_detail, self)
        self.acts.revealing.connect(self._pin)
        self.acts.tickets.opened.connect(partial(self.tab_wanted.emit, "after_sales"))
        self._connect()

    def refresh(self) -> None:
        """Read the lines again."""
        chip = self.chips.current()
        self.loads.run("page", partial(self._read, chip, self._text), self._show_page)

    def search(self, text: str) -> None:
        """Show lines by claim code, phone tail or number."""
        if text.strip() != self._text:
            self._text = text.strip()
            self.refresh()

    def arrive(self, argument: Any) -> None:
        """Show all, and a line of it when its id is given."""
        self._wanted = argument if isinstance(argument, int) else None
        self._text = ""
        self.chips.choose(UndeliveredChip.ALL)
        self.refresh()

    def wants_table_first(self) -> bool:
        """Whoever comes here wants to hand over what stands on top."""
        return True

    def page_actions(self) -> tuple[Action, ...]:
        """Tell, copy, show and print have letters; what decides has none."""
        detail, acts = self.line_detail, self.acts
        offers = (
            ("orders.tell", acts.tell, detail.tell, "send"),
            ("orders.copy", acts.copy, detail.copy, "copy"),
            ("orders.reveal", acts.reveal, detail.reveal, "eye"),
            ("orders.slip", acts.print, detail.print, "printer"),
            ("orders.seal", acts.seal, detail.seal, "lock"),
            ("orders.query", acts.query, detail.query, "search-check"),
            ("orders.hand_over", acts.hand_over, detail.hand_over, "package-open"),
            ("orders.accept_price", acts.accept_price, detail.accept_price, "repeat-2"),
            ("orders.refund_line", acts.refund, detail.refund, "undo-2"),
        )
        own = tuple(
            Action(
                action_id,
                self.act(call),
                self.can(partial(self._is_offered, button)),
                button.label(),
                icon,
            )
            for action_id, call, button, icon in offers
        )
        ticket = Action("orders.ticket", self.act(acts.open_ticket), icon="life-buoy")
        return (*own, ticket)

    def menu_items(self) -> tuple[MenuItem, ...]:
        """Return what can be done with this line."""
        if self.acts.row is None:
            return ()
        detail, acts = self.line_detail, self.acts
        rows = (
            (detail.tell, acts.tell, "send", False),
            (detail.copy, acts.copy, "copy", False),
            (detail.reveal, acts.reveal, "eye", False),
            (detail.print, acts.print, "printer", False),
            (detail.seal, acts.seal, "lock", False),
            (detail.query, acts.query, "search-check", False),
            (detail.hand_over, acts.hand_over, "package-open", False),
            (detail.accept_price, acts.accept_price, "repeat-2", True),
            (detail.refund, acts.refund, "undo-2", True),
        )
        ticket = MenuItem(self.tr("建售后单"), acts.open_ticket, "life-buoy", "A")
        return (*offered_items(rows), ticket)

    def tick(self) -> None:
        """Waiting times and running states move on."""
        if self.acts.row is None:
            return
        self.line_detail.set_badge_of(self.acts.row, self.desk.now())
        if any(row.state is DeliveryState.PROCESSING for row in self._rows()):
            self.table.viewport().update()

    def leave(self) -> None:
        """Secrets never stay on a page that nobody looks at."""
        self.line_detail.secrets.conceal()

    # Building -----------------------------------------------------------------------------------

    def _connect(self) -> None:
        detail, acts = self.line_detail, self.acts
        self.table.row_chosen.connect(self._choose)
        self.chips.chosen.connect(self._change_chip)
        detail.secrets.hidden.connect(self._unpin)
        self.desk.context.session.changed.connect(self._conceal)
        for button, act in (
            (detail.tell, acts.tell),
            (detail.copy, acts.copy),
            (detail.reveal, acts.reveal),
            (detail.print, acts.print),
            (detail.seal, acts.seal),
            (detail.hand_over, acts.hand_over),
            (detail.query, acts.query),
            (detail.unknown, self._go_unknown),
            (detail.accept_price, acts.accept_price),
            (detail.refund, acts.refund),
        ):
            button.clicked.connect(act)

    def _waited_cell(self, row: UndeliveredRow) -> TableCell:
        return TableCell(waited_text((self.desk.now() - row.sold_at).total_seconds()))

    def _state_cell(self, row: UndeliveredRow) -> TableCell:
        return TableCell(badges=(undelivered_badge(row, self.desk.now()),))

    # Reading ------------------------------------------------------------------------------------

    def _rows(self) -> tuple[UndeliveredRow, ...]:
        return self.table.table_model().rows()

    def _read(self, chip: UndeliveredChip, text: str) -> UndeliveredPage:
        by_chip = {each: self.desk.delivery.list_undelivered(each) for each in UndeliveredChip}
        counts = {each: len(rows) for each, rows in by_chip.items()}
        rows = self.desk.delivery.list_undelivered(chip, text) if text else by_chip[chip]
        today = self.desk.date_of(self.desk.now())
        return UndeliveredPage(rows, counts, self.desk.delivery.handed_over_count(today))

    def _show_page(self, page: UndeliveredPage) -> None:
        self.chips.set_counts(dict(page.counts))
        done = pieces_text(page.handed_over_today)
        self.foot_right.setText(self.tr("今天的单已交付 {pieces}").format(pieces=done))
        self.empty.set_words(*self._nothing())
        self.show_rows(self._with_pinned(page.rows))
        if self._wanted is not None:
            self.table.select_key(self._wanted)
            self._wanted = None
        row = self.table.current_row()
        if row is None:
            self._show_nothing()
        else:
            self._load(row)

    def _with_pinned(self, rows: tuple[UndeliveredRow, ...]) -> tuple[UndeliveredRow, ...]:
        """Keep the line whose secrets are in view where it stood, until they are hidden."""
        pinned = self._pinned
        if pinned is None or any(row.line_id == pinned.line_id for row in rows):
            return rows
        number = self.table.table_model().find_number(pinned.line_id) or 0
        return (*rows[:number], pinned, *rows[number:])

    def _nothing(self) -> tuple[str, str]:
        if self._text:
            title = self.tr("没有“{text}”").format(text=self._text)
            return title, self.tr("换取货码、手机尾号或单号")
        if self.chips.current() is not UndeliveredChip.ALL:
            return self.tr("这一类没有要办的"), self.tr("看看全部")
        return self.tr("都交到顾客手里了"), self.tr("晚到的货会出现在这里")

    @Slot(object)
    def _change_chip(self, _chip: object) -> None:
        self.refresh()

    @Slot(object)
    def _choose(self, row: UndeliveredRow | None) -> None:
        if self._pinned is not None and (row is None or row.line_id != self._pinned.line_id):
            self.line_detail.secrets.conceal()
        if row is None:
            self._show_nothing()
        else:
            self._load(row)

    def _show_nothing(self) -> None:
        self.loads.drop("detail")
        self.acts.row = None
        self.line_detail.show_nothing()

    def _load(self, row: UndeliveredRow) -> None:
        self.loads.run("detail", partial(_read_line, self.desk, row), self._show_line)

    def _show_line(self, facts: UndeliveredFacts) -> None:
        row = facts.row
        is_other = self.acts.row is None or self.acts.row.line_id != row.line_id
        self.acts.row, self.acts.cards = row, facts.cards
        teller = self.desk.actor.person.name
        self.line_detail.show_row(facts, teller, self.desk.now(), self.desk.zone())
        if is_other:
            self.line_detail.to_top()

    # The cards in view --------------------------------------------------------------------------

    @Slot(object)
    def _pin(self, row: UndeliveredRow) -> None:
        self._pinned = replace(row, state=DeliveryState.HANDED_OVER)
        self.table.select_key(row.line_id)

    @Slot()
    def _unpin(self) -> None:
        if self._pinned is not None:
            self._pinned = None
            if self.isVisible():
                self.refresh()

    @Slot()
    def _conceal(self) -> None:
        self.line_detail.secrets.conceal()

    # Going elsewhere ----------------------------------------------------------------------------

    @Slot()
    def _go_unknown(self) -> None:
        if self.acts.row is not None:
            self.tab_wanted.emit("unknown", self.acts.row.line_id)

    def _is_offered(self, button: QWidget) -> bool:
        return self.acts.row is not None and button.isEnabled() and not button.isHidden()


def _read_line(desk: OrderDesk, row: UndeliveredRow) -> UndeliveredFacts:
    cards = desk.sealed_files.count_cards(row.sale_id)
    return UndeliveredFacts(row, desk.delivery.message_for(row.line_id), cards)


def _key_of(row: UndeliveredRow) -> int:
    return row.line_id


def _code_cell(row: UndeliveredRow) -> TableCell:
    return TableCell(row.claim_code, is_code=True, is_strong=True, pixels=16)


def _customer_cell(row: UndeliveredRow) -> TableCell:
    whose = customer_text(row.customer_name, row.customer_phone)
    return TableCell(whose, tail_text(row.customer_phone))


def _goods_cell(row: UndeliveredRow) -> TableCell:
    return TableCell(row.title, goods_caption(row), is_strong=True)


def _sale_cell(row: UndeliveredRow) -> TableCell:
    return TableCell(row.sale_number, is_code=True, pixels=12, token="text2")
