"""开班: what stands in place of the goods while no shift is open; the amount and Enter open one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.errors import KataiError
from desktop.domain.money import ZERO, Money
from desktop.translating import sentence_of
from desktop.ui.icons import EMPTY_PX
from desktop.ui.theme import theme
from desktop.ui.widgets.amount_inputs import MoneyEdit
from desktop.ui.widgets.buttons import PRIMARY, make_button
from desktop.ui.widgets.inputs import LineInput
from desktop.ui.widgets.labels import IconView, PlainLabel


class OpenShiftPanel(QWidget):
    """Asks for the change in the drawer.

    Signals:
        opened: the amount that was confirmed.
    """

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("openShift")
        center = Qt.AlignmentFlag.AlignHCenter
        self._line = MoneyEdit("floatAmount", accessible_name=self.tr("备用金"))
        self.amount = LineInput(self.tr("备用金（抽屉里的零钱）"), editor=self._line)
        self.amount.setFixedWidth(theme().px(320))
        self.button = make_button(PRIMARY, self.tr("开班"), "Enter", name="confirmShift", size="lg")
        self.button.setFixedWidth(theme().px(320))
        title = PlainLabel(self.tr("还没开班"), "h1")
        words = PlainLabel(self.tr("点一下备用金，就可以开始收银"), "", "2")
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addStretch(1)
        for widget in (IconView("calculator", "text3", EMPTY_PX), title, words):
            layout.addWidget(widget, 0, center)
        layout.addSpacing(12)
        layout.addWidget(self.amount, 0, center)
        layout.addSpacing(4)
        layout.addWidget(self.button, 0, center)
        layout.addStretch(2)
        self.amount.entered.connect(self._open)
        self.button.clicked.connect(self._open)

    def preset(self, amount: Money) -> None:
        """Put the last counted cash in, unless somebody already typed."""
        if not self._line.isModified():
            self._line.set_amount(amount)
        self.focus_amount()

    def focus_amount(self) -> None:
        """Put the caret into the amount."""
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self._line.isModified():
            self._line.selectAll()

    def set_busy(self, *, is_busy: bool) -> None:
        """Take no second click while the shift is being opened."""
        self.button.set_busy(self.tr("开班中") if is_busy else "")

    def show_refusal(self, error: KataiError) -> None:
        """Say below the amount why it was not opened."""
        self.amount.set_error(sentence_of(error))
        self.focus_amount()

    def reset(self) -> None:
        """Forget what was typed: the next shift has its own preset."""
        self._line.setText("")
        self._line.setModified(False)
        self.amount.set_error("")

    @Slot()
    def _open(self) -> None:
        self.opened.emit(self._line.amount() or ZERO)
