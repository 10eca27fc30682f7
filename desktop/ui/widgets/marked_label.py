"""A sentence in which some words stand out: it stays whole, only its figures are stronger."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.theme import theme
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.painting import draw_text, text_width

_STRONG = 600


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of a sentence that are drawn strong, in the colour of a token."""

    words: str
    token: str = "text"


class MarkedLabel(PlainLabel):
    """One line of plain text with marks; what does not fit is cut.

    ``text()`` is the whole sentence, so that it is read out and translated in one piece.
    """

    def __init__(
        self, pixels: int = 14, token: str = "text2", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self._pixels, self._token = pixels, token
        self._marks: tuple[Mark, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_marked(self, text: str, *marks: Mark) -> None:
        """Show a sentence; marks are looked for in order, one that is not there is left out."""
        self._marks = marks
        self.setText(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Fit the whole sentence."""
        width = sum(
            text_width(words, self._pixels, _STRONG if mark else 400)
            for words, mark in self._pieces()
        )
        return QSize(round(width + 1), theme().px(self._pixels + 5))

    def minimumSizeHint(self) -> QSize:
        """It may be cut."""
        return QSize(theme().px(24), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw piece after piece."""
        painter, box = QPainter(self), QRectF(self.rect())
        for words, mark in self._pieces():
            token, weight = (mark.token, _STRONG) if mark else (self._token, 400)
            used = draw_text(painter, box, words, pixels=self._pixels, weight=weight, token=token)
            box.setLeft(box.left() + used)

    def _pieces(self) -> list[tuple[str, Mark | None]]:
        rest, pieces = self.text(), list[tuple[str, Mark | None]]()
        for mark in self._marks:
            before, found, after = rest.partition(mark.words) if mark.words else (rest, "", "")
            if found:
                pieces += [(before, None), (found, mark)]
                rest = after
        return [*pieces, (rest, None)]


class MarkedText(MarkedLabel):
    """The same over as many lines as it needs."""

    def __init__(
        self,
        pixels: int = 14,
        token: str = "text",
        weight: int = 400,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(pixels, token, parent)
        self._weight = weight
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_pixels(self, pixels: int) -> None:
        """Change the size."""
        self._pixels = pixels
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """It wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        return round(self._set(width)[1])

    def sizeHint(self) -> QSize:
        """Fit one line; more of them when it is narrower."""
        width = text_width(self.text(), self._pixels, _STRONG) + 1
        return QSize(round(width), self._line_height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lines."""
        painter = QPainter(self)
        painter.setPen(theme().color(self._token))
        self._set(self.width())[0].draw(painter, QPointF(0, 0))

    def _line_height(self) -> int:
        return theme().px(self._pixels + 6)

    def _set(self, width: int) -> tuple[QTextLayout, float]:
        """Set the text in lines of a width; returns it with its height."""
        look, step = theme(), self._line_height()
        layout = QTextLayout(self.text(), look.font(self._pixels, self._weight))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self._formats())
        height = 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            line.setPosition(QPointF(0, height + (step - line.height()) / 2))
            height += step
        layout.endLayout()
        return layout, height

    def _formats(self) -> list[QTextLayout.FormatRange]:
        found, at = [], 0
        for words, mark in self._pieces():
            if mark is not None:
                part = QTextLayout.FormatRange()
                look = QTextCharFormat()
                look.setFont(theme().font(self._pixels, _STRONG))
                look.setForeground(theme().color(mark.token))
                part.start, part.length, part.format = at, len(words), look
                found.append(part)
            at += len(words)
        return found


__all__ = ["Mark", "MarkedLabel", "MarkedText"]
