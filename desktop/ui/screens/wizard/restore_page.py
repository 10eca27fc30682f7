"""从备份恢复: a backup file and the twelve words make the shop again on this machine."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.errors import KataiError
from desktop.domain.secret import Secret
from desktop.translating import sentence_of
from desktop.ui.screens.wizard.wizard_page import WizardDesk, WizardPage
from desktop.ui.theme import Tone, theme
from desktop.ui.widgets.buttons import make_button
from desktop.ui.widgets.cards import NoticeStrip
from desktop.ui.widgets.inputs import LineInput
from desktop.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from desktop.services.backups import RestoreOutcome

BACKUPS: Final = "*.katai-backup"


class RestorePage(WizardPage):
    """Asks for the file and the words, restores, and says what has to be looked at."""

    step = 0

    def __init__(self, desk: WizardDesk, title: str, words: str) -> None:
        super().__init__(desk, title, words)
        self.setObjectName("restorePage")
        self.file = LineInput(self.tr("备份文件"), name="restoreFile")
        self.words = LineInput(
            self.tr("12 个恢复词"), self.tr("按顺序，用空格隔开"), name="restorePhrase"
        )
        secret = QLineEdit()
        secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase = LineInput(
            self.tr("口令（至少 8 个字）"), name="restorePassphrase", editor=secret
        )
        self._why = PlainLabel("", "caption", "warn", wraps=True)
        self._is_busy = False
        self._outcome: RestoreOutcome | None = None
        self._build()

    def first_field(self) -> QWidget | None:
        """The first line that is empty; none once the shop is back."""
        lines = (self.file, self.words, self.passphrase)
        shown = [each for each in lines if not each.isHidden()]
        if self._outcome is not None or not shown:
            return None
        return next((each.editor for each in shown if not each.text()), shown[0].editor)

    def next_text(self) -> str:
        """The button says what happens."""
        if self._outcome is not None:
            return self.tr("打开店铺")
        return self.tr("正在恢复") if self._is_busy else self.tr("恢复")

    def is_ready(self) -> bool:
        """File and words are there, and nothing is under way."""
        if self._outcome is not None:
            return True
        has_key = self.passphrase.isHidden() or bool(self.passphrase.text())
        return bool(self.file.text() and self.words.text()) and has_key and not self._is_busy

    def given_passphrase(self) -> Secret | None:
        """Return the passphrase, where this machine needs one."""
        return None if self.passphrase.isHidden() else Secret(self.passphrase.text())

    def submit(self) -> None:
        """Restore; once it is done, go on to the shop."""
        if self._outcome is not None:
            self.finished.emit()
            return
        path = Path(self.file.text()).expanduser()
        if not path.is_file():
            self._say_wrong(self.file, self.tr("没有这个文件，什么都没有恢复"))
            return
        self._set_busy(is_busy=True)
        work = partial(
            self.desk.first_run.restore, path, self.words.text(), self.given_passphrase()
        )
        self.desk.run(self, work, self._restored, self._refuse)

    def _restored(self, outcome: RestoreOutcome) -> None:
        self._outcome = outcome
        self.words.set_text("")
        self._form.hide()
        self._done.set_words(
            self.tr("店恢复好了。"),
            self.tr("备份是 {time} 做的，之后的买卖不在里面。").format(
                time=f"{outcome.made_at.astimezone():%Y-%m-%d %H:%M}"
            ),
        )
        self._done.show()
        self._to_do.setText(self._things_to_do(outcome))
        self._to_do.show()
        self.can_go_back = False
        self._set_busy(is_busy=False)

    def _things_to_do(self, outcome: RestoreOutcome) -> str:
        lines = []
        if outcome.cards_to_check:
            words = self.tr("{n} 张卡密待核：备份之后可能卖过，在货源的卡密库里核对过才能再卖。")
            lines.append(words.format(n=outcome.cards_to_check))
        if outcome.purchases_unknown:
            words = self.tr("{n} 笔采购结果不明：在订单的待确认里查，不要重新下单。")
            lines.append(words.format(n=outcome.purchases_unknown))
        if outcome.former is not None:
            words = self.tr("原来的数据没有删，放在 {path}")
            lines.append(words.format(path=outcome.former))
        return "\n".join(lines)

    def _refuse(self, error: KataiError) -> None:
        self._set_busy(is_busy=False)
        if error.code == "no_key_place":
            self._ask_passphrase()
        elif error.code == "phrase_wrong":
            self._say_wrong(self.words, sentence_of(error))
        elif error.code == "passphrase_short":
            self._say_wrong(self.passphrase, sentence_of(error))
        else:
            self._say_wrong(self.file, sentence_of(error))
        self.changed.emit()

    def _ask_passphrase(self) -> None:
        self._why.setText(
            self.tr("这台电脑没有能用的钥匙串。定一个口令，以后每次打开店铺都要输。还没有恢复")
        )
        self._why.show()
        self.passphrase.show()
        self.passphrase.editor.setFocus()

    def _say_wrong(self, line: LineInput, words: str) -> None:
        line.set_error(words)
        line.editor.setFocus()
        line.editor.selectAll()

    def _set_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.changed.emit()

    def _build(self) -> None:
        browse = make_button("", self.tr("选文件…"), "", "upload", name="browseBackup")
        browse.clicked.connect(self._browse)
        self.file.set_beside(browse)
        self._form = QWidget()
        self._form.setMaximumWidth(theme().px(720))
        column = QVBoxLayout(self._form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for widget in (self.file, self.words, self._why, self.passphrase):
            column.addWidget(widget)
        for widget in (self._why, self.passphrase):
            widget.hide()
        for line in (self.file, self.words, self.passphrase):
            line.edited.connect(self.changed)
        self._done = NoticeStrip(Tone.ACCENT, "", "", "circle-check")
        self._done.setMaximumWidth(theme().px(720))
        self._done.hide()
        self._to_do = PlainLabel("", "", "2", wraps=True)
        self._to_do.hide()
        for part in (self._form, self._done, self._to_do):
            self.column.addWidget(part)
        self.column.addStretch(1)

    @Slot()
    def _browse(self) -> None:
        picker = QFileDialog(self, self.tr("备份文件"), "", BACKUPS)
        picker.setFileMode(QFileDialog.FileMode.ExistingFile)
        picker.fileSelected.connect(self._take_file)
        picker.open()

    @Slot(str)
    def _take_file(self, path: str) -> None:
        self.file.set_text(path)
        self.file.set_error("")
        self.changed.emit()
        self.words.editor.setFocus()
