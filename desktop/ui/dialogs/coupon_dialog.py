"""用券: the code that a customer brought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.translating import sentence_of
from desktop.ui.widgets.inputs import DigitsEdit, LineInput
from desktop.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from desktop.domain.errors import KataiError

MAXIMUM_CODE = 40
_DIGITS = 4
_USUAL_COUNT = 10


class CouponSheet(Sheet):
    """Asks for a code; a refusal stands beside the field.

    Signals:
        decided: the code as typed.
    """

    decided = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("用券"), parent=parent)
        self.code = LineInput(self.tr("券码，扫码也行"), name="couponCode")
        self.code.editor.setMaxLength(MAXIMUM_CODE)
        self.body.addWidget(self.code)
        self.add_cancel()
        self.add_confirm(self.tr("用这张券"))
        self.set_first_focus(self.code.editor)
        self.accepted.connect(self._decide)

    def show_refusal(self, error: KataiError) -> None:
        """Say why the code is not good."""
        self.code.set_error(sentence_of(error))
        self.code.editor.setFocus()
        self.code.editor.selectAll()

    @Slot()
    def _decide(self) -> None:
        if not self.code.text().strip():
            self.code.set_error(self.tr("填券码"))
            return
        self.decided.emit(self.code.text())


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
