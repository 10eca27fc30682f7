"""Reading tables people send: CSV of any delimiter, XLSX, XLS, pasted text.

``read_table`` gives text cells with line numbers; ``read_rows`` turns them into the rows of one
kind of file, all problems named by line. Nothing is written anywhere.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final, Generic

from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.services.table_columns import (
    Row,
    TableColumn,
    TableShape,
    clean_cell,
    count_known_headers,
    folded_header,
)
from desktop.services.table_decoding import decode_table
from desktop.services.table_sheet import (
    MAXIMUM_BYTES,
    MAXIMUM_CELL,
    MAXIMUM_COLUMNS,
    MAXIMUM_ROWS,
    SheetRow,
    TableSheet,
    too_large,
    too_many_rows,
    wrong_file,
)
from desktop.services.workbook_reading import is_workbook, workbook_rows
from desktop.translating import sentence, translate

_LINES_OF_ONE_CELL: Final = 40
"""A quoted cell over more lines than this is a forgotten quotation mark."""
_DELIMITERS: Final = (",", "\t", ";", "|")
_FOREIGN_MARKS: Final = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"MZ",
    b"\x7fELF",
    b"SQLite format 3\0",
    b"RIFF",
    b"{\\rtf",
)


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why a line cannot be imported."""

    line: int
    error: BusinessRuleError

    @property
    def reason(self) -> str:
        """The sentence in Chinese; ``desktop.translating`` gives the other languages."""
        return str(self.error)


@dataclass(frozen=True, slots=True)
class RowsRead(Generic[Row]):
    """The rows of a file and what is wrong with the others.

    Attributes:
        columns: keys of the columns the file has: the others are left as they are on an update.
        unknown_headers: headers nobody knows; their columns are not read. Of cards: their places.
        read_count: rows with something in them, good or not.
    """

    rows: tuple[Row, ...]
    problems: tuple[RowProblem, ...]
    columns: frozenset[str]
    unknown_headers: tuple[str, ...]
    encoding: str
    read_count: int


def load_table_bytes(path: Path) -> bytes:
    """Read a file whole, refusing a too large one before reading it.

    Raises:
        BusinessRuleError: ``filetoo_large``, ``file_unreadable``.
    """
    try:
        if not path.is_file():
            raise _unreadable(path)
        if path.stat().st_size > MAXIMUM_BYTES:
            raise too_large(path.stat().st_size)
        with path.open("rb") as file:
            content = file.read(MAXIMUM_BYTES + 1)
    except OSError:
        raise _unreadable(path) from None
    if len(content) > MAXIMUM_BYTES:
        raise too_large(len(content))
    return content


def read_table(source: Path | bytes | str, encoding: str | None = None) -> TableSheet:
    """Read a file, its bytes, or pasted text; the first row with something in it is the headers.

    Raises:
        BusinessRuleError: ``filetoo_large``, ``file_unreadable``, ``file_empty``, ``file_wrong``,
            ``file_damaged``, ``file_protected``, ``encoding_unknown``, ``encoding_wrong``,
            ``quote_open``, ``nul_in_file``, ``too_many_rows``, ``too_many_columns``.
    """
    return sheet_of(*_rows_in(source, encoding))


def raw_rows(source: Path | bytes | str, encoding: str | None = None) -> tuple[SheetRow, ...]:
    """Read the rows of a file as they stand, for one whose first row is not its headers.

    Raises:
        BusinessRuleError: as ``read_table``.
    """
    rows, _ = _rows_in(source, encoding)
    kept = tuple(islice(rows, MAXIMUM_ROWS + 1))
    if len(kept) > MAXIMUM_ROWS:
        raise too_many_rows()
    return kept


def _rows_in(source: Path | bytes | str, encoding: str | None) -> tuple[Iterator[SheetRow], str]:
    """Return the rows of a file, its bytes or pasted text, and the encoding."""
    if isinstance(source, Path):
        source = load_table_bytes(source)
    if isinstance(source, str):
        return _text_rows(source), ""
    if len(source) > MAXIMUM_BYTES:
        raise too_large(len(source))
    if is_workbook(source):
        return workbook_rows(source), ""
    if source.startswith(_FOREIGN_MARKS):
        raise wrong_file()
    decoded = decode_table(source, encoding)
    return _text_rows(decoded.text), decoded.encoding


def text_of(source: Path | bytes | str, encoding: str | None = None) -> tuple[str, str]:
    """Return the text of a plain text file (or the text itself) and its encoding.

    Raises:
        BusinessRuleError: as ``read_table``; a workbook is ``file_wrong`` here.
    """
    if isinstance(source, Path):
        source = load_table_bytes(source)
    if isinstance(source, str):
        return source, ""
    if is_workbook(source) or source.startswith(_FOREIGN_MARKS):
        raise wrong_file()
    decoded = decode_table(source, encoding)
    return decoded.text, decoded.encoding


def read_rows(sheet: TableSheet, shape: TableShape[Row]) -> RowsRead[Row]:
    """Turn a sheet into rows of one kind; every bad line is named, good ones are kept.

    Raises:
        BusinessRuleError: ``header_missing``, ``header_duplicate``.
    """
    columns = _columns_of(sheet.headers, shape)
    found = frozenset(column.key for column in columns if column is not None)
    rows: list[Row] = []
    problems: list[RowProblem] = []
    seen: dict[tuple[str, Any], int] = {}
    for sheet_row in sheet.rows:
        try:
            rows.append(_row_of(sheet_row, columns, shape, seen))
        except BusinessRuleError as error:
            problems.append(RowProblem(sheet_row.line, error))
    unknown = tuple(
        _shown_header(header, position, shape)
        for position, (header, column) in enumerate(zip(sheet.headers, columns, strict=True), 1)
        if column is None
    )
    return RowsRead(tuple(rows), tuple(problems), found, unknown, sheet.encoding, len(sheet.rows))


def _columns_of(headers: tuple[str, ...], shape: TableShape[Row]) -> tuple[TableColumn | None, ...]:
    columns = tuple(shape.column_by_header.get(folded_header(header)) for header in headers)
    found = [column.key for column in columns if column is not None]
    doubled = next((key for key in found if found.count(key) > 1), None)
    if doubled is not None:
        names = translate("formatting", "、").join(
            _shown_header(header, position, shape)
            for position, (header, column) in enumerate(zip(headers, columns, strict=True), 1)
            if column is not None and column.key == doubled
        )
        raise BusinessRuleError(
            "header_duplicate",
            QT_TRANSLATE_NOOP("errors", "这几列是同一个意思：{names}，请只留一列"),
            names=names[:80],
        )
    missing = [c.called for c in shape.columns if c.is_required and c.key not in found]
    if missing:
        raise header_missing(missing)
    return columns


def _shown_header(header: str, position: int, shape: TableShape[Row]) -> str:
    """A header to be named in a message; a first row of cards may be no headers at all."""
    if shape.holds_secrets:
        return sentence(
            "errors", QT_TRANSLATE_NOOP("errors", "第 {position} 列"), position=position
        )
    return header


def header_missing(names: Sequence[str]) -> BusinessRuleError:
    """Return the error for a first row without columns that have to be there."""
    return BusinessRuleError(
        "header_missing",
        QT_TRANSLATE_NOOP("errors", "第一行里没有这几列：{names}，什么都没导入"),
        names=translate("formatting", "、").join(names),
    )


def _row_of(
    sheet_row: SheetRow,
    columns: tuple[TableColumn | None, ...],
    shape: TableShape[Row],
    seen: dict[tuple[str, Any], int],
) -> Row:
    if sheet_row.fault is not None:
        raise sheet_row.fault
    values: dict[str, Any] = {column.key: column.blank for column in shape.columns}
    for column, cell in zip(columns, sheet_row.cells, strict=True):
        if column is not None:
            values[column.key] = _value_of(cell, column)
    for column in shape.columns:
        _note_unique(column, values[column.key], sheet_row.line, seen)
    if "expires" in values:
        values["expires_on"] = values.pop("expires")
    return shape.row_type(line=sheet_row.line, **values)


def _value_of(cell: str, column: TableColumn) -> Any:
    if not cell:
        if column.is_required:
            raise BusinessRuleError(
                "cell_empty", QT_TRANSLATE_NOOP("errors", "{column}是空的"), column=column.called
            )
        return column.blank
    try:
        return column.convert(cell)
    except BusinessRuleError as error:
        raise BusinessRuleError(
            error.code,
            QT_TRANSLATE_NOOP("errors", "{column}：{reason}"),
            column=column.called,
            reason=error,
        ) from None


def _note_unique(
    column: TableColumn, value: Any, line: int, seen: dict[tuple[str, Any], int]
) -> None:
    if not column.is_unique or value == column.blank:
        return
    key = (column.key, str(value).casefold())
    first_line = seen.setdefault(key, line)
    if first_line != line:
        raise BusinessRuleError(
            "value_duplicate",
            QT_TRANSLATE_NOOP("errors", "{column} {value} 和第 {first_line} 行重复"),
            column=column.called,
            value=str(value)[:40],
            first_line=first_line,
        )


def sheet_of(rows: Iterable[SheetRow], encoding: str) -> TableSheet:
    """Take the first row as headers and fit the others to it.

    Raises:
        BusinessRuleError: ``file_empty``, ``too_many_rows``, ``too_many_columns``.
    """
    remaining = iter(rows)
    header = next(remaining, None)
    if header is None:
        raise BusinessRuleError("file_empty", QT_TRANSLATE_NOOP("errors", "文件是空的"))
    width = _header_width(header.cells)
    kept = []
    for row in remaining:
        kept.append(_fitted(row, width))
        if len(kept) > MAXIMUM_ROWS:
            raise too_many_rows()
    return TableSheet(header.cells[:width], tuple(kept), encoding, header.line)


def _header_width(cells: tuple[str, ...]) -> int:
    width = len(cells)
    while width > 1 and not cells[width - 1]:
        width -= 1
    if width > MAXIMUM_COLUMNS:
        raise BusinessRuleError(
            "too_many_columns",
            QT_TRANSLATE_NOOP("errors", "列太多，最多 {maximum} 列"),
            maximum=MAXIMUM_COLUMNS,
        )
    return width


def _fitted(row: SheetRow, width: int) -> SheetRow:
    fault = row.fault
    if fault is None and any(row.cells[width:]):
        fault = BusinessRuleError(
            "row_too_long", QT_TRANSLATE_NOOP("errors", "比第一行多出几格，可能少了引号或错了列")
        )
    if fault is None and any(len(cell) > MAXIMUM_CELL for cell in row.cells):
        fault = BusinessRuleError(
            "cell_too_long",
            QT_TRANSLATE_NOOP("errors", "太长，最多 {maximum} 个字"),
            maximum=MAXIMUM_CELL,
        )
    cells = row.cells[:width] + ("",) * (width - len(row.cells))
    return SheetRow(row.line, cells, fault)


def _text_rows(text: str) -> Iterator[SheetRow]:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        raise BusinessRuleError(
            "nul_in_file",
            QT_TRANSLATE_NOOP("errors", "第 {line} 行有看不见的字符，这不是正常的文本文件"),
            line=text.count("\n", 0, text.index("\0")) + 1,
        )
    reader = csv.reader(io.StringIO(text), delimiter=_delimiter_of(text), strict=True)
    for first_line, cells in _records(reader):
        if reader.line_num - first_line >= _LINES_OF_ONE_CELL:
            raise _open_quote(first_line)
        cleaned = tuple(map(clean_cell, cells))
        if any(cleaned):
            yield SheetRow(first_line, cleaned)


def _records(reader: Any) -> Iterator[tuple[int, list[str]]]:
    """Yield records with the line each begins on; a broken one is named by that line."""
    while True:
        first_line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _open_quote(first_line, is_endless="limit" in str(error)) from None
        yield first_line, cells


def _open_quote(line: int, *, is_endless: bool = False) -> BusinessRuleError:
    template = QT_TRANSLATE_NOOP(
        "errors", "第 {line} 行的引号没有配对，后面的行读不出来，什么都没导入"
    )
    if is_endless:
        template = QT_TRANSLATE_NOOP(
            "errors", "第 {line} 行有一格太长，多半是少了一个引号，什么都没导入"
        )
    return BusinessRuleError("quote_open", template, line=line)


def _delimiter_of(text: str) -> str:
    """The delimiter under which most cells of the first row are known headers, then most cells."""
    header = next((line for line in io.StringIO(text) if line.strip()), "")[:MAXIMUM_CELL]

    def score(delimiter: str) -> tuple[int, int]:
        cells = header.split(delimiter)
        return count_known_headers([cell.strip().strip('"') for cell in cells]), len(cells)

    return max(_DELIMITERS, key=score)


def _unreadable(path: Path) -> BusinessRuleError:
    return BusinessRuleError(
        "file_unreadable", QT_TRANSLATE_NOOP("errors", "打不开文件 {name}"), name=path.name[:80]
    )
