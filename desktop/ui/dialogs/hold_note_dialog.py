"""挂单: what the next cashier should know about the order that waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.ui.dialogs.note_dialog import NoteSheet
from desktop.ui.formatting import money_text, pieces_text

if TYPE_CHECKING:
    from desktop.domain.pricing import PricedCart


class HoldNoteSheet(NoteSheet):
    """Asks for the note of an order that is put aside; Enter alone holds it without one."""

    def __init__(self, priced: PricedCart, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("挂单"), self.tr("备注（可以空着）"), self.tr("挂单"), parent=parent
        )
        self.note.editor.setPlaceholderText(self.tr("等他拿手机"))
        facts = self.tr("{pieces} · {total}").format(
            pieces=pieces_text(priced.cart.item_count), total=money_text(priced.total)
        )
        self.note.set_note(facts)
