"""The grid of goods: painted cards in a list view, as many columns as fit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QListView,
    QScrollBar,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.ui.formatting import spoken_text
from desktop.ui.goods_terms import limit_text, terms_tip
from desktop.ui.theme import theme
from desktop.ui.widgets.list_rows import ITEM_ROLE, ItemList
from desktop.ui.widgets.painting import (
    CENTER,
    RIGHT,
    BadgeText,
    badge_width,
    draw_badge,
    draw_text,
    rounded,
    text_width,
)

if TYPE_CHECKING:
    from collections.abc import Hashable

AnyIndex = QModelIndex | QPersistentModelIndex

MINIMUM_COLUMNS: Final = 3
COLUMN_PX: Final = 168
CARD_HEIGHT: Final = 120
GAP: Final = 10
_WIDE_VIEW_PX: Final = 1000
"""A grid this wide is on a 1920 px screen: cards are 124 high, names 15 and prices 20."""


@dataclass(frozen=True, slots=True)
class ProductCard:
    """One card.

    Attributes:
        key: identifies the product.
        name: 云境传说点卡.
        face_value: 100 元.
        code: YJ100.
        price: ``100.00``, without ¥.
        badge: what can be sold now: 余 128, 有货, 直充, 缺货 …
        in_cart: how many are in the cart.
        is_for_sale: False draws it quiet: 缺货, 停售.
        region: where it holds: 国服.
        usage_limit: what it cannot be used for; told by the tooltip.
        payload: what the screen wants back.
    """

    key: Any
    name: str
    face_value: str
    code: str
    price: str
    badge: BadgeText | None = None
    in_cart: int = 0
    is_for_sale: bool = True
    region: str = ""
    usage_limit: str = ""
    payload: Any = None

    def tip(self) -> str:
        """Return what the tooltip says."""
        return terms_tip(f"{self.name} {self.face_value}", self.region, self.usage_limit)

    def spoken(self) -> str:
        """Return what a screen reader says."""
        words = [f"{self.name} {self.face_value}", self.region, self.code, f"¥{self.price}"]
        if self.badge is not None:
            words.append(self.badge.text)
        if self.in_cart:
            words.append(f"×{self.in_cart}")
        words.append(limit_text(self.usage_limit))
        return spoken_text(words)


class ProductCardDelegate(QStyledItemDelegate):
    """Paints one card in the cell, leaving the gap at the right and below."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        """The grid's cell."""
        grid = self.parent()
        return grid.cell_size() if isinstance(grid, ProductGrid) else QSize(COLUMN_PX, CARD_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw the card."""
        card = index.data(ITEM_ROLE)
        if not isinstance(card, ProductCard):
            return
        painter.save()
        look = theme()
        box = QRectF(option.rect).adjusted(0, 0, -look.px(GAP), -look.px(GAP))
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        self._draw_box(painter, box, card, is_hovered=is_hovered)
        if option.state & QStyle.StateFlag.State_HasFocus:
            inner = box.adjusted(4, 4, -4, -4)
            rounded(painter, inner, look.px(7), edge="accent", width=2, dashed=True)
        self._draw_words(
            painter, box.adjusted(look.px(13), look.px(12), -look.px(13), -look.px(12)), card
        )
        if card.in_cart:
            self._draw_corner(painter, box, card.in_cart)
        painter.restore()

    def _draw_box(
        self, painter: QPainter, box: QRectF, card: ProductCard, *, is_hovered: bool
    ) -> None:
        fill = "hover" if is_hovered else "surface" if card.is_for_sale else "bg"
        edge = "accent" if card.in_cart else "line2" if is_hovered else "line"
        rounded(painter, box, theme().px(10), fill=fill, edge=edge, width=2 if card.in_cart else 1)

    def _draw_words(self, painter: QPainter, box: QRectF, card: ProductCard) -> None:
        look, grid = theme(), self.parent()
        is_wide = isinstance(grid, ProductGrid) and grid.is_wide()
        ink = "text" if card.is_for_sale else "text3"
        first = QRectF(box.left(), box.top(), box.width(), look.px(18))
        draw_text(painter, first, card.name, pixels=15 if is_wide else 14, weight=600, token=ink)
        second = first.translated(0, look.px(20))
        code_width = text_width(card.code, 12)
        small = second.translated(0, look.px(1))
        draw_text(painter, small, card.code, pixels=12, token="text3", align=RIGHT)
        second.setRight(second.right() - code_width - look.px(6))
        quiet = "text2" if card.is_for_sale else "text3"
        draw_text(painter, second, card.face_value or card.region, token=quiet)
        if card.region and card.face_value:
            # A line of its own: beside face value and code one of them would have to go.
            third = QRectF(box.left(), second.bottom() + look.px(2), box.width(), look.px(16))
            draw_text(painter, third, card.region, pixels=12, token=quiet)
        self._draw_price(painter, box, card, 20 if is_wide else 18, ink)

    def _draw_price(
        self, painter: QPainter, box: QRectF, card: ProductCard, pixels: int, ink: str
    ) -> None:
        look = theme()
        bottom = QRectF(box.left(), box.bottom() - look.px(26), box.width(), look.px(26))
        if card.badge is not None:
            price_width = text_width("¥", 12, 600) + text_width(card.price, pixels, 700)
            room = bottom.width() - price_width - look.px(4)
            # The whole price comes before the badge's icon.
            badge = card.badge if badge_width(card.badge) <= room else replace(card.badge, icon="")
            left = bottom.right() - badge_width(badge)
            draw_badge(painter, left, bottom.center().y() + look.px(1), badge)
            bottom.setRight(left - look.px(3))
        mark = QRectF(bottom.left(), bottom.top() + look.px(2), bottom.width(), bottom.height())
        used = draw_text(painter, mark, "¥", pixels=12, weight=600, token=ink)
        bottom.setLeft(bottom.left() + used)
        draw_text(painter, bottom, card.price, pixels=pixels, weight=700, token=ink)

    def _draw_corner(self, painter: QPainter, box: QRectF, count: int) -> None:
        look = theme()
        words = f"×{count}"
        width, height = text_width(words, 12, 700) + look.px(16), look.px(20)
        corner = QRectF(box.right() - width, box.top(), width, height)
        painter.setClipRect(corner)
        rounded(painter, corner.adjusted(0, -look.px(8), 0, 0), look.px(8), fill="accent")
        inner_edge = QRectF(corner.left() + look.px(10), corner.top(), width, height / 2)
        rounded(painter, inner_edge.adjusted(0, 0, -look.px(10), 0), look.px(9), fill="accent")
        painter.setClipping(False)
        draw_text(painter, corner, words, pixels=12, weight=700, token="on-accent", align=CENTER)


class QuietScrollBar(QScrollBar):
    """A scroll bar that keeps its place but is drawn only when there is something to scroll."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it when it has a range."""
        if self.maximum() > self.minimum():
            super().paintEvent(event)


class ProductGrid(ItemList[ProductCard]):
    """Cards in ``floor(width / 168)`` columns, at least three.

    A click or Enter emits ``picked``; a click does not take the focus from the search box.
    """

    def __init__(self, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(
            _card_key,
            ProductCard.spoken,
            name="productGrid",
            accessible_name=accessible_name,
            tip=ProductCard.tip,
            parent=parent,
        )
        self.setItemDelegate(ProductCardDelegate(self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setSpacing(0)
        # Always there, so that the columns do not jump when it is needed; invisible until then.
        self.setVerticalScrollBar(QuietScrollBar(self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def column_count(self) -> int:
        """Return how many columns fit."""
        return max(MINIMUM_COLUMNS, self._room() // theme().px(COLUMN_PX))

    def is_wide(self) -> bool:
        """Whether the larger card is drawn."""
        return self._room() >= _WIDE_VIEW_PX

    def cell_size(self) -> QSize:
        """Return a cell: card and gap."""
        look = theme()
        height = look.px(CARD_HEIGHT + GAP + (6 if self.is_wide() else 0))
        return QSize((self._room() - 1) // self.column_count(), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure the cells anew, before the view lays them out."""
        if self.gridSize() != self.cell_size():
            self.setGridSize(self.cell_size())
        super().resizeEvent(event)

    def _room(self) -> int:
        return max(self.viewport().width(), 1)


def _card_key(card: ProductCard) -> Hashable:
    key: Hashable = card.key
    return key
