"""支付通道 in the settings: accounts that collect money by a code, kept at once like 收款码."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.translating import sentence_of, translate
from desktop.ui.dialogs.gateway_form_dialog import GatewayFormSheet
from desktop.ui.screens.sale.gateway_panel import channel_name
from desktop.ui.widgets.buttons import DEFAULT, make_button
from desktop.ui.widgets.settings_card import SettingsCard

if TYPE_CHECKING:
    from desktop.domain.errors import KataiError
    from desktop.services.gateway_accounts import GatewayAccounts, GatewaySnapshot
    from desktop.ui.screen import WindowContext


class GatewaysPart(QWidget):
    """The accounts, one row each, and adding another."""

    def __init__(self, context: WindowContext, accounts: GatewayAccounts) -> None:
        super().__init__()
        self._context, self._accounts = context, accounts
        self._shown: tuple[GatewaySnapshot, ...] | None = None
        self._card: SettingsCard | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._show(())

    @Slot()
    def reload(self) -> None:
        """Read the accounts again."""
        self._context.operations.run_query(self, self._accounts.list_gateways, self._show)

    def _show(self, accounts: tuple[GatewaySnapshot, ...]) -> None:
        if accounts == self._shown:
            return
        self._shown = accounts
        if self._card is not None:
            self._layout.removeWidget(self._card)
            self._card.hide()
            self._card.deleteLater()
        self._card = card = SettingsCard(self.tr("支付通道（易支付）"))
        for account in accounts:
            card.add_row(account.name, self._words_for(account), self._buttons_for(account))
        add = make_button(DEFAULT, self.tr("添加支付通道…"), "", "plus", name="addGateway")
        add.clicked.connect(self._add)
        words = self.tr("顾客扫一次码，到账自动完成。密钥封存在本机")
        card.add_row(self.tr("再加一个") if accounts else self.tr("还没有通道"), words, add)
        self._layout.addWidget(card)

    def _words_for(self, account: GatewaySnapshot) -> str:
        if account.trouble_text:
            return account.trouble_text
        channels = " ".join(channel_name(one) for one in account.channels)
        kind = translate("connectors", account.dialect_name)
        address = account.fields.get("base_url", "")
        return f"{kind} · {channels} · {address}"

    def _buttons_for(self, account: GatewaySnapshot) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        change = make_button(DEFAULT, self.tr("修改…"), name=f"changeGateway_{account.id}")
        remove = make_button(DEFAULT, self.tr("删掉"), name=f"removeGateway_{account.id}")
        change.clicked.connect(partial(self._change, account))
        remove.clicked.connect(partial(self._ask_remove, account))
        row.addWidget(change)
        row.addWidget(remove)
        return holder

    @Slot()
    def _add(self, *_checked: bool) -> None:
        self._open(None)

    @Slot()
    def _change(self, account: GatewaySnapshot, *_checked: bool) -> None:
        self._open(account)

    def _open(self, account: GatewaySnapshot | None) -> None:
        sheet = GatewayFormSheet(self._context, self._accounts, account)
        sheet.saved.connect(self.reload)
        self._context.messages.open_sheet(sheet)

    @Slot()
    def _ask_remove(self, account: GatewaySnapshot, *_checked: bool) -> None:
        self._context.messages.ask_destructive(
            self.tr("删掉支付通道 {name}？").format(name=account.name),
            self.tr("以后不再用它收钱，密钥马上清掉。以前收的钱和记录不变。"),
            keep=self.tr("留着"),
            destroy=self.tr("删掉"),
            act=partial(self._remove, account),
        )

    def _remove(self, account: GatewaySnapshot) -> None:
        work = partial(self._accounts.remove, self._context.session.actor, account.id)
        self._context.operations.run_change(self, work, self._removed, refused=self._refuse)

    def _removed(self, _changes: object) -> None:
        self.reload()

    def _refuse(self, error: KataiError) -> None:
        self._context.messages.show_refusal(sentence_of(error))
