"""存取现金: change brought, cash handed in, small expenses; each with its reason."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.domain.errors import KataiError
from desktop.domain.shift import CashReason
from desktop.translating import sentence_of
from desktop.ui.widgets.amount_inputs import MoneyEdit
from desktop.ui.widgets.buttons import Segmented
from desktop.ui.widgets.inputs import LineInput
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.sheet import Sheet

MAXIMUM_NOTE: Final = 200
_REASONS: Final = (
    CashReason.HANDED_IN,
    CashReason.CHANGE_BROUGHT,
    CashReason.EXPENSE,
    CashReason.OTHER,
)


class CashMovementSheet(Sheet):
    """Asks for amount, reason and, where one is needed, a note.

    Signals:
        decided: the signed ``Money`` (taken out is negative), the ``CashReason``, the note.
    """

    decided = Signal(object, object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("存取现金"), parent=parent)
        self.reasons = Segmented(
            (self.tr("取出上交"), self.tr("存入零钱"), self.tr("支出"), self.tr("其他"))
        )
        self.reasons.setObjectName("cashReason")
        self.direction = Segmented((self.tr("取出"), self.tr("存入")))
        self.direction.setObjectName("cashDirection")
        self.amount_line = MoneyEdit("cashAmount", accessible_name=self.tr("金额"))
        self.amount = LineInput(self.tr("金额"), editor=self.amount_line)
        self.note = LineInput(self.tr("备注"), name="cashNote")
        self.note.editor.setMaxLength(MAXIMUM_NOTE)
        self._wrong = PlainLabel("", "caption", "danger", wraps=True)
        self._wrong.hide()
        for widget in (self.reasons, self.direction, self.amount, self.note, self._wrong):
            self.body.addWidget(widget)
        self.direction.hide()
        self.add_cancel()
        self._confirm = self.add_confirm(self.tr("记下"))
        self.set_first_focus(self.amount_line)
        self.reasons.chosen.connect(self._choose)
        self.accepted.connect(self._decide)

    def reason(self) -> CashReason:
        """Return the reason chosen."""
        return _REASONS[self.reasons.current()]

    def show_refusal(self, error: KataiError) -> None:
        """Say why it was not recorded."""
        self._confirm.set_busy("")
        self._wrong.setText(sentence_of(error))
        self._wrong.show()

    @Slot(int)
    def _choose(self, _index: int) -> None:
        self.direction.setVisible(self.reason() is CashReason.OTHER)
        self._wrong.hide()

    @Slot()
    def _decide(self) -> None:
        amount = self.amount_line.amount()
        if not amount:
            self.amount.set_error(self.tr("写明多少钱"))
            self.amount_line.setFocus()
            return
        self._confirm.set_busy(self.tr("提交中"))
        is_in = self.reason() is CashReason.CHANGE_BROUGHT
        if self.reason() is CashReason.OTHER:
            is_in = self.direction.current() == 1
        self.decided.emit(amount if is_in else -amount, self.reason(), self.note.text())
