"""What left wholesale accounts lately, how long they last, and what happened to each.

Belongs here: reading the money side of accounts for the owner. Purchases are found by their time:
an index of their accounts would make every sale dearer, and two weeks or a month are few rows.
Does not belong here: the ledger that the owner books (``account_entries``), what a sale may count
on (``source_queries``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from desktop.domain.alerts import AlertCause, AlertKind, AlertSubject
from desktop.domain.clock import to_milliseconds
from desktop.domain.money import ZERO, Money
from desktop.domain.purchase import NOTHING_SPENT
from desktop.domain.runway import pace_began_at, runway_of
from desktop.models.platform_accounts import platform_account, sync_run
from desktop.storage.platform_queries import load_accounts
from desktop.storage.source_queries import free_balance_of

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from desktop.domain.runway import Runway

_NOT_SPENT: Final = ", ".join(f"'{state}'" for state in sorted(NOTHING_SPENT))
SPENT_SQL: Final = (
    "SELECT account_id, sum(coalesce(charged, quoted_total, 0))"  # noqa: S608 - our own words
    " FROM purchase INDEXED BY ix_purchase_created"
    f" WHERE created_at >= ? AND state NOT IN ({_NOT_SPENT}) GROUP BY account_id"
)


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
    opened = _opened_at(connection)
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
    rows = connection.exec_driver_sql(SPENT_SQL, (to_milliseconds(since),))
    return {account_id: Money(fen) for account_id, fen in rows}


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


def _opened_at(connection: Connection) -> dict[int, datetime]:
    rows = connection.execute(select(platform_account.c.id, platform_account.c.created_at))
    return {account_id: at for account_id, at in rows}  # noqa: C416 - a row is no pair to dict()
