"""The panel at the right of every tab: a head, what scrolls, and the acts at the foot."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.theme import theme
from desktop.ui.widgets.labels import Badge, ElideLabel, PlainLabel, line
from desktop.ui.widgets.painting import BadgeText, draw_text, secret_font

_SIDE: Final = 20
_BESIDE: Final = 8
_NARROWEST: Final = 340
_WIDEST: Final = 420
_SHARE: Final = 0.326


class DetailPanel(QFrame):
    """Head, scrolling body and foot; bare while nothing is selected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("detailPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = ElideLabel("", "title")
        self.badge = Badge()
        self.amount = PlainLabel("", "h1")
        self.caption = PlainLabel("", "table", "2", wraps=True)
        self.body = _stacked(14, 10)
        self.foot = _stacked(14, 8)
        self._first, self._second = QHBoxLayout(), QHBoxLayout()
        self._scroll = QScrollArea()
        self._pages = QStackedLayout(self)
        self._pages.setContentsMargins(0, 0, 0, 0)
        self._pages.addWidget(QWidget())
        self._pages.addWidget(self._build_filled())

    def set_head(self, title: str, badge: BadgeText | None, caption: str, amount: str = "") -> None:
        """Show what the detail is about."""
        self.title.setText(title)
        if badge is not None:
            self.badge.set_badge(badge)
        self.badge.setVisible(badge is not None)
        self.caption.setText(caption)
        self.amount.setText(amount)
        self.amount.setVisible(bool(amount))
        self._place_badge()
        self._pages.setCurrentIndex(1)

    def show_nothing(self) -> None:
        """Nothing is selected."""
        self._pages.setCurrentIndex(0)

    def is_filled(self) -> bool:
        """Whether something is selected."""
        return self._pages.currentIndex() == 1

    def fit(self, room: int) -> None:
        """Take the share of the page that the specification gives, 420 px at 1366."""
        look = theme()
        widest, narrowest = look.px(_WIDEST), look.px(_NARROWEST)
        self.setFixedWidth(min(widest, max(narrowest, round(room * _SHARE))))

    def to_top(self) -> None:
        """Show the beginning of the body."""
        self._scroll.verticalScrollBar().setValue(0)

    def _build_filled(self) -> QWidget:
        filled = QWidget()
        column = QVBoxLayout(filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._build_head())
        column.addWidget(line())
        column.addWidget(self._build_scroll(), 1)
        column.addWidget(line())
        column.addLayout(self.foot)
        return filled

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find the badge its place anew."""
        super().resizeEvent(event)
        self._place_badge()

    def _place_badge(self) -> None:
        """Show the state beside the title, and below it where it would cut the title."""
        parts = [part for part in (self.title, self.badge, self.amount) if not part.isHidden()]
        needed = sum(part.sizeHint().width() + _BESIDE for part in parts)
        fits = needed <= self.width() - 2 * _SIDE
        row, place = (self._first, 1) if fits else (self._second, 0)
        if row.indexOf(self.badge) < 0:
            (self._second if fits else self._first).removeWidget(self.badge)
            row.insertWidget(place, self.badge)

    def _build_head(self) -> QLayout:
        self._first.setSpacing(_BESIDE)
        self._first.addWidget(self.title)
        self._first.addWidget(self.badge)
        self._first.addStretch(1)
        self._first.addWidget(self.amount)
        self._second.addStretch(1)
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        head = _stacked(14, 4)
        head.addLayout(self._first)
        head.addLayout(self._second)
        head.addWidget(self.caption)
        return head

    def _build_scroll(self) -> QScrollArea:
        inner = QWidget()
        inner.setObjectName("detailBody")
        inner.setLayout(self.body)
        self._scroll.setWidget(inner)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        return self._scroll


class CodeLabel(QWidget):
    """A short code in the fixed-width font, big enough to be read out: the claim code."""

    def __init__(self, pixels: int = 28, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pixels = pixels
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        """Show another code."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Return the code."""
        return self._text

    def sizeHint(self) -> QSize:
        """Fit the code."""
        width = QFontMetricsF(secret_font(self._pixels)).horizontalAdvance(self._text)
        return QSize(round(width) + 2, theme().px(self._pixels + 8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        draw_text(
            QPainter(self),
            QRectF(self.rect()),
            self._text,
            pixels=self._pixels,
            weight=600,
            is_secret=True,
        )


class FactRow(QWidget):
    """A label at the left, its value at the right, on one line.

    Args:
        label: what it is.
        is_code: the value is a number to compare figure by figure: the fixed-width font.
    """

    def __init__(self, label: str, *, is_code: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = PlainLabel(label, "table", "2")
        self.value = ElideLabel("", "table")
        if is_code:
            self.value.setProperty("secret", "true")
        self.value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.label)
        row.addWidget(self.value, 1)

    def show_value(self, value: str, tone: str = "") -> None:
        """Show a value; an empty one hides the row."""
        self.value.setText(value)
        self.value.set_tone(tone)
        self.setVisible(bool(value))


def _stacked(vertical: int, spacing: int) -> QVBoxLayout:
    layout = QVBoxLayout()
    layout.setContentsMargins(_SIDE, vertical, _SIDE, vertical)
    layout.setSpacing(spacing)
    return layout


def side_by_side(*widgets: QWidget) -> QHBoxLayout:
    """Return buttons that share a row."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget, 1)
    return row
