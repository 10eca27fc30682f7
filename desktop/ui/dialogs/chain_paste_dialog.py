"""接龙: a pasted chain is read while it lies there; what could not be read is named by its line."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from desktop.domain.chain_list import ChainReading, read_chain
from desktop.translating import ERRORS, sentence
from desktop.ui.dialogs.writing_form import WritingForm
from desktop.ui.formatting import money_text
from desktop.ui.loads import Loads
from desktop.ui.sale_texts import badge_text
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import PRIMARY
from desktop.ui.widgets.cards import column
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.list_rows import ListRow, RowList
from desktop.ui.widgets.search_box import SearchBox
from desktop.ui.widgets.sheet import LARGE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.domain.chain_list import UnreadLine
    from desktop.domain.product import ProductSnapshot
    from desktop.services.chain_sales import ChainMade, ChainSales
    from desktop.services.checkout import Checkout
    from desktop.ui.screen import WindowContext

_ROW: Final = 52
_SHOWN_PRODUCTS: Final = 4
_SHOWN_UNREAD: Final = 5
_HEIGHT: Final = 348


class ChainPasteSheet(WritingForm):
    """Takes a chain down for one product.

    Signals:
        made: the ``ChainMade``.
    """

    made = Signal(object)

    def __init__(
        self,
        context: WindowContext,
        chains: ChainSales,
        checkout: Checkout,
        searched: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, "", width=LARGE, parent=parent)
        self.set_title(self.tr("接龙"))
        self._chains = chains
        self._checkout = checkout
        self._loads = Loads(context, self)
        self._reading = ChainReading()
        self.pasted = QPlainTextEdit()
        self.search = SearchBox(self.tr("卖哪件商品"), "", name="chainProductSearch")
        self.rows = RowList(name="chainProducts", accessible_name=self.tr("商品"), row_height=_ROW)
        self.summary = PlainLabel("", "bodyStrong", wraps=True)
        self.unread = PlainLabel("", "caption", "danger", wraps=True)
        self._build()
        self.search.setText(searched)
        self._find(searched)
        self._read()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter takes it down from anywhere, also out of the pasted text."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.accept()
            if not event.isAutoRepeat():
                self._make()
            return
        super().keyPressEvent(event)

    def _build(self) -> None:
        self.pasted.setObjectName("chainText")
        self.pasted.setAccessibleName(self.tr("接龙原文"))
        self.pasted.setPlaceholderText(
            self.tr("把接龙整段贴进来，一行一位：\n\n#接龙\n1. 小禾 13800002046 x2\n2、阿飞 100元")
        )
        self.pasted.setTabChangesFocus(True)
        self.pasted.setFixedHeight(theme().px(_HEIGHT))
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows.setFixedHeight(theme().px(_ROW) * _SHOWN_PRODUCTS)
        side = column(self.search, self.rows, self.summary, self.unread, spacing=10)
        side.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.pasted, 1)
        row.addLayout(side, 1)
        self.body.addLayout(row)
        self.body.addWidget(self._trouble)
        self.cancel_button = self.add_cancel()
        self.confirm_button = self.add_button(
            self.tr("记下"), PRIMARY, "Ctrl+Enter", name="makeChain"
        )
        self.confirm_button.clicked.connect(self._make)
        self.set_first_focus(self.pasted)
        self.pasted.textChanged.connect(self._read)
        self.search.searched.connect(self._find)
        self.search.entered.connect(self._enter)
        self.search.moved.connect(self.rows.move_selection)
        self.rows.chosen.connect(self._choose)

    # Reading -----------------------------------------------------------------------------------

    @Slot()
    def _read(self) -> None:
        self._reading = read_chain(self.pasted.toPlainText())
        lines = self._reading.lines
        words = self.tr("读出 {n} 行，一共 {pieces} 件") if lines else self.tr("还没有读到一行")
        pieces = sum(line.quantity for line in lines)
        self.summary.setText(words.format(n=len(lines), pieces=pieces))
        self.unread.setText(unread_text(self._reading.unread))
        self._show_ready()

    @Slot(str)
    def _find(self, text: str) -> None:
        work = partial(self._checkout.find_products, text.strip(), _SHOWN_PRODUCTS)
        self._loads.run("products", work, self._show_products)

    def _show_products(self, found: tuple[ProductSnapshot, ...]) -> None:
        self.rows.set_items(_product_row(one) for one in found)
        self.rows.select_number(0)
        self._show_ready()

    @Slot(object)
    def _choose(self, _row: ListRow | None) -> None:
        self.set_trouble("")
        self._show_ready()

    def _show_ready(self) -> None:
        can_make = bool(self._reading.lines) and self.rows.current_item() is not None
        self.confirm_button.setEnabled(can_make)
        words = self.tr("记下 {n} 行") if can_make else self.tr("记下")
        self.confirm_button.setText(words.format(n=len(self._reading.lines)))

    @Slot(str)
    def _enter(self, _text: str) -> None:
        """The search line keeps Enter to itself; here it means the drafts, which cost nothing."""
        self._make()

    # Writing -----------------------------------------------------------------------------------

    @Slot()
    def _make(self) -> None:
        """Take it down, once the product that was typed is found."""
        self._loads.when_settled(self._make_now)

    def _make_now(self) -> None:
        row = self.rows.current_item()
        if row is None or not self.confirm_button.isEnabled() or self.confirm_button.is_busy():
            return
        actor = self.context.session.actor
        self.write(partial(self._chains.make, actor, row.key, self._reading), self._made)

    def _made(self, made: ChainMade) -> None:
        self.close_sheet()
        self.made.emit(made)


def unread_text(unread: Iterable[UnreadLine]) -> str:
    """Name the lines that were not read, each with why."""
    lines = [
        _tr("第 {n} 行：{why}").format(
            n=one.number, why=sentence(ERRORS, one.sentence, **one.values)
        )
        for one in unread
    ]
    if len(lines) > _SHOWN_UNREAD:
        more = _tr("还有 {n} 行也读不出来").format(n=len(lines) - _SHOWN_UNREAD)
        lines = [*lines[:_SHOWN_UNREAD], more]
    return "\n".join(lines)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ChainPasteSheet", text)


def _product_row(product: ProductSnapshot) -> ListRow:
    badge = badge_text(product)
    return ListRow(product.id, product.title, product.code, (badge,), money_text(product.price))
