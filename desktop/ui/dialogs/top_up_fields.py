"""The fields of 充到哪个号: the account with its hidden middle, and the further fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.domain.errors import BusinessRuleError
from desktop.domain.top_up import TopUpAnswer, normalised_account
from desktop.domain.top_up_form import checked_answer
from desktop.translating import sentence_of
from desktop.ui.formatting import group_account
from desktop.ui.widgets.inputs import ChoiceBox, LineInput
from desktop.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from desktop.domain.top_up import TopUpTarget
    from desktop.domain.top_up_form import AskedField

_PASTED_AT_ONCE: Final = 3
"""So many more characters in one edit are a paste, not typing."""
_DOTS: Final = "••••"


class AccountEdit(QLineEdit):
    """A line that can hide its middle while the account is typed a second time.

    Signals:
        focused: the caret came in.
        typed: one character came or went.
        pasted: several characters came at once.
        scanned: a scanner put the account in; its Enter follows.
        known_wanted: ↓: the customer's accounts.
    """

    focused = Signal()
    typed = Signal()
    pasted = Signal()
    scanned = Signal()
    known_wanted = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._account = ""
        self._is_masked = False
        self._length_before = 0
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.textEdited.connect(self._note_edit)

    def account(self) -> str:
        """Return what was typed, folded and without spaces."""
        return self._account if self._is_masked else normalised_account(self.text())

    def set_masked(self, *, is_masked: bool) -> None:
        """Hide the middle, or show it again."""
        if is_masked == self._is_masked:
            return
        if is_masked:
            self._account = normalised_account(self.text())
            self._is_masked = True
            self.setText(with_dots(self._account))
        else:
            self._is_masked = False
            self.setText(group_account(self._account))
        self._length_before = len(self.text())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the account again and tell."""
        self.set_masked(is_masked=False)
        super().focusInEvent(event)
        self.focused.emit()

    def note_scan(self) -> None:
        """What was just put in came from a scanner."""
        self.scanned.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """↓ goes to the customer's accounts."""
        if event.key() == Qt.Key.Key_Down:
            self.known_wanted.emit()
        else:
            super().keyPressEvent(event)

    @Slot(str)
    def _note_edit(self, text: str) -> None:
        is_pasted = len(text) - self._length_before >= _PASTED_AT_ONCE
        self._length_before = len(text)
        (self.pasted if is_pasted else self.typed).emit()


class AnswerInput(QWidget):
    """One further field: a line, dots for what is secret, or a list to choose from.

    Signals:
        edited: the answer changed.
        entered: Enter was pressed in it.
    """

    edited = Signal()
    entered = Signal()

    def __init__(self, field: AskedField, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        self._line: LineInput | None = None
        self._choice: ChoiceBox | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        if field.is_choice:
            name = f"topUpField{number}"
            self._choice = ChoiceBox(("", *field.choices), name=name, accessible_name=field.label)
            self.setFocusProxy(self._choice)
            layout.addWidget(PlainLabel(field.label, "table", "2"))
            layout.addWidget(self._choice)
            self._choice.currentIndexChanged.connect(self.edited)
        else:
            self._line = LineInput(field.label, field.placeholder, name=f"topUpField{number}")
            self.setFocusProxy(self._line.editor)
            if field.is_secret:
                self._line.editor.setEchoMode(QLineEdit.EchoMode.Password)
            layout.addWidget(self._line)
            self._line.edited.connect(self._tell)
            self._line.entered.connect(self.entered)

    def answer(self) -> TopUpAnswer | None:
        """Return what was answered; None for nothing.

        Raises:
            BusinessRuleError: it is missing or has another form than is asked.
        """
        value = checked_answer(self._field, self._text())
        field = self._field
        return TopUpAnswer(field.name, field.label, value, field.is_secret) if value else None

    def take_from(self, target: TopUpTarget) -> None:
        """Put in what was answered before, as far as it may still be answered so."""
        value = target.find_answer(self._field.name, self._field.label)
        if self._choice is not None:
            self._choice.setCurrentIndex(max(self._choice.findText(value), 0))
        elif self._line is not None:
            self._line.set_text(value)

    def complain(self) -> bool:
        """Say below what is wrong; whether anything is."""
        try:
            self.answer()
        except BusinessRuleError as error:
            if self._line is not None:
                self._line.set_error(sentence_of(error))
            return True
        return False

    def _text(self) -> str:
        if self._choice is not None:
            return self._choice.currentText()
        return self._line.editor.text() if self._line is not None else ""

    @Slot()
    def _tell(self) -> None:
        if self._line is not None:
            self._line.set_error("")
        self.edited.emit()


def with_dots(account: str) -> str:
    """Return ``198 •••• 2046``."""
    keep = min(3, len(account) // 3)
    return f"{account[:keep]} {_DOTS} {account[len(account) - keep - (1 if keep == 3 else 0) :]}"
