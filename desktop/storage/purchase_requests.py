"""The canonical request of a purchase, as it is sealed before any byte leaves.

Belongs here: its stored form, and filling the platform's fields from the top-up account.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.top_up import TopUpTarget
    from desktop.security.vault import Vault

_SEALED_AT = ("secret", "purchase", "request_sealed")
_CHOICE = "choice"
"""A field whose choices could not be read is still no place for an account."""


@dataclass(frozen=True, slots=True)
class StoredRequest:
    """What is bought and for which account; with the very bytes once they were made.

    Attributes:
        fields: names and values the platform asks for; personal.
        refusal_texts: the goods' own words for a value that does not fit.
        call: the prepared call as stored bytes; a repeat sends exactly these.
    """

    upstream_id: str
    variant: str
    kind: str
    fields: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    refusal_texts: tuple[str, ...] = ()
    call: bytes | None = field(default=None, repr=False)

    def with_call(self, call: bytes) -> StoredRequest:
        """Keep the bytes that are about to leave."""
        return replace(self, call=call)


def seal_request(vault: Vault, purchase_id: int, request: StoredRequest) -> bytes:
    """Seal a request for its purchase row."""
    purpose, table, column = _SEALED_AT
    held = {
        "upstream_id": request.upstream_id,
        "variant": request.variant,
        "kind": request.kind,
        "fields": request.fields,
        "refusal_texts": request.refusal_texts,
        "call": None if request.call is None else base64.b64encode(request.call).decode(),
    }
    return vault.seal(purpose, table, column, purchase_id, json.dumps(held).encode())


def open_request(vault: Vault, purchase_id: int, sealed: bytes) -> StoredRequest:
    """Open the request of a purchase row."""
    purpose, table, column = _SEALED_AT
    held = json.loads(vault.open(purpose, table, column, purchase_id, sealed))
    return StoredRequest(
        upstream_id=held["upstream_id"],
        variant=held["variant"],
        kind=held["kind"],
        fields=tuple((name, value) for name, value in held["fields"]),
        refusal_texts=tuple(held["refusal_texts"]),
        call=None if held["call"] is None else base64.b64decode(held["call"]),
    )


@dataclass(frozen=True, slots=True)
class AskedField:
    """One thing the platform asks the buyer for, as last synced."""

    name: str
    label: str
    kind: str = "text"
    is_required: bool = True
    placeholder: str = ""
    pattern: str = ""
    error: str = ""
    choices: tuple[str, ...] = ()


def filled_fields(
    asked: Sequence[AskedField], target: TopUpTarget | None
) -> tuple[tuple[str, str], ...]:
    """Put the account into the first field that takes text, and the only choice into a choice.

    Raises:
        BusinessRuleError: code ``goods_fields_unfilled``: something is required that nobody typed.
            Guessing it could send the goods to a stranger. Code ``goods_fields_unknown``: there is
            an account and no field for it: the goods have not been asked what they need.
    """
    filled: list[tuple[str, str]] = []
    account = None if target is None else target.account
    for one in asked:
        is_typed = one.kind != _CHOICE and not one.choices
        if is_typed and account is not None:
            filled.append((one.name, account))
            account = None
        elif len(one.choices) == 1:
            filled.append((one.name, one.choices[0]))
        elif one.is_required:
            raise BusinessRuleError(
                "goods_fields_unfilled",
                QT_TRANSLATE_NOOP(
                    "errors", "这个货源还要填“{label}”，先在货源里换一个。什么都没有买"
                ),
                label=one.label,
            )
    if account is not None:
        raise BusinessRuleError(
            "goods_fields_unknown",
            QT_TRANSLATE_NOOP(
                "errors", "还不知道这个货源的充值账号填在哪里，先同步一次。什么都没有买"
            ),
        )
    return tuple(filled)
