"""Closing a day: its six steps, what is still open, and the differences that need a reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from desktop.domain.money import Money
    from desktop.domain.tender import TenderMethod


class CloseStep(StrEnum):
    """未结 → 现金 → 收款码 → 货源余额 → 差额 → 签字."""

    OPEN_ITEMS = "open_items"
    CASH = "cash"
    CODES = "codes"
    PLATFORMS = "platforms"
    DIFFERENCES = "differences"
    SIGN = "sign"


CLOSE_STEPS: Final = tuple(CloseStep)


class DifferenceKind(StrEnum):
    """Where money can be missing."""

    CASH = "cash"
    CODE = "code"
    PLATFORM = "platform"


@dataclass(frozen=True, slots=True)
class OpenItems:
    """What is carried over: held carts, 待交付, 待确认, 待付款, 售后. None of it stops a close.

    Attributes:
        overdue_tickets: those among ``tickets`` whose next step should have been done.
    """

    held: int = 0
    undelivered: int = 0
    unknown: int = 0
    awaiting_payment: int = 0
    tickets: int = 0
    overdue_tickets: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing is open."""
        return not any(
            (self.held, self.undelivered, self.unknown, self.awaiting_payment, self.tickets)
        )


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where what was counted is not what should be there.

    Attributes:
        key: names it in the reasons: ``cash``, ``wechat``, ``wechat:<code id>``,
            ``platform:<name>``.
        amount: counted − expected.
        needs_owner: beyond the limit of the settings.
    """

    key: str
    kind: DifferenceKind
    label: str
    expected: Money
    counted: Money
    amount: Money
    needs_owner: bool


@dataclass(frozen=True, slots=True)
class TenderToCount:
    """A collection code, or a tender without one, whose total is typed at the close.

    Attributes:
        code_id: None for what came without naming a code.
        counted: None until it was typed.
    """

    method: TenderMethod
    code_id: int | None
    label: str
    counted: Money | None = None


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signed a day, when, and why what did not agree was let pass.

    Attributes:
        closed_by, approved_by: names; the same where an owner signed alone.
        reasons: each difference with what was written.
    """

    at: datetime
    closed_by: str
    approved_by: str
    reasons: tuple[tuple[Difference, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DayCloseState:
    """How far the close of a business date is; every count it shows is stored, so it can be left.

    Attributes:
        done: steps that need nothing more.
        hides_sums: blind: no sum may be on the screen yet.
        cash_counted: the latest count; the first one is kept beside it.
        earlier_open_date: a day before this one that must be closed first, if any.
        signing: of a day that is closed.
    """

    business_date: date
    is_closed: bool
    z_number: int | None
    done: frozenset[CloseStep]
    hides_sums: bool
    open_items: OpenItems
    cash_counts: Mapping[Money, int]
    cash_counted: Money | None
    first_cash_counted: Money | None
    tenders: tuple[TenderToCount, ...]
    earlier_open_date: date | None
    signing: Signing | None = None

    @property
    def current(self) -> CloseStep:
        """The first step that still needs something."""
        for step in CLOSE_STEPS:
            if step not in self.done:
                return step
        return CloseStep.SIGN


class CalendarState(StrEnum):
    """What a day of the calendar shows."""

    NOTHING = "nothing"
    OPEN = "open"
    CLOSED = "closed"
    CLOSED_WITH_DIFFERENCE = "closed_with_difference"


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One cell of the month."""

    on: date
    state: CalendarState
    z_number: int | None = None


@dataclass(frozen=True, slots=True)
class CashMovementRow:
    """Cash put into the drawer (positive) or taken out of it."""

    id: int
    amount: Money
    reason: str
    note: str
    person_name: str
    moved_at: datetime
