"""One step of the close in the left column: number or check, name, what is known of it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.day_close import CloseStep
from desktop.ui.icons import TEXT_PX, pixmap
from desktop.ui.screens.till.till_texts import step_title
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import make_button
from desktop.ui.widgets.labels import ElideLabel, PlainLabel
from desktop.ui.widgets.painting import CENTER, draw_text, rounded

DONE, CURRENT, LATER = "done", "current", "later"
_HEIGHTS = {DONE: 54, CURRENT: 54, LATER: 40}
_DISC = 24


class StepRow(QWidget):
    """A step; one that is done may be opened again.

    Signals:
        reopened: 改 was pressed.
    """

    reopened = Signal(object)

    def __init__(self, step: CloseStep, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.step, self._number, self._part = step, number, LATER
        self._is_first_later = False
        self.setObjectName(f"closeStep_{step}")
        self.title = PlainLabel(step_title(step))
        self.caption = ElideLabel("", "caption")
        self.aside = PlainLabel("", "caption")
        self._button = make_button("", self.tr("改"), name=f"reopen_{step}", size="small")
        self._button.setAccessibleName(self.tr("改 {step}").format(step=step_title(step)))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.caption)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme().px(52), 0, 16, 0)
        row.setSpacing(8)
        row.addLayout(words, 1)
        row.addWidget(self.aside)
        row.addWidget(self._button)
        self._button.clicked.connect(self._reopen)
        self.set_part(LATER)

    def set_part(
        self, part: str, caption: str = "", aside: str = "", *, can_reopen: bool = False
    ) -> None:
        """Become done, current or later."""
        self._part = part
        self.setFixedHeight(theme().px(_HEIGHTS[part]))
        self.title.set_role("bodyStrong" if part != LATER else "")
        self.title.set_tone("" if part != LATER else "2")
        self.caption.setText(caption)
        self.caption.setVisible(bool(caption) and part != LATER)
        self.aside.setText(aside)
        self.aside.setVisible(bool(aside) and part == LATER)
        self._button.setVisible(can_reopen)
        self.setAccessibleName(f"{self.title.text()} {caption or aside}".strip())
        self.update()

    def set_first_later(self, *, is_first: bool) -> None:
        """Draw a line above too: the current step's fields end here."""
        self._is_first_later = is_first
        self.update()

    def part(self) -> str:
        """Return ``done``, ``current`` or ``later``."""
        return self._part

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, disc and the line below."""
        painter, look = QPainter(self), theme()
        whole = QRectF(self.rect())
        if self._part == CURRENT:
            painter.fillRect(whole, look.color("accent-tint"))
            painter.fillRect(QRectF(0, 0, 3, whole.height()), look.color("accent"))
        painter.fillRect(QRectF(0, whole.height() - 1, whole.width(), 1), look.color("line"))
        if self._is_first_later:
            painter.fillRect(QRectF(0, 0, whole.width(), 1), look.color("line"))
        side = look.px(_DISC)
        disc = QRectF(look.px(16), (whole.height() - side) / 2, side, side)
        if self._part == DONE:
            rounded(painter, disc, side / 2, fill="accent")
            inset = (side - look.px(TEXT_PX)) / 2
            corner = disc.topLeft() + QPointF(inset, inset)
            painter.drawPixmap(corner, pixmap("check", "on-accent", TEXT_PX))
            return
        token = "accent" if self._part == CURRENT else "line2"
        ink = "accent-text" if self._part == CURRENT else "text3"
        rounded(painter, disc, side / 2, fill="surface", edge=token, width=2)
        number = str(self._number)
        draw_text(painter, disc, number, pixels=12, weight=600, token=ink, align=CENTER)

    @Slot()
    def _reopen(self) -> None:
        self.reopened.emit(self.step)
