"""用券: the code that a customer brought."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.ui.dialogs.code_dialog import CodeSheet
from desktop.ui.widgets.amount_inputs import DigitsEdit
from desktop.ui.widgets.inputs import LineInput
from desktop.ui.widgets.sheet import Sheet

_LONGEST: Final = 40
_DIGITS: Final = 4
_USUAL_COUNT: Final = 10


class CouponSheet(CodeSheet):
    """Asks for the code of a coupon."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("用券"),
            LineInput(self.tr("券码，扫码也行"), name="couponCode"),
            _LONGEST,
            confirm=self.tr("用这张券"),
            missing=self.tr("填券码"),
            parent=parent,
        )


class CouponCountSheet(Sheet):
    """Asks how many coupons to make.

    Signals:
        decided: the number.
    """

    decided = Signal(int)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("做券"), parent=parent)
        self.add_text(title)
        self._digits = DigitsEdit("couponCount", _DIGITS, self.tr("做几张"))
        self._digits.setText(str(_USUAL_COUNT))
        self._digits.selectAll()
        self.count = LineInput(self.tr("做几张"), editor=self._digits)
        self.body.addWidget(self.count)
        self.add_cancel()
        self.add_confirm(self.tr("做好并复制"))
        self.accepted.connect(self._decide)

    @Slot()
    def _decide(self) -> None:
        self.close_sheet()
        self.decided.emit(self._digits.number())
