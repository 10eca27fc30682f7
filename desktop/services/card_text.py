"""Pasted cards: one a line, parts split by ``----``, tab, comma, ``|`` or spaces.

Sellers of cards send them in chats and text files without headers. What is a number, a secret or an
expiry is told by place and shape: the last day-like part is the expiry, the last other part the
secret, what stands before it the number. A first line of headers, however it is split, is never
taken for a card, and a list of something else never for a list of cards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.services.table_columns import (
    CARD_COLUMNS,
    KNOWN_HEADERS,
    CardRow,
    clean_cell,
    folded_header,
    parse_day,
    parse_secret,
)
from desktop.services.table_reading import (
    RowProblem,
    RowsRead,
    header_missing,
    load_table_bytes,
    read_rows,
    read_table,
    sheet_of,
    text_of,
)
from desktop.services.table_sheet import MAXIMUM_CELL, MAXIMUM_ROWS, SheetRow, too_many_rows
from desktop.services.workbook_reading import is_workbook

_SEPARATORS: Final = (
    re.compile(r"\s*(?:-{3,}|—{2,}|－{3,})\s*"),
    re.compile(r"\s*\t\s*"),
    re.compile(r"\s*[|｜]\s*"),
    re.compile(r"\s*[,，;；]\s*"),
    re.compile(r"\s+"),
)
_LABEL: Final = re.compile(
    r"^(?:卡号|账号|卡密|密码|有效期|到期日?|number|secret|pin)\s*[:：]\s*", re.IGNORECASE
)
_HEADERS: Final = CARD_COLUMNS.column_by_header
_SECRET: Final = next(column for column in CARD_COLUMNS.columns if column.key == "secret")
_DAY_SHAPE: Final = re.compile(r"20\d{2}([-/.年])\d{1,2}(?:[-/.月])\d{1,2}日?")


def read_cards(source: Path | bytes | str, encoding: str | None = None) -> RowsRead[CardRow]:
    """Read cards from a table with headers, a workbook, or bare text.

    Raises:
        BusinessRuleError: as ``read_table`` and ``read_rows``.
    """
    if isinstance(source, Path):
        source = load_table_bytes(source)
    if isinstance(source, bytes) and is_workbook(source):
        return read_rows(read_table(source), CARD_COLUMNS)
    text, found_encoding = text_of(source, encoding)
    if _has_headers(text):
        return read_rows(read_table(source, encoding), CARD_COLUMNS)
    if _is_headed_by_parts(text):
        return read_rows(sheet_of(_rows_of_parts(text), found_encoding), CARD_COLUMNS)
    return split_cards(text, found_encoding)


def split_cards(text: str, encoding: str = "") -> RowsRead[CardRow]:
    """Split bare text into cards; blank lines are skipped, bad lines named."""
    rows: list[CardRow] = []
    problems: list[RowProblem] = []
    for number, raw in _lines_of(text):
        if len(rows) >= MAXIMUM_ROWS:
            raise too_many_rows()
        try:
            rows.append(_card_of(raw, number))
        except BusinessRuleError as error:
            problems.append(RowProblem(number, error))
    if not rows and not problems:
        raise BusinessRuleError("file_empty", QT_TRANSLATE_NOOP("errors", "文件是空的"))
    columns = frozenset({"number", "secret", "expires"})
    read_count = len(rows) + len(problems)
    return RowsRead(tuple(rows), tuple(problems), columns, (), encoding, read_count)


def split_parts(line: str) -> tuple[str, ...]:
    """Split a line at its first kind of separator, the strongest first; labels are taken off."""
    cleaned = _visible(line)
    for separator in _SEPARATORS:
        parts = [_LABEL.sub("", part) for part in separator.split(cleaned) if part.strip()]
        if len(parts) > 1:
            return tuple(part for part in parts if part)
    return (_LABEL.sub("", cleaned),)


def _visible(line: str) -> str:
    """The line without invisible characters; tabs stay, because they separate."""
    return "\t".join(clean_cell(part) for part in line.split("\t")).strip()


def _has_headers(text: str) -> bool:
    cells = re.split(r"[,\t;|]", _first_line(text))
    headers = {folded_header(cell.strip().strip('"')) for cell in cells}
    return any(_HEADERS[header] is _SECRET for header in headers if header in _HEADERS)


def _is_headed_by_parts(text: str) -> bool:
    """Whether the first line is headers split as cards are split.

    Raises:
        BusinessRuleError: ``header_missing``: they are those of another list.
    """
    headers = [folded_header(part) for part in split_parts(_first_line(text))]
    columns = [_HEADERS[header] for header in headers if header in _HEADERS]
    is_all_known = all(header in KNOWN_HEADERS for header in headers)
    if len(columns) == len(headers) and _SECRET in columns:
        return True
    if is_all_known or any(header in KNOWN_HEADERS - _HEADERS.keys() for header in headers):
        raise header_missing([_SECRET.called])
    return False


def _first_line(text: str) -> str:
    first = next((line for line in text.splitlines() if clean_cell(line)), "")
    return first.removeprefix("\ufeff")


def _rows_of_parts(text: str) -> Iterator[SheetRow]:
    for number, raw in _lines_of(text):
        fault = None
        try:
            _refuse_odd_line(raw, number)
        except BusinessRuleError as error:
            fault = error
        yield SheetRow(number, split_parts(raw), fault)


def _lines_of(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines with something in them, numbered as a person counts."""
    lines = re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff"))
    return ((number, raw) for number, raw in enumerate(lines, start=1) if clean_cell(raw))


def _refuse_odd_line(raw: str, line: int) -> None:
    if len(raw) > MAXIMUM_CELL:
        raise BusinessRuleError(
            "cell_too_long",
            QT_TRANSLATE_NOOP("errors", "太长，最多 {maximum} 个字"),
            maximum=MAXIMUM_CELL,
        )
    if "\0" in raw:
        raise BusinessRuleError(
            "nul_in_file",
            QT_TRANSLATE_NOOP("errors", "第 {line} 行有看不见的字符，这不是正常的文本文件"),
            line=line,
        )


def _card_of(raw: str, line: int) -> CardRow:
    _refuse_odd_line(raw, line)
    parts = list(split_parts(raw))
    expires_on = _taken_expiry(parts)
    if not parts or len(parts) > 2:
        raise BusinessRuleError(
            "card_unclear",
            QT_TRANSLATE_NOOP("errors", "分出了 {count} 段，只要卡号、密码、有效期"),
            count=len(parts),
        )
    number = parse_secret(parts[0]) if len(parts) == 2 else None
    return CardRow(line, number, parse_secret(parts[-1]), expires_on, None)


def _taken_expiry(parts: list[str]) -> date | None:
    """Take a day out of the parts behind the first; digits alone are never a day."""
    for position in range(len(parts) - 1, 0, -1):
        if _DAY_SHAPE.fullmatch(parts[position]):
            return parse_day(parts.pop(position))
    return None
