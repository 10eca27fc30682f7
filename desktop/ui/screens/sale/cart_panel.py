"""The right column of 收银: customer, lines, what was taken off, total, acts, 收款."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.formatting import MINUS, amount_text, money_text
from desktop.ui.icons import TEXT_PX
from desktop.ui.promotion_texts import promotion_rows
from desktop.ui.sale_texts import cart_line_text, discount_text
from desktop.ui.screens.sale.agent_row import AgentRow
from desktop.ui.screens.sale.customer_chip import CustomerChip
from desktop.ui.screens.sale.points_row import PointsRow
from desktop.ui.screens.sale.promotion_list import PromotionList
from desktop.ui.screens.sale.tall_button import tall
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import DEFAULT, PRIMARY, ActionButton, IconButton, make_button
from desktop.ui.widgets.cards import EmptyState
from desktop.ui.widgets.cart_lines import CartLineKeys, CartLineList
from desktop.ui.widgets.labels import ElideLabel, IconView, PlainLabel, TotalLabel, line
from desktop.ui.widgets.marked_label import Mark, MarkedLabel

if TYPE_CHECKING:
    from desktop.domain.money import Money
    from desktop.domain.pricing import PricedCart
    from desktop.ui.shortcuts import ActionRegistry

_WIDE_WINDOW: Final = 1700
_NARROW_WINDOW: Final = 1366


class CartPanel(QFrame):
    """The cart; it decides nothing and tells what was pressed.

    Signals:
        wanted: the name of an act: ``hold recall order_discount clear pay repeat customer …``.
        line_chosen, quantity_changed, discount_wanted, deletion_wanted: about one line.
    """

    wanted = Signal(str)
    line_chosen = Signal(object)
    quantity_changed = Signal(object, int)
    discount_wanted = Signal(object)
    deletion_wanted = Signal(object)

    def __init__(self, registry: ActionRegistry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cartPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._registry = registry
        self._held_count = 0
        self.chip = CustomerChip(registry.key_text("sale.customer"))
        self.agent = AgentRow()
        self.lines = CartLineList(
            self.tr("购物车"),
            CartLineKeys(
                registry.key_text("sale.line_discount"), registry.key_text("sale.delete_line")
            ),
        )
        self.points = PointsRow(registry.key_text("sale.points"))
        self.total = TotalLabel()
        self.total.setObjectName("totalAmount")
        self.pay = self._button(PRIMARY, self.tr("收款"), "pay", "payButton", "pay")
        self._hold = self._button(DEFAULT, self.tr("挂单"), "hold", "holdButton", "small")
        self._recall = self._button(DEFAULT, self.tr("取单"), "recall", "recallButton", "small")
        self._order = self._button(DEFAULT, self.tr("整单折扣"), "", "orderDiscount", "small")
        self._clear = self._button(DEFAULT, self.tr("清空"), "", "clearCart", "small")
        self._margin = PlainLabel("", "caption", "2")
        self._count, self._saved = MarkedLabel(12), MarkedLabel(12)
        self._recall_empty = self._button(DEFAULT, self.tr("取单"), "recall", "recallEmpty")
        self._recall_empty.set_icon_name("archive-restore")
        self._repeat = make_button(
            DEFAULT, self.tr("重复上一单"), icon_name="rotate-ccw", name="repeatLast"
        )
        self._build()
        self.lines.follow(self.chip.last_stop())
        self._connect()

    def show_cart(
        self, priced: PricedCart, selected: int | None, points: int, *, is_offline: bool = False
    ) -> None:
        """Show the cart; ``points`` is what a member would earn."""
        cart = priced.cart
        self.chip.show_cart(cart)
        lines = (cart_line_text(each, is_offline=is_offline) for each in priced.lines)
        self.lines.set_lines(lines, selected)
        self._stack.setCurrentIndex(1 if cart.is_empty else 0)
        self._acts.setVisible(not cart.is_empty)
        self._show_promotions(priced)
        self._show_total(priced, points)

    def show_held(self, count: int) -> None:
        """Show how many orders are held."""
        self._held_count = count
        words = self.tr("取单 {n}").format(n=count) if count else self.tr("取单")
        for button in (self._recall, self._recall_empty):
            button.setText(words)
            button.setEnabled(count > 0)

    def show_repeatable(self, *, can_repeat: bool) -> None:
        """Offer 重复上一单 or not."""
        self._repeat.setEnabled(can_repeat)

    def show_margin(self, margin: Money | None) -> None:
        """Show what the order earns while the owner holds a key down; None hides it again."""
        self._margin.setVisible(margin is not None)
        if margin is not None:
            self._margin.setText(self.tr("毛利 {amount}").format(amount=amount_text(margin)))

    def show_busy(self, words: str) -> None:
        """Show on 收款 what is waited for; empty ends it."""
        self.pay.set_busy(words)

    def fit(self, window_width: int) -> None:
        """Take the width and sizes of the window's class."""
        look = theme()
        room = window_width / look.scale
        is_wide = room >= _WIDE_WINDOW
        width = 520 if is_wide else 400 if room < _NARROW_WINDOW else 440
        self.setFixedWidth(look.px(width))
        self.total.set_role("totalWide" if is_wide else "total")
        self.total.updateGeometry()
        self._pay_box.setFixedHeight(look.px(72 if is_wide else 64))

    def _button(self, kind: str, text: str, action: str, name: str, size: str = "") -> ActionButton:
        key = self._registry.key_text(f"sale.{action}") if action else ""
        return make_button(kind, text, key, name=name, size=size)

    def _build(self) -> None:
        self._empty = EmptyState(
            "scan-barcode",
            self.tr("扫码或点商品开始"),
            self.tr("也可以输入拼音首字母，如 yjcs"),
            (self._recall_empty, self._repeat),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.lines)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.chip)
        layout.addWidget(line())
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._made_promotions())
        layout.addWidget(self.points)
        layout.addWidget(self.agent)
        layout.addWidget(line())
        layout.addLayout(self._made_totals())
        layout.addWidget(self._made_acts())
        pay_row = QHBoxLayout()
        pay_row.setContentsMargins(16, 10, 16, 14)
        self._pay_box = tall(self.pay, 64)
        pay_row.addWidget(self._pay_box)
        layout.addLayout(pay_row)
        self._margin.hide()

    def _made_promotions(self) -> QFrame:
        self._promotions = QFrame()
        self._promotions.setObjectName("promotionList")
        self._promotions.setAccessibleName(self.tr("优惠"))
        self._promotion = ElideLabel("", "table", "2")
        self._promotion_amount = PlainLabel("", "tableStrong", "accent")
        remove = IconButton("x", self.tr("不打整单折扣"), is_ghost=True)
        remove.setObjectName("removeOrderDiscount")
        remove.clicked.connect(partial(self._tell, "remove_order_discount"))
        self._applied = PromotionList()
        self._applied.removal_wanted.connect(partial(self._tell, "remove_coupon"))
        column = QVBoxLayout(self._promotions)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._applied)
        self._by_hand = QWidget()
        column.addWidget(self._by_hand)
        row = QHBoxLayout(self._by_hand)
        row.setContentsMargins(16, 2, 8, 2)
        row.setSpacing(8)
        row.addWidget(IconView("ticket-percent", "accent-text", TEXT_PX))
        row.addWidget(self._promotion, 1)
        row.addWidget(self._promotion_amount)
        row.addWidget(remove)
        self._promotions.hide()
        return self._promotions

    def _made_totals(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addStretch(1)
        for label in (self._margin, self._count, self._saved):
            words.addWidget(label)
        due = PlainLabel(self.tr("应收"), "", "2")
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 16, 18)
        row.setSpacing(8)
        row.addLayout(words, 1)
        row.addWidget(due, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self.total, 0, Qt.AlignmentFlag.AlignBottom)
        return row

    def _made_acts(self) -> QWidget:
        self._acts = QWidget()
        row = QHBoxLayout(self._acts)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        for button in (self._hold, self._recall, self._order, self._clear):
            row.addWidget(button, 1)
        return self._acts

    def _connect(self) -> None:
        acts = (
            (self._hold, "hold"),
            (self._recall, "recall"),
            (self._recall_empty, "recall"),
            (self._order, "order_discount"),
            (self._clear, "clear"),
            (self._repeat, "repeat"),
            (self.pay, "pay"),
        )
        for button, name in acts:
            button.clicked.connect(partial(self._tell, name))
        self.chip.pick_wanted.connect(partial(self._tell, "customer"))
        self.chip.removal_wanted.connect(partial(self._tell, "remove_customer"))
        self.chip.channel_wanted.connect(partial(self._tell, "channel"))
        self.points.wanted.connect(partial(self._tell, "points"))
        self.agent.removal_wanted.connect(partial(self._tell, "remove_agent"))
        self.lines.chosen.connect(self.line_chosen)
        self.lines.quantity_changed.connect(self.quantity_changed)
        self.lines.discount_wanted.connect(self.discount_wanted)
        self.lines.deletion_wanted.connect(self.deletion_wanted)

    def _show_promotions(self, priced: PricedCart) -> None:
        discount = priced.cart.order_discount
        rows = promotion_rows(priced)
        self._applied.show_rows(rows)
        self._by_hand.setVisible(discount is not None)
        self._promotions.setVisible(discount is not None or bool(rows))
        if discount is not None:
            way = discount_text(discount, priced.agreed_order_discount)
            self._promotion.setText(self.tr("整单折扣 · {way}").format(way=way))
            self._promotion_amount.setText(f"{MINUS}{amount_text(priced.agreed_order_discount)}")

    def _show_total(self, priced: PricedCart, points: int) -> None:
        is_empty = priced.cart.is_empty
        self.total.show_amount(money_text(priced.total))
        self.total.set_tone("3" if is_empty else "")
        self.total.updateGeometry()
        amount = money_text(priced.total)
        self.pay.setText(
            self.tr("收款") if is_empty else self.tr("收款  {amount}").format(amount=amount)
        )
        if not self.pay.is_busy():
            self.pay.setEnabled(not is_empty)
        self._count.setVisible(not is_empty)
        gross = amount_text(priced.gross)
        counted = self.tr("{n} 件 · 小计 {gross}").format(n=priced.cart.item_count, gross=gross)
        self._count.show_marked(counted, Mark(gross))
        saved = Mark(amount_text(priced.saved) if priced.saved else "", "accent-text")
        words = self._saved_words(priced, points)
        self._saved.show_marked(words, saved)
        self._saved.setVisible(bool(words) and not is_empty)

    def _saved_words(self, priced: PricedCart, points: int) -> str:
        saved = amount_text(priced.saved)
        if priced.saved and points:
            return self.tr("已优惠 {saved} · 得 {points} 积分").format(saved=saved, points=points)
        if priced.saved:
            return self.tr("已优惠 {saved}").format(saved=saved)
        return self.tr("得 {points} 积分").format(points=points) if points else ""

    @Slot()
    def _tell(self, name: str, *_checked: bool) -> None:
        self.wanted.emit(name)
