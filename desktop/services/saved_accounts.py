"""A member's kept top-up accounts (常用账号): listed masked, named, forgotten on request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.paper_text import scrub
from desktop.domain.permissions import Action
from desktop.storage import saved_account_queries
from desktop.storage.ledger import LedgerEntry

if TYPE_CHECKING:
    from datetime import datetime

    from desktop.domain.permissions import Actor
    from desktop.domain.product import AccountRule
    from desktop.services.rights import Rights
    from desktop.storage.ground import Ground

MAXIMUM_LABEL: Final = 40


@dataclass(frozen=True, slots=True)
class SavedAccount:
    """A kept account as a list shows it: never in full."""

    id: int
    rule: AccountRule
    family: str
    masked: str
    label: str
    use_count: int
    used_at: datetime


class SavedAccounts:
    """What the member's page asks for."""

    def __init__(self, ground: Ground, rights: Rights) -> None:
        self._ground = ground
        self._rights = rights

    def list_of(self, customer_id: int) -> tuple[SavedAccount, ...]:
        """Return a member's accounts, the one used last first."""
        with self._ground.database.read() as connection:
            rows = saved_account_queries.list_accounts(connection, customer_id)
        return tuple(
            SavedAccount(
                row.id, row.rule, row.family, row.masked, row.label, row.use_count, row.used_at
            )
            for row in rows
        )

    def rename(self, actor: Actor, account_id: int, label: str) -> Changes:
        """Call it 大号, 妈妈, whatever the member says.

        Raises:
            BusinessRuleError: code ``saved_account_gone``.
        """
        return self._change(actor, account_id, "account_renamed", label)

    def remove(self, actor: Actor, account_id: int) -> Changes:
        """Forget it for good; only that it was forgotten is recorded. Raises as :meth:`rename`."""
        return self._change(actor, account_id, "account_forgotten", None)

    def _change(self, actor: Actor, account_id: int, kind: str, label: str | None) -> Changes:
        self._rights.require(actor, Action.SELL)
        with self._ground.database.write() as connection:
            try:
                row = saved_account_queries.load_account(connection, account_id)
            except KeyError:
                raise BusinessRuleError(
                    "saved_account_gone",
                    QT_TRANSLATE_NOOP("errors", "这个常用账号已经删掉了，没有再改什么"),
                ) from None
            if label is None:
                saved_account_queries.remove_account(connection, account_id)
            else:
                clean = scrub(label).strip()[:MAXIMUM_LABEL]
                saved_account_queries.rename_account(connection, account_id, clean)
            body = {
                "saved_account": account_id,
                "customer": row.customer_id,
                "person": actor.id,
                "channel": actor.channel,
            }
            self._ground.record(connection, LedgerEntry(kind, body))
        return Changes.of(Topic.CUSTOMERS)
