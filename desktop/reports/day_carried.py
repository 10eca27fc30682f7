"""What is open at the end of a date, and what became of what the Z before carried on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from desktop.domain.day_report import CarriedItem
from desktop.domain.money import ZERO
from desktop.domain.purchase import PurchaseState
from desktop.domain.sale import SaleState
from desktop.models.catalog import product
from desktop.models.purchases import purchase
from desktop.models.sales import IS_UNDELIVERED, held_sale, sale, sale_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

_UNANSWERED: Final = (PurchaseState.UNKNOWN, PurchaseState.HUMAN)


def read_carried(
    connection: Connection, before: Sequence[CarriedItem]
) -> tuple[tuple[CarriedItem, ...], tuple[CarriedItem, ...]]:
    """Return what is open now, and what was carried here and is open no more.

    Args:
        connection: where to read.
        before: what the Z before carried on, each with the Z it first stood in.
    """
    since = {(each.kind, each.key): each.from_z for each in before}
    carried = tuple(
        replace(each, from_z=since.get((each.kind, each.key))) for each in _open(connection)
    )
    still_open = {(each.kind, each.key) for each in carried}
    settled = tuple(
        replace(each, outcome=_outcome_of(connection, each))
        for each in before
        if (each.kind, each.key) not in still_open
    )
    return carried, settled


def _open(connection: Connection) -> Iterator[CarriedItem]:
    held = connection.execute(
        select(held_sale.c.id, held_sale.c.number, held_sale.c.label, held_sale.c.total)
        .where(held_sale.c.taken_at.is_(None))
        .order_by(held_sale.c.id)
    )
    for cart in held:
        yield CarriedItem("held", str(cart.id), str(cart.number), cart.label, cart.total)
    lines = connection.execute(
        select(sale_line.c.id, sale.c.number, sale_line.c.title, sale_line.c.net)
        .join(sale, sale.c.id == sale_line.c.sale_id)
        .where(IS_UNDELIVERED)
        .order_by(sale_line.c.id)
    )
    for row in lines:
        yield CarriedItem("undelivered", str(row.id), row.number, row.title, row.net)
    unknown = connection.execute(
        select(purchase.c.id, purchase.c.number, product.c.code, purchase.c.quoted_total)
        .join(product, product.c.id == purchase.c.product_id)
        .where(purchase.c.state.in_(_UNANSWERED))
        .order_by(purchase.c.id)
    )
    for row in unknown:
        amount = row.quoted_total or ZERO
        yield CarriedItem("unknown", str(row.id), row.number, row.code, amount)
    waiting = connection.execute(
        select(sale.c.id, sale.c.number, sale.c.total)
        .where(sale.c.state == SaleState.AWAITING_PAYMENT)
        .order_by(sale.c.id)
    )
    for one in waiting:
        yield CarriedItem("awaiting_payment", str(one.id), one.number, "", one.total)


def _outcome_of(connection: Connection, item: CarriedItem) -> str:
    """Return the state in which something is that is open no more."""
    key = int(item.key)
    statements = {
        "undelivered": select(sale_line.c.delivery_state).where(sale_line.c.id == key),
        "unknown": select(purchase.c.state).where(purchase.c.id == key),
        "awaiting_payment": select(sale.c.state).where(sale.c.id == key),
    }
    if item.kind not in statements:
        return "taken"
    state = connection.scalar(statements[item.kind])
    return "gone" if state is None else str(state)
