"""Filter chips: one of them holds, each with how many rows it would show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from desktop.ui.icons import TEXT_PX, pixmap
from desktop.ui.theme import Tone, theme
from desktop.ui.widgets.painting import CENTER, draw_text, rounded, text_width

_NOBODY: Final = object()
_PADDING: Final = 14
_GAP: Final = 8
_PILL: Final = 18


@dataclass(frozen=True, slots=True)
class ChipText:
    """One chip.

    Attributes:
        key: what it stands for.
        text: its word.
        tone: the colour of its number, unless that is zero.
        icon: Lucide name, before the word; beside it a zero is shown too.
        is_whole: it stands for everything: its number is part of its word, without a pill.
    """

    key: Any
    text: str
    tone: Tone = Tone.NEUTRAL
    icon: str = ""
    is_whole: bool = False


class Chip(QPushButton):
    """A checkable button with a number; its width does not change when it is chosen."""

    def __init__(self, content: ChipText) -> None:
        super().__init__(content.text)
        self.content = content
        self._count: int | None = None
        self.setObjectName(f"chip_{content.key}")
        self.setAccessibleName(content.text)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_count(self, count: int) -> None:
        """Show how many rows it would show."""
        self._count = count
        self.setAccessibleName(f"{self.content.text} {count}" if count else self.content.text)
        self.updateGeometry()
        self.update()

    def count(self) -> int | None:
        """Return the number; None before it was counted."""
        return self._count

    def sizeHint(self) -> QSize:
        """Fit icon, word and number."""
        look = theme()
        width = text_width(self._words(), 14, 600) + 2 * look.px(_PADDING) + 2
        if self.content.icon:
            width += look.px(TEXT_PX + _GAP)
        if self._has_pill():
            width += look.px(_GAP) + self._pill_width()
        return QSize(round(width), look.px(40))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box, the icon, the word and the number."""
        painter, option = QStylePainter(self), QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        look, is_on = theme(), self.isChecked()
        inner = QRectF(self.rect()).adjusted(look.px(_PADDING), 0, -look.px(_PADDING), 0)
        token = "accent-text" if is_on else "text"
        if self.content.icon:
            side = look.px(TEXT_PX)
            corner = QPointF(inner.left(), inner.center().y() - side / 2)
            painter.drawPixmap(corner, pixmap(self.content.icon, token, TEXT_PX))
            inner.setLeft(inner.left() + side + look.px(_GAP))
        draw_text(painter, inner, self._words(), weight=600 if is_on else 400, token=token)
        if self._has_pill():
            self._draw_count(painter, inner, is_on=is_on)

    def _words(self) -> str:
        if self._count is None or not self.content.is_whole:
            return self.content.text
        return f"{self.content.text} {self._count}"

    def _has_pill(self) -> bool:
        if self._count is None or self.content.is_whole:
            return False
        return self._count > 0 or bool(self.content.icon)

    def _pill_width(self) -> float:
        return max(theme().px(_PILL), text_width(str(self._count), 12, 600) + theme().px(10))

    def _draw_count(self, painter: QPainter, inner: QRectF, *, is_on: bool) -> None:
        height, width = theme().px(_PILL), self._pill_width()
        pill = QRectF(inner.right() - width, inner.center().y() - height / 2, width, height)
        tone = self.content.tone if self._count else Tone.NEUTRAL
        rounded(painter, pill, height / 2, fill="surface" if is_on else tone.tint)
        ink = "accent-text" if is_on else tone.ink
        draw_text(painter, pill, str(self._count), pixels=12, weight=600, token=ink, align=CENTER)


class ChipBar(QWidget):
    """Chips side by side.

    Signals:
        chosen: the key of the chip that a person chose.
    """

    chosen = Signal(object)

    def __init__(self, chips: Iterable[ChipText], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._chips: list[Chip] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for number, content in enumerate(chips):
            chip = Chip(content)
            chip.setChecked(number == 0)
            self._group.addButton(chip, number)
            self._chips.append(chip)
            row.addWidget(chip)
        self._group.idClicked.connect(self._tell)

    def current(self) -> Any:
        """Return the key of the chosen chip."""
        return self._chips[self._group.checkedId()].content.key

    def choose(self, key: Any) -> None:
        """Choose without telling."""
        for chip in self._chips:
            if chip.content.key == key:
                chip.setChecked(True)

    def choose_only(self, key: Any) -> None:
        """Choose without telling; where no chip stands for it, none is chosen."""
        self._group.setExclusive(False)
        for chip in self._chips:
            chip.setChecked(chip.content.key == key)
        self._group.setExclusive(True)

    def choose_none(self) -> None:
        """Choose none: another bar holds the choice."""
        self.choose_only(_NOBODY)

    def chips(self) -> tuple[Chip, ...]:
        """Return the chips, in order."""
        return tuple(self._chips)

    def set_counts(self, counts: Mapping[Any, int]) -> None:
        """Show how many rows each would show."""
        for chip in self._chips:
            chip.set_count(counts.get(chip.content.key, 0))

    @Slot(int)
    def _tell(self, number: int) -> None:
        self.chosen.emit(self._chips[number].content.key)
