"""Who works here, as tiles: three in a row, one of them chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.domain.permissions import Person, Role
from desktop.ui.theme import Tone, theme
from desktop.ui.widgets.labels import draw_avatar
from desktop.ui.widgets.list_rows import ItemListModel
from desktop.ui.widgets.painting import CENTER, draw_text, rounded

if TYPE_CHECKING:
    from collections.abc import Iterable

AnyIndex = QModelIndex | QPersistentModelIndex

TILE: Final = 108
LOW_TILE: Final = 72
GAP: Final = 10
COLUMNS: Final = 3
MOST_ROWS: Final = 2
SLACK: Final = 4
"""What the view is wider than its tiles and gaps, so that none of them wraps."""
_TONES: Final = (Tone.ACCENT, Tone.INFO, Tone.WARN, Tone.VIOLET)


class PersonTileDelegate(QStyledItemDelegate):
    """Paints one person."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        """Tile and gap."""
        view = self.parent()
        height = view.tile_height() if isinstance(view, PeopleView) else TILE
        return QSize(theme().px(TILE + GAP), theme().px(height + GAP))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw avatar and name; the chosen one on jade."""
        view = self.parent()
        look, name = theme(), str(index.data(Qt.ItemDataRole.DisplayRole))
        is_chosen = isinstance(view, PeopleView) and view.current_number() == index.row()
        height = view.tile_height() if isinstance(view, PeopleView) else TILE
        box = QRectF(option.rect.x(), option.rect.y(), look.px(TILE), look.px(height))
        painter.save()
        fill, edge = ("accent-tint", "accent") if is_chosen else ("surface", "line2")
        rounded(painter, box, look.px(12), fill=fill, edge=edge, width=2 if is_chosen else 1)
        side = look.px(40 if height == TILE else 32)
        top = look.px(22 if height == TILE else 8)
        face = QRectF(box.center().x() - side / 2, box.top() + top, side, side)
        tone = _TONES[index.row() % len(_TONES)]
        draw_avatar(painter, face, name, tone, fill="surface" if is_chosen else "")
        below = face.bottom() + look.px(6 if height == TILE else 3)
        words = QRectF(box.left() + 6, below, box.width() - 12, look.px(20))
        weight = 600 if is_chosen else 400
        draw_text(painter, words, name, pixels=13, weight=weight, align=CENTER)
        painter.restore()


class PeopleView(QListView):
    """The people; a click or ← → chooses one. It never takes the focus from the PIN.

    Signals:
        chosen: another person is meant.
    """

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: ItemListModel[Person] = ItemListModel(_key_of, self._words_of, self)
        self._number = 0
        self._is_low = False
        self.setObjectName("staffList")
        self.setAccessibleName(self.tr("谁在收银"))
        self.setModel(self._people)
        self.setItemDelegate(PersonTileDelegate(self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(self._click)

    def set_people(self, people: Iterable[Person], chosen_id: int | None) -> None:
        """Show people; chosen is the one with the id, else the first owner, else the first."""
        everyone = tuple(people)
        self._people.set_items(everyone)
        owners = [number for number, each in enumerate(everyone) if each.role is Role.OWNER]
        number = None if chosen_id is None else self._people.find_number(chosen_id)
        self._fit(len(everyone))
        self._choose(number if number is not None else next(iter(owners), 0))

    def set_low(self, *, is_low: bool) -> None:
        """In a low window more than one row of people stands in lower tiles."""
        if is_low != self._is_low:
            self._is_low = is_low
            self._fit(self._people.rowCount())

    def tile_height(self) -> int:
        """Return how high a tile is at scale 1."""
        return LOW_TILE if self._is_low and self._people.rowCount() > COLUMNS else TILE

    def person(self) -> Person | None:
        """Return who is chosen; None before the people are there."""
        return self._people.item_at(self._number)

    def current_number(self) -> int:
        """Return the place of the chosen person."""
        return self._number

    def choose_beside(self, step: int) -> None:
        """Choose the next or the one before, round the end."""
        count = self._people.rowCount()
        if count:
            self._choose((self._number + step) % count)

    def _choose(self, number: int) -> None:
        self._number = number
        index = self._people.index(number)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self.viewport().update()
        self.chosen.emit()

    def _fit(self, count: int) -> None:
        look, cell = theme(), theme().px(TILE + GAP)
        columns = min(max(count, 1), COLUMNS)
        rows = min(-(-max(count, 1) // COLUMNS), MOST_ROWS)
        bar = look.px(GAP) if count > COLUMNS * rows else 0
        height = rows * look.px(self.tile_height() + GAP) + 2
        self.setFixedSize(columns * cell + bar + SLACK, height)
        self.scheduleDelayedItemsLayout()
        needs_bar = Qt.ScrollBarPolicy.ScrollBarAsNeeded
        never = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(needs_bar if bar else never)

    def _words_of(self, person: Person) -> str:
        if person.role is Role.OWNER:
            return self.tr("{name} · 店主").format(name=person.name)
        return person.name

    @Slot(QModelIndex)
    def _click(self, index: QModelIndex) -> None:
        self._choose(index.row())


def _key_of(person: Person) -> int:
    return person.id
