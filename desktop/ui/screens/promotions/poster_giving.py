"""Giving a poster out: saved or copied as a picture, its prices held against the live ones."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.services.table_writing import safe_file_name, save_file
from desktop.translating import sentence_of
from desktop.ui.background import Lane
from desktop.ui.dialogs.save_file_dialog import SaveFileSheet
from desktop.ui.rendering.poster_painter import poster_image, poster_png

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QImage

    from desktop.domain.errors import KataiError
    from desktop.domain.poster import Poster
    from desktop.services.marketing import Marketing
    from desktop.ui.screen import WindowContext


class PosterGiving(QObject):
    """Gives out a poster with the products whose lines stand on it.

    Signals:
        refused: a copy was not given: what the poster says is no longer so.
    """

    refused = Signal()

    def __init__(self, context: WindowContext, marketing: Marketing, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._marketing = context, marketing

    def ask_where(self, poster: Poster, product_ids: tuple[int, ...]) -> None:
        """Ask where the picture goes."""
        name = safe_file_name(poster.title) or self.tr("海报")
        sheet = SaveFileSheet(self.tr("存海报"), name, ("png",))
        sheet.decided.connect(partial(self._save, sheet, poster, product_ids))
        self._context.messages.open_sheet(sheet)

    def _save(
        self, sheet: SaveFileSheet, poster: Poster, product_ids: tuple[int, ...], path: Path
    ) -> None:
        self._context.operations.run_query(
            self,
            partial(self._write, poster, product_ids, path),
            partial(self._saved, sheet, path),
            refused=sheet.show_refusal,
            lane=Lane.READ,
        )

    def _write(self, poster: Poster, product_ids: tuple[int, ...], path: Path) -> None:
        """Off the window's thread: the prices are held against the live ones a last time."""
        self._marketing.refuse_unfit(poster, product_ids)
        save_file(path, poster_png(poster))

    def _saved(self, sheet: SaveFileSheet, path: Path, _nothing: None) -> None:
        sheet.close_sheet()
        words = self.tr("海报存到 {path}").format(path=path)
        self._context.messages.show_toast(words, icon="circle-check")

    def copy(self, poster: Poster, product_ids: tuple[int, ...]) -> None:
        """Put the picture where the next program pastes from, once it is sure to be live."""
        self._context.operations.run_query(
            self,
            partial(self._whole, poster, product_ids),
            self._copied,
            refused=self._refuse,
            lane=Lane.READ,
        )

    def _whole(self, poster: Poster, product_ids: tuple[int, ...]) -> QImage:
        self._marketing.refuse_unfit(poster, product_ids)
        return poster_image(poster)

    def _copied(self, image: QImage) -> None:
        self._context.clipboard.copy_picture(image)
        self._context.messages.show_toast(self.tr("海报复制好了，去群里粘贴"), icon="copy-check")

    def _refuse(self, error: KataiError) -> None:
        self._context.messages.show_refusal(sentence_of(error))
        self.refused.emit()
