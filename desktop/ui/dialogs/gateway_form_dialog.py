"""An account at a payment gateway: its form is what the gateway declares; a key stays in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

import shiboken6
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.domain.secret import Secret
from desktop.services.accounts import AccountDraft
from desktop.translating import sentence_of, translate
from desktop.ui.background import Lane
from desktop.ui.dialogs.account_form_dialog import FieldRow, plain_http_tick
from desktop.ui.dialogs.writing_form import WritingForm
from desktop.ui.formatting import money_text
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import ActionButton
from desktop.ui.widgets.cards import column
from desktop.ui.widgets.fitting_scroll import add_scrolling
from desktop.ui.widgets.inputs import ChoiceBox, LineInput
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.sheet import MEDIUM

if TYPE_CHECKING:
    from desktop.domain.errors import KataiError
    from desktop.services.accounts import AccountSnapshot, AccountTest
    from desktop.services.gateway_accounts import GatewayAccounts, GatewaySheet, GatewaySnapshot
    from desktop.ui.screen import WindowContext

_CONTEXT = "connectors"
_LINE = 64


class GatewayFormSheet(WritingForm):
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
        super().__init__(context, "", width=MEDIUM, icon="qr-code", parent=parent)
        title = self.tr("添加支付通道")
        if account is not None:
            title = self.tr("修改 {name}").format(name=account.name)
        self.set_title(title)
        self._accounts, self._account = accounts, account
        self._sheets = accounts.sheets()
        self._rows: list[FieldRow] = []
        self._build()

    def _build(self) -> None:
        form = QWidget()
        form.setObjectName("gatewayForm")
        form.setAccessibleName(self.tr("支付通道"))
        names = [translate(_CONTEXT, sheet.name) for sheet in self._sheets]
        self.dialect = ChoiceBox(names, name="gatewayChoice", accessible_name=self.tr("哪一种通道"))
        self.name = LineInput(self.tr("给它起个名字"), self.tr("例如 柜台扫码"), name="gatewayName")
        self._fields = column(spacing=12)
        self.plain_http = plain_http_tick()
        self._told = PlainLabel("", "caption", "2", wraps=True)
        self._told.setObjectName("gatewayTestResult")
        words = self.tr("钱由这个通道收，进它的商户后台。核对网址和商户号，密钥只存在本机")
        layout = column(PlainLabel(words, "caption", wraps=True), self.dialect, self.name)
        layout.addLayout(self._fields)
        layout.addWidget(self.plain_http)
        layout.addWidget(self._told)
        form.setLayout(layout)
        add_scrolling(self, form)
        self.test_button: ActionButton = self.add_button(
            self.tr("测试连接"), name="testGateway", is_left=True
        )
        self.test_button.clicked.connect(self._test)
        self.finish(self.tr("保存"), name="saveGateway")
        self.dialect.activated.connect(self._show_dialect)
        if self._account is not None:
            self.name.set_text(self._account.name)
            self.plain_http.setChecked(self._account.allows_plain_http)
            keys = [sheet.key for sheet in self._sheets]
            self.dialect.setCurrentIndex(keys.index(self._account.dialect))
            self.dialect.hide()
        self._show_dialect()
        self.set_first_focus(self.name.editor)

    @Slot()
    def _show_dialect(self) -> None:
        """Draw the fields this kind of gateway declares."""
        for row in self._rows:
            self._fields.removeWidget(row)
            row.hide()
            row.deleteLater()
        # a row reads only ``fields`` and ``secret_tails`` of the account, which both kinds have
        stored = cast("AccountSnapshot | None", self._account)
        self._rows = [FieldRow(one, stored) for one in self._sheet().fields]
        for row in self._rows:
            # seven lines are more than a small window holds: it scrolls, no line is squeezed
            row.setMinimumHeight(theme().px(_LINE))
            self._fields.addWidget(row)
            row.line.edited.connect(self._note_edit)
        self._note_edit()

    @Slot()
    def _note_edit(self) -> None:
        is_plain = any(row.field.key == "base_url" and row.is_plain_address() for row in self._rows)
        self.plain_http.setVisible(is_plain)
        self._say("")

    def _sheet(self) -> GatewaySheet:
        return self._sheets[max(0, self.dialect.currentIndex())]

    def draft(self) -> AccountDraft:
        """Return the form as it is filled in."""
        secrets = {
            row.field.key: Secret(row.value())
            for row in self._rows
            if row.field.is_secret and row.value()
        }
        return AccountDraft(
            platform=self._sheet().key,
            name=self.name.text(),
            fields={row.field.key: row.value() for row in self._rows if not row.field.is_secret},
            secrets=secrets,
            allows_plain_http=self.plain_http.isChecked() and not self.plain_http.isHidden(),
        )

    # Testing ----------------------------------------------------------------------------------

    @Slot()
    def _test(self) -> None:
        subject = self._subject()
        if subject is None:
            self._say(self.tr("改过的内容要么重填密钥再测，要么保存后再测"), "warn")
            return
        self.test_button.set_busy(self.tr("正在连"))
        self._say("")
        self.context.operations.run_query(
            self,
            partial(self._accounts.test, self.context.session.actor, subject),
            self._show_test,
            refused=self._refuse_test,
            lane=Lane.NETWORK,
        )

    def _subject(self) -> AccountDraft | int | None:
        draft = self.draft()
        if not any(row.is_kept for row in self._rows):
            return draft
        stored = self._account
        is_unchanged = stored is not None and dict(stored.fields) == dict(draft.fields)
        return stored.id if stored is not None and is_unchanged else None

    def _show_test(self, result: AccountTest) -> None:
        self.test_button.set_busy("")
        if result.error is not None:
            self._say(sentence_of(result.error), "danger")
            return
        balance = money_text(result.balance) if result.balance is not None else "—"
        words = self.tr("连上了：{shop} · 通道里有 {balance}")
        shop = result.shop_name or self.name.text()
        self._say(words.format(shop=shop, balance=balance), "accent")

    def _refuse_test(self, error: KataiError) -> None:
        self.test_button.set_busy("")
        self.show_refusal(error)

    def _say(self, text: str, tone: str = "2") -> None:
        self._told.setText(text)
        self._told.set_tone(tone)
        self._told.setVisible(bool(text))

    # Saving -----------------------------------------------------------------------------------

    def fields_by_code(self) -> dict[str, LineInput]:
        """Return the lines that errors belong to."""
        url = next((row.line for row in self._rows if row.field.kind == "url"), self.name)
        return {"account_name_missing": self.name, "plain_http_refused": url}

    def show_refusal(self, error: KataiError) -> None:
        """Say why beside the field it names."""
        key = error.values.get("key")
        row = next((one for one in self._rows if one.field.key == key), None)
        if row is None:
            super().show_refusal(error)
            return
        row.line.set_error(sentence_of(error))
        row.line.editor.setFocus()

    def submit(self) -> None:
        """Save; nothing is asked of the gateway."""
        actor, draft = self.context.session.actor, self.draft()
        work = partial(self._accounts.add, actor, draft)
        if self._account is not None:
            work = partial(self._accounts.change, actor, self._account.id, draft)
        self.write(work, self._kept)

    def _kept(self, account: GatewaySnapshot) -> None:
        self.close_sheet()
        words = self.tr("{name} 存好了").format(name=account.name)
        self.context.messages.show_toast(words)
        if shiboken6.isValid(self):
            self.saved.emit()
