"""给等级: a tier by hand, or back to what spending says."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.dialogs.writing_form import WritingForm
from desktop.ui.widgets.inputs import ChoiceBox

if TYPE_CHECKING:
    from desktop.domain.customer import CustomerSnapshot
    from desktop.services.tiers import TierRow, Tiers
    from desktop.ui.screen import WindowContext


class GiveTierSheet(WritingForm):
    """Asks for the tier of one member.

    Signals:
        given: it was written down.
    """

    given = Signal()

    def __init__(
        self,
        context: WindowContext,
        tiers: Tiers,
        customer: CustomerSnapshot,
        choices: tuple[TierRow, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, "", parent=parent)
        self.set_title(self.tr("{name} 的等级").format(name=customer.name))
        self._tiers, self._customer = tiers, customer
        self._ids: list[int | None] = [None, *(one.id for one in choices)]
        self.choice = ChoiceBox(
            [self.tr("按累计消费"), *(one.name for one in choices)],
            name="tierChoice",
            accessible_name=self.tr("等级"),
        )
        self.body.addWidget(self.choice)
        self.finish(self.tr("给这个等级"), name="giveTier")
        self.set_first_focus(self.choice)

    def submit(self) -> None:
        """Write it down."""
        actor, tier_id = self.context.session.actor, self._ids[self.choice.currentIndex()]
        work = partial(self._tiers.give_tier, actor, self._customer.id, tier_id)
        self.write(work, self._written_down)

    def _written_down(self, _changes: object) -> None:
        self.close_sheet()
        self.given.emit()
