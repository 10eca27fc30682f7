"""折扣: 打折, 减钱 or 改价 for a line, the first two for an order; always with the amount."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QRectF, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop.domain.adjustment import Discount, DiscountKind
from desktop.domain.money import Money, NotAnAmountError
from desktop.ui.formatting import MINUS, amount_text, money_text
from desktop.ui.sale_texts import rate_text
from desktop.ui.theme import Tone, theme
from desktop.ui.widgets.amount_inputs import AmountValidator
from desktop.ui.widgets.buttons import DANGER, DEFAULT, ActionButton, Segmented, make_button
from desktop.ui.widgets.editor_keys import DIGITS_ONLY
from desktop.ui.widgets.inputs import LineInput
from desktop.ui.widgets.labels import IconView, PlainLabel
from desktop.ui.widgets.painting import RIGHT, draw_text, text_width
from desktop.ui.widgets.sheet import Sheet

QUICK_RATES: Final = (99, 98, 97, 95)
_KINDS: Final = (DiscountKind.RATE, DiscountKind.AMOUNT, DiscountKind.NEW_PRICE)


@dataclass(frozen=True, slots=True)
class DiscountSubject:
    """What is discounted.

    Attributes:
        title: its name; empty for the whole order.
        gross: its price before the discount.
        quantity: pieces in that price.
        limit_percent: what the person may take off alone.
        current: the discount it has now.
    """

    title: str
    gross: Money
    quantity: int
    limit_percent: int
    current: Discount | None = None

    @property
    def is_order(self) -> bool:
        """Whether it is the whole order."""
        return not self.title


class DiscountEdit(QLineEdit):
    """The figure in large, its unit behind it, and at the right edge what it takes off."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unit, self._off = "", ""
        self.setObjectName("discountValue")
        self.setProperty("measure", "discount")
        self.setProperty(DIGITS_ONLY, "true")
        self.setValidator(AmountValidator(self))

    def show_words(self, unit: str, off: str = "") -> None:
        """Show the unit, and what is taken off once it is known."""
        self._unit, self._off = unit, off
        self.setAccessibleDescription(f"{unit} {off}".strip())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw unit and sum inside the line."""
        super().paintEvent(event)
        look, painter = theme(), QPainter(self)
        box = QRectF(self.rect()).adjusted(look.px(13), 0, -look.px(13), 0)
        draw_text(painter, box, self._off, pixels=15, weight=600, token="accent-text", align=RIGHT)
        box.setLeft(box.left() + text_width(self.text(), 24, 700) + look.px(8))
        draw_text(painter, box, self._unit, pixels=15, token="text3")


class DiscountSheet(Sheet):
    """Asks for one discount.

    Signals:
        decided: the ``Discount``, or None to take it away.
    """

    decided = Signal(object)

    def __init__(self, subject: DiscountSubject, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self._subject = subject
        self.set_title(
            self.tr("整单折扣")
            if subject.is_order
            else self.tr("折扣 · {title}").format(title=subject.title)
        )
        words = (self.tr("打折"), self.tr("减钱"), self.tr("改价"))
        self.ways = Segmented(words[: 2 if subject.is_order else 3])
        self.ways.chosen.connect(self._change_way)
        self.value = DiscountEdit()
        self.value.textChanged.connect(self._show)
        self._after = PlainLabel("", "tableStrong")
        self._error = PlainLabel("", "caption", "danger", wraps=True)
        self.reason = LineInput(self.tr("原因"), self.tr("改价要写原因"), name="reasonText")
        self._build()
        self._preset()

    def discount(self) -> Discount | None:
        """Return the discount as it is typed, or None while it is incomplete."""
        amount = self._amount()
        if amount is None:
            return None
        kind = self._kind()
        reason = self.reason.text()
        if kind is DiscountKind.RATE:
            rate = rate_of(self.value.text())
            return None if rate is None else Discount(kind, rate, reason=reason)
        return Discount(kind, amount=amount, reason=reason)

    def _build(self) -> None:
        self.body.addWidget(self.ways)
        self.body.addWidget(self.value)
        self.body.addWidget(self._made_rates())
        self._limit = QWidget()
        note = QHBoxLayout(self._limit)
        note.setContentsMargins(0, 0, 0, 0)
        note.addWidget(IconView("shield-alert", Tone.WARN.ink, 16))
        rate = rate_text(100 - self._subject.limit_percent)
        words = self.tr("低于 {rate} 折要店主 PIN").format(
            rate=rate, percent=self._subject.limit_percent
        )
        note.addWidget(PlainLabel(words, "table", "warn"), 1)
        self.body.addWidget(self._limit)
        self._limit.setVisible(self._subject.limit_percent < 100)
        self.body.addWidget(self.reason)
        self.body.addWidget(self._error)
        after = QHBoxLayout()
        after.addWidget(PlainLabel(self.tr("折后"), "table"), 1)
        after.addWidget(self._after)
        self.body.addLayout(after)
        if self._subject.current is not None:
            remove = self.add_button(self.tr("不打折"), DANGER, is_left=True, name="noDiscount")
            remove.clicked.connect(self._remove)
        self.add_cancel()
        self._confirm = self.add_confirm(self.tr("确定"))
        self.accepted.connect(self._decide)
        self.set_first_focus(self.value)

    def _made_rates(self) -> QWidget:
        self._rates = QWidget()
        row = QHBoxLayout(self._rates)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._rate_buttons: dict[int, ActionButton] = {}
        for rate in QUICK_RATES:
            button = make_button(DEFAULT, str(rate), name=f"rate_{rate}")
            button.setCheckable(True)
            button.setMinimumWidth(theme().px(48))
            button.clicked.connect(partial(self._take_rate, rate))
            row.addWidget(button)
            self._rate_buttons[rate] = button
        row.addStretch(1)
        return self._rates

    def _preset(self) -> None:
        current = self._subject.current
        if current is not None:
            self.ways.set_current(_KINDS.index(current.kind))
            is_rate = current.kind is DiscountKind.RATE
            self.value.setText(
                rate_text(current.rate_percent) if is_rate else amount_text(current.amount)
            )
            self.reason.set_text(current.reason)
        self.value.selectAll()
        self._show()

    def _kind(self) -> DiscountKind:
        return _KINDS[self.ways.current()]

    def _amount(self) -> Money | None:
        try:
            return Money.from_yuan(self.value.text())
        except NotAnAmountError:
            return None

    def _unit_words(self) -> str:
        if self._kind() is DiscountKind.RATE:
            return self.tr("折")
        return self.tr("元") if self._kind() is DiscountKind.AMOUNT else self.tr("元一件")

    @Slot(int)
    def _change_way(self, _way: int) -> None:
        self.value.clear()
        self.value.setFocus()
        self._show()

    @Slot()
    def _take_rate(self, rate: int, *_checked: bool) -> None:
        self.value.setText(str(rate))
        self.value.selectAll()
        self.value.setFocus()

    @Slot()
    def _show(self) -> None:
        kind = self._kind()
        self._rates.setVisible(kind is DiscountKind.RATE)
        self.reason.setVisible(kind is DiscountKind.NEW_PRICE)
        discount, subject = self.discount(), self._subject
        rate = discount.rate_percent if discount and kind is DiscountKind.RATE else None
        for quick, button in self._rate_buttons.items():
            button.setChecked(quick == rate)
        self._error.hide()
        self._confirm.setEnabled(discount is not None)
        if discount is None:
            self.value.show_words(self._unit_words())
            self._after.setText(money_text(subject.gross))
            return
        after = subject.gross - discount.off(subject.gross, subject.quantity)
        if kind is DiscountKind.NEW_PRICE:
            after = discount.amount * subject.quantity
        off = subject.gross - after
        words = f"{MINUS}{amount_text(off)}" if off.fen >= 0 else f"+{amount_text(-off)}"
        self.value.show_words(self._unit_words(), words)
        self._after.setText(money_text(after))

    @Slot()
    def _decide(self) -> None:
        discount = self.discount()
        if discount is None:
            return
        if discount.kind is DiscountKind.NEW_PRICE and not discount.reason:
            self.reason.set_error(self.tr("改价要写原因"))
            self.reason.editor.setFocus()
            return
        self.close_sheet()
        self.decided.emit(discount)

    @Slot()
    def _remove(self) -> None:
        self.close_sheet()
        self.decided.emit(None)


def rate_of(text: str) -> int | None:
    """Return what remains to pay in per cent: 9 and 90 are 9 折, 95 and 9.5 are 95 折.

    >>> rate_of("9"), rate_of("95"), rate_of("8.8"), rate_of("0")
    (90, 95, 88, None)
    """
    whole, dot, fraction = text.strip().partition(".")
    if not whole.isdigit() or (dot and len(fraction) > 1):
        return None
    rate = int(whole) * 10 + int(fraction or "0") if dot or len(whole) == 1 else int(whole)
    return rate if 0 < rate <= 100 else None


def is_above_limit(discount: Discount, subject: DiscountSubject) -> bool:
    """Whether the owner must agree to a discount."""
    return discount.percent_off(subject.gross, subject.quantity) > subject.limit_percent
