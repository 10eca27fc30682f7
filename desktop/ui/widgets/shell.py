"""The window's fixed parts: navigation rail at the left, status bar at the bottom."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.icons import RAIL_PX, SMALL_PX, logo, pixmap
from desktop.ui.theme import theme
from desktop.ui.widgets.labels import IconView, PlainLabel, StatusDot, line
from desktop.ui.widgets.painting import (
    CENTER,
    LEFT,
    draw_key_cap,
    draw_text,
    key_cap_width,
    rounded,
    text_width,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.ui.shortcuts import OfferedAction


@dataclass(frozen=True, slots=True)
class NavItem:
    """One page in the rail: its name, word and icon."""

    page: str
    text: str
    icon: str


class _RailButton(QToolButton):
    """Icon over word, with an amber count at the corner."""

    def __init__(self, text: str, icon_name: str) -> None:
        super().__init__()
        self._icon_name = icon_name
        self._count = 0
        self.setText(text)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_count(self, count: int) -> None:
        """Show a count; zero hides it."""
        self._count = count
        self.setAccessibleName(f"{self.text()} {count}" if count else self.text())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, icon, word and count."""
        painter, look = QStylePainter(self), theme()
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        is_on = self.isChecked() or self.underMouse()
        token = "rail-on" if is_on else "rail-text"
        side, center = look.px(RAIL_PX), self.width() / 2
        top = (self.height() - side - look.px(19)) / 2
        painter.drawPixmap(QPointF(center - side / 2, top), pixmap(self._icon_name, token, RAIL_PX))
        words = QRectF(0, top + side + look.px(3), self.width(), look.px(16))
        weight = 600 if self.isChecked() else 400
        fits = text_width(self.text(), 12, weight) <= words.width()
        pixels = 12 if fits else 11
        draw_text(
            painter, words, self.text(), pixels=pixels, weight=weight, token=token, align=CENTER
        )
        if self._count:
            self._draw_count(painter, center)

    def _draw_count(self, painter: QPainter, center: float) -> None:
        look, words = theme(), str(self._count)
        width = max(look.px(16), text_width(words, 11, 700) + look.px(8))
        pill = QRectF(center + look.px(16) - width / 2 - look.px(8), look.px(8), width, look.px(16))
        rounded(painter, pill, look.px(8), fill="rail-badge")
        draw_text(painter, pill, words, pixels=11, weight=700, token="on-rail-badge", align=CENTER)


class NavRail(QFrame):
    """The dark rail: the pages a person may see, no gaps, 锁屏 below a line.

    Signals:
        chosen: a page's name, when a person clicked it.
        lock_wanted: 锁屏.
    """

    chosen = Signal(str)
    lock_wanted = Signal()

    def __init__(
        self, items: Iterable[NavItem], lock_text: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("navRail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, _RailButton] = {}
        mark = QLabel()
        mark.setPixmap(logo(40))
        mark.setFixedHeight(theme().px(48))
        mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(8, 10, 8, 8)
        self._layout.setSpacing(3)
        self._layout.addWidget(mark)
        self._layout.addSpacing(5)
        self._pages = QVBoxLayout()
        self._pages.setSpacing(3)
        self._layout.addLayout(self._pages)
        self._layout.addStretch(1)
        self._layout.addWidget(line())
        self._layout.addSpacing(5)
        self._lock = _RailButton(lock_text, "lock")
        self._lock.setObjectName("lockButton")
        self._lock.clicked.connect(self._want_lock)
        self._layout.addWidget(self._lock)
        self.set_items(items)

    def set_items(self, items: Iterable[NavItem]) -> None:
        """Show other pages: another person signed in."""
        current = self.current()
        for button in self._buttons.values():
            self._group.removeButton(button)
            self._pages.removeWidget(button)
            button.deleteLater()
        self._buttons = {}
        for item in items:
            button = _RailButton(item.text, item.icon)
            button.setObjectName(f"nav_{item.page}")
            button.setCheckable(True)
            button.clicked.connect(partial(self._tell, item.page))
            self._group.addButton(button)
            self._pages.addWidget(button)
            self._buttons[item.page] = button
        if current:
            self.set_current(current)

    def pages(self) -> tuple[str, ...]:
        """Return the pages shown, top first."""
        return tuple(self._buttons)

    def current(self) -> str:
        """Return the page that is marked, or nothing."""
        return next((page for page, each in self._buttons.items() if each.isChecked()), "")

    def set_current(self, page: str) -> None:
        """Mark a page; one that is not in the rail changes nothing."""
        if page in self._buttons:
            self._buttons[page].setChecked(True)

    def set_count(self, page: str, count: int) -> None:
        """Show the amber count on a page."""
        if page in self._buttons:
            self._buttons[page].set_count(count)

    def set_lock_text(self, text: str) -> None:
        """Show another word, after a change of language."""
        self._lock.setText(text)

    @Slot(str)
    def _tell(self, page: str, *_checked: bool) -> None:
        self.chosen.emit(page)

    @Slot()
    def _want_lock(self) -> None:
        self.lock_wanted.emit()


class _FlatPart(QToolButton):
    """A clickable part of the status bar, painted: key cap and word, or icon and bold word."""

    def __init__(self, text: str, key: str = "", icon_name: str = "", token: str = "text2") -> None:
        super().__init__()
        self._key, self._icon_name, self._token = key, icon_name, token
        self.setText(text)
        self.setAccessibleName(f"{text} {key}".strip())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_words(self, text: str) -> None:
        """Show another word."""
        self.setText(text)
        self.setAccessibleName(f"{text} {self._key}".strip())
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Fit cap, icon and word."""
        look = theme()
        width = text_width(self.text(), 12, self._weight()) + look.px(16) + 1
        if self._key:
            width += key_cap_width(self._key) + look.px(6)
        if self._icon_name:
            width += look.px(SMALL_PX + 6)
        return QSize(round(width), look.px(39))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        painter, look = QPainter(self), theme()
        if self.underMouse():
            painter.fillRect(self.rect(), look.color("hover"))
        x, middle = float(look.px(8)), self.height() / 2
        if self._key:
            x += draw_key_cap(painter, x, middle, self._key) + look.px(6)
        if self._icon_name:
            side = look.px(SMALL_PX)
            picture = pixmap(self._icon_name, self._token, SMALL_PX)
            painter.drawPixmap(QPointF(x, middle - side / 2), picture)
            x += side + look.px(6)
        box = QRectF(x, 0, self.width() - x, self.height())
        draw_text(
            painter,
            box,
            self.text(),
            pixels=12,
            weight=self._weight(),
            token=self._token,
            align=LEFT,
        )

    def _weight(self) -> int:
        return 600 if self._icon_name else 400


class _Station(QWidget):
    """A part at the right of the status bar: divider, dot or icon, words.

    Signals:
        pressed: it was clicked.
    """

    pressed = Signal()

    def __init__(self, name: str, icon_name: str = "", *, has_dot: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        self._text = PlainLabel()
        self._dot = StatusDot() if has_dot else None
        self.has_divider = True
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 12, 0)
        layout.setSpacing(6)
        if self._dot is not None:
            layout.addWidget(self._dot)
        if icon_name:
            layout.addWidget(IconView(icon_name, "text2", SMALL_PX))
        layout.addWidget(self._text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def set_words(self, text: str, token: str = "") -> None:
        """Show other words; ``token`` colours the dot."""
        self._text.setText(text)
        self.setAccessibleName(text)
        if self._dot is not None and token:
            self._dot.set_token(token)

    def text(self) -> str:
        """Return the words."""
        return self._text.text()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell that it was clicked."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.pos()):
            self.pressed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the divider."""
        painter, look = QPainter(self), theme()
        if self.has_divider:
            height = look.px(20)
            box = QRectF(0, (self.height() - height) / 2, 1, height)
            painter.fillRect(box, look.color("line"))


_SYNC_FIRST: Final = "accent"


class StatusBar(QFrame):
    """Key hints at the left; 待交付, sync, printer, shift, clock at the right.

    When space is short these go, in this order: the printer when healthy, the date, hints from the
    right. 待交付, sync and shift never go.

    Signals:
        hint_pressed: the ``Action`` of a hint that was clicked.
        undelivered_pressed: 待交付.
        printer_pressed: the printer, where papers did not come out.
    """

    hint_pressed = Signal(object)
    undelivered_pressed = Signal()
    printer_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._hints: list[_FlatPart] = []
        self._is_printer_healthy = True
        self._date_text, self._clock_text = "", ""
        self._undelivered = _FlatPart("", icon_name="package-open", token="warn")
        self._undelivered.setObjectName("undeliveredCount")
        self._undelivered.clicked.connect(self._press_undelivered)
        self._undelivered.hide()
        self._sync = _Station("syncState", has_dot=True)
        self._printer = _Station("printerState", "printer")
        self._printer.pressed.connect(self._press_printer)
        self._shift = _Station("shiftState", "user-round")
        self._clock = _Station("clockState")
        self._sync.has_divider = False
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(8, 0, 8, 0)
        self._layout.setSpacing(0)
        self._layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._layout.addStretch(1)
        for part in self._stations():
            self._layout.addWidget(part)

    def set_hints(self, offers: Iterable[OfferedAction]) -> None:
        """Show the keys of the page in front."""
        for old in self._hints:
            self._layout.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._hints = []
        for place, offer in enumerate(offers):
            hint = _FlatPart(offer.hint, offer.key_text)
            hint.setObjectName(f"hint_{offer.action.action_id}")
            hint.clicked.connect(partial(self._press_hint, offer.action))
            self._layout.insertWidget(place, hint)
            self._hints.append(hint)
        self._fit()

    def set_undelivered(self, count: int, text: str) -> None:
        """Show 待交付 n; zero hides it."""
        self._undelivered.set_words(text)
        self._undelivered.setVisible(count > 0)
        self._sync.has_divider = count > 0
        self._fit()

    def set_sync(self, text: str, token: str = _SYNC_FIRST) -> None:
        """Show the sources' state; token ``accent info warn-dot danger``."""
        self._sync.set_words(text, token)
        self._fit()

    def sync_text(self) -> str:
        """Return what is said of the sources."""
        return self._sync.text()

    def set_printer(self, text: str, *, is_healthy: bool) -> None:
        """Show the printer's state; empty hides it, a healthy one goes first for space."""
        self._is_printer_healthy = is_healthy
        self._printer.set_words(text)
        self._fit()

    @Slot()
    def _press_printer(self) -> None:
        if not self._is_printer_healthy:
            self.printer_pressed.emit()

    def set_shift(self, text: str) -> None:
        """Show who is on shift since when."""
        self._shift.set_words(text)
        self._fit()

    def set_clock(self, date_text: str, clock_text: str) -> None:
        """Show date and time; the date goes when space is short."""
        self._date_text, self._clock_text = date_text, clock_text
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """The window may be narrower than everything this bar has to say."""
        return QSize(theme().px(200), theme().px(40))

    def shown_hints(self) -> tuple[str, ...]:
        """Return the hints that have room."""
        return tuple(hint.text() for hint in self._hints if not hint.isHidden())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Drop and bring back parts."""
        super().resizeEvent(event)
        self._fit()

    def _stations(self) -> tuple[QWidget, ...]:
        return (self._undelivered, self._sync, self._printer, self._shift, self._clock)

    def _fit(self) -> None:
        self._printer.setVisible(bool(self._printer.text()))
        self._clock.set_words(f"{self._date_text} {self._clock_text}".strip())
        for station in (self._sync, self._shift, self._clock):
            station.setVisible(bool(station.text()))
        for hint in self._hints:
            hint.show()
        if self._wanted_width() > self.width() and self._is_printer_healthy:
            self._printer.hide()
        if self._wanted_width() > self.width():
            self._clock.set_words(self._clock_text)
        for hint in reversed(self._hints):
            if self._wanted_width() <= self.width():
                break
            hint.hide()

    def _wanted_width(self) -> int:
        parts = [*self._hints, *self._stations()]
        shown = [part for part in parts if not part.isHidden()]
        for part in shown:
            layout = part.layout()
            if layout is not None:
                layout.activate()
        return sum(part.sizeHint().width() for part in shown) + 32

    @Slot()
    def _press_hint(self, action: object, *_checked: bool) -> None:
        self.hint_pressed.emit(action)

    @Slot()
    def _press_undelivered(self) -> None:
        self.undelivered_pressed.emit()
