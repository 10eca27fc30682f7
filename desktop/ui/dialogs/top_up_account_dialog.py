"""充到哪个号: typed twice, or pasted or picked once; then read back for the customer to nod."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop.domain.errors import BusinessRuleError
from desktop.domain.product import AccountRule
from desktop.domain.top_up import TopUpTarget, checked_target, normalised_account
from desktop.translating import sentence_of
from desktop.ui.formatting import group_account
from desktop.ui.sale_texts import operator_text
from desktop.ui.widgets.buttons import make_button
from desktop.ui.widgets.inputs import LineInput
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.domain.product import ProductSnapshot

_PASTED_AT_ONCE: Final = 3
"""So many more characters in one edit are a paste, not typing."""
_DOTS: Final = "••••"


class AccountEdit(QLineEdit):
    """A line that can hide its middle while the account is typed a second time.

    Signals:
        focused: the caret came in.
        typed: one character came or went.
        pasted: several characters came at once.
    """

    focused = Signal()
    typed = Signal()
    pasted = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._account = ""
        self._is_masked = False
        self._length_before = 0
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.textEdited.connect(self._note_edit)

    def account(self) -> str:
        """Return what was typed, folded and without spaces."""
        return self._account if self._is_masked else normalised_account(self.text())

    def set_masked(self, *, is_masked: bool) -> None:
        """Hide the middle, or show it again."""
        if is_masked == self._is_masked:
            return
        if is_masked:
            self._account = normalised_account(self.text())
            self._is_masked = True
            self.setText(_with_dots(self._account))
        else:
            self._is_masked = False
            self.setText(group_account(self._account))
        self._length_before = len(self.text())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the account again and tell."""
        self.set_masked(is_masked=False)
        super().focusInEvent(event)
        self.focused.emit()

    @Slot(str)
    def _note_edit(self, text: str) -> None:
        is_pasted = len(text) - self._length_before >= _PASTED_AT_ONCE
        self._length_before = len(text)
        (self.pasted if is_pasted else self.typed).emit()


class TopUpAccountSheet(Sheet):
    """Asks for the account of a top-up.

    Args:
        product: what is topped up.
        asks_twice: whether a typed account must be typed again (setting).
        known: the customer's own accounts, with whose they are: ``(account, 本人)``.

    Signals:
        decided: the ``TopUpTarget``, read back.
    """

    decided = Signal(object)

    def __init__(
        self,
        product: ProductSnapshot,
        *,
        asks_twice: bool = True,
        known: Iterable[tuple[str, str]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("充到哪个号？"), parent=parent)
        self._rule = product.account_rule
        self._asks_twice = asks_twice
        self._is_sure = not asks_twice
        self.first = AccountEdit("topUpAccount")
        self.second = AccountEdit("topUpAgain")
        self._first_line = LineInput(self._label(), editor=self.first)
        self._second_line = LineInput(self.tr("再输一遍"), editor=self.second)
        self._operator = PlainLabel("", "caption", "2")
        inside = QHBoxLayout(self.first)
        inside.setContentsMargins(0, 0, 12, 0)
        inside.addStretch(1)
        inside.addWidget(self._operator)
        self._aloud = PlainLabel("", "kpi")
        self._aloud.setObjectName("readBack")
        self._aloud.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._nod = PlainLabel(self.tr("念给顾客听，点头了再加入"), "caption", "3")
        self._nod.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._build(product.title, tuple(known))
        self._refresh()

    def target(self) -> TopUpTarget | None:
        """Return the account if it has the right form and nobody mistyped."""
        try:
            found = checked_target(self._rule, self.first.account(), is_read_back=True)
        except BusinessRuleError:
            return None
        if self._is_sure:
            return found
        return found if self.second.account() == found.account else None

    def _build(self, title: str, known: tuple[tuple[str, str], ...]) -> None:
        self.add_text(title)
        self.body.addWidget(self._first_line)
        self.body.addWidget(self._second_line)
        if known:
            self.body.addLayout(self._made_known(known))
        self.body.addWidget(self._aloud)
        self.body.addWidget(self._nod)
        self.add_cancel()
        self._confirm = self.add_confirm(self.tr("加入"))
        self.set_default(None)
        self.set_first_focus(self.first)
        self.first.textChanged.connect(self._refresh)
        self.first.typed.connect(self._doubt)
        self.first.pasted.connect(self._trust)
        self.second.textChanged.connect(self._refresh)
        self.second.focused.connect(self._mask_first)
        self.first.returnPressed.connect(self._go_on)
        self.second.returnPressed.connect(self._finish)
        self.accepted.connect(self._finish)

    def _made_known(self, known: tuple[tuple[str, str], ...]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(PlainLabel(self.tr("常用"), "caption", "3"))
        for account, whose in known:
            button = make_button("", f"{group_account(account)} {whose}".strip(), size="small")
            button.setObjectName("knownAccount")
            button.clicked.connect(partial(self._take_known, account))
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _label(self) -> str:
        names = {
            AccountRule.PHONE: self.tr("手机号"),
            AccountRule.QQ: self.tr("QQ 号"),
            AccountRule.UID: self.tr("游戏账号"),
        }
        return names.get(self._rule, self.tr("账号"))

    @Slot()
    def _refresh(self) -> None:
        target = self.target()
        is_second_needed = not self._is_sure
        self._second_line.setVisible(is_second_needed)
        self._confirm.setEnabled(target is not None)
        self._aloud.setText(target.grouped if target else "")
        for label in (self._aloud, self._nod):
            label.setVisible(target is not None)
        self._operator.setText(self._hint())

    def _hint(self) -> str:
        try:
            return operator_text(checked_target(self._rule, self.first.account()))
        except BusinessRuleError:
            return ""

    @Slot()
    def _doubt(self) -> None:
        """Typing by hand must be repeated; a later paste or pick is sure again."""
        self._is_sure = not self._asks_twice
        self._first_line.set_error("")
        self._refresh()

    @Slot()
    def _trust(self) -> None:
        self._is_sure = True
        self._refresh()

    @Slot()
    def _take_known(self, account: str, *_checked: bool) -> None:
        self.first.setText(group_account(account))
        self._is_sure = True
        self._refresh()
        self.first.setFocus()

    @Slot()
    def _mask_first(self) -> None:
        self.first.set_masked(is_masked=True)

    @Slot()
    def _go_on(self) -> None:
        try:
            checked_target(self._rule, self.first.account())
        except BusinessRuleError as error:
            self._first_line.set_error(sentence_of(error))
            return
        if self._is_sure:
            self._finish()
        else:
            self.second.setFocus()

    @Slot()
    def _finish(self) -> None:
        target = self.target()
        if target is not None:
            self.close_sheet()
            self.decided.emit(target)
        elif self.second.text():
            self._second_line.set_error(self.tr("两遍不一样，照着顾客的号再输一遍"))
            self.second.selectAll()


def _with_dots(account: str) -> str:
    """Return ``198 •••• 2046``."""
    keep = min(3, len(account) // 3)
    return f"{account[:keep]} {_DOTS} {account[len(account) - keep - (1 if keep == 3 else 0) :]}"
