"""A wholesale account: its form is what the platform declares; a secret goes in and stays in."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.services.accounts import AccountDraft
from desktop.translating import translate
from desktop.ui.dialogs.connection_form import ConnectionForm
from desktop.ui.dialogs.platform_notice import PlatformNotice
from desktop.ui.formatting import money_text
from desktop.ui.widgets.amount_inputs import MoneyEdit
from desktop.ui.widgets.cards import column
from desktop.ui.widgets.fitting_scroll import add_scrolling
from desktop.ui.widgets.inputs import ChoiceBox, LineInput
from desktop.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from desktop.domain.money import Money
    from desktop.services.accounts import AccountOutcome, AccountSnapshot, AccountTest
    from desktop.services.platform_sheets import PlatformSheet
    from desktop.ui.stock_desk import StockDesk

_CONTEXT: Final = "connectors"


class AccountFormSheet(ConnectionForm):
    """Adds or changes an account.

    Signals:
        saved: the ``AccountSnapshot`` of a new account.
    """

    saved = Signal(object)

    def __init__(
        self,
        desk: StockDesk,
        account: AccountSnapshot | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk.context, desk.accounts.test, account, icon="cloud", parent=parent)
        self.set_title(
            self.tr("添加货源账号")
            if account is None
            else self.tr("修改 {name}").format(name=account.name)
        )
        self._desk = desk
        self._account = account
        self._platforms = desk.accounts.platforms()
        self._build()

    def kind(self) -> str:
        """Return which platform it is."""
        return self._sheet().key

    def answered_words(self, result: AccountTest) -> str:
        """Say who answered, what lies there and how long it took."""
        balance = money_text(result.balance) if result.balance is not None else "—"
        shop = result.shop_name or self.name.text() or self.tr("店铺")
        words = self.tr("连上了：{shop} · 余额 {balance} · {seconds} 秒")
        return words.format(shop=shop, balance=balance, seconds=f"{result.seconds:.1f}")

    def draft(self) -> AccountDraft:
        """Return the form as it is filled in."""
        return replace(super().draft(), opening_balance=self._opening())

    def draft_to_try(self) -> AccountDraft:
        """Return what is tried; it needs no name yet."""
        draft = self.draft()
        return draft if draft.name else replace(draft, name=self.tr("新账号"))

    def submit(self) -> None:
        """Save; nothing is asked of the platform."""
        accounts, actor, draft = self._desk.accounts, self._desk.actor, self.draft()
        if self._account is None:
            self.write(partial(accounts.add, actor, draft), self._added)
        else:
            self.write(partial(accounts.change, actor, self._account.id, draft), self._changed)

    def _build(self) -> None:
        form = QWidget()
        form.setObjectName("accountForm")
        form.setAccessibleName(self.tr("货源账号"))
        names = [translate(_CONTEXT, sheet.name) for sheet in self._platforms]
        self.platform = ChoiceBox(names, name="platformChoice", accessible_name=self.tr("平台"))
        self.name = LineInput(self.tr("给它起个名字"), self.tr("例如 星桥卡盟"), name="accountName")
        label = self.tr("现在存了多少钱在它那里（元，不记余额就空着）")
        self.opening_line = MoneyEdit("openingBalance", accessible_name=label)
        self.opening = LineInput(label, editor=self.opening_line)
        platform_box = QWidget()
        platform_box.setLayout(
            column(PlainLabel(self.tr("平台"), "table", "2"), self.platform, spacing=4)
        )
        if self._account is not None:
            platform_box.hide()
        self.notice = PlatformNotice()
        form.setLayout(
            column(platform_box, self.notice, self.name, self.fields, self.opening, self.told)
        )
        add_scrolling(self, form)
        self.add_test_button("testAccount")
        self.finish(self.tr("保存"), name="saveAccount")
        self.platform.activated.connect(self._show_platform)
        self._show_stored()
        self._show_platform()
        self.set_first_focus(self.name.editor)

    def _show_stored(self) -> None:
        if self._account is None:
            return
        self.name.set_text(self._account.name)
        keys = [sheet.key for sheet in self._platforms]
        if self._account.platform in keys:
            self.platform.setCurrentIndex(keys.index(self._account.platform))

    @Slot()
    def _show_platform(self) -> None:
        """Draw the fields this platform declares."""
        self.fields.show_fields(self._sheet().fields)
        self.notice.show_platform(self._sheet())
        by_hand = self._sheet().is_by_hand
        self.opening.setVisible(by_hand and self._account is None)
        self.test_button.setVisible(not by_hand)

    def _sheet(self) -> PlatformSheet:
        return self._platforms[max(0, self.platform.currentIndex())]

    def _opening(self) -> Money | None:
        return self.opening_line.amount() if self._sheet().is_by_hand else None

    def _added(self, outcome: AccountOutcome) -> None:
        self.close_sheet()
        self._desk.toast(self.tr("{name} 加好了").format(name=outcome.account.name))
        if shiboken6.isValid(self):
            self.saved.emit(outcome.account)

    def _changed(self, outcome: AccountOutcome) -> None:
        self.close_sheet()
        self._desk.toast(self.tr("{name} 改好了").format(name=outcome.account.name))
