"""The filters above the stock table: icon, word and how many rows each would show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPaintEvent
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

_PADDING: Final = 14
_GAP: Final = 8
_PILL: Final = 18


@dataclass(frozen=True, slots=True)
class FilterText:
    """One chip.

    Attributes:
        icon: Lucide name; a chip without an icon writes its number after its word.
        tone: colour of the number.
    """

    key: StrEnum
    text: str
    icon: str = ""
    tone: Tone = Tone.NEUTRAL


class FilterChip(QPushButton):
    """One filter, checkable; its width does not change when it is chosen."""

    def __init__(self, content: FilterText) -> None:
        super().__init__(content.text)
        self.content = content
        self._count: int | None = None
        self.setObjectName(f"chip_{content.key.value}")
        self.setAccessibleName(content.text)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_count(self, count: int) -> None:
        """Show how many rows it would show."""
        self._count = count
        self.setAccessibleName(f"{self.content.text} {count}")
        self.updateGeometry()
        self.update()

    def count(self) -> int | None:
        """Return the number shown; None before it was counted."""
        return self._count

    def sizeHint(self) -> QSize:
        """Fit icon, word and number."""
        look = theme()
        width = text_width(self._words(), 14, 600) + 2 * look.px(_PADDING) + 2
        if self.content.icon:
            width += look.px(TEXT_PX + _GAP)
            width += self._pill_width() + look.px(_GAP) if self._count is not None else 0
        return QSize(round(width), look.px(40))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw box, icon, word and number."""
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
        if self.content.icon and self._count is not None:
            self._draw_pill(painter, inner)

    def _words(self) -> str:
        if self.content.icon or self._count is None:
            return self.content.text
        return f"{self.content.text} {self._count}"

    def _pill_width(self) -> float:
        return max(theme().px(_PILL), text_width(str(self._count), 12, 600) + theme().px(10))

    def _draw_pill(self, painter: QStylePainter, inner: QRectF) -> None:
        height, width = theme().px(_PILL), self._pill_width()
        pill = QRectF(inner.right() - width, inner.center().y() - height / 2, width, height)
        tone = self.content.tone if self._count else Tone.NEUTRAL
        rounded(painter, pill, height / 2, fill="surface" if self.isChecked() else tone.tint)
        words = str(self._count)
        draw_text(painter, pill, words, pixels=12, weight=600, token=tone.ink, align=CENTER)


class FilterBar(QWidget):
    """Chips side by side, one of them chosen.

    Signals:
        chosen: the key of the chip that a person chose.
    """

    chosen = Signal(object)

    def __init__(self, contents: Iterable[FilterText], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._chips: list[FilterChip] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for number, content in enumerate(contents):
            chip = FilterChip(content)
            chip.setChecked(number == 0)
            self._group.addButton(chip, number)
            self._chips.append(chip)
            row.addWidget(chip)
        self._group.idClicked.connect(self._tell)

    def current(self) -> StrEnum:
        """Return what is chosen."""
        return self._chips[self._group.checkedId()].content.key

    def chips(self) -> tuple[FilterChip, ...]:
        """Return the chips, in order."""
        return tuple(self._chips)

    def set_count(self, key: StrEnum, count: int) -> None:
        """Show a chip's number."""
        for chip in self._chips:
            if chip.content.key is key:
                chip.set_count(count)

    @Slot(int)
    def _tell(self, number: int) -> None:
        self.chosen.emit(self._chips[number].content.key)
