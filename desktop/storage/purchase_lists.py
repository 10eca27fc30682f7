"""Purchases as lists and details show them: with account, product, sale and history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import bindparam, func, or_, select

from desktop.domain.product import goods_title
from desktop.domain.purchase import OPEN_STATES, PurchaseState
from desktop.models.administration import person
from desktop.models.card_secrets import card_batch, card_secret
from desktop.models.catalog import product
from desktop.models.platform_accounts import platform_account
from desktop.models.purchases import MAY_BE_OPEN, purchase, purchase_event
from desktop.models.sales import sale, sale_line
from desktop.storage.prepared_statement import PreparedQuery
from desktop.storage.purchase_queries import count_cards_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Select

    from desktop.domain.money import Money


@dataclass(frozen=True, slots=True)
class PurchaseFilter:
    """Which purchases a list shows, the newest first.

    Attributes:
        is_open: only what somebody still has to do something about.
        text: own, upstream or sale number, or a product's code, as typed.
        ids: only these.
    """

    is_open: bool = False
    states: tuple[PurchaseState, ...] = ()
    account_id: int | None = None
    product_id: int | None = None
    sale_line_id: int | None = None
    text: str = ""
    since: datetime | None = None
    until: datetime | None = None
    ids: tuple[int, ...] = ()
    limit: int = 200
    offset: int = 0


@dataclass(frozen=True, slots=True)
class PurchaseEventRow:
    """One line of a purchase's history.

    Attributes:
        code: why, as a word; ``desktop.services.purchase_words`` has the sentence.
        note: the platform's own text, or what a person typed.
    """

    at: datetime
    state: PurchaseState
    code: str
    note: str
    person_name: str


@dataclass(frozen=True, slots=True)
class ListedPurchase:
    """A purchase with the names that belong to it.

    Attributes:
        sale_price: what as many pieces were sold for, before discounts; None for the store.
    """

    id: int
    number: str
    upstream_number: str
    state: PurchaseState
    account_id: int
    account_name: str
    platform: str
    is_practice: bool
    product_id: int
    product_code: str
    product_title: str
    sale_line_id: int | None
    sale_id: int | None
    sale_number: str
    sale_price: Money | None
    target_masked: str
    quantity: int
    ceiling_unit: Money
    quoted_total: Money | None
    charged: Money | None
    balance_before: Money | None
    card_count: int
    reason_code: str
    reason_text: str
    person_name: str
    next_step_at: datetime | None
    created_at: datetime
    changed_at: datetime
    events: tuple[PurchaseEventRow, ...] = ()


def list_purchases(connection: Connection, wanted: PurchaseFilter) -> tuple[ListedPurchase, ...]:
    """Read purchases with their history: three statements, however many there are."""
    query = _filtered(_selected(), wanted)
    rows = connection.execute(
        query.order_by(purchase.c.created_at.desc(), purchase.c.id.desc())
        .limit(wanted.limit)
        .offset(wanted.offset)
    ).all()
    ids = [row.id for row in rows]
    events = _events_of(connection, ids)
    counts = _card_counts_of(connection, ids)
    return tuple(_listed(row, counts.get(row.id, 0), events.get(row.id, ())) for row in rows)


def find_purchase(connection: Connection, purchase_id: int) -> ListedPurchase | None:
    """Read one purchase with its history, as each step of the machine tells it."""
    row = _ONE.first(connection, wanted=purchase_id)
    if row is None:
        return None
    events = tuple(
        PurchaseEventRow(at, state, code, note, name or "")
        for at, state, code, note, name in _EVENTS.rows(connection, wanted=purchase_id)
    )
    return _listed(row, count_cards_of(connection, purchase_id), events)


def _selected() -> Select[Any]:
    return (
        select(
            purchase,
            platform_account.c.name.label("account_name"),
            platform_account.c.platform,
            platform_account.c.is_practice,
            product.c.code.label("product_code"),
            product.c.name.label("product_name"),
            product.c.face_text.label("product_face"),
            sale_line.c.target_masked,
            sale_line.c.unit_price,
            sale.c.id.label("sale_id"),
            sale.c.number.label("sale_number"),
            person.c.name.label("person_name"),
        )
        .join(platform_account, platform_account.c.id == purchase.c.account_id)
        .join(product, product.c.id == purchase.c.product_id)
        .join(person, person.c.id == purchase.c.person_id)
        .join(sale_line, sale_line.c.id == purchase.c.sale_line_id, isouter=True)
        .join(sale, sale.c.id == sale_line.c.sale_id, isouter=True)
    )


_ONE: Final = PreparedQuery(_selected().where(purchase.c.id == bindparam("wanted")))
_EVENTS: Final = PreparedQuery(
    select(
        purchase_event.c.happened_at,
        purchase_event.c.to_state,
        purchase_event.c.code,
        purchase_event.c.note,
        person.c.name,
    )
    .join(person, person.c.id == purchase_event.c.person_id, isouter=True)
    .where(purchase_event.c.purchase_id == bindparam("wanted"))
    .order_by(purchase_event.c.happened_at, purchase_event.c.id)
)


def _filtered(query: Select[Any], wanted: PurchaseFilter) -> Select[Any]:
    exact = {
        purchase.c.account_id: wanted.account_id,
        purchase.c.product_id: wanted.product_id,
        purchase.c.sale_line_id: wanted.sale_line_id,
    }
    for column, value in exact.items():
        if value is not None:
            query = query.where(column == value)
    if wanted.is_open:
        query = query.where(MAY_BE_OPEN, purchase.c.state.in_(list(OPEN_STATES)))
    if wanted.states:
        query = query.where(purchase.c.state.in_(list(wanted.states)))
    if wanted.ids:
        query = query.where(purchase.c.id.in_(list(wanted.ids)))
    if wanted.since is not None:
        query = query.where(purchase.c.created_at >= wanted.since)
    if wanted.until is not None:
        query = query.where(purchase.c.created_at < wanted.until)
    if wanted.text:
        query = query.where(_mentions(wanted.text))
    return query


def _mentions(text: str) -> Any:
    return or_(
        purchase.c.number == text.upper(),
        purchase.c.upstream_number == text,
        sale.c.number == text.upper(),
        product.c.code == text.upper(),
    )


def _events_of(
    connection: Connection, ids: Sequence[int]
) -> dict[int, tuple[PurchaseEventRow, ...]]:
    rows = connection.execute(
        select(purchase_event, person.c.name.label("person_name"))
        .join(person, person.c.id == purchase_event.c.person_id, isouter=True)
        .where(purchase_event.c.purchase_id.in_(ids))
        .order_by(purchase_event.c.happened_at, purchase_event.c.id)
    )
    found: dict[int, tuple[PurchaseEventRow, ...]] = {}
    for row in rows:
        event = PurchaseEventRow(
            row.happened_at, row.to_state, row.code, row.note, row.person_name or ""
        )
        found[row.purchase_id] = (*found.get(row.purchase_id, ()), event)
    return found


def _card_counts_of(connection: Connection, ids: Sequence[int]) -> dict[int, int]:
    rows = connection.execute(
        select(card_batch.c.purchase_id, func.count())
        .join(card_secret, card_secret.c.batch_id == card_batch.c.id)
        .where(card_batch.c.purchase_id.in_(ids))
        .group_by(card_batch.c.purchase_id)
    )
    return {row[0]: row[1] for row in rows}


def _listed(row: Any, card_count: int, events: tuple[PurchaseEventRow, ...]) -> ListedPurchase:
    return ListedPurchase(
        id=row.id,
        number=row.number,
        upstream_number=row.upstream_number,
        state=row.state,
        account_id=row.account_id,
        account_name=row.account_name,
        platform=row.platform,
        is_practice=row.is_practice,
        product_id=row.product_id,
        product_code=row.product_code,
        product_title=goods_title(row.product_name, row.product_face),
        sale_line_id=row.sale_line_id,
        sale_id=row.sale_id,
        sale_number=row.sale_number or "",
        sale_price=None if row.unit_price is None else row.unit_price * row.quantity,
        target_masked=row.target_masked or "",
        quantity=row.quantity,
        ceiling_unit=row.ceiling_unit,
        quoted_total=row.quoted_total,
        charged=row.charged,
        balance_before=row.balance_before,
        card_count=card_count,
        reason_code=row.reason_code,
        reason_text=row.reason_text,
        person_name=row.person_name,
        next_step_at=row.next_step_at,
        created_at=row.created_at,
        changed_at=row.changed_at,
        events=events,
    )
