"""The shop's static collection codes: WeChat, Alipay and QQ codes that customers scan."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.money import ZERO, Money
from desktop.domain.permissions import Action, Actor
from desktop.domain.tender import STATIC_CODE_METHODS, TenderMethod
from desktop.storage import collection_code_queries
from desktop.storage.collection_code_queries import CollectionCode
from desktop.storage.ledger import LedgerEntry

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.domain.sale import Approval
    from desktop.services.rights import Rights
    from desktop.storage.ground import Ground

__all__ = ["CodeOutcome", "CollectionCode", "CollectionCodes"]

MAXIMUM_PICTURE_BYTES: Final = 2_000_000
MAXIMUM_PAYLOAD: Final = 2_000
MAXIMUM_LABEL: Final = 40


@dataclass(frozen=True, slots=True)
class CodeOutcome:
    """A collection code as it is now."""

    code: CollectionCode
    changes: Changes = field(default_factory=Changes)


class CollectionCodes:
    """Adding, changing and removing codes; a removed one stays with its past payments."""

    def __init__(self, ground: Ground, rights: Rights) -> None:
        self._ground = ground
        self._rights = rights

    def list_codes(self, method: TenderMethod | None = None) -> tuple[CollectionCode, ...]:
        """Return the codes in use, of one tender or of all."""
        with self._ground.database.read() as connection:
            return collection_code_queries.list_codes(connection, method)

    def add(
        self,
        actor: Actor,
        method: TenderMethod,
        label: str,
        picture: bytes | None,
        payload: str = "",
        *,
        daily_limit: Money | None = None,
        approval: Approval | None = None,
    ) -> CodeOutcome:
        """Add a code.

        Args:
            actor: who adds it; an owner or with their consent.
            method: WeChat, Alipay or QQ.
            label: which phone holds it, as the shop says.
            picture: the picture as it was chosen; may be None when the payload is known.
            payload: what the picture says, so that it is drawn crisp; may be empty.
            daily_limit: what it may take in a day; None for no limit.
            approval: an owner's consent, for anyone else.

        Raises:
            BusinessRuleError: ``needs_owner``, ``code_malformed``, ``not_a_code_method``.
        """
        self._rights.require(actor, Action.ADMINISTER, approval=approval)
        if method not in STATIC_CODE_METHODS:
            raise BusinessRuleError(
                "not_a_code_method", QT_TRANSLATE_NOOP("errors", "这种付款方式没有收款码")
            )
        columns = _checked(label, picture, payload, daily_limit)
        with self._ground.database.write() as connection:
            code_id = self._ground.identifiers.next_id()
            collection_code_queries.insert_code(connection, id=code_id, method=method, **columns)
            return self._outcome(connection, actor, code_id, "collection_code_added")

    def change(
        self,
        actor: Actor,
        code_id: int,
        label: str,
        picture: bytes | None,
        payload: str = "",
        *,
        daily_limit: Money | None = None,
        approval: Approval | None = None,
    ) -> CodeOutcome:
        """Change a code; arguments and errors as :meth:`add`."""
        self._rights.require(actor, Action.ADMINISTER, approval=approval)
        columns = _checked(label, picture, payload, daily_limit)
        with self._ground.database.write() as connection:
            collection_code_queries.update_code(connection, code_id, **columns)
            return self._outcome(connection, actor, code_id, "collection_code_changed")

    def remove(self, actor: Actor, code_id: int, approval: Approval | None = None) -> Changes:
        """Take a code out of use.

        Raises:
            BusinessRuleError: ``needs_owner``.
        """
        self._rights.require(actor, Action.ADMINISTER, approval=approval)
        with self._ground.database.write() as connection:
            collection_code_queries.update_code(connection, code_id, removed_at=self._ground.now())
            return self._outcome(connection, actor, code_id, "collection_code_removed").changes

    def _outcome(
        self, connection: Connection, actor: Actor, code_id: int, kind: str
    ) -> CodeOutcome:
        code = collection_code_queries.load_code(connection, code_id)
        # a swapped code sends customers' money elsewhere: the ledger can prove which one it was
        print_of_code = self._ground.vault.fingerprint(
            "collection_code", code.payload.encode() or code.picture or b""
        )
        body = {"code": code_id, "fingerprint": print_of_code.hex(), "person": actor.id}
        self._ground.record(connection, LedgerEntry(kind, body))
        return CodeOutcome(code, Changes.of(Topic.SETTINGS))


def _checked(
    label: str, picture: bytes | None, payload: str, daily_limit: Money | None
) -> dict[str, Any]:
    is_odd = (
        not label.strip()
        or len(label) > MAXIMUM_LABEL
        or len(payload) > MAXIMUM_PAYLOAD
        or not (picture or payload)
        or len(picture or b"") > MAXIMUM_PICTURE_BYTES
        or (daily_limit is not None and daily_limit <= ZERO)
    )
    if is_odd:
        raise BusinessRuleError(
            "code_malformed",
            QT_TRANSLATE_NOOP("errors", "收款码要有名字和图片，图片不超过 2 MB，还没有保存"),
        )
    return {
        "label": label.strip(),
        "picture": picture,
        "payload": payload,
        "daily_limit": daily_limit,
    }
