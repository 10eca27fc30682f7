"""Reading and writing purchases: the intent, its moves, and the history of both.

Belongs here: every statement that writes a purchase. A state changes only in ``move_purchase``; a
trigger of the database refuses what ``LEGAL_MOVES`` does not know. The calls made for a purchase
are in ``purchase_attempts``, what still waits for somebody in ``open_purchases``.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import bindparam, func, select, update

from desktop.domain.purchase import PurchaseState, can_move
from desktop.domain.top_up_form import filled_fields
from desktop.models.card_secrets import card_batch, card_secret
from desktop.models.catalog import product
from desktop.models.platform_accounts import platform_goods
from desktop.models.purchases import purchase, purchase_event
from desktop.storage.ledger import LedgerEntry
from desktop.storage.platform_queries import asked_fields_of
from desktop.storage.prepared_insert import PreparedInsert
from desktop.storage.prepared_statement import PreparedQuery, PreparedUpdate
from desktop.storage.profile_facts import number_prefix
from desktop.storage.purchase_requests import StoredRequest, seal_request
from desktop.storage.source_queries import refresh_order

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from desktop.domain.money import Money
    from desktop.domain.top_up import TopUpTarget
    from desktop.storage.ground import Ground

NOTHING_BOUGHT: Final = frozenset(
    {
        PurchaseState.CANCELLED,
        PurchaseState.REJECTED,
        PurchaseState.NOT_PLACED,
        PurchaseState.REFUNDED,
        PurchaseState.WRITTEN_OFF,
    }
)
"""Final, and the customer's need is as open as before."""


class PurchaseMovedError(Exception):
    """Another worker moved the purchase first; whoever sees this looks again."""


@dataclass(frozen=True, slots=True)
class PurchaseIntent:
    """A need for goods, as a sale or the owner states it.

    Attributes:
        sale_line_id: the line that waits for the goods; None buys into stock.
        ceiling_unit: the most one piece may cost.
        target: the account of a top-up.
    """

    sale_line_id: int | None
    product_id: int
    goods_id: int
    account_id: int
    quantity: int
    ceiling_unit: Money
    target: TopUpTarget | None
    person_id: int


@dataclass(frozen=True, slots=True)
class PurchaseRow:
    """A purchase as it stands in its table."""

    id: int
    number: str
    account_id: int
    goods_id: int
    product_id: int
    sale_line_id: int | None
    quantity: int
    ceiling_unit: Money
    quoted_total: Money | None
    state: PurchaseState
    upstream_number: str
    charged: Money | None
    request_sealed: bytes | None = field(repr=False)
    balance_before: Money | None
    send_count: int
    query_count: int
    next_step_at: datetime | None
    reason_code: str
    reason_text: str
    person_id: int
    created_at: datetime
    changed_at: datetime


PURCHASES: Final = select(*(purchase.c[one.name] for one in fields(PurchaseRow)))
"""Every purchase, in the columns of its row."""
_PURCHASE: Final = PreparedQuery(PURCHASES.where(purchase.c.id == bindparam("wanted")))
_PURCHASES_OF_LINE: Final = PreparedQuery(
    PURCHASES.where(purchase.c.sale_line_id == bindparam("line")).order_by(purchase.c.id)
)
_PROMISED_MINUTES: Final = PreparedQuery(
    select(product.c.arrival_minutes).where(product.c.id == bindparam("wanted"))
)
_GOODS: Final = PreparedQuery(
    select(
        platform_goods.c.upstream_id,
        platform_goods.c.variant,
        platform_goods.c.kind,
        platform_goods.c.fields,
    ).where(platform_goods.c.id == bindparam("wanted"))
)
_CARD_COUNT: Final = PreparedQuery(
    select(func.count())
    .select_from(card_secret)
    .join(card_batch, card_batch.c.id == card_secret.c.batch_id)
    .where(card_batch.c.purchase_id == bindparam("wanted"))
)
_INSERT_PURCHASE: Final = PreparedInsert(
    purchase,
    "id",
    "number",
    "account_id",
    "goods_id",
    "product_id",
    "sale_line_id",
    "quantity",
    "ceiling_unit",
    "state",
    "request_sealed",
    "person_id",
    "created_at",
    "changed_at",
)
_INSERT_EVENT: Final = PreparedInsert(
    purchase_event,
    "id",
    "purchase_id",
    "from_state",
    "to_state",
    "code",
    "note",
    "person_id",
    "happened_at",
)


def insert_prepared(
    connection: Connection,
    ground: Ground,
    intent: PurchaseIntent,
    fields: tuple[tuple[str, str], ...] | None = None,
) -> int:
    """Write a purchase down before anything leaves, in the caller's transaction; return its id.

    Args:
        connection: the caller's write.
        ground: the ground.
        intent: what is needed.
        fields: what the platform asks for, where an earlier purchase already had it filled in.

    Raises:
        BusinessRuleError: code ``goods_fields_unfilled``.
    """
    purchase_id = ground.identifiers.next_id()
    request = _request_of(connection, intent, fields)
    now = ground.now()
    number = ground.identifiers.next_own_number(number_prefix(connection, ground.randomness))
    row = {
        "id": purchase_id,
        "number": number,
        "account_id": intent.account_id,
        "goods_id": intent.goods_id,
        "product_id": intent.product_id,
        "sale_line_id": intent.sale_line_id,
        "quantity": intent.quantity,
        "ceiling_unit": intent.ceiling_unit,
        "state": PurchaseState.PREPARED,
        "request_sealed": seal_request(ground.vault, purchase_id, request),
        "person_id": intent.person_id,
        "created_at": now,
        "changed_at": now,
    }
    _INSERT_PURCHASE.run(connection, [row])
    _note_event(connection, ground, purchase_id, None, PurchaseState.PREPARED, "prepared")
    ground.record(connection, _prepared_entry(purchase_id, number, intent))
    return purchase_id


def move_purchase(
    connection: Connection,
    ground: Ground,
    row: PurchaseRow,
    to_state: PurchaseState,
    code: str,
    *,
    note: str = "",
    person_id: int | None = None,
    **columns: Any,
) -> None:
    """Change the state: the only place that does. Event and ledger entry stand with it.

    It may change which source of the product is asked first from now on.

    Args:
        connection: the write that this belongs to.
        ground: the ground.
        row: the purchase as it was read; another state in the table means somebody was faster.
        to_state: what it becomes.
        code: why, as a word.
        note: the platform's own text or what a person typed; never a secret.
        person_id: who decided; None for the machine.
        columns: further columns that change with the state.

    Raises:
        PurchaseMovedError: the purchase is no longer in the state it was read in.
        ValueError: the move is not legal.
    """
    if not can_move(row.state, to_state):
        raise ValueError(f"{row.state} never becomes {to_state}")
    now = ground.now()
    moved = {
        "state": to_state,
        "changed_at": now,
        "reason_code": code,
        "reason_text": note,
        "next_step_at": None,
    }
    change_purchase(connection, row, **{**moved, **columns})
    _note_event(connection, ground, row.id, row.state, to_state, code, note, person_id)
    refresh_order(connection, row.product_id, now)
    charged = columns.get("charged", row.charged)
    ground.record(connection, _moved_entry(row, to_state, code, charged, person_id))


def change_purchase(connection: Connection, row: PurchaseRow, **columns: Any) -> None:
    """Change columns, if the purchase is still in the state it was read in.

    The state itself is changed by ``move_purchase`` alone.

    Raises:
        PurchaseMovedError: it is not.
    """
    change = _change_of(tuple(columns))
    if change.run(connection, wanted=row.id, state_as_read=row.state, **columns) != 1:
        raise PurchaseMovedError(row.number)


@cache
def _change_of(columns: tuple[str, ...]) -> PreparedUpdate:
    """Return the change of these columns; the machine has no more than a dozen."""
    is_as_read = (purchase.c.id == bindparam("wanted")) & (
        purchase.c.state == bindparam("state_as_read")
    )
    return PreparedUpdate(update(purchase).where(is_as_read), *columns)


def note_event(
    connection: Connection,
    ground: Ground,
    row: PurchaseRow,
    code: str,
    note: str = "",
    person_id: int | None = None,
) -> None:
    """Add a line to the history of a purchase whose state stays."""
    _note_event(connection, ground, row.id, row.state, row.state, code, note, person_id)


def load_purchase(connection: Connection, purchase_id: int) -> PurchaseRow:
    """Read a purchase.

    Raises:
        KeyError: there is no such purchase.
    """
    row = _PURCHASE.first(connection, wanted=purchase_id)
    if row is None:
        raise KeyError(purchase_id)
    return PurchaseRow(*row)


def promised_minutes(connection: Connection, product_id: int) -> int:
    """Return what customers of a product are told about arrival."""
    minutes: int = _PROMISED_MINUTES.scalar(connection, wanted=product_id)
    return minutes


def load_purchases_of_line(connection: Connection, sale_line_id: int) -> tuple[PurchaseRow, ...]:
    """Read the purchases made for a sale line, oldest first."""
    rows = _PURCHASES_OF_LINE.rows(connection, line=sale_line_id)
    return tuple(PurchaseRow(*row) for row in rows)


def find_successor(connection: Connection, purchase_id: int) -> int | None:
    """Return the purchase that is about to be tried in the place of one that was given up."""
    row = load_purchase(connection, purchase_id)
    if row.sale_line_id is None or row.state not in NOTHING_BOUGHT:
        return None
    last = load_purchases_of_line(connection, row.sale_line_id)[-1]
    return last.id if last.id > row.id and last.state is PurchaseState.PREPARED else None


def count_cards_of(connection: Connection, purchase_id: int) -> int:
    """Count the cards that a purchase brought into the store."""
    counted: int = _CARD_COUNT.scalar(connection, wanted=purchase_id)
    return counted


def cancel_prepared(
    connection: Connection,
    ground: Ground,
    sale_line_id: int,
    person_id: int | None,
    code: str = "line_returned",
) -> int:
    """Give up what was provably not sent for a sale line; return how many purchases that was.

    For a void or refund, inside its transaction: a worker that is about to send finds the purchase
    moved and sends nothing.
    """
    unsent = [
        row
        for row in load_purchases_of_line(connection, sale_line_id)
        if row.state is PurchaseState.PREPARED
    ]
    for row in unsent:
        move_purchase(connection, ground, row, PurchaseState.CANCELLED, code, person_id=person_id)
    return len(unsent)


def _note_event(
    connection: Connection,
    ground: Ground,
    purchase_id: int,
    from_state: PurchaseState | None,
    to_state: PurchaseState,
    code: str,
    note: str = "",
    person_id: int | None = None,
) -> None:
    row = {
        "id": ground.identifiers.next_id(),
        "purchase_id": purchase_id,
        "from_state": from_state,
        "to_state": to_state,
        "code": code,
        "note": note,
        "person_id": person_id,
        "happened_at": ground.now(),
    }
    _INSERT_EVENT.run(connection, [row])


def _request_of(
    connection: Connection, intent: PurchaseIntent, fields: tuple[tuple[str, str], ...] | None
) -> StoredRequest:
    ((upstream_id, variant, kind, fields_text),) = _GOODS.rows(connection, wanted=intent.goods_id)
    asked = asked_fields_of(fields_text)
    return StoredRequest(
        upstream_id=upstream_id,
        variant=variant,
        kind=kind,
        fields=filled_fields(asked, intent.target) if fields is None else fields,
        refusal_texts=tuple(one.error for one in asked if one.error),
    )


def _prepared_entry(purchase_id: int, number: str, intent: PurchaseIntent) -> LedgerEntry:
    return LedgerEntry(
        "purchase_prepared",
        {
            "purchase": purchase_id,
            "number": number,
            "product": intent.product_id,
            "account": intent.account_id,
            "quantity": intent.quantity,
            "ceiling_fen": intent.ceiling_unit.fen,
            "sale_line": intent.sale_line_id,
            "person": intent.person_id,
        },
    )


def _moved_entry(
    row: PurchaseRow,
    to_state: PurchaseState,
    code: str,
    charged: Money | None,
    person_id: int | None,
) -> LedgerEntry:
    return LedgerEntry(
        "purchase_moved",
        {
            "purchase": row.id,
            "number": row.number,
            "from": str(row.state),
            "to": str(to_state),
            "code": code,
            "charged_fen": None if charged is None else charged.fen,
            "person": person_id,
        },
    )
