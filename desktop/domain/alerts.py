"""Reminders about goods and accounts: which causes there are, what of them is new or over.

A reminder lives as long as its cause. It is told once: while it lives, the same cause raises no
second one, also after a person was done with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from desktop.domain.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


class AlertKind(StrEnum):
    """What a reminder is about, worst first."""

    INVERTED = "inverted"
    OUT = "out"
    RUNWAY = "runway"
    """The money of a wholesale account is about to run out."""
    RED_FLAG = "red_flag"
    DELISTED = "delisted"
    RESTOCK_INVERTED = "restock_inverted"
    PRICE_UP = "price_up"
    LOW = "low"
    PRICE_DOWN = "price_down"


class AlertState(StrEnum):
    """How far a person is with a reminder."""

    NEW = "new"
    SEEN = "seen"
    DONE = "done"


_WORST_FIRST: Final = {kind: place for place, kind in enumerate(AlertKind)}


@dataclass(frozen=True, slots=True)
class AlertSubject:
    """What a reminder is about: a product, one of its sources, or a wholesale account.

    Attributes:
        goods_id: of the source, where it is not about the product as a whole.
    """

    product_id: int | None = None
    goods_id: int | None = None
    account_id: int | None = None

    @classmethod
    def product(cls, product_id: int, goods_id: int | None = None) -> AlertSubject:
        """Return a product, or one of its sources."""
        return cls(product_id=product_id, goods_id=goods_id)

    @classmethod
    def account(cls, account_id: int) -> AlertSubject:
        """Return a wholesale account."""
        return cls(account_id=account_id)


AlertKey = tuple[AlertKind, AlertSubject]


@dataclass(frozen=True, slots=True)
class AlertCause:
    """Something that is so now and worth a reminder.

    Attributes:
        was: the cost that the owner knows of, or the selling price that a cost is held against; of
            an account what leaves it a day.
        now: the cost as it is; of an account what it has left to spend.
    """

    kind: AlertKind
    subject: AlertSubject
    was: Money | None = None
    now: Money | None = None

    @property
    def key(self) -> AlertKey:
        """What makes it the same cause as yesterday; figures may move meanwhile."""
        return (self.kind, self.subject)


@dataclass(frozen=True, slots=True)
class LiveAlert:
    """A reminder whose cause was still there when it was last looked at."""

    id: int
    cause: AlertCause
    state: AlertState


@dataclass(frozen=True, slots=True)
class AlertPlan:
    """What has to be written so that the reminders are true.

    Attributes:
        raised: causes that have no reminder yet.
        moved: live reminders whose figures are others now, by their id.
        ended: ids of reminders whose cause is gone.
    """

    raised: tuple[AlertCause, ...] = ()
    moved: tuple[tuple[int, AlertCause], ...] = ()
    ended: tuple[int, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether everything is told already."""
        return not (self.raised or self.moved or self.ended)


@dataclass(frozen=True, slots=True)
class StockAlert:
    """A reminder as it is listed.

    Attributes:
        product_code: empty where it is about an account, as is the title.
        account_name: of the source or the account it is about; empty for a product as a whole.
    """

    id: int
    cause: AlertCause
    state: AlertState
    raised_at: datetime
    product_code: str
    product_title: str
    account_name: str = ""

    @property
    def title(self) -> str:
        """Return the name of what it is about."""
        return self.product_title or self.account_name

    @property
    def is_new(self) -> bool:
        """Whether nobody has looked at it yet."""
        return self.state is AlertState.NEW


def price_move(known: Money | None, cost: Money | None, percent: int) -> AlertKind | None:
    """Return which way a cost moved by at least so many per cent of what the owner knows of.

    A cost that is not known, before or now, has not moved.
    """
    if known is None or cost is None or not known:
        return None
    moved = cost.fen - known.fen
    if not moved or abs(moved) * 100 < percent * known.fen:
        return None
    return AlertKind.PRICE_UP if moved > 0 else AlertKind.PRICE_DOWN


def plan_alerts(live: Iterable[LiveAlert], causes: Iterable[AlertCause]) -> AlertPlan:
    """Compare what is told with what is so."""
    due = {cause.key: cause for cause in causes}
    known = {alert.cause.key: alert for alert in live}
    return AlertPlan(
        raised=tuple(cause for key, cause in due.items() if key not in known),
        moved=tuple(
            (alert.id, due[key])
            for key, alert in known.items()
            if key in due and due[key] != alert.cause
        ),
        ended=tuple(alert.id for key, alert in known.items() if key not in due),
    )


def worst_first(alerts: Iterable[StockAlert]) -> tuple[StockAlert, ...]:
    """Order reminders for reading: new ones first, then the worst kind, then the newest."""
    newest = sorted(alerts, key=lambda alert: alert.raised_at, reverse=True)
    return tuple(
        sorted(newest, key=lambda alert: (not alert.is_new, _WORST_FIRST[alert.cause.kind]))
    )
