"""Comparing what a platform lists with what we know of it, a batch of entries at a time.

Belongs here: what makes goods new, changed, repeated or gone, and the columns they become.
Does not belong here: calls, progress, the order of writes (``stock_sync``).

A hundred thousand entries pass through. One that looks as it did last time is known by its digest
and neither read nor looked up; what is kept of all is those digests, not the goods.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from desktop.connectors.platforms.listing import DIGEST_BYTES, digest_of
from desktop.domain.clock import to_milliseconds
from desktop.domain.errors import KataiError
from desktop.domain.red_flags import NO_FLAGS, RedFlag, flags_from, flags_text, red_flags_of
from desktop.services.goods_terms import form_text
from desktop.storage import goods_sync, platform_queries
from desktop.storage.goods_sync import CHUNK_ROWS, GoodsChange

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from desktop.connectors.platforms.base import GoodsField, GoodsRow
    from desktop.connectors.platforms.listing import Entry, Listing
    from desktop.storage.goods_sync import KnownGoods
    from desktop.storage.ground import Ground


Item = TypeVar("Item")

_AT_A_TIME: Final = 50
"""Takes about as long as a turn of the interpreter (``fair_turns``)."""


class ListChanges(NamedTuple):
    """What to write of some entries, all of it in one transaction.

    Attributes:
        goods: new and changed.
        relisted: hash and id of goods whose entry looks otherwise and says the same.
    """

    goods: list[GoodsChange]
    relisted: list[tuple[bytes, int]]


@lru_cache(maxsize=256)
def _form_text(fields: tuple[GoodsField, ...] | None) -> str | None:
    """Most goods of a platform ask for nothing, or for the same."""
    return form_text(fields)


class GoodsComparison:
    """One account's list against its goods.

    Args:
        at: when the list is fetched.

    Attributes:
        goods: rows it lists, each once, as far as it was compared.
        repeated: rows it listed again; the first counts.
    """

    def __init__(self, ground: Ground, account_id: int, at: datetime, listing: Listing) -> None:
        self._ground = ground
        self._account_id = account_id
        self._at = to_milliseconds(at)
        self._listing = listing
        with ground.database.read() as connection:
            listed = goods_sync.iterate_listed_digests(connection, account_id, DIGEST_BYTES)
            # how many goods of each entry of the last list this one has not named yet
            self._unlisted = Counter(listed)
        self.goods = 0
        self.repeated = 0

    def others_in(self, batch: Sequence[Entry]) -> list[Entry]:
        """Return the entries that do not look as they did last time; the rest is done."""
        others = []
        self._ground.database.let_sales_pass()
        for entry in batch:
            rows = self._unlisted.pop(entry[0], 0)
            if rows:
                self.goods += rows
            else:
                others.append(entry)
        return others

    def changes_in(self, others: Sequence[Entry]) -> Iterator[ListChanges]:
        """Read entries and yield what they change, a chunk at a time; write each before the next.

        The goods of an entry stay together: its digest must not say that all are known when some
        are. Where one cannot be read, those before it come first, then the fault.
        """
        rows: list[tuple[bytes, GoodsRow]] = []
        try:
            for digest, content in self._paced(others):
                if len(rows) >= CHUNK_ROWS:
                    yield self._compared(rows)
                    rows = []
                rows += [(digest, row) for row in self._listing.rows_of(content)]
        except KataiError:
            if rows:
                yield self._compared(rows)
            raise
        if rows:
            yield self._compared(rows)

    def gone(self) -> list[int]:
        """Return the goods that the whole list no longer names."""
        if not self._unlisted:
            return []
        with self._ground.database.read() as connection:
            listed = goods_sync.iterate_listed_goods(connection, self._account_id)
            return [one for row_hash, one in listed if row_hash[:DIGEST_BYTES] in self._unlisted]

    def _compared(self, rows: Sequence[tuple[bytes, GoodsRow]]) -> ListChanges:
        with self._ground.database.read() as connection:
            known = goods_sync.load_known_goods(
                connection, self._account_id, {row.upstream_id for _, row in rows}
            )
        changes = ListChanges([], [])
        named: set[tuple[str, str]] = set()
        for digest, row in self._paced(rows):
            key = (row.upstream_id, row.variant or "")
            before = known.get(key)
            if key in named or (before is not None and not self._tick_off(before)):
                self.repeated += 1
                continue
            named.add(key)
            self.goods += 1
            self._compare(row, digest, before, changes)
        return changes

    def _paced(self, items: Sequence[Item]) -> Iterator[Item]:
        """Yield items, and stand still in between while a sale is written."""
        for start in range(0, len(items), _AT_A_TIME):
            self._ground.database.let_sales_pass()
            yield from items[start : start + _AT_A_TIME]

    def _tick_off(self, before: KnownGoods) -> bool:
        """Say whether this list had not named the goods yet; from now on it has."""
        if not before.row_hash:
            return True
        digest = before.row_hash[:DIGEST_BYTES]
        left = self._unlisted.pop(digest, 0)
        if left > 1:
            self._unlisted[digest] = left - 1
        return left > 0

    def _compare(
        self, row: GoodsRow, digest: bytes, before: KnownGoods | None, changes: ListChanges
    ) -> None:
        told = _told_by(row)
        row_hash = digest + digest_of(told)
        if before is None:
            goods_id = self._ground.identifiers.next_id()
        elif before.row_hash[DIGEST_BYTES:] != row_hash[DIGEST_BYTES:]:
            goods_id = before.id
        else:
            changes.relisted.append((row_hash, before.id))
            return
        changes.goods.append(_change_of(row, told, row_hash, goods_id, before, self._at))


def change_of(
    row: GoodsRow, goods_id: int, before: KnownGoods | None, at: int
) -> GoodsChange | None:
    """Return what a row of a list changes: a new or different row, or None for one as it was.

    Args:
        row: as listed.
        goods_id: its row here, known or new.
        before: what is known of it.
        at: when, in milliseconds.
    """
    told = _told_by(row)
    row_hash = digest_of(row) + digest_of(told)
    if before is not None and before.row_hash == row_hash:
        return None
    return _change_of(row, told, row_hash, goods_id, before, at)


_Told = tuple[str, str, str | None, int | None, int | None, int | None, int | None, str | None, str]


def _told_by(row: GoodsRow) -> _Told:
    """Return the columns that a list tells."""
    cost = row.cost
    return (
        row.name,
        row.category,
        None if row.kind is None else str(row.kind),
        # A price of 0 is a fault of the platform's list, never a gift: it counts as unknown.
        cost.fen if cost is not None and cost.fen > 0 else None,
        row.stock,
        row.minimum,
        row.maximum,
        _form_text(row.fields),
        str(row.status),
    )


def _change_of(
    row: GoodsRow,
    told: _Told,
    row_hash: bytes,
    goods_id: int,
    before: KnownGoods | None,
    at: int,
) -> GoodsChange:
    is_cost_known = told[3] is not None
    keeps_asked_cost = bool(row.variant) and row.cost is None
    flags = red_flags_of(
        row.name, row.variant or "", row.category, row.cost if is_cost_known else None
    )
    if before is not None and keeps_asked_cost:  # and what was said about it
        flags |= flags_from(before.red_flags) & {RedFlag.FAR_BELOW_FACE}
    if flags:
        accepted = NO_FLAGS if before is None else flags_from(before.accepted_flags)
        told = (*told[:-1], platform_queries.status_of(told[-1], flags, accepted))
    cost_at = at if is_cost_known else None
    return GoodsChange(
        goods_id,
        row.upstream_id,
        row.variant or "",
        (*told, cost_at, flags_text(flags), row_hash, at),
        before is None,
        keeps_asked_cost,
    )
