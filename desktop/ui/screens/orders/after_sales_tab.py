"""售后: customers' trouble, the most urgent on top: its thread, its clock, what can be done."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.after_sales import ClockKind, TicketAct
from desktop.domain.delivery import DeliveryState
from desktop.services.after_sales import TicketCase
from desktop.translating import sentence_of
from desktop.ui.formatting import duration_text
from desktop.ui.screens.orders.after_sales_detail import AfterSalesDetail
from desktop.ui.screens.orders.orders_tab import Ground, OrdersTab, offered_items
from desktop.ui.screens.orders.ticket_acts import TicketActs
from desktop.ui.screens.orders.ticket_list import TicketList, TicketRow
from desktop.ui.screens.orders.ticket_opening import TicketOpening
from desktop.ui.shortcuts import Action
from desktop.ui.widgets.action_menu import MenuItem
from desktop.ui.widgets.buttons import Segmented, make_button
from desktop.ui.widgets.labels import PlainLabel, line

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.after_sales import Ticket
    from desktop.domain.changes import Changes
    from desktop.domain.errors import KataiError
    from desktop.services.after_sales import TicketList as TicketPage
    from desktop.ui.order_desk import OrderDesk
    from desktop.ui.screens.orders.detail_panel import DetailPanel
    from desktop.ui.widgets.buttons import ActionButton
    from desktop.ui.widgets.data_table import DataTable

_GOOD_SHARE = 90


class AfterSalesTab(OrdersTab):
    """List, thread and acts."""

    key = "after_sales"
    empty_icon = "circle-check"

    def __init__(self, desk: OrderDesk, parent: QWidget | None = None) -> None:
        self._case: TicketCase | None = None
        self._wanted: int | None = None
        self._drafts: dict[int, str] = {}
        super().__init__(desk, parent)

    def has_draft(self) -> bool:
        """Whether a reply was written and not told, to whichever ticket."""
        return any(self._drafts.values())

    def make_table(self) -> DataTable[Any]:
        """Return the list: rows of three lines, under the names tabs know their tables by."""
        self.tickets = TicketList(self.desk.now, self.tr("售后单"))
        return cast("DataTable[Any]", self.tickets)

    def make_detail(self) -> DetailPanel:
        """Return thread, composer and acts."""
        self.ticket_detail = AfterSalesDetail()
        self.show_keys(self.ticket_detail.keyed)
        return self.ticket_detail

    def build(self) -> None:
        """Add the choice between open and closed tickets, and what the list is sorted by."""
        self.sides = Segmented((self.tr("未结"), self.tr("已结")))
        self.sides.setObjectName("ticketSides")
        self.new = make_button("", self.tr("新咨询"), "", "plus", name="newTicket")
        self.show_keys({"orders.ticket": self.new})
        self.tools_row.addWidget(self.sides)
        self.tools_row.addWidget(self.new)
        strip = Ground("raised")
        row = QHBoxLayout(strip)
        row.setContentsMargins(16, 8, 16, 8)
        self._order = PlainLabel("", "caption", "2")
        row.addWidget(self._order)
        self.above.addWidget(strip)
        self.above.addWidget(line())
        self._acts = TicketActs(self.desk, self)
        self._opening = TicketOpening(self.desk, self)
        self._connect()

    # What the page asks -------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the tickets again."""
        work = partial(self.desk.after_sales.list_tickets, is_closed=self._shows_closed())
        self.loads.run("page", work, self._show_page)

    def arrive(self, argument: Any) -> None:
        """Show the open tickets, and one of them when its id is given."""
        self._wanted = argument if isinstance(argument, int) else None
        self.sides.set_current(0)
        self.refresh()

    def wants_table_first(self) -> bool:
        """Whoever comes here wants to answer what stands on top."""
        return True

    def move_selection(self, step: int) -> None:
        """Move the selection."""
        self.tickets.move_selection(step)

    def page_actions(self) -> tuple[Action, ...]:
        """Reply, copy, ask the source, a new ticket and closing have keys; money has none."""
        detail = self.ticket_detail
        offers = (
            ("orders.reply", self._reply, detail.send, "send"),
            ("orders.copy", self._copy, detail.copy, "copy"),
            ("orders.close_ticket", self._close, detail.close_ticket, "check"),
            ("orders.escalate", self._escalate, detail.escalate, "megaphone"),
            ("orders.proof", self._prove, detail.proof, "image-down"),
            ("orders.show_again", self._show_again, detail.show_again, "eye"),
            ("orders.replace_card", self._replace_card, detail.replace_card, "refresh-cw"),
            ("orders.other_source", self._other_source, detail.other_source, "repeat-2"),
            ("orders.ticket_refund", self._refund, detail.refund, "undo-2"),
            ("orders.compensate", self._compensate, detail.compensate, "gift"),
            ("orders.reopen", self._reopen, detail.reopen, "rotate-ccw"),
        )
        hints = {"orders.reply": self.tr("回复"), "orders.close_ticket": self.tr("结单")}
        own = tuple(
            Action(
                action_id,
                self.act(call),
                self.can(partial(self._is_offered, button)),
                button.label(),
                icon,
                hint=hints.get(action_id),
            )
            for action_id, call, button, icon in offers
        )
        new = Action(
            "orders.ticket",
            self._ask_question,
            text=self.new.label(),
            icon="plus",
            hint=self.tr("建售后单"),
        )
        enter = Action("orders.query", self._enter, text=detail.query.label(), icon="search-check")
        return (*own, enter, new)

    def menu_items(self) -> tuple[MenuItem, ...]:
        """Return what can be done with this ticket."""
        if self._case is None:
            return ()
        detail, has_draft = self.ticket_detail, bool(self.ticket_detail.draft())
        rows = (
            (detail.query, self._query, "search-check", False),
            (detail.escalate, self._escalate, "megaphone", False),
            (detail.proof, self._prove, "image-down", False),
            (detail.show_again, self._show_again, "eye", False),
            (detail.replace_card, self._replace_card, "refresh-cw", True),
            (detail.other_source, self._other_source, "repeat-2", True),
            (detail.refund, self._refund, "undo-2", True),
            (detail.compensate, self._compensate, "gift", True),
            (detail.close_ticket, self._close, "check", False),
            (detail.reopen, self._reopen, "rotate-ccw", False),
        )
        offered = offered_items(rows)
        if self._case.ticket.is_closed:
            return offered
        own = (
            (self.tr("草稿记成顾客说的"), self._note_customer, "message-circle", has_draft),
            (self.tr("草稿记成处理结果"), self._decide, "pen-line", has_draft),
            (self.tr("等顾客补材料"), self._wait, "hourglass", True),
        )
        more = tuple(MenuItem(text, call, icon, "", is_on) for text, call, icon, is_on in own)
        return (*offered, *more)

    def tick(self) -> None:
        """The clocks run on."""
        self.tickets.viewport().update()
        if self._case is not None:
            self.ticket_detail.tick(self._case, self.desk.now())

    # Building -----------------------------------------------------------------------------------

    def _connect(self) -> None:
        detail = self.ticket_detail
        self.tickets.chosen.connect(self._choose)
        self.sides.chosen.connect(self._change_side)
        self.new.clicked.connect(self._ask_question)
        self._opening.opened.connect(self.arrive)
        detail.draft_changed.connect(self._keep_draft)
        for button, act in (
            (detail.send, self._reply),
            (detail.copy, self._copy),
            (detail.query, self._query),
            (detail.escalate, self._escalate),
            (detail.proof, self._prove),
            (detail.show_again, self._show_again),
            (detail.replace_card, self._replace_card),
            (detail.other_source, self._other_source),
            (detail.refund, self._refund),
            (detail.compensate, self._compensate),
            (detail.close_ticket, self._close),
            (detail.reopen, self._reopen),
        ):
            button.clicked.connect(act)

    def _shows_closed(self) -> bool:
        return self.sides.current() == 1

    # Reading ------------------------------------------------------------------------------------

    def _show_page(self, page: TicketPage) -> None:
        if self._shows_closed():
            self._order.setText(self.tr("最近结的在上面"))
            self.empty.set_words(self.tr("还没有结过的售后单"), self.tr("结了的单都留在这里"))
        else:
            minutes = self.desk.settings.current.integer("after_sales.answer_minutes")
            self._order.setText(self.tr("按最急排序 · {n} 分钟内要先回复").format(n=minutes))
            self.empty.set_words(
                self.tr("没有要处理的售后"), self.tr("过了到账承诺会自动建单，也可以从订单按 A 建")
            )
        first = self.tr("未结 {n}").format(n=page.open_count) if page.open_count else ""
        self.sides.buttons()[0].setText(first or self.tr("未结"))
        self._show_foot(page)
        rows = tuple(TicketRow(one, page.clocks.get(one.id)) for one in page.tickets)
        self.show_rows(cast("tuple[Any, ...]", rows))
        if self._wanted is not None:
            self.tickets.select_key(self._wanted)
            self._wanted = None
        row = self.tickets.current_row()
        if row is None:
            self._show_nothing()
        else:
            self._load(row.ticket.id)

    def _show_foot(self, page: TicketPage) -> None:
        today = page.today
        if today.answer_seconds is None:
            self.foot_left.setText(self.tr("今天还没有回复过"))
            self.foot_right.setText("")
            return
        words = self.tr("今天首次回复中位 {time}")
        self.foot_left.setText(words.format(time=duration_text(today.answer_seconds)))
        share = today.in_time * 100 // max(1, today.answered)
        self.foot_right.setText(self.tr("达标 {n}%").format(n=share))
        self.foot_right.set_tone("accent" if share >= _GOOD_SHARE else "warn")

    @Slot(int)
    def _change_side(self, _index: int) -> None:
        self.refresh()

    @Slot(object)
    def _choose(self, row: TicketRow | None) -> None:
        if row is None:
            self._show_nothing()
        else:
            self._load(row.ticket.id)

    def _show_nothing(self) -> None:
        self.loads.drop("detail")
        self._case = None
        self.ticket_detail.show_nothing()

    def _load(self, ticket_id: int) -> None:
        self.loads.run("detail", partial(self.desk.after_sales.case, ticket_id), self._show_case)

    def _show_case(self, case: TicketCase) -> None:
        is_other = self._case is None or self._case.ticket.id != case.ticket.id
        self._case = case
        self.ticket_detail.show_case(case, self.desk.now(), self.desk.zone())
        ticket, kept = case.ticket, self._drafts.get(case.ticket.id)
        if ticket.is_closed:
            draft = ""
        elif kept is not None:
            draft = kept
        else:
            draft = case.replies[0].text if _is_ready(case) else ""
        if is_other or draft != self.ticket_detail.draft():
            self.ticket_detail.set_draft(draft)
        else:
            self.ticket_detail.mark_reply(draft)
        self._show_draft(draft)

    @Slot(str)
    def _keep_draft(self, text: str) -> None:
        if self._case is not None and not self._case.ticket.is_closed:
            self._drafts[self._case.ticket.id] = text.strip()
            self._show_draft(text.strip())

    # Acts ---------------------------------------------------------------------------------------

    @Slot()
    def _reply(self) -> None:
        """Note the draft as told; without one, lead to the line it is written in."""
        ticket = self._live()
        if ticket is None:
            return
        draft = self.ticket_detail.draft()
        if not draft:
            self.ticket_detail.reply.setFocus()
            return
        work = partial(self.desk.after_sales.reply, self.desk.actor, ticket.id, draft)
        self._run(ticket, work, self.tr("记下回复了"))

    def _enter(self) -> None:
        """Enter notes the reply while one is written, and asks the source otherwise."""
        if self.ticket_detail.reply.hasFocus():
            self._reply()
        elif self._is_offered(self.ticket_detail.query):
            self._query()

    @Slot()
    def _copy(self) -> None:
        draft = self.ticket_detail.draft()
        if draft:
            self.desk.context.clipboard.copy_plain(draft)
            self._toast(self.tr("复制了，去发给顾客。发完按 R 记下"), "copy-check")

    @Slot()
    def _note_customer(self) -> None:
        self._use_draft(self.desk.after_sales.note_customer, self.tr("记下顾客的话了"))

    @Slot()
    def _decide(self) -> None:
        self._use_draft(self.desk.after_sales.decide, self.tr("记下处理结果了"))

    def _use_draft(self, act: Callable[..., Changes], said: str) -> None:
        ticket, draft = self._live(), self.ticket_detail.draft()
        if ticket is not None and draft:
            self._run(ticket, partial(act, self.desk.actor, ticket.id, draft), said)

    @Slot()
    def _wait(self) -> None:
        ticket = self._live()
        if ticket is not None:
            act = self.desk.after_sales.wait_for_customer
            self._change(partial(act, self.desk.actor, ticket.id), self.tr("等顾客补材料"))

    @Slot()
    def _close(self) -> None:
        ticket = self._live()
        if ticket is not None:
            act = self.desk.after_sales.close
            said = self.tr("{number} 结了").format(number=ticket.number)
            self._change(partial(act, self.desk.actor, ticket.id), said)

    @Slot()
    def _reopen(self) -> None:
        if self._case is not None and self._case.ticket.is_closed:
            ticket_id = self._case.ticket.id
            act = self.desk.after_sales.reopen
            self._wanted = ticket_id
            self.sides.set_current(0)
            self._change(partial(act, self.desk.actor, ticket_id), self.tr("重开了，回复钟重新走"))

    @Slot()
    def _query(self) -> None:
        self._act_on(self._acts.query)

    @Slot()
    def _escalate(self) -> None:
        self._act_on(self._acts.escalate)

    @Slot()
    def _prove(self) -> None:
        if self._case is not None:
            self._acts.save_proof(self._case.ticket)

    @Slot()
    def _show_again(self) -> None:
        """What was never shown is shown in 待交付, without a PIN."""
        ticket = self._live()
        if ticket and ticket.line and ticket.line.state is DeliveryState.ARRIVED:
            self.tab_wanted.emit("undelivered", ticket.line.id)
        else:
            self._act_when_known(TicketAct.SHOW_AGAIN, self._acts.show_again)

    @Slot()
    def _other_source(self) -> None:
        self._act_when_known(TicketAct.OTHER_SOURCE, self._acts.other_source)

    @Slot()
    def _replace_card(self) -> None:
        self._act_when_known(TicketAct.REPLACE_CARD, self._acts.replace_card)

    @Slot()
    def _refund(self) -> None:
        self._act_when_known(TicketAct.REFUND, self._acts.refund)

    @Slot()
    def _compensate(self) -> None:
        self._act_when_known(TicketAct.COMPENSATE, self._acts.compensate)

    @Slot()
    def _ask_question(self) -> None:
        self._opening.ask_question()

    # Parts --------------------------------------------------------------------------------------

    def _live(self) -> Ticket | None:
        if self._case is None or self._case.ticket.is_closed:
            return None
        return self._case.ticket

    def _act_on(self, act: Callable[[Ticket], None]) -> None:
        ticket = self._live()
        if ticket is not None:
            act(ticket)

    def _act_when_known(self, act: TicketAct, call: Callable[[Ticket], None]) -> None:
        """Do what a known outcome frees; say why while it is open."""
        ticket = self._live()
        if ticket is None or self._case is None:
            return
        lock = self._case.locks[act]
        if lock is None:
            call(ticket)
        else:
            self._toast(lock, "lock")

    def _run(self, ticket: Ticket, work: Callable[[], Changes], said: str) -> None:
        """Write the draft down; it is gone at once: a second press has nothing to write again."""
        draft = self.ticket_detail.draft()
        self._put_draft(ticket.id, "")
        self._change(work, said, refused=partial(self._give_back, ticket.id, draft))

    def _give_back(self, ticket_id: int, draft: str, error: KataiError) -> None:
        """What was refused is not lost, unless something else is written by now."""
        self._put_draft(ticket_id, self._drafts.get(ticket_id) or draft)
        self.desk.context.messages.show_refusal(sentence_of(error))

    def _put_draft(self, ticket_id: int, draft: str) -> None:
        self._drafts[ticket_id] = draft
        if self._case is not None and self._case.ticket.id == ticket_id:
            self.ticket_detail.set_draft(draft)
            self._show_draft(draft)

    def _show_draft(self, draft: str) -> None:
        self.ticket_detail.thread_view.show_draft(draft, self.desk.actor.person.name)

    def _change(
        self,
        work: Callable[[], Changes],
        said: str,
        refused: Callable[[KataiError], None] | None = None,
    ) -> None:
        self.desk.context.operations.run_change(
            self, work, partial(self._changed, said), refused=refused
        )

    def _changed(self, said: str, _changes: Changes) -> None:
        """The page is told of the change and reads again."""
        self._toast(said)

    def _is_offered(self, button: ActionButton) -> bool:
        return self._case is not None and button.isEnabled() and not button.isHidden()

    def _toast(self, text: str, icon: str = "circle-check") -> None:
        self.desk.context.messages.show_toast(text, icon=icon)


def _is_ready(case: TicketCase) -> bool:
    """Whether the comfort text lies ready: nobody has answered, and it is about goods."""
    is_waiting = case.clock is not None and case.clock.kind is ClockKind.ANSWER
    return is_waiting and case.ticket.line is not None and bool(case.replies)
