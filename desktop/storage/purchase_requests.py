"""The canonical request of a purchase, as it is sealed before any byte leaves."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.security.vault import Vault

_SEALED_AT = ("secret", "purchase", "request_sealed")


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


def open_request(vault: Vault, purchase_id: int, sealed: bytes | None) -> StoredRequest:
    """Open the request of a purchase row; one that was cleared says nothing any more."""
    if sealed is None:
        return StoredRequest("", "", "")
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
