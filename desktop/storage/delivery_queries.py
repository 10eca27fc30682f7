"""Goods on their way to the customer: what waits, and recording that it was handed over."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, literal, not_, or_, select, update

from desktop.domain.card import VISIBLE_STATES, CardState
from desktop.domain.delivery import (
    UNDELIVERED_STATES,
    WAITING_STATES,
    DeliveryState,
    HandOver,
    Supply,
)
from desktop.domain.purchase import PurchaseState
from desktop.domain.secret import Secret
from desktop.models.card_secrets import card_secret
from desktop.models.column_types import UtcTime
from desktop.models.customers import customer
from desktop.models.purchases import purchase
from desktop.models.sales import IS_UNDELIVERED, sale, sale_line
from desktop.storage.ledger import LedgerEntry

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from sqlalchemy import ColumnElement, Connection, Row

    from desktop.domain.money import Money
    from desktop.domain.permissions import Actor
    from desktop.storage.ground import Ground


class UndeliveredChip(StrEnum):
    """The filters above 待交付."""

    ALL = "all"
    TO_TELL = "to_tell"
    NEVER_SHOWN = "never_shown"
    WAITING = "waiting"
    PROMISED = "promised"


@dataclass(frozen=True, slots=True)
class UndeliveredRow:
    """A sold line that is not in the customer's hands yet."""

    line_id: int
    sale_id: int
    sale_number: str
    claim_code: str
    customer_name: str
    customer_phone: str
    title: str
    supply: Supply
    quantity: int
    net: Money
    target_masked: str
    state: DeliveryState
    is_promise: bool
    sold_at: datetime
    arrived_at: datetime | None
    told_at: datetime | None


@dataclass(frozen=True, slots=True)
class CardOfLine:
    """A card of a sold line, still sealed."""

    id: int
    number_sealed: bytes | None
    secret_sealed: bytes
    state: CardState
    expires_on: date | None


@dataclass(frozen=True, slots=True)
class OpenedCard:
    """A card whose reveal has been recorded.

    Attributes:
        number: the card number, None for cards that are only a secret.
    """

    id: int
    number: Secret | None
    secret: Secret
    expires_on: date | None


def list_undelivered(
    connection: Connection, chip: UndeliveredChip, text: str = "", limit: int = 500
) -> tuple[UndeliveredRow, ...]:
    """Read what waits, what should be done first on top: arrived and not told, then by age."""
    query = (
        select(
            sale_line,
            sale.c.number,
            sale.c.claim_code,
            sale.c.sold_at,
            customer.c.name,
            customer.c.phone,
        )
        .join(sale, sale.c.id == sale_line.c.sale_id)
        .join(customer, customer.c.id == sale.c.customer_id, isouter=True)
        .where(IS_UNDELIVERED, sale_line.c.delivery_state.in_(_states_of(chip)))
    )
    is_held = and_(
        sale_line.c.is_promise == True,  # noqa: E712 - SQL
        sale_line.c.delivery_state == DeliveryState.QUEUED,
    )
    if chip is UndeliveredChip.PROMISED:
        query = query.where(is_held)
    if chip is UndeliveredChip.WAITING:
        query = query.where(not_(is_held))
    if chip is UndeliveredChip.TO_TELL:
        query = query.where(sale_line.c.told_at.is_(None), sale_line.c.supply != Supply.LOCAL)
    if text:
        typed = text.strip().upper()
        query = query.where(
            or_(
                sale.c.claim_code == typed,
                sale.c.number == typed,
                sale.c.number.endswith(f"-{typed.zfill(4)}", autoescape=True),
                customer.c.phone.endswith(typed, autoescape=True),
            )
        )
    arrived_first = (sale_line.c.delivery_state != DeliveryState.ARRIVED).asc()
    rows = connection.execute(query.order_by(arrived_first, sale.c.sold_at).limit(limit)).all()
    return tuple(_row_of(row) for row in rows)


def count_undelivered(connection: Connection) -> int:
    """Count the lines that are paid for and not handed over."""
    return connection.scalar(select(func.count()).select_from(sale_line).where(IS_UNDELIVERED)) or 0


def count_handed_over(connection: Connection, on: date) -> int:
    """Count the pieces of a day's sales that are in the customers' hands."""
    return (
        connection.scalar(
            select(func.sum(sale_line.c.quantity - sale_line.c.returned_quantity))
            .join(sale, sale.c.id == sale_line.c.sale_id)
            .where(
                sale.c.business_date == on,
                sale_line.c.delivery_state == DeliveryState.HANDED_OVER,
            )
        )
        or 0
    )


def cards_of_line(connection: Connection, line_id: int) -> tuple[CardOfLine, ...]:
    """Read the cards of a line in the order in which they are handed over, replaced ones apart."""
    rows = connection.execute(
        select(
            card_secret.c.id,
            card_secret.c.number_sealed,
            card_secret.c.secret_sealed,
            card_secret.c.state,
            card_secret.c.expires_on,
        )
        .where(card_secret.c.sale_line_id == line_id, card_secret.c.state != CardState.VOID)
        .order_by(card_secret.c.id)
    ).all()
    return tuple(CardOfLine(*row) for row in rows)


def count_visible_cards(connection: Connection, sale_id: int) -> int:
    """Count the cards of a sale that may be shown."""
    counted = connection.scalar(
        select(func.count())
        .select_from(card_secret.join(sale_line, sale_line.c.id == card_secret.c.sale_line_id))
        .where(
            sale_line.c.sale_id == sale_id,
            sale_line.c.delivery_state != DeliveryState.REFUNDED,
            card_secret.c.state.in_(VISIBLE_STATES),
        )
    )
    return counted or 0


def record_reveal(
    connection: Connection,
    ground: Ground,
    actor: Actor,
    line_id: int,
    card_ids: Sequence[int],
    how: HandOver,
    *,
    hands_over: bool = True,
) -> None:
    """Record that cards of a line are about to be seen, before anything is unsealed.

    The caller commits, and only then opens them with :func:`open_cards`. Whoever sees a card has
    it, unless ``hands_over`` is False: then the line waits until it is marked.
    """
    now = ground.now()
    connection.execute(
        update(card_secret)
        .where(card_secret.c.id.in_(card_ids), card_secret.c.sale_line_id == line_id)
        .where(card_secret.c.state.in_(VISIBLE_STATES))
        .values(state=CardState.REVEALED, revealed_at=_unless_seen(now))
    )
    entry = {
        "line": line_id,
        "cards": list(card_ids),
        "how": str(how),
        "person": actor.id,
        "channel": actor.channel,
    }
    ground.record(connection, LedgerEntry("cards_revealed", entry))
    still_sealed = connection.scalar(
        select(func.count()).where(
            card_secret.c.sale_line_id == line_id, card_secret.c.state == CardState.SOLD
        )
    )
    if hands_over and not still_sealed:
        mark_handed_over(connection, ground, actor, [line_id], how)


def _unless_seen(now: datetime) -> ColumnElement[datetime]:
    """The first time a card was seen stays."""
    return func.coalesce(card_secret.c.revealed_at, literal(now, UtcTime()))


def mark_handed_over(
    connection: Connection, ground: Ground, actor: Actor, line_ids: Sequence[int], how: HandOver
) -> None:
    """Take lines that have arrived off 待交付; lines that still wait are left as they are."""
    connection.execute(
        update(sale_line)
        .where(sale_line.c.id.in_(line_ids), sale_line.c.delivery_state == DeliveryState.ARRIVED)
        .values(
            delivery_state=DeliveryState.HANDED_OVER,
            handed_over_at=ground.now(),
            handed_over_by=actor.id,
            hand_over=how,
        )
    )
    entry = {"lines": list(line_ids), "how": str(how), "person": actor.id}
    ground.record(connection, LedgerEntry("handed_over", entry))


def take_back_paper(
    connection: Connection, ground: Ground, line_ids: Sequence[int], job_id: int
) -> None:
    """Put lines back into 待交付 whose paper did not come out: nobody has the goods yet.

    Their cards stay seen, because part of the paper may have been printed.
    """
    done = connection.execute(
        update(sale_line)
        .where(
            sale_line.c.id.in_(line_ids),
            sale_line.c.delivery_state == DeliveryState.HANDED_OVER,
            sale_line.c.hand_over == HandOver.PRINTED,
        )
        .values(
            delivery_state=DeliveryState.ARRIVED,
            handed_over_at=None,
            handed_over_by=None,
            hand_over=None,
        )
    )
    if done.rowcount:
        entry = {"lines": list(line_ids), "job": job_id}
        ground.record(connection, LedgerEntry("paper_not_handed_over", entry))


def open_cards(ground: Ground, cards: Sequence[CardOfLine]) -> tuple[OpenedCard, ...]:
    """Unseal cards whose reveal has been committed."""

    def opened(column: str, card_id: int, sealed: bytes) -> Secret:
        return Secret(ground.vault.open("secret", "card_secret", column, card_id, sealed).decode())

    return tuple(
        OpenedCard(
            card.id,
            None
            if card.number_sealed is None
            else opened("number_sealed", card.id, card.number_sealed),
            opened("secret_sealed", card.id, card.secret_sealed),
            card.expires_on,
        )
        for card in cards
    )


def was_anything_sent(connection: Connection, sale_id: int) -> bool:
    """Whether an order for some line of the sale may have left for a platform."""
    unsent = [PurchaseState.PREPARED, PurchaseState.CANCELLED]
    sent = connection.scalar(
        select(func.count())
        .select_from(purchase.join(sale_line, sale_line.c.id == purchase.c.sale_line_id))
        .where(sale_line.c.sale_id == sale_id, purchase.c.state.not_in(unsent))
    )
    return bool(sent)


def load_line(connection: Connection, line_id: int) -> Row[Any]:
    """Read a sold line with its sale.

    Raises:
        KeyError: there is no such line.
    """
    row = connection.execute(
        select(
            sale_line,
            sale.c.number,
            sale.c.claim_code,
            sale.c.sold_at,
            sale.c.business_date,
            sale.c.state.label("sale_state"),
            customer.c.name.label("customer_name"),
            customer.c.phone.label("customer_phone"),
        )
        .join(sale, sale.c.id == sale_line.c.sale_id)
        .join(customer, customer.c.id == sale.c.customer_id, isouter=True)
        .where(sale_line.c.id == line_id)
    ).first()
    if row is None:
        raise KeyError(line_id)
    return row


def _words(states: frozenset[DeliveryState]) -> list[str]:
    return sorted(str(state) for state in states)


def _states_of(chip: UndeliveredChip) -> list[str]:
    if chip in {UndeliveredChip.TO_TELL, UndeliveredChip.NEVER_SHOWN}:
        return [str(DeliveryState.ARRIVED)]
    if chip is UndeliveredChip.WAITING:
        return _words(WAITING_STATES)
    return _words(UNDELIVERED_STATES)


def _row_of(row: Row[Any]) -> UndeliveredRow:
    return UndeliveredRow(
        line_id=row.id,
        sale_id=row.sale_id,
        sale_number=row.number,
        claim_code=row.claim_code,
        customer_name=row.name or "",
        customer_phone=row.phone or "",
        title=row.title,
        supply=row.supply,
        quantity=row.quantity - row.returned_quantity,
        net=row.net,
        target_masked=row.target_masked,
        state=row.delivery_state,
        is_promise=row.is_promise,
        sold_at=row.sold_at,
        arrived_at=row.arrived_at,
        told_at=row.told_at,
    )
