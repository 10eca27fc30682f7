"""A customer as the counter sees them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from desktop.domain.loyalty import points_needed
from desktop.domain.money import ZERO, Money
from desktop.domain.stored_value import SpendOrder
from desktop.domain.tender import TenderMethod

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from desktop.domain.loyalty import PointsReason
    from desktop.domain.stored_value import Purse
    from desktop.domain.tender import Tender

TAIL_LENGTH: Final = 4


_BIRTHDAY: Final = re.compile(
    r"(?:\d{4}[-/.年])?\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*日?"
)
_DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def birthday_of(text: str) -> str | None:
    """Read month and day; a year is left out, and None is no birthday.

    >>> birthday_of("2004年6月8日"), birthday_of("6-18"), birthday_of("13-1")
    ('06-08', '06-18', None)
    """
    match = _BIRTHDAY.fullmatch(text.strip())
    if match is None:
        return None
    month, day = int(match["month"]), int(match["day"])
    if not 1 <= month <= len(_DAYS) or not 1 <= day <= _DAYS[month - 1]:
        return None
    return f"{month:02d}-{day:02d}"


@dataclass(frozen=True, slots=True)
class TierMark:
    """The tier of a customer: where spending has raised them to, or where the owner put them."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class AgentTag:
    """An agent as a cart carries them.

    Attributes:
        share: of the margin, in basis points.
        earns_own: whether they are paid for what they buy themselves.
    """

    id: int
    code: str
    name: str
    share: int
    earns_own: bool = False


class CustomerSnapshot(NamedTuple):
    """A customer with points and history at the moment it was read.

    A tuple, because every keystroke reads fifty: a data class takes ten times as long to make.

    Attributes:
        points: the sum of the points ledger.
        spent: what was paid so far less refunds, what was imported included.
        last_bought_at: None before the first sale.
        birthday: month and day, such as ``06-18``; nobody's age is kept.
        referred_by: the member who brought them.
        stored: stored value, principal and bonus together.
        agent: the campus agent by whom they came.
        own_agent: the campus agent whom they are themselves.
    """

    id: int
    name: str
    phone: str
    qq: str = ""
    wechat: str = ""
    card_no: str = ""
    channel: str = ""
    note: str = ""
    points: int = 0
    spent: Money = ZERO
    sale_count: int = 0
    last_bought_at: datetime | None = None
    created_at: datetime | None = None
    tags: tuple[str, ...] = ()
    birthday: str = ""
    referred_by: int | None = None
    stored: Money = ZERO
    tier: TierMark | None = None
    agent: AgentTag | None = None
    own_agent: AgentTag | None = None

    @property
    def phone_tail(self) -> str:
        """The last four digits, by which customers name themselves."""
        return self.phone[-TAIL_LENGTH:]

    @property
    def is_first_order(self) -> bool:
        """Whether the next sale would be their first."""
        return self.sale_count == 0


@dataclass(frozen=True, slots=True)
class MemberStanding:
    """What a member may pay with.

    Attributes:
        owed: on credit; below zero they paid too much.
    """

    id: int
    name: str
    phone: str
    card_no: str
    points: int
    purse: Purse
    credit_limit: Money
    owed: Money

    @property
    def credit_left(self) -> Money:
        """What may still be taken along unpaid."""
        return max(self.credit_limit - self.owed, ZERO)

    def after(self, tenders: Iterable[Tender], points_per_yuan: int) -> MemberStanding:
        """Return what is left when these parts of a payment are taken out of the ledgers."""
        points, purse, owed = self.points, self.purse, self.owed
        for tender in tenders:
            if tender.method is TenderMethod.POINTS:
                points -= points_needed(tender.amount, points_per_yuan)
            elif tender.method is TenderMethod.STORED:
                purse = purse - purse.part_for(tender.amount, SpendOrder.PRINCIPAL_FIRST)
            elif tender.method is TenderMethod.CREDIT:
                owed = owed + tender.amount
        return replace(self, points=points, purse=purse, owed=owed)

    def is_proved_by(self, said: str) -> bool:
        """Whether this is their phone, its last four digits, or their card number."""
        return proves(self.phone, self.card_no, said)


def proves(phone: str, card_no: str, said: str) -> bool:
    """Tell whether somebody said a member's phone, its last four digits, or the card number."""
    known = {phone, phone[-TAIL_LENGTH:], card_no.upper()} - {""}
    return said.strip().upper() in known


@dataclass(frozen=True, slots=True)
class CustomerDraft:
    """A customer as typed into the form; every contact may be empty, but one must be there.

    Attributes:
        birthday: month and day in any usual form; a year is left out.
        tags: None leaves them as they are.
    """

    name: str
    phone: str = ""
    qq: str = ""
    wechat: str = ""
    card_no: str = ""
    channel: str = ""
    note: str = ""
    birthday: str = ""
    tags: tuple[str, ...] | None = None


class Segment(StrEnum):
    """A part of the members that is looked at by itself."""

    LAPSED = "lapsed"
    BIRTHDAY = "birthday"
    HIGH_VALUE = "high_value"
    FIRST_ORDER = "first_order"


@dataclass(frozen=True, slots=True)
class PointsRow:
    """One entry of a customer's points ledger as screens show it.

    Attributes:
        sale_number: the sale it came from; empty for an import or a correction by hand.
        balance: the points after this entry.
    """

    at: datetime
    reason: PointsReason
    sale_number: str
    person_name: str
    note: str
    points: int
    balance: int
