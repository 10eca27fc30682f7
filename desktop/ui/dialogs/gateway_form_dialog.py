"""An account at a payment gateway: its form is what the gateway declares; a key stays in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.translating import translate
from desktop.ui.dialogs.connection_form import ConnectionForm
from desktop.ui.formatting import money_text
from desktop.ui.theme import theme
from desktop.ui.widgets.cards import column
from desktop.ui.widgets.fitting_scroll import add_scrolling
from desktop.ui.widgets.inputs import ChoiceBox, LineInput
from desktop.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from desktop.services.accounts import AccountTest
    from desktop.services.gateway_accounts import GatewayAccounts, GatewaySheet, GatewaySnapshot
    from desktop.ui.screen import WindowContext

_CONTEXT: Final = "connectors"
_ROW_DOTS: Final = 64
"""Seven rows are more than a small window holds: it scrolls, no row is squeezed."""


class GatewayFormSheet(ConnectionForm):
    """Adds or changes an account.

    Signals:
        saved: something is other than before.
    """

    saved = Signal()

    def __init__(
        self,
        context: WindowContext,
        accounts: GatewayAccounts,
        account: GatewaySnapshot | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, accounts.test, account, icon="qr-code", parent=parent)
        title = self.tr("添加支付通道")
        if account is not None:
            title = self.tr("修改 {name}").format(name=account.name)
        self.set_title(title)
        self._accounts, self._account = accounts, account
        self._sheets = accounts.sheets()
        self._build()

    def kind(self) -> str:
        """Return which kind of gateway it is."""
        return self._sheet().key

    def answered_words(self, result: AccountTest) -> str:
        """Say who answered and what lies in the gateway."""
        balance = money_text(result.balance) if result.balance is not None else "—"
        shop = result.shop_name or self.name.text()
        words = self.tr("连上了：{shop} · 通道里有 {balance}")
        return words.format(shop=shop, balance=balance)

    def submit(self) -> None:
        """Save; nothing is asked of the gateway."""
        actor, draft = self.context.session.actor, self.draft()
        work = partial(self._accounts.add, actor, draft)
        if self._account is not None:
            work = partial(self._accounts.change, actor, self._account.id, draft)
        self.write(work, self._kept)

    def _build(self) -> None:
        form = QWidget()
        form.setObjectName("gatewayForm")
        form.setAccessibleName(self.tr("支付通道"))
        names = [translate(_CONTEXT, sheet.name) for sheet in self._sheets]
        self.dialect = ChoiceBox(names, name="gatewayChoice", accessible_name=self.tr("哪一种通道"))
        self.name = LineInput(self.tr("给它起个名字"), self.tr("例如 柜台扫码"), name="gatewayName")
        words = self.tr("钱由这个通道收，进它的商户后台。核对网址和商户号，密钥只存在本机")
        intro = PlainLabel(words, "caption", wraps=True)
        form.setLayout(column(intro, self.dialect, self.name, self.fields, self.told))
        add_scrolling(self, form)
        self.add_test_button("testGateway")
        self.finish(self.tr("保存"), name="saveGateway")
        self.dialect.activated.connect(self._show_dialect)
        if self._account is not None:
            self.name.set_text(self._account.name)
            keys = [sheet.key for sheet in self._sheets]
            self.dialect.setCurrentIndex(keys.index(self._account.dialect))
            self.dialect.hide()
        self._show_dialect()
        self.set_first_focus(self.name.editor)

    @Slot()
    def _show_dialect(self) -> None:
        """Draw the fields this kind of gateway declares."""
        self.fields.show_fields(self._sheet().fields, least_height=theme().px(_ROW_DOTS))

    def _sheet(self) -> GatewaySheet:
        return self._sheets[max(0, self.dialect.currentIndex())]

    def _kept(self, account: GatewaySnapshot) -> None:
        self.close_sheet()
        words = self.tr("{name} 存好了").format(name=account.name)
        self.context.messages.show_toast(words)
        if shiboken6.isValid(self):
            self.saved.emit()
