"""The count of the drawer: eight denominations with steppers, the sum below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.money import ZERO, Money
from desktop.domain.shift import DENOMINATIONS, counted_total
from desktop.ui.formatting import amount_text, money_text, short_money_text
from desktop.ui.theme import theme
from desktop.ui.widgets.keypads import Stepper
from desktop.ui.widgets.labels import PlainLabel, line

if TYPE_CHECKING:
    from collections.abc import Mapping

ROW_HEIGHT = 42
MOST_PIECES = 99_999


class CountRow(QWidget):
    """One denomination.

    Signals:
        counted: another number stands there.
    """

    counted = Signal()

    def __init__(self, denomination: Money, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.denomination = denomination
        name = self.tr("¥{amount}").format(amount=short_money_text(denomination).rstrip("0"))
        if denomination.fen >= 100:
            name = self.tr("¥{amount}").format(amount=short_money_text(denomination))
        self.stepper = Stepper(0, 0, MOST_PIECES, name=f"count_{denomination.fen}")
        self.stepper.line().setAccessibleName(self.tr("{name} 张数").format(name=name))
        self._sum = PlainLabel("", "", "3")
        self._sum.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        label = PlainLabel(name, "bodyStrong")
        label.setFixedWidth(theme().px(72))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(label)
        row.addWidget(self.stepper)
        row.addWidget(self._sum, 1)
        self.setFixedHeight(theme().px(ROW_HEIGHT))
        self.stepper.stepped.connect(self._step)
        self.stepper.line().textEdited.connect(self._type)
        self.stepper.line().installEventFilter(self)
        self._show()

    def count(self) -> int:
        """Return the number that stands there, finished or not."""
        return self.stepper.line().number()

    def set_count(self, count: int) -> None:
        """Show a number that was kept; typing replaces it."""
        self.stepper.set_value(count)
        if self.stepper.line().hasFocus():
            self.stepper.line().selectAll()
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Select the number when the caret comes, and mark the row."""
        line_edit = self.stepper.line()
        if watched is line_edit and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
            if event.type() == QEvent.Type.FocusIn:
                line_edit.selectAll()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Mark the row that is being counted."""
        if self.stepper.line().hasFocus():
            QPainter(self).fillRect(QRectF(self.rect()), theme().color("accent-tint"))

    @Slot(int)
    def _step(self, _count: int) -> None:
        self._show()
        self.counted.emit()

    @Slot(str)
    def _type(self, text: str) -> None:
        """Let the stepper go on from what is typed."""
        if text and str(int(text)) == text:
            at = self.stepper.line().cursorPosition()
            self.stepper.set_value(int(text))
            self.stepper.line().setCursorPosition(at)
        self._show()
        self.counted.emit()

    def _show(self) -> None:
        amount = self.denomination * self.count()
        self._sum.setText(amount_text(amount))
        self._sum.set_tone("" if amount else "3")


class CashCount(QWidget):
    """All denominations and their sum; ↑↓ move, figures count.

    Signals:
        counted: another sum stands below.
    """

    counted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cashCount")
        self.setAccessibleName(self.tr("现金清点"))
        self._is_touched = False
        self.rows = tuple(CountRow(each) for each in DENOMINATIONS)
        self.total = PlainLabel(money_text(ZERO), "price")
        self.total.setObjectName("countedTotal")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for row in self.rows:
            layout.addWidget(row)
            layout.addWidget(line())
            row.counted.connect(self._recount)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 10, 16, 10)
        foot.addWidget(PlainLabel(self.tr("实点现金"), "bodyStrong"), 1)
        foot.addWidget(self.total)
        layout.addLayout(foot)

    def counts(self) -> dict[Money, int]:
        """Return how many of each are there."""
        return {row.denomination: row.count() for row in self.rows}

    def set_counts(self, counts: Mapping[Money, int]) -> None:
        """Show a count that was kept; what somebody is typing stays."""
        if self._is_touched:
            return
        for row in self.rows:
            row.set_count(counts.get(row.denomination, 0))
        self._show()

    def reset(self) -> None:
        """Begin a new count."""
        self._is_touched = False
        self.set_counts({})

    def is_touched(self) -> bool:
        """Whether somebody counted here since the last reset."""
        return self._is_touched

    def editors(self) -> tuple[QLineEdit, ...]:
        """Return the fields from the largest note down."""
        return tuple(row.stepper.line() for row in self.rows)

    @Slot()
    def _recount(self) -> None:
        self._is_touched = True
        self._show()
        self.counted.emit(counted_total(self.counts()))

    def _show(self) -> None:
        text = money_text(counted_total(self.counts()))
        self.total.setText(text)
        self.total.setAccessibleName(self.tr("实点现金 {amount}").format(amount=text))
