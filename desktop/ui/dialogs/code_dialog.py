"""A code that a customer names: typed or scanned, and a refusal beside the field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.translating import sentence_of
from desktop.ui.widgets.inputs import LineInput
from desktop.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from desktop.domain.errors import KataiError


class CodeSheet(Sheet):
    """Asks for one code; whoever knows what it stands for closes the sheet.

    Args:
        title: what is asked.
        code: the field.
        longest: characters a code has at most.
        confirm: what the button says.
        missing: what is said when nothing is typed.

    Signals:
        decided: the code as typed.
    """

    decided = Signal(str)

    def __init__(
        self,
        title: str,
        code: LineInput,
        longest: int,
        *,
        confirm: str,
        missing: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent=parent)
        self.code = code
        self._missing = missing
        self.code.editor.setMaxLength(longest)
        self.body.addWidget(self.code)
        self.add_cancel()
        self.add_confirm(confirm)
        self.set_first_focus(self.code.editor)
        self.accepted.connect(self._decide)

    def show_refusal(self, error: KataiError) -> None:
        """Say why the code is not good."""
        self.code.set_error(sentence_of(error))
        self.code.editor.setFocus()
        self.code.editor.selectAll()

    @Slot()
    def _decide(self) -> None:
        if not self.code.text().strip():
            self.code.set_error(self._missing)
            return
        self.decided.emit(self.code.text())
