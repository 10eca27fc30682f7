"""The work area of a cash payment: rounding, drawer, amount, quick amounts, keypad."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.domain.money import Money
from desktop.domain.tender import RoundingMode, quick_amounts
from desktop.ui.formatting import short_money_text
from desktop.ui.theme import set_style_property, theme
from desktop.ui.widgets.amount_inputs import MoneyEdit
from desktop.ui.widgets.buttons import DEFAULT, ActionButton, Segmented, make_button
from desktop.ui.widgets.keypads import BACKSPACE, CLEAR, Keypad
from desktop.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from desktop.ui.screens.sale.payment_draft import PaymentDraft

MODES: Final = (RoundingMode.NONE, RoundingMode.TO_JIAO, RoundingMode.TO_YUAN)
_QUICK_COUNT: Final = 5


class CashDesk(QWidget):
    """Takes the amount of cash that was handed over.

    Signals:
        rounding_chosen: the ``RoundingMode``.
        drawer_wanted: 开钱箱.
        amount_changed: the amount in the box is another one.
    """

    rounding_chosen = Signal(object)
    drawer_wanted = Signal()
    amount_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quick: tuple[Money, ...] = ()
        words = (self.tr("不抹"), self.tr("抹到角"), self.tr("抹到元"))
        self.rounding = Segmented(words)
        self.rounding.setObjectName("roundingMode")
        self.rounding.setAccessibleName(self.tr("抹零方式"))
        self.drawer = make_button(
            DEFAULT, self.tr("开钱箱"), icon_name="archive", name="openDrawer"
        )
        self.amount_box = MoneyEdit("amountBox", label=self.tr("实收现金"))
        self._keypad = Keypad()
        self._quick_row = QWidget()
        self._quick_row.setObjectName("quickAmounts")
        self._quick_buttons = [self._made_quick(number) for number in range(_QUICK_COUNT)]
        self._build()
        self.rounding.chosen.connect(self._choose_rounding)
        self.drawer.clicked.connect(self.drawer_wanted)
        self.amount_box.amount_changed.connect(self._note_amount)
        self._keypad.pressed.connect(self._press)

    def amount(self) -> Money | None:
        """Return the cash handed over; None means exactly what is missing."""
        return self.amount_box.amount()

    def show_draft(self, draft: PaymentDraft) -> None:
        """Show quick amounts and rounding of a draft."""
        self._quick = quick_amounts(draft.missing)
        for number, button in enumerate(self._quick_buttons):
            has_one = number < len(self._quick)
            button.setVisible(has_one)
            if has_one:
                text = short_money_text(self._quick[number])
                is_exact = self._quick[number] == draft.missing
                button.setText(self.tr("刚好 {amount}").format(amount=text) if is_exact else text)
        self.rounding.set_current(MODES.index(draft.mode))
        self.rounding.setEnabled(draft.can_round)
        reason = "" if draft.can_round else self.tr("打了整单折扣，不能再抹零")
        self.rounding.setToolTip(reason)
        self._note_amount()

    def clear(self) -> None:
        """Empty the amount box."""
        self.amount_box.clear()

    def take_quick(self, number: int) -> None:
        """Put a quick amount in."""
        if number < len(self._quick):
            self.amount_box.set_amount(self._quick[number])
            self.focus_amount()

    def focus_amount(self) -> None:
        """Put the caret into the amount box."""
        self.amount_box.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_low(self, *, is_low: bool) -> None:
        """Leave the keypad more of a low window."""
        set_style_property(self.amount_box, "measure", "low" if is_low else "")

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(PlainLabel(self.tr("抹零方式"), "", "2"))
        top.addWidget(self.rounding)
        top.addStretch(1)
        top.addWidget(self.drawer)
        quick = QHBoxLayout(self._quick_row)
        quick.setContentsMargins(0, 0, 0, 0)
        quick.setSpacing(8)
        for number, button in enumerate(self._quick_buttons):
            quick.addWidget(button, 2 if number else 3)
        self._keypad.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(top)
        layout.addWidget(self.amount_box)
        layout.addWidget(self._quick_row)
        layout.addWidget(self._keypad, 1)

    def _made_quick(self, number: int) -> ActionButton:
        button = make_button(DEFAULT, "", name=f"quick_{number + 1}", size="quick")
        button.setCheckable(True)
        button.setFixedHeight(theme().px(48))
        button.clicked.connect(partial(self._take_quick, number))
        return button

    @Slot()
    def _take_quick(self, number: int, *_checked: bool) -> None:
        self.take_quick(number)
        self._note_amount()

    @Slot(int)
    def _choose_rounding(self, index: int) -> None:
        self.rounding_chosen.emit(MODES[index])

    @Slot()
    def _note_amount(self, _amount: object = None) -> None:
        amount = self.amount_box.amount()
        for button, quick in zip(self._quick_buttons, self._quick, strict=False):
            button.setChecked(amount == quick)
        self.amount_changed.emit()

    @Slot(str)
    def _press(self, value: str) -> None:
        """The keypad does what the keys do; +50 and +100 add a note."""
        if value == BACKSPACE:
            self.amount_box.backspace()
        elif value == CLEAR:
            self.amount_box.clear()
        elif value.startswith("+"):
            now = self.amount_box.amount() or Money(0)
            self.amount_box.set_amount(now + Money.from_yuan(value[1:]))
            self.amount_box.deselect()
        else:
            self.amount_box.type_text(value)
        self.focus_amount()
