"""A platform's list as entries that need no reading while they say what they said last time.

Belongs here: digests, and the list that comes as rows.
Does not belong here: the shapes of entries (each platform's file), what is known of goods
(``goods_comparison``).
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final, Protocol, runtime_checkable

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.connectors.platforms.base import GoodsRow

DIGEST_BYTES: Final = 8
"""Two of a hundred thousand entries share one in four thousand million lists."""

Entry = tuple[bytes, Any]
"""A digest of all that the goods of an entry depend on, and what the list reads them from."""

_EMPTY: Final = hashlib.blake2b(digest_size=DIGEST_BYTES)
_encode: Final = msgspec.msgpack.Encoder().encode


@runtime_checkable
class Listing(Protocol):
    """A list that can tell its entries apart before it reads them."""

    def entries(self) -> Iterator[Entry]:
        """Yield each entry. Raises as ``Platform.fetch_goods``."""

    def rows_of(self, content: Any) -> Iterable[GoodsRow]:
        """Read the goods of an entry. Raises as ``Platform.fetch_goods``."""


class RowListing:
    """A list that comes as rows, each of them an entry."""

    def __init__(self, rows: Iterable[GoodsRow]) -> None:
        self._rows = rows

    def entries(self) -> Iterator[Entry]:
        """Yield each row."""
        return ((digest_of(row), row) for row in self._rows)

    def rows_of(self, content: GoodsRow) -> Iterable[GoodsRow]:
        """Return the row."""
        return (content,)


def listing_of(rows: Iterable[GoodsRow]) -> Listing:
    """Return what a platform answered as a list of entries."""
    return rows if isinstance(rows, Listing) else RowListing(rows)


def digest_of(value: tuple[Any, ...]) -> bytes:
    """Return a digest of plain values, the same in every run of the program."""
    hasher = _EMPTY.copy()
    hasher.update(_encode(value))
    return hasher.digest()
