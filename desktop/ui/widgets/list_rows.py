"""Lists of painted rows: people, accounts, search results, categories.

Rows are frozen values; the view shows them through its model, so that automation and screen readers
find them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QScroller,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.ui.formatting import spoken_text
from desktop.ui.icons import DEFAULT_PX, TEXT_PX, pixmap
from desktop.ui.theme import Tone, theme
from desktop.ui.widgets.labels import draw_avatar, draw_tile, plain_tip
from desktop.ui.widgets.painting import (
    LEFT,
    RIGHT,
    BadgeText,
    badge_width,
    draw_badge,
    draw_key_cap,
    draw_text,
    key_cap_width,
    rounded,
    text_width,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

Item = TypeVar("Item")
AnyIndex = QModelIndex | QPersistentModelIndex

ITEM_ROLE: Final = Qt.ItemDataRole.UserRole
ROW_HEIGHT: Final = 64
CATEGORY_HEIGHT: Final = 44
_BAR: Final = 3


class ItemListModel(QAbstractListModel, Generic[Item]):
    """Frozen items in one column.

    Args:
        key: identifies an item over refreshes.
        spoken: what an item says, for display and screen readers.
        tip: what the tooltip of an item says as plain text; None for no tooltips.
    """

    def __init__(
        self,
        key: Callable[[Item], Hashable],
        spoken: Callable[[Item], str],
        parent: QObject | None = None,
        tip: Callable[[Item], str] | None = None,
    ) -> None:
        super().__init__(parent)
        self._key, self._spoken, self._tip = key, spoken, tip
        self._items: tuple[Item, ...] = ()

    def items(self) -> tuple[Item, ...]:
        """Return the items shown."""
        return self._items

    def set_items(self, items: Iterable[Item]) -> None:
        """Show other items; the same keys in the same order are only repainted."""
        wanted = tuple(items)
        if [self._key(item) for item in wanted] == [self._key(item) for item in self._items]:
            self._items = wanted
            if wanted:
                self.dataChanged.emit(self.index(0), self.index(len(wanted) - 1))
            return
        self.beginResetModel()
        self._items = wanted
        self.endResetModel()

    def item_at(self, number: int) -> Item | None:
        """Return the item at a place, or None."""
        return self._items[number] if 0 <= number < len(self._items) else None

    def find_number(self, key: Hashable) -> int | None:
        """Return where the item with a key stands, or None."""
        numbers = (number for number, item in enumerate(self._items) if self._key(item) == key)
        return next(numbers, None)

    def key_at(self, number: int) -> Hashable | None:
        """Return the key at a place, or None."""
        item = self.item_at(number)
        return None if item is None else self._key(item)

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """Return how many items there are."""
        return 0 if parent is not None and parent.isValid() else len(self._items)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the item or its words."""
        item = self.item_at(index.row())
        if item is None:
            return None
        if role == ITEM_ROLE:
            return item
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._spoken(item)
        if role == Qt.ItemDataRole.ToolTipRole and self._tip is not None:
            return plain_tip(self._tip(item)) or None
        return None


class ItemList(QListView, Generic[Item]):
    """A list view over items; Enter or a click picks one.

    Signals:
        chosen: the item the selection moved to, or None.
        picked: the item that Enter or a click is meant for.
    """

    chosen = Signal(object)
    picked = Signal(object)

    def __init__(
        self,
        key: Callable[[Item], Hashable],
        spoken: Callable[[Item], str],
        *,
        name: str,
        accessible_name: str,
        tip: Callable[[Item], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self._model = ItemListModel(key, spoken, self, tip)
        self._wanted_key: Hashable | None = None
        self._wanted_number = -1
        self._model.modelAboutToBeReset.connect(self._remember)
        self.setModel(self._model)
        self._model.modelReset.connect(self._restore)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self.selectionModel().currentChanged.connect(self._tell_chosen)
        self.clicked.connect(self._pick_index)

    def item_model(self) -> ItemListModel[Item]:
        """Return the items' model."""
        return self._model

    def set_items(self, items: Iterable[Item]) -> None:
        """Show other items; the selected one stays selected when it is still there."""
        self._model.set_items(items)

    def current_item(self) -> Item | None:
        """Return the selected item, or None."""
        return self._model.item_at(self.currentIndex().row())

    def select_number(self, number: int) -> None:
        """Select the item at a place; a place beyond the ends selects the end."""
        if self._model.rowCount():
            number = min(max(number, 0), self._model.rowCount() - 1)
            self.setCurrentIndex(self._model.index(number))

    def select_key(self, key: Hashable) -> bool:
        """Select the item with a key; False when it is not there."""
        number = self._model.find_number(key)
        if number is not None:
            self.select_number(number)
        return number is not None

    def settle_focus(self) -> None:
        """Stand on the first item where the focus came before there was any."""
        if self.hasFocus() and not self.currentIndex().isValid():
            self.select_number(0)

    def move_selection(self, step: int) -> None:
        """Move the selection, as ↑↓ do while the focus stays elsewhere."""
        self.select_number(self.currentIndex().row() + step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter picks; held Enter does not."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self._pick_index(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @Slot()
    def _remember(self) -> None:
        self._wanted_number = self.currentIndex().row()
        self._wanted_key = self._model.key_at(self._wanted_number)

    @Slot()
    def _restore(self) -> None:
        if self._wanted_key is not None and not self.select_key(self._wanted_key):
            self.select_number(self._wanted_number)
        if not self.currentIndex().isValid():
            self.chosen.emit(None)

    @Slot(QModelIndex, QModelIndex)
    def _tell_chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.chosen.emit(self._model.item_at(current.row()))

    @Slot(QModelIndex)
    def _pick_index(self, index: QModelIndex) -> None:
        item = self._model.item_at(index.row())
        if item is not None:
            self.picked.emit(item)


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row of two lines.

    Attributes:
        key: identifies it.
        title: first line.
        second: second line.
        badges: after the title.
        right: figure at the right.
        right_second: caption under the figure.
        right_second_token: colour of that caption.
        key_cap: a key at the right, instead of a figure.
        leads_on: a chevron at the right: it opens the place it speaks of.
        initial: name whose first character stands in a round tile; or …
        icon: … a Lucide name in a square tile.
        tone: colour of the tile.
        payload: what the screen wants back.
    """

    key: Any
    title: str
    second: str = ""
    badges: tuple[BadgeText, ...] = ()
    right: str = ""
    right_second: str = ""
    right_second_token: str = "text2"
    key_cap: str = ""
    leads_on: bool = False
    initial: str = ""
    icon: str = ""
    tone: Tone = Tone.ACCENT
    payload: Any = None

    def spoken(self) -> str:
        """Return everything it says, in one line."""
        words = (self.title, *(badge.text for badge in self.badges), self.second)
        return spoken_text((*words, self.right, self.right_second, self.key_cap))


class ListRowDelegate(QStyledItemDelegate):
    """Paints ``ListRow``: tile, two lines, badges, figures; hover, selection, focus."""

    def __init__(self, height: int = ROW_HEIGHT, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._height = height

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        """Fixed height."""
        return QSize(100, theme().px(self._height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw the row."""
        row = index.data(ITEM_ROLE)
        if not isinstance(row, ListRow):
            return
        painter.save()
        look, box = theme(), QRectF(option.rect)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        _draw_row_ground(painter, box, option, is_selected=is_selected)
        inner = box.adjusted(look.px(14), 0, -look.px(14), -1)
        fill = "surface" if is_selected else ""
        left = inner.left() + self._draw_tile(painter, inner, row, fill)
        right = inner.right() - self._draw_figures(painter, inner, row)
        words = QRectF(left, inner.top(), right - left, inner.height())
        self._draw_words(painter, words, row, fill)
        painter.restore()

    def _draw_tile(self, painter: QPainter, inner: QRectF, row: ListRow, fill: str) -> float:
        look = theme()
        side = look.px(40 if self._height >= ROW_HEIGHT else 32)
        if not row.initial and not row.icon:
            return 0
        tile = QRectF(inner.left(), inner.center().y() - side / 2, side, side)
        if row.icon:
            draw_tile(painter, tile, row.icon, row.tone, fill)
        else:
            draw_avatar(painter, tile, row.initial, row.tone, fill=fill)
        return side + look.px(12)

    def _draw_figures(self, painter: QPainter, inner: QRectF, row: ListRow) -> float:
        look = theme()
        if row.key_cap:
            width = key_cap_width(row.key_cap)
            draw_key_cap(painter, inner.right() - width, inner.center().y(), row.key_cap)
            return width + look.px(12)
        if row.leads_on:
            side = look.px(DEFAULT_PX)
            at = QPointF(inner.right() - side, inner.center().y() - side / 2)
            painter.drawPixmap(at, pixmap("chevron-right", "text2", DEFAULT_PX))
            return side + look.px(12)
        if not row.right:
            return 0
        width = max(text_width(row.right, 14, 600), text_width(row.right_second, 12)) + 1
        middle, half = inner.center().y(), look.px(19)
        box = QRectF(inner.right() - width, middle - half, width, half)
        if not row.right_second:
            box.moveTop(middle - half / 2)
        draw_text(painter, box, row.right, weight=600, align=RIGHT)
        if row.right_second:
            box.moveTop(middle)
            token = row.right_second_token
            draw_text(painter, box, row.right_second, pixels=12, token=token, align=RIGHT)
        return width + look.px(12)

    def _draw_words(self, painter: QPainter, box: QRectF, row: ListRow, fill: str) -> None:
        look = theme()
        middle = box.center().y()
        upper = QRectF(box.left(), middle - look.px(20), box.width(), look.px(20))
        if not row.second:
            upper.moveTop(middle - look.px(10))
        gap = look.px(6)
        taken = sum(badge_width(badge) + gap for badge in row.badges)
        room = upper.adjusted(0, 0, -taken, 0)
        x = upper.left() + draw_text(painter, room, row.title, weight=600) + gap
        for badge in row.badges:
            x += draw_badge(painter, x, upper.center().y(), badge, fill=fill) + gap
        if row.second:
            lower = QRectF(box.left(), middle + 1, box.width(), look.px(17))
            draw_text(painter, lower, row.second, pixels=12, token="text2")


def _draw_row_ground(
    painter: QPainter, box: QRectF, option: QStyleOptionViewItem, *, is_selected: bool
) -> None:
    look = theme()
    is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    ground = "accent-tint" if is_selected else "hover" if is_hovered else ""
    if ground:
        painter.fillRect(box, look.color(ground))
    painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), look.color("line"))
    if is_selected:
        painter.fillRect(QRectF(box.left(), box.top(), _BAR, box.height()), look.color("accent"))
    if option.state & QStyle.StateFlag.State_HasFocus:
        rounded(painter, box, 2, edge="accent", width=2)


class RowList(ItemList[ListRow]):
    """A list of two-line rows."""

    def __init__(
        self,
        *,
        name: str,
        accessible_name: str,
        row_height: int = ROW_HEIGHT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            _row_key, ListRow.spoken, name=name, accessible_name=accessible_name, parent=parent
        )
        self.setItemDelegate(ListRowDelegate(row_height, self))


def _row_key(row: ListRow) -> Hashable:
    key: Hashable = row.key
    return key


@dataclass(frozen=True, slots=True)
class Category:
    """A category of goods: its key, words, how many, and an icon for 常用."""

    key: Any
    text: str
    count: int | None = None
    icon: str = ""

    def spoken(self) -> str:
        """Return name and number."""
        return self.text if self.count is None else f"{self.text} {self.count}"


class CategoryDelegate(QStyledItemDelegate):
    """Paints a category: 44 px, the chosen one a white card."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        """44 px and a gap of 2."""
        return QSize(80, theme().px(CATEGORY_HEIGHT + 2))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw it."""
        category = index.data(ITEM_ROLE)
        if not isinstance(category, Category):
            return
        painter.save()
        look = theme()
        box = QRectF(option.rect).adjusted(0, 0, 0, -look.px(2))
        is_on = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_on:
            rounded(painter, box, look.px(8), fill="surface", edge="line")
        elif option.state & QStyle.StateFlag.State_MouseOver:
            rounded(painter, box, look.px(8), fill="hover")
        if option.state & QStyle.StateFlag.State_HasFocus:
            rounded(painter, box, look.px(8), edge="accent", width=2)
        inner = box.adjusted(look.px(10), 0, -look.px(10), 0)
        if category.icon:
            side = look.px(TEXT_PX)
            at = QPointF(inner.left(), inner.center().y() - side / 2)
            painter.drawPixmap(at, pixmap(category.icon, "text" if is_on else "text2", TEXT_PX))
            inner.setLeft(inner.left() + side + look.px(8))
        if category.count is not None:
            number = str(category.count)
            draw_text(painter, inner, number, pixels=12, token="text3", align=RIGHT)
            inner.setRight(inner.right() - text_width(number, 12) - look.px(6))
        token = "text" if is_on else "text2"
        draw_text(
            painter, inner, category.text, weight=600 if is_on else 400, token=token, align=LEFT
        )
        painter.restore()


class CategoryRail(ItemList[Category]):
    """The categories beside the grid."""

    def __init__(self, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(
            _category_key,
            Category.spoken,
            name="categoryRail",
            accessible_name=accessible_name,
            parent=parent,
        )
        self.setItemDelegate(CategoryDelegate(self))


def _category_key(category: Category) -> Hashable:
    key: Hashable = category.key
    return key
