"""The goods at the left of 收银: categories, grid or list; a click adds, the caret stays home."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QStackedWidget, QWidget

from desktop.domain.product import CategorySnapshot, ProductSnapshot
from desktop.translating import current_language
from desktop.ui.formatting import amount_text
from desktop.ui.sale_texts import badge_text, product_card, product_tip
from desktop.ui.theme import Tone, theme
from desktop.ui.widgets.buttons import DEFAULT, PRIMARY, make_button
from desktop.ui.widgets.cards import Card, EmptyState
from desktop.ui.widgets.data_table import DataTable, TableCell, TableColumn
from desktop.ui.widgets.list_rows import Category, CategoryRail
from desktop.ui.widgets.painting import BadgeText
from desktop.ui.widgets.product_grid import ProductCard, ProductGrid

if TYPE_CHECKING:
    from desktop.domain.cart import Cart
    from desktop.services.goods_on_sale import GoodsOnSale
    from desktop.ui.operations import Operations

FAVOURITES: Final = "favourites"
EVERYTHING: Final = "everything"
PAGE_SIZE: Final = 200
_WIDE_WINDOW: Final = 1700
_FACE: Final = 1
"""The column of face values; the name says them where it has no room."""

CategoryKey = str | int


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is read in one go: the categories, and the first page of the chosen one."""

    categories: tuple[CategorySnapshot, ...]
    category: CategoryKey
    products: tuple[ProductSnapshot, ...]
    total: int
    has_favourites: bool


class ProductShelf(QWidget):
    """Categories beside grid or list.

    Signals:
        picked: the product that was clicked.
        go_wanted: where the empty state leads: ``stock``.
    """

    picked = Signal(object)
    go_wanted = Signal(str)

    def __init__(self, goods: GoodsOnSale, operations: Operations) -> None:
        super().__init__()
        self._goods = goods
        self._operations = operations
        self._products: tuple[ProductSnapshot, ...] = ()
        self._in_cart: dict[int, int] = {}
        self._category: CategoryKey | None = None
        self._has_more = False
        self._is_loading_more = False
        self._is_offline = False
        self.rail = CategoryRail(self.tr("分类"))
        self.grid = ProductGrid(self.tr("商品"))
        self.table = self._made_table()
        self._views = QStackedWidget()
        self._build()

    def refresh(self) -> None:
        """Read categories and goods again."""
        self._operations.run_query(self, self._read, self._show)

    def set_cart(self, cart: Cart) -> None:
        """Mark what is in the cart."""
        wanted: dict[int, int] = {}
        for line in cart.lines:
            wanted[line.product.id] = wanted.get(line.product.id, 0) + line.quantity
        if wanted != self._in_cart:
            self._in_cart = wanted
            self._show_products()

    def show_offline(self, *, is_offline: bool) -> None:
        """Show what must be bought as queued, or as it is again."""
        if is_offline != self._is_offline:
            self._is_offline = is_offline
            self._show_products()

    def is_list(self) -> bool:
        """Whether the list is shown instead of the grid."""
        return self._views.currentIndex() == 1

    def show_list(self, *, is_list: bool) -> None:
        """Show the list or the grid."""
        self._views.setCurrentIndex(1 if is_list else 0)

    def move_category(self, step: int) -> None:
        """Choose the category above or below (PgUp, PgDown)."""
        self.rail.move_selection(step)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A wide window gives the categories more room."""
        super().resizeEvent(event)
        is_wide = self.window().width() / theme().scale >= _WIDE_WINDOW
        self.rail.setFixedWidth(_rail_width(is_wide=is_wide))

    def _build(self) -> None:
        self.rail.setFixedWidth(_rail_width(is_wide=False))
        self.rail.chosen.connect(self._choose)
        self.grid.picked.connect(self._pick_card)
        self.grid.verticalScrollBar().valueChanged.connect(partial(self._watch_end, self.grid))
        frame = Card()
        frame.set_flush()
        frame.body.addWidget(self.table)
        listed = QWidget()
        around = QHBoxLayout(listed)
        around.setContentsMargins(0, 0, 16, 12)
        around.addWidget(frame)
        self._views.addWidget(self.grid)
        self._views.addWidget(listed)
        self._views.addWidget(self._made_empty())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.rail)
        layout.addWidget(self._views, 1)

    def _made_empty(self) -> EmptyState:
        fetch = make_button(PRIMARY, self.tr("从货源导入"))
        fetch.clicked.connect(partial(self.go_wanted.emit, "stock"))
        own = make_button(DEFAULT, self.tr("新商品"))
        own.clicked.connect(partial(self.go_wanted.emit, "stock"))
        return EmptyState(
            "package-plus", self.tr("还没有商品"), self.tr("从货源导入，或自己建一个"), (fetch, own)
        )

    def _made_table(self) -> DataTable[ProductSnapshot]:
        columns = (
            TableColumn[ProductSnapshot]("name", self.tr("商品"), self._name_cell),
            TableColumn[ProductSnapshot]("face", self.tr("面值"), _face_cell, 146),
            TableColumn[ProductSnapshot]("code", self.tr("编码"), _code_cell, 94),
            TableColumn[ProductSnapshot]("stock", self.tr("库存"), self._stock_cell, 130),
            TableColumn[ProductSnapshot](
                "price", self.tr("售价"), _price_cell, 120, is_number=True
            ),
        )
        table = DataTable(
            columns, _product_key, name="productList", accessible_name=self.tr("商品列表")
        )
        table.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        table.drop_when_narrow(("code", "face"))
        table.clicked.connect(self._pick_row)
        table.verticalScrollBar().valueChanged.connect(partial(self._watch_end, table))
        return table

    def _read(self) -> _Shown:
        categories = self._goods.list_categories()
        favourites = self._goods.list_products(favourites=True, limit=PAGE_SIZE)
        wanted = self._category
        if wanted is None or (wanted == FAVOURITES and not favourites):
            wanted = FAVOURITES if favourites else EVERYTHING
        is_kept = isinstance(wanted, str) or any(each.id == wanted for each in categories)
        wanted = wanted if is_kept else EVERYTHING
        products = favourites if wanted == FAVOURITES else self._page_of(wanted, 0)
        total = self._goods.count_products()
        return _Shown(categories, wanted, products, total, has_favourites=bool(favourites))

    def _page_of(self, category: CategoryKey, offset: int) -> tuple[ProductSnapshot, ...]:
        is_favourite = category == FAVOURITES
        category_id = category if isinstance(category, int) else None
        return self._goods.list_products(
            category_id, favourites=is_favourite, offset=offset, limit=PAGE_SIZE
        )

    def _show(self, found: _Shown) -> None:
        self._category = found.category
        rows = [Category(each.id, each.name, each.product_count) for each in found.categories]
        favourites = Category(FAVOURITES, self.tr("常用"), None, "star")
        first = [favourites] if found.has_favourites else []
        everything = Category(EVERYTHING, self.tr("全部"), found.total)
        self.rail.blockSignals(True)
        self.rail.set_items((*first, everything, *rows))
        self.rail.select_key(found.category)
        self.rail.blockSignals(False)
        self._take_page(found.products)

    def _take_page(self, products: tuple[ProductSnapshot, ...]) -> None:
        self._products = products
        self._has_more = len(products) == PAGE_SIZE
        self._show_products()

    def _show_products(self) -> None:
        self.grid.set_items(
            product_card(product, self._in_cart.get(product.id, 0), is_offline=self._is_offline)
            for product in self._products
        )
        self.table.set_rows(self._products)
        is_nothing = not self._products and self._category == EVERYTHING
        if is_nothing:
            self._views.setCurrentIndex(2)
        elif self._views.currentIndex() == 2:
            self._views.setCurrentIndex(0)

    @Slot(object)
    def _choose(self, category: Category | None) -> None:
        if category is None or category.key == self._category:
            return
        self._category = category.key
        self._operations.run_query(
            self,
            partial(self._page_of, category.key, 0),
            partial(self._show_category, category.key),
        )

    def _show_category(self, category: CategoryKey, products: tuple[ProductSnapshot, ...]) -> None:
        if category == self._category:
            self._take_page(products)
            self.grid.scrollToTop()
            self.table.scrollToTop()

    def _watch_end(self, view: QAbstractItemView, value: int) -> None:
        if value >= view.verticalScrollBar().maximum() - view.height():
            self._load_more()

    @Slot()
    def _load_more(self) -> None:
        if not self._has_more or self._is_loading_more or self._category is None:
            return
        self._is_loading_more = True
        category, offset = self._category, len(self._products)
        self._operations.run_query(
            self,
            partial(self._page_of, category, offset),
            partial(self._append, category, offset),
            refused=self._stop_loading,
        )

    def _stop_loading(self, _error: object) -> None:
        self._is_loading_more = False

    def _append(
        self, category: CategoryKey, offset: int, products: tuple[ProductSnapshot, ...]
    ) -> None:
        self._is_loading_more = False
        if category != self._category or offset != len(self._products):
            return
        bars = (self.grid.verticalScrollBar(), self.table.verticalScrollBar())
        places = [bar.value() for bar in bars]
        self._products = (*self._products, *products)
        self._has_more = len(products) == PAGE_SIZE
        self._show_products()
        for bar, place in zip(bars, places, strict=True):
            QTimer.singleShot(0, bar, partial(bar.setValue, place))

    @Slot(object)
    def _pick_card(self, card: ProductCard) -> None:
        self.picked.emit(card.payload)

    @Slot(QModelIndex)
    def _pick_row(self, index: QModelIndex) -> None:
        product = self.table.table_model().row_at(index.row())
        if product is not None:
            self.picked.emit(product)

    def _name_cell(self, product: ProductSnapshot) -> TableCell:
        count = self._in_cart.get(product.id, 0)
        badges = (BadgeText(f"×{count}", Tone.ACCENT),) if count else ()
        is_alone = self.table.isColumnHidden(_FACE)
        name, region = (product.title, product.region) if is_alone else (product.name, "")
        return TableCell(
            name, badges=badges, is_strong=True, pixels=14, aside=region, tip=product_tip(product)
        )

    def _stock_cell(self, product: ProductSnapshot) -> TableCell:
        return TableCell(badges=(badge_text(product, is_offline=self._is_offline),))


def _face_cell(product: ProductSnapshot) -> TableCell:
    """Face value, then where it holds."""
    tip = product_tip(product)
    if not product.face_text:
        return TableCell(product.region, token="text2", tip=tip)
    return TableCell(product.face_text, pixels=14, aside=product.region, tip=tip)


def _code_cell(product: ProductSnapshot) -> TableCell:
    return TableCell(product.code, token="text3", pixels=12)


def _price_cell(product: ProductSnapshot) -> TableCell:
    return TableCell(amount_text(product.price), is_strong=True, pixels=15)


def _rail_width(*, is_wide: bool) -> int:
    """Return the width of the categories: English words need more."""
    if current_language() == "en" or is_wide:
        return theme().px(140 if is_wide else 132)
    return theme().px(112)


def _product_key(product: ProductSnapshot) -> int:
    return product.id
