"""店名和店主 PIN: the one page that decides; everything else can be done later in 设置."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop.domain.errors import KataiError
from desktop.domain.secret import Secret
from desktop.translating import current_language, sentence_of
from desktop.ui.screens.wizard.new_shop import ShopDraft
from desktop.ui.screens.wizard.sample_start import start_sample_shop
from desktop.ui.screens.wizard.wizard_page import WizardDesk, WizardPage
from desktop.ui.theme import theme
from desktop.ui.widgets.amount_inputs import DigitsEdit
from desktop.ui.widgets.buttons import make_button
from desktop.ui.widgets.inputs import LineInput
from desktop.ui.widgets.labels import PlainLabel

_PIN = 6


class ShopPage(WizardPage):
    """Asks for shop, owner and PIN; makes the shop.

    Signals:
        made: the twelve words.
        restore_wanted: there is a backup.
    """

    made = Signal(object)
    restore_wanted = Signal()
    step = 0
    can_go_back = False

    def __init__(self, desk: WizardDesk, title: str, words: str) -> None:
        super().__init__(desk, title, words)
        self.shop_name = LineInput(
            self.tr("店名"), self.tr("印在小票上，以后能改"), name="wizardShopName"
        )
        self.owner_name = LineInput(
            self.tr("店主怎么称呼"), self.tr("锁屏上显示"), name="wizardOwnerName"
        )
        self.pin = self._pin_line(self.tr("店主 PIN"), "wizardPin")
        self.pin_again = self._pin_line(self.tr("再输一遍"), "wizardPinAgain")
        self.passphrase = self._secret_line(self.tr("口令（至少 8 个字）"), "wizardPassphrase")
        self.passphrase_again = self._secret_line(self.tr("口令再输一遍"), "wizardPassphraseAgain")
        self._why = PlainLabel("", "caption", "warn", wraps=True)
        self.is_busy = False
        self._build()

    def first_field(self) -> QWidget:
        """The first line that is empty."""
        lines = [self.shop_name, self.owner_name, self.pin, self.pin_again]
        if not self.passphrase.isHidden():
            lines += [self.passphrase, self.passphrase_again]
        return next((each.editor for each in lines if not each.text()), self.shop_name.editor)

    def next_text(self) -> str:
        """The button says what happens."""
        return self.tr("正在建店") if self.is_busy else self.tr("建店")

    def is_ready(self) -> bool:
        """Names and two PINs are there, and nothing is under way."""
        pins = self.pin.text(), self.pin_again.text()
        return (
            bool(self.shop_name.text() and self.owner_name.text())
            and all(len(pin) == _PIN for pin in pins)
            and (
                self.passphrase.isHidden()
                or bool(self.passphrase.text() and self.passphrase_again.text())
            )
            and not self.is_busy
        )

    def submit(self) -> None:
        """Make the shop, once PIN and passphrase were typed the same twice."""
        if self.pin.text() != self.pin_again.text():
            self.pin_again.set_error(self.tr("两遍不一样，再输一遍"))
            self.pin_again.editor.setFocus()
            return
        needs_passphrase = not self.passphrase.isHidden()
        if needs_passphrase and self.passphrase.text() != self.passphrase_again.text():
            self.passphrase_again.set_error(self.tr("两遍不一样，再输一遍"))
            self.passphrase_again.editor.setFocus()
            return
        self._set_busy(is_busy=True)
        draft = ShopDraft(
            self.shop_name.text(),
            self.owner_name.text(),
            Secret(self.pin.text()),
            current_language(),
            self.given_passphrase(),
        )
        work = partial(self.desk.first_run.create, draft)
        self.desk.run(self, work, self._created, self._refuse)

    def given_passphrase(self) -> Secret | None:
        """Return the passphrase, where this machine needs one."""
        return None if self.passphrase.isHidden() else Secret(self.passphrase.text())

    def _created(self, words: tuple[str, ...]) -> None:
        self._set_busy(is_busy=False)
        self.made.emit(words)
        self.finished.emit()

    def _refuse(self, error: KataiError) -> None:
        self._set_busy(is_busy=False)
        if error.code == "no_key_place":
            self._ask_passphrase()
        elif error.code in {"pin_weak", "pin_shape"}:
            self.pin.set_error(sentence_of(error))
            self.pin.editor.setFocus()
        elif error.code == "passphrase_short":
            self.passphrase.set_error(sentence_of(error))
            self.passphrase_again.set_text("")
            self.passphrase.editor.setFocus()
            self.passphrase.editor.selectAll()
        elif error.code == "name_malformed":
            self.owner_name.set_error(sentence_of(error))
        else:
            self.shop_name.set_error(sentence_of(error))
        self.changed.emit()

    def _ask_passphrase(self) -> None:
        self._why.setText(
            self.tr("这台电脑没有能用的钥匙串。定一个口令，以后每次打开店铺都要输。还没有建店")
        )
        for widget in (self._why, self.passphrase, self.passphrase_again):
            widget.show()
        self.passphrase.editor.setFocus()

    def _set_busy(self, *, is_busy: bool) -> None:
        self.is_busy = is_busy
        self.changed.emit()

    def _build(self) -> None:
        width = theme().px(560)
        lines = (
            self.shop_name,
            self.owner_name,
            self.pin,
            self.pin_again,
            self._why,
            self.passphrase,
            self.passphrase_again,
        )
        for widget in lines:
            widget.setMaximumWidth(width)
            self.column.addWidget(widget)
            if isinstance(widget, LineInput):
                widget.edited.connect(self.changed)
        for widget in lines[4:]:
            widget.hide()
        self.column.addSpacing(12)
        self.column.addLayout(self._build_restore())
        self.column.addLayout(self._build_sample())
        self.column.addStretch(1)

    def _build_restore(self) -> QHBoxLayout:
        button = make_button(
            "", self.tr("从备份恢复…"), "", "archive-restore", name="restoreFromBackup"
        )
        words = self.tr("换了电脑，或数据没了：有备份文件和 12 个恢复词就能回来")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(button)
        row.addWidget(PlainLabel(words, "caption", wraps=True), 1)
        button.clicked.connect(self.restore_wanted)
        return row

    def _build_sample(self) -> QHBoxLayout:
        button = make_button(
            "", self.tr("先看样品店（练习）"), "", "flask-conical", name="openSample"
        )
        self._sample_note = PlainLabel(
            self.tr("样品店有货、有练习货源，钱和货都不是真的，关掉就没有了"), "caption", wraps=True
        )
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(button)
        row.addWidget(self._sample_note, 1)
        button.clicked.connect(self._open_sample)
        return row

    @Slot()
    def _open_sample(self) -> None:
        if start_sample_shop():
            self._sample_note.setText(self.tr("样品店正在另一个窗口打开"))
        else:
            self._sample_note.setText(self.tr("样品店没有打开，可以先建自己的店"))

    def _pin_line(self, label: str, name: str) -> LineInput:
        digits = DigitsEdit(name, _PIN, label)
        digits.setEchoMode(QLineEdit.EchoMode.Password)
        return LineInput(label, editor=digits)

    def _secret_line(self, label: str, name: str) -> LineInput:
        editor = QLineEdit()
        editor.setEchoMode(QLineEdit.EchoMode.Password)
        return LineInput(label, name=name, editor=editor)
