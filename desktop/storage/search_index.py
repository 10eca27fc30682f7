"""The search indexes of products and customers: what is indexed, and how typed text is looked up.

Belongs here: the full-text tables, the tokens of a record, turning any text into a query that
cannot fail.
Does not belong here: reading what was found (``catalog_queries``, ``customer_queries``).

The tables keep no content: a row of theirs is only tokens under the record's ``search_rank``, the
smallest rank being the most popular, so that ``ORDER BY rowid LIMIT 50`` stops early. Taking a row
out needs its old tokens, which is why tokens depend on nothing but the stored record.

Never search within a write that touches an index: SQLite 3.40 then writes half of it out, and a
rank that is taken out and put in again in that same transaction is found no more.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from desktop.storage.driver import list_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

FIRST_RANK: Final = 1_000_000_000
"""Where ranks begin; popular records move below it, new ones above."""

_LETTERS_KEPT: Final = 16
_HAN_KEPT: Final = 8
_TAIL_LENGTHS: Final = range(4, 9)
_MOST_PIECES: Final = 12
_BYTES_GATHERED: Final = 16 * 1024 * 1024
_PAGES_JOINED: Final = 40
_TAIL_MARK: Final = "\ue000"
"""A private character that folding removes from typed text, so nobody can type a tail token."""

_RUN: Final = re.compile(r"[a-z0-9]+|[^\x00-\x7f\s]+")
_LETTERS_OR_DIGITS: Final = re.compile(r"[a-z]+|[0-9]+")


class SearchTable(StrEnum):
    """The two indexes by the names of their tables."""

    PRODUCTS = "product_search"
    CUSTOMERS = "customer_search"


def _ddl(table: SearchTable, deepest: int) -> str:
    depths = " ".join(str(depth) for depth in range(1, deepest + 1))
    return (
        f"CREATE VIRTUAL TABLE {table} USING fts5(tokens, content='', detail=none, columnsize=0, "
        f"prefix='{depths}', tokenize='ascii')"
    )


def _told(table: SearchTable, word: str, number: int) -> str:
    return f"INSERT INTO {table}({table}, rank) VALUES ('{word}', {number})"  # noqa: S608 - constants only


SEARCH_DDL: Final = (
    _ddl(SearchTable.PRODUCTS, 6),
    _ddl(SearchTable.CUSTOMERS, 8),
    *(_told(table, "hashsize", _BYTES_GATHERED) for table in SearchTable),
    *(_told(table, "usermerge", 2) for table in SearchTable),
)
"""A prefix longer than the deepest one here is looked up by merging a range of terms, so that the
longest syllable must fit; customers are many more and share surnames, hence their deeper prefixes.

The ``ascii`` tokenizer only splits at the spaces we put; folding is ours, so that it is the same
for records and for typed text and never follows a Unicode table of the database.

A keystroke looks into every part of an index; a million members that were imported with the usual
settings leave fifteen. So one write gathers more before it makes a part, and after a large one any
two parts of like size are joined (``search_parts``).
"""

RANKS_SQL: Final = {
    table: f"SELECT rowid AS search_rank FROM {table} WHERE {table} MATCH ?"  # noqa: S608 - one of two constants
    " ORDER BY rowid LIMIT ? OFFSET ?"
    for table in SearchTable
}
"""The ranks of what an expression means, most popular first; a statement may read on from them."""


@dataclass(frozen=True, slots=True)
class SearchText:
    """What of a record can be found.

    Attributes:
        name: as shown; found by each of its words and from each of its Han characters on.
        pinyin: the syllables of the name, separated by spaces.
        initials: their first letters.
        names: further text that is found like the name (a face value, a WeChat name).
        numbers: found from their beginning (a code, a barcode, QQ).
        tails: numbers that are found from their beginning and by their last digits (a phone).
    """

    name: str
    pinyin: str
    initials: str
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()


def folded(text: str) -> str:
    """Return text as it is compared: folded, all but letters and digits a space."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character if character.isalnum() else " " for character in plain)


def folded_code(text: str) -> str:
    """Return a code or barcode as it is stored and compared: folded, capitals, without spaces."""
    return "".join(unicodedata.normalize("NFKC", text).upper().split())


def tokens_of(record: SearchText, *, is_cut: bool = True) -> frozenset[str]:
    """Return the tokens of a record; uncut ones only to check what a long query found."""
    letters, han = (_LETTERS_KEPT, _HAN_KEPT) if is_cut else (None, None)
    tokens: set[str] = set()
    for text in (record.name, *record.names):
        tokens.update(_word_tokens(text, letters, han))
    for number in (*record.numbers, *record.tails):
        tokens.update(_number_tokens(number, letters, han))
    for number in record.tails:
        tokens.update(_tail_tokens(number))
    syllables = folded(record.pinyin).split()
    tokens.update("".join(syllables[start:])[:letters] for start in range(len(syllables)))
    initials = folded(record.initials).replace(" ", "")
    tokens.update(initials[start:][:letters] for start in range(len(initials)))
    tokens.discard("")
    return frozenset(tokens)


def add_records(
    connection: Connection, table: SearchTable, records: Iterable[tuple[int, SearchText]]
) -> None:
    """Index new records under their ranks."""
    rows = [(rank, _document(record)) for rank, record in records]
    if rows:
        connection.exec_driver_sql(f"INSERT INTO {table}(rowid, tokens) VALUES (?, ?)", rows)  # noqa: S608 - one of two constants


def join_more(connection: Connection, table: SearchTable) -> bool:
    """Join parts of like size a little further; return whether anything was left to join."""
    before = _changes_so_far(connection)
    connection.exec_driver_sql(_told(table, "merge", _PAGES_JOINED))
    return _changes_so_far(connection) - before > 1  # to ask for it counts as one


def _changes_so_far(connection: Connection) -> int:
    changes: int = list_rows(connection, "SELECT total_changes()")[0][0]
    return changes


def remove_records(
    connection: Connection, table: SearchTable, records: Iterable[tuple[int, SearchText]]
) -> None:
    """Take records out; each must be exactly what was indexed under its rank."""
    rows = [(rank, _document(record)) for rank, record in records]
    if rows:
        connection.exec_driver_sql(
            f"INSERT INTO {table}({table}, rowid, tokens) VALUES ('delete', ?, ?)",  # noqa: S608 - one of two constants
            rows,
        )


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """Typed text, ready to look up.

    Attributes:
        expression: for ``MATCH``; empty when nothing was typed that could be found.
        long_pieces: pieces that were cut and must be checked against what was found.
        tail: the digits, when the whole text may be the end of a phone; else empty.
    """

    expression: str
    long_pieces: tuple[str, ...] = ()
    tail: str = ""

    def is_met_by(self, record: SearchText) -> bool:
        """Whether a found record also has the parts of long pieces that the index does not keep."""
        if not self.long_pieces:
            return True
        tokens = tokens_of(record, is_cut=False)
        return all(_has_piece(tokens, piece) for piece in self.long_pieces)


@lru_cache(maxsize=256)
def query_of(text: str) -> SearchQuery:
    """Turn any text into a query; no text is a syntax error."""
    runs = _RUN.findall(folded(text))[:_MOST_PIECES]
    terms = [_term_of(run) for run in runs]
    long_pieces = tuple(run for run in runs if len(run) > _kept_of(run))
    only_run = runs[0] if len(runs) == 1 else ""
    return SearchQuery(" AND ".join(terms), long_pieces, only_run if _is_tail(only_run) else "")


def find_ranks(
    connection: Connection, table: SearchTable, query: SearchQuery, limit: int, offset: int = 0
) -> list[int]:
    """Return the ranks of what the query means, most popular first."""
    if not query.expression:
        return []
    rows = list_rows(connection, RANKS_SQL[table], (query.expression, limit, offset))
    return [row[0] for row in rows]


def _document(record: SearchText) -> str:
    return " ".join(sorted(tokens_of(record)))


def _word_tokens(text: str, letters: int | None, han: int | None) -> Iterable[str]:
    for run in _RUN.findall(folded(text)):
        if run.isascii():
            yield run[:letters]
            yield from (part[:letters] for part in _LETTERS_OR_DIGITS.findall(run))
        else:
            yield from (run[start:][:han] for start in range(len(run)))


def _number_tokens(number: str, letters: int | None, han: int | None) -> Iterable[str]:
    joined = folded(number).replace(" ", "")
    if joined.isascii():
        yield joined[:letters]
    yield from _word_tokens(number, letters, han)


def _tail_tokens(number: str) -> Iterable[str]:
    digits = folded(number).replace(" ", "")
    return (f"{_TAIL_MARK}{digits[-length:]}" for length in _TAIL_LENGTHS if len(digits) >= length)


def _has_piece(tokens: frozenset[str], piece: str) -> bool:
    if any(token.startswith(piece) for token in tokens):
        return True
    parts = _LETTERS_OR_DIGITS.findall(piece) if piece.isascii() else []
    return len(parts) > 1 and all(any(token.startswith(part) for token in tokens) for part in parts)


def _is_tail(run: str) -> bool:
    return run.isascii() and run.isdigit() and len(run) in _TAIL_LENGTHS


def _kept_of(piece: str) -> int:
    return _LETTERS_KEPT if piece.isascii() else _HAN_KEPT


def _term_of(run: str) -> str:
    whole = _prefix_term(run)
    if _is_tail(run):
        return f'({whole} OR "{_TAIL_MARK}{run}")'
    parts: Sequence[str] = _LETTERS_OR_DIGITS.findall(run) if run.isascii() else ()
    if len(parts) < 2:
        return whole
    return f"({whole} OR ({' AND '.join(_prefix_term(part) for part in parts[:4])}))"


def _prefix_term(piece: str) -> str:
    return f'"{piece[: _kept_of(piece)]}"*'
