"""货源: what is in stock and where it comes from; the owner's accounts, costs and imports."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QPoint, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.changes import Topic
from desktop.ui.alert_texts import flags_sentence
from desktop.ui.screen import Screen, WindowContext
from desktop.ui.screens.stock.account_acts import AccountActs
from desktop.ui.screens.stock.account_strip import AccountStrip
from desktop.ui.screens.stock.alerts_panel import AlertsPanel
from desktop.ui.screens.stock.booth_desk import BoothDesk
from desktop.ui.screens.stock.cards_panel import CardsPanel
from desktop.ui.screens.stock.products_panel import ProductsPanel
from desktop.ui.screens.stock.sync_run import SyncRun
from desktop.ui.shortcuts import Action, PageKeys
from desktop.ui.stock_desk import StockDesk
from desktop.ui.stray_payment_code import refuse_payment_code
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import DEFAULT, GHOST, PRIMARY, Segmented, make_button
from desktop.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.domain.product import ProductSnapshot
    from desktop.domain.stock import ProductDraft, SourceText, StockCounts, StockRow
    from desktop.services.account_money import AccountMoney
    from desktop.services.accounts import Accounts, AccountSnapshot
    from desktop.services.backups import Backups
    from desktop.services.booth_packs import BoothPacks
    from desktop.services.card_store import CardStore
    from desktop.services.card_taking import CardTaking
    from desktop.services.catalog import Catalog
    from desktop.services.importing import Importing
    from desktop.services.price_lists import PriceLists
    from desktop.services.purchasing import Purchasing
    from desktop.services.settings import Settings
    from desktop.services.standing_approvals import StandingApprovals
    from desktop.services.stock_alerts import StockAlerts
    from desktop.services.stock_sync import StockSync, SyncReport
    from desktop.services.wallets import Wallet, Wallets

_MARGIN = 16
_Accounts = tuple[tuple["AccountSnapshot", ...], "Mapping[int, Wallet]"]
_PANELS = ProductsPanel | CardsPanel | AlertsPanel


class StockScreen(Screen):
    """The stock page: one for the owner, a plainer one for everybody else."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.PRODUCTS, Topic.STOCK, Topic.ACCOUNTS, Topic.SETTINGS, Topic.ALERTS}
    )

    def __init__(  # noqa: PLR0913 - the services by name, as every page is given them
        self,
        context: WindowContext,
        catalog: Catalog,
        card_store: CardStore,
        importing: Importing,
        accounts: Accounts,
        stock_sync: StockSync,
        settings: Settings,
        backups: Backups,
        stock_alerts: StockAlerts,
        standing_approvals: StandingApprovals,
        price_lists: PriceLists,
        account_money: AccountMoney,
        wallets: Wallets,
        purchasing: Purchasing,
        booth_packs: BoothPacks,
        card_taking: CardTaking,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, parent)
        self._desk = StockDesk(
            context,
            catalog,
            card_store,
            importing,
            accounts,
            stock_sync,
            settings,
            backups,
            stock_alerts,
            standing_approvals,
            price_lists,
            account_money,
            wallets,
            purchasing,
            booth_packs,
            card_taking,
        )
        self._built_for_owner: bool | None = None
        self._wants_sync = False
        self._wanted_account: int | None = None
        self._has_read_accounts = False
        self.sync_run = SyncRun(context, stock_sync, self)
        self.sync_run.stopped.connect(self._tell_stopped)
        self.sync_run.ended.connect(self._tell_synced)
        self.acts = AccountActs(self._desk, self._start_sync, self)
        self.booth = BoothDesk(self._desk, self.sync_run, self.sync_all, self)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(_MARGIN, 0, _MARGIN, _MARGIN - 4)
        self._layout.setSpacing(0)
        self._body = QWidget()
        self._layout.addWidget(self._body)
        self._build_for_role()

    # Building ----------------------------------------------------------------------------------

    def _build_for_role(self) -> None:
        """Build what this role may see; nothing of the other role's page stays behind."""
        is_owner = self._desk.is_owner
        if self._built_for_owner is is_owner:
            return
        self._built_for_owner = is_owner
        self._layout.removeWidget(self._body)
        self._body.hide()
        self._body.deleteLater()
        self._body = QWidget()
        layout = QVBoxLayout(self._body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.products = ProductsPanel(self._desk)
        self.products.opened.connect(self._open_row)
        self.products.categories_button.clicked.connect(self.rename_categories)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.products)
        self.cards: CardsPanel | None = None
        self.alerts: AlertsPanel | None = None
        self.strip: AccountStrip | None = None
        layout.addWidget(self._owner_bar() if is_owner else self._cashier_bar())
        if is_owner:
            self._build_owner_parts(layout)
        layout.addWidget(self._pages, 1)
        self._layout.addWidget(self._body)
        self.keys_changed.emit()

    def _build_owner_parts(self, layout: QVBoxLayout) -> None:
        self.strip = AccountStrip(self._desk, self.sync_run)
        self.strip.menu_wanted.connect(self._open_account_menu)
        self.strip.step_wanted.connect(self.acts.take_step)
        self.strip.detail_wanted.connect(self.acts.show_detail)
        self.strip.add_wanted.connect(self.acts.add)
        layout.addWidget(self.strip)
        layout.addSpacing(12)
        self.cards = CardsPanel(self._desk)
        self.cards.import_wanted.connect(self._import_cards_of)
        self._pages.addWidget(self.cards)
        self.alerts = AlertsPanel(self._desk)
        self.alerts.opened.connect(self._open_row)
        self.alerts.account_opened.connect(self.acts.show_detail)
        self.alerts.counted.connect(self._show_alert_count)
        self._pages.addWidget(self.alerts)

    def _bar(self) -> tuple[QWidget, QHBoxLayout]:
        bar = QWidget()
        bar.setFixedHeight(theme().px(64))
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(PlainLabel(self.tr("货源"), "h1"))
        return bar, row

    def _sync_button(self, text: str) -> Any:
        button = make_button(
            PRIMARY,
            text,
            self.context.registry.key_text("sources.sync"),
            "refresh-cw",
            name="syncButton",
        )
        button.clicked.connect(self.sync_all)
        self.sync_button = button
        return button

    def _owner_bar(self) -> QWidget:
        bar, row = self._bar()
        self.segments = Segmented((self.tr("商品"), self.tr("卡密库"), self.tr("提醒")))
        self.segments.setAccessibleName(self.tr("商品、卡密库或提醒"))
        self.segments.chosen.connect(self._show_segment)
        row.addSpacing(4)
        row.addWidget(self.segments)
        row.addStretch(1)
        booth_button = make_button(GHOST, self.tr("出摊备货"), "", "store", name="boothButton")
        booth_button.clicked.connect(self.booth.pack)
        row.addWidget(booth_button)
        self.import_button = make_button(
            DEFAULT, self.tr("导入卡密"), "", "key-round", name="importButton"
        )
        self.import_button.clicked.connect(self.import_cards)
        new_button = make_button(DEFAULT, self.tr("新商品"), "", "plus", name="newProduct")
        new_button.clicked.connect(self.add_product)
        row.addWidget(self.import_button)
        row.addWidget(new_button)
        row.addWidget(self._sync_button(self.tr("同步货源")))
        return bar

    def _cashier_bar(self) -> QWidget:
        bar, row = self._bar()
        self._count_label = PlainLabel("", "table", "2")
        row.addWidget(self._count_label)
        row.addStretch(1)
        row.addWidget(self._sync_button(self.tr("刷新库存")))
        return bar

    # Screen ------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read again what is shown."""
        if self.context.session.person is None:
            return
        self._build_for_role()
        self.products.refresh()
        self._desk.read(self, self._desk.catalog.stock_counts, self._show_counts)
        self._desk.read(self, partial(_read_accounts, self._desk), self._show_accounts)
        if self.cards is not None:
            self.cards.refresh()
        if self.alerts is not None:
            self.alerts.refresh()

    def page_keys(self) -> PageKeys:
        """Return the keys of the page as the role sees it."""
        is_owner = bool(self._built_for_owner)
        opens = None if is_owner else self.tr("加到收银")
        syncs = self.tr("同步") if is_owner else self.tr("刷新库存")
        shared = (
            Action("stock.open", self._open_current, is_listed=False, hint=opens),
            Action("sources.sync", self.sync_all, icon="refresh-cw", hint=syncs),
            Action("page.search", self._focus_search, is_listed=False),
            Action("page.back", self._go_back, is_listed=False),
        )
        if not is_owner:
            return PageKeys("stock", shared, self._accept_scan)
        return PageKeys("stock", (*shared, *self._owner_actions()), self._accept_scan)

    def _owner_actions(self) -> tuple[Action, ...]:
        return (
            Action("stock.next_tab", self.segments.choose_next, is_listed=False),
            Action("stock.import_cards", self.import_cards, icon="key-round"),
            Action(
                "stock.take_cards",
                self.take_cards,
                self._are_cards_in_front,
                text=self.tr("取出没卖的卡密"),
                icon="eye",
            ),
            Action("stock.bulk_price", self.change_prices, icon="percent"),
            Action("stock.tick", self._toggle_tick, is_listed=False),
            Action("stock.tick_all", self._tick_all, is_listed=False),
            Action(
                "stock.columns",
                self._choose_columns,
                text=self.tr("选显示哪些列"),
                icon="columns-3",
            ),
            Action("stock.booth", self.booth.pack, text=self.tr("出摊备货"), icon="store"),
            Action("stock.new_product", self.add_product, text=self.tr("新商品"), icon="plus"),
            Action(
                "stock.change_product", self.change_product, text=self.tr("改商品"), icon="pencil"
            ),
            Action(
                "stock.categories",
                self.rename_categories,
                text=self.tr("改分类名"),
                icon="pencil",
            ),
            Action(
                "stock.import_products",
                self.import_products,
                text=self.tr("从文件导入商品"),
                icon="upload",
            ),
            Action(
                "stock.standing",
                self.list_standing,
                text=self.tr("长期同意亏卖"),
                icon="shield-check",
            ),
            Action("stock.add_account", self.acts.add, text=self.tr("添加货源账号"), icon="cloud"),
            Action(
                "stock.account_detail",
                self.acts.show_details,
                self._has_accounts,
                text=self.tr("账号详情"),
                icon="wallet",
            ),
            Action(
                "stock.adopt",
                self.acts.adopt,
                self._has_accounts,
                text=self.tr("从货源上架商品"),
                icon="package-plus",
            ),
        )

    @Slot()
    def take_cards(self) -> None:
        """Let the owner look at cards of the selected product that were not sold."""
        if self.cards is not None:
            self.cards.take_out()

    def _are_cards_in_front(self) -> bool:
        return self.cards is not None and self._pages.currentWidget() is self.cards

    def _has_accounts(self) -> bool:
        return bool(self.acts.accounts())

    def focus_home(self) -> None:
        """Put the caret into the search."""
        panel = self._pages.currentWidget()
        if isinstance(panel, AlertsPanel):
            panel.focus_home()
            return
        box = panel.search if isinstance(panel, _PANELS) else None
        if box is not None:
            box.setFocus()

    def arrive(self, argument: Any) -> None:
        """Sync when F5 was pressed elsewhere; else look for a text, or open an account."""
        if argument == "sync":
            self.sync_all()
        elif argument == "alerts" and self._built_for_owner:
            self.segments.choose(2)
        elif isinstance(argument, tuple) and argument[:1] == ("search",):
            self.products.look_for(str(argument[1]))
        elif isinstance(argument, tuple) and argument[:1] == ("account",):
            self._wanted_account = argument[1]
            self._open_wanted_account()

    def open_work(self) -> str:
        """A sync under way is told before the window closes."""
        return self.tr("货源还在同步") if self.sync_run.is_running else ""

    # Reading -----------------------------------------------------------------------------------

    def _show_counts(self, counts: StockCounts) -> None:
        if self._built_for_owner:
            first, second, _third = self.segments.buttons()
            first.setText(self.tr("商品 {n}").format(n=f"{counts.all:,}"))
            second.setText(self.tr("卡密库 {n}").format(n=f"{counts.cards:,}"))
        else:
            self._count_label.setText(self.tr("{n} 个商品").format(n=f"{counts.all:,}"))

    @Slot(int)
    def _show_alert_count(self, count: int) -> None:
        third = self.segments.buttons()[2]
        third.setText(self.tr("提醒 {n}").format(n=f"{count:,}") if count else self.tr("提醒"))

    def _show_accounts(self, found: _Accounts) -> None:
        accounts, wallets = found
        self.acts.set_accounts(accounts)
        self._has_read_accounts = True
        self._show_sync_state()
        if self.strip is not None:
            self.strip.show_accounts(accounts, wallets)
            self.products.show_accounts(accounts)
        if self._wants_sync:
            self.sync_all()
        self._open_wanted_account()

    def _open_wanted_account(self) -> None:
        """Open it once the accounts are known, and only once."""
        if self._wanted_account is None or not self._has_read_accounts:
            return
        wanted, self._wanted_account = self._wanted_account, None
        if self._built_for_owner:
            self.acts.show_detail(wanted)

    # Syncing -----------------------------------------------------------------------------------

    @Slot()
    def sync_all(self) -> None:
        """Sync every account, once the accounts are known."""
        accounts = self.acts.accounts()
        self._wants_sync = not self._has_read_accounts
        fetched = [account.id for account in accounts if not account.is_by_hand]
        if fetched:
            self._start_sync(fetched)
        elif accounts:
            self._desk.toast(self.tr("手工货源没有可同步的，导入新货单就更新"))
        elif self._has_read_accounts:
            self._say_no_accounts()

    def _say_no_accounts(self) -> None:
        if self._built_for_owner:
            self._desk.toast(self.tr("还没有货源账号，先添加一个"))
        else:
            self._desk.toast(self.tr("只卖本地卡密，库存就是现在的"))

    def _start_sync(self, account_ids: list[int]) -> None:
        self.sync_run.start(account_ids)
        if self.strip is not None:
            self.strip.show_started()
        self._show_sync_state()

    @Slot(object)
    def _tell_stopped(self, account_id: int) -> None:
        names = {account.id: account.name for account in self.acts.accounts()}
        if self._built_for_owner and account_id in names:
            words = self.tr("{name} 停下了，已写进去的都作数")
            self._desk.toast(words.format(name=names[account_id]))

    @Slot(object)
    def _tell_synced(self, reports: tuple[SyncReport, ...]) -> None:
        self._show_sync_state()
        done = [report for report in reports if report.error is None and not report.is_cancelled]
        failed = [report for report in reports if report.error is not None]
        if self._built_for_owner and done:
            words = self.tr("同步完了：{n} 个商品，新增 {added}，变了 {changed}，下架 {removed}")
            self._desk.toast(
                words.format(
                    n=sum(report.goods for report in done),
                    added=sum(report.added for report in done),
                    changed=sum(report.changed for report in done),
                    removed=sum(report.removed for report in done),
                )
            )
        elif not self._built_for_owner and failed:
            self._desk.toast(self.tr("有货源没回话，库存可能旧了，先问再卖"))
        elif not self._built_for_owner and done:
            self._desk.toast(self.tr("库存是刚刚的了"))
        self.refresh()

    def _show_sync_state(self) -> None:
        is_running = self.sync_run.is_running
        words = self.tr("同步中") if self._built_for_owner else self.tr("刷新中")
        if is_running != self.sync_button.is_busy():
            self.sync_button.set_busy(words if is_running else "")

    # Acts --------------------------------------------------------------------------------------

    @Slot(object)
    def _open_row(self, row: StockRow) -> None:
        if self._built_for_owner:
            self._compare(row)
        elif row.product.can_sell:
            self.context.go_to("sale", row.product.code)
        else:
            words = self.tr("{name} 现在不能卖")
            self.context.messages.show_refusal(words.format(name=row.product.title))

    def _compare(self, row: StockRow) -> None:
        from desktop.ui.dialogs.compare_sources_dialog import CompareSourcesSheet

        sheet = CompareSourcesSheet(self._desk, row)
        sheet.change_wanted.connect(self._change_product_of)
        sheet.source_wanted.connect(self._add_source)
        sheet.history_wanted.connect(self._show_history)
        sheet.standing_wanted.connect(self._give_standing)
        sheet.acceptance_wanted.connect(self._ask_acceptance)
        self.context.messages.open_sheet(sheet)

    @Slot(object)
    def _show_history(self, row: StockRow) -> None:
        from desktop.ui.dialogs.price_history_dialog import PriceHistorySheet

        self.context.messages.open_sheet(PriceHistorySheet(self._desk, row.product))

    @Slot(object)
    def _ask_acceptance(self, source: SourceText) -> None:
        from desktop.ui.dialogs.note_dialog import NoteSheet

        flags = flags_sentence(source.red_flags)
        sheet = NoteSheet(
            self.tr("接受风险 · {goods}").format(goods=source.goods_name),
            self.tr("{flags}。为什么还是接受（必填，会留记录）").format(flags=flags),
            self.tr("接受，从这里进货"),
        )
        sheet.decided.connect(partial(self._accept_risk, source))
        self.context.messages.open_sheet(sheet)

    def _accept_risk(self, source: SourceText, reason: str) -> None:
        desk = self._desk
        work = partial(desk.stock_sync.accept_risk, desk.actor, source.goods_id, reason)
        desk.change(self, work, partial(self._tell_accepted, source))

    def _tell_accepted(self, source: SourceText, _changes: object) -> None:
        words = self.tr("{goods} 的风险接受了，可以进货；写的话留着")
        self._desk.toast(words.format(goods=source.goods_name))
        self.refresh()

    @Slot(object)
    def _give_standing(self, row: StockRow) -> None:
        from desktop.ui.dialogs.standing_dialog import StandingFormSheet

        self.context.messages.open_sheet(StandingFormSheet(self._desk, row))

    @Slot()
    def list_standing(self) -> None:
        """List what may be sold at a loss without asking again."""
        from desktop.ui.dialogs.standing_dialog import StandingListSheet

        self.context.messages.open_sheet(StandingListSheet(self._desk))

    @Slot()
    def add_product(self) -> None:
        """Fill in a new product."""
        from desktop.ui.dialogs.product_form_dialog import ProductFormSheet

        self.context.messages.open_sheet(ProductFormSheet(self._desk))

    @Slot()
    def change_product(self) -> None:
        """Change the selected product."""
        row = self.products.table.current_row()
        if row is not None:
            self._change_product_of(row)

    @Slot(object)
    def _change_product_of(self, row: StockRow) -> None:
        work = partial(self._desk.catalog.get_draft, row.product.id)
        self._desk.read(self, work, partial(self._open_product_form, row.product))

    def _open_product_form(self, product: ProductSnapshot, draft: ProductDraft) -> None:
        from desktop.ui.dialogs.product_form_dialog import ProductFormSheet

        self.context.messages.open_sheet(ProductFormSheet(self._desk, product, draft))

    @Slot(object)
    def _add_source(self, row: StockRow) -> None:
        from desktop.ui.dialogs.adopt_dialog import AdoptSheet

        sheet = AdoptSheet(self._desk, self.acts.accounts(), None, row.product)
        self.context.messages.open_sheet(sheet)

    @Slot()
    def change_prices(self) -> None:
        """Change the prices of the ticked rows by one rule."""
        from desktop.ui.dialogs.bulk_price_dialog import BulkPriceSheet

        rows = self.products.ticked()
        if not rows:
            return
        sheet = BulkPriceSheet(self._desk, rows)
        sheet.saved.connect(self.products.clear_ticks)
        self.context.messages.open_sheet(sheet)

    @Slot()
    def import_cards(self) -> None:
        """Import cards of the selected product."""
        row = self.products.table.current_row()
        if self.cards is not None and self._are_cards_in_front():
            count = self.cards.table.current_row()
            self._import_cards_of(count.product if count is not None else "")
        else:
            self._import_cards_of(row.product.code if row is not None else "")

    @Slot()
    def rename_categories(self) -> None:
        """Give categories other names."""
        from desktop.ui.dialogs.categories_dialog import CategoriesSheet

        self.context.messages.open_sheet(CategoriesSheet(self._desk))

    @Slot()
    def import_products(self) -> None:
        """Import products from a file."""
        self._open_import("products", "")

    @Slot(str)
    def _import_cards_of(self, code: str) -> None:
        self._open_import("cards", code)

    def _open_import(self, kind: str, code: str) -> None:
        from desktop.ui.dialogs.import_dialog import ImportSheet

        self.context.messages.open_sheet(ImportSheet(self._desk, kind, code))

    @Slot(object)
    def _open_account_menu(self, account_id: int) -> None:
        card = self.strip.card_of(account_id) if self.strip is not None else None
        if card is not None:
            button = card.menu_button
            self.acts.open_menu(account_id, button.mapToGlobal(QPoint(0, button.height())))

    # Keys --------------------------------------------------------------------------------------

    def _open_current(self) -> None:
        if self.cards is not None and self._are_cards_in_front():
            self.cards.open_current()
        elif self.alerts is not None and self._is_on_alerts():
            self.alerts.open_current()
        else:
            self.products.open_current()

    def _is_on_alerts(self) -> bool:
        return self.alerts is not None and self._pages.currentWidget() is self.alerts

    def _toggle_tick(self) -> None:
        if self.alerts is not None and self._is_on_alerts():
            self.alerts.put_current_aside()
        else:
            self.products.toggle_tick()

    def _tick_all(self) -> None:
        if self._pages.currentWidget() is self.products:
            self.products.tick_all()

    def _choose_columns(self) -> None:
        self.products.columns_button.open_menu()

    def _focus_search(self) -> None:
        panel = self._pages.currentWidget()
        if isinstance(panel, _PANELS):
            panel.search.setFocus()
            panel.search.selectAll()

    def _go_back(self) -> None:
        """Esc: to the search, and there clear it."""
        panel = self._pages.currentWidget()
        if isinstance(panel, _PANELS) and panel.search.hasFocus():
            panel.search.clear()
        self.focus_home()

    def _accept_scan(self, text: str) -> bool:
        if refuse_payment_code(self.context.messages, text):
            return True
        if self._built_for_owner:
            self.segments.choose(0)
        self.products.look_for(text)
        return True

    @Slot(int)
    def _show_segment(self, number: int) -> None:
        self._pages.setCurrentIndex(number)
        self.focus_home()


def _read_accounts(desk: StockDesk) -> _Accounts:
    """Read the accounts, and for the owner what each has left."""
    wallets = desk.wallets.overview(desk.actor) if desk.is_owner else {}
    return desk.accounts.list_accounts(), wallets
