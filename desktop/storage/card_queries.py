"""The card store's rows: claiming cards for a sale, storing new ones, counting them.

Belongs here: what must happen within somebody's transaction so that a card is sold once and known
over all history. Does not belong here: showing a secret (``services.delivery``).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, Protocol

from sqlalchemy import update

from desktop.domain.card import BatchOrigin, CardCountRow, CardState
from desktop.domain.clock import CHINA_STANDARD_TIME, to_milliseconds
from desktop.domain.money import Money
from desktop.domain.product import goods_title
from desktop.models.card_secrets import card_batch, card_secret
from desktop.storage.driver import change_each, list_rows
from desktop.storage.ledger import LedgerEntry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, datetime

    from sqlalchemy import Connection

    from desktop.domain.permissions import Actor
    from desktop.domain.secret import Secret
    from desktop.storage.ground import Ground

SECRET_PURPOSE: Final = "secret"  # noqa: S105 - a purpose of the vault
CARD_TABLE: Final = "card_secret"
NUMBER_COLUMN: Final = "number_sealed"
SECRET_COLUMN: Final = "secret_sealed"  # noqa: S105 - a column
CHUNK_ROWS: Final = 500

NEXT_CARDS_SQL: Final = (
    "SELECT id, cost FROM card_secret WHERE product_id = ? AND state = 'available'"
    " AND coalesce(expires_on, '9999-12-31') >= ?"
    " ORDER BY coalesce(expires_on, '9999-12-31'), id LIMIT ?"
)
"""Soonest to expire first, then oldest first; a card is sold on its last day and not after it."""

_CLAIM_SQL: Final = (
    "UPDATE card_secret SET state = ?, sale_line_id = ?, sold_at = ?"
    " WHERE id = ? AND state = 'available'"
)
_INSERT_SQL: Final = (
    "INSERT INTO card_secret (id, product_id, batch_id, number_sealed, secret_sealed, fingerprint,"
    " state, cost, expires_on, sale_line_id, sold_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (fingerprint) DO NOTHING"
)
_COUNT_SQL: Final = (
    "SELECT p.code, p.name, p.id, p.face_text, c.state, count(*)"
    " FROM card_secret c JOIN product p ON p.id = c.product_id"
    " GROUP BY c.product_id, c.state ORDER BY p.position, p.id"
)


class CardText(Protocol):
    """A card in the clear, on its way into the store or to be compared with it."""

    @property
    def number(self) -> Secret | None:
        """The card number, where it has one."""

    @property
    def secret(self) -> Secret:
        """What is worth money."""

    @property
    def expires_on(self) -> date | None:
        """The last day it can be used."""


@dataclass(frozen=True, slots=True)
class PlainCard:
    """A card on its way into the store."""

    secret: Secret
    number: Secret | None = None
    expires_on: date | None = None
    cost: Money | None = None


@dataclass(frozen=True, slots=True)
class ClaimedCard:
    """A card that now belongs to a sale line."""

    id: int
    cost: Money | None


@dataclass(frozen=True, slots=True)
class StoredCards:
    """What became of cards that came in.

    Attributes:
        card_ids: the new rows in the order in which the cards came.
        duplicates: how many were already known, over all history; they are not in the store again.
    """

    card_ids: tuple[int, ...]
    duplicates: int
    batch_id: int | None = None


@dataclass(frozen=True, slots=True)
class BatchIntent:
    """The batch that new cards belong to.

    Attributes:
        sale_line_id: the line the first ``line_quantity`` cards are sold on; None for stock.
        line_quantity: None for all of them.
        account_id: where pasted cards were bought; of a purchase its account is known.
    """

    product_id: int
    origin: BatchOrigin
    person_id: int | None
    purchase_id: int | None = None
    file_name: str = ""
    sale_line_id: int | None = None
    line_quantity: int | None = None
    account_id: int | None = None


def claim_cards(
    connection: Connection,
    product_id: int,
    sale_line_id: int,
    quantity: int,
    state: CardState = CardState.SOLD,
    *,
    at: datetime,
    today: date | None = None,
    leave: int = 0,
) -> tuple[ClaimedCard, ...]:
    """Take the next cards of a product for a sale line; the caller decides when fewer come.

    Args:
        connection: the open write transaction.
        product_id: whose cards.
        sale_line_id: the line that is about to be written.
        quantity: how many are wanted.
        state: ``SOLD``, or ``RESERVED`` while the money was not seen.
        at: when it is sold.
        today: the shop's date, by which expired cards stay where they are.
        leave: so many must stay in stock, because they are kept for others.

    Returns:
        The claimed cards, soonest to expire first; never more than wanted.
    """
    day = today or at.astimezone(CHINA_STANDARD_TIME).date()
    wanted = (product_id, day.isoformat(), quantity + leave)
    found = list_rows(connection, NEXT_CARDS_SQL, wanted)
    found = found[: min(quantity, max(len(found) - leave, 0))]
    if not found:
        return ()
    sold_at = to_milliseconds(at)
    claims = [(str(state), sale_line_id, sold_at, row[0]) for row in found]
    if change_each(connection, _CLAIM_SQL, claims) != len(found):
        raise CardClaimError(sale_line_id)
    return tuple(ClaimedCard(row[0], None if row[1] is None else Money(row[1])) for row in found)


class CardClaimError(RuntimeError):
    """A card moved between looking and claiming within one write: the write must not go on."""


def store_purchased_cards(
    connection: Connection,
    ground: Ground,
    *,
    product_id: int,
    purchase_id: int,
    sale_line_id: int | None,
    cards: Sequence[CardText],
    unit_cost: Money | None,
    line_quantity: int | None = None,
) -> StoredCards:
    """Store bought cards within the purchase's own write.

    Args:
        connection: the open write transaction.
        ground: vault, clock and ids.
        product_id: what was bought.
        purchase_id: by which purchase.
        sale_line_id: the line they were bought for; None puts them in stock.
        cards: as delivered.
        unit_cost: what each was charged; None when it is not known.
        line_quantity: how many of them the line needs; what is left over goes into stock.
    """
    intent = BatchIntent(
        product_id=product_id,
        origin=BatchOrigin.PURCHASE,
        person_id=None,
        purchase_id=purchase_id,
        sale_line_id=sale_line_id,
        line_quantity=line_quantity,
    )
    plain = [PlainCard(card.secret, card.number, card.expires_on, unit_cost) for card in cards]
    return store_cards(connection, ground, intent, plain)


def store_cards(
    connection: Connection, ground: Ground, intent: BatchIntent, cards: Iterable[PlainCard]
) -> StoredCards:
    """Seal and insert cards as one batch; only a small run of them is ever held in the clear.

    A card whose fingerprint is known over all history, or came twice in this very batch, is counted
    as a duplicate and left out.
    """
    batch_id = ground.identifiers.next_id()
    now = ground.now()
    connection.execute(
        card_batch.insert().values(
            id=batch_id,
            product_id=intent.product_id,
            origin=intent.origin,
            purchase_id=intent.purchase_id,
            account_id=intent.account_id,
            file_name=intent.file_name,
            card_count=0,
            person_id=intent.person_id,
            created_at=now,
        )
    )
    stored: list[int] = []
    read = 0
    for chunk in _chunks(cards):
        read += len(chunk)
        stored.extend(_store_chunk(connection, ground, intent, batch_id, chunk, len(stored)))
        ground.fail_points.reached("cards.chunk_written")
    connection.execute(
        update(card_batch).where(card_batch.c.id == batch_id).values(card_count=len(stored))
    )
    return StoredCards(tuple(stored), read - len(stored), batch_id)


def fingerprint_of(ground: Ground, number: Secret | None, secret: Secret) -> bytes:
    """Return the keyed fingerprint by which a card is known over all history.

    The number is part of it: short passwords repeat under different numbers.
    """
    first = number.reveal() if number is not None else ""
    return ground.vault.fingerprint("card", f"{first}\x1f{secret.reveal()}".encode())


def count_known(connection: Connection, fingerprints: Sequence[bytes]) -> int:
    """Return how many of these fingerprints are already in the store."""
    known = 0
    for start in range(0, len(fingerprints), CHUNK_ROWS):
        part = fingerprints[start : start + CHUNK_ROWS]
        marks = ",".join("?" * len(part))
        known += connection.exec_driver_sql(
            f"SELECT count(*) FROM card_secret WHERE fingerprint IN ({marks})",  # noqa: S608 - only question marks
            tuple(part),
        ).scalar_one()
    return known


def count_cards(connection: Connection) -> tuple[CardCountRow, ...]:
    """Count the cards of every product that has any, by state."""
    counts: dict[tuple[str, str, int], dict[str, int]] = {}
    for code, name, product_id, face_text, state, count in connection.exec_driver_sql(_COUNT_SQL):
        goods = (code, goods_title(name, face_text), product_id)
        counts.setdefault(goods, {})[state] = count
    return tuple(
        CardCountRow(code, title, product_id, **by_state)
        for (code, title, product_id), by_state in counts.items()
    )


def void_cards(
    connection: Connection, ground: Ground, actor: Actor, card_ids: Sequence[int], reason: str
) -> int:
    """Take cards out of stock for good; sold ones stay what they are. Returns how many."""
    done = connection.execute(
        update(card_secret)
        .where(
            card_secret.c.id.in_(card_ids),
            card_secret.c.state.in_([CardState.AVAILABLE, CardState.TO_CHECK]),
        )
        .values(state=CardState.VOID)
    )
    if done.rowcount:
        body = {
            "cards": list(card_ids),
            "count": done.rowcount,
            "reason": reason,
            "person": actor.id,
            "channel": actor.channel,
        }
        ground.record(connection, LedgerEntry("cards_voided", body))
    return done.rowcount


def _chunks(cards: Iterable[PlainCard]) -> Iterator[list[PlainCard]]:
    remaining = iter(cards)
    while chunk := list(islice(remaining, CHUNK_ROWS)):
        yield chunk


def _store_chunk(
    connection: Connection,
    ground: Ground,
    intent: BatchIntent,
    batch_id: int,
    chunk: Sequence[PlainCard],
    already: int,
) -> list[int]:
    """Insert one chunk; what conflicts with a known fingerprint is left out by the database."""
    if intent.sale_line_id is not None:
        return _store_one_by_one(connection, ground, intent, batch_id, chunk, already)
    rows = [_row_of(ground, intent, batch_id, card, is_sold=False) for card in chunk]
    done = connection.exec_driver_sql(_INSERT_SQL, rows)
    ids = [row[0] for row in rows]
    if done.rowcount == len(rows):
        return ids
    kept = connection.exec_driver_sql(
        "SELECT id FROM card_secret WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(ids),),
    )
    stored = {row[0] for row in kept}
    return [card_id for card_id in ids if card_id in stored]


def _store_one_by_one(
    connection: Connection,
    ground: Ground,
    intent: BatchIntent,
    batch_id: int,
    chunk: Sequence[PlainCard],
    already: int,
) -> list[int]:
    """Insert cards for a line: a duplicate must not use up one of the line's places."""
    stored: list[int] = []
    for card in chunk:
        place = already + len(stored)
        is_sold = intent.line_quantity is None or place < intent.line_quantity
        row = _row_of(ground, intent, batch_id, card, is_sold=is_sold)
        if connection.exec_driver_sql(_INSERT_SQL, row).rowcount:
            stored.append(row[0])
    return stored


def _row_of(
    ground: Ground, intent: BatchIntent, batch_id: int, card: PlainCard, *, is_sold: bool
) -> tuple[Any, ...]:
    card_id = ground.identifiers.next_id()
    seal = ground.vault.seal
    number = card.number.reveal() if card.number is not None else ""
    return (
        card_id,
        intent.product_id,
        batch_id,
        seal(SECRET_PURPOSE, CARD_TABLE, NUMBER_COLUMN, card_id, number.encode())
        if number
        else None,
        seal(SECRET_PURPOSE, CARD_TABLE, SECRET_COLUMN, card_id, card.secret.reveal().encode()),
        fingerprint_of(ground, card.number, card.secret),
        str(CardState.SOLD if is_sold else CardState.AVAILABLE),
        None if card.cost is None else card.cost.fen,
        None if card.expires_on is None else card.expires_on.isoformat(),
        intent.sale_line_id if is_sold else None,
        to_milliseconds(ground.now()) if is_sold else None,
    )
