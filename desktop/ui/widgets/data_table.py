"""Tables: columns are declared, rows are frozen values, cells are painted.

A screen writes a tuple of ``TableColumn`` and calls ``set_rows``; sorting, selection by key, hover,
badges, second lines and accessible text come with it. Row height is fixed, so that a long list
scrolls without measuring.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final, Generic

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QTableView,
    QWidget,
)

from desktop.ui.theme import theme
from desktop.ui.widgets.painting import (
    LEFT,
    RIGHT,
    badge_width,
    draw_text,
    draw_triangle,
    text_width,
)
from desktop.ui.widgets.rows import Row, Rows
from desktop.ui.widgets.table_model import RowTableModel, TableCell, TableColumn, cell_of
from desktop.ui.widgets.table_painting import PADDING, RowState, Section, draw_tick, paint_row

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping

__all__ = ["ONE_LINE", "TWO_LINES", "DataTable", "TableCell", "TableColumn", "TableTotals"]

ONE_LINE: Final = 44
TWO_LINES: Final = 60
_HEADER: Final = 36
_OPEN_WIDTH: Final = 120


class _Header(QHeaderView):
    """Header 36 high on ``raised``; the sorted column has a triangle."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSortIndicatorShown(False)

    def sizeHint(self) -> QSize:
        """36 px."""
        return QSize(super().sizeHint().width(), theme().px(_HEADER))

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """Draw the words and, when sorted by it, the triangle."""
        table = self.parent()
        if not isinstance(table, DataTable):
            return
        look, box = theme(), QRectF(rect)
        painter.save()
        painter.fillRect(box, look.color("raised"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), look.color("line"))
        column = table.table_model().columns[logical]
        inner = box.adjusted(look.px(PADDING), 0, -look.px(PADDING), -1)
        align = RIGHT if column.is_number else LEFT
        is_sorted = table.sorted_column() == logical
        token = "text" if is_sorted else "text3"
        if column.header_tick is not None:
            draw_tick(painter, inner, is_ticked=column.header_tick())
            painter.restore()
            return
        if is_sorted:
            width = text_width(column.title, 12)
            x = inner.right() - width - look.px(10) if column.is_number else inner.left() + width
            center = QPointF(x + look.px(0 if column.is_number else 10), inner.center().y())
            draw_triangle(painter, center, "text2", is_up=table.is_ascending())
        draw_text(painter, inner, column.title, pixels=12, token=token, align=align)
        painter.restore()


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
        self._droppable: tuple[str, ...] = ()
        self._hidden_keys: frozenset[str] = frozenset()
        self._open_width = _OPEN_WIDTH
        self._badge_widths: dict[str, float] = {}
        self._model = RowTableModel(columns, key, self)
        self._model.modelAboutToBeReset.connect(self._remember)
        self.setModel(self._model)
        self._set_up(row_height)

    def _set_up(self, row_height: int) -> None:
        self.setHorizontalHeader(_Header(self))
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
        self._share_width()

    def table_model(self) -> RowTableModel[Row]:
        """Return the rows' model."""
        return self._model

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Show other rows; the selected one stays selected if it is still there, else its place."""
        self._badge_widths = {}
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

    def drop_when_narrow(self, keys: Iterable[str], open_width: int = _OPEN_WIDTH) -> None:
        """Name columns that are hidden, the first first, while the open ones have no room.

        Args:
            keys: the columns.
            open_width: px at scale 1 that an open column needs to be read.
        """
        self._droppable, self._open_width = tuple(keys), open_width
        self._share_width()

    def hide_columns(self, keys: Iterable[str]) -> None:
        """Leave out columns that a person does not want to see, and show all others again."""
        self._hidden_keys = frozenset(keys)
        self._share_width()

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
        self._share_width()

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()

    def _share_width(self) -> None:
        """Give fixed columns their width and the others equal shares of the rest."""
        look, columns = theme(), self._model.columns
        self._hide_for_room()
        shown = [number for number in range(len(columns)) if not self.isColumnHidden(number)]
        fixed = sum(self._wanted_width(columns[number]) for number in shown)
        open_columns = [number for number in shown if not columns[number].width]
        room = max(0, self.viewport().width() - fixed)
        for number, column in enumerate(columns):
            share = room // len(open_columns) if open_columns else 0
            if open_columns and number == open_columns[-1]:
                share = room - share * (len(open_columns) - 1)
            width = self._wanted_width(column) if column.width else max(look.px(80), share)
            self.setColumnWidth(number, width)

    def _wanted_width(self, column: TableColumn[Row]) -> int:
        """Return what a fixed column takes: its words are never cut, in no language."""
        if not column.width:
            return 0
        room = theme().px(2 * PADDING)
        title = text_width("" if column.header_tick is not None else column.title, 12)
        if column.sort_by is not None:
            title += theme().px(12)
        words = max(title, self._badge_widths.get(column.key, 0))
        return max(theme().px(column.width), math.ceil(words) + room)

    def _fit_badges(self, rows: Iterable[Row]) -> None:
        """Widen the columns whose badges need more than they have."""
        fitting = [column for column in self._model.columns if column.fits_badges]
        for row in rows:
            for column in fitting:
                badges = cell_of(column, row).badges
                width = sum(badge_width(badge) for badge in badges)
                width += theme().px(6) * max(0, len(badges) - 1)
                self._badge_widths[column.key] = max(self._badge_widths.get(column.key, 0), width)
        if fitting:
            self._share_width()

    def _hide_for_room(self) -> None:
        """Hide droppable columns until the open ones have what they need to be read."""
        look, columns = theme(), self._model.columns
        places = {column.key: number for number, column in enumerate(columns)}
        kept = [column for column in columns if column.key not in self._hidden_keys]
        for column in columns:
            self.setColumnHidden(places[column.key], column not in kept)
        open_count = sum(not column.width for column in kept)
        wanted = sum(self._wanted_width(column) or look.px(self._open_width) for column in kept)
        for key in self._droppable:
            if key in self._hidden_keys:
                continue
            number = places[key]
            is_tight = open_count > 0 and wanted > self.viewport().width()
            self.setColumnHidden(number, is_tight)
            if is_tight:
                wanted -= self._wanted_width(columns[number])

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
        self._fit_badges(row for row in rows if row is not None)
        if self._is_awaited:
            self._tell_current()
        if self._is_activating and not self._is_awaited:
            self._is_activating = False
            self._activate()

    @Slot()
    def _fit_all_badges(self) -> None:
        self._fit_badges(self._model.rows())

    @Slot()
    def _activate(self) -> None:
        row = self.current_row()
        if row is not None:
            self.row_activated.emit(row)
        self._is_activating = row is None and self._is_awaited


class TableTotals(QWidget):
    """The sums below a table, in its columns' places."""

    def __init__(
        self, table: DataTable[Any], row_height: int = ONE_LINE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._table = table
        self._row_height = row_height
        self._texts: Mapping[str, str] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        table.horizontalHeader().sectionResized.connect(self._repaint)

    def set_texts(self, texts: Mapping[str, str]) -> None:
        """Show sums by column key."""
        self._texts = dict(texts)
        self.setAccessibleName(" ".join(self._texts.values()))
        self.update()

    def sizeHint(self) -> QSize:
        """As high as a row of the table."""
        return QSize(200, theme().px(self._row_height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sums."""
        look, painter = theme(), QPainter(self)
        painter.fillRect(self.rect(), look.color("raised"))
        painter.fillRect(QRectF(0, 0, self.width(), 1), look.color("line"))
        header = self._table.horizontalHeader()
        for number, column in enumerate(self._table.table_model().columns):
            text = self._texts.get(column.key, "")
            left = header.sectionViewportPosition(number) + look.px(PADDING)
            width = header.sectionSize(number) - 2 * look.px(PADDING)
            if text and not column.is_number:
                width = max(width, round(text_width(text, 13, 600)) + 2)
            align = RIGHT if column.is_number else LEFT
            box = QRectF(left, 0, width, self.height())
            draw_text(painter, box, text, pixels=13, weight=600, align=align)

    @Slot()
    def _repaint(self) -> None:
        self.update()
