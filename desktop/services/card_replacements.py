"""Handing out another card for a bad one (换卡), from stock, as a compensation at its cost.

Belongs here: who may, that only a card somebody saw can be bad, and that one request gives one card
whatever dies in between: the old card, the new one, the cost and the thread are one commit.
Does not belong here: buying (``purchasing`` buys into stock, and from there it is given), showing
the new card (``delivery``: it waits to be handed over like any other).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from desktop.domain.after_sales import EntryKind, TicketAct, TicketState
from desktop.domain.card import CardState
from desktop.domain.card_replacement import (
    ReplaceableCard,
    ReplacementOffer,
    ReplacementRequest,
)
from desktop.domain.changes import Changes, Topic
from desktop.domain.compensation import CompensationKind, is_above_limit, refuse_odd_amount
from desktop.domain.delivery import DeliveryState
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.permissions import Action
from desktop.services import after_sales_words as words
from desktop.services.after_sales import refuse_locked
from desktop.services.delivery import masked_secret
from desktop.services.ticket_journal import TicketJournal, tidy_text
from desktop.storage import (
    after_sales_queries,
    card_queries,
    delivery_queries,
    replacement_queries,
    shift_queries,
)
from desktop.storage.chain_reservations import kept_pieces
from desktop.storage.database import WritePriority

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.domain.after_sales import Ticket, TicketLine
    from desktop.domain.money import Money
    from desktop.domain.permissions import Actor
    from desktop.domain.shift import ShiftSnapshot
    from desktop.services.rights import Rights
    from desktop.services.settings import Settings
    from desktop.storage.card_queries import ClaimedCard
    from desktop.storage.ground import Ground

_CHANGES: Final = Changes.of(Topic.AFTER_SALES, Topic.DELIVERY, Topic.STOCK, Topic.SALES)


@dataclass(frozen=True, slots=True)
class Replaced:
    """The card that was handed out, or that the same request handed out before."""

    new_card_id: int
    is_repeat: bool
    changes: Changes


class CardReplacements:
    """Gives cards in place of bad ones."""

    def __init__(self, ground: Ground, settings: Settings, rights: Rights) -> None:
        self._ground = ground
        self._settings = settings
        self._rights = rights
        self._journal = TicketJournal(ground, settings)

    def offer(self, ticket_id: int) -> ReplacementOffer:
        """Return which cards of a ticket's line can be replaced, and what there is to give.

        Raises:
            BusinessRuleError: ``no_such_ticket``, or ``outcome_open`` where it must wait.
        """
        with self._ground.database.read() as connection:
            line = self._line_of(self._journal.load(connection, ticket_id))
            cards = delivery_queries.cards_of_line(connection, line.id)
            product_id = replacement_queries.product_of(connection, line.id)
            now = self._ground.now()
            free = replacement_queries.count_to_give(connection, product_id, now)
            in_stock = max(free - kept_pieces(connection).get(product_id, 0), 0)
            cost = replacement_queries.next_cost(connection, product_id, now)
        opened = delivery_queries.open_cards(self._ground, cards)
        seen = tuple(
            ReplaceableCard(card.id, position, masked_secret(plain.secret.reveal()))
            for position, (card, plain) in enumerate(zip(cards, opened, strict=True), 1)
            if card.state is CardState.REVEALED
        )
        return ReplacementOffer(product_id, seen, in_stock, cost is not None)

    def replace(self, actor: Actor, wanted: ReplacementRequest) -> Replaced:
        """Hand another card of the same product out; the same request twice gives one.

        Raises:
            BusinessRuleError: a right is missing, ``ticket_text`` without a reason,
                ``ticket_closed``, ``outcome_open``, ``card_not_seen``, ``no_card_to_give``,
                ``card_cost_unknown``, or the shift is not open. No card was given.
        """
        note = tidy_text(wanted.note)
        with self._ground.database.read() as connection:
            given = replacement_queries.find_new_card(connection, wanted.request_id)
            if given is not None:
                return Replaced(given, True, Changes())
            line = self._line_of(self._journal.load(connection, wanted.ticket_id))
            above = self._is_above(connection, wanted, self._expected_cost(connection, line))
        action = Action.COMPENSATE_ABOVE_LIMIT if above else Action.COMPENSATE
        self._rights.require(actor, action, approval=wanted.approval, reason=note)
        with self._ground.database.write(WritePriority.SALE) as connection:
            given = replacement_queries.find_new_card(connection, wanted.request_id)
            if given is not None:
                return Replaced(given, True, Changes())
            card = self._exchange(connection, actor, wanted, note, above=above)
            self._ground.fail_points.reached("replacement.before_commit")
        self._ground.fail_points.reached("replacement.committed")
        return Replaced(card.id, False, _CHANGES)

    def _exchange(
        self,
        connection: Connection,
        actor: Actor,
        wanted: ReplacementRequest,
        note: str,
        *,
        above: bool,
    ) -> ClaimedCard:
        found = self._journal.load(connection, wanted.ticket_id)
        line, now = self._line_of(found), self._ground.now()
        shift = shift_queries.get_open_shift(connection, wanted.shift_id)
        if not replacement_queries.take_off(connection, line.id, wanted.old_card_id):
            raise _not_seen()
        card = self._claim(connection, line)
        cost = card.cost if card.cost is not None else wanted.typed_cost
        if cost is None:
            raise BusinessRuleError(
                "card_cost_unknown",
                QT_TRANSLATE_NOOP("errors", "这张卡没记进价，写上按多少钱记赔付。还没有换"),
            )
        refuse_odd_amount(cost)
        if not above and self._is_above(connection, wanted, cost):
            raise BusinessRuleError(
                "compensated_meanwhile",
                QT_TRANSLATE_NOOP(
                    "errors", "刚刚有人给这张单补偿过，加起来超过了限额。看一看再给，没有多给"
                ),
            )
        replacement_queries.put_back_to_hand_over(connection, line.id, now)
        self._journal.move(
            connection,
            found,
            TicketState.DECIDED,
            is_taken_up=True,
            decided_at=now,
            line_state=DeliveryState.ARRIVED,
        )
        after_sales_queries.note_solved(connection, found.id, now)
        self._book(connection, actor, wanted, (line, shift, card.id, cost, note))
        return card

    def _book(
        self,
        connection: Connection,
        actor: Actor,
        wanted: ReplacementRequest,
        facts: tuple[TicketLine, ShiftSnapshot, int, Money, str],
    ) -> None:
        line, shift, new_card_id, cost, note = facts
        approver = wanted.approval
        approved_by = approver.person_id if approver else None
        new_id, now = self._ground.identifiers.next_id, self._ground.now()
        compensation_id = new_id()
        after_sales_queries.insert_compensation(
            connection,
            id=compensation_id,
            request_id=wanted.request_id,
            ticket_id=wanted.ticket_id,
            kind=CompensationKind.CARD,
            amount=cost,
            note=note,
            shift_id=shift.id,
            business_date=shift.business_date,
            person_id=actor.id,
            approved_by=approved_by,
            booked_at=now,
        )
        replacement_queries.insert_replacement(
            connection,
            id=new_id(),
            compensation_id=compensation_id,
            ticket_id=wanted.ticket_id,
            sale_line_id=line.id,
            old_card_id=wanted.old_card_id,
            new_card_id=new_card_id,
            replaced_at=now,
        )
        kind = EntryKind.ACT
        self._journal.add(connection, wanted.ticket_id, kind, words.CARD_REPLACED, actor, note)
        cards = {"old_card": wanted.old_card_id, "new_card": new_card_id}
        body = {"ticket": wanted.ticket_id, "line": line.id, **cards}
        self._journal.record(connection, "card_replaced", actor, body)
        booked = {
            "ticket": wanted.ticket_id,
            "kind": str(CompensationKind.CARD),
            "amount": cost.fen,
            "approved_by": approved_by,
        }
        self._journal.record(connection, "compensation_booked", actor, booked)

    def _claim(self, connection: Connection, line: TicketLine) -> ClaimedCard:
        product_id = replacement_queries.product_of(connection, line.id)
        kept = kept_pieces(connection).get(product_id, 0)
        found = card_queries.claim_cards(
            connection, product_id, line.id, 1, at=self._ground.now(), leave=kept
        )
        if not found:
            raise BusinessRuleError(
                "no_card_to_give",
                QT_TRANSLATE_NOOP("errors", "店里没有 {title} 了，没有换。先买一张进库，到了再换"),
                title=line.title,
            )
        return found[0]

    def _expected_cost(self, connection: Connection, line: TicketLine) -> Money | None:
        product_id = replacement_queries.product_of(connection, line.id)
        return replacement_queries.next_cost(connection, product_id, self._ground.now())

    def _is_above(
        self, connection: Connection, wanted: ReplacementRequest, cost: Money | None
    ) -> bool:
        """Whether staff may not give so much alone; what nobody knows the cost of, neither."""
        known = cost if cost is not None else wanted.typed_cost
        if known is None:
            return True
        limit = self._settings.current.money("after_sales.limit")
        given = after_sales_queries.compensated(connection, wanted.ticket_id)
        return is_above_limit(limit, (given,), known)

    def _line_of(self, found: Ticket) -> TicketLine:
        refuse_locked(found, TicketAct.REPLACE_CARD)
        assert found.line is not None  # noqa: S101 - a ticket without a line is locked
        return found.line


def _not_seen() -> BusinessRuleError:
    return BusinessRuleError(
        "card_not_seen",
        QT_TRANSLATE_NOOP("errors", "这张卡没给人看过，或者已经换过了，没有换。没看过的先给顾客看"),
    )
