"""Lines for figures: amounts of money, counts, last digits; nothing else can be typed."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.domain.money import Money, NotAnAmountError
from desktop.ui.formatting import amount_text
from desktop.ui.theme import theme
from desktop.ui.widgets.editor_keys import DIGITS_ONLY
from desktop.ui.widgets.painting import RIGHT, draw_text

_FOLDED: Final = str.maketrans("０１２３４５６７８９．。，,¥￥", "0123456789..    ")
_MAXIMUM_YUAN_DIGITS: Final = 9
_FRACTION_DIGITS: Final = 2


class AmountValidator(QValidator):
    """Lets only digits, one dot and two decimals through; folds full-width forms."""

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Judge one keystroke's result."""
        folded = text.translate(_FOLDED).replace(" ", "")
        yuan, dot, fraction = folded.partition(".")
        is_good = (
            ((yuan.isascii() and yuan.isdigit()) or not yuan)
            and ((fraction.isascii() and fraction.isdigit()) or not fraction)
            and len(yuan) <= _MAXIMUM_YUAN_DIGITS
            and len(fraction) <= _FRACTION_DIGITS
        )
        if not is_good:
            return QValidator.State.Invalid, text, position
        state = QValidator.State.Acceptable if yuan else QValidator.State.Intermediate
        return state, f"{yuan}{dot}{fraction}", min(position, len(folded))


class MoneyEdit(QLineEdit):
    """A line that keeps an amount of money: digits and one dot, nothing else can be typed.

    With ``label`` it is the 72 px amount box of the payment page, with ``has_sign`` a field whose ¥
    stands at the left.

    Signals:
        amount_changed: the ``Money``, or None while the line is empty.
    """

    amount_changed = Signal(object)

    def __init__(
        self,
        name: str,
        *,
        label: str = "",
        accessible_name: str = "",
        has_sign: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._label, self._has_sign = label, has_sign
        self.setObjectName(name)
        self.setProperty(DIGITS_ONLY, "true")
        self.setAccessibleName(accessible_name or label)
        self.setValidator(AmountValidator(self))
        self.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.textChanged.connect(self._tell)

    def amount(self) -> Money | None:
        """Return the amount, or None when nothing is typed."""
        text = self.text().removesuffix(".")
        if not text:
            return None
        try:
            return Money.from_yuan(f"0{text}" if text.startswith(".") else text)
        except NotAnAmountError:
            return None

    def set_amount(self, amount: Money | None) -> None:
        """Put an amount in and select it, so that typing replaces it."""
        self.setText("" if amount is None else amount_text(amount).replace(",", ""))
        self.selectAll()

    def type_text(self, text: str) -> None:
        """Type as the keypad does: the same as the physical keys."""
        self.insert(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the label at the left and ¥ before the figures of the amount box."""
        super().paintEvent(event)
        look, painter = theme(), QPainter(self)
        if self._has_sign:
            box = QRectF(self.rect()).adjusted(look.px(12), 0, 0, 0)
            draw_text(painter, box, "¥", pixels=13, token="text2")
        if not self._label:
            return
        inner = QRectF(self.rect()).adjusted(look.px(20), 0, -look.px(18), 0)
        draw_text(painter, inner, self._label, pixels=15, token="text2")
        inner.setRight(inner.right() - self.fontMetrics().horizontalAdvance(self.text()))
        token = "text" if self.text() else "text3"
        draw_text(painter, inner, "¥", pixels=36, weight=700, token=token, align=RIGHT)

    @Slot()
    def _tell(self) -> None:
        self.amount_changed.emit(self.amount())


class DigitsEdit(QLineEdit):
    """A line for figures up to a length: last four digits, counts. Full-width is folded."""

    def __init__(
        self,
        name: str,
        maximum_length: int,
        accessible_name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setMaxLength(maximum_length)
        self.setProperty(DIGITS_ONLY, "true")
        self.setValidator(_DigitsValidator(self))
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)

    def number(self) -> int:
        """Return the figures as a number, zero when empty."""
        return int(self.text() or "0")


class _DigitsValidator(QValidator):
    """Lets only digits through."""

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Judge one keystroke's result."""
        folded = text.translate(_FOLDED)
        is_good = not folded or (folded.isascii() and folded.isdigit())
        state = QValidator.State.Acceptable if is_good else QValidator.State.Invalid
        return state, folded if is_good else text, position
