"""The strip for a condition that lasts: it takes its own row and never covers anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.ui.icons import TEXT_PX
from desktop.ui.theme import Tone, set_style_property
from desktop.ui.widgets.buttons import ActionButton
from desktop.ui.widgets.labels import ElideLabel, IconView, PlainLabel

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition that lasts.

    Attributes:
        key: names it, so that it can be ended: ``offline``, ``printer``.
        strong: what it is: 离线中.
        text: what that means and what to do.
        severity: the most severe one is shown; from 100 on it is red.
        icon: Lucide name.
        action: the button's word, or empty.
        act: what the button does.
        key_cap: the key that does the same.
    """

    key: str
    strong: str
    text: str
    severity: int = 10
    icon: str = "wifi-off"
    action: str = ""
    act: Callable[[], None] | None = None
    key_cap: str = ""

    @property
    def tone(self) -> Tone:
        """Amber, or red when it stops the shop."""
        return Tone.DANGER if self.severity >= SEVERE else Tone.WARN


SEVERE = 100
"""From this severity on a condition is red: nothing can be recorded."""


class Banner(QFrame):
    """Shows the most severe of the conditions that hold; hidden when none does.

    Signals:
        pressed: the shown condition's key, when its button was pressed.
    """

    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._conditions: dict[str, Condition] = {}
        self._icon = IconView("wifi-off", "warn", TEXT_PX)
        self._strong = PlainLabel("", "bodyStrong")
        self._text = ElideLabel("")
        self._button = ActionButton("")
        self._button.setObjectName("bannerAct")
        self._button.clicked.connect(self.press)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 8, 0)
        layout.setSpacing(10)
        for widget in (self._icon, self._strong):
            layout.addWidget(widget)
        layout.addSpacing(2)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._button)
        self.hide()

    def begin(self, condition: Condition) -> None:
        """A condition holds now, or says something else than before."""
        self._conditions[condition.key] = condition
        self._refresh()

    def end(self, key: str) -> None:
        """A condition is over; without effect when it did not hold."""
        self._conditions.pop(key, None)
        self._refresh()

    def current(self) -> Condition | None:
        """Return what is shown."""
        conditions = sorted(self._conditions.values(), key=_severity_of, reverse=True)
        return conditions[0] if conditions else None

    def has_act(self) -> bool:
        """Whether what is shown has a button."""
        condition = self.current()
        return condition is not None and condition.act is not None

    @Slot()
    def press(self) -> None:
        """Do what the shown condition's button does."""
        condition = self.current()
        if condition is None:
            return
        self.pressed.emit(condition.key)
        if condition.act is not None:
            condition.act()

    def _refresh(self) -> None:
        condition = self.current()
        self.setVisible(condition is not None)
        if condition is None:
            return
        is_severe = condition.tone is Tone.DANGER
        set_style_property(self, "tone", "danger" if is_severe else "warn")
        self._icon.set_icon(condition.icon, condition.tone.ink)
        self._strong.setText(condition.strong)
        self._text.setText(condition.text)
        for label in (self._strong, self._text):
            label.set_tone("danger" if is_severe else "warn")
        self._button.setText(condition.action)
        self._button.set_key_cap(condition.key_cap)
        self._button.setVisible(bool(condition.action))
        self.setAccessibleName(f"{condition.strong} {condition.text}")
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))


def _severity_of(condition: Condition) -> int:
    return condition.severity
