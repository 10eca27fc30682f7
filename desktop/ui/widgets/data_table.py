"""Tables: columns are declared, rows are frozen values, cells are painted.

A screen writes a tuple of ``TableColumn`` and calls ``set_rows``; sorting, selection by key, hover,
badges, second lines and accessible text come with it. Row height is fixed, so that a long list
scrolls without measuring.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Generic

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop.ui.theme import theme
from desktop.ui.widgets.rows import Row, Rows
from desktop.ui.widgets.table_header import TableHeader
from desktop.ui.widgets.table_model import RowTableModel, TableCell, TableColumn
from desktop.ui.widgets.table_painting import RowState, Section, paint_row
from desktop.ui.widgets.table_widths import OPEN_WIDTH, TableWidths

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

__all__ = ["ONE_LINE", "TWO_LINES", "DataTable", "TableCell", "TableColumn"]

ONE_LINE: Final = 44
TWO_LINES: Final = 60


class DataTable(QTableView, Generic[Row]):
    """A table of declared columns.

    Signals:
        row_chosen: the selected row, or None.
        row_activated: the row that Enter or a double click is meant for.
        sort_changed: the column's key and whether it is ascending, for rows sorted elsewhere.
        header_ticked: the box in the header of a column was pressed.
        typed: letters that only the page's search can look for.
    """

    row_chosen = Signal(object)
    row_activated = Signal(object)
    sort_changed = Signal(str, bool)
    header_ticked = Signal()
    typed = Signal(str)

    def __init__(
        self,
        columns: Iterable[TableColumn[Row]],
        key: Callable[[Row], Hashable],
        *,
        name: str,
        accessible_name: str,
        row_height: int = ONE_LINE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self._hovered = -1
        self._wanted_key: Hashable | None = None
        self._wanted_number = -1
        self._top_key: Hashable | None = None
        self._top_hidden = 0
        self._is_awaited = False
        self._is_activating = False
        self._sorted = -1
        self._is_ascending = True
        self._model = RowTableModel(columns, key, self)
        self._model.modelAboutToBeReset.connect(self._remember)
        self._widths = TableWidths(self, self._model.columns)
        self.setModel(self._model)
        self._set_up(row_height)

    def _set_up(self, row_height: int) -> None:
        self.setHorizontalHeader(TableHeader(self))
        self.horizontalHeader().sectionClicked.connect(self._sort_by)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme().px(row_height))
        self.verticalHeader().setMinimumSectionSize(theme().px(row_height))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentRowChanged.connect(self._tell_chosen)
        self.doubleClicked.connect(self._activate)
        # After the header is in: it shares the selection and forgets it at a reset.
        self._model.modelReset.connect(self._fit_all_badges)
        self._model.modelReset.connect(self._restore)
        self._model.dataChanged.connect(self._take_renewed)
        self._widths.share()

    def table_model(self) -> RowTableModel[Row]:
        """Return the rows' model."""
        return self._model

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Show other rows; the selected one stays selected if it is still there, else its place."""
        self._widths.forget_badges()
        self._model.set_rows(rows)

    def show_rows(self, rows: Rows[Row]) -> None:
        """Show rows that somebody else keeps and puts in order, such as a list too long to hold."""
        self._model.show_rows(rows)

    def current_row(self) -> Row | None:
        """Return the selected row; None without one, or while it is being read."""
        return self._model.row_at(self.currentIndex().row())

    def select_number(self, number: int) -> None:
        """Select the row at a place, if there is one."""
        if 0 <= number < self._model.rowCount():
            self.setCurrentIndex(self._model.index(number, 0))

    def select_key(self, key: Hashable) -> bool:
        """Select the row with a key; False when it is not there."""
        number = self._model.find_number(key)
        if number is None:
            return False
        self.select_number(number)
        return True

    def drop_when_narrow(self, keys: Iterable[str], open_width: int = OPEN_WIDTH) -> None:
        """Name columns that are hidden, the first first, while the open ones have no room.

        Args:
            keys: the columns.
            open_width: px at scale 1 that an open column needs to be read.
        """
        self._widths.drop_when_narrow(keys, open_width)

    def hide_columns(self, keys: Iterable[str]) -> None:
        """Leave out columns that a person does not want to see, and show all others again."""
        self._widths.hide(keys)

    def sorted_column(self) -> int:
        """Return the column sorted by, or −1."""
        return self._sorted

    def is_ascending(self) -> bool:
        """Return the direction of the sort."""
        return self._is_ascending

    def sort_next(self, step: int) -> None:
        """Sort by the next or previous sortable column (Ctrl+→, Ctrl+←), each way up then down."""
        ways = [
            (number, ascending)
            for number, column in enumerate(self._model.columns)
            if column.sort_by is not None
            for ascending in (True, False)
        ]
        if not ways:
            return
        now = (self._sorted, self._is_ascending)
        at = ways.index(now) if now in ways else (-1 if step > 0 else 0)
        self._sort(*ways[(at + step) % len(ways)])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+←→ sort, Home and End lead to the first and last row, Enter activates."""
        is_control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if is_control and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.sort_next(1 if event.key() == Qt.Key.Key_Right else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self._activate()
        elif event.key() == Qt.Key.Key_Home:
            self.select_number(0)
        elif event.key() == Qt.Key.Key_End:
            self.select_number(self._model.rowCount() - 1)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters find a row that begins so; in a list that is not all there they are passed on."""
        if self._model.is_listed():
            super().keyboardSearch(search)
        elif search.strip():
            self.typed.emit(search)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Look at what comes into sight before it is painted: it is read meanwhile."""
        super().scrollContentsBy(dx, dy)
        self._look()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows; what is painted is looked at."""
        self._look()
        painter, part = QPainter(self.viewport()), event.rect()
        sections, chosen = self._sections_in(part), self._chosen_number()
        has_focus, height = self.hasFocus(), self._row_height()
        left, width = -self.horizontalOffset(), self.horizontalHeader().length()
        first, last = self._rows_between(part.top(), part.bottom())
        for number in range(first, last + 1):
            state = RowState(number == chosen, number == self._hovered, has_focus)
            place = QRect(left, self.rowViewportPosition(number), width, height)
            paint_row(painter, sections, place, self._model.row_at(number), state)

    def _look(self) -> None:
        self._model.look_at(*self._rows_between(0, self.viewport().height() - 1))

    def _rows_between(self, top: int, bottom: int) -> tuple[int, int]:
        """Return the first and the last row between two heights of the viewport."""
        last = self.rowAt(bottom)
        return max(self.rowAt(top), 0), self._model.rowCount() - 1 if last < 0 else last

    def _sections_in(self, part: QRect) -> list[Section]:
        header = self.horizontalHeader()
        sections = []
        for number, column in enumerate(self._model.columns):
            left, width = header.sectionViewportPosition(number), header.sectionSize(number)
            if width and left <= part.right() and left + width > part.left():
                sections.append(Section(column, left, width))
        return sections

    def _chosen_number(self) -> int:
        current = self.currentIndex()
        return current.row() if self.selectionModel().isSelected(current) else -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the hovered row."""
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        """No row is hovered any more."""
        super().leaveEvent(event)
        self._hover(-1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._widths.share()

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()

    def _sort(self, column: int, ascending: bool) -> None:
        self._sorted, self._is_ascending = column, ascending
        order = Qt.SortOrder.AscendingOrder if ascending else Qt.SortOrder.DescendingOrder
        self._model.sort(column, order)
        self.horizontalHeader().viewport().update()
        self.sort_changed.emit(self._model.columns[column].key, ascending)

    @Slot(int)
    def _sort_by(self, column: int) -> None:
        if self._model.columns[column].header_tick is not None:
            self.header_ticked.emit()
        if self._model.columns[column].sort_by is None:
            return
        self._sort(column, not (self._sorted == column and self._is_ascending))

    @Slot()
    def _remember(self) -> None:
        self._wanted_key = self._model.key_at(self.currentIndex().row())
        self._wanted_number = self.currentIndex().row()
        scrolled, height = self.verticalScrollBar().value(), self._row_height()
        self._top_key = self._model.key_at(scrolled // height) if scrolled else None
        self._top_hidden = scrolled % height

    @Slot()
    def _restore(self) -> None:
        if self._wanted_key is not None and not self.select_key(self._wanted_key):
            self.select_number(min(self._wanted_number, self._model.rowCount() - 1))
        if not self.currentIndex().isValid():
            self.row_chosen.emit(None)
        self._stay()

    def _stay(self) -> None:
        """Leave the row at the upper edge there; a table at its beginning shows what is new."""
        number = None if self._top_key is None else self._model.find_number(self._top_key)
        if self._top_key is None or number is not None:
            self.executeDelayedItemsLayout()
            self.verticalScrollBar().setValue((number or 0) * self._row_height() + self._top_hidden)

    def _row_height(self) -> int:
        return self.verticalHeader().defaultSectionSize()

    @Slot(QModelIndex, QModelIndex)
    def _tell_chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self._is_activating = False
        self._model.choose(current.row())
        self._tell_current()

    def _tell_current(self) -> None:
        """Tell the selected row, or wait until it was read."""
        row = self.current_row()
        self._is_awaited = row is None and self.currentIndex().isValid()
        if not self._is_awaited:
            self.row_chosen.emit(row)

    @Slot(QModelIndex, QModelIndex)
    def _take_renewed(self, first: QModelIndex, last: QModelIndex) -> None:
        rows = (self._model.row_at(number) for number in range(first.row(), last.row() + 1))
        self._widths.fit_badges(row for row in rows if row is not None)
        if self._is_awaited:
            self._tell_current()
        if self._is_activating and not self._is_awaited:
            self._is_activating = False
            self._activate()

    @Slot()
    def _fit_all_badges(self) -> None:
        self._widths.fit_badges(self._model.rows())

    @Slot()
    def _activate(self) -> None:
        row = self.current_row()
        if row is not None:
            self.row_activated.emit(row)
        self._is_activating = row is None and self._is_awaited
