"""账号详情: what a platform can do, the account's money and month, its ledger, orders and syncs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QWidget

from desktop.services.order_lists import PurchaseFilter
from desktop.ui.dialogs import account_tables
from desktop.ui.dialogs.account_terms_fields import AccountTermsFields
from desktop.ui.dialogs.writing_form import WritingForm
from desktop.ui.formatting import age_text, amount_text, key_figure_text
from desktop.ui.icons import TEXT_PX
from desktop.ui.loads import Loads
from desktop.ui.shortcuts import Action
from desktop.ui.stock_texts import NOTHING, arrival_text, success_text
from desktop.ui.theme import Tone, theme
from desktop.ui.wallet_texts import Trait, runway_text, traits_of, tried_text
from desktop.ui.widgets.cards import EmptyState, KeyFigure, SummaryStrip
from desktop.ui.widgets.data_table import DataTable
from desktop.ui.widgets.fitting_scroll import FittingScroll
from desktop.ui.widgets.labels import Badge, IconView, PlainLabel
from desktop.ui.widgets.rounded_pages import RoundedPages
from desktop.ui.widgets.tab_bar import TabBar, TabText

if TYPE_CHECKING:
    from desktop.domain.changes import Changes
    from desktop.services.accounts import AccountSnapshot
    from desktop.services.purchasing import PurchaseSnapshot
    from desktop.services.wallets import AccountDetail
    from desktop.ui.stock_desk import StockDesk

_WIDTH: Final = 920
_PAGE_HEIGHT: Final = 322
_TERMS: Final = 1
_MARKS: Final = {
    True: ("check", "accent-text"),
    None: ("refresh-cw", "text3"),
    False: ("shield-alert", "warn"),
}
_Found = tuple["AccountDetail", tuple["PurchaseSnapshot", ...]]


class AccountDetailSheet(WritingForm):
    """Everything about one account; only the owner's own terms can be changed here.

    Signals:
        money_wanted, change_wanted: the ``AccountSnapshot`` that something is to be booked on, or
            whose form is to be opened.
    """

    money_wanted = Signal(object)
    change_wanted = Signal(object)

    def __init__(
        self, desk: StockDesk, account: AccountSnapshot, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk.context, account.name, width=_WIDTH, icon="cloud", parent=parent)
        self._desk, self._account = desk, account
        self._loads = Loads(desk.context, self)
        self._build_head()
        self.figures = SummaryStrip()
        self.body.addWidget(self.figures)
        self._build_pages()
        self._build_buttons()
        self._show_figures(None)
        self._loads.run("detail", partial(_read, desk, account.id), self._show)

    # Building ----------------------------------------------------------------------------------

    def _build_head(self) -> None:
        account = self._account
        is_live = account.is_by_hand or account.tried == "live"
        row = QHBoxLayout()
        row.setSpacing(8)
        platform = QCoreApplication.translate("connectors", account.platform_name)
        row.addWidget(PlainLabel(platform, "table", "2"))
        badge = Badge(
            tried_text(account),
            Tone.ACCENT if is_live else Tone.WARN,
            "check" if is_live else "shield-alert",
        )
        row.addWidget(badge)
        if account.is_practice:
            row.addWidget(Badge(self.tr("练习"), Tone.OUTLINE, "flask-conical"))
        row.addStretch(1)
        self.body.addLayout(row)
        if account.trouble_text:
            self.add_text(account.trouble_text, "danger", "table")

    def _build_pages(self) -> None:
        desk = self._desk
        self.tabs = TabBar()
        self.tabs.setObjectName("accountTabs")
        self.tabs.setAccessibleName(self.tr("账号详情"))
        self.terms = AccountTermsFields()
        self.entries = account_tables.entry_table(desk)
        self.purchases = account_tables.purchase_table(desk)
        self.syncs = account_tables.sync_table(desk)
        self._pages = RoundedPages(is_last=True, wanted_height=_PAGE_HEIGHT)
        self._pages.addWidget(FittingScroll(_trait_list(traits_of(self._account))))
        self._pages.addWidget(FittingScroll(self.terms))
        lists: dict[DataTable[Any], EmptyState] = {
            self.entries: EmptyState(
                "wallet", self.tr("还没有流水"), self.tr("加款、返点、手续费记在这里")
            ),
            self.purchases: EmptyState(
                "circle-check", self.tr("没有没完的采购"), self.tr("有结果了的在订单里看")
            ),
            self.syncs: EmptyState("refresh-cw", self.tr("还没同步过"), ""),
        }
        for table, empty in lists.items():
            page = QStackedWidget()
            page.addWidget(table)
            page.addWidget(empty)
            self._pages.addWidget(page)
        self._show_tabs(0, 0)
        self.tabs.chosen.connect(self._show_page)
        self.body.addWidget(self.tabs)
        self.body.addWidget(self._pages)

    def _build_buttons(self) -> None:
        book = self.add_button(self.tr("加款、返点、对账…"), name="bookMoneyHere", is_left=True)
        book.clicked.connect(self._want_money)
        change = self.add_button(self.tr("改账号…"), name="changeAccount", is_left=True)
        change.clicked.connect(self._want_change)
        self.finish(self.tr("保存"), name="saveTerms", cancel=self.tr("关闭"))
        self._let_terms_be_typed(is_known=False)
        self.set_first_focus(self.tabs)
        self._show_page(0)

    def sheet_actions(self) -> tuple[Action, ...]:
        """Ctrl+Tab goes from tab to tab."""
        return (Action("stock.next_tab", self.tabs.choose_next),)

    # Showing -----------------------------------------------------------------------------------

    def show_terms_page(self) -> None:
        """Open on the reserve and the rebate."""
        self.tabs.setCurrentIndex(_TERMS)

    @Slot(int)
    def _show_page(self, number: int) -> None:
        """Only the terms can be saved: elsewhere Enter saves nothing that nobody sees."""
        self._pages.setCurrentIndex(number)
        is_terms = number == _TERMS
        self.confirm_button.setVisible(is_terms)
        self.set_default(self.confirm_button if is_terms else None)
        self.set_trouble("")

    def _show_tabs(self, entries: int, purchases: int) -> None:
        self.tabs.set_tabs(
            (
                TabText(self.tr("它能做什么")),
                TabText(self.tr("返点和留底")),
                TabText(self.tr("流水"), entries),
                TabText(self.tr("没完的采购"), purchases, Tone.WARN),
                TabText(self.tr("同步")),
            )
        )

    def _show(self, found: _Found) -> None:
        detail, purchases = found
        self._show_figures(detail)
        self.terms.show_terms(detail.terms)
        self.terms.show_standing(detail.wallet.rebate)
        self._let_terms_be_typed(is_known=True)
        self._fill(self.entries, detail.entries)
        self._fill(self.purchases, purchases)
        self._fill(self.syncs, detail.syncs)
        self._show_tabs(len(detail.entries), len(purchases))
        self.context.messages.sheets.place_again()

    def _let_terms_be_typed(self, *, is_known: bool) -> None:
        """Empty fields stand for terms that nobody read yet: they must not be kept as such."""
        self.terms.setEnabled(is_known)
        self.confirm_button.setEnabled(is_known)

    def _fill(self, table: DataTable[Any], rows: tuple[Any, ...]) -> None:
        table.set_rows(rows)
        table.select_number(0)
        page = table.parentWidget()
        if isinstance(page, QStackedWidget):
            page.setCurrentIndex(0 if rows else 1)

    def _show_figures(self, detail: AccountDetail | None) -> None:
        self.figures.set_figures(
            (
                self._balance_figure(),
                self._free_figure(detail),
                self._runway_figure(detail),
                *self._record_figures(detail),
            )
        )

    def _balance_figure(self) -> KeyFigure:
        account = self._account
        if account.balance is None or account.balance_at is None:
            return KeyFigure(self.tr("余额"), NOTHING, self.tr("还没查过"))
        age = age_text(account.balance_at, self._desk.now(), self._desk.zone())
        return KeyFigure(self.tr("余额"), amount_text(account.balance), age)

    def _free_figure(self, detail: AccountDetail | None) -> KeyFigure:
        free = None if detail is None else detail.wallet.free
        if detail is None or free is None:
            return KeyFigure(self.tr("可用"), NOTHING, self.tr("还不知道"))
        note = self.tr("留底 {amount}").format(amount=amount_text(detail.terms.reserve))
        if not detail.terms.reserve:
            note = self.tr("减去在路上的和答应的")
        return KeyFigure(self.tr("可用"), amount_text(free), note)

    def _runway_figure(self, detail: AccountDetail | None) -> KeyFigure:
        if detail is None or detail.wallet.free is None:
            return KeyFigure(self.tr("还够多久"), NOTHING, self.tr("还不知道"))
        runway = detail.wallet.runway
        if runway is None:
            return KeyFigure(self.tr("还够多久"), NOTHING, self.tr("最近没有采购"))
        days = self._desk.settings.current.integer("stock.runway_days")
        note = self.tr("每天约花 {amount}").format(amount=key_figure_text(runway.daily))
        tone = "warn" if runway.is_under(days) else ""
        return KeyFigure(self.tr("还够多久"), runway_text(runway), note, value_tone=tone)

    def _record_figures(self, detail: AccountDetail | None) -> tuple[KeyFigure, KeyFigure]:
        success, wait, note = NOTHING, NOTHING, self.tr("最近 30 天没有采购")
        than = note
        if detail is not None and detail.record.tries:
            success = success_text(detail.record)
            note = self.tr("最近 30 天 {n} 笔").format(n=detail.record.tries)
        if detail is not None and detail.record.median_seconds is not None:
            wait, than = arrival_text(detail.record.median_seconds), self.tr("一半比这快")
        return (
            KeyFigure(self.tr("到账成功率"), success, note),
            KeyFigure(self.tr("到账用时"), wait, than),
        )

    # Acts --------------------------------------------------------------------------------------

    def submit(self) -> None:
        """Keep the terms."""
        desk = self._desk
        work = partial(desk.wallets.keep_terms, desk.actor, self._account.id, self.terms.typed())
        self.write(work, self._kept)

    def _kept(self, _changes: Changes) -> None:
        self.close_sheet()
        self._desk.toast(self.tr("{name} 的留底和返点记下了").format(name=self._account.name))

    @Slot()
    def _want_money(self) -> None:
        self.close_sheet()
        self.money_wanted.emit(self._account)

    @Slot()
    def _want_change(self) -> None:
        self.close_sheet()
        self.change_wanted.emit(self._account)


def _read(desk: StockDesk, account_id: int) -> _Found:
    wanted = PurchaseFilter(is_open=True, account_id=account_id)
    return desk.wallets.detail(desk.actor, account_id), desk.purchasing.list_purchases(wanted)


def _trait_list(traits: tuple[Trait, ...]) -> QWidget:
    page = QWidget()
    grid = QGridLayout(page)
    grid.setContentsMargins(2, 8, 2, 8)
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(theme().px(14))
    for number, trait in enumerate(traits):
        mark = IconView(*_MARKS[trait.is_good], TEXT_PX)
        grid.addWidget(mark, number, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(PlainLabel(trait.text, wraps=True), number, 1)
    grid.setColumnStretch(1, 1)
    grid.setRowStretch(len(traits), 1)
    return page
