"""What a file holds as a table: its first rows, or the rows that are wrong."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QCoreApplication

from desktop.services.importing import ImportPreview
from desktop.services.table_reading import RowProblem
from desktop.translating import sentence_of
from desktop.ui.widgets.data_table import DataTable, TableCell, TableColumn

_COLUMNS_SHOWN: Final = 7


@dataclass(frozen=True, slots=True)
class _NumberedRow:
    """One sample row of a file."""

    number: int
    cells: tuple[str, ...]


def sample_table(preview: ImportPreview) -> DataTable[_NumberedRow]:
    """Return a table of the first rows, under the file's own headers."""
    columns = tuple(
        TableColumn(str(number), header, partial(_sample_cell, number))
        for number, header in enumerate(preview.headers[:_COLUMNS_SHOWN])
    )
    table: DataTable[_NumberedRow] = DataTable(
        columns,
        _number_of,
        name="importPreview",
        accessible_name=QCoreApplication.translate("ImportSheet", "前几行"),
    )
    table.set_rows(_NumberedRow(*pair) for pair in enumerate(preview.sample))
    return table


def _sample_cell(number: int, row: _NumberedRow) -> TableCell:
    text = row.cells[number] if number < len(row.cells) else ""
    return TableCell(text, is_strong=number == 0)


def _number_of(row: _NumberedRow) -> Any:
    return row.number


def problem_table(problems: tuple[RowProblem, ...]) -> DataTable[_NumberedRow]:
    """Return a table of the rows that are wrong, each with why."""
    columns: tuple[TableColumn[_NumberedRow], ...] = (
        TableColumn(
            "line",
            QCoreApplication.translate("ImportSheet", "行"),
            partial(_sample_cell, 0),
            80,
            is_number=True,
        ),
        TableColumn("reason", QCoreApplication.translate("ImportSheet", "为什么"), _reason_cell),
    )
    table: DataTable[_NumberedRow] = DataTable(
        columns,
        _number_of,
        name="importPreview",
        accessible_name=QCoreApplication.translate("ImportSheet", "不对的行"),
    )
    table.set_rows(
        _NumberedRow(number, (str(problem.line), sentence_of(problem.error)))
        for number, problem in enumerate(problems)
    )
    return table


def _reason_cell(row: _NumberedRow) -> TableCell:
    return TableCell(row.cells[1], token="danger")
