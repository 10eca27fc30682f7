"""上架: goods of an account become products, or a further source of one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.product import ProductKind
from desktop.domain.red_flags import NO_FLAGS, RedFlag
from desktop.ui.alert_texts import flags_sentence
from desktop.ui.background import Lane
from desktop.ui.dialogs.writing_form import WritingForm
from desktop.ui.formatting import amount_text
from desktop.ui.loads import Loads
from desktop.ui.stock_texts import plain_kind_badge, stock_words
from desktop.ui.theme import Tone
from desktop.ui.widgets.amount_inputs import MoneyEdit
from desktop.ui.widgets.cards import Card, EmptyState, NoticeStrip
from desktop.ui.widgets.data_table import DataTable, TableCell, TableColumn
from desktop.ui.widgets.inputs import ChoiceBox, LineInput
from desktop.ui.widgets.painting import BadgeText
from desktop.ui.widgets.rounded_pages import RoundedPages
from desktop.ui.widgets.search_box import SearchBox
from desktop.ui.widgets.sheet import LARGE

if TYPE_CHECKING:
    from desktop.domain.product import ProductSnapshot
    from desktop.domain.red_flags import RedFlags
    from desktop.services.accounts import AccountSnapshot
    from desktop.services.catalog import ProductOutcome
    from desktop.services.stock_lists import GoodsState
    from desktop.ui.stock_desk import StockDesk

_PAGE: Final = 200
_ROWS: Final = 6


class AdoptSheet(WritingForm):
    """Searches an account's goods; one at a time is adopted, and the sheet stays for the next."""

    def __init__(
        self,
        desk: StockDesk,
        accounts: tuple[AccountSnapshot, ...],
        account_id: int | None = None,
        product: ProductSnapshot | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk.context, "", width=LARGE, icon="package-plus", parent=parent)
        self.set_title(
            self.tr("从货源上架商品")
            if product is None
            else self.tr("给 {name} 加货源").format(name=product.title)
        )
        self._desk = desk
        self._accounts = accounts
        self._product = product
        self._is_code_typed = False
        self._loads = Loads(desk.context, self)
        self._build_search(account_id)
        self._build_table()
        self._build_fields()
        self.finish(self.tr("上架") if product is None else self.tr("接上"), cancel=self.tr("关闭"))
        self.set_first_focus(self.search)
        self._connect()
        self._read()

    # Building ----------------------------------------------------------------------------------

    def _build_search(self, account_id: int | None) -> None:
        self.search = SearchBox(self.tr("它的商品名或编号"), "", name="goodsSearch")
        self.account = ChoiceBox(
            [account.name for account in self._accounts],
            name="goodsAccount",
            accessible_name=self.tr("货源账号"),
        )
        ids = [account.id for account in self._accounts]
        if account_id in ids:
            self.account.setCurrentIndex(ids.index(account_id))
        if len(self._accounts) < 2:
            self.account.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.search, 1)
        row.addWidget(self.account)
        self.body.addLayout(row)

    def _build_table(self) -> None:
        self.table: DataTable[GoodsState] = DataTable(
            (
                TableColumn("name", self.tr("商品"), _name_cell),
                TableColumn("kind", self.tr("类型"), _kind_cell, 90, fits_badges=True),
                TableColumn("cost", self.tr("进价"), _cost_cell, 90, is_number=True),
                TableColumn("stock", self.tr("库存"), _stock_cell, 120),
            ),
            _key_of,
            name="goodsTable",
            accessible_name=self.tr("货源的商品"),
        )
        self.empty = EmptyState("search-x", "")
        self._pages = RoundedPages(is_last=True, wanted_height=36 + 44 * _ROWS)
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.empty)
        card = Card()
        card.set_flush()
        card.body.addWidget(self._pages)
        self.body.addWidget(card)

    def _build_fields(self) -> None:
        self.name = LineInput(self.tr("名称"), name="adoptName")
        self.code = LineInput(self.tr("编码"), self.tr("按名称自动取"), name="adoptCode")
        self.price = LineInput(
            self.tr("售价（元）"), editor=MoneyEdit("adoptPrice"), name="adoptPrice"
        )
        self._fields = QWidget()
        row = QHBoxLayout(self._fields)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self.name, 3, top)
        row.addWidget(self.code, 2, top)
        row.addWidget(self.price, 2, top)
        self.price.set_note(" ")
        self.acceptance = LineInput(self.tr("为什么还是接受（必填，会留记录）"), name="adoptRisk")
        self.acceptance.hide()
        if self._product is not None:
            self._fields.hide()
        self.body.addWidget(self._fields)
        self.risk = NoticeStrip(Tone.DANGER, self.tr("红旗。"), "", "shield-alert")
        self.risk.hide()
        self.body.addWidget(self.risk)
        self.body.addWidget(self.acceptance)

    def _connect(self) -> None:
        self.search.searched.connect(self._read)
        self.search.entered.connect(self._leave_search)
        self.search.moved.connect(self._move_selection)
        self.account.activated.connect(self._read)
        self.table.row_chosen.connect(self._show_goods)
        self.table.row_activated.connect(self._leave_search)
        self.code.edited.connect(self._note_code)

    # Reading -----------------------------------------------------------------------------------

    @Slot()
    def _read(self) -> None:
        if not self._accounts:
            self._show(())
            return
        account = self._accounts[max(0, self.account.currentIndex())]
        text = self.search.search_text().strip()
        work = partial(self._desk.stock_sync.goods, account.id, text, 0, _PAGE)
        self._loads.run("goods", work, self._show)

    def _show(self, goods: tuple[GoodsState, ...]) -> None:
        self.table.set_rows(goods)
        self.table.select_number(0)
        self._pages.setCurrentIndex(0 if goods else 1)
        text = self.search.search_text().strip()
        if text:
            words = self.tr("没有“{text}”").format(text=text)
            self.empty.set_words(words, self.tr("换个说法，或先同步一次"), "search-x")
        else:
            self.empty.set_words(
                self.tr("还不知道它卖什么"), self.tr("先同步一次，再来上架"), "cloud-off"
            )
        self._show_goods(self.table.current_row())

    @Slot(object)
    def _show_goods(self, goods: GoodsState | None) -> None:
        self.confirm_button.setEnabled(goods is not None)
        self._show_risk(NO_FLAGS if goods is None else goods.red_flags)
        if goods is None:
            return
        self.name.set_text(goods.name)
        self._is_code_typed = False
        self.code.set_text("")
        editor = self.price.editor
        if isinstance(editor, MoneyEdit):
            editor.set_amount(None)
        if goods.cost is not None:
            words = self.tr("进价 {cost}").format(cost=amount_text(goods.cost))
            self.price.set_note(words)
        else:
            self.price.set_note(self.tr("进价要问过才知道"))
        if self._product is None:
            work = partial(self._desk.catalog.free_code, goods.name)
            self._loads.run("code", work, self._show_code)

    def _show_risk(self, flags: RedFlags) -> None:
        """Goods with a red flag ask for words; some are not adopted whatever is written."""
        self.risk.setVisible(bool(flags))
        self.acceptance.setVisible(bool(flags) and RedFlag.BLOCKED not in flags)
        self.acceptance.set_text("")
        if flags:
            self.risk.set_words(self.tr("红旗。"), flags_sentence(flags))
        self.context.messages.sheets.place_again()

    def _show_code(self, code: str) -> None:
        if not self._is_code_typed:
            self.code.set_text(code)

    @Slot()
    def _note_code(self) -> None:
        self._is_code_typed = bool(self.code.text())

    @Slot(int)
    def _move_selection(self, step: int) -> None:
        last = self.table.table_model().rowCount() - 1
        self.table.select_number(min(max(self.table.currentIndex().row() + step, 0), last))

    @Slot()
    def _leave_search(self) -> None:
        """Enter in the search: on to the price, once the goods are there."""
        if self._product is not None:
            self._loads.when_settled(self.accept)
        else:
            self.price.editor.setFocus()

    # Writing -----------------------------------------------------------------------------------

    def fields_by_code(self) -> dict[str, LineInput]:
        """Return the lines that errors belong to."""
        return {
            "code_taken": self.code,
            "code_malformed": self.code,
            "name_missing": self.name,
            "price_out_of_range": self.price,
            "risk_not_accepted": self.acceptance,
        }

    def submit(self) -> None:
        """Adopt what is selected, once everything typed has been looked up."""
        self._loads.when_settled(self._submit_now)

    def _submit_now(self) -> None:
        goods = self.table.current_row()
        if goods is None:
            return
        sync, actor = self._desk.stock_sync, self._desk.actor
        if self._product is not None:
            join = partial(
                sync.add_source,
                actor,
                self._product.id,
                goods.id,
                acceptance=self.acceptance.text(),
            )
            self.write(join, self._joined, lane=Lane.NETWORK)
            return
        editor = self.price.editor
        price = editor.amount() if isinstance(editor, MoneyEdit) else None
        if price is None:
            self.price.set_error(self.tr("填售价，例如 99.80"))
            editor.setFocus()
            return
        self.write(
            partial(
                sync.adopt,
                actor,
                goods.id,
                self.code.text() or None,
                price,
                name=self.name.text(),
                acceptance=self.acceptance.text(),
            ),
            self._adopted,
            lane=Lane.NETWORK,
        )

    def _adopted(self, outcome: ProductOutcome) -> None:
        """Stay for the next one: select it and go back to the search."""
        words = self.tr("{name} 上架了，编码 {code}")
        self._desk.toast(words.format(name=outcome.product.title, code=outcome.product.code))
        self._move_selection(1)
        self._show_goods(self.table.current_row())
        self.search.setFocus()
        self.search.selectAll()

    def _joined(self, outcome: ProductOutcome) -> None:
        self.close_sheet()
        self._desk.toast(self.tr("{name} 多了一个货源").format(name=outcome.product.title))


def _key_of(goods: GoodsState) -> Any:
    return goods.id


def _name_cell(goods: GoodsState) -> TableCell:
    aside = goods.variant or goods.upstream_id
    badges = (BadgeText("", Tone.DANGER, "shield-alert"),) if goods.red_flags else ()
    return TableCell(goods.name, is_strong=True, aside=aside, badges=badges)


def _kind_cell(goods: GoodsState) -> TableCell:
    return TableCell(badges=(plain_kind_badge(ProductKind(goods.kind)),))


def _cost_cell(goods: GoodsState) -> str:
    return amount_text(goods.cost) if goods.cost is not None else "—"


def _stock_cell(goods: GoodsState) -> str:
    return stock_words(goods.stock)
