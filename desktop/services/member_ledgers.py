"""Every ledger of members in one hand: what the member page is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.changes import Changes, Topic

if TYPE_CHECKING:
    from desktop.services.campus_agents import CampusAgents
    from desktop.services.credit_ledger import CreditLedger
    from desktop.services.erasing import Erasing
    from desktop.services.gifts import Gifts
    from desktop.services.loyalty import Loyalty
    from desktop.services.member_merging import MemberMerging
    from desktop.services.referrals import Referrals
    from desktop.services.shifts import Shifts
    from desktop.services.stored_value import StoredValue


@dataclass(frozen=True, slots=True)
class MemberLedgers:
    """The services behind a member's tabs and acts."""

    loyalty: Loyalty
    stored_value: StoredValue
    credit: CreditLedger
    gifts: Gifts
    merging: MemberMerging
    referrals: Referrals
    shifts: Shifts
    erasing: Erasing
    agents: CampusAgents

    def keep_up(self) -> Changes:
        """Let points lapse and grant what is due for friends; says whether anything moved."""
        moved = self.loyalty.expire_due() + self.referrals.grant_due()
        return Changes.of(Topic.CUSTOMERS) if moved else Changes()

    def open_shift_id(self) -> int:
        """Return the open shift's id; 0, which no service accepts, while none is open."""
        current = self.shifts.current()
        return 0 if current is None else current.id
