"""Reminders about goods and accounts: looking for their causes, and what the owner did about them.

Belongs here: one look over everything, written in small pieces so that a sale never waits.
Does not belong here: what is worth a reminder (``domain.alerts``), the filters of the stock page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from desktop.domain.alerts import AlertState, plan_alerts, worst_first
from desktop.domain.changes import Changes, Topic
from desktop.domain.permissions import Action
from desktop.services.stock_moment import stock_moment
from desktop.storage import alert_queries, price_history, stock_queries, wallet_queries
from desktop.storage.database import WritePriority

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desktop.domain.alerts import AlertPlan, StockAlert
    from desktop.domain.permissions import Actor
    from desktop.services.rights import Rights
    from desktop.services.settings import Settings
    from desktop.storage.ground import Ground
    from desktop.storage.price_history import PriceChange

T = TypeVar("T")
_AT_ONCE: Final = 500
"""More in one write would make a sale wait."""
_CHANGES: Final = Changes.of(Topic.ALERTS)
_NOTHING: Final = Changes()


@dataclass(frozen=True, slots=True)
class AlertReview:
    """What a look over everything found; ``changes`` is empty when all was told before."""

    raised: int = 0
    ended: int = 0
    changes: Changes = _NOTHING


class StockAlerts:
    """Raises, ends and lists reminders. A look belongs into the background."""

    def __init__(self, ground: Ground, settings: Settings, rights: Rights) -> None:
        self._ground = ground
        self._settings = settings
        self._rights = rights

    def review(self) -> AlertReview:
        """Make the reminders agree with goods and accounts as they are now."""
        moment = stock_moment(self._ground, self._settings)
        percent = self._settings.current.integer("stock.price_percent")
        days = self._settings.current.integer("stock.runway_days")
        with self._ground.database.read() as connection:
            causes = stock_queries.list_causes(
                connection, stale_before=moment.stale_before, today=moment.today
            )
            causes += alert_queries.list_source_causes(connection, percent)
            causes += wallet_queries.list_account_causes(connection, self._ground.now(), days)
            plan = plan_alerts(alert_queries.list_live(connection), causes)
            unnoted = alert_queries.list_unnoted_sources(connection)
        for some in _pieces(unnoted):
            with self._ground.database.write(WritePriority.BULK) as connection:
                alert_queries.note_costs(connection, some)
        if plan.is_empty:
            return AlertReview()
        self._write(plan)
        return AlertReview(len(plan.raised), len(plan.ended), _CHANGES)

    def list_open(self) -> tuple[StockAlert, ...]:
        """Return the reminders to read, those that nobody has seen first and the worst of them."""
        with self._ground.database.read() as connection:
            return worst_first(alert_queries.list_open(connection))

    def count_new(self) -> int:
        """Return how many reminders nobody has looked at."""
        with self._ground.database.read() as connection:
            return alert_queries.count_new(connection)

    def note_seen(self, actor: Actor, alert_ids: Sequence[int]) -> Changes:
        """Note that reminders were looked at; they stay until their cause is gone."""
        return self._mark(actor, alert_ids, AlertState.SEEN)

    def note_done(self, actor: Actor, alert_ids: Sequence[int]) -> Changes:
        """Put reminders aside: the same cause is not told again, a price is known from now on."""
        return self._mark(actor, alert_ids, AlertState.DONE)

    def price_changes(self, product_id: int) -> tuple[PriceChange, ...]:
        """Return how the costs of a product's sources went, the newest change first."""
        with self._ground.database.read() as connection:
            return price_history.list_price_changes(connection, product_id)

    def _mark(self, actor: Actor, alert_ids: Sequence[int], state: AlertState) -> Changes:
        self._rights.require(actor, Action.VIEW_COSTS)
        now = self._ground.now()
        with self._ground.database.write() as connection:
            alert_queries.mark_alerts(connection, alert_ids, state, actor.id, now)
            if state is AlertState.DONE:
                alert_queries.acknowledge_prices(connection, alert_ids, now)
        return _CHANGES

    def _write(self, plan: AlertPlan) -> None:
        ground, now = self._ground, self._ground.now()
        for causes in _pieces(plan.raised):
            rows = [(ground.identifiers.next_id(), cause) for cause in causes]
            with ground.database.write(WritePriority.BULK) as connection:
                alert_queries.raise_alerts(connection, rows, now)
        for ended in _pieces(plan.ended):
            with ground.database.write(WritePriority.BULK) as connection:
                alert_queries.end_alerts(connection, ended, now)
        for moved in _pieces(plan.moved):
            with ground.database.write(WritePriority.BULK) as connection:
                for alert_id, cause in moved:
                    alert_queries.move_alert(connection, alert_id, cause)


def _pieces(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(rows), _AT_ONCE):
        yield rows[start : start + _AT_ONCE]
