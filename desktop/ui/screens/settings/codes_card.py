"""收款码 in the settings: kept at once, not with 保存, because a picture is no draft."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.tender import TenderMethod
from desktop.translating import sentence_of
from desktop.ui.code_board import CodeBoard, read_code_picture
from desktop.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.errors import KataiError
    from desktop.services.collection_codes import CollectionCode, CollectionCodes
    from desktop.ui.screen import WindowContext


class CodesPart(QWidget):
    """The board, and what it does to the shop's codes."""

    def __init__(self, context: WindowContext, codes: CollectionCodes) -> None:
        super().__init__()
        self._context, self._codes = context, codes
        self._shown: tuple[CollectionCode, ...] = ()
        self.board = CodeBoard(is_column=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        words = self.tr("收款码放进来就生效，不用点保存。换码会留记录。")
        layout.addWidget(PlainLabel(words, "caption", wraps=True))
        layout.addWidget(self.board)
        self.board.picture_given.connect(self._read)
        self.board.renamed.connect(self._rename)
        self.board.removed.connect(self._ask_remove)

    def reload(self) -> None:
        """Read the codes again."""
        self._context.operations.run_query(self, self._codes.list_codes, self._show)

    def _show(self, codes: tuple[CollectionCode, ...]) -> None:
        self._shown = codes
        self.board.show_codes(codes)

    @Slot(object, object)
    def _read(self, method: TenderMethod, path: Path) -> None:
        self._context.operations.run_query(
            self,
            partial(read_code_picture, path),
            partial(self._add, method),
            refused=partial(self._refuse, method),
        )

    def _add(self, method: TenderMethod, read: tuple[bytes, str]) -> None:
        count = sum(1 for code in self._shown if code.method == method)
        label = self.tr("手机 {n}").format(n=count + 1) if count else self.tr("柜台手机")
        actor = self._context.session.actor
        self._run(method, partial(self._codes.add, actor, method, label, *read))

    @Slot(object, str)
    def _rename(self, code_id: int, label: str) -> None:
        code = self._find(code_id)
        if code is not None:
            actor = self._context.session.actor
            work = partial(
                self._codes.change,
                actor,
                code_id,
                label,
                code.picture,
                code.payload,
                daily_limit=code.daily_limit,
            )
            self._run(code.method, work)

    @Slot(object)
    def _ask_remove(self, code_id: int) -> None:
        code = self._find(code_id)
        if code is None:
            return
        self._context.messages.ask_destructive(
            self.tr("拿掉这张收款码？"),
            self.tr("{label} 以后不再给顾客看，以前收的钱不变。").format(label=code.label),
            keep=self.tr("留着"),
            destroy=self.tr("拿掉"),
            act=partial(self._remove, code),
        )

    def _remove(self, code: CollectionCode) -> None:
        work = partial(self._codes.remove, self._context.session.actor, code.id)
        self._run(code.method, work)

    def _run(self, method: TenderMethod, work: Callable[[], object]) -> None:
        self._context.operations.run_change(
            self, work, self._changed, refused=partial(self._refuse, method)
        )

    def _changed(self, _outcome: object) -> None:
        self.reload()

    def _refuse(self, method: TenderMethod, error: KataiError) -> None:
        self.board.show_wrong(method, sentence_of(error))

    def _find(self, code_id: int) -> CollectionCode | None:
        return next((code for code in self._shown if code.id == code_id), None)
