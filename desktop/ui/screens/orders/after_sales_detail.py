"""One ticket: its thread and the reply being written, and beside it the goods and the acts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.after_sales import TicketAct
from desktop.services.ticket_journal import LONGEST_TEXT
from desktop.ui.after_sales_texts import (
    clock_badge,
    line_state_text,
    line_state_tone,
    ticket_customer,
    title_of,
)
from desktop.ui.formatting import moment_text, money_text
from desktop.ui.order_texts import SUPPLY_LOOKS
from desktop.ui.screens.orders.detail_panel import DetailPanel, FactRow, side_by_side
from desktop.ui.screens.orders.ticket_list import LIST_WIDTH
from desktop.ui.screens.orders.ticket_thread import TicketThread
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import PRIMARY, ActionButton, make_button
from desktop.ui.widgets.labels import ElideLabel, PlainLabel, Tile, line, plain_tip

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime, tzinfo

    from desktop.domain.after_sales import TicketLine
    from desktop.services.after_sales import TicketCase
    from desktop.services.after_sales_words import QuickReply

_SIDE_WIDTH: Final = 300
_NARROWEST: Final = 560


class AfterSalesDetail(DetailPanel):
    """Thread, composer, goods and acts of the chosen ticket.

    Signals:
        draft_changed: the reply being written is another.
    """

    draft_changed = Signal(str)

    # Showing ------------------------------------------------------------------------------------

    def show_case(self, case: TicketCase, now: datetime, zone: tzinfo) -> None:
        """Show a ticket."""
        ticket = case.ticket
        opened = moment_text(ticket.opened_at, now, zone)
        if ticket.opened_by:
            caption = self.tr("{number} · {time} 由 {name} 建单").format(
                number=ticket.number, time=opened, name=ticket.opened_by
            )
        else:
            caption = self.tr("{number} · {time} 自动建单").format(
                number=ticket.number, time=opened
            )
        self.set_head(title_of(ticket), clock_badge(case.clock, now), caption)
        self.thread_view.show_entries(case.entries, now, zone)
        self._show_goods(case, now, zone)
        self._show_acts(case)
        self._show_replies(case.replies)

    def tick(self, case: TicketCase, now: datetime) -> None:
        """Keep the running figures true."""
        badge = clock_badge(case.clock, now)
        if badge is not None:
            self.badge.set_badge(badge)
        if case.ticket.line is not None:
            self._show_state(case.ticket.line, now)

    def set_draft(self, text: str) -> None:
        """Put a reply into the line without telling: nobody has written or chosen it yet."""
        self.reply.setText(text)
        self.reply.setCursorPosition(0)
        self.mark_reply(text)

    def mark_reply(self, text: str) -> None:
        """Mark the quick reply that stands in the line as it is."""
        for chip, words in self._chips:
            chip.setChecked(bool(text) and words == text)

    def draft(self) -> str:
        """Return the reply being written."""
        return self.reply.text().strip()

    def fit(self, room: int) -> None:
        """Take all the list leaves."""
        look = theme()
        self.setFixedWidth(max(look.px(_NARROWEST), room - look.px(LIST_WIDTH)))

    # Building -----------------------------------------------------------------------------------

    def _make_parts(self) -> None:
        self.thread_view = TicketThread()
        self._chips: list[tuple[ActionButton, str]] = []
        self._chip_row = QHBoxLayout()
        self._goods_title = ElideLabel("", "title")
        self._goods_caption = ElideLabel("", "caption", "2")
        self._tile_place = QHBoxLayout()
        self._tile: Tile | None = None
        self.hint = PlainLabel("", "caption", "2", wraps=True)
        self.hint.setObjectName("ticketHint")

    def _make_buttons(self) -> None:
        self.reply = QLineEdit()
        self.reply.setObjectName("replyText")
        self.reply.setMaxLength(LONGEST_TEXT)
        self.reply.setPlaceholderText(self.tr("写回复，或选上面的话术"))
        self.reply.setAccessibleName(self.tr("回复"))
        self.copy = make_button("", self.tr("复制"), "", "copy", name="copyReply")
        self.send = make_button(PRIMARY, self.tr("记为已回复"), "", "", name="sendReply")
        self.query = make_button(
            "", self.tr("再查一次货源"), "", "search-check", name="queryTicket", size="lg"
        )
        self.escalate = make_button(
            "", self.tr("催货源"), "", "megaphone", name="escalateTicket", size="lg"
        )
        self.proof = make_button(
            "", self.tr("凭证…"), "", "image-down", name="ticketProof", size="lg"
        )
        self.show_again = make_button(
            "", self.tr("再给看卡密…"), "", "eye", name="showAgain", size="lg"
        )
        self.replace_card = make_button(
            "", self.tr("换卡…"), "", "refresh-cw", name="replaceCard", size="lg"
        )
        self.other_source = make_button(
            "", self.tr("换货源重充…"), "", "repeat-2", name="otherSource", size="lg"
        )
        self.refund = make_button(
            "", self.tr("退款…"), "", "undo-2", name="ticketRefund", size="lg"
        )
        self.compensate = make_button(
            "", self.tr("补偿…"), "", "gift", name="compensateTicket", size="lg"
        )
        self.close_ticket = make_button("", self.tr("结单"), "", "", name="closeTicket", size="lg")
        self.keyed = {
            "orders.copy": self.copy,
            "orders.reply": self.send,
            "orders.close_ticket": self.close_ticket,
        }
        self.reopen = make_button("", self.tr("重开"), "", "rotate-ccw", name="reopenTicket")
        self.reopen.set_size("lg")
        for button in self.act_buttons().values():
            button.set_left_aligned()
        self.query.set_left_aligned()

    def act_buttons(self) -> dict[TicketAct, ActionButton]:
        """Return the acts that a known outcome frees."""
        return {
            TicketAct.SHOW_AGAIN: self.show_again,
            TicketAct.REPLACE_CARD: self.replace_card,
            TicketAct.OTHER_SOURCE: self.other_source,
            TicketAct.REFUND: self.refund,
            TicketAct.COMPENSATE: self.compensate,
        }

    def _build_filled(self) -> QWidget:
        self._make_parts()
        self._make_buttons()
        filled = QWidget()
        row = QHBoxLayout(filled)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(self._build_center(), 1)
        row.addWidget(line(is_vertical=True))
        row.addWidget(self._build_side())
        return filled

    def _build_center(self) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.title)
        self.caption.setWordWrap(False)
        words.addWidget(self.caption)
        head = QHBoxLayout()
        head.setContentsMargins(16, 9, 16, 9)
        head.addLayout(words, 1)
        head.addWidget(self.badge)
        center = QVBoxLayout()
        center.setSpacing(0)
        center.addLayout(head)
        center.addWidget(line())
        center.addWidget(self.thread_view, 1)
        center.addWidget(line())
        center.addLayout(self._build_composer())
        self.amount.hide()
        return center

    def _build_composer(self) -> QVBoxLayout:
        self._chip_row.setSpacing(8)
        self._chip_row.addWidget(PlainLabel(self.tr("常用话术"), "caption", "2"))
        self._chip_row.addStretch(1)
        entry = QHBoxLayout()
        entry.setSpacing(8)
        entry.addWidget(self.reply, 1)
        entry.addWidget(self.copy)
        entry.addWidget(self.send)
        composer = QVBoxLayout()
        composer.setContentsMargins(16, 12, 16, 12)
        composer.setSpacing(8)
        composer.addLayout(self._chip_row)
        composer.addLayout(entry)
        self.reply.textEdited.connect(self._tell_draft)
        return composer

    def _build_side(self) -> QFrame:
        self._facts = {
            "paid": FactRow(self.tr("实收")),
            "code": FactRow(self.tr("取货码"), is_code=True),
            "state": FactRow(self.tr("状态")),
            "promise": FactRow(self.tr("承诺到账")),
            "customer": FactRow(self.tr("顾客")),
            "earlier": FactRow(self.tr("近 90 天售后")),
            "given": FactRow(self.tr("已补偿")),
            "replaced": FactRow(self.tr("换过卡")),
        }
        side = QFrame()
        side.setFixedWidth(theme().px(_SIDE_WIDTH))
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._build_goods())
        column.addWidget(line())
        column.addLayout(self._build_acts())
        column.addStretch(1)
        column.addWidget(line())
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 12, 16, 12)
        foot.addWidget(self.close_ticket)
        foot.addWidget(self.reopen)
        column.addLayout(foot)
        return side

    def _build_goods(self) -> QVBoxLayout:
        names = QVBoxLayout()
        names.setSpacing(1)
        names.addWidget(self._goods_title)
        names.addWidget(self._goods_caption)
        self._tile_place.setSpacing(10)
        self._tile_place.addLayout(names, 1)
        goods = QVBoxLayout()
        goods.setContentsMargins(16, 12, 16, 10)
        goods.setSpacing(5)
        goods.addLayout(self._tile_place)
        goods.addSpacing(4)
        for fact in self._facts.values():
            goods.addWidget(fact)
        return goods

    def _build_acts(self) -> QVBoxLayout:
        acts = QVBoxLayout()
        acts.setContentsMargins(16, 10, 16, 10)
        acts.setSpacing(8)
        acts.addWidget(PlainLabel(self.tr("处理"), "bodyStrong"))
        acts.addWidget(self.query)
        acts.addLayout(side_by_side(self.escalate, self.proof))
        for button in self.act_buttons().values():
            acts.addWidget(button)
        acts.addWidget(self.hint)
        return acts

    def _place_badge(self) -> None:
        """The clock has a place of its own here."""

    # Parts --------------------------------------------------------------------------------------

    def _show_goods(self, case: TicketCase, now: datetime, zone: tzinfo) -> None:
        ticket, sold = case.ticket, case.ticket.line
        if self._tile is not None:
            self._tile_place.removeWidget(self._tile)
            self._tile.hide()
            self._tile.deleteLater()
            self._tile = None
        icon, tone = SUPPLY_LOOKS[sold.supply] if sold else ("message-circle", None)
        self._tile = Tile(icon) if tone is None else Tile(icon, tone)
        self._tile_place.insertWidget(0, self._tile)
        self._goods_title.setText(sold.title if sold else ticket_customer(ticket))
        account = (sold.target_masked or sold.sale_number) if sold else ticket.number
        self._goods_caption.setText(account)
        facts = self._facts
        facts["paid"].show_value(money_text(sold.net) if sold else "")
        facts["code"].show_value(sold.claim_code if sold else "")
        self._show_state(sold, now)
        promised = ticket.promised_at if sold and sold.is_waiting else None
        is_late = promised is not None and now > promised
        facts["promise"].show_value(
            moment_text(promised, now, zone) if promised else "", "danger" if is_late else ""
        )
        facts["customer"].show_value(ticket_customer(ticket) if sold else "")
        times = self.tr("{n} 次").format(n=case.earlier) if case.earlier else ""
        facts["earlier"].show_value(times)
        swapped = self.tr("{n} 张").format(n=ticket.replaced_count)
        facts["replaced"].show_value(swapped if ticket.replaced_count else "")
        facts["given"].show_value(money_text(ticket.compensated) if ticket.compensated else "")

    def _show_state(self, sold: TicketLine | None, now: datetime) -> None:
        words = line_state_text(sold, now) if sold else ""
        self._facts["state"].show_value(words, line_state_tone(sold) if sold else "")

    def _show_acts(self, case: TicketCase) -> None:
        """Lock what must wait, and say once what is waited for."""
        ticket, sold = case.ticket, case.ticket.line
        is_live, reason = not ticket.is_closed, ""
        for act, button in self.act_buttons().items():
            lock = case.locks[act]
            button.setEnabled(is_live and lock is None)
            button.setToolTip(lock or "")
            button.setVisible(sold is not None)
            reason = reason or (lock or "")
        self.show_again.setVisible(sold is not None and case.locks[TicketAct.SHOW_AGAIN] is None)
        can_swap = sold is not None and case.locks[TicketAct.REPLACE_CARD] is None
        self.replace_card.setVisible(can_swap)
        self.other_source.setVisible(sold is not None and not can_swap)
        self.query.setVisible(sold is not None and sold.is_waiting and is_live)
        is_bought = sold is not None and sold.purchase_state is not None
        self.escalate.setVisible(is_bought and is_live)
        self.proof.setVisible(sold is not None)
        self.hint.setText(reason if is_live and sold is not None and sold.is_waiting else "")
        self.close_ticket.setVisible(is_live)
        self.reopen.setVisible(not is_live)
        for part in (self.reply, self.send, self.copy):
            part.setEnabled(is_live)

    def _show_replies(self, replies: Iterable[QuickReply]) -> None:
        for chip, _words in self._chips:
            self._chip_row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for number, reply in enumerate(replies):
            chip = make_button("", reply.label, name=f"quickReply_{reply.key}", size="small")
            chip.setToolTip(plain_tip(reply.text))
            chip.setCheckable(True)
            chip.clicked.connect(partial(self._use, reply.text))
            self._chip_row.insertWidget(number + 1, chip)
            self._chips.append((chip, reply.text))

    @Slot()
    def _use(self, text: str, *_checked: bool) -> None:
        self.set_draft(text)
        self._tell_draft(text)
        self.reply.setFocus()

    @Slot(str)
    def _tell_draft(self, text: str) -> None:
        self.mark_reply(text)
        self.draft_changed.emit(text)
