"""Saving the cards of a sale as a sealed file: where it goes, who must agree, its password."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.domain.sealed_file import ENDING
from desktop.services.table_writing import safe_file_name
from desktop.translating import sentence_of
from desktop.ui.background import Lane
from desktop.ui.dialogs.file_password_dialog import FilePasswordSheet
from desktop.ui.dialogs.save_file_dialog import SaveFileSheet
from desktop.ui.formatting import cards_text
from desktop.ui.widgets.buttons import PRIMARY
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.owner_pin import ApprovalRequest

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.domain.errors import KataiError
    from desktop.domain.permissions import Actor
    from desktop.domain.sale import Approval
    from desktop.services.sealed_files import SealedFile, SealedFiles
    from desktop.services.settings import Settings
    from desktop.ui.screen import WindowContext


@dataclass(slots=True)
class _Saving:
    """One file on its way.

    Attributes:
        sheet: where it goes; None once it was closed: the file goes on without it.
        sealed: made already; a write that failed is repeated with it and asks nobody again.
    """

    actor: Actor
    sale_id: int
    number: str
    sheet: SaveFileSheet | None
    sealed: SealedFile | None = None


class SealedSaving(QObject):
    """Saves sealed files for 完成 and 订单."""

    def __init__(
        self, context: WindowContext, files: SealedFiles, settings: Settings, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._files = files
        self._settings = settings

    def ask(self, sale_id: int, number: str, count: int) -> None:
        """Ask where the file goes."""
        name = safe_file_name(self.tr("卡密 {number}").format(number=number))
        sheet = SaveFileSheet(self.tr("卡密存成加密文件"), name, (ENDING,))
        words = self.tr(
            "整单 {cards}卡密存进一个要密码才能打开的 Excel 文件。存下就算给看过，会留记录。"
        )
        about = PlainLabel(words.format(cards=cards_text(count)), "", "2", wraps=True)
        sheet.body.insertWidget(0, about)
        saving = _Saving(self._context.session.actor, sale_id, number, sheet)
        sheet.decided.connect(partial(self._decide, saving))
        sheet.closed.connect(partial(self._let_go, saving))
        self._context.messages.open_sheet(sheet)

    @Slot()
    def _let_go(self, saving: _Saving) -> None:
        saving.sheet = None

    def _decide(self, saving: _Saving, path: Path) -> None:
        if saving.sealed is None:
            self._seal(saving, path, None)
        else:
            self._write(saving, path)

    def _seal(self, saving: _Saving, path: Path, approval: Approval | None) -> None:
        if saving.sheet is not None:
            saving.sheet.show_busy()
        self._context.operations.run_change(
            self,
            partial(self._files.seal, saving.actor, saving.sale_id, path, approval),
            partial(self._go_on, saving, path),
            refused=partial(self._refuse_seal, saving, path),
            lane=Lane.DEVICE,
        )

    def _refuse_seal(self, saving: _Saving, path: Path, error: KataiError) -> None:
        if error.code != "needs_owner" or saving.sheet is None:
            self._refuse(saving, error)
            return
        saving.sheet.show_busy(is_busy=False)
        request = ApprovalRequest(
            self.tr("{name} 要把 {number} 的卡密存成加密文件，里面有看过的。").format(
                name=saving.actor.person.name, number=saving.number
            ),
            self.tr("存成加密文件"),
            self.tr("再看的原因（必填）"),
            kind=PRIMARY,
        )
        self._context.approvals.ask(request, partial(self._seal, saving, path))

    def _go_on(self, saving: _Saving, path: Path, sealed: SealedFile) -> None:
        saving.sealed = sealed
        self._write(saving, path)

    def _write(self, saving: _Saving, path: Path) -> None:
        assert saving.sealed is not None  # noqa: S101 - both callers have one
        self._context.operations.run_query(
            self,
            partial(self._files.write, saving.sealed, path),
            partial(self._tell, saving),
            refused=partial(self._refuse, saving),
            lane=Lane.DEVICE,
        )

    def _refuse(self, saving: _Saving, error: KataiError) -> None:
        if saving.sheet is not None:
            saving.sheet.show_refusal(error)
        else:
            self._context.messages.show_refusal(sentence_of(error))

    def _tell(self, saving: _Saving, path: Path) -> None:
        """Show the password to who asked for it, and to nobody while it is locked."""
        assert saving.sealed is not None  # noqa: S101 - it was just written
        if saving.sheet is not None:
            saving.sheet.close_sheet()
        session = self._context.session
        if session.is_locked or session.actor.id != saving.actor.id:
            words = self.tr(
                "文件存好了，可是锁屏了，密码没有显示。没给过的货还在待交付，要重新存一份"
            )
            self._context.messages.show_refusal(words)
            return
        seconds = self._settings.current.integer("secret.clipboard_seconds")
        sheet = FilePasswordSheet(self._context, saving.sealed, path, seconds)
        sheet.seen.connect(partial(self._hand_over, saving.actor, saving.sealed))
        self._context.messages.open_sheet(sheet)

    @Slot()
    def _hand_over(self, actor: Actor, sealed: SealedFile) -> None:
        """Hand the goods over: a sheet that waits behind others and is locked away gives none."""
        self._context.operations.run_change(self, partial(self._files.hand_over, actor, sealed))
