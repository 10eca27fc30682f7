"""充到哪个号: typed twice, or pasted, scanned or picked once; then read back for the nod."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QWidget,
)

from desktop.domain.errors import BusinessRuleError
from desktop.domain.product import AccountRule
from desktop.domain.top_up import TopUpAnswer, TopUpTarget, checked_target
from desktop.domain.top_up_form import checked_answer
from desktop.translating import sentence_of
from desktop.ui.dialogs.top_up_fields import AccountEdit, AnswerInput
from desktop.ui.formatting import group_account
from desktop.ui.sale_texts import operator_text
from desktop.ui.widgets.buttons import make_button
from desktop.ui.widgets.inputs import ChoiceBox, LineInput
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from desktop.domain.product import ProductSnapshot
    from desktop.services.top_ups import KnownAccount, TopUpQuestion


class TopUpAccountSheet(Sheet):
    """Asks for the account of a top-up, and for what else the platform's form wants.

    Args:
        product: what is topped up.
        question: the platform's form and the customer's own accounts.
        asks_twice: whether a typed account must be typed again (setting).
        earlier: what was answered before the form changed; nothing of it is lost.

    Signals:
        decided: the ``TopUpTarget``, read back.
    """

    decided = Signal(object)

    def __init__(
        self,
        product: ProductSnapshot,
        question: TopUpQuestion,
        *,
        asks_twice: bool = True,
        earlier: TopUpTarget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("充到哪个号？"), parent=parent)
        self._rule = product.account_rule
        self._form = question.form
        self._asks_twice = asks_twice
        self._is_sure = not asks_twice
        self._is_scanned = False
        self.first = AccountEdit("topUpAccount")
        self.second = AccountEdit("topUpAgain")
        self._first_line = LineInput(self._label(), editor=self.first)
        self._second_line = LineInput(self.tr("再输一遍"), editor=self.second)
        self.answers = tuple(
            AnswerInput(field, number) for number, field in enumerate(question.form.further, 1)
        )
        self._known: tuple[QAbstractButton, ...] = ()
        self._operator = PlainLabel("", "caption", "2")
        inside = QHBoxLayout(self.first)
        inside.setContentsMargins(0, 0, 12, 0)
        inside.addStretch(1)
        inside.addWidget(self._operator)
        self._aloud = PlainLabel("", "kpi")
        self._aloud.setObjectName("readBack")
        self._more_aloud = PlainLabel("", "", wraps=True)
        self._more_aloud.setObjectName("readBackMore")
        self._nod = PlainLabel(self.tr("念给顾客听，点头了再加入"), "caption", "3")
        for label in (self._aloud, self._more_aloud, self._nod):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._build(product.title, question.known, earlier)
        self._refresh()

    def target(self) -> TopUpTarget | None:
        """Return the account if it has the right form and nobody mistyped."""
        try:
            found = self._checked()
        except BusinessRuleError:
            return None
        if self._is_sure or (self._is_scanned and not self.second.text()):
            return found
        return found if self.second.account() == found.account else None

    def _checked(self) -> TopUpTarget:
        """Return what is filled in, whoever typed it. Raises for what does not fit."""
        given = tuple(each.answer() for each in self.answers)
        answers: tuple[TopUpAnswer, ...] = tuple(each for each in given if each is not None)
        account = self._checked_account().account
        return TopUpTarget(self._rule, account, is_read_back=True, answers=answers)

    def _checked_account(self) -> TopUpTarget:
        found = checked_target(self._rule, self.first.account())
        if self._form.account is not None:
            checked_answer(self._form.account, found.account)
        return found

    def _build(
        self, title: str, known: tuple[KnownAccount, ...], earlier: TopUpTarget | None
    ) -> None:
        self.add_text(title)
        if earlier is not None:
            self.add_text(self.tr("货源要填的东西变了，以前填的还在，补上就行"), "warn")
        self.body.addWidget(self._first_line)
        self.body.addWidget(self._second_line)
        if known:
            self.body.addLayout(self._made_known(known))
        for each in self.answers:
            self.body.addWidget(each)
            each.edited.connect(self._refresh)
            each.entered.connect(self._go_on)
        for label in (self._aloud, self._more_aloud, self._nod):
            self.body.addWidget(label)
        self.add_cancel()
        self._confirm = self.add_confirm(self.tr("加入"))
        self.set_default(None)
        self.set_first_focus(self.first)
        self._connect()
        if earlier is not None:
            self._take(earlier)

    def _connect(self) -> None:
        self.first.textChanged.connect(self._refresh)
        self.first.typed.connect(self._doubt)
        self.first.pasted.connect(self._trust)
        self.first.scanned.connect(self._trust_scan)
        self.first.known_wanted.connect(self._go_to_known)
        self.second.textChanged.connect(self._refresh)
        self.second.focused.connect(self._mask_first)
        self.first.returnPressed.connect(self._go_on)
        self.second.returnPressed.connect(self._go_on)
        self.accepted.connect(self._finish)

    def _made_known(self, known: tuple[KnownAccount, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(6)
        grid.addWidget(PlainLabel(self.tr("常用 ↓"), "caption", "3"), 0, 0)
        buttons = []
        for number, each in enumerate(known):
            words = [group_account(each.target.account), self.tr("本人") if each.is_own else ""]
            words += [one.value for one in each.target.answers[:1]]
            text = " ".join(part for part in (*words, each.label) if part)
            text = f"{number + 1}  {text}" if len(known) > 1 else text
            button = make_button("", text, size="small")
            button.setObjectName("knownAccount")
            button.clicked.connect(partial(self._take_known, each.target))
            grid.addWidget(button, number // 2, 1 + number % 2)
            buttons.append(button)
        grid.setColumnStretch(3, 1)
        self._known = tuple(buttons)
        return grid

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit takes the account of that place; Enter on a list goes on to the next field."""
        focus = QApplication.focusWidget()
        place = event.key() - Qt.Key.Key_1
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if focus in self._known and 0 <= place < len(self._known):
            self._known[place].click()
        elif is_enter and isinstance(focus, ChoiceBox) and not event.isAutoRepeat():
            self._go_on()
        else:
            super().keyPressEvent(event)

    def _label(self) -> str:
        names = {
            AccountRule.PHONE: self.tr("手机号"),
            AccountRule.QQ: self.tr("QQ 号"),
            AccountRule.UID: self.tr("游戏账号"),
        }
        field = self._form.account
        if field is not None and self._rule not in {AccountRule.PHONE, AccountRule.QQ}:
            return field.label
        return names.get(self._rule, self.tr("账号"))

    @Slot()
    def _refresh(self) -> None:
        target = self.target()
        self._second_line.setVisible(not self._is_sure)
        self._confirm.setEnabled(target is not None)
        self._aloud.setText(target.grouped if target else "")
        self._more_aloud.setText(" · ".join(target.spoken_answers) if target else "")
        for label in (self._aloud, self._nod):
            label.setVisible(target is not None)
        self._more_aloud.setVisible(target is not None and bool(target.spoken_answers))
        self._operator.setText(self._hint())

    def _hint(self) -> str:
        try:
            return operator_text(checked_target(self._rule, self.first.account()))
        except BusinessRuleError:
            return ""

    @Slot()
    def _doubt(self) -> None:
        """Typing by hand must be repeated; a later paste or pick is sure again."""
        self._is_sure, self._is_scanned = not self._asks_twice, False
        self._first_line.set_error("")
        self._refresh()

    @Slot()
    def _trust(self) -> None:
        self._is_sure = True
        self._refresh()

    @Slot()
    def _trust_scan(self) -> None:
        """A scanner does not mistype; the second line may be left empty."""
        self._is_scanned = True
        self._second_line.set_note(self.tr("扫进来的不用再输，按 Enter"))

    @Slot()
    def _take_known(self, target: TopUpTarget, *_checked: bool) -> None:
        self._take(target)
        self.first.setFocus()

    def _take(self, target: TopUpTarget) -> None:
        self.first.set_masked(is_masked=False)
        self.first.setText(group_account(target.account))
        for each in self.answers:
            each.take_from(target)
        self._is_sure = True
        self._refresh()

    @Slot()
    def _go_to_known(self) -> None:
        if self._known:
            self._known[0].setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _mask_first(self) -> None:
        self.first.set_masked(is_masked=True)

    @Slot()
    def _go_on(self) -> None:
        """Enter: to the next thing that is missing; all is there: into the order."""
        try:
            account = self._checked_account().account
        except BusinessRuleError as error:
            self._first_line.set_error(sentence_of(error))
            self.first.setFocus()
            return
        if self._is_scanned and self.second.hasFocus() and not self.second.text():
            self._is_sure = True
        if not self._is_sure and self.second.account() != account:
            self._ask_second()
            return
        for each in self.answers:
            if each.complain():
                each.setFocus(Qt.FocusReason.TabFocusReason)
                return
        self._finish()

    def _ask_second(self) -> None:
        if self.second.text():
            self._second_line.set_error(self.tr("两遍不一样，照着顾客的号再输一遍"))
            self.second.selectAll()
        self.second.setFocus()

    @Slot()
    def _finish(self) -> None:
        target = self.target()
        if target is not None:
            self.close_sheet()
            self.decided.emit(target)
        elif self.second.text():
            self._ask_second()
