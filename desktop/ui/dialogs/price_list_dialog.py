"""导入货单: the price list of a source without an interface; looked at first, then it replaces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.services.importing import ImportKind, ImportPreview, ImportReport
from desktop.ui.dialogs.import_dialog import ImportSheet
from desktop.ui.dialogs.import_order import ImportOrder

if TYPE_CHECKING:
    from desktop.services.accounts import AccountSnapshot
    from desktop.ui.stock_desk import StockDesk


class PriceListSheet(ImportSheet):
    """The import of one account's goods."""

    def __init__(
        self, desk: StockDesk, account: AccountSnapshot, parent: QWidget | None = None
    ) -> None:
        self._account = account
        super().__init__(desk, "products", parent=parent)
        self.set_title(self.tr("{name} 的货单").format(name=account.name))
        self.kinds.hide()

    def kind(self) -> ImportKind:
        """Return what is imported."""
        return ImportKind.GOODS

    def look_with(self, order: ImportOrder) -> ImportPreview:
        """Return what the list would do; off the window's thread."""
        return self._desk.price_lists.preview(self._account.id, order.source, order.encoding)

    def write_with(self, order: ImportOrder) -> ImportReport:
        """Import the list; off the window's thread."""
        return self._desk.price_lists.import_list(
            self._desk.actor, self._account.id, order.source, order.encoding
        )

    def column_words(self) -> str:
        """Say which columns are read."""
        return self.tr("认得的列：编码 名称 类型（卡密/直充） 进价 库存 分类 充值要填")

    def summary_of(self, preview: ImportPreview) -> str:
        """Say also what the list does not have any more."""
        words = super().summary_of(preview)
        if not preview.would_remove:
            return words
        gone = self.tr("{summary} · 下架 {n}（货单里没有了）")
        return gone.format(summary=words, n=f"{preview.would_remove:,}")

    def count_of(self, preview: ImportPreview) -> int:
        """A list that only drops goods is worth importing too."""
        return super().count_of(preview) + preview.would_remove
