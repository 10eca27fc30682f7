"""What the law gives a customer: their data is deleted on request, and no ledger breaks by it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.money import ZERO
from desktop.domain.permissions import Action
from desktop.storage import customer_erasing, customer_queries, member_ledger_queries
from desktop.storage.ledger import LedgerEntry

if TYPE_CHECKING:
    from desktop.domain.permissions import Actor
    from desktop.domain.sale import Approval
    from desktop.services.rights import Rights
    from desktop.storage.ground import Ground

ERASED_NAME: Final = "已删除的顾客"


@dataclass(frozen=True, slots=True)
class Erased:
    """A customer who is nobody now."""

    customer_id: int
    changes: Changes = field(default_factory=Changes)


class Erasing:
    """Deletes what tells who a customer is; sales, points and money stay under a number."""

    def __init__(self, ground: Ground, rights: Rights) -> None:
        self._ground = ground
        self._rights = rights

    def erase(self, actor: Actor, customer_id: int, *, approval: Approval | None = None) -> Erased:
        """Delete name, contacts, saved accounts, tags, notes and the accounts of past top-ups.

        Raises:
            KeyError: there is no such customer.
            BusinessRuleError: a right is missing, or money or goods are still owed either way
                (``customer_has_money``, ``customer_has_goods``). Nothing was deleted.
        """
        self._rights.require(actor, Action.ADMINISTER, approval=approval)
        with self._ground.database.write() as connection:
            customer_id = customer_queries.survivor_id(connection, customer_id)
            known = customer_queries.load_customer(connection, customer_id)
            owed = member_ledger_queries.owed_by(connection, customer_id)
            if known.stored != ZERO or owed != ZERO:
                raise BusinessRuleError(
                    "customer_has_money",
                    QT_TRANSLATE_NOOP(
                        "errors", "这位会员还有储值或欠款，先结清再删除。什么都没有删"
                    ),
                )
            if customer_erasing.count_open_lines(connection, customer_id):
                raise BusinessRuleError(
                    "customer_has_goods",
                    QT_TRANSLATE_NOOP(
                        "errors", "这位会员还有没交付的商品，交付完再删除。什么都没有删"
                    ),
                )
            customer_erasing.erase_person(connection, customer_id, ERASED_NAME)
            body = {"customer": customer_id, "person": actor.id, "channel": actor.channel}
            self._ground.record(connection, LedgerEntry("customer_erased", body))
        return Erased(customer_id, Changes.of(Topic.CUSTOMERS))
