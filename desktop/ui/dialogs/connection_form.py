"""The base of the account forms: what is filled in can be tried before it is saved."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from desktop.services.accounts import AccountDraft
from desktop.translating import sentence_of
from desktop.ui.background import Lane
from desktop.ui.dialogs.connection_fields import ConnectionFields, StoredConnection
from desktop.ui.dialogs.writing_form import WritingForm
from desktop.ui.widgets.inputs import LineInput
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.sheet import MEDIUM

if TYPE_CHECKING:
    from desktop.domain.errors import KataiError
    from desktop.services.accounts import AccountTest
    from desktop.ui.screen import WindowContext

Trial = Callable[[Any, AccountDraft | int], "AccountTest"]
"""Asks the other side who we are: an actor, and a form not yet saved or a stored account's id."""


class ConnectionForm(WritingForm):
    """An account's name, the fields that its kind declares, and a button that tries them.

    A subclass makes ``name``, lays it out with ``fields`` and ``told``, calls ``add_test_button``
    and ``finish``, and says which kind is chosen and what is shown when the other side answered.
    """

    name: LineInput

    def __init__(
        self,
        context: WindowContext,
        trial: Trial,
        stored: StoredConnection | None,
        *,
        icon: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, "", width=MEDIUM, icon=icon, parent=parent)
        self._trial = trial
        self._stored = stored
        self.fields = ConnectionFields(stored)
        self.told = PlainLabel("", "caption", "2", wraps=True)
        self.told.setObjectName("testResult")
        self.fields.edited.connect(self._forget_answer)

    @abstractmethod
    def kind(self) -> str:
        """Return the key of the platform or gateway that is chosen."""

    @abstractmethod
    def answered_words(self, result: AccountTest) -> str:
        """Return what is said when the other side knows us."""

    def draft(self) -> AccountDraft:
        """Return the form as it is filled in."""
        return self.fields.draft(self.kind(), self.name.text())

    def fields_by_code(self) -> dict[str, LineInput]:
        """Return the lines that errors belong to."""
        return {
            "account_name_missing": self.name,
            "account_name_taken": self.name,
            "plain_http_refused": self.fields.address_line() or self.name,
        }

    def show_refusal(self, error: KataiError) -> None:
        """Say why beside the field it names."""
        if not self.fields.show_error(error):
            super().show_refusal(error)

    def add_test_button(self, name: str) -> None:
        """Put the button that tries the account beside the others."""
        self.test_button = self.add_button(self.tr("测试连接"), name=name, is_left=True)
        self.test_button.clicked.connect(self._test)

    def draft_to_try(self) -> AccountDraft:
        """Return what is tried before there is an account."""
        return self.draft()

    @Slot()
    def _test(self) -> None:
        subject = self._subject()
        if subject is None:
            self._say(self.tr("改过的内容要么重填密钥再测，要么保存后再测"), "warn")
            return
        self.test_button.set_busy(self.tr("正在连"))
        self._say("")
        self.context.operations.run_query(
            self,
            partial(self._trial, self.context.session.actor, subject),
            self._show_test,
            refused=self._refuse_test,
            lane=Lane.NETWORK,
        )

    def _subject(self) -> AccountDraft | int | None:
        """Return what can be tried: a kept secret is only in the stored account, as it is."""
        if not self.fields.keeps_secrets():
            return self.draft_to_try()
        stored = self._stored
        is_unchanged = stored is not None and dict(stored.fields) == dict(self.draft().fields)
        return stored.id if stored is not None and is_unchanged else None

    def _show_test(self, result: AccountTest) -> None:
        self.test_button.set_busy("")
        if result.error is not None:
            self._say(sentence_of(result.error), "danger")
            return
        self._say(self.answered_words(result), "accent")

    def _refuse_test(self, error: KataiError) -> None:
        self.test_button.set_busy("")
        self.show_refusal(error)

    @Slot()
    def _forget_answer(self) -> None:
        self._say("")

    def _say(self, text: str, tone: str = "2") -> None:
        self.told.setText(text)
        self.told.set_tone(tone)
        self.told.setVisible(bool(text))
