"""Column types: fen, UTC milliseconds, days, words of an enumeration, and opaque sealed bytes.

Sealing and opening happen in ``storage``; here a sealed column is only bytes.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sqlalchemy import BigInteger, Integer, LargeBinary, Text
from sqlalchemy.types import TypeDecorator

from desktop.domain.clock import from_milliseconds, to_milliseconds
from desktop.domain.money import Money

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Dialect

ValueT = TypeVar("ValueT")
WordT = TypeVar("WordT", bound=StrEnum)

RowId = BigInteger().with_variant(Integer(), "sqlite")
"""A program-made 63-bit id; INTEGER on SQLite, where it is the rowid."""


class Converted(TypeDecorator[ValueT]):
    """Values that two functions turn into what is stored and back; None is NULL.

    Attributes:
        store: what of a value is stored.
        read: makes a value of it again.
    """

    store: Callable[[Any], Any]
    read: Callable[[Any], Any]

    def process_bind_param(self, value: ValueT | None, dialect: Dialect) -> Any:
        """Store what is there."""
        del dialect
        return None if value is None else self.store(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> ValueT | None:
        """Read what is there."""
        del dialect
        return None if value is None else self.read(value)


class Fen(Converted[Money]):
    """An amount of money, stored as a whole number of fen."""

    impl = BigInteger().with_variant(Integer(), "sqlite")
    cache_ok = True
    store = staticmethod(attrgetter("fen"))
    read = Money


class UtcTime(Converted[datetime]):
    """An aware instant, stored as Unix milliseconds."""

    impl = BigInteger().with_variant(Integer(), "sqlite")
    cache_ok = True
    store = staticmethod(to_milliseconds)
    read = staticmethod(from_milliseconds)


class Day(Converted[date]):
    """A calendar or business date, stored as ISO text: ``YYYY-MM-DD``."""

    impl = Text
    cache_ok = True
    store = staticmethod(date.isoformat)
    read = staticmethod(date.fromisoformat)


class Flag(Converted[bool]):
    """Yes or no, stored as 1 or 0."""

    impl = Integer
    cache_ok = True
    store = int
    read = bool


class Word(Converted[WordT], Generic[WordT]):
    """A member of a ``StrEnum``, stored as its word."""

    impl = Text
    cache_ok = True
    store = str

    def __init__(self, words: type[WordT]) -> None:
        super().__init__()
        self.words = self.read = words


class SealedBytes(TypeDecorator[bytes]):
    """Bytes that the vault sealed; no other form of them is ever stored."""

    impl = LargeBinary
    cache_ok = True
