"""Reading and writing sales: rows in, frozen values out."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Select, and_, delete, func, or_, select

from desktop.domain.card import CardState
from desktop.domain.identifiers import read_sale_number
from desktop.domain.money import ZERO, Money, total_of
from desktop.domain.purchase import PurchaseState
from desktop.domain.sale import (
    PaymentReason,
    PaymentState,
    RecordedPayment,
    SaleSnapshot,
    SaleState,
    SoldLine,
)
from desktop.models.administration import person
from desktop.models.card_secrets import card_secret
from desktop.models.customers import customer, points_entry
from desktop.models.payments import payment
from desktop.models.purchases import purchase
from desktop.models.sales import held_sale, sale, sale_line, sale_return
from desktop.storage import agent_queries, promotion_queries, replacement_queries
from desktop.storage.driver import find_row, list_rows
from desktop.storage.prepared_insert import PreparedInsert

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from sqlalchemy import ColumnElement, Connection, Row

INSERT_SALE: Final = PreparedInsert(
    sale,
    *("id", "request_id", "number", "state", "business_date", "sequence", "shift_id", "sold_at"),
    *("cashier_id", "customer_id", "channel", "outside_number", "note", "claim_code"),
    *("item_count", "gross", "line_discounts", "order_discount", "rounding", "total"),
    *("points_earned", "approved_by", "approval_reason"),
)
INSERT_SALE_LINE: Final = PreparedInsert(
    sale_line,
    *("id", "sale_id", "position", "product_id", "product_code", "title", "kind", "supply"),
    *("quantity", "unit_price", "gross", "discount", "discount_reason", "order_share"),
    *("rounding_share", "net", "cost", "ceiling_unit", "target_sealed", "target_masked"),
    "target_fingerprint",
    *("region", "usage_limit", "guide", "note", "state", "delivery_state", "is_promise"),
    *("arrived_at", "handed_over_at"),
)
INSERT_PAYMENT: Final = PreparedInsert(
    payment,
    *("id", "sale_id", "shift_id", "business_date", "method", "amount", "handed_over", "fee"),
    *("collection_code_id", "bill_tail", "state", "reason", "person_id", "paid_at", "sequence"),
)
_SALE_BY_REQUEST_SQL: Final = "SELECT id FROM sale WHERE request_id = ?"
_NEXT_SEQUENCE_SQL: Final = (
    "SELECT coalesce(max(sequence), 0) + 1 FROM sale WHERE business_date = ?"
)


class SalesSort(StrEnum):
    """What a list of sales can be sorted by."""

    SOLD_AT = "sold_at"
    ITEM_COUNT = "item_count"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class SalesFilter:
    """Which sales a list shows.

    Attributes:
        text: a number or a customer's phone tail, as typed.
        is_descending: the newest, the most, the dearest first.
    """

    business_date: date | None = None
    text: str = ""
    state: SaleState | None = None
    customer_id: int | None = None
    sort: SalesSort = SalesSort.SOLD_AT
    is_descending: bool = True
    limit: int = 200


@dataclass(frozen=True, slots=True)
class SaleRow:
    """A sale as one row of a list.

    Attributes:
        unknown_count: purchases for it that nobody knows the end of.
    """

    id: int
    number: str
    state: SaleState
    sold_at: datetime
    cashier_name: str
    customer_name: str
    customer_phone: str
    first_title: str
    line_count: int
    item_count: int
    total: Money
    returned: Money
    methods: tuple[str, ...]
    undelivered_count: int
    unknown_count: int


@dataclass(frozen=True, slots=True)
class SalesSums:
    """What the sales of a list come to.

    Attributes:
        undelivered: lines of completed sales that were not handed over.
        returned: sales of which something was paid back.
    """

    undelivered: int
    returned: int


def find_sale_by_request(connection: Connection, request_id: str) -> int | None:
    """Return the id of the sale that this request recorded before."""
    found = find_row(connection, _SALE_BY_REQUEST_SQL, (request_id,))
    return None if found is None else int(found[0])


def number_of(connection: Connection, sale_id: int) -> str:
    """Return the number of a sale; empty where there is none."""
    return connection.scalar(select(sale.c.number).where(sale.c.id == sale_id)) or ""


def find_sale_by_number(connection: Connection, number: str) -> int | None:
    """Return the id of the sale with this number."""
    place = read_sale_number(number)
    if place is None:
        return None
    return connection.scalar(
        select(sale.c.id).where(
            sale.c.business_date == place[0],
            sale.c.sequence == place[1],
            sale.c.number == number,
        )
    )


def next_sale_sequence(connection: Connection, business_date: date) -> int:
    """Return the next number of a business date, counted from 1 without gaps."""
    sequence: int
    ((sequence,),) = list_rows(connection, _NEXT_SEQUENCE_SQL, (business_date.isoformat(),))
    return sequence


def end_held_sale(connection: Connection, held_id: int) -> bool:
    """Remove a held order for good; False when it was gone."""
    return connection.execute(delete(held_sale).where(held_sale.c.id == held_id)).rowcount == 1


def next_return_sequence(connection: Connection, business_date: date) -> int:
    """Return the next return number of a business date, counted from 1 without gaps."""
    last = connection.scalar(
        select(func.max(sale_return.c.sequence)).where(sale_return.c.business_date == business_date)
    )
    return (last or 0) + 1


def load_sale(connection: Connection, sale_id: int) -> SaleSnapshot:
    """Read a sale with its lines and payments.

    Raises:
        KeyError: there is no such sale.
    """
    head = connection.execute(
        select(sale, person.c.name.label("cashier_name"), customer.c.name, customer.c.phone)
        .join(person, person.c.id == sale.c.cashier_id)
        .join(customer, customer.c.id == sale.c.customer_id, isouter=True)
        .where(sale.c.id == sale_id)
    ).first()
    if head is None:
        raise KeyError(sale_id)
    payments = load_payments(connection, sale_id)
    balance = _points_balance(connection, head.customer_id)
    returned = connection.scalar(
        select(func.sum(sale_return.c.amount)).where(sale_return.c.sale_id == sale_id)
    )
    lines = load_lines(connection, sale_id)
    sold = snapshot_of(head, lines, payments, returned or ZERO, balance)
    return replace(
        sold,
        promotions=promotion_queries.load_promotions(connection, sale_id),
        agent=agent_queries.name_of_sale(connection, sale_id),
    )


def snapshot_of(
    head: Row[Any],
    lines: tuple[SoldLine, ...],
    payments: tuple[RecordedPayment, ...],
    returned: Money,
    points_balance: int | None,
) -> SaleSnapshot:
    """Put a sale together from its parts."""
    taken = [
        entry
        for entry in payments
        if entry.reason is PaymentReason.SALE and entry.state is not PaymentState.DROPPED
    ]
    received = total_of(entry.handed_over or entry.amount for entry in taken)
    covered = total_of(entry.amount for entry in taken)
    return SaleSnapshot(
        id=head.id,
        number=head.number,
        claim_code=head.claim_code,
        state=head.state,
        business_date_text=head.business_date.isoformat(),
        sold_at=head.sold_at,
        cashier_id=head.cashier_id,
        cashier_name=head.cashier_name,
        customer_id=head.customer_id,
        customer_name=head.name or "",
        customer_phone=head.phone or "",
        channel=head.channel,
        outside_number=head.outside_number,
        note=head.note,
        gross=head.gross,
        line_discounts=head.line_discounts,
        order_discount=head.order_discount,
        rounding=head.rounding,
        total=head.total,
        change_due=received - covered,
        received=received,
        returned=returned,
        points_earned=head.points_earned,
        points_balance=points_balance,
        lines=lines,
        payments=payments,
    )


def load_lines(connection: Connection, sale_id: int) -> tuple[SoldLine, ...]:
    """Read the lines of a sale with their cards and purchases."""
    rows = connection.execute(
        select(sale_line).where(sale_line.c.sale_id == sale_id).order_by(sale_line.c.position)
    ).all()
    line_ids = [row.id for row in rows]
    cards = _ids_by_line(
        connection,
        select(card_secret.c.sale_line_id, card_secret.c.id).where(
            card_secret.c.sale_line_id.in_(line_ids), card_secret.c.state != CardState.VOID
        ),
    )
    purchases = _ids_by_line(
        connection,
        select(purchase.c.sale_line_id, purchase.c.id).where(purchase.c.sale_line_id.in_(line_ids)),
    )
    seen = _seen_by_line(connection, line_ids) if cards else {}
    replaced = replacement_queries.counts_of(connection, line_ids) if cards else {}
    return tuple(
        replace(
            _line_of(row, cards.get(row.id, ()), seen.get(row.id, 0), purchases.get(row.id, ())),
            replaced_count=replaced.get(row.id, 0),
        )
        for row in rows
    )


def load_payments(connection: Connection, sale_id: int) -> tuple[RecordedPayment, ...]:
    """Read every payment row of a sale, oldest first."""
    rows = connection.execute(
        select(payment)
        .where(payment.c.sale_id == sale_id)
        .order_by(payment.c.paid_at, payment.c.sequence)
    ).all()
    return tuple(
        RecordedPayment(
            row.id,
            str(row.method),
            row.amount,
            row.handed_over,
            row.state,
            row.reason,
            row.bill_tail,
            row.paid_at,
        )
        for row in rows
    )


def list_sales(connection: Connection, wanted: SalesFilter) -> tuple[SaleRow, ...]:
    """Read the first sales of a list."""
    ids = array("q", connection.scalars(_ordered_ids(wanted).limit(wanted.limit)))
    return load_sale_rows(connection, ids)


def list_sale_ids(connection: Connection, wanted: SalesFilter) -> array[int]:
    """Return which sales the whole list has, in its order."""
    return array("q", connection.scalars(_ordered_ids(wanted)))


def load_sale_rows(connection: Connection, ids: Sequence[int]) -> tuple[SaleRow, ...]:
    """Read sales as rows of a list, in the order of the ids; unknown ids are left out."""
    query = (
        select(
            sale.c.id,
            sale.c.number,
            sale.c.state,
            sale.c.sold_at,
            sale.c.item_count,
            sale.c.total,
            person.c.name.label("cashier_name"),
            customer.c.name,
            customer.c.phone,
        )
        .join(person, person.c.id == sale.c.cashier_id)
        .join(customer, customer.c.id == sale.c.customer_id, isouter=True)
    )
    heads = {row.id: row for row in connection.execute(query.where(sale.c.id.in_(ids)))}
    facts = _line_facts(connection, ids)
    methods = _methods_by_sale(connection, ids)
    returned = _returned_by_sale(connection, ids)
    unknown = _unknown_by_sale(connection, ids)
    return tuple(
        SaleRow(
            id=row.id,
            number=row.number,
            state=row.state,
            sold_at=row.sold_at,
            cashier_name=row.cashier_name,
            customer_name=row.name or "",
            customer_phone=row.phone or "",
            first_title=facts[row.id].first_title,
            line_count=facts[row.id].line_count,
            item_count=row.item_count,
            total=row.total,
            returned=returned.get(row.id, ZERO),
            methods=methods.get(row.id, ()),
            undelivered_count=facts[row.id].undelivered_count,
            unknown_count=unknown.get(row.id, 0),
        )
        for row in (heads[one] for one in ids if one in heads)
    )


def load_sales_sums(connection: Connection, wanted: SalesFilter) -> SalesSums:
    """Sum up a whole list: looks only at what waits and at what was returned."""
    listed = sale.c.id.in_(_matching(wanted, select(sale.c.id)))
    waiting = (
        select(func.count())
        .select_from(sale_line)
        .join(sale, sale.c.id == sale_line.c.sale_id)
        .where(_is_waiting(), sale.c.state == SaleState.COMPLETED, listed)
    )
    returned = (
        select(func.count(sale_return.c.sale_id.distinct()))
        .join(sale, sale.c.id == sale_return.c.sale_id)
        .where(sale_return.c.amount > ZERO, listed)
    )
    return SalesSums(
        connection.execute(waiting).scalar_one(), connection.execute(returned).scalar_one()
    )


@dataclass(frozen=True, slots=True)
class _LineFacts:
    first_title: str
    line_count: int
    undelivered_count: int


def _ordered_ids(wanted: SalesFilter) -> Select[tuple[int]]:
    column = sale.c[str(wanted.sort)]
    latest = (sale.c.sold_at, sale.c.id)
    order = [column.desc() if wanted.is_descending else column.asc()]
    if wanted.sort is SalesSort.SOLD_AT and not wanted.is_descending:
        order.append(sale.c.id.asc())
    else:
        order.extend(one.desc() for one in latest)
    return _matching(wanted, select(sale.c.id)).order_by(*order)


def _matching(wanted: SalesFilter, query: Select[tuple[int]]) -> Select[tuple[int]]:
    if wanted.text:
        query = query.join(customer, customer.c.id == sale.c.customer_id, isouter=True)
    conditions = []
    if wanted.business_date is not None:
        conditions.append(sale.c.business_date == wanted.business_date)
    if wanted.state is not None:
        conditions.append(sale.c.state == wanted.state)
    if wanted.customer_id is not None:
        conditions.append(sale.c.customer_id == wanted.customer_id)
    if wanted.text:
        typed = wanted.text.strip().upper()
        conditions.append(
            or_(
                sale.c.number == typed,
                sale.c.number.endswith(f"-{typed.zfill(4)}", autoescape=True),
                sale.c.claim_code == typed,
                sale.c.outside_number == wanted.text.strip(),
                customer.c.phone.endswith(typed, autoescape=True),
            )
        )
    return query.where(and_(True, *conditions))


def _is_waiting() -> ColumnElement[bool]:
    return sale_line.c.delivery_state.in_(
        ["queued", "processing", "unknown", "needs_decision", "arrived", "failed"]
    )


def _line_facts(connection: Connection, sale_ids: Iterable[int]) -> dict[int, _LineFacts]:
    rows = connection.execute(
        select(
            sale_line.c.sale_id,
            func.min(sale_line.c.position),
            sale_line.c.title,
            func.count().label("line_count"),
            func.sum(_is_waiting()).label("undelivered_count"),
        )
        .where(sale_line.c.sale_id.in_(list(sale_ids)))
        .group_by(sale_line.c.sale_id)
    ).all()
    return {
        row.sale_id: _LineFacts(row.title, row.line_count, int(row.undelivered_count or 0))
        for row in rows
    }


def _methods_by_sale(connection: Connection, sale_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    rows = connection.execute(
        select(payment.c.sale_id, payment.c.method, func.sum(payment.c.amount).label("sum"))
        .where(payment.c.sale_id.in_(sale_ids), payment.c.state != PaymentState.DROPPED)
        .where(payment.c.reason.in_([PaymentReason.SALE, PaymentReason.METHOD_CHANGE]))
        .group_by(payment.c.sale_id, payment.c.method)
    ).all()
    methods: dict[int, tuple[str, ...]] = {}
    for row in rows:
        if row.sum:
            methods[row.sale_id] = (*methods.get(row.sale_id, ()), str(row.method))
    return methods


def _returned_by_sale(connection: Connection, sale_ids: Sequence[int]) -> Mapping[int, Money]:
    rows = connection.execute(
        select(sale_return.c.sale_id, func.sum(sale_return.c.amount).label("amount"))
        .where(sale_return.c.sale_id.in_(sale_ids))
        .group_by(sale_return.c.sale_id)
    ).all()
    return {row.sale_id: row.amount for row in rows}


def _unknown_by_sale(connection: Connection, sale_ids: Sequence[int]) -> Mapping[int, int]:
    rows = connection.execute(
        select(sale_line.c.sale_id, func.count().label("unknown"))
        .join(purchase, purchase.c.sale_line_id == sale_line.c.id)
        .where(sale_line.c.sale_id.in_(sale_ids))
        .where(purchase.c.state.in_([PurchaseState.UNKNOWN, PurchaseState.HUMAN]))
        .group_by(sale_line.c.sale_id)
    ).all()
    return {row.sale_id: row.unknown for row in rows}


def _points_balance(connection: Connection, customer_id: int | None) -> int | None:
    if customer_id is None:
        return None
    return connection.scalar(
        select(func.coalesce(func.sum(points_entry.c.points), 0)).where(
            points_entry.c.customer_id == customer_id
        )
    )


def _ids_by_line(connection: Connection, query: Select[Any]) -> dict[int, tuple[int, ...]]:
    ids: dict[int, tuple[int, ...]] = {}
    for line_id, row_id in connection.execute(query.order_by("id")):
        ids[line_id] = (*ids.get(line_id, ()), row_id)
    return ids


def _seen_by_line(connection: Connection, line_ids: Sequence[int]) -> dict[int, int]:
    rows = connection.execute(
        select(card_secret.c.sale_line_id, func.count().label("seen"))
        .where(
            card_secret.c.sale_line_id.in_(line_ids),
            card_secret.c.revealed_at.is_not(None),
            card_secret.c.state != CardState.VOID,
        )
        .group_by(card_secret.c.sale_line_id)
    )
    return {row.sale_line_id: row.seen for row in rows}


def _line_of(
    row: Row[Any], card_ids: tuple[int, ...], seen_count: int, purchase_ids: tuple[int, ...]
) -> SoldLine:
    return SoldLine(
        id=row.id,
        position=row.position,
        product_id=row.product_id,
        product_code=row.product_code,
        title=row.title,
        kind=row.kind,
        supply=row.supply,
        quantity=row.quantity,
        unit_price=row.unit_price,
        gross=row.gross,
        discount=row.discount,
        order_share=row.order_share,
        rounding_share=row.rounding_share,
        net=row.net,
        state=row.state,
        delivery_state=row.delivery_state,
        returned_quantity=row.returned_quantity,
        target_masked=row.target_masked,
        region=row.region,
        usage_limit=row.usage_limit,
        guide=row.guide,
        note=row.note,
        card_ids=card_ids,
        seen_count=seen_count,
        purchase_ids=purchase_ids,
        is_promise=row.is_promise,
    )
