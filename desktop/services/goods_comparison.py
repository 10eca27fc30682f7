"""Comparing what a platform lists with what we know of it, a batch of rows at a time.

Belongs here: what makes a row new, changed, repeated or gone, and the columns it becomes.
Does not belong here: calls, progress, the order of writes (``stock_sync``).

A hundred thousand rows pass through: what is kept of each is a number, not the row.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from desktop.domain.clock import to_milliseconds
from desktop.domain.money import Money
from desktop.domain.red_flags import NO_FLAGS, RedFlag, flags_from, flags_text, red_flags_of
from desktop.services.goods_terms import form_text
from desktop.storage import goods_sync, platform_queries
from desktop.storage.goods_sync import GoodsChange

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from desktop.connectors.platforms.base import GoodsField, GoodsRow
    from desktop.domain.red_flags import RedFlags
    from desktop.storage.goods_sync import KnownGoods
    from desktop.storage.ground import Ground

_HASH_BYTES: Final = 16


@lru_cache(maxsize=256)
def _form_text(fields: tuple[GoodsField, ...] | None) -> str | None:
    """Most goods of a platform ask for nothing, or for the same."""
    return form_text(fields)


class GoodsComparison:
    """One account's list against its goods.

    Args:
        at: when the list is fetched.
        seen: the goods that an earlier part of the same list named; what is said of them again is
            newer, and counts.

    Attributes:
        goods: rows it lists, each once.
        repeated: rows it listed again; the first counts.
    """

    def __init__(
        self, ground: Ground, account_id: int, at: datetime, seen: Iterable[int] = ()
    ) -> None:
        self._ground = ground
        self.account_id = account_id
        self._at = to_milliseconds(at)
        self._seen = set(seen)
        self._seen_earlier_only = set(seen)
        self._unwritten: dict[tuple[str, str], int] = {}
        self.repeated = 0

    @property
    def goods(self) -> int:
        """How many the account sells, as far as the list has come."""
        return len(self._seen)

    @property
    def seen(self) -> frozenset[int]:
        """The ids of what was listed so far."""
        return frozenset(self._seen)

    def changes_in(self, batch: Sequence[GoodsRow]) -> list[GoodsChange]:
        """Return what of a batch is new or changed; tell ``note_written`` once it is stored."""
        with self._ground.database.read() as connection:
            known = goods_sync.load_known_goods(
                connection, self.account_id, {row.upstream_id for row in batch}
            )
        changes = []
        for row in batch:
            key = (row.upstream_id, row.variant or "")
            before = known.get(key)
            goods_id = self._unwritten.get(key) if before is None else before.id
            if goods_id in self._seen and goods_id not in self._seen_earlier_only:
                self.repeated += 1
                continue
            self._seen_earlier_only.discard(goods_id)
            if goods_id is None:
                goods_id = self._ground.identifiers.next_id()
                self._unwritten[key] = goods_id
            self._seen.add(goods_id)
            change = change_of(row, goods_id, before, self._at)
            if change is not None:
                changes.append(change)
        return changes

    def note_written(self, changes: Sequence[GoodsChange]) -> None:
        """From now on the database tells of these."""
        for change in changes:
            self._unwritten.pop((change.upstream_id, change.variant), None)

    def gone(self) -> list[int]:
        """Return the goods that the whole list no longer names."""
        with self._ground.database.read() as connection:
            listed = goods_sync.iterate_listed_goods(connection, self.account_id)
            return [goods_id for goods_id in listed if goods_id not in self._seen]


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
    fields_text = _form_text(row.fields)
    row_hash = _hash_of(row, fields_text)
    if before is not None and before.row_hash == row_hash:
        return None
    keeps_asked_cost = bool(row.variant) and row.cost is None
    flags = _flags_of(row, before, keeps_asked_cost=keeps_asked_cost)
    accepted = NO_FLAGS if before is None else flags_from(before.accepted_flags)
    return GoodsChange(
        goods_id=goods_id,
        upstream_id=row.upstream_id,
        variant=row.variant or "",
        values=_values_of(row, fields_text, row_hash, at, flags, accepted),
        is_new=before is None,
        keeps_asked_cost=keeps_asked_cost,
    )


def _known_cost(row: GoodsRow) -> int | None:
    """A price of 0 is a fault of the platform's list, never a gift: it counts as unknown."""
    return row.cost.fen if row.cost is not None and row.cost.fen > 0 else None


def _hash_of(row: GoodsRow, fields_text: str | None) -> bytes:
    parts = (
        row.name,
        row.category,
        row.kind or "",
        str(_known_cost(row)),
        str(row.stock),
        str(row.minimum),
        str(row.maximum),
        row.status,
        fields_text or "",
    )
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=_HASH_BYTES).digest()


def _flags_of(row: GoodsRow, before: KnownGoods | None, *, keeps_asked_cost: bool) -> RedFlags:
    """Judge a row. Where an asked cost stays, so does what was said about it."""
    cost = _known_cost(row)
    flags = red_flags_of(
        row.name, row.variant or "", row.category, None if cost is None else Money(cost)
    )
    if before is None or not keeps_asked_cost:
        return flags
    return flags | (flags_from(before.red_flags) & {RedFlag.FAR_BELOW_FACE})


def _values_of(
    row: GoodsRow,
    fields_text: str | None,
    row_hash: bytes,
    at: int,
    flags: RedFlags,
    accepted: RedFlags,
) -> tuple[Any, ...]:
    cost = _known_cost(row)
    return (
        row.name,
        row.category,
        None if row.kind is None else str(row.kind),
        cost,
        None if cost is None else at,
        row.stock,
        row.minimum,
        row.maximum,
        platform_queries.status_of(str(row.status), flags, accepted),
        fields_text,
        flags_text(flags),
        row_hash,
        at,
    )
