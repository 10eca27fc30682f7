"""The code that a customer scans, how long it holds, or what stands in its place."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.theme import Tone
from desktop.ui.widgets.cards import EmptyState
from desktop.ui.widgets.progress import ProgressBar
from desktop.ui.widgets.qr_view import QrView

QrRows = tuple[tuple[bool, ...], ...]
_QR: Final = 248
_LOW_QR: Final = 200
_SOON_SECONDS: Final = 20
"""So shortly before its end the countdown turns amber."""


class GatewayCode(QWidget):
    """A code with its countdown."""

    def __init__(self) -> None:
        super().__init__()
        self.qr = QrView()
        self.qr.setObjectName("gatewayCode")
        self._no_code = EmptyState("qr-code", "", "")
        self._countdown = ProgressBar(self.tr("二维码有效期"), name="codeCountdown")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.qr)
        column.addWidget(self._no_code)
        column.addWidget(self._countdown)
        column.addStretch(1)

    def set_low(self, *, is_low: bool) -> None:
        """Draw the code smaller in a low window."""
        self.qr.set_side(_LOW_QR if is_low else _QR)
        self._no_code.setFixedSize(self.qr.sizeHint())
        self._countdown.setFixedWidth(self.qr.sizeHint().width())

    def show_code(self, rows: QrRows, spoken: str) -> None:
        """Show a code that holds."""
        self.qr.show_matrix(rows, spoken)
        self.qr.show()
        self._no_code.hide()

    def show_words(self, title: str, text: str, icon: str) -> None:
        """Show words in place of a code."""
        self.qr.hide()
        self._no_code.show()
        self._no_code.set_words(title, text, icon)

    def show_countdown(self, left: int, whole: float) -> None:
        """Show how many of a code's seconds are left."""
        is_soon = left < _SOON_SECONDS
        words = self.tr("二维码有效期") if left else self.tr("码过期了，换一个")
        self._countdown.set_words(words, Tone.WARN if is_soon else Tone.NEUTRAL)
        self._countdown.set_progress(left, whole, f"{left // 60:02d}:{left % 60:02d}")
        self._countdown.show()

    def hide_countdown(self) -> None:
        """Nothing runs out."""
        self._countdown.hide()
