"""Standing approvals: given and revoked by an owner, used by the margin guard."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.money import ZERO, Money, total_of
from desktop.domain.permissions import Action
from desktop.domain.standing import (
    LASTING_DAYS,
    LONGEST_DAYS,
    StandingApproval,
    StandingEnd,
    ended_by_price,
    losses_to_agree,
    uses_of_standing,
)
from desktop.storage import consent_queries
from desktop.storage.ledger import LedgerEntry

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from desktop.domain.margin import MarginVerdict
    from desktop.domain.permissions import Actor
    from desktop.domain.pricing import PricedCart
    from desktop.domain.sale import Approval
    from desktop.domain.standing import StandingUse
    from desktop.services.rights import Rights
    from desktop.storage.consent_queries import StandingRow
    from desktop.storage.ground import Ground

_CHANGES: Final = Changes.of(Topic.PRODUCTS)


@dataclass(frozen=True, slots=True)
class StandingState:
    """A standing approval as the owner sees it; ``end`` tells also of a date that has passed."""

    row: StandingRow
    end: StandingEnd

    @property
    def is_valid(self) -> bool:
        """Whether it holds now."""
        return self.end is StandingEnd.NONE


class StandingApprovals:
    """What an owner gives, lists and takes back."""

    def __init__(self, ground: Ground, rights: Rights) -> None:
        self._ground = ground
        self._rights = rights

    def give(
        self,
        actor: Actor,
        product_id: int,
        largest_loss: Money,
        days: int,
        reason: str,
        *,
        approval: Approval | None = None,
    ) -> Changes:
        """Let a product be sold at a loss for some days; replaces what was given for it before.

        Args:
            actor: who acts.
            product_id: what may be sold.
            largest_loss: the most a piece may lose.
            days: how long it holds.
            reason: why, in writing.
            approval: an owner's consent where the actor is none.

        Raises:
            BusinessRuleError: no right, ``standing_loss``, ``standing_days``, ``needs_reason``.
        """
        self._rights.require(actor, Action.SELL_BELOW_FLOOR, approval=approval)
        _refuse_odd(largest_loss, days, reason)
        ground = self._ground
        now = ground.now()
        given = StandingApproval(
            id=ground.identifiers.next_id(),
            product_id=product_id,
            largest_loss=largest_loss,
            valid_until=now + timedelta(days=days),
            reason=reason.strip(),
            given_by=actor.id if approval is None else approval.person_id,
            given_at=now,
        )
        with ground.database.write() as connection:
            write_given(ground, connection, given, days, actor.channel)
        return _CHANGES

    def revoke(
        self, actor: Actor, approval_id: int, *, approval: Approval | None = None
    ) -> Changes:
        """Take a standing approval back; the next sale asks the owner again."""
        self._rights.require(actor, Action.SELL_BELOW_FLOOR, approval=approval)
        ground = self._ground
        with ground.database.write() as connection:
            ended = consent_queries.end_standing(
                connection, [approval_id], StandingEnd.REVOKED, ground.now(), actor.id
            )
            if ended:
                body = {"approval": approval_id, "person": actor.id, "channel": actor.channel}
                ground.record(connection, LedgerEntry("standing_revoked", body))
        return _CHANGES

    def list_all(self) -> tuple[StandingState, ...]:
        """Return every standing approval: those that hold first, then the newest."""
        with self._ground.database.read() as connection:
            rows = consent_queries.list_standing(connection)
        now = self._ground.now()
        states = [StandingState(row, _end_of(row.approval, now)) for row in rows]
        return tuple(sorted(states, key=lambda state: not state.is_valid))


class StandingGuard:
    """What the margin guard asks and writes within a sale's own transaction."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def uses_for(
        self, connection: Connection, priced: PricedCart, verdict: MarginVerdict, floor: Money
    ) -> tuple[StandingUse, ...]:
        """Return the approvals by which an order below the floor passes; empty if it does not."""
        return uses_of_standing(priced, verdict, floor, self._valid_for(connection, priced))

    def book(
        self, connection: Connection, actor: Actor, sale_id: int, uses: Sequence[StandingUse]
    ) -> None:
        """Note on the sale and in the ledger what let it pass."""
        ground = self._ground
        rows = [(ground.identifiers.next_id(), use) for use in uses]
        consent_queries.insert_uses(connection, rows, sale_id, ground.now())
        body = {
            "sale": sale_id,
            "approvals": [use.approval.id for use in uses],
            "amount": total_of(use.loss for use in uses),
            "person": actor.id,
        }
        ground.record(connection, LedgerEntry("standing_used", body))

    def give_at_counter(
        self,
        connection: Connection,
        priced: PricedCart,
        verdict: MarginVerdict,
        floor: Money,
        approval: Approval,
    ) -> None:
        """Let what an owner has just agreed to hold for the coming days."""
        for product_id, loss in losses_to_agree(priced, verdict, floor).items():
            now = self._ground.now()
            given = StandingApproval(
                id=self._ground.identifiers.next_id(),
                product_id=product_id,
                largest_loss=loss,
                valid_until=now + timedelta(days=LASTING_DAYS),
                reason=approval.reason,
                given_by=approval.person_id,
                given_at=now,
            )
            write_given(self._ground, connection, given, LASTING_DAYS, "window")

    def end_outgrown(self, connection: Connection, priced: PricedCart) -> None:
        """End the approvals whose goods lose more by now than was agreed to."""
        ground = self._ground
        for one in ended_by_price(priced, self._valid_for(connection, priced)):
            consent_queries.end_standing(connection, [one.id], StandingEnd.LOSS, ground.now())
            body = {"approval": one.id, "product": one.product_id}
            ground.record(connection, LedgerEntry("standing_outgrown", body))

    def _valid_for(self, connection: Connection, priced: PricedCart) -> dict[int, StandingApproval]:
        product_ids = [line.line.product.id for line in priced.lines]
        return consent_queries.load_valid_standing(connection, product_ids, self._ground.now())


def write_given(
    ground: Ground, connection: Connection, given: StandingApproval, days: int, channel: str
) -> None:
    """Write a standing approval in place of the one that holds for its product."""
    before = consent_queries.load_valid_standing(connection, [given.product_id], given.given_at)
    consent_queries.end_standing(
        connection,
        [one.id for one in before.values()],
        StandingEnd.REPLACED,
        given.given_at,
        given.given_by,
    )
    consent_queries.insert_standing(connection, given)
    body = {
        "approval": given.id,
        "product": given.product_id,
        "amount": given.largest_loss,
        "days": days,
        "person": given.given_by,
        "channel": channel,
    }
    ground.record(connection, LedgerEntry("standing_given", body))


def _refuse_odd(largest_loss: Money, days: int, reason: str) -> None:
    if largest_loss <= ZERO:
        raise BusinessRuleError(
            "standing_loss", QT_TRANSLATE_NOOP("errors", "写清每件最多亏多少，要大于 0")
        )
    if not 1 <= days <= LONGEST_DAYS:
        raise BusinessRuleError(
            "standing_days",
            QT_TRANSLATE_NOOP("errors", "长期同意最短 1 天，最长 {days} 天"),
            days=LONGEST_DAYS,
        )
    if not reason.strip():
        raise BusinessRuleError(
            "needs_reason", QT_TRANSLATE_NOOP("errors", "写下为什么同意亏着卖。还没有记下")
        )


def _end_of(approval: StandingApproval, now: datetime) -> StandingEnd:
    if approval.end is not StandingEnd.NONE:
        return approval.end
    return StandingEnd.NONE if approval.is_valid(now) else StandingEnd.DATE
