"""The pages of the first run; each says what it needs and never skips what cannot be made good."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.secret import Secret
from desktop.ui.first_run import GoodsFrom, WantedShop
from desktop.ui.theme import Tone, theme
from desktop.ui.widgets.buttons import DEFAULT, make_button
from desktop.ui.widgets.cards import Card, NoticeStrip
from desktop.ui.widgets.inputs import DigitsEdit, LineInput
from desktop.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

FORM_WIDTH: Final = 720
_PIN_LENGTH: Final = 6
ASKED_WORDS: Final = 3


class WizardPage(QWidget):
    """A title, a sentence, and what the step asks for.

    Signals:
        entered: Enter in the last field: the step is meant to go on.
    """

    entered = Signal()

    def __init__(self, title: str, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(56, 36, 56, 24)
        self.body.setSpacing(14)
        self.body.addWidget(PlainLabel(title, "kpi"))
        self.body.addWidget(PlainLabel(sentence, "", "2", wraps=True))
        self.body.addSpacing(6)

    def focus_home(self) -> None:
        """Put the caret where the step begins."""
        self.setFocus()

    def problem(self) -> str:
        """Return what still lacks, as a sentence; empty when the step can go on."""
        return ""


class NamePage(WizardPage):
    """Shop, owner, PIN and, where there is no keyring, the passphrase."""

    def __init__(self, *, needs_passphrase: bool, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self._clear_head()
        self.body.addWidget(PlainLabel(self.tr("店名和店主 PIN"), "kpi"))
        words = self.tr("店名印在小票上。PIN 是 6 位数字，退款、日结要用。")
        self.body.addWidget(PlainLabel(words, "", "2", wraps=True))
        self.shop = LineInput(self.tr("店名"), self.tr("禾光点卡"), name="shopName")
        self.owner = LineInput(self.tr("店主姓名"), "", name="ownerName")
        pin_line = DigitsEdit("ownerNewPin", _PIN_LENGTH, self.tr("店主 PIN"))
        again_line = DigitsEdit("ownerNewPinAgain", _PIN_LENGTH, self.tr("再输一遍"))
        for line in (pin_line, again_line):
            line.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin = LineInput(self.tr("店主 PIN（6 位数字）"), name="ownerNewPin", editor=pin_line)
        self.again = LineInput(self.tr("再输一遍"), name="ownerNewPinAgain", editor=again_line)
        secret_line = QLineEdit()
        secret_line.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase = LineInput(
            self.tr("口令（至少 8 个字，每次打开店铺要用）"),
            name="newPassphrase",
            editor=secret_line,
        )
        self._needs_passphrase = needs_passphrase
        self._build()

    def wanted(self) -> WantedShop:
        """Return what was typed."""
        passphrase = Secret(self.passphrase.editor.text()) if self._needs_passphrase else None
        return WantedShop(
            self.shop.text(), self.owner.text(), Secret(self.pin.editor.text()), passphrase
        )

    def focus_home(self) -> None:
        """Begin with the shop's name."""
        self.shop.editor.setFocus()

    def problem(self) -> str:
        """Say what lacks, in the order of the fields."""
        if not self.shop.text() or not self.owner.text():
            return self.tr("店名和店主姓名要填")
        if len(self.pin.editor.text()) != _PIN_LENGTH:
            return self.tr("PIN 要 6 位数字")
        if self.pin.editor.text() != self.again.editor.text():
            return self.tr("两遍 PIN 不一样")
        if self._needs_passphrase and len(self.passphrase.editor.text().strip()) < 8:
            return self.tr("口令至少 8 个字")
        return ""

    def _clear_head(self) -> None:
        while self.body.count():
            item = self.body.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()

    def _build(self) -> None:
        fields = [self.shop, self.owner, self.pin, self.again]
        if self._needs_passphrase:
            note = self.tr("这台电脑没有能用的钥匙串，所以要一个口令来锁住卡密和密钥。")
            self.body.addWidget(NoticeStrip(Tone.WARN, note, icon="shield-alert"))
            fields.append(self.passphrase)
        for field in fields:
            field.setMaximumWidth(theme().px(FORM_WIDTH))
            self.body.addWidget(field)
        for before, after in itertools.pairwise(fields):
            before.entered.connect(after.editor.setFocus)
        fields[-1].entered.connect(self.entered)
        self.body.addStretch(1)


class PhrasePage(WizardPage):
    """Twelve words, shown once, to be written on paper."""

    def __init__(self, words: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("恢复词"),
            self.tr("忘了 PIN 或换了电脑，只有这 12 个词能打开数据。用笔抄在纸上，按顺序抄。"),
            parent,
        )
        grid = QGridLayout()
        grid.setSpacing(10)
        for number, word in enumerate(words):
            grid.addWidget(self._word_card(number + 1, word), number // 3, number % 3)
        holder = QWidget()
        holder.setMaximumWidth(theme().px(760))
        holder.setLayout(grid)
        self.body.addWidget(holder)
        warning = NoticeStrip(
            Tone.WARN,
            self.tr("别拍照，别存电脑，别发给任何人"),
            self.tr("谁有这 12 个词，谁就能打开这家店的数据。丢了没人能帮你找回。"),
            icon="shield-alert",
        )
        warning.setMaximumWidth(theme().px(760))
        self.body.addWidget(warning)
        self.body.addStretch(1)

    @staticmethod
    def _word_card(number: int, word: str) -> Card:
        card = Card()
        card.setFixedHeight(theme().px(72))
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(PlainLabel(str(number), "table", "2"))
        row.addWidget(PlainLabel(word, "kpi"), 1)
        card.body.addLayout(row)
        return card


class PhraseCheckPage(WizardPage):
    """Some words asked back: whoever did not write them down cannot go on."""

    def __init__(
        self, words: Sequence[str], asked: Sequence[int], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            self.tr("核对恢复词"), self.tr("照着纸上填这三个词。填对了才算抄好。"), parent
        )
        self._words = tuple(words)
        self._asked = tuple(asked)
        self.fields = tuple(
            LineInput(self.tr("第 {number} 个词").format(number=place + 1), name=f"word{place + 1}")
            for place in self._asked
        )
        for field in self.fields:
            field.setMaximumWidth(theme().px(360))
            self.body.addWidget(field)
        for before, after in zip(self.fields, self.fields[1:], strict=False):
            before.entered.connect(after.editor.setFocus)
        self.fields[-1].entered.connect(self.entered)
        self.body.addStretch(1)

    def focus_home(self) -> None:
        """Begin with the first word asked for."""
        self.fields[0].editor.setFocus()

    def problem(self) -> str:
        """Say which word is not the one that was shown."""
        for field, place in zip(self.fields, self._asked, strict=True):
            if field.text() != self._words[place]:
                return self.tr("第 {number} 个词不对，再看一遍纸上").format(number=place + 1)
        return ""


class GoodsPage(WizardPage):
    """Where the goods come from: one choice to begin with, more at any time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("货源"),
            self.tr("货从哪里来？先选一种开张，卡盟账号、收款码和商品以后在货源和设置里加。"),
            parent,
        )
        self.goods_from: GoodsFrom = "local"
        self._buttons = {}
        choices: tuple[tuple[GoodsFrom, str, str], ...] = (
            ("local", self.tr("只卖本地卡密，或以后连卡盟"), "key-round"),
            ("practice", self.tr("练习货源：不花钱，练手用"), "flask-conical"),
            ("sample", self.tr("样品店：有商品、会员和练习货源"), "store"),
        )
        for key, words, icon in choices:
            button = make_button(DEFAULT, words, icon_name=icon, name=f"goods_{key}", size="lg")
            button.setCheckable(True)
            button.set_left_aligned()
            button.setMaximumWidth(theme().px(FORM_WIDTH))
            button.clicked.connect(self._choose)
            self._buttons[key] = button
            self.body.addWidget(button)
        self._buttons["local"].setChecked(True)
        self.body.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def focus_home(self) -> None:
        """Begin with the first choice."""
        self._buttons["local"].setFocus()

    @Slot()
    def _choose(self) -> None:
        sender = self.sender()
        for key, button in self._buttons.items():
            button.setChecked(button is sender)
            if button is sender:
                self.goods_from = key
