"""The owner's review of a day: exceptions only, each accepted or queried."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop.domain.money import ZERO, Money

if TYPE_CHECKING:
    from datetime import date, datetime


class Verdict(StrEnum):
    """What the owner says to an exception."""

    ACCEPTED = "accepted"
    QUERIED = "queried"


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One thing the owner looks at.

    Attributes:
        key: tells it from all others of its date, whenever it is worked out again.
        order: the sale, return, purchase or bill it is about; empty for none.
        detail: what else names it.
        person: who did it; empty where nobody did.
        verdict: None until the owner said something.
    """

    key: str
    kind: str
    order: str
    detail: str = ""
    amount: Money = ZERO
    person: str = ""
    at: datetime | None = None
    verdict: Verdict | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class DayReview:
    """A date's list.

    Attributes:
        items: what was not said anything about comes first.
    """

    on: date
    items: tuple[ReviewItem, ...]

    @property
    def open_count(self) -> int:
        """How many wait for the owner."""
        return sum(item.verdict is None for item in self.items)

    @property
    def queried_count(self) -> int:
        """How many he wants an answer to."""
        return sum(item.verdict is Verdict.QUERIED for item in self.items)
