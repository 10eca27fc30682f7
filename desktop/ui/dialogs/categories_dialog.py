"""改分类名: the categories and how many goods each has; another name for the chosen one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.services.catalog import MAXIMUM_NAME
from desktop.ui.dialogs.writing_form import WritingForm
from desktop.ui.theme import theme
from desktop.ui.widgets.cards import EmptyState
from desktop.ui.widgets.inputs import LineInput
from desktop.ui.widgets.list_rows import ListRow, RowList

if TYPE_CHECKING:
    from desktop.domain.product import CategorySnapshot
    from desktop.services.catalog import CategoryOutcome
    from desktop.ui.stock_desk import StockDesk

_ROW: Final = 40
_LIST: Final = 240


class CategoriesSheet(WritingForm):
    """Enter on a category goes to its name, Enter there saves; the sheet stays for the next one."""

    def __init__(self, desk: StockDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk.context, "", icon="pencil", parent=parent)
        self._desk = desk
        self.set_title(self.tr("改分类名"))
        self.rows = RowList(name="categories", accessible_name=self.tr("分类"), row_height=_ROW)
        self._empty = EmptyState(
            "package", self.tr("还没有分类"), self.tr("在商品里填上分类，这里就有了")
        )
        self._pages = QStackedWidget()
        self._pages.setFixedHeight(theme().px(_LIST))
        self._pages.addWidget(self.rows)
        self._pages.addWidget(self._empty)
        self.name = LineInput(self.tr("新名字"), name="categoryName")
        self.name.editor.setMaxLength(MAXIMUM_NAME)
        self.body.addWidget(self._pages)
        self.body.addWidget(self.name)
        self.finish(self.tr("改名"), name="renameCategory", cancel=self.tr("关闭"))
        self.set_first_focus(self.rows)
        self.rows.chosen.connect(self._show_name)
        self.rows.picked.connect(self._go_to_name)
        self._read()

    def fields_by_code(self) -> dict[str, LineInput]:
        """Return the line that errors belong to."""
        return {"category_taken": self.name, "name_missing": self.name}

    def submit(self) -> None:
        """Rename the chosen one; the same name again changes nothing."""
        row = self.rows.current_item()
        if row is None or self.name.text().strip() == row.title:
            return
        catalog, actor = self._desk.catalog, self._desk.actor
        work = partial(catalog.rename_category, actor, row.key, self.name.text())
        self.write(work, partial(self._renamed, row.title))

    def _read(self) -> None:
        self._desk.read(self, self._desk.catalog.list_categories, self._show)

    def _show(self, categories: tuple[CategorySnapshot, ...]) -> None:
        self.rows.set_items(
            ListRow(
                one.id, one.name, right=self.tr("在卖 {n} 个").format(n=f"{one.product_count:,}")
            )
            for one in categories
        )
        self._pages.setCurrentIndex(0 if categories else 1)
        for part in (self.name, self.confirm_button):
            part.setEnabled(bool(categories))
        if categories and not self.rows.currentIndex().isValid():
            self.rows.select_number(0)
        self._show_name(self.rows.current_item())

    @Slot(object)
    def _show_name(self, row: ListRow | None) -> None:
        self.name.set_text(row.title if row is not None else "")

    @Slot(object)
    def _go_to_name(self, _row: ListRow) -> None:
        self.name.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.editor.selectAll()

    def _renamed(self, before: str, outcome: CategoryOutcome) -> None:
        words = self.tr("{before} 改叫 {name}，商品都还在里面")
        self._desk.toast(words.format(before=before, name=outcome.name))
        self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
        self._read()
