"""记代理: the code of the campus agent who brought the order."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from desktop.ui.dialogs.code_dialog import CodeSheet
from desktop.ui.widgets.inputs import LineInput

_LONGEST: Final = 24


class AgentCodeSheet(CodeSheet):
    """Asks for an agent's code: for an order, or by a title of its own for somebody else."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        code = LineInput(self.tr("代理码，扫码也行"), name="agentCode")
        if not title:
            code.set_note(self.tr("在收银的搜索框里打代理码，按 Enter 也一样"))
        super().__init__(
            title or self.tr("记代理"),
            code,
            _LONGEST,
            confirm=self.tr("记给这位代理"),
            missing=self.tr("填代理码"),
            parent=parent,
        )
