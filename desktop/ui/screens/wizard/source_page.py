"""货源: connect a wholesale account, or sell one's own cards; a test must succeed first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.errors import KataiError
from desktop.services.accounts import AccountDraft
from desktop.translating import sentence_of, translate
from desktop.ui.background import Lane
from desktop.ui.dialogs.connection_fields import ConnectionFields
from desktop.ui.dialogs.platform_notice import PlatformNotice
from desktop.ui.formatting import money_text
from desktop.ui.screens.wizard.sample_start import start_sample_shop
from desktop.ui.screens.wizard.wizard_page import WizardDesk, WizardPage
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import ActionButton, make_button
from desktop.ui.widgets.cards import column as stacked
from desktop.ui.widgets.inputs import ChoiceBox, LineInput
from desktop.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from desktop.services.accounts import AccountOutcome, AccountTest
    from desktop.services.platform_sheets import PlatformSheet

OWN_CARDS: Final = "own"
ACCOUNT: Final = "account"
BY_HAND: Final = "by_hand"
PRACTICE: Final = "practice"
_WITH_FORM: Final = frozenset({ACCOUNT, BY_HAND})
_CONTEXT: Final = "connectors"


class SourcePage(WizardPage):
    """Where the goods come from."""

    step = 3
    can_skip = True

    def __init__(self, desk: WizardDesk, title: str, words: str) -> None:
        super().__init__(desk, title, words)
        self._platforms: tuple[PlatformSheet, ...] = ()
        self._by_hand: PlatformSheet | None = None
        self._kind = OWN_CARDS
        self._is_tested = False
        self._is_busy = self._is_unchanged = False
        self._account_id: int | None = None
        self._tiles: dict[str, ActionButton] = {}
        self.column.addLayout(self._build_tiles())
        self.form = self._build_form()
        self.form.hide()
        # In a row of its own: a column would count its lines at the page's width, not the form's.
        row = QHBoxLayout()
        row.addWidget(self.form, 1)
        row.addStretch()
        self.column.addLayout(row)
        self.column.addStretch(1)

    def enter(self) -> None:
        """Read which platforms there are."""
        if not self._platforms:
            sheets = self.desk.first_run.service("accounts").platforms()
            self._platforms = tuple(each for each in sheets if not each.is_by_hand)
            self._by_hand = next((each for each in sheets if each.is_by_hand), None)
            names = [translate(_CONTEXT, each.name) for each in self._platforms]
            self.platform.addItems(names)
            self._show_platform()

    def first_field(self) -> QWidget | None:
        """With an account its first empty line, then the test; nothing once Enter goes on."""
        if self.is_ready():
            return None
        typed = [row.line for row in self.fields.rows if row.choice is None]
        if self._kind == BY_HAND:
            return self.account_name.editor
        lines = (self.account_name, *typed)
        return next((each.editor for each in lines if not each.text()), self.test_button)

    def is_ready(self) -> bool:
        """An account must have answered; own cards need nothing."""
        if self._kind == BY_HAND:
            return bool(self.account_name.text()) and not self._is_busy
        return self._kind != ACCOUNT or (self._is_tested and not self._is_busy)

    def take_enter(self) -> bool:
        """Enter chooses the tile it stands on, and tests a form that is filled in."""
        focus = QApplication.focusWidget()
        beside = next((key for key, tile in self._tiles.items() if tile is focus), self._kind)
        if beside != self._kind:
            self._choose(beside)
            return True
        is_filled = self.first_field() is self.test_button
        if is_filled and not self._is_busy:
            self._test()
        return is_filled

    def submit(self) -> None:
        """Keep the account that answered; once kept, a change of it."""
        if self._kind not in _WITH_FORM or (self._account_id is not None and self._is_unchanged):
            self.finished.emit()
            return
        accounts, actor = self.desk.first_run.service("accounts"), self.desk.first_run.actor()
        self._set_busy(is_busy=True)
        if self._account_id is None:
            work = partial(accounts.add, actor, self._draft())
        else:
            work = partial(accounts.change, actor, self._account_id, self._draft())
        self.desk.run(self, work, self._kept, self._refuse)

    def _build_tiles(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        for key, words, caption, icon in (
            (ACCOUNT, self.tr("连接卡盟账号"), self.tr("自动拿价格、库存，能直充"), "cloud"),
            (BY_HAND, self.tr("没有接口手工下单"), self.tr("货单导入，由人下单"), "pencil"),
            (
                OWN_CARDS,
                self.tr("只卖本地卡密"),
                self.tr("用表格导入，离线也能卖"),
                "key-round",
            ),
            (PRACTICE, self.tr("练习货源"), self.tr("另开样品店，不花钱"), "flask-conical"),
        ):
            tile = make_button("tender", words, "", icon, name=f"source_{key}")
            tile.set_caption(caption)
            tile.setCheckable(True)
            tile.setChecked(key == self._kind)
            tile.clicked.connect(partial(self._choose, key))
            self._tiles[key] = tile
            row.addWidget(tile, 1)
        return row

    def _build_form(self) -> QWidget:
        form = QWidget()
        form.setMaximumWidth(theme().px(720))
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(10)
        self.platform = ChoiceBox(name="wizardPlatform", accessible_name=self.tr("平台"))
        self.platform.currentIndexChanged.connect(self._show_platform)
        self.account_name = LineInput(self.tr("给它起个名字"), name="wizardAccountName")
        self.account_name.edited.connect(self._untest)
        self.fields = ConnectionFields(spacing=10)
        self.fields.edited.connect(self._untest)
        self.test_button = make_button("", self.tr("测试连接"), name="testAccount")
        self.test_button.clicked.connect(self._test)
        self.answer = PlainLabel("", "bodyStrong", "2", wraps=True)
        self.notice = PlatformNotice()
        label = PlainLabel(self.tr("平台"), "table", "2")
        head = QHBoxLayout()
        head.setSpacing(12)
        self._platform_box = QWidget()
        self._platform_box.setLayout(stacked(label, self.platform, spacing=4))
        head.addWidget(self._platform_box, 1)
        head.addWidget(self.account_name, 1)
        column.addLayout(head)
        column.addWidget(self.notice)
        column.addWidget(self.fields)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.test_button)
        row.addWidget(self.answer, 1)
        column.addLayout(row)
        words = self.tr("密钥加密存在本机，保存以后不再显示全文。")
        self._key_words = PlainLabel(words, "caption", wraps=True)
        column.addWidget(self._key_words)
        return form

    @Slot()
    def _choose(self, key: str, *_checked: bool) -> None:
        if key == PRACTICE:
            start_sample_shop()
            key = OWN_CARDS
        self._kind = key
        for name, tile in self._tiles.items():
            tile.setChecked(name == key)
        self.form.setVisible(key in _WITH_FORM)
        self._platform_box.setVisible(key == ACCOUNT)
        self.test_button.setVisible(key == ACCOUNT)
        self._key_words.setVisible(key == ACCOUNT)
        if key in _WITH_FORM:
            self._show_platform()
        self.changed.emit()
        self.focus()

    @Slot()
    def _show_platform(self) -> None:
        sheet = self._platform()
        if sheet is not None:
            self.notice.show_platform(sheet)
        self.fields.show_fields(() if sheet is None else sheet.fields)

    @Slot()
    def _untest(self) -> None:
        self._is_tested = self._is_unchanged = False
        self.answer.setText("")
        self.changed.emit()

    def _platform(self) -> PlatformSheet | None:
        if self._kind == BY_HAND:
            return self._by_hand
        index = self.platform.currentIndex()
        return self._platforms[index] if 0 <= index < len(self._platforms) else None

    def _draft(self) -> AccountDraft:
        sheet = self._platform()
        name = self.account_name.text() or (translate(_CONTEXT, sheet.name) if sheet else "")
        return self.fields.draft(sheet.key if sheet else "", name)

    @Slot()
    def _test(self) -> None:
        accounts, actor = self.desk.first_run.service("accounts"), self.desk.first_run.actor()
        self._set_busy(is_busy=True)
        work = partial(accounts.test, actor, self._draft())
        self.desk.run(self, work, self._tested, self._refuse, Lane.NETWORK)

    def _tested(self, answer: AccountTest) -> None:
        self._set_busy(is_busy=False)
        self._is_tested = answer.is_ok
        if answer.is_ok:
            balance = "—" if answer.balance is None else money_text(answer.balance)
            words = self.tr("连上了，余额 {balance}").format(balance=balance)
            self.answer.set_tone("accent")
            self.answer.setText(words)
            self.test_button.setText(self.tr("再测一次"))
            self.focus()
        elif answer.error is not None:
            self._say_wrong(answer.error)
        self.changed.emit()

    def _kept(self, outcome: AccountOutcome) -> None:
        self._account_id, self._is_unchanged = outcome.account.id, True
        self._set_busy(is_busy=False)
        self.finished.emit()

    def _refuse(self, error: KataiError) -> None:
        self._set_busy(is_busy=False)
        self._say_wrong(error)

    def _say_wrong(self, error: KataiError) -> None:
        self.answer.set_tone("danger")
        self.answer.setText(sentence_of(error))

    def _set_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.test_button.set_busy(self.tr("正在连") if is_busy else "")
        self.changed.emit()
