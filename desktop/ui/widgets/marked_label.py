"""A line in which some words stand out: the sentence stays whole, only its figures are stronger."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
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


__all__ = ["Mark", "MarkedLabel"]
