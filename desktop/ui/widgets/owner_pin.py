"""The owner's PIN: who wants what for how much, six dots, a reason, the attempts left.

The sheet checks nothing: it emits what was typed, the caller asks the service and answers with
``show_wrong``, ``show_locked`` or ``close_sheet``.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.ui.theme import set_style_property
from desktop.ui.widgets.buttons import DANGER_FILL
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.pin_dots import PinDots
from desktop.ui.widgets.sheet import Sheet
from desktop.ui.widgets.switches import TickBox


@dataclass(frozen=True, slots=True)
class ApprovalRequest:
    """What the owner is asked to approve, in finished sentences.

    Attributes:
        sentence: 林小舟 要退款 ¥99.80，手机话费 100 元，货源已确认失败。
        button: the act and the amount: 退款 ¥99.80.
        reason_label: what the reason is for; empty when none is needed.
        attempts_left: how often the PIN may still be wrong.
        kind: the confirming button's kind.
        lasting_label: what a tick lets pass also in the coming days; empty offers none.
    """

    sentence: str
    button: str
    reason_label: str = ""
    attempts_left: int = 5
    kind: str = DANGER_FILL
    lasting_label: str = ""


class OwnerPinSheet(Sheet):
    """Asks for the owner's PIN and, where needed, a reason.

    Signals:
        submitted: PIN and reason; the reason is never empty when one is required.
    """

    submitted = Signal(str, str)
    is_pin = True

    def __init__(self, request: ApprovalRequest, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("要店主 PIN"), parent=parent)
        self._request = request
        self.add_text(request.sentence)
        self.dots = PinDots("ownerPin")
        self.body.addWidget(self.dots, 0, Qt.AlignmentFlag.AlignHCenter)
        self._note = PlainLabel("", "caption", "3", wraps=True)
        self._note.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(self._note)
        self.reason = QLineEdit()
        self.reason.setObjectName("reasonText")
        self.reason.setPlaceholderText(request.reason_label)
        self.reason.setAccessibleName(request.reason_label)
        self.body.addWidget(self.reason)
        self.reason.setVisible(bool(request.reason_label))
        self.lasting = TickBox(request.lasting_label)
        self.lasting.setObjectName("lastingConsent")
        self.lasting.setVisible(bool(request.lasting_label))
        self.body.addWidget(self.lasting)
        self.add_cancel()
        self._confirm = self.add_confirm(request.button, request.kind)
        self._confirm.set_key_cap("")
        self.set_first_focus(self.dots)
        self.show_attempts(request.attempts_left)
        self.dots.completed.connect(self._go_on)
        self.dots.changed.connect(self._refresh)
        self.reason.textChanged.connect(self._refresh)
        self._refresh()

    def show_attempts(self, attempts_left: int) -> None:
        """Say how often the PIN may still be wrong."""
        self._note.set_tone("3")
        self._note.setText(self.tr("还能试 {n} 次 · 操作会留记录").format(n=attempts_left))

    def show_wrong(self, attempts_left: int) -> None:
        """Say that it was wrong; the dots turn red and wait for another."""
        self.set_busy(is_busy=False)
        self.dots.show_wrong()
        self._note.set_tone("danger")
        self._note.setText(self.tr("PIN 不对，还能试 {n} 次").format(n=attempts_left))
        self.dots.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_locked(self, sentence: str) -> None:
        """Say that no more attempts are taken now, and until when."""
        self.set_busy(is_busy=False)
        self.dots.clear()
        self.dots.setEnabled(False)
        self._note.set_tone("danger")
        self._note.setText(sentence)
        self._refresh()

    def set_busy(self, *, is_busy: bool) -> None:
        """Take no second submission while the first is checked."""
        self._confirm.set_busy(self.tr("正在核对") if is_busy else "")
        if not is_busy:
            self._refresh()

    @Slot()
    def accept(self) -> None:
        """Submit when PIN and reason are there; else lead to what is missing."""
        if not self.dots.is_complete():
            self.dots.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self._needs_reason():
            set_style_property(self.reason, "invalid", "true")
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        pin, reason = self.dots.digits(), self.reason.text().strip()
        self.submitted.emit(pin, reason)

    def _needs_reason(self) -> bool:
        return bool(self._request.reason_label) and not self.reason.text().strip()

    @Slot()
    def _go_on(self) -> None:
        """After the sixth digit: to the reason, or straight on when it is there."""
        if self._needs_reason():
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _refresh(self) -> None:
        set_style_property(self.reason, "invalid", "false")
        if not self._confirm.is_busy():
            self._confirm.setEnabled(self.dots.is_complete() and not self._needs_reason())
