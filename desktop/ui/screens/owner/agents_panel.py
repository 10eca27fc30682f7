"""校园代理: what each sold in the stretch and is owed now; Enter opens the page of agents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget

from desktop.domain.money import ZERO
from desktop.ui.formatting import HIDDEN, money_text
from desktop.ui.screens.owner.card_row import LAST_ROOM
from desktop.ui.theme import Tone
from desktop.ui.widgets.cards import Card, EmptyState
from desktop.ui.widgets.labels import line
from desktop.ui.widgets.list_rows import ListRow, RowList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from desktop.domain.money import Money
    from desktop.services.owner_cards import AgentStanding

_ROW: Final = 52
_TONES: Final = (Tone.ACCENT, Tone.INFO, Tone.VIOLET, Tone.WARN)


class AgentsPanel(Card):
    """The list, most sales first.

    Signals:
        opened: the agents' page is wanted, or the setting that switches them on.
    """

    opened = Signal(object)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, " ", parent=parent)
        self.set_flush()
        self.body.setContentsMargins(0, 0, 0, LAST_ROOM)
        self._hides = False
        self.note.setText(self.tr("销售额 · 还欠的佣金"))
        self.rows = RowList(name="ownerAgents", accessible_name=title, row_height=_ROW)
        self._empty = EmptyState("users", "")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.rows)
        self._pages.addWidget(self._empty)
        self.body.addWidget(line())
        self.body.addWidget(self._pages, 1)
        self.rows.picked.connect(self._open)

    def show_agents(
        self, agents: Sequence[AgentStanding], *, has_agents: bool, hides: bool
    ) -> None:
        """Show who sold what; without an agent say why there is none."""
        self._hides = hides
        tones = (_TONES[place % len(_TONES)] for place in range(len(agents)))
        rows = [self._row_of(one, tone) for one, tone in zip(agents, tones, strict=True)]
        self.rows.set_items(rows)
        self.note.setVisible(bool(rows))
        self._pages.setCurrentIndex(0 if rows else 1)
        self.rows.settle_focus()
        if has_agents:
            self._empty.set_words(self.tr("还没有代理"), self.tr("到推广的校园代理里添加"))
        else:
            self._empty.set_words(
                self.tr("没有开校园代理"), self.tr("设置里打开后，谁卖了多少会列在这里")
            )

    @Slot(object)
    def _open(self, _row: ListRow) -> None:
        self.opened.emit(("promote", "agents"))

    def _row_of(self, agent: AgentStanding, tone: Tone) -> ListRow:
        return ListRow(
            agent.id,
            agent.name,
            self.tr("带来会员 {members} · {sales} 单").format(
                members=agent.members, sales=agent.sold.orders
            ),
            right=self._shown(agent.sold.net),
            right_second=self._owed_words(agent.owed),
            right_second_token="accent-text" if agent.owed > ZERO else "text3",
            initial=agent.name,
            tone=tone,
        )

    def _owed_words(self, owed: Money) -> str:
        if owed == ZERO:
            return self.tr("不欠佣金")
        if owed < ZERO:
            return self.tr("多付了 {amount}").format(amount=self._shown(-owed))
        return self.tr("欠 {amount}").format(amount=self._shown(owed))

    def _shown(self, amount: Money) -> str:
        return HIDDEN if self._hides else money_text(amount)
