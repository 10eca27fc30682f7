"""The line that a page searches with."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.ui.icons import DEFAULT_PX, pixmap
from desktop.ui.theme import theme
from desktop.ui.widgets.editor_keys import KEEPS_ARROWS, KEEPS_ENTER
from desktop.ui.widgets.painting import draw_key_cap, key_cap_width


class SearchBox(QLineEdit):
    """A 44 px search line with an icon and the key that leads to it.

    It reads the input method's unfinished text too: initials work with a Chinese input method on.

    Signals:
        searched: what to search for, at every keystroke, unfinished input included.
        entered: Enter, with the text.
        moved: ↑ (−1) or ↓ (+1) while there is text.
    """

    searched = Signal(str)
    entered = Signal(str)
    moved = Signal(int)

    def __init__(
        self,
        placeholder: str,
        key_cap: str = "",
        *,
        name: str = "searchBox",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._key_cap = key_cap
        self._unfinished = ""
        self.setObjectName(name)
        self.setProperty("measure", "search")
        self.setProperty(KEEPS_ENTER, "true")
        self.setProperty(KEEPS_ARROWS, "true")
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.textChanged.connect(self._tell)
        self._make_room()

    def search_text(self) -> str:
        """Return the text with the unfinished input at the caret."""
        text, at = self.text(), self.cursorPosition()
        return text[:at] + self._unfinished + text[at:]

    def set_key_cap(self, key: str) -> None:
        """Show another key, after re-binding."""
        self._key_cap = key
        self._make_room()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Search for the unfinished input as well."""
        super().inputMethodEvent(event)
        if event.preeditString() != self._unfinished:
            self._unfinished = event.preeditString()
            self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the arrows are told on; auto-repeat of Enter is not an act."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.entered.emit(self.search_text())
            event.accept()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
            event.accept()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Keep room for icon and key cap at every scale."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._make_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw icon and key cap inside the line."""
        super().paintEvent(event)
        painter = QPainter(self)
        look, middle = theme(), self.height() / 2
        token = "text" if self.isEnabled() else "disabled"
        painter.drawPixmap(
            QPointF(look.px(13), middle - look.px(DEFAULT_PX) / 2), pixmap("search", token)
        )
        if self._key_cap:
            left = self.width() - look.px(13) - key_cap_width(self._key_cap)
            draw_key_cap(painter, left, middle, self._key_cap)

    @Slot()
    def _tell(self) -> None:
        self.searched.emit(self.search_text())

    def _make_room(self) -> None:
        look = theme()
        right = round(key_cap_width(self._key_cap)) + look.px(8) if self._key_cap else 0
        self.setTextMargins(look.px(26), 0, right, 0)
