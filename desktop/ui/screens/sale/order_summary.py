"""The left column of 收款: what is paid for, what was taken off, what came in so far."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.clock import zone_named
from desktop.ui.formatting import MINUS, amount_text, clock_text
from desktop.ui.promotion_texts import line_savings, order_deductions
from desktop.ui.sale_texts import (
    TENDER_ICONS,
    discount_text,
    is_bought_now,
    rounding_text,
    tender_text,
)
from desktop.ui.theme import Tone, theme
from desktop.ui.widgets.buttons import GHOST, IconButton, make_button
from desktop.ui.widgets.labels import ElideLabel, PlainLabel, Tile, line

if TYPE_CHECKING:
    from desktop.domain.pricing import PricedLine
    from desktop.ui.screens.sale.payment_draft import PaymentDraft, ReceivedTender

WIDTH = 340
NARROW_WIDTH = 270


class OrderSummary(QFrame):
    """Shows one payment draft.

    Signals:
        back_wanted: 改单.
        return_wanted: the number of the received part to take back.
    """

    back_wanted = Signal()
    return_wanted = Signal(int)

    def __init__(self, back_key: str, zone_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("detailPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(theme().px(WIDTH))
        self._zone = zone_named(zone_name)
        self._caption = ElideLabel("", "caption")
        self._points = PlainLabel("", "caption", wraps=True)
        self._points.setContentsMargins(16, 12, 16, 12)
        self._goods, self._goods_area = _column()
        self._sums, sums = _plain_column()
        self._parts, parts = _plain_column()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 1, 0)
        layout.setSpacing(0)
        layout.addWidget(self._made_head(back_key))
        layout.addWidget(line())
        layout.addWidget(self._goods_area, 1000)
        layout.addWidget(line())
        layout.addWidget(sums)
        layout.addWidget(line())
        layout.addWidget(self._made_received_head())
        layout.addWidget(parts)
        layout.addStretch(1)
        layout.addWidget(self._points)

    def set_narrow(self, *, is_narrow: bool) -> None:
        """In a narrow window 改单 says it alone, without the arrow: the number needs the room."""
        self.setFixedWidth(theme().px(NARROW_WIDTH if is_narrow else WIDTH))
        self._arrow.setVisible(not is_narrow)
        self._head.setContentsMargins(16 if is_narrow else 8, 0, 8, 0)

    def show_number(self, number: str, customer_name: str) -> None:
        """Show the number the sale will most likely get, and whose it is."""
        whose = customer_name or self.tr("散客")
        self._caption.setText(
            self.tr("{number} · {whose}").format(number=number, whose=whose) if number else whose
        )

    def show_draft(self, draft: PaymentDraft, points: int, *, is_offline: bool = False) -> None:
        """Show goods, sums and received parts; offline also what is only promised."""
        _empty(self._goods)
        for each in draft.priced.recorded_lines:
            is_promise = is_offline and is_bought_now(each.line.product, each.line.quantity)
            self._goods.addWidget(self._line_row(each, is_promise=is_promise))
        inside = self._goods_area.widget()
        if inside is not None:
            self._goods_area.setMaximumHeight(inside.sizeHint().height())
        self.refresh(draft)
        self._points.setText(
            self.tr("付款后：得 {points} 积分").format(points=points) if points else ""
        )

    def refresh(self, draft: PaymentDraft) -> None:
        """Show sums and received parts again; the goods did not change."""
        _empty(self._sums)
        self._sums.addWidget(_sum_row(self.tr("小计"), amount_text(draft.priced.gross), ""))
        for words, off in self._deductions(draft):
            self._sums.addWidget(_sum_row(words, off, "accent"))
        _empty(self._parts)
        for number, part in enumerate(draft.received):
            self._parts.addWidget(self._part_row(number, part))
        if not draft.received:
            nothing = PlainLabel(self.tr("还没有收款"), "table", "3")
            nothing.setContentsMargins(16, 4, 16, 8)
            self._parts.addWidget(nothing)

    def _deductions(self, draft: PaymentDraft) -> list[tuple[str, str]]:
        priced = draft.priced
        found = []
        if priced.line_discounts:
            found.append((self.tr("商品折扣"), f"{MINUS}{amount_text(priced.line_discounts)}"))
        found.extend(order_deductions(priced, self.tr("整单折扣")))
        if draft.rounding:
            found.append((rounding_text(draft.mode), f"{MINUS}{amount_text(draft.rounding)}"))
        return found

    def _line_row(self, each: PricedLine, *, is_promise: bool) -> QWidget:
        line_ = each.line
        count = f"×{line_.quantity}"
        row = _sum_row(line_.product.title, amount_text(each.amount), "", strong="", aside=count)
        second = line_.target.grouped if line_.target else ""
        tone = "3"
        if line_.discount is not None:
            second = discount_text(line_.discount, each.discount)
            tone = "accent"
        notes = [(second, tone)] if second else []
        notes.extend((words, "accent") for words in line_savings(each))
        if is_promise:
            notes.append((self.tr("排队，联网后自动提交"), "warn"))
        return _with_notes(row, notes) if notes else row

    def _part_row(self, number: int, part: ReceivedTender) -> QWidget:
        row = QWidget()
        row.setFixedHeight(theme().px(48))
        layout = QHBoxLayout(row)
        layout.setContentsMargins(16, 2, 8, 2)
        layout.setSpacing(8)
        layout.addWidget(Tile(TENDER_ICONS.get(part.tender.method, "wallet"), Tone.ACCENT))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(PlainLabel(tender_text(part.tender.method)))
        at = clock_text(part.at, self._zone)
        words.addWidget(PlainLabel(self.tr("{time} 到账").format(time=at), "caption"))
        layout.addLayout(words, 1)
        layout.addWidget(PlainLabel(amount_text(part.tender.amount), "bodyStrong"))
        undo = IconButton("undo-2", self.tr("这笔不算，退给顾客"), is_ghost=True)
        undo.setObjectName(f"undoTender_{number}")
        undo.clicked.connect(partial(self._return, number))
        layout.addWidget(undo)
        return row

    def _made_head(self, back_key: str) -> QWidget:
        head = QWidget()
        head.setFixedHeight(theme().px(63))
        self._head = layout = QHBoxLayout(head)
        layout.setContentsMargins(8, 0, 8, 0)
        layout.setSpacing(8)
        self._arrow = IconButton("arrow-left", self.tr("改单"), back_key, is_ghost=True)
        self._arrow.clicked.connect(self._back)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(PlainLabel(self.tr("收款"), "title"))
        words.addWidget(self._caption)
        words.addStretch(1)
        back = make_button(GHOST, self.tr("改单"), back_key, name="paymentBack")
        back.clicked.connect(self._back)
        layout.addWidget(self._arrow)
        layout.addLayout(words, 1)
        layout.addWidget(back)
        return head

    def _made_received_head(self) -> QWidget:
        head = QWidget()
        layout = QHBoxLayout(head)
        layout.setContentsMargins(16, 12, 16, 4)
        layout.addWidget(PlainLabel(self.tr("已收款项"), "bodyStrong"), 1)
        layout.addWidget(PlainLabel(self.tr("最多 5 笔"), "caption", "3"))
        return head

    @Slot()
    def _back(self) -> None:
        self.back_wanted.emit()

    @Slot()
    def _return(self, number: int, *_checked: bool) -> None:
        self.return_wanted.emit(number)


def _column() -> tuple[QVBoxLayout, QScrollArea]:
    inside = QWidget()
    layout = QVBoxLayout(inside)
    layout.setContentsMargins(0, 8, 0, 8)
    layout.setSpacing(2)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    return layout, area


def _plain_column() -> tuple[QVBoxLayout, QWidget]:
    inside = QWidget()
    layout = QVBoxLayout(inside)
    layout.setContentsMargins(0, 6, 0, 6)
    layout.setSpacing(0)
    return layout, inside


def _empty(layout: QVBoxLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def _with_notes(row: QWidget, notes: list[tuple[str, str]]) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 5)
    column.setSpacing(0)
    column.addWidget(row)
    for words, tone in notes:
        note = ElideLabel(words, "caption", tone)
        note.setContentsMargins(16, 0, 16, 0)
        column.addWidget(note)
    return box


def _sum_row(words: str, amount: str, tone: str, *, strong: str = "2", aside: str = "") -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(16, 6, 16, 6)
    layout.setSpacing(5)
    name = ElideLabel(words, "table", strong)
    layout.addWidget(name, 100)
    if aside:
        name.ensurePolished()
        name.setMaximumWidth(name.sizeHint().width())
        layout.addWidget(PlainLabel(aside, "table", "3"))
        layout.addStretch(1)
    layout.addWidget(PlainLabel(amount, "tableStrong", tone))
    return row
