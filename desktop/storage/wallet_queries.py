"""What left wholesale accounts lately, how long they last, and what happened to each.

Belongs here: reading the money side of accounts for the owner. Purchases are found by their time:
an index of their accounts would make every sale dearer, and two weeks or a month are few rows.
Does not belong here: the ledger that the owner books (``account_entries``), what a sale may count
on (``source_queries``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, select

from desktop.domain.account_money import BY_HAND, EntryKind
from desktop.domain.alerts import AlertCause, AlertKind, AlertSubject
from desktop.domain.clock import to_milliseconds
from desktop.domain.money import ZERO, Money
from desktop.domain.purchase import NOTHING_SPENT, PurchaseState
from desktop.domain.runway import pace_began_at, runway_of
from desktop.models.account_entries import account_entry
from desktop.models.platform_accounts import platform_account, sync_run
from desktop.storage.platform_queries import load_accounts
from desktop.storage.source_queries import free_balance_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import Connection

    from desktop.domain.runway import Runway

_BOUGHT: Final = (
    PurchaseState.ACCEPTED,
    PurchaseState.FULFILLED,
    PurchaseState.PARTIAL,
    PurchaseState.ADOPTED,
)
"""What a platform counts as trade: it was ordered, and the money did not come back."""


def _spent_sql(states: Iterable[PurchaseState]) -> str:
    words = ", ".join(f"'{state}'" for state in sorted(states))
    return (
        "SELECT account_id, sum(coalesce(charged, quoted_total, 0))"  # noqa: S608 - our own words
        " FROM purchase INDEXED BY ix_purchase_created"
        f" WHERE created_at >= ? AND state IN ({words}) GROUP BY account_id"
    )


SPENT_SQL: Final = _spent_sql(frozenset(PurchaseState) - NOTHING_SPENT)
_BOUGHT_SQL: Final = _spent_sql(_BOUGHT)


@dataclass(frozen=True, slots=True)
class WalletRow:
    """What an account has left, and how long that lasts.

    Attributes:
        free: less reserve, open purchases and promises; None when the balance was never read.
        runway: None where nothing was bought lately, or the balance was never read.
    """

    account_id: int
    free: Money | None
    runway: Runway | None


@dataclass(frozen=True, slots=True)
class SyncRunRow:
    """One sync of an account.

    Attributes:
        finished_at: None of one that a crash ended, or that is under way.
        error_code: empty when all went well; ``cancelled`` when a person stopped it.
    """

    started_at: datetime
    finished_at: datetime | None
    goods_count: int
    added_count: int
    changed_count: int
    removed_count: int
    error_code: str
    error_text: str


def list_wallets(connection: Connection, at: datetime) -> tuple[WalletRow, ...]:
    """Read how long every account that is in use lasts, in their order."""
    spent = spent_since(connection, pace_began_at(at))
    opened = opened_at(connection)
    wallets = []
    for account in load_accounts(connection):
        free = free_balance_of(connection, account)
        age = at - opened[account.id]
        runway = runway_of(free, spent.get(account.id, ZERO), age)
        wallets.append(WalletRow(account.id, free, runway))
    return tuple(wallets)


def list_account_causes(connection: Connection, at: datetime, days: int) -> list[AlertCause]:
    """Return the accounts that do not last so many days."""
    return [
        AlertCause(
            AlertKind.RUNWAY,
            AlertSubject.account(one.account_id),
            was=one.runway.daily,
            now=one.free,
        )
        for one in list_wallets(connection, at)
        if one.runway is not None and one.runway.is_under(days)
    ]


def spent_since(connection: Connection, since: datetime) -> dict[int, Money]:
    """Sum what purchases took from each account, or may have taken, since an instant."""
    return _spent(connection, SPENT_SQL, since)


def bought_since(connection: Connection, since: datetime) -> dict[int, Money]:
    """Sum what was certainly bought from each account since an instant."""
    return _spent(connection, _BOUGHT_SQL, since)


def opened_at(connection: Connection) -> dict[int, datetime]:
    """Read since when each account is known."""
    rows = connection.execute(select(platform_account.c.id, platform_account.c.created_at))
    return {account_id: at for account_id, at in rows}  # noqa: C416 - a row is no pair to dict()


def list_sync_runs(connection: Connection, account_id: int, limit: int) -> tuple[SyncRunRow, ...]:
    """Read the newest syncs of an account, the newest first."""
    rows = connection.execute(
        select(
            sync_run.c.started_at,
            sync_run.c.finished_at,
            sync_run.c.goods_count,
            sync_run.c.added_count,
            sync_run.c.changed_count,
            sync_run.c.removed_count,
            sync_run.c.error_code,
            sync_run.c.error_text,
        )
        .where(sync_run.c.account_id == account_id)
        .order_by(sync_run.c.started_at.desc())
        .limit(limit)
    )
    return tuple(SyncRunRow(*row) for row in rows)


def _spent(connection: Connection, sql: str, since: datetime) -> dict[int, Money]:
    rows = connection.exec_driver_sql(sql, (to_milliseconds(since),))
    return {account_id: Money(fen) for account_id, fen in rows} | _by_hand(connection, since)


def _by_hand(connection: Connection, since: datetime) -> dict[int, Money]:
    """Sum the ledgers of accounts without an interface: cards are pasted there without a purchase.

    Each of them is told, also without an entry: its purchases stand in the ledger and nowhere else.
    """
    moved = (
        (account_entry.c.account_id == platform_account.c.id)
        & account_entry.c.kind.in_([EntryKind.PURCHASE, EntryKind.REFUND])
        & (account_entry.c.booked_at >= since)
    )
    rows = connection.execute(
        select(platform_account.c.id, func.sum(account_entry.c.amount))
        .outerjoin(account_entry, moved)
        .where(platform_account.c.platform == BY_HAND)
        .group_by(platform_account.c.id)
    )
    return {account_id: max(ZERO, -(amount or ZERO)) for account_id, amount in rows}
