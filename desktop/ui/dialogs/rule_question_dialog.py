"""按规定要问的: one question, its answers by digit; Enter of habit answers nothing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.domain.compliance import ANSWERS, AnswerWord, RuleKind
from desktop.ui.formatting import money_text
from desktop.ui.theme import Tone
from desktop.ui.widgets.sheet import MEDIUM, Sheet

if TYPE_CHECKING:
    from desktop.domain.compliance import Finding


class RuleQuestionSheet(Sheet):
    """Asks what a rule wants asked before money is taken.

    Signals:
        answered: the ``AnswerWord`` chosen.
    """

    answered = Signal(object)

    def __init__(self, finding: Finding, parent: QWidget | None = None) -> None:
        super().__init__(
            _title(finding.rule.kind),
            width=MEDIUM,
            tone=Tone.WARN,
            icon="shield-check",
            name="ruleQuestion",
            parent=parent,
        )
        self.add_text(_question(finding), "")
        self.add_text(self.tr("依据：{source}").format(source=finding.rule.source), role="caption")
        self.add_text(self.tr("回答会和这一单一起留下记录，还没有收款。"), role="caption")
        cancel = self.add_cancel(self.tr("先不收"))
        self._words = ANSWERS.get(finding.rule.kind, ())
        for number, word in enumerate(self._words, start=1):
            button = self.add_button(answer_text(word), key_cap=str(number), name=f"answer_{word}")
            button.clicked.connect(partial(self._answer, word))
        self.set_first_focus(cancel)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit answers; everything else is the sheet's."""
        place = event.key() - Qt.Key.Key_1
        if 0 <= place < len(self._words) and not event.isAutoRepeat():
            self._answer(self._words[place])
            return
        super().keyPressEvent(event)

    def _answer(self, word: AnswerWord, *_checked: bool) -> None:
        self.close_sheet()
        self.answered.emit(word)


def answer_text(word: AnswerWord) -> str:
    """Return an answer as its button says it."""
    translate = QCoreApplication.translate
    return {
        AnswerWord.ID_CHECKED: translate("RuleQuestionSheet", "看过身份证，是本人"),
        AnswerWord.ADULT: translate("RuleQuestionSheet", "已满 18 岁"),
        AnswerWord.GUARDIAN: translate("RuleQuestionSheet", "监护人在场同意"),
        AnswerWord.FOR_ONESELF: translate("RuleQuestionSheet", "问过了，自己用"),
        AnswerWord.OWNER: translate("RuleQuestionSheet", "店主同意"),
        AnswerWord.LISTED: translate("RuleQuestionSheet", "列进大额和可疑的单"),
    }[word]


def _title(kind: RuleKind) -> str:
    translate = QCoreApplication.translate
    return {
        RuleKind.MINORS: translate("RuleQuestionSheet", "顾客成年了吗？"),
        RuleKind.FRAUD: translate("RuleQuestionSheet", "是有人让他来买的吗？"),
    }.get(kind, translate("RuleQuestionSheet", "这一单要实名"))


def _question(finding: Finding) -> str:
    translate = QCoreApplication.translate
    words = {
        RuleKind.MINORS: translate(
            "RuleQuestionSheet", "游戏商品 {amount}，满 {limit} 要问。不问几岁，也不记年龄。"
        ),
        RuleKind.FRAUD: translate(
            "RuleQuestionSheet",
            "新顾客买卡密 {amount}。问一句：有没有人在电话、微信里让你买卡、把卡密发过去？"
            "有就是诈骗，不要卖。",
        ),
        RuleKind.SPLIT: translate(
            "RuleQuestionSheet",
            "同一个顾客或账号 24 小时内 {sales} 单，加起来 {amount}，满 {limit} 要看身份证。",
        ),
    }.get(
        finding.rule.kind,
        translate("RuleQuestionSheet", "这一单 {amount}，满 {limit} 要看身份证，是本人才卖。"),
    )
    return words.format(
        amount=money_text(finding.amount), limit=money_text(finding.limit), sales=finding.sales
    )
