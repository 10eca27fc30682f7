"""A customer's payment code where it cannot pay: said so, and put nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.domain.payment_code import channel_of_code

if TYPE_CHECKING:
    from desktop.ui.messages import Messages


def refuse_payment_code(messages: Messages, burst: str) -> bool:
    """Say what a scanned payment code is for; False for every other text."""
    if not channel_of_code(burst):
        return False
    words = QCoreApplication.translate(
        "StrayPaymentCode", "这是顾客的付款码：到收款页选易支付再扫。没有收钱，码也没有记"
    )
    messages.show_refusal(words)
    return True
