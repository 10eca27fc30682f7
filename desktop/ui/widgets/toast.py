"""Short notices at the bottom left: they need no decision and go by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPropertyAnimation, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QGraphicsOpacityEffect, QHBoxLayout, QWidget

from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import ActionButton
from desktop.ui.widgets.labels import IconView, PlainLabel

if TYPE_CHECKING:
    from collections.abc import Callable

MAXIMUM_TOASTS: Final = 2
PLAIN_MS: Final = 4000
ACTION_MS: Final = 8000
_MARGIN: Final = 16
_GAP: Final = 8
_IN_MS: Final = 120


@dataclass(frozen=True, slots=True)
class ToastText:
    """What a toast says.

    Attributes:
        text: what happened, in one line.
        strong: bold words before it, or empty.
        icon: Lucide name.
        action: the button's word, or empty for none.
        key_cap: the key that does the same.
        icon_token: colour of the icon; amber for goods not handed over.
    """

    text: str
    strong: str = ""
    icon: str = "circle-check"
    action: str = ""
    key_cap: str = ""
    icon_token: str = "on-toast"


class Toast(QFrame):
    """One notice; ``pressed`` when its button was.

    Signals:
        pressed: the button.
        expired: its time is over, or the button was pressed.
    """

    pressed = Signal()
    expired = Signal(QWidget)

    def __init__(self, content: ToastText, parent: QWidget) -> None:
        super().__init__(parent)
        self.content = content
        self.setObjectName("toast")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(f"{content.strong} {content.text}".strip())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 0, 8 if content.action else 14, 0)
        layout.setSpacing(10)
        if content.icon:
            layout.addWidget(IconView(content.icon, content.icon_token))
        if content.strong:
            layout.addWidget(PlainLabel(content.strong, "bodyStrong"))
        layout.addWidget(PlainLabel(content.text))
        if content.action:
            button = ActionButton(content.action, "toast", content.key_cap)
            button.clicked.connect(self._press)
            layout.addWidget(button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._expire)
        self._timer.start(ACTION_MS if content.action else PLAIN_MS)

    @Slot()
    def _press(self) -> None:
        self.pressed.emit()
        self._expire()

    @Slot()
    def _expire(self) -> None:
        self._timer.stop()
        self.expired.emit(self)


class ToastHost(QObject):
    """Shows at most two toasts over the content, newest at the bottom; a third ousts the oldest.

    Args:
        content: over whose bottom left corner they lie.
        bottom_margin: height kept free at the bottom, the status bar's.
    """

    def __init__(self, content: QWidget, bottom_margin: int = 0, left_margin: int = 0) -> None:
        super().__init__(content)
        self._content = content
        self._bottom = bottom_margin
        self._left = left_margin
        self._toasts: list[Toast] = []
        content.installEventFilter(self)

    def show(self, content: ToastText, act: Callable[[], None] | None = None) -> Toast:
        """Show a toast; ``act`` is called when its button is pressed."""
        toast = Toast(content, self._content)
        if act is not None:
            toast.pressed.connect(act)
        toast.expired.connect(self.remove)
        self._toasts.append(toast)
        while len(self._toasts) > MAXIMUM_TOASTS:
            self.remove(self._toasts[0])
        toast.show()
        toast.raise_()
        self._place()
        self._fade_in(toast)
        QAccessible.updateAccessibility(QAccessibleEvent(toast, QAccessible.Event.Alert))
        return toast

    def list_shown(self) -> tuple[Toast, ...]:
        """Return the toasts on screen, oldest first."""
        return tuple(self._toasts)

    def press_latest(self) -> bool:
        """Press the newest toast that has a button (Ctrl+Z, Ctrl+J); False when there is none."""
        for toast in reversed(self._toasts):
            if toast.content.action:
                toast.pressed.emit()
                self.remove(toast)
                return True
        return False

    def clear(self) -> None:
        """Take all away, as on lock."""
        for toast in tuple(self._toasts):
            self.remove(toast)

    @Slot(QWidget)
    def remove(self, toast: QWidget) -> None:
        """Take one away, such as when what it says is no longer true; nothing if it has gone."""
        if not isinstance(toast, Toast) or toast not in self._toasts:
            return
        self._toasts.remove(toast)
        toast.hide()
        toast.deleteLater()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the content's size."""
        if event.type() == QEvent.Type.Resize and watched is self.parent():
            self._place()
        return False

    def _place(self) -> None:
        look = theme()
        bottom = self._content.height() - look.px(self._bottom + _MARGIN)
        for toast in reversed(self._toasts):
            height = look.px(48)
            room = self._content.width() - look.px(2 * _MARGIN + self._left)
            width = min(toast.sizeHint().width(), room)
            left = look.px(_MARGIN + self._left)
            toast.setGeometry(QRect(left, bottom - height, width, height))
            bottom -= height + look.px(_GAP)

    def _fade_in(self, toast: Toast) -> None:
        if not theme().has_motion:
            return
        effect = QGraphicsOpacityEffect(toast)
        toast.setGraphicsEffect(effect)
        fade = QPropertyAnimation(effect, b"opacity", toast)
        fade.setDuration(_IN_MS)
        fade.setStartValue(0.0)
        fade.setEndValue(1.0)
        fade.start()
