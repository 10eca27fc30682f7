"""Surfaces that hold other parts: cards, key figures, empty states, notice strips."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.icons import DEFAULT_PX, EMPTY_PX, TEXT_PX
from desktop.ui.theme import Tone, set_style_property, theme
from desktop.ui.widgets.labels import ElideLabel, IconView, PlainLabel, line

if TYPE_CHECKING:
    from collections.abc import Iterable


class Card(QFrame):
    """A white surface with a hairline border; ``body`` takes the content. Cards do not nest.

    Args:
        title: a 52 px head, or empty for none.
        note: caption beside the title.
        kind: ``true`` white, ``raised`` quiet.
        tone: border colour.
    """

    def __init__(
        self,
        title: str = "",
        note: str = "",
        *,
        kind: str = "true",
        tone: Tone = Tone.NEUTRAL,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", kind)
        if tone is not Tone.NEUTRAL:
            self.setProperty("tone", tone.value)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(1, 1, 1, 1)
        self._layout.setSpacing(0)
        self.head = QHBoxLayout()
        self.head.setContentsMargins(16, 10, 12, 6)
        self.head.setSpacing(10)
        self.title = PlainLabel(title, "strong")
        self.note = ElideLabel(note, "caption")
        if icon:
            self.head.addWidget(IconView(icon, "text", DEFAULT_PX))
        self.head.addWidget(self.title)
        self.head.addWidget(self.note, 1)
        if title:
            self._layout.addLayout(self.head)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(16, 6 if title else 14, 16, 14)
        self.body.setSpacing(8)
        self._layout.addLayout(self.body, 1)

    def set_tone(self, tone: Tone) -> None:
        """Change the border's colour."""
        set_style_property(self, "tone", tone.value)

    def set_flush(self) -> None:
        """Let the content reach the border: tables and lists."""
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)


_STRIP_PADDING: Final = 11
_LOW_STRIP_PADDING: Final = 4


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One part of a key-figure strip.

    Attributes:
        label: what it is.
        value: the figure, already written.
        note: one caption line below.
        note_tone: colour of that line.
        value_tone: colour of the figure: jade for savings.
        stretch: share of the strip's width.
        is_due: the 36 px amount of the payment page.
    """

    label: str
    value: str
    note: str = ""
    note_tone: str = "3"
    value_tone: str = ""
    stretch: int = 1
    is_due: bool = False


class SummaryStrip(QFrame):
    """Key figures side by side in one card, divided by hairlines."""

    def __init__(self, figures: Iterable[KeyFigure] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._figures: tuple[KeyFigure, ...] = ()
        self._parts: list[QWidget] = []
        self._values: list[PlainLabel] = []
        self._notes: list[ElideLabel] = []
        self._padding = _STRIP_PADDING
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(1, 1, 1, 1)
        self._layout.setSpacing(0)
        self.set_figures(figures)

    def set_figures(self, figures: Iterable[KeyFigure]) -> None:
        """Show other figures; the parts are kept when only values change."""
        wanted = tuple(figures)
        if [_shape(item) for item in wanted] != [_shape(item) for item in self._figures]:
            self._rebuild(wanted)
        for item, value, note in zip(wanted, self._values, self._notes, strict=True):
            value.setText(item.value)
            value.set_tone(item.value_tone)
            value.setAccessibleName(f"{item.label} {item.value}")
            note.setText(item.note)
            note.set_tone(item.note_tone)
        self._figures = wanted

    def values(self) -> tuple[str, ...]:
        """Return the figures shown."""
        return tuple(value.text() for value in self._values)

    def set_low(self, *, is_low: bool) -> None:
        """Stand closer in a low window."""
        self._padding = _LOW_STRIP_PADDING if is_low else _STRIP_PADDING
        for value in self._values:
            part = value.parentWidget()
            layout = part.layout() if part is not None else None
            if layout is not None:
                layout.setContentsMargins(15, self._padding, 15, self._padding)

    def _rebuild(self, figures: tuple[KeyFigure, ...]) -> None:
        for part in self._parts:
            self._layout.removeWidget(part)
            part.deleteLater()
        self._parts, self._values, self._notes = [], [], []
        for index, item in enumerate(figures):
            if index:
                divider = line(is_vertical=True)
                self._parts.append(divider)
                self._layout.addWidget(divider)
            self._add(item)

    def _add(self, item: KeyFigure) -> None:
        part = QWidget()
        layout = QVBoxLayout(part)
        layout.setContentsMargins(15, self._padding, 15, self._padding)
        layout.setSpacing(1)
        layout.addWidget(PlainLabel(item.label, "table", "2"))
        value = PlainLabel(item.value, "due" if item.is_due else "h1")
        note = ElideLabel(item.note, "caption", item.note_tone)
        layout.addWidget(value)
        layout.addWidget(note)
        note.setVisible(bool(item.note))
        if not item.note:
            layout.addStretch(1)
        self._parts.append(part)
        self._values.append(value)
        self._notes.append(note)
        self._layout.addWidget(part, item.stretch)


def _shape(item: KeyFigure) -> tuple[str, bool, int, bool]:
    return item.label, bool(item.note), item.stretch, item.is_due


class EmptyState(QWidget):
    """What is shown instead of nothing: icon, a bold line, a sentence, at most two parts below."""

    def __init__(
        self,
        icon: str,
        title: str,
        text: str = "",
        buttons: Iterable[QWidget] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = IconView(icon, "text3", EMPTY_PX)
        self._title = PlainLabel(title, "bodyStrong", wraps=True)
        self._text = PlainLabel(text, "", "2", wraps=True)
        center = Qt.AlignmentFlag.AlignHCenter
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 16, 28, 16)
        layout.setSpacing(4)
        layout.addStretch(1)
        layout.addWidget(self._icon, 0, center)
        layout.addSpacing(6)
        for label in (self._title, self._text):
            label.setAlignment(center)
            layout.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        layout.addSpacing(14)
        layout.addLayout(row)
        layout.addStretch(1)
        self._text.setVisible(bool(text))

    def set_words(self, title: str, text: str = "", icon: str = "") -> None:
        """Say something else."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        if icon:
            self._icon.set_icon(icon, "text3")

    def title(self) -> str:
        """Return the bold line."""
        return self._title.text()


class NoticeStrip(QFrame):
    """A tinted line inside a page: what is known, what follows from it.

    Args:
        is_stacked: the text stands below the strong words, over as many lines as it needs.
    """

    def __init__(
        self,
        tone: Tone,
        strong: str,
        text: str = "",
        icon: str = "info",
        *,
        is_stacked: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("strip", tone.value)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumHeight(theme().px(44))
        self._is_stacked = is_stacked
        self._strong = PlainLabel(strong, "bodyStrong", tone.value, wraps=is_stacked)
        self._text = (
            PlainLabel(text, "table", tone.value, wraps=True)
            if is_stacked
            else ElideLabel(text, "", tone.value)
        )
        if not strong:  # never shown before it has a place: it would be a window of its own
            self._strong.hide()
        self._row = layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 6, 14, 6)
        layout.setSpacing(8)
        layout.addWidget(IconView(icon, tone.ink, TEXT_PX))
        if is_stacked:
            layout.setContentsMargins(16, 12, 16, 12)
            layout.setSpacing(12)
            layout.addLayout(column(self._strong, self._text, spacing=2), 1)
            return
        layout.addWidget(self._strong)
        layout.addWidget(self._text, 1)
        self._share(has_text=bool(text))

    def set_words(self, strong: str, text: str = "") -> None:
        """Say something else."""
        self._strong.setText(strong)
        self._text.setText(text)
        if not self._is_stacked:
            self._share(has_text=bool(text))

    def _share(self, *, has_text: bool) -> None:
        """Strong words alone take the whole width and wrap."""
        self._strong.setVisible(bool(self._strong.text()))
        self._text.setVisible(has_text)
        self._strong.setWordWrap(not has_text)
        self._row.setStretchFactor(self._strong, 0 if has_text else 1)

    def set_flush(self) -> None:
        """Reach from edge to edge of a list, as a line of it."""
        self.setProperty("flush", "true")


_GUTTER: Final = 12
"""Gap between cards."""


def column(*widgets: QWidget, spacing: int = _GUTTER) -> QVBoxLayout:
    """Return widgets one below the other."""
    layout = QVBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for widget in widgets:
        layout.addWidget(widget)
    return layout
