"""Writing a platform's catalogue down: what is known, what changed, what is gone.

A hundred thousand rows pass through here, so the statements are plain SQL over tuples: the same on
every engine, and without building a statement per row.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlalchemy import insert, update

from desktop.models.platform_accounts import platform_goods, sync_run
from desktop.storage.driver import change_each, iterate_rows, list_rows
from desktop.storage.platform_queries import REMOVED_STATUS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

CHUNK_ROWS: Final = 500
"""More in one write would make a sale wait."""
_COLUMNS: Final = (
    "name",
    "category",
    "kind",
    "cost",
    "stock",
    "minimum",
    "maximum",
    "fields",
    "status",
    "cost_at",
    "red_flags",
    "row_hash",
    "synced_at",
)
_UNLESS_TOLD: Final = {"kind": "'topup'", "minimum": "1", "maximum": "0", "fields": "'[]'"}
"""What a list may leave open: what was asked for stays, and until then this stands."""
_ASSIGNMENTS: Final = ", ".join(
    f"{name} = coalesce(?, {name})" if name in _UNLESS_TOLD else f"{name} = ?" for name in _COLUMNS
)
_NAMES: Final = ", ".join((*_COLUMNS, "id", "account_id", "upstream_id", "variant"))
_MARKS: Final = ", ".join(
    f"coalesce(?, {_UNLESS_TOLD[name]})" if name in _UNLESS_TOLD else "?"
    for name in (*_COLUMNS, "id", "account_id", "upstream_id", "variant")
)
_KNOWN: Final = (
    "SELECT upstream_id, variant, id, row_hash, red_flags, accepted_flags FROM platform_goods "  # noqa: S608 - marks alone
    f"WHERE account_id = ? AND upstream_id IN ({', '.join('?' * CHUNK_ROWS)})"
)
_INSERT: Final = f"INSERT INTO platform_goods ({_NAMES}) VALUES ({_MARKS})"  # noqa: S608 - our own names
_UPDATE: Final = f"UPDATE platform_goods SET {_ASSIGNMENTS} WHERE id = ?"  # noqa: S608 - our own names
_KEPT_COST: Final = _UPDATE.replace(" cost = ?", " cost = coalesce(?, cost)").replace(
    " cost_at = ?", " cost_at = coalesce(?, cost_at)"
)
_RELISTED: Final = "UPDATE platform_goods SET row_hash = ? WHERE id = ?"
_LISTED: Final = "SELECT row_hash, id FROM platform_goods WHERE account_id = ? AND status <> ?"
_DIGESTS: Final = (
    "SELECT substr(row_hash, 1, ?) FROM platform_goods WHERE account_id = ? AND status <> ?"
)


class KnownGoods(NamedTuple):
    """What a sync compares a fetched row with: a tuple, because there are so many.

    Attributes:
        row_hash: digests of the entry that listed it and of what that said; empty once it is gone.
    """

    upstream_id: str
    variant: str
    id: int
    row_hash: bytes
    red_flags: str = ""
    accepted_flags: str = ""


class GoodsChange(NamedTuple):
    """A row that is new or changed.

    Attributes:
        values: the columns in the order of the statement, as the database stores them; None for
            what the list leaves open.
        keeps_asked_cost: the list tells no cost for a variant: one that was asked for stays.
    """

    goods_id: int
    upstream_id: str
    variant: str
    values: tuple[Any, ...]
    is_new: bool
    keeps_asked_cost: bool


def load_known_goods(
    connection: Connection, account_id: int, upstream_ids: Collection[str]
) -> dict[tuple[str, str], KnownGoods]:
    """Read what is known of goods with these numbers, at most a chunk, by number and variant."""
    wanted = [*upstream_ids]
    wanted += wanted[:1] * (CHUNK_ROWS - len(wanted))  # so that the statement stays the same
    rows = map(KnownGoods._make, list_rows(connection, _KNOWN, (account_id, *wanted)))
    return {(row.upstream_id, row.variant): row for row in rows}


def iterate_listed_goods(connection: Connection, account_id: int) -> Iterator[tuple[bytes, int]]:
    """Yield the ``row_hash`` and id of the goods an account listed last."""
    return iterate_rows(connection, _LISTED, (account_id, REMOVED_STATUS))


def iterate_listed_digests(connection: Connection, account_id: int, length: int) -> Iterator[bytes]:
    """Yield the first bytes of the ``row_hash`` of the goods an account listed last."""
    rows = iterate_rows(connection, _DIGESTS, (length, account_id, REMOVED_STATUS))
    return map(itemgetter(0), rows)


def write_goods(connection: Connection, account_id: int, changes: Sequence[GoodsChange]) -> None:
    """Insert and update one chunk: a statement each for new, changed and cost-keeping rows."""
    new = [
        (*change.values, change.goods_id, account_id, change.upstream_id, change.variant)
        for change in changes
        if change.is_new
    ]
    if new:
        change_each(connection, _INSERT, new)
    for keeps, statement in ((False, _UPDATE), (True, _KEPT_COST)):
        rows = [
            (*change.values, change.goods_id)
            for change in changes
            if not change.is_new and change.keeps_asked_cost is keeps
        ]
        if rows:
            change_each(connection, statement, rows)


def note_relisted(connection: Connection, rows: Sequence[tuple[bytes, int]]) -> None:
    """Note the hash and id of goods whose entry looks otherwise and says the same."""
    change_each(connection, _RELISTED, rows)


def mark_goods_removed(connection: Connection, goods_ids: Sequence[int], at: datetime) -> None:
    """Mark goods the account no longer lists; what refers to them keeps its meaning."""
    connection.execute(
        update(platform_goods)
        .where(platform_goods.c.id.in_(goods_ids))
        .values(status=REMOVED_STATUS, synced_at=at, row_hash=b"")
    )


def insert_sync_run(connection: Connection, run_id: int, account_id: int, at: datetime) -> None:
    """Note that a sync began."""
    connection.execute(insert(sync_run).values(id=run_id, account_id=account_id, started_at=at))


def finish_sync_run(connection: Connection, run_id: int, **columns: Any) -> None:
    """Note how a sync ended."""
    connection.execute(update(sync_run).where(sync_run.c.id == run_id).values(**columns))
