"""加一张群码: its picture, what it is called, the last day it can be scanned."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.translating import sentence_of
from desktop.ui.background import Lane
from desktop.ui.code_board import read_code_picture
from desktop.ui.dialogs.writing_form import WritingForm
from desktop.ui.widgets.buttons import make_button
from desktop.ui.widgets.inputs import LineInput

if TYPE_CHECKING:
    from desktop.domain.errors import KataiError
    from desktop.domain.poster import ContactCode
    from desktop.services.marketing import Marketing
    from desktop.ui.screen import WindowContext


class ContactCodeSheet(WritingForm):
    """Reads the picture first: what holds no code is said before anything is kept.

    Signals:
        saved: the ``ContactCode``.
    """

    saved = Signal(object)

    def __init__(
        self, context: WindowContext, marketing: Marketing, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, "", icon="qr-code", parent=parent)
        self.set_title(self.tr("加一张群码"))
        self._marketing = marketing
        self.path = LineInput(self.tr("群码或联系码的图片"), name="codePicture")
        browse = make_button("", self.tr("选图…"), name="chooseCodePicture")
        self.path.set_beside(browse)
        self.label = LineInput(self.tr("叫什么"), self.tr("如：东门群"), name="codeLabel")
        self.expires = LineInput(
            self.tr("哪天过期（没有就空着）"), self.tr("如：2026-06-25"), name="codeExpires"
        )
        for line in (self.path, self.label, self.expires):
            self.body.addWidget(line)
        self.finish(self.tr("加上"))
        self.set_first_focus(self.path.editor)
        browse.clicked.connect(self._browse)

    def fields_by_code(self) -> dict[str, LineInput]:
        """Return the lines that errors belong to."""
        return {
            "picture_unreadable": self.path,
            "qr_not_found": self.path,
            "qr_ambiguous": self.path,
            "contact_code_malformed": self.label,
            "contact_code_expired": self.expires,
        }

    def submit(self) -> None:
        """Read the picture, then keep what it says."""
        text = self.expires.text().strip()
        try:
            expires_on = date.fromisoformat(text) if text else None
        except ValueError:
            self.expires.set_error(self.tr("日期写成 2026-06-25 这样"))
            self.expires.editor.setFocus()
            return
        path = Path(self.path.text()).expanduser()
        self.context.operations.run_query(
            self,
            partial(read_code_picture, path),
            partial(self._keep, expires_on),
            refused=self._refuse_picture,
            lane=Lane.READ,
        )

    def _keep(self, expires_on: date | None, read: tuple[bytes, str]) -> None:
        _, payload = read
        add = partial(
            self._marketing.add_code,
            self.context.session.actor,
            self.label.text(),
            payload,
            expires_on,
        )
        self.context.operations.run_query(
            self, add, self._kept, refused=self.show_refusal, lane=Lane.WRITE
        )

    def _kept(self, code: ContactCode) -> None:
        self.close_sheet()
        self.saved.emit(code)

    def _refuse_picture(self, error: KataiError) -> None:
        self.path.set_error(sentence_of(error))
        self.path.editor.setFocus()

    @Slot()
    def _browse(self) -> None:
        picker = QFileDialog(self, self.tr("选图"))
        picker.setNameFilter(self.tr("图片 (*.png *.jpg *.jpeg *.bmp *.webp)"))
        picker.setFileMode(QFileDialog.FileMode.ExistingFile)
        picker.fileSelected.connect(self.path.set_text)
        picker.open()
