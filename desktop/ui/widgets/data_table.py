"""Tables: columns are declared, rows are frozen values, cells are painted.

A screen writes a tuple of ``TableColumn`` and calls ``set_rows``; sorting, selection by key, hover,
badges, second lines and accessible text come with it. Row height is fixed, so that a long list
scrolls without measuring.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
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
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.ui.icons import pixmap
from desktop.ui.theme import theme
from desktop.ui.widgets.painting import (
    LEFT,
    RIGHT,
    BadgeText,
    badge_width,
    draw_badge,
    draw_text,
    draw_triangle,
    rounded,
    text_width,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping

Row = TypeVar("Row")
AnyIndex = QModelIndex | QPersistentModelIndex

CELL_ROLE: Final = Qt.ItemDataRole.UserRole
ROW_ROLE: Final = Qt.ItemDataRole.UserRole + 1
ONE_LINE: Final = 44
TWO_LINES: Final = 60
_HEADER: Final = 36
_PADDING: Final = 10
_BAR: Final = 3
_NEAR_END_ROWS: Final = 20
_OPEN_WIDTH: Final = 120


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
        self._key = key
        self._rows: list[Row] = []
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None

    def rows(self) -> tuple[Row, ...]:
        """Return the rows as they are shown."""
        return tuple(self._rows)

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Show other rows. The same keys in the same order are only repainted, not reset."""
        wanted = self._ordered(list(rows))
        if [self._key(row) for row in wanted] == [self._key(row) for row in self._rows]:
            self._rows = wanted
            if wanted:
                last = self.index(len(wanted) - 1, len(self.columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._rows = wanted
        self.endResetModel()

    def append_rows(self, rows: Iterable[Row]) -> None:
        """Add the next page at the end."""
        added = list(rows)
        if added:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(added) - 1)
            self._rows.extend(added)
            self.endInsertRows()

    def row_at(self, number: int) -> Row | None:
        """Return the row at a place, or None."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def find_number(self, key: Hashable) -> int | None:
        """Return where the row with a key stands, or None."""
        numbers = (number for number, row in enumerate(self._rows) if self._key(row) == key)
        return next(numbers, None)

    def key_at(self, number: int) -> Hashable | None:
        """Return the key of the row at a place, or None."""
        row = self.row_at(number)
        return None if row is None else self._key(row)

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what the view, the delegate or a screen reader asks for."""
        row = self.row_at(index.row())
        if row is None or not 0 <= index.column() < len(self.columns):
            return None
        if role == ROW_ROLE:
            return row
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
        """Sort by a column; one without ``sort_by`` changes nothing."""
        if not 0 <= column < len(self.columns) or self.columns[column].sort_by is None:
            return
        self._sorted_by = (column, order)
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        keys = [self.key_at(index.row()) for index in before]
        self._rows = self._ordered(self._rows)
        places = {self._key(row): number for number, row in enumerate(self._rows)}
        after = [
            self.index(places[key], index.column()) if key in places else QModelIndex()
            for key, index in zip(keys, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _ordered(self, rows: list[Row]) -> list[Row]:
        if self._sorted_by is None:
            return rows
        column, order = self._sorted_by
        sort_by = self.columns[column].sort_by
        if sort_by is None:
            return rows
        return sorted(rows, key=sort_by, reverse=order == Qt.SortOrder.DescendingOrder)


def _cell_of(column: TableColumn[Row], row: Row) -> TableCell:
    cell = column.cell(row)
    return TableCell(cell) if isinstance(cell, str) else cell


def _answer(column: TableColumn[Row], row: Row, role: int) -> object:
    if role == Qt.ItemDataRole.TextAlignmentRole:
        return Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
    if role == CELL_ROLE:
        return _cell_of(column, row)
    if role == Qt.ItemDataRole.DisplayRole:
        return _cell_of(column, row).spoken()
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return f"{column.title} {_cell_of(column, row).spoken()}"
    return None


def _words(badges: tuple[BadgeText, ...]) -> tuple[str, ...]:
    return tuple(badge.text for badge in badges)


class _CellDelegate(QStyledItemDelegate):
    """Paints one cell: ground, hairline, accent bar, text lines, badges."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw the cell."""
        table = self.parent()
        cell = index.data(CELL_ROLE)
        if not isinstance(table, DataTable) or not isinstance(cell, TableCell):
            return
        painter.save()
        box = QRectF(option.rect)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self._draw_ground(painter, box, table, index, is_selected=is_selected)
        look = theme()
        inner = box.adjusted(look.px(_PADDING), 0, -look.px(_PADDING), -1)
        is_number = table.table_model().columns[index.column()].is_number
        if cell.tick is not None:
            _draw_tick(painter, inner, is_ticked=cell.tick)
        elif cell.second:
            self._draw_two_lines(painter, inner, cell, is_number=is_number)
        else:
            self._draw_line(painter, inner, cell, is_number=is_number, is_selected=is_selected)
        painter.restore()

    def _draw_ground(
        self,
        painter: QPainter,
        box: QRectF,
        table: DataTable[Any],
        index: AnyIndex,
        *,
        is_selected: bool,
    ) -> None:
        look = theme()
        is_hovered = index.row() == table.hovered_row()
        ground = "accent-tint" if is_selected else "hover" if is_hovered else "surface"
        painter.fillRect(box, look.color(ground))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), look.color("line"))
        if not is_selected:
            return
        if index.column() == 0:
            painter.fillRect(
                QRectF(box.left(), box.top(), _BAR, box.height()), look.color("accent")
            )
        if table.hasFocus():
            accent = look.color("accent")
            painter.fillRect(QRectF(box.left(), box.top(), box.width(), 2), accent)
            painter.fillRect(QRectF(box.left(), box.bottom() - 2, box.width(), 2), accent)

    def _draw_line(
        self, painter: QPainter, box: QRectF, cell: TableCell, *, is_number: bool, is_selected: bool
    ) -> None:
        x = box.left()
        if cell.text:
            room = box.adjusted(0, 0, -self._badges_width(cell), 0)
            x += _draw_first(painter, room, cell, RIGHT if is_number else LEFT)
            if cell.aside:
                room.setLeft(x + theme().px(5))
                width = draw_text(painter, room, cell.aside, pixels=13, token="text2")
                x += theme().px(5) + width
            x += theme().px(8)
        if is_number and cell.badges and not cell.text:
            x = box.right() - self._badges_width(cell)
        for badge in cell.badges:
            fill = "surface" if is_selected else ""
            middle = box.center().y()
            x += draw_badge(painter, x, middle, badge, fill=fill) + theme().px(6)

    def _draw_two_lines(
        self, painter: QPainter, box: QRectF, cell: TableCell, *, is_number: bool
    ) -> None:
        look = theme()
        align = RIGHT if is_number else LEFT
        middle = box.center().y()
        upper = QRectF(box.left(), middle - look.px(18), box.width(), look.px(18))
        lower = QRectF(box.left(), middle, box.width(), look.px(17))
        _draw_first(painter, upper, cell, align)
        draw_text(painter, lower, cell.second, pixels=12, token="text2", align=align)

    @staticmethod
    def _badges_width(cell: TableCell) -> float:
        gap = theme().px(6)
        return sum(badge_width(badge) + gap for badge in cell.badges)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        """Heights are fixed by the table."""
        return QSize(40, theme().px(ONE_LINE))


def _draw_first(painter: QPainter, box: QRectF, cell: TableCell, align: Qt.AlignmentFlag) -> float:
    return draw_text(
        painter,
        box,
        cell.text,
        pixels=cell.pixels,
        weight=600 if cell.is_strong else 400,
        token=cell.token,
        align=align,
        is_secret=cell.is_code,
    )


def _draw_tick(painter: QPainter, box: QRectF, *, is_ticked: bool) -> None:
    side = theme().px(18)
    square = QRectF(box.left(), box.center().y() - side / 2, side, side)
    fill, edge = ("accent", "accent") if is_ticked else ("surface", "input")
    rounded(painter, square, theme().px(4), fill=fill, edge=edge)
    if is_ticked:
        corner = square.center() - QPointF(theme().px(6), theme().px(6))
        painter.drawPixmap(corner, pixmap("check", "on-accent", 12))


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
        inner = box.adjusted(look.px(_PADDING), 0, -look.px(_PADDING), -1)
        align = RIGHT if column.is_number else LEFT
        is_sorted = table.sorted_column() == logical
        token = "text" if is_sorted else "text3"
        if column.header_tick is not None:
            _draw_tick(painter, inner, is_ticked=column.header_tick())
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
        end_neared: the scroll bar is near the end: fetch the next page.
        sort_changed: the column's key and whether it is ascending, for rows sorted elsewhere.
        header_ticked: the box in the header of a column was pressed.
    """

    row_chosen = Signal(object)
    row_activated = Signal(object)
    end_neared = Signal()
    sort_changed = Signal(str, bool)
    header_ticked = Signal()

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
        self.setItemDelegate(_CellDelegate(self))
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
        self.verticalScrollBar().valueChanged.connect(self._watch_end)
        self.selectionModel().currentRowChanged.connect(self._tell_chosen)
        self.doubleClicked.connect(self._activate)
        # After the header is in: it shares the selection and forgets it at a reset.
        self._model.modelReset.connect(self._restore)
        self._share_width()

    def table_model(self) -> RowTableModel[Row]:
        """Return the rows' model."""
        return self._model

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Show other rows; the selected one stays selected if it is still there, else its place."""
        self._model.set_rows(rows)
        self._badge_widths = {}
        self._fit_badges(self._model.rows())

    def append_rows(self, rows: Iterable[Row]) -> None:
        """Add the next page."""
        added = tuple(rows)
        self._model.append_rows(added)
        self._fit_badges(added)

    def current_row(self) -> Row | None:
        """Return the selected row, or None."""
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

    def hovered_row(self) -> int:
        """Return the row under the mouse, or −1."""
        return self._hovered

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
        """Ctrl+←→ sort, Enter activates; the rest moves."""
        is_control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if is_control and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.sort_next(1 if event.key() == Qt.Key.Key_Right else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self._activate()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)

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
        room = theme().px(2 * _PADDING)
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
                badges = _cell_of(column, row).badges
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

    @Slot()
    def _restore(self) -> None:
        if self._wanted_key is not None and not self.select_key(self._wanted_key):
            self.select_number(min(self._wanted_number, self._model.rowCount() - 1))
        if not self.currentIndex().isValid():
            self.row_chosen.emit(None)

    @Slot(QModelIndex, QModelIndex)
    def _tell_chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.row_chosen.emit(self._model.row_at(current.row()))

    @Slot()
    def _activate(self) -> None:
        row = self.current_row()
        if row is not None:
            self.row_activated.emit(row)

    @Slot(int)
    def _watch_end(self, value: int) -> None:
        height = self.verticalHeader().defaultSectionSize()
        if value >= self.verticalScrollBar().maximum() - _NEAR_END_ROWS * height:
            self.end_neared.emit()


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
            left = header.sectionViewportPosition(number) + look.px(_PADDING)
            width = header.sectionSize(number) - 2 * look.px(_PADDING)
            if text and not column.is_number:
                width = max(width, round(text_width(text, 13, 600)) + 2)
            align = RIGHT if column.is_number else LEFT
            box = QRectF(left, 0, width, self.height())
            draw_text(painter, box, text, pixels=13, weight=600, align=align)

    @Slot()
    def _repaint(self) -> None:
        self.update()
