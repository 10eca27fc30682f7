"""How far something is: a bar with words beside it, and the three steps of a delivery."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEasingCurve, QPropertyAnimation, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.theme import Tone, set_style_property, theme
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.painting import rounded

if TYPE_CHECKING:
    from collections.abc import Iterable

_STEP_MS: Final = 300
_FINE: Final = 1000


class ProgressBar(QWidget):
    """A bar 8 px high, its words above: what at the left, how far at the right."""

    def __init__(
        self,
        text: str = "",
        tone: Tone = Tone.NEUTRAL,
        *,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = PlainLabel(text, "caption", "warn" if tone is Tone.WARN else "")
        self._state = PlainLabel("", "caption", "2")
        self._bar = QProgressBar()
        self._bar.setRange(0, _FINE)
        self._bar.setTextVisible(False)
        self._bar.setObjectName(name)
        self._bar.setAccessibleName(text)
        if tone is not Tone.NEUTRAL:
            self._bar.setProperty("tone", tone.value)
        self._motion = QPropertyAnimation(self._bar, b"value", self)
        self._motion.setDuration(_STEP_MS)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        head = QHBoxLayout()
        head.addWidget(self._words, 1)
        head.addWidget(self._state)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self._bar)

    def set_progress(self, done: float, total: float, state: str = "") -> None:
        """Show how far it is; ``state`` is 64 / 103 or 00:18."""
        value = round(_FINE * done / total) if total > 0 else 0
        self._state.setText(state)
        self._bar.setAccessibleDescription(state)
        self._motion.stop()
        if theme().has_motion and self.isVisible():
            self._motion.setStartValue(self._bar.value())
            self._motion.setEndValue(value)
            self._motion.start()
        else:
            self._bar.setValue(value)

    def set_words(self, text: str, tone: Tone = Tone.NEUTRAL) -> None:
        """Say something else, in another tone."""
        self._words.setText(text)
        self._words.set_tone("warn" if tone is Tone.WARN else "")
        set_style_property(self._bar, "tone", tone.value)


class StepState(Enum):
    """What is known of one step."""

    OPEN = "sunken"
    DONE = "accent"
    RUNNING = "info"
    UNKNOWN = "warn-dot"
    FAILED = "danger"


class DeliverySteps(QWidget):
    """Three bars: 已提交, 处理中, 到账; amber is unknown, never failed."""

    def __init__(self, states: Iterable[StepState] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._states = tuple(states) or (StepState.OPEN,) * 3
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_states(self, states: Iterable[StepState], spoken: str = "") -> None:
        """Show what is known; ``spoken`` is read out."""
        self._states = tuple(states)
        self.setAccessibleName(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        """240 px wide, bars 6 px high."""
        return QSize(theme().px(240), theme().px(6))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bars, 4 px apart."""
        painter, gap = QPainter(self), theme().px(4)
        count = len(self._states)
        width = (self.width() - gap * (count - 1)) / count
        for index, state in enumerate(self._states):
            box = QRectF(index * (width + gap), 0, width, self.height())
            rounded(painter, box, self.height() / 2, fill=state.value)
