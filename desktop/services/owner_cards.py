"""The cards of 总览 beside its sums: what waits for the owner, and what campus agents brought."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.account_money import BY_HAND
from desktop.domain.money import ZERO, Money, total_of
from desktop.domain.owner_matters import (
    MatterKind,
    OwnerMatter,
    matters_of,
    worst_first,
)
from desktop.domain.permissions import Action
from desktop.reports.agents import NOTHING_SOLD, AgentSales, agent_sales
from desktop.services.agent_sales import ENABLED
from desktop.services.open_items import open_items_at
from desktop.services.stock_moment import stock_moment
from desktop.storage import (
    agent_queries,
    alert_queries,
    close_queries,
    platform_queries,
    purchase_waits,
    wallet_queries,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sqlalchemy import Connection

    from desktop.domain.permissions import Actor
    from desktop.domain.runway import Runway
    from desktop.services.rights import Rights
    from desktop.services.settings import Settings
    from desktop.storage.ground import Ground


@dataclass(frozen=True, slots=True)
class AgentStanding:
    """What an agent brought on some business dates, and what they are owed now.

    Attributes:
        members: how many members came by them, ever.
    """

    id: int
    name: str
    members: int
    sold: AgentSales
    owed: Money


@dataclass(frozen=True, slots=True)
class Balances:
    """What lies in all wholesale accounts together.

    Attributes:
        fresh, stale: by when each balance was last read; one kept by hand does not age.
        unread: accounts whose balance nobody knows.
        soonest: the account that ends first at its pace, and how long it lasts; None where nothing
            was bought lately.
    """

    fresh: Money = ZERO
    stale: Money = ZERO
    unread: int = 0
    soonest: tuple[str, Runway] | None = None


class OwnerCards:
    """Reads; nothing here writes."""

    def __init__(self, ground: Ground, settings: Settings, rights: Rights) -> None:
        self._ground = ground
        self._settings = settings
        self._rights = rights

    def matters(self, actor: Actor, today: date) -> tuple[OwnerMatter, ...]:
        """Return what waits for the owner outside his own review, the worst first."""
        self._rights.require(actor, Action.VIEW_COSTS)
        with self._ground.database.read() as connection:
            reminders = matters_of(alert_queries.list_open(connection))
            return worst_first((*self._open(connection, today), *reminders))

    def balances(self, actor: Actor) -> Balances:
        """Add up what the accounts have left, old figures apart."""
        self._rights.require(actor, Action.VIEW_COSTS)
        stale_before = stock_moment(self._ground, self._settings).stale_before
        with self._ground.database.read() as connection:
            accounts = platform_queries.load_accounts(connection)
            wallets = wallet_queries.list_wallets(connection, self._ground.now())
        fresh, stale, unread = ZERO, ZERO, 0
        for one in accounts:
            if one.balance is None or one.balance_at is None:
                unread += 1
            elif one.balance_at < stale_before and one.platform != BY_HAND:
                stale += one.balance
            else:
                fresh += one.balance
        runways = {one.account_id: one.runway for one in wallets}
        known = [(one.name, runway) for one in accounts if (runway := runways.get(one.id))]
        soonest = min(known, key=lambda found: found[1].hours, default=None)
        return Balances(fresh, stale, unread, soonest)

    def has_agents(self) -> bool:
        """Whether the shop works with agents."""
        return self._settings.current.flag(ENABLED)

    def agents(self, actor: Actor, since: date, until: date) -> tuple[AgentStanding, ...]:
        """Return the agents at work, and those of before who sold or are owed; most sales first."""
        self._rights.require(actor, Action.VIEW_COSTS)
        with self._ground.database.read() as connection:
            sold = agent_sales(connection, since, until)
            records = agent_queries.list_agents(connection)
        found = [
            AgentStanding(
                one.id,
                one.profile.name,
                one.members,
                sold.get(one.id, NOTHING_SOLD),
                one.owed,
            )
            for one in records
            if one.stopped_at is None or one.owed != ZERO or one.id in sold
        ]
        return tuple(sorted(found, key=lambda one: (one.sold.net, one.owed), reverse=True))

    def _open(self, connection: Connection, today: date) -> Iterator[OwnerMatter]:
        items = open_items_at(connection, self._settings.current, self._ground.now())
        at_stake = total_of(one.at_stake for one in purchase_waits.list_unclear(connection))
        yield OwnerMatter(MatterKind.UNKNOWN, items.unknown, at_stake)
        yield OwnerMatter(MatterKind.OVERDUE_TICKETS, items.overdue_tickets)
        yield OwnerMatter(MatterKind.BY_HAND, purchase_waits.count_to_do(connection))
        yield OwnerMatter(MatterKind.AWAITING_PAYMENT, items.awaiting_payment)
        yield OwnerMatter(MatterKind.UNDELIVERED, items.undelivered)
        open_day = close_queries.first_open_date(connection, today)
        if open_day is not None:
            yield OwnerMatter(MatterKind.OPEN_DAY, name=open_day.isoformat())
        for account in platform_queries.load_accounts(connection):
            if account.is_frozen:
                yield _about(MatterKind.FROZEN_ACCOUNT, account)
            elif account.trouble_code and account.platform != BY_HAND:
                yield _about(MatterKind.TROUBLED_ACCOUNT, account)


def _about(kind: MatterKind, account: platform_queries.AccountRow) -> OwnerMatter:
    return OwnerMatter(kind, name=account.name, subject=account.id)
