"""The campus agent who brought an order: named by code or key, shown, taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.ui.screens.sale.code_acts import CodeActs

if TYPE_CHECKING:
    from desktop.domain.customer import AgentTag
    from desktop.ui.dialogs.agent_code_dialog import AgentCodeSheet


class AgentActs(CodeActs):
    """What the counter does with an agent."""

    def take(self, found: AgentTag) -> None:
        """Let the order count for an agent, and say so."""
        words = self.tr("这一单记给代理 {name}").format(name=found.name)
        self._context.messages.show_toast(words, icon="school")
        super().take(found)

    def _make_sheet(self) -> AgentCodeSheet:
        from desktop.ui.dialogs.agent_code_dialog import AgentCodeSheet

        return AgentCodeSheet()

    def _find(self, code: str) -> AgentTag:
        return self._checkout.get_agent(code)

    def _put(self, found: AgentTag | None) -> None:
        self._desk.set_agent(found)
