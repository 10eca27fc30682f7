"""The right column of 完成: 下一位 first, then paper and message, the receipt to scan, points."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.errors import KataiError
from desktop.domain.sealed_file import LEAST_CARDS
from desktop.ui.rendering.qr_matrix import qr_matrix
from desktop.ui.screens.sale.tall_button import tall
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import DEFAULT, PRIMARY, ActionButton, make_button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.labels import PlainLabel, line
from desktop.ui.widgets.qr_view import QrView

if TYPE_CHECKING:
    from desktop.domain.sale import SaleSnapshot
    from desktop.ui.shortcuts import ActionRegistry

WIDTH: Final = 348
_RECEIPT_QR: Final = 116
_ROOM_FOR_WORDS: Final = 680
_ROOM_FOR_CODE: Final = 660
_ROOM_FOR_PROMISE: Final = 560


class DoneSide(QFrame):
    """Acts after a sale.

    Signals:
        wanted: ``next receipt save_receipt slip seal send ticket large``.
    """

    wanted = Signal(str)

    def __init__(self, registry: ActionRegistry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("detailPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(theme().px(WIDTH))
        self._registry = registry
        self.next = make_button(
            PRIMARY, self.tr("下一位"), registry.key_text("done.next"), name="nextCustomer",
            size="pay",
        )  # fmt: skip
        self.next.clicked.connect(partial(self._tell, "next"))
        self.receipt = self._made("receipt", self.tr("打印小票"), "printer", "printReceipt")
        self.pdf = self._made("save_receipt", self.tr("存 PDF"), "download", "saveReceipt")
        self.slip = self._made("slip", self.tr("打印卡密单"), "key-round", "printSlip")
        self.seal = self._made("seal", self.tr("存文件"), "lock", "sealCards")
        self.seal.setToolTip(self.tr("卡密存成加密文件"))
        self.send = self._made("send", self.tr("发给顾客"), "send", "sendCustomer")
        self.ticket = self._made("ticket", self.tr("售后、退款"), "life-buoy", "afterSales")
        self._qr = QrView(_RECEIPT_QR, 8)
        words = self.tr("顾客扫码存下这张小票的文字。卡密不在里面。")
        self._receipt_words = PlainLabel(words, "table", "2", wraps=True)
        self._qr_card = self._made_qr_card()
        self._points_card = Card(kind="raised")
        self._points_card.body.setSpacing(6)
        self._earned, self._balance = PlainLabel("", "tableStrong"), PlainLabel("", "tableStrong")
        self._add_points()
        self._note = PlainLabel("", "caption", "2", wraps=True)
        self._build()

    def show_sale(self, sale: SaleSnapshot, cashier: str, *, cards: int) -> None:
        """Show points and what can be done with this sale and so many cards of it."""
        has_cards = bool(cards)
        self.slip.setVisible(has_cards)
        self.seal.setVisible(cards >= LEAST_CARDS)
        has_points = sale.customer_id is not None and sale.points_balance is not None
        self._points_card.setVisible(has_points)
        self._earned.setText(f"+{sale.points_earned}")
        self._balance.setText(str(sale.points_balance))
        self._note.setText(self.tr("出卡人 {name}，看、复制、打印都有记录。").format(name=cashier))
        self._note.setVisible(has_cards)

    def show_receipt(self, text: str) -> None:
        """Show the receipt as a code; nothing when it does not fit into one."""
        try:
            rows = qr_matrix(text) if text else ()
        except KataiError:
            rows = ()
        self._qr_card.setVisible(bool(rows))
        if rows:
            self._qr.show_matrix(rows, self.tr("小票的二维码"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low window keeps the acts; the receipt code is one press away then, never too small."""
        super().resizeEvent(event)
        room = self.height() / theme().scale
        self._receipt_words.setVisible(room >= _ROOM_FOR_WORDS)
        self._qr.setVisible(room >= _ROOM_FOR_CODE)
        for part in self._promise:
            part.setVisible(room >= _ROOM_FOR_PROMISE)

    def _made(self, act: str, text: str, icon: str, name: str) -> ActionButton:
        key = self._registry.key_text(f"done.{act}")
        button = make_button(DEFAULT, text, key, icon, name=name, size="lg")
        button.set_left_aligned()
        button.clicked.connect(partial(self._tell, act))
        return button

    def _made_qr_card(self) -> Card:
        card = Card(kind="raised")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(PlainLabel(self.tr("扫码存小票"), "bodyStrong"))
        words.addWidget(self._receipt_words)
        words.addSpacing(6)
        words.addWidget(self._made_large())
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self._qr)
        row.addLayout(words, 1)
        card.body.addLayout(row)
        card.hide()
        return card

    def _made_large(self) -> ActionButton:
        large = make_button(DEFAULT, self.tr("放大给顾客扫"), name="largeReceipt", size="small")
        large.clicked.connect(partial(self._tell, "large"))
        return large

    def _add_points(self) -> None:
        for words, value in (
            (self.tr("本单积分"), self._earned),
            (self.tr("积分余额"), self._balance),
        ):
            row = QHBoxLayout()
            row.addWidget(PlainLabel(words, "table", "2"), 1)
            row.addWidget(value)
            self._points_card.body.addLayout(row)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 14)
        layout.setSpacing(10)
        layout.addWidget(tall(self.next, 72))
        stays = PlainLabel(self.tr("未操作时不会自动跳走"), "caption")
        stays.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._promise = (stays, line())
        for part in self._promise:
            layout.addWidget(part)
        layout.addSpacing(4)
        for paper, file in ((self.receipt, self.pdf), (self.slip, self.seal)):
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(paper, 1)
            row.addWidget(file)
            layout.addLayout(row)
        for button in (self.send, self.ticket):
            layout.addWidget(button)
        layout.addSpacing(4)
        layout.addWidget(self._qr_card)
        layout.addWidget(self._points_card)
        layout.addStretch(1)
        layout.addWidget(self._note)

    @Slot()
    def _tell(self, act: str, *_checked: bool) -> None:
        self.wanted.emit(act)
