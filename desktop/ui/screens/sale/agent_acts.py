"""The campus agent who brought an order: named by code or key, shown, taken away."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Signal, Slot

if TYPE_CHECKING:
    from desktop.domain.customer import AgentTag
    from desktop.domain.errors import KataiError
    from desktop.services.checkout import Checkout
    from desktop.ui.dialogs.agent_code_dialog import AgentCodeSheet
    from desktop.ui.screen import WindowContext
    from desktop.ui.screens.sale.cart_desk import CartDesk


class AgentActs(QObject):
    """What the counter does with an agent.

    Signals:
        finished: the caret goes back to the search.
    """

    finished = Signal()

    def __init__(
        self, context: WindowContext, checkout: Checkout, desk: CartDesk, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._checkout = checkout
        self._desk = desk

    @Slot()
    def ask(self) -> None:
        """Ask for the code."""
        from desktop.ui.dialogs.agent_code_dialog import AgentCodeSheet

        sheet = AgentCodeSheet()
        sheet.decided.connect(partial(self._look_for, sheet))
        self._context.messages.open_sheet(sheet)

    @Slot()
    def remove(self) -> None:
        """Let the order count for nobody who was named."""
        self._desk.set_agent(None)
        self.finished.emit()

    def name(self, agent: AgentTag) -> None:
        """Let the order count for an agent, and say so."""
        self._desk.set_agent(agent)
        words = self.tr("这一单记给代理 {name}").format(name=agent.name)
        self._context.messages.show_toast(words, icon="school")
        self.finished.emit()

    @Slot(str)
    def _look_for(self, sheet: AgentCodeSheet, code: str) -> None:
        self._context.operations.run_query(
            self,
            partial(self._checkout.get_agent, code),
            partial(self._take, sheet),
            refused=partial(_tell, sheet),
        )

    def _take(self, sheet: AgentCodeSheet, agent: AgentTag) -> None:
        if shiboken6.isValid(sheet):
            sheet.close_sheet()
            self.name(agent)


def _tell(sheet: AgentCodeSheet, error: KataiError) -> None:
    if shiboken6.isValid(sheet):
        sheet.show_refusal(error)
