"""What the law gives a customer: their data is deleted on request, and no ledger breaks by it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.money import ZERO
from desktop.domain.permissions import Action
from desktop.services import held_sales
from desktop.storage import (
    agent_queries,
    customer_erasing,
    customer_queries,
    member_ledger_queries,
    sale_queries,
)
from desktop.storage.ledger import LedgerEntry

if TYPE_CHECKING:
    from sqlalchemy import Connection

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
        """Delete who they are; what they bought, paid and earned stays under their number.

        Gone are name, contacts, tags, notes, saved accounts, the accounts of past top-ups, by
        which accounts they paid, what was sealed of their orders, their words and ours in
        after-sales, and their held carts.

        Raises:
            KeyError: there is no such customer.
            BusinessRuleError: a right is missing (``needs_owner``: the owner gives their PIN too);
                or money, goods or an answer are still owed either way (``customer_has_money``,
                ``customer_is_agent``, ``customer_has_goods``, ``customer_has_tickets``,
                ``customer_on_counter``). Nothing was deleted.
        """
        self._rights.require(actor, Action.ERASE_CUSTOMER, approval=approval)
        with self._ground.database.write() as connection:
            customer_id = customer_queries.survivor_id(connection, customer_id)
            self._erase_within(connection, customer_id, actor.id, actor.channel)
        topics = (Topic.CUSTOMERS, Topic.SALES, Topic.AFTER_SALES, Topic.HELD_SALES)
        return Erased(customer_id, Changes.of(*topics))

    def require_nothing_open(self, customer_id: int) -> None:
        """Raise what ``erase`` would refuse for, rights aside; nothing is written."""
        with self._ground.database.read() as connection:
            customer_id = customer_queries.survivor_id(connection, customer_id)
            self._refuse_open(connection, customer_id)
            self._carts_of(connection, customer_id)

    def erase_unasked(self, connection: Connection, customer_id: int) -> None:
        """Delete a member whose time is over, in the caller's write; raises as ``erase`` does."""
        self._erase_within(connection, customer_id, None, "retention")

    def _erase_within(
        self, connection: Connection, customer_id: int, person_id: int | None, channel: str
    ) -> None:
        self._refuse_open(connection, customer_id)
        for held_id in self._carts_of(connection, customer_id):
            sale_queries.end_held_sale(connection, held_id)
            dropped = {"held": held_id, "person": person_id}
            self._ground.record(connection, LedgerEntry("cart_dropped", dropped))
        customer_erasing.erase_person(connection, self._ground, customer_id, ERASED_NAME)
        body = {"customer": customer_id, "person": person_id, "channel": channel}
        self._ground.record(connection, LedgerEntry("customer_erased", body))

    def _refuse_open(self, connection: Connection, customer_id: int) -> None:
        known = customer_queries.load_customer(connection, customer_id)
        owed = member_ledger_queries.owed_by(connection, customer_id)
        if known.stored != ZERO or owed != ZERO:
            raise BusinessRuleError(
                "customer_has_money",
                QT_TRANSLATE_NOOP("errors", "这位会员还有储值或欠款，先结清再删除。什么都没有删"),
            )
        if agent_queries.is_at_work(connection, customer_id):
            raise BusinessRuleError(
                "customer_is_agent",
                QT_TRANSLATE_NOOP(
                    "errors", "这位会员是校园代理，先停用、结清佣金再删除。什么都没有删"
                ),
            )
        if customer_erasing.count_open_lines(connection, customer_id):
            raise BusinessRuleError(
                "customer_has_goods",
                QT_TRANSLATE_NOOP("errors", "这位会员还有没交付的商品，交付完再删除。什么都没有删"),
            )
        if customer_erasing.count_open_tickets(connection, customer_id):
            raise BusinessRuleError(
                "customer_has_tickets",
                QT_TRANSLATE_NOOP("errors", "这位会员还有没办完的售后单，关掉再删除。什么都没有删"),
            )

    def _carts_of(self, connection: Connection, customer_id: int) -> tuple[int, ...]:
        everybody = customer_erasing.everybody_in(connection, customer_id)
        carts = held_sales.carts_of(connection, self._ground, everybody)
        if any(carts.values()):
            raise BusinessRuleError(
                "customer_on_counter",
                QT_TRANSLATE_NOOP(
                    "errors", "这位会员的单还在柜台上，先卖完或清掉再删除。什么都没有删"
                ),
            )
        return tuple(carts)
