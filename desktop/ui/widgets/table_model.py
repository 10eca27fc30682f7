"""What a table is made of: declared columns, cells as values, and the model over its rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Slot,
)

from desktop.ui.widgets.labels import plain_tip
from desktop.ui.widgets.painting import BadgeText
from desktop.ui.widgets.rows import ListedRows, Row, Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class TableCell:
    """What one cell shows.

    Attributes:
        text: the first line.
        second: a caption line below, in rows of 60.
        badges: after the text, or alone.
        token: colour token of the text.
        is_strong: weight 600.
        is_code: the fixed-width font: order numbers, claim codes.
        pixels: text size.
        aside: quiet words after the text, in the same line.
        tick: a tick box instead of words: ticked or not; None for no box.
        tip: what the tooltip says, as plain text.
    """

    text: str = ""
    second: str = ""
    badges: tuple[BadgeText, ...] = ()
    token: str = "text"
    is_strong: bool = False
    is_code: bool = False
    pixels: float = 13
    aside: str = ""
    tick: bool | None = None
    tip: str = ""

    def spoken(self) -> str:
        """Return everything it says, in one line."""
        mark = {True: "✓", False: "", None: ""}[self.tick]
        parts = (mark, self.text, self.aside, self.second, *_words(self.badges))
        return " ".join(part for part in parts if part)


@dataclass(frozen=True)
class TableColumn(Generic[Row]):
    """One column of a table.

    Attributes:
        key: names it.
        title: the header's words.
        cell: what a row shows here; a plain text is a plain cell.
        width: px at scale 1, or 0 to share what is left.
        is_number: at the right edge.
        sort_by: what to sort by, or None for a column that cannot be sorted by.
        fits_badges: grows beyond ``width`` where a badge of another language needs it.
        header_tick: says whether every row is ticked; the header then has a box of its own.
    """

    key: str
    title: str
    cell: Callable[[Row], TableCell | str]
    width: int = 0
    is_number: bool = False
    sort_by: Callable[[Row], Any] | None = None
    fits_badges: bool = False
    header_tick: Callable[[], bool] | None = None


class RowTableModel(QAbstractTableModel, Generic[Row]):
    """Frozen rows under declared columns.

    Args:
        columns: what is shown.
        key: identifies a row over refreshes, so that the selection stays.
    """

    def __init__(
        self,
        columns: Iterable[TableColumn[Row]],
        key: Callable[[Row], Hashable],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._listed = ListedRows(key, self)
        self._rows: Rows[Row] = self._listed
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None
        self._follow()

    def rows(self) -> tuple[Row, ...]:
        """Return the rows that are there, as they are shown."""
        return self._rows.held()

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Show other rows. The same keys in the same order are only repainted, not reset."""
        self._listed.show(self._ordered(rows))

    def show_rows(self, rows: Rows[Row]) -> None:
        """Show rows that somebody else keeps and puts in order."""
        self._begin_reset()
        self._rows.moving.disconnect(self._begin_reset)
        self._rows.moved.disconnect(self._end_reset)
        self._rows.renewed.disconnect(self._tell_renewed)
        self._rows = rows
        self._follow()
        self._end_reset()

    def is_listed(self) -> bool:
        """Whether all rows are there."""
        return self._rows is self._listed

    def look_at(self, first: int, last: int) -> None:
        """Somebody sees these places."""
        self._rows.look_at(first, last)

    def choose(self, number: int) -> None:
        """Somebody chose the row at a place."""
        self._rows.choose(number)

    def row_at(self, number: int) -> Row | None:
        """Return the row at a place; None where none is, or where it was not read yet."""
        return self._rows.row_at(number)

    def find_number(self, key: Hashable) -> int | None:
        """Return where the row with a key stands, or None."""
        return self._rows.find_number(key)

    def key_at(self, number: int) -> Hashable | None:
        """Return the key of the row at a place, or None."""
        return self._rows.key_at(number)

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else self._rows.count()

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what the view or a screen reader asks for."""
        row = self.row_at(index.row())
        if row is None or not 0 <= index.column() < len(self.columns):
            return None
        return _answer(self.columns[index.column()], row, role)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return the column's words."""
        is_column = orientation == Qt.Orientation.Horizontal and section < len(self.columns)
        if is_column and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; one without ``sort_by`` changes nothing.

        Rows that somebody else keeps are put in order there.
        """
        if not 0 <= column < len(self.columns) or self.columns[column].sort_by is None:
            return
        self._sorted_by = (column, order)
        if not self.is_listed():
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        keys = [self.key_at(index.row()) for index in before]
        self._listed.reorder(self._ordered(self._listed.held()))
        places = {self.key_at(number): number for number in range(self._listed.count())}
        after = [
            self.index(places[key], index.column()) if key in places else QModelIndex()
            for key, index in zip(keys, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _follow(self) -> None:
        self._rows.moving.connect(self._begin_reset)
        self._rows.moved.connect(self._end_reset)
        self._rows.renewed.connect(self._tell_renewed)

    @Slot()
    def _begin_reset(self) -> None:
        self.beginResetModel()

    @Slot()
    def _end_reset(self) -> None:
        self.endResetModel()

    @Slot(int, int)
    def _tell_renewed(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def _ordered(self, rows: Iterable[Row]) -> Iterable[Row]:
        if self._sorted_by is None:
            return rows
        column, order = self._sorted_by
        sort_by = self.columns[column].sort_by
        if sort_by is None:
            return rows
        return sorted(rows, key=sort_by, reverse=order == Qt.SortOrder.DescendingOrder)


def cell_of(column: TableColumn[Row], row: Row) -> TableCell:
    """Return what a row shows in a column."""
    cell = column.cell(row)
    return TableCell(cell) if isinstance(cell, str) else cell


def _answer(column: TableColumn[Row], row: Row, role: int) -> object:
    if role == Qt.ItemDataRole.TextAlignmentRole:
        return Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
    if role == Qt.ItemDataRole.DisplayRole:
        return cell_of(column, row).spoken()
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return f"{column.title} {cell_of(column, row).spoken()}"
    if role == Qt.ItemDataRole.ToolTipRole:
        return plain_tip(cell_of(column, row).tip) or None
    return None


def _words(badges: tuple[BadgeText, ...]) -> tuple[str, ...]:
    return tuple(badge.text for badge in badges)
