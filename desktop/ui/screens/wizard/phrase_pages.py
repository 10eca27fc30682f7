"""恢复词: twelve words to write down, then three of them asked back; neither can be skipped."""

from __future__ import annotations

import unicodedata
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from desktop.domain.errors import KataiError
from desktop.translating import sentence_of
from desktop.ui.screens.wizard.wizard_page import WizardDesk, WizardPage
from desktop.ui.theme import Tone, theme
from desktop.ui.widgets.cards import Card, NoticeStrip
from desktop.ui.widgets.inputs import LineInput
from desktop.ui.widgets.labels import IconView, PlainLabel

WORDS: Final = 12
ASKED: Final = 3
_COLUMNS: Final = 3


class PhrasePage(WizardPage):
    """Shows the words once."""

    step = 1
    can_go_back = False

    def __init__(self, desk: WizardDesk, title: str, words: str) -> None:
        super().__init__(desk, title, words)
        self.setObjectName("phrasePage")
        self._labels: list[PlainLabel] = []
        grid = QGridLayout()
        grid.setSpacing(10)
        for number in range(WORDS):
            grid.addWidget(self._card(number + 1), number // _COLUMNS, number % _COLUMNS)
        holder = QWidget()
        holder.setMaximumWidth(theme().px(760))
        holder.setLayout(grid)
        grid.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(holder)
        notice = NoticeStrip(
            Tone.WARN,
            self.tr("别拍照，别存电脑，别发给任何人"),
            self.tr("谁有这 12 个词，谁就能打开这家店的数据。丢了没人能帮你找回。"),
            "shield-alert",
            is_stacked=True,
        )
        notice.setMaximumWidth(theme().px(760))
        self.column.addSpacing(8)
        self.column.addWidget(notice)
        words = self.tr("两张纸，放两个地方。客服和同行都不会来要这些词。")
        self.column.addWidget(PlainLabel(words, "table", "2", wraps=True))
        self.column.addStretch(1)

    def show_words(self, words: tuple[str, ...]) -> None:
        """Show the words; empty takes them off the screen."""
        for number, label in enumerate(self._labels):
            label.setText(words[number] if number < len(words) else "")

    def next_text(self) -> str:
        """What the owner says by going on."""
        return self.tr("我抄好了")

    def hint(self) -> str:
        """What comes next."""
        return self.tr("下一步要填其中 3 个")

    def _card(self, number: int) -> Card:
        card = Card()
        card.setMinimumHeight(theme().px(56))
        card.setMaximumHeight(theme().px(72))
        card.set_flush()
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(12)
        place = PlainLabel(str(number), "table", "3")
        place.setFixedWidth(theme().px(20))
        place.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        word = PlainLabel("", "word")
        self._labels.append(word)
        row.addWidget(place)
        row.addWidget(word, 1)
        card.body.addLayout(row)
        return card


class WordEdit(QLineEdit):
    """A line for one word, 52 high; at its right end 对了 once it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("measure", "word")
        self._right = QWidget(self)
        row = QHBoxLayout(self._right)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(IconView("circle-check", "accent-text"))
        row.addWidget(PlainLabel(self.tr("对了"), "table", "accent"))
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 12, 0)
        inside.addStretch(1)
        inside.addWidget(self._right)
        self._right.hide()

    def show_right(self, *, is_right: bool) -> None:
        """Say that the word is right, or nothing."""
        self._right.setVisible(is_right)


class PhraseCheckPage(WizardPage):
    """Asks three of the words back.

    Signals:
        checked: they were right.
    """

    checked = Signal()
    step = 1

    def __init__(self, desk: WizardDesk, title: str, words: str) -> None:
        super().__init__(desk, title, words)
        self.setObjectName("phraseCheckPage")
        self._words: tuple[str, ...] = ()
        self._asked: tuple[int, ...] = ()
        self.lines = tuple(
            LineInput(name=f"phraseWord_{number}", editor=WordEdit()) for number in range(ASKED)
        )
        self.column.setSpacing(14)
        for each in self.lines:
            each.setMaximumWidth(theme().px(560))
            each.edited.connect(self._mark)
            self.column.addWidget(each)
        random = NoticeStrip(
            Tone.INFO,
            "",
            self.tr("这 3 个是随机挑的。以后换电脑、找回 PIN，要填全 12 个。"),
            is_stacked=True,
        )
        random.setMaximumWidth(theme().px(560))
        self.column.addWidget(random)
        self.column.addStretch(1)

    def ask(self, words: tuple[str, ...]) -> None:
        """Ask for three of these words."""
        self._words = words
        self._asked = self.desk.first_run.pick(ASKED, len(words))
        for place, each in zip(self._asked, self.lines, strict=True):
            each.set_label(self.tr("第 {n} 个词").format(n=place + 1))
            each.set_text("")
            each.set_error("")
        self._mark()

    def next_text(self) -> str:
        """What pressing it does."""
        return self.tr("核对")

    def first_field(self) -> QWidget:
        """The first empty line."""
        return next((each.editor for each in self.lines if not each.text()), self.lines[0].editor)

    def is_ready(self) -> bool:
        """All three are filled in."""
        return all(each.text() for each in self.lines)

    def hint(self) -> str:
        """What to do when a word is missing."""
        return self.tr("想不起来就回上一步再看一遍")

    def submit(self) -> None:
        """Compare; a wrong word is shown as wrong, the right one is not."""
        wrong = self._wrong()
        for each in wrong:
            each.set_error(self.tr("不是这个词，看看纸上的第几个"))
        if wrong:
            wrong[0].editor.setFocus()
            wrong[0].editor.selectAll()
            return
        self.desk.run(self, self.desk.first_run.note_phrase_checked, self._noted, self._refuse)

    def _wrong(self) -> list[LineInput]:
        return [
            each
            for place, each in zip(self._asked, self.lines, strict=True)
            if _folded(each.text()) != _folded(self._words[place])
        ]

    @Slot()
    def _mark(self) -> None:
        """Say 对了 of a word that is right, and whether all are filled in."""
        wrong = self._wrong()
        for each in self.lines:
            if isinstance(each.editor, WordEdit):
                each.editor.show_right(is_right=each not in wrong)
        self.changed.emit()

    def _noted(self, _nothing: None) -> None:
        self._words = ()
        for each in self.lines:
            each.set_text("")
        self.checked.emit()
        self.finished.emit()

    def _refuse(self, error: KataiError) -> None:
        self.lines[0].set_error(sentence_of(error))


def _folded(word: str) -> str:
    return unicodedata.normalize("NFKD", word).strip().casefold()
