"""The base of dialogs that write: busy meanwhile, errors inside, open until it is done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from desktop.translating import sentence_of
from desktop.ui.background import Lane
from desktop.ui.widgets.buttons import DANGER_FILL, PRIMARY, ActionButton
from desktop.ui.widgets.inputs import LineInput
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.sheet import SMALL, Sheet

if TYPE_CHECKING:
    from desktop.domain.errors import KataiError
    from desktop.ui.screen import WindowContext


class WritingForm(Sheet):
    """A form that stays as it was filled in when it is refused."""

    def __init__(
        self,
        context: WindowContext,
        title: str,
        *,
        width: int = SMALL,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, width=width, icon=icon, parent=parent)
        self.context = context
        self._trouble = PlainLabel("", "caption", "danger", wraps=True)
        self._trouble.setObjectName("dialogTrouble")
        self._trouble.hide()

    def finish(
        self, confirm: str, *, name: str = "", cancel: str = "", is_grave: bool = False
    ) -> ActionButton:
        """Put trouble line and buttons under the body; a grave act is not what Enter presses."""
        self.body.addWidget(self._trouble)
        self.cancel_button = self.add_cancel(cancel)
        kind = DANGER_FILL if is_grave else PRIMARY
        self.confirm_button = self.add_confirm(confirm, kind, is_default=not is_grave)
        if is_grave:
            self.set_default(self.cancel_button)
            self.cancel_button.set_key_cap("Esc")
        if name:
            self.confirm_button.setObjectName(name)
        self.accepted.connect(self._submit)
        return self.confirm_button

    def submit(self) -> None:
        """Write what was filled in."""

    def fields_by_code(self) -> dict[str, LineInput]:
        """Return the fields that errors belong to, by the code of the error."""
        return {}

    def write(
        self,
        work: Callable[[], Any],
        then: Callable[[Any], None],
        *,
        busy: str = "",
        lane: Lane = Lane.WRITE,
    ) -> None:
        """Do it off the window's thread; what was written is told even if this is gone by then."""
        self.set_trouble("")
        self.confirm_button.set_busy(busy or self.tr("正在记下"))
        self.context.operations.run_change(
            self.context.messages,
            work,
            partial(_call_if_here, self, partial(self._written, then)),
            refused=partial(_call_if_here, self, self._refused),
            lane=lane,
        )

    def set_trouble(self, sentence: str) -> None:
        """Say what is wrong, or nothing."""
        self._trouble.setText(sentence)
        self._trouble.setVisible(bool(sentence))
        self.context.messages.sheets.place_again()

    def trouble(self) -> str:
        """Return what is said to be wrong."""
        return self._trouble.text()

    def show_refusal(self, error: KataiError) -> None:
        """Say why, beside the field it is about if there is one."""
        field = self.fields_by_code().get(error.code)
        if field is None:
            self.set_trouble(sentence_of(error))
            return
        field.set_error(sentence_of(error))
        self.context.messages.sheets.place_again()
        field.editor.setFocus()
        field.editor.selectAll()

    def _written(self, then: Callable[[Any], None], outcome: Any) -> None:
        self.confirm_button.set_busy("")
        then(outcome)

    def _refused(self, error: KataiError) -> None:
        self.confirm_button.set_busy("")
        self.show_refusal(error)

    @Slot()
    def _submit(self) -> None:
        if not self.confirm_button.is_busy():
            self.submit()


def _call_if_here(sheet: WritingForm, call: Callable[..., None], *values: Any) -> None:
    if shiboken6.isValid(sheet):
        call(*values)
