"""Writing tables and other files a person asked for: CSV, XLSX, PDF.

A file appears whole or not at all: it is written beside its place, synced, and renamed. Text cells
that a spreadsheet would run as a formula are neutralised; numbers stay numbers in XLSX.
"""

from __future__ import annotations

import contextlib
import csv
import errno
import io
import os
import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from desktop.domain.errors import QT_TRANSLATE_NOOP, StorageError, UsageError
from desktop.domain.money import FEN_PER_YUAN, Money

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

Cell = str | int | Money | date | datetime | None
"""What an export gives: text, a count, an amount, a day, an aware time, or nothing."""

_DANGEROUS_STARTS: Final = tuple("=+-@\t\r\n＝＋－＠")
_FORBIDDEN_IN_NAMES: Final = re.compile(r'[<>:"/\\|?*]')
_DEVICE_NAME: Final = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
_MAXIMUM_NAME: Final = 120
_FORBIDDEN_IN_SHEETS: Final = re.compile(r"[\[\]:*?/\\]")
_WORKSHEET_ROWS: Final = 1_048_575
_SHEET_NAME: Final = 31


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook.

    Attributes:
        headers: frozen above the rows; none for labels and values.
        widths: of the columns, in characters; the program's own where they are not named.
        sums: indexes of rows in bold.
    """

    name: str
    headers: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    widths: Sequence[int] = ()
    sums: Collection[int] = ()


def write_table(path: Path, headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    """Write a table as the ending of the path says and return the number of rows.

    Raises:
        UsageError: the ending is neither ``.csv`` nor ``.xlsx``.
        StorageError: the file could not be written; nothing of it is left behind.
    """
    kept = list(rows)
    ending = path.suffix.casefold()
    if ending == ".csv":
        save_file(path, csv_bytes(headers, kept))
    elif ending == ".xlsx":
        save_file(path, xlsx_bytes(headers, kept))
    else:
        raise UsageError(
            "export_ending", QT_TRANSLATE_NOOP("errors", "文件名要以 .csv 或 .xlsx 结尾")
        )
    return len(kept)


def csv_bytes(headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a table as CSV: UTF-8 with a byte order mark, so that spreadsheets read Chinese."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(headers)
    writer.writerows([_csv_text(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", "replace")


def write_workbook(path: Path, sheets: Iterable[Sheet]) -> None:
    """Write a workbook of several sheets.

    Raises:
        StorageError: the file could not be written; nothing of it is left behind.
    """
    save_file(path, workbook_bytes(sheets))


def xlsx_bytes(headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a table as a workbook with one sheet, its first row frozen.

    Raises:
        UsageError: more rows than a sheet holds.
    """
    return workbook_bytes([Sheet("export", headers, list(rows))])


def workbook_bytes(sheets: Iterable[Sheet]) -> bytes:
    """Return a workbook; amounts and counts are numbers in it.

    Raises:
        UsageError: more rows than a sheet holds.
    """
    import xlsxwriter

    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, {**options, "strings_to_numbers": False}) as workbook:
        looks = _Looks(
            workbook.add_format({"bold": True}),
            workbook.add_format({"num_format": "0.00"}),
            workbook.add_format({"num_format": "0.00", "bold": True}),
        )
        for each in sheets:
            _fill_sheet(workbook.add_worksheet(sheet_name(each.name)), each, looks)
    return content.getvalue()


def sheet_name(name: str) -> str:
    """Return a name that every spreadsheet takes for a sheet."""
    plain = _FORBIDDEN_IN_SHEETS.sub(" ", name).strip(" '")[:_SHEET_NAME].strip(" '")
    return plain or "sheet"


def neutralised(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula.

    Leading spaces do not hide a dangerous start, and control characters are taken out.
    """
    visible = "".join(
        character
        for character in text
        if character in "\t\r\n" or unicodedata.category(character) not in {"Cc", "Cs"}
    )
    is_dangerous = visible.startswith(_DANGEROUS_STARTS) or visible.lstrip().startswith(
        _DANGEROUS_STARTS
    )
    return f"'{visible}" if is_dangerous else visible


def safe_file_name(name: str) -> str:
    """Return a name that means one file in one folder on every system.

    Path separators, drive letters, device names, trailing dots, direction marks and lengths a file
    system refuses are taken out; a name with nothing left becomes ``export``.
    """
    plain = "".join(
        character
        for character in unicodedata.normalize("NFC", name)
        if unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )
    plain = _FORBIDDEN_IN_NAMES.sub("_", plain).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending) > 8:
        stem, ending, dot = plain, "", ""
    stem = stem.encode()[:_MAXIMUM_NAME].decode(errors="ignore").strip(" .") or "export"
    safe = f"{stem}{dot}{ending}"
    return f"_{safe}" if _DEVICE_NAME.fullmatch(safe) else safe


def save_file(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all, also after a power cut.

    Raises:
        StorageError: disk full, no permission, no such folder; an older file stays as it was.
    """
    draft = _draft_of(path)
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise _not_written(path, error) from None


def try_place(path: Path) -> None:
    """Find out whether a file can be written here, before something is done that cannot be undone.

    Raises:
        StorageError: it cannot; an older file stays as it was.
    """
    draft = _draft_of(path)
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        draft.open("wb").close()
        draft.unlink()
    except OSError as error:
        raise _not_written(path, error) from None


def _draft_of(path: Path) -> Path:
    return path.parent / f".{path.name[:80]}.{os.getpid()}.part"


def _not_written(path: Path, error: OSError) -> StorageError:
    return StorageError(
        "file_not_written",
        QT_TRANSLATE_NOOP("errors", "文件 {name} 没写成：{reason}。原来的文件没有动"),
        name=path.name[:80],
        reason=error.strerror or "",
    )


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable where the system lets a folder be opened."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _csv_text(cell: Cell) -> str:
    if isinstance(cell, str):
        return neutralised(cell)
    return _plain_text(cell)


def _plain_text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.isoformat(timespec="seconds")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


@dataclass(frozen=True, slots=True)
class _Looks:
    """The formats of a workbook."""

    bold: Any
    amount: Any
    bold_amount: Any


def _fill_sheet(sheet: Worksheet, content: Sheet, looks: _Looks) -> None:
    first = 1 if content.headers else 0
    if len(content.rows) > _WORKSHEET_ROWS:
        raise UsageError(
            "export_too_long",
            QT_TRANSLATE_NOOP("errors", "行数太多，一张表放不下，请导出成 CSV"),
        )
    for column, header in enumerate(content.headers):
        sheet.write_string(0, column, header, looks.bold)
    for column, width in enumerate(content.widths):
        sheet.set_column(column, column, width)
    for line, row in enumerate(content.rows):
        is_sum = line in content.sums
        for column, cell in enumerate(row):
            _write_cell(sheet, (first + line, column), cell, looks, is_sum=is_sum)
    if first:
        sheet.freeze_panes(first, 0)


def _write_cell(
    sheet: Worksheet, place: tuple[int, int], cell: Cell, looks: _Looks, *, is_sum: bool
) -> None:
    bold = looks.bold if is_sum else None
    if isinstance(cell, Money):
        look = looks.bold_amount if is_sum else looks.amount
        sheet.write_number(*place, cell.fen / FEN_PER_YUAN, look)
    elif isinstance(cell, int):
        sheet.write_number(*place, cell, bold)
    elif cell is not None and cell != "":
        text = neutralised(cell) if isinstance(cell, str) else _plain_text(cell)
        sheet.write_string(*place, text, bold)
