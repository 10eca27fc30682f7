"""Reminders about goods: which causes there are, and what of them is new or over.

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


ABOUT_PRODUCT: Final = 0
"""Stands for the goods where a reminder is about a product as a whole."""
_WORST_FIRST: Final = {kind: place for place, kind in enumerate(AlertKind)}
AlertKey = tuple[AlertKind, int, int]


@dataclass(frozen=True, slots=True)
class AlertCause:
    """Something that is so now and worth a reminder.

    Attributes:
        goods_id: of the source it is about, else ``ABOUT_PRODUCT``.
        was: the cost that the owner knows of, or the selling price that a cost is held against.
        now: the cost as it is.
    """

    kind: AlertKind
    product_id: int
    goods_id: int = ABOUT_PRODUCT
    was: Money | None = None
    now: Money | None = None

    @property
    def key(self) -> AlertKey:
        """What makes it the same cause as yesterday; figures may move meanwhile."""
        return (self.kind, self.product_id, self.goods_id)


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
        account_name: of the source it is about; empty for the product as a whole.
    """

    id: int
    cause: AlertCause
    state: AlertState
    raised_at: datetime
    product_code: str
    product_title: str
    account_name: str = ""

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
