"""How far a gateway's payment is, as three steps: a code, the customer, the money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.formatting import second_text
from desktop.ui.theme import theme
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.painting import CENTER, draw_text, rounded

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from desktop.services.gateway_standing import GatewayPayment


class GatewaySteps(QWidget):
    """The three steps of the payment that is under way."""

    def __init__(self, zone: ZoneInfo) -> None:
        super().__init__()
        self._zone = zone
        self._steps = tuple(_Step(str(number)) for number in (1, 2, 3))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for step in self._steps:
            column.addWidget(step)

    def show_code(self, payment: GatewayPayment, *, has_code: bool) -> None:
        """The customer scans the shop's code.

        Args:
            payment: where it stands.
            has_code: whether there ever was something to scan.
        """
        made = second_text(payment.created_at, self._zone) if has_code else ""
        first, second, third = self._steps
        first.show_words(self.tr("二维码已生成"), made, is_done=has_code)
        second.show_words(self.tr("等待顾客扫码付款"), self._asked(payment), is_now=has_code)
        third.show_words(self.tr("到账后自动进入下一步"), "")

    def show_scan(self, payment: GatewayPayment, *, is_sent: bool) -> None:
        """The customer's code was scanned.

        Args:
            payment: where it stands.
            is_sent: whether the code left and its money may come.
        """
        made = second_text(payment.created_at, self._zone) if is_sent else ""
        first, second, third = self._steps
        first.show_words(self.tr("付款码已发给通道"), made, is_done=is_sent)
        second.show_words(self.tr("等顾客确认付款"), self._asked(payment), is_now=is_sent)
        third.show_words(self.tr("到账后自动进入下一步"), "")

    def _asked(self, payment: GatewayPayment) -> str:
        return self.tr("每 2 秒查一次 · 已查 {n} 次").format(n=payment.query_count)


class _Step(QWidget):
    """A number in a ring, a line of words and a smaller one."""

    def __init__(self, number: str) -> None:
        super().__init__()
        self._mark = _StepMark(number)
        self._words = PlainLabel("", "")
        self._note = PlainLabel("", "caption")
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addSpacing(2)
        texts.addWidget(self._words)
        texts.addWidget(self._note)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 3, 0, 3)
        row.setSpacing(12)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)

    def show_words(
        self, words: str, note: str, *, is_done: bool = False, is_now: bool = False
    ) -> None:
        """Say it; done steps have a full ring, the current one is bold."""
        self._words.setText(words)
        self._words.set_role("bodyStrong" if is_now else "")
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._mark.show_state(is_done=is_done, is_now=is_now)


class _StepMark(QWidget):
    def __init__(self, number: str) -> None:
        super().__init__()
        self._number, self._is_done, self._is_now = number, False, False
        side = theme().px(24)
        self.setFixedSize(side, side)

    def show_state(self, *, is_done: bool, is_now: bool) -> None:
        self._is_done, self._is_now = is_done, is_now
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, box = QPainter(self), QRectF(self.rect())
        radius = box.height() / 2
        if self._is_done:
            rounded(painter, box, radius, fill="accent")
            draw_text(painter, box, "✓", pixels=13, weight=700, token="on-accent", align=CENTER)
            return
        rounded(painter, box, radius, edge="accent" if self._is_now else "line2", width=2)
        token = "accent-text" if self._is_now else "text3"
        draw_text(painter, box, self._number, pixels=12, weight=600, token=token, align=CENTER)
