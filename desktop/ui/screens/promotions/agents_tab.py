"""代理: campus agents with what they brought and are owed; one's ledger; payout, slip, poster."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.clock import zone_named
from desktop.domain.errors import KataiError
from desktop.domain.money import ZERO
from desktop.domain.printing import PrintJobKind
from desktop.services.table_writing import safe_file_name, save_file
from desktop.translating import sentence_of
from desktop.ui.background import Lane
from desktop.ui.dialogs.agent_form_dialog import AgentFormSheet
from desktop.ui.dialogs.agent_payout_dialog import AgentPayoutSheet
from desktop.ui.dialogs.save_file_dialog import SaveFileSheet
from desktop.ui.formatting import money_text
from desktop.ui.loads import Loads
from desktop.ui.rendering.page_renderer import QtPageRenderer
from desktop.ui.screens.promotions.agent_tables import AgentTable, CommissionTable, total_owed
from desktop.ui.shortcuts import Action
from desktop.ui.widgets.buttons import DEFAULT, PRIMARY, make_button
from desktop.ui.widgets.cards import Card, EmptyState
from desktop.ui.widgets.labels import ElideLabel, PlainLabel
from desktop.ui.widgets.rounded_pages import RoundedPages

if TYPE_CHECKING:
    from datetime import datetime, tzinfo
    from pathlib import Path

    from desktop.domain.agent import CommissionRow
    from desktop.domain.changes import Changes
    from desktop.services.campus_agents import AgentView, CampusAgents
    from desktop.services.printing import Printing, PrintOutcome
    from desktop.services.settings import Settings
    from desktop.ui.screen import WindowContext


class AgentsTab(QWidget):
    """The agents above, the ledger of the chosen one below.

    Signals:
        poster_wanted: the code that a poster should carry.
        keys_changed: another act is possible now.
    """

    poster_wanted = Signal(str)
    keys_changed = Signal()

    def __init__(
        self,
        context: WindowContext,
        agents: CampusAgents,
        printing: Printing,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._agents = context, agents
        self._printing, self._settings = printing, settings
        self._loads = Loads(context, self)
        self._wanted: int | None = None
        self._build()
        self._connect()

    def page_actions(self) -> tuple[Action, ...]:
        """Return the acts of the tab."""
        return (
            Action("promote.new", self.make, icon="plus"),
            Action("promote.change", self.change, self._has_agent, icon="pencil"),
            Action("promote.pay", self.ask_payout, self._is_owed, icon="banknote"),
            Action("promote.switch", self.switch, self._has_agent),
            Action("page.print", self.print_slip, self._was_paid, icon="printer"),
        )

    def focus_home(self) -> None:
        """To the agents."""
        self.table.setFocus()

    # Reading -----------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the agents again; who is chosen stays chosen."""
        self._loads.run("agents", self._agents.list_agents, self._show_agents)

    def _show_agents(self, views: tuple[AgentView, ...]) -> None:
        is_on = self._agents.is_enabled()
        self._off.setVisible(not is_on)
        self._pages.setCurrentIndex(1 if views else 0)
        self.table.set_rows(views)
        is_found = self._wanted is not None and self.table.select_key(self._wanted)
        if not is_found and self.table.current_row() is None:
            self.table.select_number(0)
        self._wanted = None
        owed = self.tr("一共欠佣金 {amount}").format(amount=money_text(total_owed(views)))
        self._sum.setText(owed)
        self._sum.setVisible(bool(views))
        self._show_chosen(self.table.current_row())

    @Slot(object)
    def _show_chosen(self, view: AgentView | None) -> None:
        self._below.setVisible(view is not None)
        self.keys_changed.emit()
        if view is None:
            return
        self._name.setText(view.profile.name)
        self._facts.setText(self._said(view))
        self.pay.setEnabled(view.owed > ZERO)
        self.stop.setText(self.tr("重新启用") if view.is_stopped else self.tr("停用"))
        for button in (self.slip, self.pdf):
            button.setEnabled(view.last_payout is not None)
        work = partial(self._agents.entries, view.id)
        self._loads.run("entries", work, self._show_entries)

    def _show_entries(self, rows: tuple[CommissionRow, ...]) -> None:
        self.entries.set_rows(rows)
        self._ledger.setCurrentIndex(0 if rows else 1)

    def _said(self, view: AgentView) -> str:
        profile = view.profile
        parts = [profile.code, profile.phone, profile.wechat or profile.qq]
        if view.member_name:
            parts.append(self.tr("会员 {name}").format(name=view.member_name))
        if profile.earns_own:
            parts.append(self.tr("自己买的也算"))
        if view.owed < ZERO:
            parts.append(self.tr("退货多付的，下次佣金里扣"))
        return " · ".join(part for part in parts if part)

    # Acts --------------------------------------------------------------------------------------

    @Slot()
    def make(self) -> None:
        """Ask about a new agent."""
        self._open_form(None)

    @Slot()
    def change(self) -> None:
        """Ask about the chosen one."""
        view = self.table.current_row()
        if view is not None:
            self._open_form(view)

    def _open_form(self, view: AgentView | None) -> None:
        sheet = AgentFormSheet(self._context, self._agents, view)
        sheet.saved.connect(self._show_saved)
        self._context.messages.open_sheet(sheet)

    @Slot(object)
    def _show_saved(self, agent_id: int) -> None:
        self._wanted = agent_id
        self.refresh()

    @Slot()
    def ask_payout(self, _row: object = None) -> None:
        """Ask how much is paid; nothing while nothing is owed."""
        view = self.table.current_row()
        if view is None or view.owed <= ZERO:
            return
        sheet = AgentPayoutSheet(self._context, self._agents, view)
        sheet.paid.connect(self._take_payout)
        self._context.messages.open_sheet(sheet)

    @Slot(object)
    def _take_payout(self, payout_id: int) -> None:
        self.refresh()
        self._enqueue(payout_id, is_asked=False)

    @Slot()
    def switch(self) -> None:
        """Stop the chosen agent's code, or let it count again."""
        view = self.table.current_row()
        if view is None:
            return
        said = self.tr("{name} 又能用了") if view.is_stopped else self.tr("{name} 停了，欠的还在")
        self._context.operations.run_change(
            self,
            partial(
                self._agents.set_stopped,
                self._context.session.actor,
                view.id,
                is_stopped=not view.is_stopped,
            ),
            partial(self._switched, said.format(name=view.profile.name)),
            refused=self._refuse,
        )

    def _switched(self, said: str, _changes: Changes) -> None:
        self._context.messages.show_toast(said)
        self.refresh()

    @Slot()
    def print_slip(self) -> None:
        """Print the slip of the last payout."""
        view = self.table.current_row()
        if view is not None and view.last_payout is not None:
            self._enqueue(view.last_payout, is_asked=True)

    def _enqueue(self, payout_id: int, *, is_asked: bool) -> None:
        actor = self._context.session.actor
        self._context.operations.run_change(
            self,
            partial(self._printing.enqueue, actor, PrintJobKind.PAYOUT_SLIP, payout_id),
            partial(self._queued, is_asked),
            refused=self._refuse,
        )

    def _queued(self, is_asked: bool, outcome: PrintOutcome) -> None:
        if is_asked and outcome.is_dropped:
            words = self.tr("没有打印机，没有打。可以存 PDF")
            self._context.messages.show_toast(words, icon="printer-x")

    @Slot()
    def ask_where(self) -> None:
        """Ask where the slip of the last payout goes as PDF."""
        view = self.table.current_row()
        if view is None or view.last_payout is None:
            return
        name = safe_file_name(self.tr("佣金付款单 {name}").format(name=view.profile.name))
        sheet = SaveFileSheet(self.tr("付款单存 PDF"), name, ("pdf",))
        sheet.decided.connect(partial(self._save, sheet, view.last_payout))
        self._context.messages.open_sheet(sheet)

    def _save(self, sheet: SaveFileSheet, payout_id: int, path: Path) -> None:
        self._context.operations.run_query(
            sheet,
            partial(_write_slip, path, payout_id, self._printing),
            partial(self._saved, sheet, path),
            refused=sheet.show_refusal,
            lane=Lane.DEVICE,
        )

    def _saved(self, sheet: SaveFileSheet, path: Path, _nothing: None) -> None:
        sheet.close_sheet()
        words = self.tr("付款单存到 {path}").format(path=path)
        self._context.messages.show_toast(words, icon="download")

    @Slot()
    def _want_poster(self) -> None:
        view = self.table.current_row()
        if view is not None:
            self.poster_wanted.emit(view.profile.code)

    def _refuse(self, error: KataiError) -> None:
        self._context.messages.show_refusal(sentence_of(error))

    def _has_agent(self) -> bool:
        return self.table.current_row() is not None

    def _is_owed(self) -> bool:
        view = self.table.current_row()
        return view is not None and view.owed > ZERO

    def _was_paid(self) -> bool:
        view = self.table.current_row()
        return view is not None and view.last_payout is not None

    def _zone(self) -> tzinfo:
        return zone_named(self._settings.current.text("day.zone"))

    def _now(self) -> datetime:
        return self._context.clock.now()

    # Building ----------------------------------------------------------------------------------

    def _build(self) -> None:
        key_text = self._context.registry.key_text
        self.table = AgentTable()
        self.entries = CommissionTable(self._now, self._zone)
        self.add = make_button(
            DEFAULT, self.tr("加代理"), key_text("promote.new"), "plus", name="newAgent"
        )
        self.pay = make_button(
            PRIMARY, self.tr("付佣金"), key_text("promote.pay"), "banknote", name="payAgent"
        )
        self.edit = make_button(
            DEFAULT, self.tr("修改"), key_text("promote.change"), "pencil", name="changeAgent"
        )
        self.stop = make_button(
            DEFAULT, self.tr("停用"), key_text("promote.switch"), name="stopAgent"
        )
        self.poster = make_button(
            DEFAULT, self.tr("做海报"), icon_name="image-down", name="agentPoster"
        )
        self.slip = make_button(
            DEFAULT, self.tr("打付款单"), key_text("page.print"), "printer", name="printPayout"
        )
        self.pdf = make_button(DEFAULT, self.tr("存 PDF"), icon_name="download", name="savePayout")
        self._sum = PlainLabel("", "strong")
        self._sum.setObjectName("agentsOwed")
        words = self.tr("校园代理没有打开：新单不记代理，去 设置 › 会员 打开。欠的佣金还能付。")
        self._off = PlainLabel(words, "table", "warn", wraps=True)
        self._off.setObjectName("agentsOff")
        self._off.hide()
        nobody = EmptyState(
            "school",
            self.tr("还没有校园代理"),
            self.tr("按 Ctrl+N 加一位：给个代理码，卖出的货按毛利分佣金，退货自动扣回"),
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(nobody)
        self._pages.addWidget(self._made_page())
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        column.addLayout(self._made_head())
        column.addWidget(self._off)
        column.addWidget(self._pages, 1)

    def _made_head(self) -> QHBoxLayout:
        note = self.tr("按到货的毛利算，扣掉手续费、积分和赠品；只算一级")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._sum)
        row.addWidget(ElideLabel(note, "caption", "2"), 1)
        row.addWidget(self.add)
        return row

    def _made_page(self) -> QWidget:
        page = QWidget()
        above = Card()
        above.set_flush()
        pages = RoundedPages(is_last=True)
        pages.addWidget(self.table)
        above.body.addWidget(pages, 1)
        self._below = Card()
        self._below.set_flush()
        self._below.body.addLayout(self._made_detail_head())
        self._ledger = RoundedPages(is_last=True)
        self._ledger.addWidget(self.entries)
        self._ledger.addWidget(
            EmptyState("coins", self.tr("还没有佣金"), self.tr("记给这位代理的货到了就有"))
        )
        self._below.body.addWidget(self._ledger, 1)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(above, 4)
        column.addWidget(self._below, 5)
        return page

    def _made_detail_head(self) -> QHBoxLayout:
        self._name = PlainLabel("", "title")
        self._facts = ElideLabel("", "caption", "2")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._name)
        words.addWidget(self._facts)
        row = QHBoxLayout()
        row.setContentsMargins(16, 10, 12, 10)
        row.setSpacing(8)
        row.addLayout(words, 1)
        for button in (self.poster, self.edit, self.stop, self.pdf, self.slip, self.pay):
            row.addWidget(button)
        return row

    def _connect(self) -> None:
        self.table.row_chosen.connect(self._show_chosen)
        self.table.row_activated.connect(self.ask_payout)
        for button, act in (
            (self.add, self.make),
            (self.edit, self.change),
            (self.stop, self.switch),
            (self.pay, self.ask_payout),
            (self.slip, self.print_slip),
            (self.pdf, self.ask_where),
            (self.poster, self._want_poster),
        ):
            button.clicked.connect(act)


def _write_slip(path: Path, payout_id: int, printing: Printing) -> None:
    save_file(path, QtPageRenderer().slip_pdf(printing.documents.payout_to_keep(payout_id)))
