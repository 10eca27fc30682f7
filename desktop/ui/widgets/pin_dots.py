"""The dots of a PIN; its digits are never shown."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.theme import theme
from desktop.ui.widgets.painting import rounded

_SMALL_DOT: Final = 12


class PinDots(QWidget):
    """Six dots that fill as digits are typed; the digits are never shown.

    It has the keyboard focus itself, so that no line edit ever holds the PIN.

    Signals:
        completed: the PIN, at the sixth digit.
        changed: how many digits are typed.
    """

    completed = Signal(str)
    changed = Signal(int)

    def __init__(
        self,
        name: str = "ownerPin",
        length: int = 6,
        *,
        px: int = 12,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._digits = ""
        self._px = px
        self._length = length
        self._is_wrong = False
        self.setObjectName(name)
        self.setProperty("takesTyping", "true")
        self.setAccessibleName(self.tr("PIN，{n} 位数字").format(n=length))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)

    def digits(self) -> str:
        """Return what is typed so far."""
        return self._digits

    def is_complete(self) -> bool:
        """Whether all digits are there."""
        return len(self._digits) == self._length

    def type_digit(self, digit: str) -> None:
        """Add one digit, from a key or the keypad."""
        if self.is_complete():
            return
        self._is_wrong = False
        self._digits += digit
        self._show()
        if self.is_complete():
            self.completed.emit(self._digits)

    def erase(self) -> None:
        """Take the last digit back."""
        self._digits = self._digits[:-1]
        self._show()

    def clear(self) -> None:
        """Forget what was typed."""
        self._digits = ""
        self._show()

    def show_wrong(self) -> None:
        """Forget what was typed and turn red until the next digit."""
        self._is_wrong = True
        self.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits and Backspace; everything else goes on to the page or dialog."""
        text = event.text()
        is_digit = text.isascii() and text.isdigit() and len(text) == 1
        if is_digit and not event.isAutoRepeat():
            self.type_digit(text)
        elif event.key() == Qt.Key.Key_Backspace:
            self.erase()
        elif not is_digit:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click brings the focus."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def sizeHint(self) -> QSize:
        """Dots 12 px, 10 px apart (14 and 14 on the lock screen), in a 40 px row."""
        look = theme()
        return QSize(look.px(self._step()) * self._length + look.px(16), look.px(40))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the dots; with focus, a ring around the next one's row."""
        look, painter = theme(), QPainter(self)
        side, step = look.px(self._px), look.px(self._step())
        left = (self.width() - step * self._length + step - side) / 2
        for index in range(self._length):
            box = QRectF(left + index * step, (self.height() - side) / 2, side, side)
            is_full = index < len(self._digits)
            edge = "danger" if self._is_wrong else "text" if is_full else "input"
            rounded(painter, box, side / 2, fill="text" if is_full else "", edge=edge, width=2)
        if self.hasFocus():
            width = step * self._length + look.px(14)
            ring = QRectF((self.width() - width) / 2, 2, width, self.height() - 4)
            rounded(painter, ring, look.px(8), edge="accent", width=2)

    def _step(self) -> int:
        return self._px + (10 if self._px <= _SMALL_DOT else 14)

    def _show(self) -> None:
        typed = self.tr("已输 {n} 位").format(n=len(self._digits))
        self.setAccessibleDescription(typed)
        self.changed.emit(len(self._digits))
        self.update()
