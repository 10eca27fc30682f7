"""The tier of the member who is shown: how far to the next one, and giving one by hand."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop.ui.dialogs.give_tier_dialog import GiveTierSheet

if TYPE_CHECKING:
    from desktop.domain.customer import CustomerSnapshot
    from desktop.services.tiers import TierRow, Tiers
    from desktop.ui.loads import Loads
    from desktop.ui.screen import WindowContext


class TierDesk(QObject):
    """Reads where a member stands.

    Signals:
        told: the ``TierProgress`` of the member who was asked for last.
        given: a tier was given by hand; the member reads otherwise now.
    """

    told = Signal(object)
    given = Signal()

    def __init__(self, context: WindowContext, tiers: Tiers, loads: Loads, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._tiers, self._loads = context, tiers, loads

    def look_up(self, customer: CustomerSnapshot) -> None:
        """Find out where a member stands."""
        self._loads.run("tier", partial(self._tiers.progress_of, customer.id), self.told.emit)

    def ask(self, customer: CustomerSnapshot) -> None:
        """Ask which tier to give."""
        self._loads.run("tiers", self._tiers.list_tiers, partial(self._open, customer))

    def _open(self, customer: CustomerSnapshot, tiers: tuple[TierRow, ...]) -> None:
        sheet = GiveTierSheet(self._context, self._tiers, customer, tiers)
        sheet.given.connect(self._tell)
        self._context.messages.open_sheet(sheet)

    @Slot()
    def _tell(self) -> None:
        self.given.emit()
