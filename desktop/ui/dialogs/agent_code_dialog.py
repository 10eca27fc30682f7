"""记代理: the code of the campus agent who brought the order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.translating import sentence_of
from desktop.ui.widgets.inputs import LineInput
from desktop.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from desktop.domain.errors import KataiError

MAXIMUM_CODE = 24


class AgentCodeSheet(Sheet):
    """Asks for a code; a refusal stands beside the field.

    Signals:
        decided: the code as typed.
    """

    decided = Signal(str)

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title or self.tr("记代理"), parent=parent)
        self.code = LineInput(self.tr("代理码，扫码也行"), name="agentCode")
        if not title:
            self.code.set_note(self.tr("在收银的搜索框里打代理码，按 Enter 也一样"))
        self.code.editor.setMaxLength(MAXIMUM_CODE)
        self.body.addWidget(self.code)
        self.add_cancel()
        self.add_confirm(self.tr("记给这位代理"))
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
            self.code.set_error(self.tr("填代理码"))
            return
        self.decided.emit(self.code.text())
