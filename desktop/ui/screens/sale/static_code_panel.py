"""The shop's own collection code: the customer scans, the cashier looks at the collecting phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSpacerItem, QVBoxLayout, QWidget

from desktop.domain.errors import KataiError
from desktop.domain.money import ZERO, Money
from desktop.domain.tender import TenderMethod
from desktop.ui.formatting import amount_text, money_text, short_money_text
from desktop.ui.rendering.qr_matrix import qr_matrix
from desktop.ui.sale_texts import tender_text
from desktop.ui.theme import Tone, theme
from desktop.ui.widgets.amount_inputs import DigitsEdit
from desktop.ui.widgets.buttons import DEFAULT, Segmented, make_button
from desktop.ui.widgets.cards import Card, EmptyState, NoticeStrip
from desktop.ui.widgets.labels import ElideLabel, KeyCap, PlainLabel, TotalLabel
from desktop.ui.widgets.marked_label import Mark, MarkedText
from desktop.ui.widgets.painting import CENTER, draw_text, rounded, text_width
from desktop.ui.widgets.qr_view import QrView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.services.collection_codes import CollectionCode

TAIL_LENGTH = 4
_MOST_CODES = 4
_QR = 248
_LOW_QR = 200
QrRows = tuple[tuple[bool, ...], ...]


class StaticCodePanel(Card):
    """Shows one code, its amount, what to check, and the bill's last four digits.

    Signals:
        show_wanted: 给顾客看大图.
    """

    show_wanted = Signal()

    def __init__(self, show_key: str, next_key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._method = TenderMethod.WECHAT
        self._codes: tuple[CollectionCode, ...] = ()
        self._at: dict[TenderMethod, int] = {}
        self._amount = ZERO
        self._tail_from = ZERO
        self.qr = QrView()
        self.qr.setObjectName("staticCode")
        self._no_code = EmptyState(
            "qr-code", self.tr("没有放图片"), self.tr("用柜台上贴的码，或到设置里放一张")
        )
        self._no_code.hide()
        self._code_name = PlainLabel("", "", "2")
        self._code_name.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._big = TotalLabel("¥0.00", "amount")
        self._show = make_button(
            DEFAULT, self.tr("给顾客看大图"), show_key, "smartphone", name="showCustomer"
        )
        self._next_key = KeyCap(next_key)
        self._choices = QHBoxLayout()
        self._seg: Segmented | None = None
        self._first_step = MarkedText()
        self._second_step = MarkedText()
        self.tail = DigitsEdit("billTail", TAIL_LENGTH, self.tr("尾号"))
        self.tail.setProperty("measure", "search")
        self._tail_rule = PlainLabel("", "caption", "3", parent=self.tail)
        self._tail_note = PlainLabel("", "caption", wraps=True)
        self._tail_label = PlainLabel(self.tr("尾号"), "table", "2")
        self._tail_words = ElideLabel(self.tr("账单里这一笔单号的后 4 位"), "table", "3")
        self._step_note = PlainLabel(self.tr("金额要一分不差"), "caption")
        self._heading = MarkedText(20, weight=600)
        phone = Mark(self.tr("收款手机"), "accent-text")
        self._heading.show_marked(self.tr("看收款手机或听播报，再点到账"), phone)
        self._is_compact = False
        self._said: list[str] = []
        self._gaps: list[tuple[QSpacerItem, int, int]] = []
        self._steps: list[QHBoxLayout] = []
        self._build()
        self._show.clicked.connect(self.show_wanted)
        self.tail.textChanged.connect(self._forget_error)

    def show_payment(
        self,
        method: TenderMethod,
        codes: Sequence[CollectionCode],
        amount: Money,
        tail_from: Money,
    ) -> None:
        """Show the codes of a tender for an amount."""
        has_other_codes = method is not self._method or tuple(codes) != self._codes
        self._method, self._codes = method, tuple(codes)
        self._amount, self._tail_from = amount, tail_from
        if has_other_codes or self._seg is None:
            self._rebuild_choices()
        self._show_code()
        words = amount_text(amount)
        self._big.show_amount(money_text(amount))
        self._big.updateGeometry()
        self._first_step.show_marked(
            self.tr("顾客扫码，自己输 {amount}").format(amount=words), Mark(words)
        )
        limit = short_money_text(tail_from)
        self._tail_rule.setText(self.tr("满 ¥{limit} 必填").format(limit=limit))
        self._forget_error()

    def set_compact(self, *, is_compact: bool, is_low: bool = False) -> None:
        """Say less and stand closer in a small window; nothing needed goes."""
        self._is_compact = is_compact
        side = 16 if is_compact else 28
        high = 12 if is_low else 16 if is_compact else 24
        self.body.setContentsMargins(side, high, side, high)
        self._columns.setSpacing(16 if is_compact else 32)
        for gap, usual, low in self._gaps:
            gap.changeSize(0, low if is_low else usual)
        for step in self._steps:
            step.setContentsMargins(0, 3 if is_low else 9, 0, 3 if is_low else 9)
        self._tail_label.setVisible(not is_low)
        self.tail.setPlaceholderText(self.tr("尾号") if is_low else "")
        self.qr.set_side(_LOW_QR if is_low else _QR)
        self._columns.invalidate()
        self._heading.set_pixels(16 if is_compact else 20)
        for part in (self._step_note, self._tail_words):
            part.setVisible(not is_compact)
        if self._seg is not None:
            self._rebuild_choices()
        self._show_code()
        self._forget_error()

    def code(self) -> CollectionCode | None:
        """Return the code that is shown, or None when the shop has none for this tender."""
        at = self._at.get(self._method, 0)
        return self._codes[at] if at < len(self._codes) else None

    def next_code(self) -> None:
        """Show the next code of this tender."""
        if self._seg is not None and len(self._codes) > 1:
            self._seg.choose((self._at.get(self._method, 0) + 1) % len(self._codes))

    def tail_text(self) -> str:
        """Return the last four digits that were typed."""
        return self.tail.text()

    def needs_tail(self) -> bool:
        """Whether the sum asks for the digits and they are not all there."""
        typed = self.tail.text()
        is_asked = self._amount >= self._tail_from
        return len(typed) != TAIL_LENGTH if is_asked else bool(typed) and len(typed) != TAIL_LENGTH

    def tell_tail_missing(self) -> None:
        """Lead to the field and say what is missing."""
        limit = short_money_text(self._tail_from)
        if self._amount >= self._tail_from:
            words = self.tr("满 ¥{limit} 要填尾号，看收款手机上的账单").format(limit=limit)
        else:
            words = self.tr("尾号是 4 位数字，没有就空着")
        self._tail_note.show()
        self._tail_note.set_tone("danger")
        self._tail_note.setText(words)
        self.tail.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_tail(self) -> None:
        """Forget the digits: another payment has its own."""
        self.tail.clear()

    def rows(self) -> QrRows:
        """Return the code's modules for the page of the customer; nothing without a payload."""
        code = self.code()
        return _matrix_of(code.payload) if code is not None and code.payload else ()

    def picture(self) -> QImage | None:
        """Return the code's picture when its payload is not known."""
        code = self.code()
        if code is None or code.payload or not code.picture:
            return None
        image = QImage.fromData(code.picture)
        return None if image.isNull() else image

    def code_title(self) -> str:
        """Return 微信 · 码 1."""
        if not self._codes:
            return self.tr("{tender} · 用柜台上贴的码").format(tender=tender_text(self._method))
        number = self._at.get(self._method, 0) + 1
        return self.tr("{tender} · 静态码 {n}").format(tender=tender_text(self._method), n=number)

    def _build(self) -> None:
        self._columns = QHBoxLayout()
        self._columns.addLayout(self._made_left())
        self._columns.addLayout(self._made_right(), 1)
        self.body.addLayout(self._columns, 1)
        self.set_compact(is_compact=False)

    def _made_left(self) -> QVBoxLayout:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.qr)
        left.addWidget(self._no_code)
        left.addWidget(self._code_name)
        left.addWidget(self._big, 0, Qt.AlignmentFlag.AlignHCenter)
        left.addStretch(1)
        left.addWidget(self._show)
        return left

    def _made_right(self) -> QVBoxLayout:
        right = QVBoxLayout()
        right.setSpacing(0)
        self._choices.setSpacing(8)
        right.addLayout(self._choices)
        right.addItem(self._gap(20, 8))
        right.addWidget(self._heading)
        right.addItem(self._gap(10, 2))
        right.addLayout(self._step("1", self._first_step, None))
        right.addLayout(self._step("2", self._second_step, self._step_note))
        right.addItem(self._gap(16, 2))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._tail_label)
        head.addWidget(self._tail_words, 1)
        right.addLayout(head)
        right.addSpacing(4)
        inside = QHBoxLayout(self.tail)
        inside.setContentsMargins(0, 0, 13, 0)
        inside.addStretch(1)
        inside.addWidget(self._tail_rule)
        right.addWidget(self.tail)
        right.addSpacing(4)
        right.addWidget(self._tail_note)
        right.addStretch(1)
        right.addWidget(
            NoticeStrip(Tone.WARN, self.tr("顾客手机上的截图不算"), icon="shield-alert")
        )
        return right

    def _gap(self, usual: int, low: int) -> QSpacerItem:
        gap = QSpacerItem(0, usual)
        self._gaps.append((gap, usual, low))
        return gap

    def _step(self, number: str, label: MarkedText, note: PlainLabel | None) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(_StepMark(number), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addSpacing(2)
        words.addWidget(label)
        if note is not None:
            words.addWidget(note)
        row.addLayout(words, 1)
        self._steps.append(row)
        return row

    def _rebuild_choices(self) -> None:
        while self._choices.count():
            item = self._choices.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None and widget is not self._next_key:
                widget.hide()
                widget.deleteLater()
        self._said = self._fitting_words()
        self._seg = Segmented(self._said, [] if self._is_compact else ["qr-code"])
        self._seg.set_current(self._at.get(self._method, 0))
        self._seg.chosen.connect(self._choose)
        self._choices.addWidget(self._seg)
        self._seg.setVisible(bool(self._codes))
        self._choices.addWidget(self._next_key)
        self._next_key.setVisible(len(self._codes) > 1)
        self._choices.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say of the codes what fits."""
        super().resizeEvent(event)
        if self._seg is not None and self._fitting_words() != self._said:
            self._rebuild_choices()

    def _fitting_words(self) -> list[str]:
        """Return number and phone of each code; only one of them where room is short."""
        codes = self._codes[:_MOST_CODES]
        whole = [
            self.tr("码 {n} · {label}").format(n=number + 1, label=code.label)
            for number, code in enumerate(codes)
        ]
        numbers = [str(number + 1) for number in range(len(codes))]
        margins = self.body.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        room -= self.qr.sizeHint().width() + self._columns.spacing() + theme().px(30)
        for words in (whole, [code.label for code in codes]):
            if sum(text_width(word, 14, 600) + theme().px(30) for word in words) <= room:
                return words
        return numbers

    @Slot(int)
    def _choose(self, number: int) -> None:
        self._at[self._method] = number
        self._show_code()

    def _show_code(self) -> None:
        spoken = self.tr("{title}，收款码").format(title=self.code_title())
        rows, picture = self.rows(), self.picture()
        if rows:
            self.qr.show_matrix(rows, spoken)
        elif picture is not None:
            self.qr.show_picture(picture, spoken)
        self.qr.setVisible(bool(rows) or picture is not None)
        self._no_code.setVisible(not rows and picture is None)
        self._no_code.setFixedSize(self.qr.sizeHint())
        self._code_name.setText(self.code_title())
        code = self.code()
        where = code.label if code is not None else self.tr("收款手机")
        self._second_step.show_marked(self.tr("{phone}上看到这笔，或听到播报").format(phone=where))

    @Slot()
    def _forget_error(self) -> None:
        self._tail_note.set_tone("3")
        self._tail_note.setVisible(not self._is_compact)
        limit = short_money_text(self._tail_from)
        self._tail_note.setText(
            self.tr("不到 ¥{limit} 可以空着。日结时用它对账。").format(limit=limit)
        )


class _StepMark(QWidget):
    """A number in a jade ring."""

    def __init__(self, number: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        side = theme().px(24)
        self.setFixedSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        painter, box = QPainter(self), QRectF(self.rect())
        rounded(painter, box, box.height() / 2, edge="accent", width=2)
        draw_text(
            painter, box, self._number, pixels=12, weight=600, token="accent-text", align=CENTER
        )


def _matrix_of(payload: str) -> QrRows:
    try:
        return qr_matrix(payload)
    except KataiError:
        return ()
