"""Asking for the owner's consent: one sheet, counted tries, and what to do with a yes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.domain.errors import KataiError
from desktop.domain.secret import Secret
from desktop.translating import sentence_of
from desktop.ui.background import Lane

if TYPE_CHECKING:
    from desktop.domain.permissions import Person
    from desktop.domain.sale import Approval
    from desktop.services.staff import Staff
    from desktop.ui.messages import Messages
    from desktop.ui.operations import Operations
    from desktop.ui.widgets.owner_pin import ApprovalRequest, OwnerPinSheet


class Approvals(QObject):
    """The owner's PIN, asked for over whatever page is in front."""

    def __init__(self, staff: Staff, operations: Operations, messages: Messages) -> None:
        super().__init__(messages)
        self._staff = staff
        self._operations = operations
        self._messages = messages

    def ask(self, request: ApprovalRequest, then: Callable[[Approval], None]) -> OwnerPinSheet:
        """Ask for PIN and reason; ``then`` gets the approval once the PIN was right."""
        sheet = self._messages.ask_owner(request)
        sheet.submitted.connect(partial(self._check, sheet, then))
        return sheet

    @Slot()
    def _check(
        self, sheet: OwnerPinSheet, then: Callable[[Approval], None], pin: str, reason: str
    ) -> None:
        sheet.set_busy(is_busy=True)
        self._operations.run_query(
            sheet,
            partial(self._staff.check_owner_pin, Secret(pin)),
            partial(self._accept, sheet, then, reason),
            refused=partial(self._refuse, sheet),
            lane=Lane.WRITE,
        )

    def _accept(
        self, sheet: OwnerPinSheet, then: Callable[[Approval], None], reason: str, owner: Person
    ) -> None:
        is_lasting = sheet.lasting.isChecked()
        sheet.close_sheet()
        from desktop.domain.sale import Approval

        then(Approval(owner.id, reason, is_lasting))

    def _refuse(self, sheet: OwnerPinSheet, error: KataiError) -> None:
        sheet.set_busy(is_busy=False)
        tries_left = error.values.get("left")
        if error.code == "pin_wrong" and isinstance(tries_left, int):
            sheet.show_wrong(tries_left)
        else:
            sheet.show_locked(sentence_of(error))
