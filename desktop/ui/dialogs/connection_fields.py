"""What a platform or payment gateway asks of its account; a secret goes in and stays in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, Protocol
from urllib.parse import urlsplit

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.secret import Secret
from desktop.services.accounts import AccountDraft
from desktop.translating import sentence_of, translate
from desktop.ui.widgets.buttons import DEFAULT, make_button
from desktop.ui.widgets.cards import column
from desktop.ui.widgets.inputs import ChoiceBox, LineInput
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.switches import TickBox

if TYPE_CHECKING:
    from desktop.domain.errors import KataiError
    from desktop.services.account_forms import FormField

_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_CONTEXT: Final = "connectors"


class StoredConnection(Protocol):
    """What a form reads of an account that is stored: a wholesale account or a gateway's."""

    @property
    def id(self) -> int:
        """Its number."""

    @property
    def name(self) -> str:
        """What the shop calls it."""

    @property
    def allows_plain_http(self) -> bool:
        """Whether the owner agreed to an address without encryption."""

    @property
    def fields(self) -> Mapping[str, str]:
        """What is not secret."""

    @property
    def secret_tails(self) -> Mapping[str, str]:
        """The last four characters of each secret."""


class FieldRow(QWidget):
    """One field of the form; a kept secret shows its last four until it is to be changed.

    Signals:
        edited: its text or choice is another.
    """

    edited = Signal()

    def __init__(self, field: FormField, stored: StoredConnection | None) -> None:
        super().__init__()
        self.field = field
        tails = stored.secret_tails if stored is not None else {}
        self._is_kept = field.is_secret and field.key in tails
        self.choice: ChoiceBox | None = None
        label = translate(_CONTEXT, field.label)
        self.line = LineInput(label, name=f"field_{field.key}")
        self.change_button = make_button(DEFAULT, self.tr("换密钥…"), name=f"change_{field.key}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        if field.choices:
            self.choice = ChoiceBox(field.choices, name=f"field_{field.key}", accessible_name=label)
            row.addLayout(column(PlainLabel(label, "table", "2"), self.choice, spacing=4))
        else:
            row.addWidget(self.line, 1)
        self._fill(stored)
        self.change_button.clicked.connect(self._begin_change)
        row.addWidget(self.change_button)
        if not self._is_kept:
            self.change_button.hide()
        else:
            tail = tails[field.key]
            self.line.editor.setReadOnly(True)
            self.line.editor.setEchoMode(QLineEdit.EchoMode.Normal)
            self.line.set_text(f"•••• {tail}" if tail else "••••••••")
            self.line.set_note(self.tr("已保存"))
        self.line.edited.connect(self.edited)
        if self.choice is not None:
            self.choice.currentIndexChanged.connect(self.edited)

    def value(self) -> str:
        """Return what is filled in; nothing for a secret that is kept."""
        if self.choice is not None:
            return self.choice.currentText()
        return "" if self._is_kept else self.line.text()

    @property
    def is_kept(self) -> bool:
        """Whether the stored secret stays."""
        return self._is_kept

    def is_plain_address(self) -> bool:
        """Whether it is an address elsewhere to which everything goes unencrypted."""
        if self.field.kind != "url":
            return False
        address = urlsplit(self.value().strip().lower())
        return address.scheme == "http" and (address.hostname or "") not in _LOOPBACK

    def _fill(self, stored: StoredConnection | None) -> None:
        text = stored.fields.get(self.field.key, "") if stored is not None else ""
        text = text or self.field.default
        if self.choice is not None:
            self.choice.setCurrentText(text)
        elif self.field.is_secret:
            self.line.editor.setEchoMode(QLineEdit.EchoMode.Password)
        else:
            self.line.set_text(text)
        if self.field.kind == "url" and not text:
            self.line.editor.setPlaceholderText("https://")

    @Slot()
    def _begin_change(self) -> None:
        self._is_kept = False
        self.change_button.hide()
        self.line.editor.setReadOnly(False)
        self.line.editor.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.set_text("")
        self.line.set_note("")
        self.line.editor.setFocus()


class ConnectionFields(QWidget):
    """The rows that one platform or gateway declares, and the consent to a plain address.

    Signals:
        edited: something is other than before.
    """

    edited = Signal()

    def __init__(self, stored: StoredConnection | None = None, *, spacing: int = 12) -> None:
        super().__init__()
        self._stored = stored
        self.rows: list[FieldRow] = []
        words = self.tr("网址不加密，别人能看到密钥。我知道，还是要用")
        self.plain_http = TickBox(words)
        self.plain_http.setObjectName("allowPlainHttp")
        self.plain_http.setChecked(stored is not None and stored.allows_plain_http)
        self.plain_http.hide()
        self.plain_http.toggled.connect(self.edited)
        self._column = QVBoxLayout()
        self._column.setSpacing(spacing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(spacing)
        layout.addLayout(self._column)
        layout.addWidget(self.plain_http)

    def show_fields(self, fields: Sequence[FormField], *, least_height: int = 0) -> None:
        """Draw the rows of another platform; what was filled in for the last one is gone.

        Args:
            fields: what it declares.
            least_height: of a row, in pixels.
        """
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [FieldRow(one, self._stored) for one in fields]
        for row in self.rows:
            row.setMinimumHeight(least_height)
            self._column.addWidget(row)
            row.edited.connect(self._note_edit)
        self._note_edit()

    def draft(self, kind: str, name: str) -> AccountDraft:
        """Return what is filled in; a secret that is kept is not in it.

        Args:
            kind: the key of the platform or gateway.
            name: what the shop calls the account.
        """
        open_fields = {row.field.key: row.value() for row in self.rows if not row.field.is_secret}
        secrets = {
            row.field.key: Secret(row.value())
            for row in self.rows
            if row.field.is_secret and row.value()
        }
        consents = self.plain_http.isChecked() and not self.plain_http.isHidden()
        return AccountDraft(kind, name, open_fields, secrets, consents)

    def keeps_secrets(self) -> bool:
        """Whether a stored secret stays, so that the draft alone cannot be tried."""
        return any(row.is_kept for row in self.rows)

    def address_line(self) -> LineInput | None:
        """Return the line of the address, if one is asked for."""
        return next((row.line for row in self.rows if row.field.kind == "url"), None)

    def show_error(self, error: KataiError) -> bool:
        """Say why beside the field that the error names; False when it names none."""
        key = error.values.get("key")
        row = next((one for one in self.rows if one.field.key == key), None)
        if row is None:
            return False
        row.line.set_error(sentence_of(error))
        row.line.editor.setFocus()
        return True

    @Slot()
    def _note_edit(self) -> None:
        self.plain_http.setVisible(any(row.is_plain_address() for row in self.rows))
        self.edited.emit()
