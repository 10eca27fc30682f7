"""The thread of a ticket: customer and till at the left, the shop at the right, the draft last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.after_sales import EntryKind
from desktop.services.after_sales_words import entry_text
from desktop.ui.formatting import moment_text
from desktop.ui.theme import theme
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.painting import rounded

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime, tzinfo

    from desktop.services.after_sales import TicketEntry

_OWN: Final = frozenset({EntryKind.REPLY, EntryKind.NOTE, EntryKind.ACT})
_SHARE: Final = 0.73
_NARROWEST: Final = 200


class Bubble(QFrame):
    """Something that was said: who and when, and the words."""

    def __init__(self, head: str, words: str, *, fill: str, edge: str = "") -> None:
        super().__init__()
        self._fill, self._edge = fill, edge
        self.words = PlainLabel(words, "", wraps=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.head = PlainLabel(head, "caption", "2")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 9, 14, 10)
        column.setSpacing(2)
        column.addWidget(self.head)
        column.addWidget(self.words)
        self.setAccessibleName(f"{head} {words}")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the rounded ground."""
        rounded(QPainter(self), QRectF(self.rect()), 12, fill=self._fill, edge=self._edge)

    def fit(self, room: int) -> None:
        """Be as wide as the words ask, up to a share of the thread."""
        widest = max(theme().px(_NARROWEST), int(room * _SHARE))
        asked = self.words.fontMetrics().horizontalAdvance(self.words.text()) + 34
        head = self.head.sizeHint().width() + 30
        self.setFixedWidth(min(widest, max(asked, head)))


class TicketThread(QScrollArea):
    """Scrolls through what was said; the newest is in view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ticketThread")
        self.setAccessibleName(self.tr("经过"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inner = _ThreadGround()
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(16, 16, 16, 16)
        self._column.setSpacing(12)
        self._column.addStretch(1)
        self._bubbles: list[Bubble] = []
        self._rows: list[QWidget] = []
        self._draft: QWidget | None = None
        self.setWidget(self._inner)
        self._inner.setAutoFillBackground(False)

    def show_entries(self, entries: Iterable[TicketEntry], now: datetime, zone: tzinfo) -> None:
        """Show a thread from its first word on."""
        self._clear()
        for entry in entries:
            is_own = entry.kind in _OWN
            self._add(self._bubble_of(entry, now, zone), is_own=is_own)
        QTimer.singleShot(0, self, self._to_end)

    def show_draft(self, text: str, person: str) -> None:
        """Show what would be said next; nothing when it is empty."""
        if self._draft is not None:
            self._drop(self._draft)
            self._draft = None
        if text:
            head = self.tr("草稿 · {name}").format(name=person)
            bubble = Bubble(head, text, fill="accent-tint", edge="accent-line")
            bubble.setObjectName("draftBubble")
            self._draft = self._add(bubble, is_own=True)
            QTimer.singleShot(0, self, self._to_end)

    def texts(self) -> tuple[str, ...]:
        """Return the words of every bubble."""
        return tuple(bubble.words.text() for bubble in self._bubbles)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the bubbles to the new width."""
        super().resizeEvent(event)
        self._fit()

    def _add(self, bubble: Bubble, *, is_own: bool) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        if is_own:
            row.addStretch(1)
        row.addWidget(bubble)
        if not is_own:
            row.addStretch(1)
        self._column.insertWidget(self._column.count() - 1, holder)
        self._rows.append(holder)
        self._bubbles.append(bubble)
        bubble.fit(self.viewport().width() - 32)
        return holder

    def _bubble_of(self, entry: TicketEntry, now: datetime, zone: tzinfo) -> Bubble:
        at = moment_text(entry.at, now, zone)
        if entry.kind is EntryKind.SYSTEM:
            head = self.tr("系统 · {time}").format(time=at)
            return Bubble(head, entry_text(entry.text, entry.value), fill="surface", edge="line")
        if entry.kind is EntryKind.ACT:
            head = f"{entry.person} · {at}"
            return Bubble(head, entry_text(entry.text, entry.value), fill="surface", edge="line")
        if entry.kind is EntryKind.CUSTOMER:
            head = self.tr("顾客 · {name} 记 · {time}").format(name=entry.person, time=at)
            return Bubble(head, self._words_of(entry), fill="sunken")
        return Bubble(f"{entry.person} · {at}", self._words_of(entry), fill="accent-tint")

    def _words_of(self, entry: TicketEntry) -> str:
        return entry.text or self.tr("这句话和顾客的资料一起删除了")

    def _clear(self) -> None:
        self._draft = None
        for holder in tuple(self._rows):
            self._drop(holder)

    def _drop(self, holder: QWidget) -> None:
        number = self._rows.index(holder)
        self._rows.pop(number)
        self._bubbles.pop(number)
        self._column.removeWidget(holder)
        holder.hide()
        holder.deleteLater()

    def _fit(self) -> None:
        for bubble in self._bubbles:
            bubble.fit(self.viewport().width() - 32)

    @Slot()
    def _to_end(self) -> None:
        self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())


class _ThreadGround(QWidget):
    """The page's own colour behind the bubbles."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill it."""
        QPainter(self).fillRect(event.rect(), theme().color("bg"))
