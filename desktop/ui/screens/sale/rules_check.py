"""What the law asks about the open cart, one question after another, before money is taken."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.domain.compliance import NEEDS_CUSTOMER, Answer, AnswerWord, RuleAction
from desktop.services.rule_refusals import needs_owner_error
from desktop.ui.dialogs.rule_question_dialog import RuleQuestionSheet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.domain.compliance import Finding
    from desktop.domain.errors import BusinessRuleError
    from desktop.ui.screen import WindowContext
    from desktop.ui.screens.sale.cart_desk import CartDesk
    from desktop.ui.screens.sale.typing_gate import TypingGate


class RulesCheck(QObject):
    """Asks what is not answered yet; answers lie with the cart and are gone when it changes."""

    def __init__(self, context: WindowContext, gate: TypingGate, desk: CartDesk) -> None:
        super().__init__(gate)
        self._context = context
        self._gate = gate
        self._desk = desk

    def ask(self, findings: Sequence[Finding], then: Callable[[], None]) -> None:
        """Ask the first open question and go on from there; ``then`` when none is open."""
        finding = self.find_open(findings)
        if finding is None:
            then()
            return
        self._gate.drop_typed()
        if finding.rule.kind in NEEDS_CUSTOMER and self._desk.cart.customer is None:
            words = self.tr("这一单要实名，先按 {key} 选会员或新建会员。还没有收款")
            key = self._context.registry.key_text("sale.customer")
            self._context.messages.show_refusal(words.format(key=key))
            return
        sheet = RuleQuestionSheet(finding)
        sheet.answered.connect(partial(self._take, finding, findings, then))
        self._context.messages.open_sheet(sheet)

    def find_open(self, findings: Sequence[Finding]) -> Finding | None:
        """Return the first question that is not answered yet."""
        has_customer = self._desk.cart.customer is not None
        for finding in findings:
            is_question = finding.rule.action is RuleAction.ASK
            if is_question and not finding.is_answered(
                self._desk.answers, has_customer=has_customer
            ):
                return finding
        return None

    def owner_refusal(self, findings: Sequence[Finding]) -> BusinessRuleError | None:
        """Return what an owner must still agree to."""
        given = {one.rule_id for one in self._desk.answers if one.word is AnswerWord.OWNER}
        for finding in findings:
            if finding.rule.action is RuleAction.OWNER and finding.rule.id not in given:
                return needs_owner_error(finding)
        return None

    def note_consent(self, findings: Sequence[Finding]) -> None:
        """Remember that an owner agreed, so that it is not asked twice."""
        for finding in findings:
            if finding.rule.action is RuleAction.OWNER:
                self._desk.answers += (Answer(finding.rule.id, AnswerWord.OWNER),)

    def _take(
        self,
        finding: Finding,
        findings: Sequence[Finding],
        then: Callable[[], None],
        word: AnswerWord,
    ) -> None:
        self._desk.answers += (Answer(finding.rule.id, word),)
        self.ask(findings, then)
