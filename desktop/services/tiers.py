"""Tiers of customers: raised by spending, or given by hand; how far it is to the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import insert, select, update

from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.money import ZERO, Money
from desktop.domain.paper_text import scrub
from desktop.domain.permissions import Action
from desktop.models.customers import customer
from desktop.models.promotions import customer_tier
from desktop.storage.ledger import LedgerEntry

if TYPE_CHECKING:
    from desktop.domain.permissions import Actor
    from desktop.domain.sale import Approval
    from desktop.services.rights import Rights
    from desktop.storage.ground import Ground

MAXIMUM_TITLE: Final = 40


@dataclass(frozen=True, slots=True)
class TierRow:
    """A tier; ``spent_from`` None for one that is given by hand."""

    id: int
    name: str
    spent_from: Money | None


@dataclass(frozen=True, slots=True)
class TierProgress:
    """Where a customer stands.

    Attributes:
        following: the tier that spending leads to; None at the top or in a tier given by hand.
        missing: what is still to be spent for it.
    """

    current: str
    following: str
    missing: Money
    percent: int


class Tiers:
    """The tiers of the shop."""

    def __init__(self, ground: Ground, rights: Rights) -> None:
        self._ground = ground
        self._rights = rights

    def list_tiers(self) -> tuple[TierRow, ...]:
        """Return the tiers, those that spending leads to first, the lowest first."""
        with self._ground.database.read() as connection:
            rows = connection.execute(
                select(customer_tier).order_by(
                    customer_tier.c.spent_from.is_(None), customer_tier.c.spent_from
                )
            ).all()
        return tuple(TierRow(row.id, row.name, row.spent_from) for row in rows)

    def add_tier(
        self,
        actor: Actor,
        name: str,
        spent_from: Money | None,
        approval: Approval | None = None,
    ) -> Changes:
        """Add a tier that spending leads to, or one that is given by hand.

        Raises:
            BusinessRuleError: a right is missing, the name is empty, or it or the amount is taken.
        """
        self._rights.require(actor, Action.RUN_CAMPAIGNS, approval=approval)
        cleaned = scrub(name).strip()
        tiers = self.list_tiers()
        is_taken = any(
            one.name == cleaned or (spent_from is not None and one.spent_from == spent_from)
            for one in tiers
        )
        if not 0 < len(cleaned) <= MAXIMUM_TITLE or is_taken:
            raise BusinessRuleError(
                "tier_taken",
                QT_TRANSLATE_NOOP("errors", "等级要有名字，名字和累计金额都不能重复，没有保存"),
            )
        with self._ground.database.write() as connection:
            tier_id = self._ground.identifiers.next_id()
            row = {"id": tier_id, "name": cleaned, "spent_from": spent_from}
            connection.execute(insert(customer_tier), {**row, "created_at": self._ground.now()})
            body = {"tier": tier_id, "person": actor.id}
            self._ground.record(connection, LedgerEntry("tier_added", body))
        return Changes.of(Topic.CUSTOMERS, Topic.PROMOTIONS)

    def give_tier(
        self,
        actor: Actor,
        customer_id: int,
        tier_id: int | None,
        approval: Approval | None = None,
    ) -> Changes:
        """Put a customer into a tier by hand, such as 分销; None lets spending decide again."""
        self._rights.require(actor, Action.RUN_CAMPAIGNS, approval=approval)
        with self._ground.database.write() as connection:
            connection.execute(
                update(customer).where(customer.c.id == customer_id).values(tier_id=tier_id)
            )
            body = {"customer": customer_id, "tier": tier_id, "person": actor.id}
            self._ground.record(connection, LedgerEntry("tier_given", body))
        return Changes.of(Topic.CUSTOMERS)

    def progress_of(self, customer_id: int) -> TierProgress:
        """Return how far a customer is from the next tier."""
        with self._ground.database.read() as connection:
            row = connection.execute(
                select(
                    customer.c.tier_id,
                    (customer.c.spent_before + customer.c.spent).label("spent"),
                ).where(customer.c.id == customer_id)
            ).one()
        tiers = self.list_tiers()
        if row.tier_id is not None:
            given = next(one.name for one in tiers if one.id == row.tier_id)
            return TierProgress(given, "", ZERO, 100)
        return _progress(Money(_fen_of(row.spent)), tiers)


def _fen_of(amount: Money | int) -> int:
    return amount.fen if isinstance(amount, Money) else amount


def _progress(spent: Money, tiers: tuple[TierRow, ...]) -> TierProgress:
    current, base = "", ZERO
    for one in tiers:
        if one.spent_from is None:
            continue
        if one.spent_from > spent:
            way = one.spent_from - base
            percent = (spent - base).fen * 100 // way.fen
            return TierProgress(current, one.name, one.spent_from - spent, max(percent, 0))
        current, base = one.name, one.spent_from
    return TierProgress(current, "", ZERO, 100)
