"""The drop-down below the search line: what the typed text may mean, the first one preselected."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.product import ProductSnapshot
from desktop.ui.formatting import money_text, spoken_text
from desktop.ui.goods_terms import limit_text
from desktop.ui.sale_texts import badge_text, product_tip
from desktop.ui.screens.sale.search_marks import find_mark
from desktop.ui.theme import Tone, theme
from desktop.ui.widgets.labels import KeyCap, PlainLabel, draw_tile, line
from desktop.ui.widgets.list_rows import ITEM_ROLE, ItemList
from desktop.ui.widgets.painting import (
    RIGHT,
    BadgeText,
    draw_badge,
    draw_text,
    rounded,
    text_width,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

AnyIndex = QModelIndex | QPersistentModelIndex

ROW_HEIGHT: Final = 52
MAXIMUM_ROWS: Final = 7
WIDTH: Final = 600


@dataclass(frozen=True, slots=True)
class FoundProduct:
    """One row: a product, the text that found it, and whether it can only be queued."""

    product: ProductSnapshot
    typed: str
    is_offline: bool = False

    def badge(self) -> BadgeText:
        """Return what can be sold of it now."""
        return badge_text(self.product, is_offline=self.is_offline)

    def spoken(self) -> str:
        """Return what the row says."""
        product = self.product
        words = (product.title, product.region, product.code, self.badge().text)
        limit = limit_text(product.usage_limit)
        return spoken_text((*words, money_text(product.price), limit))

    def tip(self) -> str:
        """Return what the row's tooltip says."""
        return product_tip(self.product)


class FoundDelegate(QStyledItemDelegate):
    """Paints a found product: tile, name, code and barcode, stock, price."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        """52 px rows."""
        return QSize(100, theme().px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw the row."""
        found = index.data(ITEM_ROLE)
        if not isinstance(found, FoundProduct):
            return
        painter.save()
        look, box = theme(), QRectF(option.rect)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if is_selected or is_hovered:
            rounded(painter, box, look.px(8), fill="accent-tint" if is_selected else "hover")
        inner = box.adjusted(look.px(10), 0, -look.px(10), 0)
        badge = found.badge()
        self._draw_tile(painter, inner, badge)
        price_width, badge_column = look.px(92), look.px(96)
        draw_text(
            painter, inner, money_text(found.product.price), pixels=15, weight=600, align=RIGHT
        )
        badge_left = inner.right() - price_width - badge_column
        plain = BadgeText(badge.text, badge.tone)
        fill = "surface" if is_selected and badge.tone is Tone.ACCENT else ""
        draw_badge(painter, badge_left, inner.center().y(), plain, fill=fill)
        left = inner.left() + look.px(36)
        words = QRectF(left, inner.top(), badge_left - left - look.px(8), inner.height())
        self._draw_words(painter, words, found, is_selected=is_selected)
        painter.restore()

    def _draw_tile(self, painter: QPainter, inner: QRectF, badge: BadgeText) -> None:
        side = theme().px(32)
        tile = QRectF(inner.left(), inner.center().y() - side / 2, side, side)
        draw_tile(painter, tile, badge.icon, badge.tone)

    def _draw_words(
        self, painter: QPainter, box: QRectF, found: FoundProduct, *, is_selected: bool
    ) -> None:
        look, product = theme(), found.product
        left = box.left() + look.px(4)
        upper = QRectF(left, box.center().y() - look.px(20), box.width(), look.px(20))
        lower = QRectF(left, box.center().y() + look.px(1), box.width(), look.px(17))
        weight = 600 if is_selected else 400
        title = find_mark(product.title, product.initials, found.typed)
        _draw_marked(painter, upper, product.title, title, weight=weight)
        codes = " · ".join(part for part in (product.code, product.barcode) if part)
        code = find_mark(codes, "", found.typed)
        if product.region:
            # First: it says whether this is the right card at all, and is cut last.
            region = f"{product.region} · " if codes else product.region
            used = draw_text(painter, lower, region, pixels=12, token="text")
            lower.setLeft(lower.left() + used)
        _draw_marked(painter, lower, codes, code, pixels=12, token="text2")


def _draw_marked(
    painter: QPainter,
    box: QRectF,
    text: str,
    mark: tuple[int, int] | None,
    *,
    pixels: int = 14,
    weight: int = 400,
    token: str = "text",
) -> None:
    """Draw a line; what was found stands bold on ``warn-tint``."""
    begin, end = mark or (0, 0)
    rest = QRectF(box)
    for words, is_found in ((text[:begin], False), (text[begin:end], True), (text[end:], False)):
        thick = 700 if is_found else weight
        width = min(text_width(words, pixels, thick), rest.width())
        if is_found:
            strip = QRectF(rest.left(), rest.top() + 1, width, rest.height() - 2)
            rounded(painter, strip, 2, fill="warn-tint")
        draw_text(painter, rest, words, pixels=pixels, weight=thick, token=token)
        rest.setLeft(rest.left() + width)


class FoundList(ItemList[FoundProduct]):
    """Lays its own ground: what lies behind it is not painted again at every keystroke."""

    def __init__(self) -> None:
        super().__init__(
            _key_of,
            FoundProduct.spoken,
            name="searchResults",
            accessible_name=QCoreApplication.translate("SearchResults", "搜索结果"),
            tip=FoundProduct.tip,
        )
        self.setItemDelegate(FoundDelegate(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the ground, then draw the rows."""
        ground = QPainter(self.viewport())
        ground.fillRect(event.rect(), theme().color("surface"))
        ground.end()
        super().paintEvent(event)


def _key_of(found: FoundProduct) -> Hashable:
    return found.product.id


class SearchResults(QFrame):
    """The drop-down; it never takes the focus from the search line.

    Signals:
        picked: the product that was clicked.
    """

    picked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("popup", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._has_moved = False
        self._is_offline = False
        self.rows = FoundList()
        self.rows.picked.connect(self._pick)
        self._nothing = PlainLabel("", "", "2")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setFixedHeight(theme().px(ROW_HEIGHT))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(7, 7, 7, 7)
        layout.setSpacing(0)
        layout.addWidget(self.rows)
        layout.addWidget(self._nothing)
        layout.addSpacing(6)
        layout.addWidget(line())
        layout.addLayout(self._hints())
        self.hide()

    def show_found(self, products: Iterable[ProductSnapshot], typed: str) -> None:
        """Show what was found; an empty text closes the list."""
        found = [FoundProduct(product, typed, self._is_offline) for product in products][
            :MAXIMUM_ROWS
        ]
        self._has_moved = False
        self.rows.set_items(found)
        self.rows.setVisible(bool(found))
        self._nothing.setVisible(not found)
        self._nothing.setText(
            self.tr("没有“{typed}”。换个首字母，或看看停售的商品").format(typed=typed)
        )
        if not typed:
            self.hide()
            return
        self.rows.select_number(0)
        self.rows.setFixedHeight(theme().px(ROW_HEIGHT) * max(len(found), 1))
        self.setFixedWidth(min(theme().px(WIDTH), self._room()))
        self.setFixedHeight(self.sizeHint().height())
        self.raise_()
        self.show()

    def show_offline(self, *, is_offline: bool) -> None:
        """From now on show what must be bought as queued, or as it is."""
        self._is_offline = is_offline

    def close_list(self) -> None:
        """Close it and forget what was found."""
        self.rows.set_items(())
        self._has_moved = False
        self.hide()

    def move_selection(self, step: int) -> None:
        """Select the row above or below."""
        self._has_moved = True
        self.rows.move_selection(step)

    def find_chosen(self) -> ProductSnapshot | None:
        """Return the row a person moved to with ↑↓, or None when they just typed."""
        current = self.rows.current_item()
        return current.product if self._has_moved and current is not None else None

    def _room(self) -> int:
        parent = self.parentWidget()
        return parent.width() - self.x() - 8 if parent is not None else theme().px(WIDTH)

    def _hints(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(10, 8, 10, 6)
        row.setSpacing(6)
        hints = (
            ("↑↓", self.tr("选择")),
            ("Enter", self.tr("加入")),
            ("3*", self.tr("先输数量再扫码")),
            ("Esc", self.tr("关闭")),
        )
        for key, words in hints:
            row.addWidget(KeyCap(key))
            row.addWidget(PlainLabel(words, "caption", "2"))
            row.addSpacing(10)
        row.addStretch(1)
        return row

    @Slot(object)
    def _pick(self, found: FoundProduct) -> None:
        self.picked.emit(found.product)
