"""The first sheet of an XLSX or XLS workbook as rows of text.

A formula gives the value that was stored with it. A cell that holds an error, or a number with more
digits than a workbook keeps, makes its row a fault: an empty price or a card number ending in zeros
would be worse.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.services.table_columns import clean_cell
from desktop.services.table_sheet import (
    MAXIMUM_ROWS,
    SheetRow,
    too_large,
    too_many_rows,
    wrong_file,
)

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

MAXIMUM_UNPACKED: Final = 400 * 1024 * 1024
"""A workbook is a zip file: what it unpacks to is checked before anything is unpacked."""
_WORKBOOK_MARKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_EXACT_WHOLE: Final = 10**15
_ERROR_CELL: Final = re.compile(rb'<c\b[^>]*\br="([A-Z]{1,3})(\d{1,7})"[^>]*\bt="e"')
_SHEET_ENTRY: Final = re.compile(rb'<sheet\b[^>]*\br:id="([^"]+)"')

Cell = int | float | str | bool | time | date | datetime | timedelta


def is_workbook(content: bytes) -> bool:
    """Whether bytes begin like an XLSX or XLS file."""
    return content.startswith(_WORKBOOK_MARKS)


def workbook_rows(content: bytes) -> Iterator[SheetRow]:
    """Yield the rows of the first visible sheet that holds something.

    Raises:
        BusinessRuleError: ``file_wrong``, ``file_damaged``, ``file_protected``, ``too_many_rows``.
    """
    is_archive = content.startswith(b"PK")
    if is_archive:
        _check_archive(content)
    found = _first_sheet(content)
    if found is None:
        return
    sheet, position = found
    faulty_lines = _lines_with_errors(content, position) if is_archive else frozenset[int]()
    if sheet.total_height > MAXIMUM_ROWS + 1:
        raise too_many_rows()
    yield from _rows_of(sheet, faulty_lines)


def _rows_of(sheet: CalamineSheet, faulty_lines: frozenset[int]) -> Iterator[SheetRow]:
    for line, cells in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        fault = _cell_error() if line in faulty_lines else _find_lost_digits(cells)
        texts = tuple(cell_text(cell) for cell in cells)
        if fault is not None or any(texts):
            yield SheetRow(line, texts, fault)


def cell_text(cell: Cell) -> str:
    """Return a cell as a person reads it: 95.1 stays ``95.1``, a long number keeps its digits."""
    if isinstance(cell, str):
        return clean_cell(cell)
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return _number_text(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds") if cell.time() != time.min else f"{cell:%Y-%m-%d}"
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def _number_text(number: float) -> str:
    """Fifteen digits are what a workbook keeps; the sixteenth is noise of its arithmetic."""
    rounded = Decimal(f"{number:.15g}")
    return f"{rounded:f}" if rounded != rounded.to_integral_value() else f"{rounded:.0f}"


def _find_lost_digits(cells: list[Cell]) -> BusinessRuleError | None:
    if any(isinstance(cell, int | float) and abs(cell) >= _EXACT_WHOLE for cell in cells):
        return BusinessRuleError(
            "number_damaged",
            QT_TRANSLATE_NOOP(
                "errors", "有 16 位以上的数字，表格软件只留 15 位，请把这一列设成文本重填"
            ),
        )
    return None


def _cell_error() -> BusinessRuleError:
    return BusinessRuleError(
        "cell_error", QT_TRANSLATE_NOOP("errors", "有一格的公式算不出来，显示的是错误")
    )


def _check_archive(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            unpacked = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise _damaged() from None
    if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
        raise wrong_file()
    if unpacked > MAXIMUM_UNPACKED:
        raise too_large(unpacked, MAXIMUM_UNPACKED)


def _first_sheet(content: bytes) -> tuple[CalamineSheet, int] | None:
    import python_calamine

    try:
        return _find_filled_sheet(python_calamine.load_workbook(io.BytesIO(content)))
    except python_calamine.PasswordError:
        raise _protected() from None
    except python_calamine.CalamineError:
        raise _damaged() from None


def _find_filled_sheet(workbook: CalamineWorkbook) -> tuple[CalamineSheet, int] | None:
    """The first visible sheet with cells, and its place in the workbook."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    for position, entry in enumerate(workbook.sheets_metadata):
        if entry.typ == SheetTypeEnum.WorkSheet and entry.visible == SheetVisibleEnum.Visible:
            sheet = workbook.get_sheet_by_index(position)
            if sheet.total_height:
                return sheet, position
    return None


def _lines_with_errors(content: bytes, position: int) -> frozenset[int]:
    """Lines of a sheet with an error cell; the reader itself gives such a cell as empty."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        try:
            entries = _SHEET_ENTRY.findall(archive.read("xl/workbook.xml"))
            relations = archive.read("xl/_rels/workbook.xml.rels")
            part = archive.read(_part_name(relations, entries[position]))
        except (KeyError, IndexError):
            return frozenset()
    return frozenset(int(match[2]) for match in _ERROR_CELL.finditer(part))


def _part_name(relations: bytes, entry_id: bytes) -> str:
    for relation in re.findall(rb"<Relationship\b[^>]*>", relations):
        target = re.search(rb'\bTarget="([^"]+)"', relation)
        if re.search(rb'\bId="' + re.escape(entry_id) + rb'"', relation) and target:
            name = target[1].decode("utf-8", "replace").lstrip("/")
            return name if name.startswith("xl/") else f"xl/{name}"
    return ""


def _damaged() -> BusinessRuleError:
    return BusinessRuleError(
        "file_damaged", QT_TRANSLATE_NOOP("errors", "表格文件是坏的，读不出来，什么都没导入")
    )


def _protected() -> BusinessRuleError:
    return BusinessRuleError(
        "file_protected", QT_TRANSLATE_NOOP("errors", "表格有打开密码，请先去掉密码再导入")
    )
