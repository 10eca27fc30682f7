"""What the owner does with accounts: add, change, test, hold, remove, adopt goods."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from desktop.translating import sentence_of
from desktop.ui.background import Lane
from desktop.ui.formatting import money_text
from desktop.ui.widgets.action_menu import ActionMenu, MenuItem

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPoint

    from desktop.domain.changes import Changes
    from desktop.services.accounts import AccountOutcome, AccountSnapshot, AccountTest
    from desktop.ui.stock_desk import StockDesk


class AccountActs(QObject):
    """The acts of the account cards."""

    def __init__(self, desk: StockDesk, sync: Callable[[list[int]], None], page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self._sync = sync
        self._accounts: dict[int, AccountSnapshot] = {}

    def set_accounts(self, accounts: tuple[AccountSnapshot, ...]) -> None:
        """Know these accounts."""
        self._accounts = {account.id: account for account in accounts}

    def accounts(self) -> tuple[AccountSnapshot, ...]:
        """Return the accounts, in order."""
        return tuple(self._accounts.values())

    @Slot()
    def add(self) -> None:
        """Fill in a new account."""
        from desktop.ui.dialogs.account_form_dialog import AccountFormSheet

        sheet = AccountFormSheet(self._desk)
        sheet.saved.connect(self._sync_new)
        self._desk.context.messages.open_sheet(sheet)

    @Slot()
    def adopt(self) -> None:
        """Choose goods of an account to sell."""
        self._adopt_from(None)

    @Slot(object)
    def take_step(self, account_id: int) -> None:
        """Do what the card advises."""
        account = self._accounts.get(account_id)
        if account is None:
            return
        if account.is_by_hand:
            self._import_list(account)
        elif account.is_frozen:
            self._release(account)
        elif account.trouble_code in ("platform_refused", "account_field_invalid"):
            self._change(account)
        else:
            self._sync([account.id])

    def open_menu(self, account_id: int, place: QPoint) -> None:
        """Show what can be done with an account."""
        account = self._accounts.get(account_id)
        if account is None:
            return
        menu = ActionMenu(self._menu_items(account), self._page)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    @Slot()
    def show_details(self) -> None:
        """Open an account's detail; with several accounts ask of which."""
        accounts = self.accounts()
        if len(accounts) == 1:
            self.show_detail(accounts[0].id)
            return
        items = [
            MenuItem(account.name, partial(self.show_detail, account.id), "cloud")
            for account in accounts
        ]
        menu = ActionMenu(items, self._page)
        menu.setObjectName("accountMenuOfAll")
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._page.mapToGlobal(self._page.rect().center()))

    @Slot(object)
    def show_detail(self, account_id: int) -> None:
        """Open everything that is known of an account."""
        from desktop.ui.dialogs.account_detail_dialog import AccountDetailSheet

        account = self._accounts.get(account_id)
        if account is None:
            return
        sheet = AccountDetailSheet(self._desk, account)
        sheet.money_wanted.connect(self._book)
        sheet.change_wanted.connect(self._change)
        self._desk.context.messages.open_sheet(sheet)

    def _menu_items(self, account: AccountSnapshot) -> tuple[MenuItem, ...]:
        release = MenuItem(
            self.tr("放开，让它继续采购"), partial(self._release, account), "shield-check"
        )
        renew, test = self._machine_items(account)
        return (
            MenuItem(self.tr("账号详情…"), partial(self.show_detail, account.id), "wallet"),
            renew,
            MenuItem(
                self.tr("上架它的商品…"), partial(self._adopt_from, account.id), "package-plus"
            ),
            MenuItem(self.tr("成批上架…"), partial(self._adopt_many, account), "copy-check"),
            MenuItem(self.tr("加款、返点、对账…"), partial(self._book, account), "banknote"),
            *test,
            *((release,) if account.is_frozen else ()),
            MenuItem(self.tr("修改…"), partial(self._change, account), "pencil"),
            MenuItem(self.tr("添加货源账号…"), self.add, "plus"),
            MenuItem(
                self.tr("删除账号…"), partial(self._ask_remove, account), "trash-2", is_grave=True
            ),
        )

    def _machine_items(self, account: AccountSnapshot) -> tuple[MenuItem, tuple[MenuItem, ...]]:
        if account.is_by_hand:
            words = self.tr("导入货单…")
            return MenuItem(words, partial(self._import_list, account), "upload"), ()
        sync = MenuItem(self.tr("同步"), partial(self._sync, [account.id]), "refresh-cw")
        test = MenuItem(self.tr("测试连接"), partial(self._test, account), "search-check")
        return sync, (test,)

    def _import_list(self, account: AccountSnapshot) -> None:
        from desktop.ui.dialogs.price_list_dialog import PriceListSheet

        self._desk.context.messages.open_sheet(PriceListSheet(self._desk, account))

    @Slot(object)
    def _book(self, account: AccountSnapshot) -> None:
        from desktop.ui.dialogs.account_money_dialog import AccountMoneySheet

        self._desk.context.messages.open_sheet(AccountMoneySheet(self._desk, account))

    def _adopt_from(self, account_id: int | None) -> None:
        from desktop.ui.dialogs.adopt_dialog import AdoptSheet

        sheet = AdoptSheet(self._desk, self.accounts(), account_id)
        self._desk.context.messages.open_sheet(sheet)

    def _adopt_many(self, account: AccountSnapshot) -> None:
        from desktop.ui.dialogs.adopt_many_dialog import AdoptManySheet

        self._desk.context.messages.open_sheet(AdoptManySheet(self._desk, account))

    @Slot(object)
    def _change(self, account: AccountSnapshot) -> None:
        from desktop.ui.dialogs.account_form_dialog import AccountFormSheet

        self._desk.context.messages.open_sheet(AccountFormSheet(self._desk, account))

    def _test(self, account: AccountSnapshot) -> None:
        self._desk.toast(self.tr("正在测试 {name}").format(name=account.name))
        self._desk.context.operations.run_query(
            self,
            partial(self._desk.accounts.test, self._desk.actor, account.id),
            partial(self._tell_test, account.name),
            lane=Lane.NETWORK,
        )

    def _tell_test(self, name: str, result: AccountTest) -> None:
        if result.error is not None:
            self._desk.context.messages.show_refusal(sentence_of(result.error))
            return
        balance = money_text(result.balance) if result.balance is not None else ""
        words = self.tr("{name} 连得上，余额 {balance}")
        self._desk.toast(words.format(name=name, balance=balance))

    def _release(self, account: AccountSnapshot) -> None:
        self._desk.context.messages.ask_destructive(
            self.tr("让 {name} 继续采购？").format(name=account.name),
            self.tr("它多扣过钱，所以停买了。先在平台后台核对过余额再放开。"),
            keep=self.tr("先不放"),
            destroy=self.tr("放开"),
            act=partial(self._release_now, account.id),
        )

    def _release_now(self, account_id: int) -> None:
        work = partial(self._desk.accounts.release, self._desk.actor, account_id)
        self._desk.change(self, work, self._tell_released)

    def _tell_released(self, outcome: AccountOutcome) -> None:
        self._desk.toast(self.tr("{name} 可以采购了").format(name=outcome.account.name))

    def _ask_remove(self, account: AccountSnapshot) -> None:
        self._desk.context.messages.ask_destructive(
            self.tr("删除 {name}？").format(name=account.name),
            self.tr("密钥马上抹掉，它的 {n} 个商品不再能采购。以前的采购单都留着。").format(
                n=account.goods_count
            ),
            keep=self.tr("不删"),
            destroy=self.tr("删除账号"),
            act=partial(self._remove_now, account),
        )

    def _remove_now(self, account: AccountSnapshot) -> None:
        work = partial(self._desk.accounts.remove, self._desk.actor, account.id)
        self._desk.change(self, work, partial(self._tell_removed, account.name))

    def _tell_removed(self, name: str, _changes: Changes) -> None:
        self._desk.toast(self.tr("{name} 删了").format(name=name))

    @Slot(object)
    def _sync_new(self, account: AccountSnapshot) -> None:
        self._accounts[account.id] = account
        if account.is_by_hand:
            self._import_list(account)
        else:
            self._sync([account.id])
