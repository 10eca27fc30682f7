"""The form of an account, at a platform or a payment gateway alike: filled in, cleaned, checked.

A secret goes in and never comes out: by its tail alone it can be told from another.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from desktop.connectors.http_client import is_loopback
from desktop.connectors.platforms.base import AccountAccess, FieldKind
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError, KataiError
from desktop.domain.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from desktop.connectors.payments.base import PaymentGateway
    from desktop.connectors.platforms.base import ConnectorField, Platform
    from desktop.domain.money import Money

_NAME_LENGTH: Final = 40
_VALUE_LENGTH: Final = 2000
_TAIL_LENGTH: Final = 4
_SHORTEST_WITH_TAIL: Final = 12
"""Of a shorter secret four characters would be too much."""


@dataclass(frozen=True, slots=True)
class FormField:
    """One line of the account form; ``label`` is in the translation context ``connectors``."""

    key: str
    label: str
    kind: str
    is_required: bool
    is_secret: bool
    default: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AccountDraft:
    """A filled-in account form.

    Attributes:
        secrets: empty for a change that keeps the stored ones.
        opening_balance: what a new account kept by hand holds; None leaves its balance unkept.
    """

    platform: str
    name: str
    fields: Mapping[str, str]
    secrets: Mapping[str, Secret] = field(default_factory=dict, repr=False)
    allows_plain_http: bool = False
    opening_balance: Money | None = None


@dataclass(frozen=True, slots=True)
class AccountTest:
    """How a connection test ended.

    Attributes:
        error: what was wrong; its exit code says whether the platform refused or did not answer.
    """

    is_ok: bool
    seconds: float
    shop_name: str = ""
    balance: Money | None = None
    error: KataiError | None = None


def check_draft(
    connector: Platform | PaymentGateway,
    draft: AccountDraft,
    secrets: Mapping[str, Secret],
    now: Callable[[], datetime],
) -> None:
    """Refuse what cannot be an account at a platform or payment gateway; asks nobody.

    Args:
        connector: whose account it is to be.
        draft: the form, cleaned.
        secrets: what is filled in, and what stays of the stored ones.
        now: tells the time.

    Raises:
        BusinessRuleError: ``account_name_missing``, ``plain_http_refused``, or what
            ``check_access`` of the connector says.
    """
    if not draft.name or len(draft.name) > _NAME_LENGTH:
        raise BusinessRuleError(
            "account_name_missing",
            QT_TRANSLATE_NOOP("errors", "账号要有名字，最多 {most} 个字"),
            most=_NAME_LENGTH,
        )
    connector.check_access(AccountAccess(draft.fields, secrets, now, draft.allows_plain_http))
    for one in connector.fields:
        address = draft.fields.get(one.key, "")
        is_plain = one.kind is FieldKind.URL and address.lower().startswith("http:")
        if is_plain and not (draft.allows_plain_http or is_loopback(address)):
            raise BusinessRuleError(
                "plain_http_refused",
                QT_TRANSLATE_NOOP(
                    "errors", "{address} 不加密，别人能看到密钥。改用 https，或由店主同意"
                ),
                address=address,
            )


def form_field(one: ConnectorField) -> FormField:
    """Return a declared field as a form shows it."""
    return FormField(
        key=one.key,
        label=one.label,
        kind=str(one.kind),
        is_required=one.is_required,
        is_secret=one.is_secret,
        default=one.default,
        choices=one.choices,
    )


def cleaned(draft: AccountDraft) -> AccountDraft:
    """Return the form with everything that was pasted into it :func:`folded`."""
    return AccountDraft(
        platform=draft.platform,
        name=folded(draft.name),
        fields={key: folded(value) for key, value in draft.fields.items()},
        secrets={
            key: Secret(folded(value.reveal()))
            for key, value in draft.secrets.items()
            if value.reveal().strip()
        },
        allows_plain_http=draft.allows_plain_http,
        opening_balance=draft.opening_balance,
    )


def folded(text: str) -> str:
    """Return what was pasted without full-width forms, invisible characters, spaces around it."""
    plain = unicodedata.normalize("NFKC", text[:_VALUE_LENGTH])
    return "".join(one for one in plain if unicodedata.category(one)[0] != "C").strip()


def tail_of(secret: Secret) -> str:
    """Return by which of a key's characters it may be told from another."""
    text = secret.reveal()
    return text[-_TAIL_LENGTH:] if len(text) >= _SHORTEST_WITH_TAIL else ""
