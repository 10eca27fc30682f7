"""Number keys on the screen: the same signals as the physical keys, never the focus."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from desktop.ui.icons import TEXT_PX, icon
from desktop.ui.theme import theme
from desktop.ui.widgets.amount_inputs import DigitsEdit
from desktop.ui.widgets.buttons import KEY, KEY_FUNCTION, PAD_FUNCTION, ActionButton

if TYPE_CHECKING:
    from collections.abc import Iterable

BACKSPACE: Final = "backspace"
CLEAR: Final = "clear"
PIN_KEY_WIDTH: Final = 108
PIN_KEY_HEIGHT: Final = 66

_REPEAT_DELAY_MS: Final = 400
_REPEAT_INTERVAL_MS: Final = 80
_GREATEST_COUNT_DIGITS: Final = 5


@dataclass(frozen=True, slots=True)
class PadKey:
    """One key of a pad.

    Attributes:
        value: what ``pressed`` carries: a figure, ``backspace``, ``clear``, ``+50`` …
        text: what it shows.
        icon: shown instead of the text.
        is_function: a quiet key.
    """

    value: str
    text: str = ""
    icon: str = ""
    is_function: bool = False


class Keypad(QWidget):
    """The payment page's 4×4 pad, or any other rows of keys; they share the height there is.

    Signals:
        pressed: the key's value.
    """

    pressed = Signal(str)
    gap = 8
    function_kind = KEY_FUNCTION

    def __init__(
        self, rows: Iterable[Iterable[PadKey]] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self.gap)
        for row, keys in enumerate(self._payment_rows() if rows is None else rows):
            layout.setRowStretch(row, 1)
            for column, key in enumerate(keys):
                layout.setColumnStretch(column, 1)
                layout.addWidget(self._made(key), row, column)

    def _made(self, key: PadKey) -> ActionButton:
        kind = self.function_kind if key.is_function else KEY
        button = ActionButton("" if key.icon else key.text, kind, icon_name=key.icon)
        button.setObjectName(f"padKey_{key.value}")
        button.setAccessibleName(key.text)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(partial(self._press, key.value))
        return button

    def _payment_rows(self) -> tuple[tuple[PadKey, ...], ...]:
        return (
            (*_figures("789"), PadKey(BACKSPACE, self.tr("退格"), "delete", is_function=True)),
            (*_figures("456"), PadKey(CLEAR, self.tr("清空"), is_function=True)),
            (*_figures("123"), PadKey("+50", "+50", is_function=True)),
            (*_figures(("0", "00", ".")), PadKey("+100", "+100", is_function=True)),
        )

    @Slot()
    def _press(self, value: str, *_checked: bool) -> None:
        self.pressed.emit(value)


class PinPad(Keypad):
    """The lock screen's pad: keys 108×66; beside the 0 a quiet act and Backspace, without borders.

    Args:
        act: the key at the left of the 0; None clears.
    """

    gap = 10
    function_kind = PAD_FUNCTION

    def __init__(self, act: PadKey | None = None, parent: QWidget | None = None) -> None:
        rows = (
            _figures("123"),
            _figures("456"),
            _figures("789"),
            (
                act or PadKey(CLEAR, self.tr("清空"), is_function=True),
                PadKey("0", "0"),
                PadKey(BACKSPACE, self.tr("退格"), "delete", is_function=True),
            ),
        )
        super().__init__(rows, parent)
        self.setObjectName("pinPad")
        look = theme()
        self.setFixedSize(
            look.px(PIN_KEY_WIDTH) * 3 + self.gap * 2, look.px(PIN_KEY_HEIGHT) * 4 + self.gap * 3
        )


def _figures(values: Iterable[str]) -> tuple[PadKey, ...]:
    return tuple(PadKey(value, value) for value in values)


class Stepper(QFrame):
    """− [n] +: 40 high, 40/48/40 wide; a held button repeats after 400 ms every 80 ms.

    Args:
        follows_typing: whether a typed number counts while it is typed, where a sum of money beside
            it must never show another one; otherwise it counts once it is finished.

    Signals:
        stepped: the new number, when a person changed it.
    """

    stepped = Signal(int)

    def __init__(
        self,
        value: int = 1,
        minimum: int = 1,
        maximum: int = 9999,
        *,
        name: str = "quantity",
        follows_typing: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("stepper", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._minimum, self._maximum = minimum, maximum
        self._less = self._made("minus", self.tr("减一"))
        self._more = self._made("plus", self.tr("加一"))
        self._line = DigitsEdit(name, _GREATEST_COUNT_DIGITS, self.tr("数量"))
        self._line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self._less, self._line, self._more):
            layout.addWidget(part)
        self._less.clicked.connect(self._step_down)
        self._more.clicked.connect(self._step_up)
        self._line.editingFinished.connect(self._take_typed)
        if follows_typing:
            self._line.textEdited.connect(self._follow)
        self._value = value
        self.set_value(value)

    def value(self) -> int:
        """Return the number."""
        return self._value

    def set_value(self, value: int) -> None:
        """Show another number without telling."""
        self._keep(value)
        self._line.setText(str(self._value))

    def tab_stops(self) -> tuple[QWidget, ...]:
        """Return what Tab reaches, in order."""
        return (self._less, self._line, self._more)

    def line(self) -> DigitsEdit:
        """Return the typed part, to give it the focus (F4)."""
        return self._line

    def _made(self, icon_name: str, text: str) -> QToolButton:
        button = QToolButton()
        button.setAutoRepeat(True)
        button.setAutoRepeatDelay(_REPEAT_DELAY_MS)
        button.setAutoRepeatInterval(_REPEAT_INTERVAL_MS)
        button.setIcon(icon(icon_name, "text", TEXT_PX))
        button.setAccessibleName(text)
        button.setToolTip(text)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _change(self, value: int) -> None:
        before = self._value
        self.set_value(value)
        if self._value != before:
            self.stepped.emit(self._value)

    def _keep(self, value: int) -> None:
        self._value = min(max(value, self._minimum), self._maximum)
        self._less.setEnabled(self._value > self._minimum)
        self._more.setEnabled(self._value < self._maximum)

    @Slot()
    def _follow(self) -> None:
        """Count what is typed so far; its text is the typist's until it is finished."""
        before = self._value
        self._keep(self._line.number())
        if self._value != before:
            self.stepped.emit(self._value)

    @Slot()
    def _step_down(self) -> None:
        self._change(self._value - 1)

    @Slot()
    def _step_up(self) -> None:
        self._change(self._value + 1)

    @Slot()
    def _take_typed(self) -> None:
        self._change(self._line.number() or self._minimum)
