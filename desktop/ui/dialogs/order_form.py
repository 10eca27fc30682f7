"""The base of every dialog about a recorded order: busy while it is written, errors inside."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from desktop.translating import sentence_of
from desktop.ui.widgets.buttons import PRIMARY, ActionButton
from desktop.ui.widgets.cards import column
from desktop.ui.widgets.inputs import ChoiceBox, LineInput
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.sheet import SMALL, Sheet

if TYPE_CHECKING:
    from desktop.domain.errors import KataiError
    from desktop.ui.desk import ApprovedAct, Desk


class OrderForm(Sheet):
    """A dialog that writes something about an order and stays open until it is written."""

    def __init__(
        self, desk: Desk, title: str, *, width: int = SMALL, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, width=width, parent=parent)
        self.desk = desk
        self._trouble = PlainLabel("", "caption", "danger", wraps=True)
        self._trouble.setObjectName("dialogTrouble")
        self._trouble.hide()

    def finish(self, confirm: str, kind: str = PRIMARY, *, is_grave: bool = False) -> ActionButton:
        """Put trouble line and buttons under the body; a grave act is not what Enter presses."""
        self.body.addWidget(self._trouble)
        cancel = self.add_cancel()
        button = self.add_confirm(confirm, kind, is_default=not is_grave)
        if is_grave:
            self.set_default(cancel)
            cancel.set_key_cap("Esc")
        self.confirm_button = button
        self.accepted.connect(self._submit)
        return button

    def submit(self) -> None:
        """Write what was filled in."""

    def run(self, act: ApprovedAct) -> None:
        """Do it, busy meanwhile."""
        self.set_trouble("")
        self.confirm_button.set_busy(self.tr("正在记下"))
        guarded = replace(
            act,
            then=partial(_call_if_here, self, act.then),
            idle=partial(_call_if_here, self, self.set_idle),
            refused=partial(_tell, self),
        )
        # The window's messages outlive this dialog: what was written is told to every screen even
        # if the window was locked meanwhile.
        self.desk.run_approved(self.desk.context.messages, guarded)

    def set_idle(self) -> None:
        """Nothing is being written any more."""
        self.confirm_button.set_busy("")

    def show_refusal(self, error: KataiError) -> None:
        """Say why it was refused; the dialog stays as it was filled in."""
        self.set_trouble(sentence_of(error))

    def set_trouble(self, sentence: str) -> None:
        """Say what is wrong, or nothing."""
        self._trouble.setText(sentence)
        self._trouble.setVisible(bool(sentence))

    def trouble(self) -> str:
        """Return what is said to be wrong."""
        return self._trouble.text()

    @Slot()
    def _submit(self) -> None:
        if not self.confirm_button.is_busy():
            self.submit()


def _call_if_here(sheet: OrderForm, call: Callable[..., None], *values: object) -> None:
    if shiboken6.isValid(sheet):
        call(*values)


def _tell(sheet: OrderForm, error: KataiError) -> None:
    if shiboken6.isValid(sheet):
        sheet.show_refusal(error)


class ReasonInput(QWidget):
    """Usual reasons to choose from, and a line to write another or more.

    ``text`` is what goes to the books.
    """

    def __init__(self, usual: Iterable[str], label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._other = self.tr("其他（写下来）")
        self.choice = ChoiceBox([*usual, self._other], name="reasonChoice", accessible_name=label)
        self.line = LineInput("", self.tr("写原因"), name="reasonText")
        layout = column(PlainLabel(label, "table", "2"), self.choice, self.line, spacing=4)
        self.setLayout(layout)

    def text(self) -> str:
        """Return the reason; empty when 其他 is chosen and nothing is written."""
        chosen, written = self.choice.currentText(), self.line.text()
        if chosen == self._other:
            return written
        return f"{chosen}：{written}" if written else chosen

    def ask(self, sentence: str) -> None:
        """Lead to what is missing."""
        self.line.set_error(sentence)
        self.line.editor.setFocus()
