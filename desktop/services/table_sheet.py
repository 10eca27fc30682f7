"""A table of text as it was read, the limits of what is read, and the errors beyond them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError

MAXIMUM_BYTES: Final = 50 * 1024 * 1024
MAXIMUM_ROWS: Final = 200_000
MAXIMUM_CELL: Final = 4096
MAXIMUM_COLUMNS: Final = 200


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row with something in it.

    Attributes:
        line: where a person finds it, from 1; in a text file the first of its lines.
        cells: cleaned text, one per header (short rows are filled up).
        fault: why the row cannot be used as it stands; None when it can.
    """

    line: int
    cells: tuple[str, ...]
    fault: BusinessRuleError | None = None


@dataclass(frozen=True, slots=True)
class TableSheet:
    """A table as read.

    Attributes:
        encoding: of a text file; empty for workbooks and pasted text.
        header_line: the line of the headers.
    """

    headers: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    encoding: str = ""
    header_line: int = 1


def wrong_file() -> BusinessRuleError:
    """Return the error for a file that is no table."""
    return BusinessRuleError(
        "file_wrong",
        QT_TRANSLATE_NOOP("errors", "这不是表格文件，要 CSV、XLSX 或文本，什么都没导入"),
    )


def too_many_rows() -> BusinessRuleError:
    """Return the error for more than ``MAXIMUM_ROWS`` rows."""
    return BusinessRuleError(
        "too_many_rows",
        QT_TRANSLATE_NOOP("errors", "超过 {maximum} 行，请分成几个文件"),
        maximum=MAXIMUM_ROWS,
    )


def too_large(size: int, maximum: int = MAXIMUM_BYTES) -> BusinessRuleError:
    """Return the error for too many bytes, packed or unpacked."""
    return BusinessRuleError(
        "file_too_large",
        QT_TRANSLATE_NOOP("errors", "文件 {size} MB，最多 {maximum} MB，什么都没读"),
        size=-(-size // (1024 * 1024)),
        maximum=maximum // (1024 * 1024),
    )
