"""Column types: fen, UTC milliseconds, days, words of an enumeration, and opaque sealed bytes.

Sealing and opening happen in ``storage``; here a sealed column is only bytes.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

from sqlalchemy import BigInteger, Dialect, Integer, LargeBinary, Text
from sqlalchemy.types import TypeDecorator

from desktop.domain.clock import from_milliseconds, to_milliseconds
from desktop.domain.money import Money

WordT = TypeVar("WordT", bound=StrEnum)

RowId = BigInteger().with_variant(Integer(), "sqlite")
"""A program-made 63-bit id; INTEGER on SQLite, where it is the rowid."""


class Fen(TypeDecorator[Money]):
    """An amount of money, stored as a whole number of fen."""

    impl = BigInteger().with_variant(Integer(), "sqlite")
    cache_ok = True

    def process_bind_param(self, value: Money | None, dialect: Dialect) -> int | None:
        """Store fen."""
        del dialect
        return None if value is None else value.fen

    def process_result_value(self, value: int | None, dialect: Dialect) -> Money | None:
        """Read fen."""
        del dialect
        return None if value is None else Money(value)


class UtcTime(TypeDecorator[datetime]):
    """An aware instant, stored as Unix milliseconds."""

    impl = BigInteger().with_variant(Integer(), "sqlite")
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Store milliseconds."""
        del dialect
        return None if value is None else to_milliseconds(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """Read an aware UTC instant."""
        del dialect
        return None if value is None else from_milliseconds(value)


class Day(TypeDecorator[date]):
    """A calendar or business date, stored as ISO text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """Store ``YYYY-MM-DD``."""
        del dialect
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        """Read a date."""
        del dialect
        return None if value is None else date.fromisoformat(value)


class Flag(TypeDecorator[bool]):
    """Yes or no, stored as 1 or 0."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:  # noqa: FBT001 - SQLAlchemy's signature
        """Store 1 or 0."""
        del dialect
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> bool | None:
        """Read a bool."""
        del dialect
        return None if value is None else bool(value)


class Word(TypeDecorator[WordT], Generic[WordT]):
    """A member of a ``StrEnum``, stored as its word."""

    impl = Text
    cache_ok = True

    def __init__(self, words: type[WordT]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: WordT | None, dialect: Dialect) -> str | None:
        """Store the word."""
        del dialect
        return None if value is None else str(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> WordT | None:
        """Read the member."""
        del dialect
        return None if value is None else self.words(value)


class SealedBytes(TypeDecorator[bytes]):
    """Bytes that the vault sealed; no other form of them is ever stored."""

    impl = LargeBinary
    cache_ok = True
