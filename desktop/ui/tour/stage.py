"""What a tour step may do: type, wait for what is seen, check it, take a picture."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import (
    QAbstractAnimation,
    QAbstractItemModel,
    QAbstractListModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    Qt,
)
from PySide6.QtWidgets import QAbstractItemView, QAbstractSpinBox, QApplication, QLineEdit, QWidget

from desktop.ui.tour.keyboard import Keyboard

if TYPE_CHECKING:
    from desktop.ui.application import Opening
    from desktop.ui.main_window import MainWindow
    from desktop.ui.tour.tour_clock import TourClock

WidgetT = TypeVar("WidgetT", bound=QWidget)


_MOST_TABS = 40
_STILL_TURNS = 3
_LAYOUT_LEVELS = 6
"""A part that changes asks its parent to lay out anew, level by level."""
_SECRET = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}|[0-9A-Z]{14,}")
"""Every made-up card has two groups side by side, or is one long group; a mask has dots."""


class StepFailedError(Exception):
    """What was expected did not come to be seen."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A condition the script waits for; what it says is printed when it never comes."""

    what: str
    is_met: Callable[[], bool]
    seconds: float = 20.0


Script = Iterator[Wanted]


@dataclass(slots=True)
class Stage:
    """The window as the tour sees it."""

    opening: Opening
    out: Path
    clock: TourClock
    pictures: list[str] = field(default_factory=list)
    papers: list[str] = field(default_factory=list)
    notes: dict[str, Any] = field(default_factory=dict)

    @property
    def window(self) -> MainWindow:
        """The main window."""
        return self.opening.window

    @property
    def keyboard(self) -> Keyboard:
        """The keyboard in front of it."""
        return Keyboard(self.window)

    def find(self, name: str) -> QWidget | None:
        """Return the visible widget with this object name."""
        for widget in self.window.findChildren(QWidget, name):
            if widget.isVisible():
                return widget
        return None

    def get(self, name: str) -> QWidget:
        """Return the visible widget with this object name.

        Raises:
            StepFailedError: it is not on the screen.
        """
        widget = self.find(name)
        if widget is None:
            message = f"{name} is not on the screen"
            raise StepFailedError(message)
        return widget

    def text(self, name: str) -> str:
        """Return what a widget shows; empty when it is not on the screen."""
        widget = self.find(name)
        return "" if widget is None else text_of(widget)

    def rows(self, name: str) -> list[str]:
        """Return the rows of a list or table as the model tells them."""
        widget = self.find(name)
        view = widget if isinstance(widget, QAbstractItemView) else None
        if view is None and widget is not None:
            view = widget.findChild(QAbstractItemView)
        if view is None or view.model() is None:
            return []
        return rows_of(view.model())

    def masked(self) -> Wanted:
        """Wait until cards are listed, none of them readable."""
        return Wanted(
            "masked cards", lambda: bool(self.rows("secretList")) and not self._is_open(), 40
        )

    def readable(self) -> Wanted:
        """Wait until a card can be read."""
        return Wanted("a card in the clear", self._is_open)

    def _is_open(self) -> bool:
        return any(_SECRET.search(row) for row in self.rows("secretList"))

    def toasts(self) -> str:
        """Return what the toasts say now."""
        return "\n".join(
            text_of(toast)
            for toast in self.window.findChildren(QWidget, "toast")
            if toast.isVisible()
        )

    def sees(self, name: str) -> Wanted:
        """Wait until a widget is on the screen."""
        return Wanted(f"{name} on the screen", lambda: self.find(name) is not None)

    def reads(self, name: str, part: str, seconds: float = 20.0) -> Wanted:
        """Wait until a widget shows a text."""
        return Wanted(
            f"{name} shows {part!r}, not {self.text(name)!r}",
            lambda: part in self.text(name),
            seconds,
        )

    def until(self, what: str, is_met: Callable[[], bool], seconds: float = 20.0) -> Wanted:
        """Wait until something holds."""
        return Wanted(what, is_met, seconds)

    def focused(self, name: str) -> Wanted:
        """Wait until a widget has the caret."""

        def is_there() -> bool:
            focus = QApplication.focusWidget()
            return focus is not None and (focus.objectName() == name or _is_inside(focus, name))

        return Wanted(f"the caret in {name}", is_there)

    def tab_to(self, name: str) -> Script:
        """Press Tab until a widget has the caret; every control can be reached so."""
        for _ in range(_MOST_TABS):
            focus = QApplication.focusWidget()
            if focus is not None and (focus.objectName() == name or _is_inside(focus, name)):
                return
            self.keyboard.press("Tab")
            yield Wanted("the next control", partial(_is_elsewhere, focus), 2.0)
        message = f"{name} cannot be reached with Tab"
        raise StepFailedError(message)

    def saves(self, name: str) -> Script:
        """Type where a paper goes, and wait until it lies there as PDF and the sheet is gone."""
        paper = self.out / name
        yield self.focused("filePath")
        self.keyboard.press("Ctrl+A")
        self.keyboard.type_text(str(paper.absolute()))
        self.keyboard.press("Return")
        yield self.until(f"{name} on disk as PDF", partial(_is_pdf, paper))
        yield self.until("no sheet", lambda: self.find("filePath") is None)

    def still(self) -> Wanted:
        """Wait until all that was asked is shown and laid out, and nothing fades any more."""
        turns = iter(range(_STILL_TURNS))

        def is_still() -> bool:
            return self._is_told() and next(turns, None) is None and not self._is_moving()

        return Wanted("a still window", is_still)

    def _is_told(self) -> bool:
        shop = self.opening.shop_window
        return shop is None or shop.background.is_idle

    def _is_moving(self) -> bool:
        return any(
            motion.state() is QAbstractAnimation.State.Running and motion.loopCount() > 0
            for motion in self.window.findChildren(QAbstractAnimation)
        )

    def check(self, what: str, *, holds: bool) -> None:
        """Fail the step unless it holds.

        Raises:
            StepFailedError: with what was expected.
        """
        if not holds:
            raise StepFailedError(what)

    def picture(self, name: str) -> None:
        """Save what the window shows, laid out as it will be painted."""
        for _level in range(_LAYOUT_LEVELS):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        file = self.out / f"{len(self.pictures) + 1:02d}-{name}.png"
        self.window.grab().save(str(file))
        self.pictures.append(file.name)


def _is_pdf(paper: Path) -> bool:
    return paper.exists() and paper.read_bytes().startswith(b"%PDF")


def text_of(widget: QWidget) -> str:
    """Return the words a widget shows, those of its children included."""
    words = []
    for part in (widget, *widget.findChildren(QWidget)):
        if part is not widget and not part.isVisibleTo(widget):
            continue
        words.append(_own_text(part))
    return " ".join(word for word in words if word)


def rows_of(model: QAbstractItemModel) -> list[str]:
    """Return every row of a model: accessible text, else display texts joined."""
    is_list = isinstance(model, QAbstractListModel)
    column_count = 1 if is_list else model.columnCount(QModelIndex())
    rows = []
    for row in range(model.rowCount(QModelIndex())):
        told = model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        shown = [
            str(model.index(row, column).data(Qt.ItemDataRole.DisplayRole) or "")
            for column in range(column_count)
        ]
        rows.append(f"{told or ''} {' '.join(shown)}".strip())
    return rows


def _is_elsewhere(before: QWidget | None) -> bool:
    return QApplication.focusWidget() is not before


def _own_text(widget: QWidget) -> str:
    if isinstance(widget, QLineEdit):
        return widget.text()
    if isinstance(widget, QAbstractSpinBox):
        return widget.text()
    text = getattr(widget, "text", None)
    if callable(text):
        value = text()
        return value if isinstance(value, str) else ""
    return ""


def _is_inside(widget: QObject, name: str) -> bool:
    parent = widget.parent()
    while parent is not None:
        if parent.objectName() == name:
            return True
        parent = parent.parent()
    return False
