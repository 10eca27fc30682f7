"""Where a file goes: its kind and its path; the system's own picker helps, typing works too."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.domain.errors import KataiError
from desktop.translating import sentence_of
from desktop.ui.widgets.buttons import Segmented, make_button
from desktop.ui.widgets.inputs import LineInput
from desktop.ui.widgets.sheet import MEDIUM, Sheet


def documents_folder() -> Path:
    """Return where a person keeps files."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if place else Path.home()


class SaveFileSheet(Sheet):
    """Asks where to write a file.

    Args:
        title: what is written.
        name: the file's name without its ending.
        endings: what it can be written as, ``pdf`` …; one alone shows no choice.

    Signals:
        decided: the ``Path``.
    """

    decided = Signal(object)

    def __init__(
        self, title: str, name: str, endings: tuple[str, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(title, width=MEDIUM, parent=parent)
        self._endings = endings
        self.kinds = Segmented(tuple(ending.upper() for ending in endings))
        self.kinds.setObjectName("fileKind")
        if len(endings) == 1:
            self.kinds.hide()
        self.path = LineInput(self.tr("存到"), name="filePath")
        self.path.set_text(str(documents_folder() / f"{name}.{endings[0]}"))
        browse = make_button("", self.tr("选位置…"), name="browseFile")
        self.path.set_beside(browse)
        self.body.addWidget(self.kinds)
        self.body.addWidget(self.path)
        self.add_cancel()
        self._confirm = self.add_confirm(self.tr("存下"))
        self.set_first_focus(self.path.editor)
        self.kinds.chosen.connect(self._change_ending)
        browse.clicked.connect(self._browse)
        self.accepted.connect(self._decide)

    def show_refusal(self, error: KataiError) -> None:
        """Say why nothing was written."""
        self.show_busy(is_busy=False)
        self.path.set_error(sentence_of(error))

    def show_busy(self, *, is_busy: bool = True) -> None:
        """Say that the file is being written, or that it waits for somebody."""
        self._confirm.set_busy(self.tr("正在存") if is_busy else "")

    @Slot(int)
    def _change_ending(self, index: int) -> None:
        path = Path(self.path.text())
        if path.name:
            self.path.set_text(str(path.with_suffix(f".{self._endings[index]}")))

    @Slot()
    def _browse(self) -> None:
        picker = QFileDialog(self, self.tr("选位置"), self.path.text())
        picker.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        picker.fileSelected.connect(self.path.set_text)
        picker.open()

    @Slot()
    def _decide(self) -> None:
        path = Path(self.path.text()).expanduser()
        ending = path.suffix.lstrip(".").lower()
        if not path.is_absolute() or ending not in self._endings:
            wanted = ", ".join(f".{each}" for each in self._endings)
            self.path.set_error(self.tr("写完整的路径，结尾是 {endings}").format(endings=wanted))
            return
        self.show_busy()
        self.decided.emit(path)
