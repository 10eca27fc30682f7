"""The themes to choose from, each as a small picture of a window in its own colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from desktop.ui.theme import load_tokens, theme
from desktop.ui.widgets.painting import CENTER, draw_text, rounded

if TYPE_CHECKING:
    from collections.abc import Iterable

_WIDTH, _HEIGHT, _PICTURE, _RADIUS = 76, 72, 44, 8
_BOTH: Final = ("light", "dark")


class _Tile(QAbstractButton):
    """One theme; the one that follows the system is half light, half dark."""

    def __init__(self, text: str, looks: tuple[str, ...]) -> None:
        super().__init__()
        self._looks = tuple(load_tokens(name) for name in looks)
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Picture and word."""
        return QSize(theme().px(_WIDTH), theme().px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the window, its one button, the word and the edge."""
        painter, look = QPainter(self), theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        picture = QRectF(1, 1, self.width() - 2, look.px(_PICTURE) - 2)
        path = QPainterPath()
        path.addRoundedRect(picture, look.px(_RADIUS), look.px(_RADIUS))
        painter.save()
        painter.setClipPath(path)
        share = picture.width() / len(self._looks)
        for number, colors in enumerate(self._looks):
            part = QRectF(picture.left() + number * share, picture.top(), share, picture.height())
            self._draw_window(painter, part, {name: QColor(text) for name, text in colors.items()})
        painter.restore()
        is_on = self.isChecked()
        edge = "accent" if is_on or self.hasFocus() else "line2"
        rounded(painter, picture, look.px(_RADIUS), edge=edge, width=2 if is_on else 1)
        words = QRectF(0, picture.bottom() + 2, self.width(), self.height() - picture.bottom() - 2)
        weight, ink = (600, "text") if is_on else (400, "text2")
        if self.hasFocus():
            ink = "accent-text"
        draw_text(painter, words, self.text(), pixels=12, weight=weight, token=ink, align=CENTER)

    @staticmethod
    def _draw_window(painter: QPainter, box: QRectF, colors: dict[str, QColor]) -> None:
        look = theme()
        painter.fillRect(box, colors["bg"])
        rail = QRectF(box.left(), box.top(), look.px(8), box.height())
        painter.fillRect(rail, colors["rail"])
        inset = look.px(6)
        card = box.adjusted(look.px(8) + inset, inset, -inset, -inset)
        painter.fillRect(card, colors["surface"])
        button = QRectF(card.right() - look.px(16), card.bottom() - look.px(9), 0, look.px(6))
        button.setRight(card.right() - look.px(4))
        painter.fillRect(button, colors["accent"])


class ThemeTiles(QWidget):
    """Light, dark, or as the system is; ←→ move.

    Args:
        texts: the words of the three, in this order.

    Signals:
        chosen: the index, when a person chose.
    """

    chosen = Signal(int)

    def __init__(self, texts: Iterable[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        looks = (("light",), ("dark",), _BOTH)
        for index, (text, names) in enumerate(zip(texts, looks, strict=True)):
            tile = _Tile(text, names)
            tile.setChecked(index == 0)
            self._group.addButton(tile, index)
            row.addWidget(tile)
        self._group.idClicked.connect(self._tell)

    def current(self) -> int:
        """Return the chosen index."""
        return self._group.checkedId()

    def set_current(self, index: int) -> None:
        """Choose without telling."""
        button = self._group.button(index)
        if button is not None:
            button.setChecked(True)

    @Slot(int)
    def _tell(self, index: int) -> None:
        self.chosen.emit(index)
