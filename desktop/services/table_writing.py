"""Writing tables and other files a person asked for: CSV, XLSX, PDF.

A file appears whole or not at all: it is written beside its place, synced, and renamed. Text cells
that a spreadsheet would run as a formula are neutralised; numbers stay numbers in XLSX.
"""

from __future__ import annotations

import contextlib
import csv
import io
import os
import re
import unicodedata
from collections.abc import Iterable, Sequence
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
_WORKSHEET_ROWS: Final = 1_048_575


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


def xlsx_bytes(headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a table as a workbook with one sheet, its first row frozen.

    Raises:
        UsageError: more rows than a sheet holds.
    """
    import xlsxwriter

    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, {**options, "strings_to_numbers": False}) as workbook:
        sheet = workbook.add_worksheet("export")
        bold = workbook.add_format({"bold": True})
        amount = workbook.add_format({"num_format": "0.00"})
        for column, header in enumerate(headers):
            sheet.write_string(0, column, header, bold)
        for line, row in enumerate(rows, start=1):
            if line > _WORKSHEET_ROWS:
                raise UsageError(
                    "export_too_long",
                    QT_TRANSLATE_NOOP("errors", "行数太多，一张表放不下，请导出成 CSV"),
                )
            for column, cell in enumerate(row):
                _write_cell(sheet, (line, column), cell, amount)
        sheet.freeze_panes(1, 0)
    return content.getvalue()


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


def path_inside(folder: Path, name: str) -> Path:
    """Return the path of a safely named file that is certainly inside a folder.

    Raises:
        UsageError: the name leads out of the folder, as through a link that stands there already.
    """
    root = folder.resolve()
    path = (root / safe_file_name(name)).resolve()
    if path.parent != root:
        raise UsageError("path_outside", QT_TRANSLATE_NOOP("errors", "文件名不能指到文件夹外面"))
    return path


def save_file(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all, also after a power cut.

    Raises:
        StorageError: disk full, no permission, no such folder; an older file stays as it was.
    """
    draft = path.with_name(f".{path.name[:80]}.{os.getpid()}.part")
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
        raise StorageError(
            "file_not_written",
            QT_TRANSLATE_NOOP("errors", "文件 {name} 没写成：{reason}。原来的文件没有动"),
            name=path.name[:80],
            reason=error.strerror or "",
        ) from None


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


def _write_cell(sheet: Worksheet, place: tuple[int, int], cell: Cell, amount: Any) -> None:
    if isinstance(cell, Money):
        sheet.write_number(*place, cell.fen / FEN_PER_YUAN, amount)
    elif isinstance(cell, int):
        sheet.write_number(*place, cell)
    elif cell is not None and cell != "":
        sheet.write_string(
            *place, neutralised(cell) if isinstance(cell, str) else _plain_text(cell)
        )
