"""What is old enough to be forgotten: lists of ids to clear, and the clearing in small pieces.

Never listed here are sales, payments, points, decisions about rules and the ledger: they stay.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from desktop.domain.clock import from_milliseconds, to_milliseconds
from desktop.storage.driver import change_rows, list_rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

_OLD_ACCOUNTS_SQL: Final = "SELECT id FROM saved_account WHERE used_at < ? ORDER BY id LIMIT ?"
_FORGET_ACCOUNTS_SQL: Final = (
    "DELETE FROM saved_account WHERE used_at < ? AND id IN (SELECT value FROM json_each(?))"
)
_OLD_TARGETS_SQL: Final = (
    "SELECT l.id FROM sale_line l JOIN sale s ON s.id = l.sale_id"
    " WHERE l.target_sealed IS NOT NULL AND coalesce(l.handed_over_at, s.sold_at) < ?"
    " AND (l.delivery_state = 'handed_over' OR l.state <> 'sold' OR s.state = 'voided')"
    " AND NOT EXISTS (SELECT 1 FROM ticket t WHERE t.sale_line_id = l.id AND t.state <> 'closed')"
    " AND NOT EXISTS (SELECT 1 FROM purchase p WHERE p.sale_line_id = l.id"
    "  AND p.state IN ('prepared','sending','accepted','unknown','human'))"
    " ORDER BY l.id LIMIT ?"
)
_FORGET_TARGETS_SQL: Final = (
    "UPDATE sale_line SET target_sealed = NULL WHERE id IN (SELECT value FROM json_each(?))"
)
_GONE_MEMBERS_SQL: Final = (
    "SELECT c.id FROM customer c WHERE c.erased_at IS NULL AND c.merged_into IS NULL"
    " AND max(coalesce(c.last_bought_at, c.created_at), c.created_at) < ?"
    " AND (SELECT coalesce(sum(e.points), 0) FROM points_entry e WHERE e.customer_id = c.id) <= 0"
    " ORDER BY c.id LIMIT ?"
)
_LAST_CLOSE_SQL: Final = "SELECT max(closed_at) FROM day_close"


def last_close(connection: Connection) -> datetime | None:
    """Return when the shop last closed a day; None before the first time."""
    ((at,),) = list_rows(connection, _LAST_CLOSE_SQL)
    return None if at is None else from_milliseconds(at)


def list_old_accounts(connection: Connection, before: datetime, limit: int) -> tuple[int, ...]:
    """Return kept accounts that nobody topped up since then."""
    return _ids(connection, _OLD_ACCOUNTS_SQL, before, limit)


def forget_accounts(connection: Connection, before: datetime, ids: Sequence[int]) -> int:
    """Forget those of these accounts that are still unused; returns how many."""
    parameters = (to_milliseconds(before), json.dumps(list(ids)))
    return change_rows(connection, _FORGET_ACCOUNTS_SQL, parameters)


def list_old_targets(connection: Connection, before: datetime, limit: int) -> tuple[int, ...]:
    """Return sold lines that are over and still hold the whole account they went to."""
    return _ids(connection, _OLD_TARGETS_SQL, before, limit)


def forget_targets(connection: Connection, ids: Sequence[int]) -> int:
    """Leave of these lines' accounts the masked one and the keyed fingerprint."""
    return change_rows(connection, _FORGET_TARGETS_SQL, (json.dumps(list(ids)),))


def list_gone_members(connection: Connection, before: datetime, limit: int) -> tuple[int, ...]:
    """Return members who bought nothing since then and have no points left to come back for."""
    return _ids(connection, _GONE_MEMBERS_SQL, before, limit)


def _ids(connection: Connection, statement: str, before: datetime, limit: int) -> tuple[int, ...]:
    rows = list_rows(connection, statement, (to_milliseconds(before), limit))
    return tuple(row[0] for row in rows)
