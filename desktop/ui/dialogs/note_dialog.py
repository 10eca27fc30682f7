"""One line of text about something: why an order waits, what to know about a line."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.ui.widgets.inputs import LineInput
from desktop.ui.widgets.sheet import Sheet

MAXIMUM_NOTE = 200


class NoteSheet(Sheet):
    """Asks for a note that may stay empty.

    Signals:
        decided: the note.
    """

    decided = Signal(str)

    def __init__(
        self, title: str, label: str, confirm: str, note: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent=parent)
        self.note = LineInput(label, name="noteText")
        self.note.editor.setMaxLength(MAXIMUM_NOTE)
        self.note.set_text(note)
        self.note.editor.selectAll()
        self.body.addWidget(self.note)
        self.add_cancel()
        self.add_confirm(confirm)
        self.accepted.connect(self._decide)

    @Slot()
    def _decide(self) -> None:
        self.close_sheet()
        self.decided.emit(self.note.text())
