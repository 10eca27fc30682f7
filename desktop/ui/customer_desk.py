"""What every part of 会员 is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from desktop.ui.desk import Desk

if TYPE_CHECKING:
    from desktop.services.checkout import Checkout
    from desktop.services.customers import Customers
    from desktop.services.member_ledgers import MemberLedgers
    from desktop.services.saved_accounts import SavedAccounts
    from desktop.services.settings import Settings
    from desktop.ui.screen import WindowContext


class ReceiptDesk(Protocol):
    """Hands receipts of members' money out."""

    def note(self, customer_id: int, receipt_id: int) -> None:
        """Remember the receipt that was just written for a member."""

    def latest_of(self, customer_id: int) -> int | None:
        """Return the receipt written last for a member since the program started."""

    def open(self, receipt_id: int) -> None:
        """Show what a receipt says."""

    def print_paper(self, receipt_id: int) -> None:
        """Print a receipt."""


@dataclass(frozen=True, slots=True)
class CustomerDesk(Desk):
    """The services of the customers page, the clock, who looks."""

    context: WindowContext
    customers: Customers
    checkout: Checkout
    settings: Settings
    saved_accounts: SavedAccounts
    ledgers: MemberLedgers
    receipts: ReceiptDesk | None = None

    @property
    def is_masked(self) -> bool:
        """Whether numbers are shown masked: only the owner sees them in full."""
        return not self.is_owner
