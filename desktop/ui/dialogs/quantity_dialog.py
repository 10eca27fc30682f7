"""改数量: how many of the selected line; the figures are selected, so typing replaces them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.domain.cart import MAXIMUM_QUANTITY
from desktop.ui.theme import theme
from desktop.ui.widgets.amount_inputs import DigitsEdit
from desktop.ui.widgets.inputs import LineInput
from desktop.ui.widgets.sheet import Sheet


class QuantitySheet(Sheet):
    """Asks for a number of pieces.

    Signals:
        decided: the number, at least one.
    """

    decided = Signal(int)

    def __init__(
        self, title: str, quantity: int, key_cap: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("改数量"), key_cap=key_cap, parent=parent)
        self.add_text(title)
        digits = DigitsEdit("quantityText", len(str(MAXIMUM_QUANTITY)), self.tr("数量"))
        digits.setProperty("measure", "discount")
        digits.setText(str(quantity))
        digits.selectAll()
        digits.setFixedWidth(theme().px(160))
        digits.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.quantity = LineInput(self.tr("数量"), editor=digits)
        self._digits = digits
        self.body.addWidget(self.quantity)
        self.add_cancel()
        self.add_confirm(self.tr("改成这么多"))
        self.accepted.connect(self._decide)

    @Slot()
    def _decide(self) -> None:
        number = self._digits.number()
        if not number:
            self.quantity.set_error(self.tr("至少 1 件，不要了就删掉这一行"))
            return
        self.close_sheet()
        self.decided.emit(number)
