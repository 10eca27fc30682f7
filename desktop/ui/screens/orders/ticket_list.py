"""The tickets at the left of 售后: what it is about, whose, how far, and the clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.ui.after_sales_texts import (
    clock_figure,
    clock_tone,
    clock_words,
    ticket_badges,
    ticket_caption,
    title_of,
)
from desktop.ui.formatting import spoken_text
from desktop.ui.theme import theme
from desktop.ui.widgets.list_rows import ITEM_ROLE, ItemList
from desktop.ui.widgets.painting import RIGHT, draw_badge, draw_text, rounded, text_width

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from desktop.domain.after_sales import Ticket, TicketClock

LIST_WIDTH: Final = 372
_HEIGHT: Final = 87
_SIDE: Final = 16
_BAR: Final = 3


@dataclass(frozen=True, slots=True)
class TicketRow:
    """A ticket with its clock, as the list shows it."""

    ticket: Ticket
    clock: TicketClock | None


class TicketRowDelegate(QStyledItemDelegate):
    """Paints a ticket in three lines, its clock at the right."""

    def __init__(self, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = now

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Fixed height."""
        return QSize(100, theme().px(_HEIGHT))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the row."""
        row = index.data(ITEM_ROLE)
        if not isinstance(row, TicketRow):
            return
        painter.save()
        look, box = theme(), QRectF(option.rect)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        _draw_ground(painter, box, option, is_selected=is_selected)
        inner = box.adjusted(look.px(_SIDE), look.px(10), -look.px(_SIDE - 2), -look.px(8))
        taken = self._draw_clock(painter, inner, row)
        first = QRectF(inner.left(), inner.top(), inner.width() - taken, look.px(22))
        draw_text(painter, first, title_of(row.ticket), pixels=15, weight=600)
        second = first.translated(0, look.px(24))
        second.setHeight(look.px(17))
        draw_text(painter, second, ticket_caption(row.ticket), pixels=12, token="text2")
        x, middle = inner.left(), second.bottom() + look.px(14)
        for badge in ticket_badges(row.ticket):
            fill = "surface" if is_selected else ""
            x += draw_badge(painter, x, middle, badge, fill=fill) + look.px(6)
        painter.restore()

    def _draw_clock(self, painter: QPainter, inner: QRectF, row: TicketRow) -> float:
        """Draw what is left and until what; return the width it takes."""
        now, look = self._now(), theme()
        figure, words = clock_figure(row.clock, now), clock_words(row.clock, now)
        if not figure:
            return 0
        token = clock_tone(row.clock, now).ink
        width = max(text_width(figure, 15, 600), text_width(words, 12)) + 1
        upper = QRectF(inner.right() - width, inner.top(), width, look.px(22))
        draw_text(painter, upper, figure, pixels=15, weight=600, token=token, align=RIGHT)
        lower = upper.translated(0, look.px(24))
        lower.setHeight(look.px(17))
        draw_text(painter, lower, words, pixels=12, token=token, align=RIGHT)
        return width + look.px(12)


class TicketList(ItemList[TicketRow]):
    """The list; it answers to the names by which the tabs ask their tables."""

    def __init__(
        self, now: Callable[[], datetime], accessible_name: str, parent: QWidget | None = None
    ) -> None:
        self._clock_now = now
        super().__init__(
            _key_of,
            self._spoken,
            name="ticketTable",
            accessible_name=accessible_name,
            parent=parent,
        )
        self.setItemDelegate(TicketRowDelegate(now, self))

    def set_rows(self, rows: Iterable[TicketRow]) -> None:
        """Show other tickets; the selected one stays selected."""
        self.set_items(rows)

    def rows(self) -> tuple[TicketRow, ...]:
        """Return the tickets shown."""
        return self.item_model().items()

    def current_row(self) -> TicketRow | None:
        """Return the selected ticket."""
        return self.current_item()

    def _spoken(self, row: TicketRow) -> str:
        now = self._clock_now()
        return spoken_text(
            (
                title_of(row.ticket),
                ticket_caption(row.ticket),
                *(badge.text for badge in ticket_badges(row.ticket)),
                clock_figure(row.clock, now),
                clock_words(row.clock, now),
            )
        )


def _key_of(row: TicketRow) -> int:
    return row.ticket.id


def _draw_ground(
    painter: QPainter, box: QRectF, option: QStyleOptionViewItem, *, is_selected: bool
) -> None:
    look = theme()
    is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    ground = "accent-tint" if is_selected else "hover" if is_hovered else "surface"
    painter.fillRect(box, look.color(ground))
    painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), look.color("line"))
    if is_selected:
        painter.fillRect(QRectF(box.left(), box.top(), _BAR, box.height()), look.color("accent"))
    if option.state & QStyle.StateFlag.State_HasFocus:
        rounded(painter, box, 2, edge="accent", width=2)
