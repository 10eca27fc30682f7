"""A wholesale account: its form is what the platform declares; a secret goes in and stays in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import shiboken6
from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop.domain.errors import KataiError
from desktop.domain.secret import Secret
from desktop.services.accounts import AccountDraft
from desktop.translating import sentence_of, translate
from desktop.ui.background import Lane
from desktop.ui.dialogs.platform_notice import PlatformNotice
from desktop.ui.dialogs.writing_form import WritingForm
from desktop.ui.formatting import money_text
from desktop.ui.widgets.buttons import DEFAULT, ActionButton, make_button
from desktop.ui.widgets.cards import column
from desktop.ui.widgets.fitting_scroll import add_scrolling
from desktop.ui.widgets.inputs import ChoiceBox, LineInput, MoneyEdit, TickBox
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.sheet import MEDIUM

if TYPE_CHECKING:
    from desktop.domain.money import Money
    from desktop.services.accounts import (
        AccountOutcome,
        AccountSnapshot,
        AccountTest,
        FormField,
        PlatformSheet,
    )
    from desktop.ui.stock_desk import StockDesk

_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_CONTEXT: Final = "connectors"


class FieldRow(QWidget):
    """One field of the form; a kept secret shows its last four until it is to be changed."""

    def __init__(self, field: FormField, account: AccountSnapshot | None) -> None:
        super().__init__()
        self.field = field
        tails = account.secret_tails if account is not None else {}
        self._is_kept = field.is_secret and field.key in tails
        self.choice: ChoiceBox | None = None
        label = translate(_CONTEXT, field.label)
        self.line = LineInput(label, name=f"field_{field.key}")
        self.change_button = make_button(DEFAULT, self.tr("换密钥…"), name=f"change_{field.key}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        if field.choices:
            self.choice = ChoiceBox(field.choices, name=f"field_{field.key}", accessible_name=label)
            row.addLayout(column(PlainLabel(label, "table", "2"), self.choice, spacing=4))
        else:
            row.addWidget(self.line, 1)
        self._fill(account)
        self.change_button.clicked.connect(self._begin_change)
        row.addWidget(self.change_button)
        if not self._is_kept:
            self.change_button.hide()
        else:
            tail = tails[field.key]
            self.line.editor.setReadOnly(True)
            self.line.editor.setEchoMode(QLineEdit.EchoMode.Normal)
            self.line.set_text(f"•••• {tail}" if tail else "••••••••")
            self.line.set_note(self.tr("已保存"))

    def value(self) -> str:
        """Return what is filled in; nothing for a secret that is kept."""
        if self.choice is not None:
            return self.choice.currentText()
        return "" if self._is_kept else self.line.text()

    @property
    def is_kept(self) -> bool:
        """Whether the stored secret stays."""
        return self._is_kept

    def is_plain_address(self) -> bool:
        """Whether it is an address elsewhere to which everything goes unencrypted."""
        if self.field.kind != "url":
            return False
        address = urlsplit(self.value().strip().lower())
        return address.scheme == "http" and (address.hostname or "") not in _LOOPBACK

    def _fill(self, account: AccountSnapshot | None) -> None:
        stored = account.fields.get(self.field.key, "") if account is not None else ""
        text = stored or self.field.default
        if self.choice is not None:
            self.choice.setCurrentText(text)
        elif self.field.is_secret:
            self.line.editor.setEchoMode(QLineEdit.EchoMode.Password)
        else:
            self.line.set_text(text)
        if self.field.kind == "url" and not text:
            self.line.editor.setPlaceholderText("https://")

    @Slot()
    def _begin_change(self) -> None:
        self._is_kept = False
        self.change_button.hide()
        self.line.editor.setReadOnly(False)
        self.line.editor.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.set_text("")
        self.line.set_note("")
        self.line.editor.setFocus()


def plain_http_tick() -> TickBox:
    """Return the consent to an address without encryption."""
    words = QCoreApplication.translate(
        "AccountFormSheet", "网址不加密，别人能看到密钥。我知道，还是要用"
    )
    tick = TickBox(words)
    tick.setObjectName("allowPlainHttp")
    return tick


class AccountFormSheet(WritingForm):
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
        super().__init__(desk.context, "", width=MEDIUM, icon="cloud", parent=parent)
        self.set_title(
            self.tr("添加货源账号")
            if account is None
            else self.tr("修改 {name}").format(name=account.name)
        )
        self._desk = desk
        self._account = account
        self._platforms = desk.accounts.platforms()
        self._rows: list[FieldRow] = []
        self._build()

    def _build(self) -> None:
        form = QWidget()
        form.setObjectName("accountForm")
        form.setAccessibleName(self.tr("货源账号"))
        names = [translate(_CONTEXT, sheet.name) for sheet in self._platforms]
        self.platform = ChoiceBox(names, name="platformChoice", accessible_name=self.tr("平台"))
        self.name = LineInput(self.tr("给它起个名字"), self.tr("例如 星桥卡盟"), name="accountName")
        self._fields = column(spacing=12)
        self.plain_http = plain_http_tick()
        label = self.tr("现在存了多少钱在它那里（元，不记余额就空着）")
        self.opening_line = MoneyEdit("openingBalance", accessible_name=label)
        self.opening = LineInput(label, editor=self.opening_line)
        self._told = PlainLabel("", "caption", "2", wraps=True)
        self._told.setObjectName("testResult")
        platform_box = QWidget()
        platform_box.setLayout(
            column(PlainLabel(self.tr("平台"), "table", "2"), self.platform, spacing=4)
        )
        if self._account is not None:
            platform_box.hide()
        self.notice = PlatformNotice()
        layout = column(platform_box, self.notice, self.name)
        layout.addLayout(self._fields)
        layout.addWidget(self.opening)
        layout.addWidget(self.plain_http)
        layout.addWidget(self._told)
        form.setLayout(layout)
        add_scrolling(self, form)
        self.test_button: ActionButton = self.add_button(
            self.tr("测试连接"), name="testAccount", is_left=True
        )
        self.test_button.clicked.connect(self._test)
        self.finish(self.tr("保存"), name="saveAccount")
        self.platform.activated.connect(self._show_platform)
        self._show_stored()
        self._show_platform()
        self.set_first_focus(self.name.editor)

    def _show_stored(self) -> None:
        if self._account is None:
            return
        self.name.set_text(self._account.name)
        self.plain_http.setChecked(self._account.allows_plain_http)
        keys = [sheet.key for sheet in self._platforms]
        if self._account.platform in keys:
            self.platform.setCurrentIndex(keys.index(self._account.platform))

    @Slot()
    def _show_platform(self) -> None:
        """Draw the fields this platform declares."""
        for row in self._rows:
            self._fields.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [FieldRow(field, self._account) for field in self._sheet().fields]
        for row in self._rows:
            self._fields.addWidget(row)
            row.line.edited.connect(self._note_edit)
        self.notice.show_platform(self._sheet())
        by_hand = self._sheet().is_by_hand
        self.opening.setVisible(by_hand and self._account is None)
        self.test_button.setVisible(not by_hand)
        self._note_edit()

    def _sheet(self) -> PlatformSheet:
        return self._platforms[max(0, self.platform.currentIndex())]

    @Slot()
    def _note_edit(self) -> None:
        self.plain_http.setVisible(any(row.is_plain_address() for row in self._rows))
        self._say("")

    def draft(self) -> AccountDraft:
        """Return the form as it is filled in."""
        return AccountDraft(
            platform=self._sheet().key,
            name=self.name.text(),
            fields={row.field.key: row.value() for row in self._rows if not row.field.is_secret},
            secrets={
                row.field.key: Secret(row.value())
                for row in self._rows
                if row.field.is_secret and row.value()
            },
            allows_plain_http=self.plain_http.isChecked() and not self.plain_http.isHidden(),
            opening_balance=self._opening(),
        )

    def _opening(self) -> Money | None:
        return self.opening_line.amount() if self._sheet().is_by_hand else None

    # Testing -----------------------------------------------------------------------------------

    @Slot()
    def _test(self) -> None:
        subject = self._test_subject()
        if subject is None:
            self._say(self.tr("改过的内容要么重填密钥再测，要么保存后再测"), "warn")
            return
        self.test_button.set_busy(self.tr("正在连"))
        self._say("")
        self.context.operations.run_query(
            self,
            partial(self._desk.accounts.test, self._desk.actor, subject),
            self._show_test,
            refused=self._refuse_test,
            lane=Lane.NETWORK,
        )

    def _test_subject(self) -> AccountDraft | int | None:
        draft = self.draft()
        if not any(row.is_kept for row in self._rows):
            return (
                draft
                if draft.name
                else AccountDraft(
                    draft.platform,
                    self.tr("新账号"),
                    draft.fields,
                    draft.secrets,
                    draft.allows_plain_http,
                )
            )
        stored = self._account
        is_unchanged = stored is not None and dict(stored.fields) == dict(draft.fields)
        return stored.id if stored is not None and is_unchanged else None

    def _show_test(self, result: AccountTest) -> None:
        self.test_button.set_busy("")
        if result.error is not None:
            self._say(sentence_of(result.error), "danger")
            return
        balance = money_text(result.balance) if result.balance is not None else "—"
        words = self.tr("连上了：{shop} · 余额 {balance} · {seconds} 秒")
        shop = result.shop_name or self.name.text() or self.tr("店铺")
        text = words.format(shop=shop, balance=balance, seconds=f"{result.seconds:.1f}")
        self._say(text, "accent")

    def _refuse_test(self, error: KataiError) -> None:
        self.test_button.set_busy("")
        self.show_refusal(error)

    def _say(self, text: str, tone: str = "2") -> None:
        self._told.setText(text)
        self._told.set_tone(tone)
        self._told.setVisible(bool(text))

    # Saving ------------------------------------------------------------------------------------

    def fields_by_code(self) -> dict[str, LineInput]:
        """Return the lines that errors belong to."""
        url = next((row.line for row in self._rows if row.field.kind == "url"), self.name)
        return {
            "account_name_missing": self.name,
            "account_name_taken": self.name,
            "plain_http_refused": url,
        }

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
        """Save; nothing is asked of the platform."""
        accounts, actor, draft = self._desk.accounts, self._desk.actor, self.draft()
        if self._account is None:
            self.write(partial(accounts.add, actor, draft), self._added)
        else:
            self.write(partial(accounts.change, actor, self._account.id, draft), self._changed)

    def _added(self, outcome: AccountOutcome) -> None:
        self.close_sheet()
        self._desk.toast(self.tr("{name} 加好了").format(name=outcome.account.name))
        if shiboken6.isValid(self):
            self.saved.emit(outcome.account)

    def _changed(self, outcome: AccountOutcome) -> None:
        self.close_sheet()
        self._desk.toast(self.tr("{name} 改好了").format(name=outcome.account.name))
