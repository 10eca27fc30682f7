"""A form whose act may need the owner: it asks for the PIN over itself and tries again with it."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

import shiboken6

from desktop.domain.errors import KataiError
from desktop.ui.dialogs.writing_form import WritingForm
from desktop.ui.widgets.owner_pin import ApprovalRequest

if TYPE_CHECKING:
    from desktop.domain.sale import Approval


class ConsentForm(WritingForm):
    """Writes; where only the owner may, asks the owner."""

    asks_owner_for: ClassVar[frozenset[str]] = frozenset({"needs_owner"})

    @abstractmethod
    def work(self, approval: Approval | None) -> Any:
        """Do it, off the window's thread."""

    @abstractmethod
    def written(self, outcome: Any) -> None:
        """It is done."""

    @abstractmethod
    def approval_request(self, error: KataiError) -> ApprovalRequest:
        """Return what the owner is asked, in finished sentences."""

    def reason(self) -> str:
        """Return why, as typed in the form; empty lets the owner's sheet ask for it."""
        return ""

    def book(self, approval: Approval | None = None) -> None:
        """Do it, with the owner's consent if it was given."""
        self.write(partial(self.work, approval), self.written)

    def show_refusal(self, error: KataiError) -> None:
        """Ask the owner where the owner can let it pass; else say why."""
        if error.code in self.asks_owner_for:
            self.context.approvals.ask(self.approval_request(error), self.book_if_here)
        else:
            super().show_refusal(error)

    def book_if_here(self, approval: Approval) -> None:
        """Do it with the owner's consent, unless the form was closed meanwhile."""
        if shiboken6.isValid(self):
            self.book(replace(approval, reason=self.reason() or approval.reason))
