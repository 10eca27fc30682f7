"""What campaigns did, and past orders as carts, to try a campaign on them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, or_, select

from desktop.domain.cart import Cart, CartLine
from desktop.domain.money import ZERO, Money, total_of
from desktop.domain.pricing import price_cart
from desktop.domain.promotion import Facts, UseKind
from desktop.domain.sale import SaleState
from desktop.models.catalog import product
from desktop.models.promotions import promotion_use
from desktop.models.sales import sale, sale_line
from desktop.promotions.best import best_for
from desktop.storage import catalog_queries, customer_queries

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, tzinfo

    from sqlalchemy import Connection

    from desktop.domain.customer import CustomerSnapshot
    from desktop.domain.product import ProductSnapshot
    from desktop.domain.promotion import Campaign

MAXIMUM_SALES: Final = 5000
_PAGE: Final = 500


@dataclass(frozen=True, slots=True)
class CampaignResults:
    """What a campaign brought and cost, less what came back.

    Attributes:
        uses: orders that it took part in.
        sold: what those orders came to.
        off: what it took off.
        gifts: what its gifts cost.
        promised: coupons given for later, and bonuses into stored value.
    """

    uses: int = 0
    sold: Money = ZERO
    off: Money = ZERO
    gifts: Money = ZERO
    promised: Money = ZERO


NO_RESULTS: Final = CampaignResults()


@dataclass(frozen=True, slots=True)
class PastSale:
    """A recorded order as a cart at its own prices and costs.

    Attributes:
        margin: what it earned; of lines whose cost is known.
        is_known: whether every cost is.
    """

    cart: Cart
    facts: Facts
    margin: Money
    is_known: bool


def results_of(connection: Connection) -> dict[int, CampaignResults]:
    """Add up what each campaign did."""
    sums: dict[int, dict[UseKind, Money]] = {}
    grouped = connection.execute(
        select(
            promotion_use.c.campaign_id,
            promotion_use.c.kind,
            func.sum(promotion_use.c.amount).label("amount"),
        ).group_by(promotion_use.c.campaign_id, promotion_use.c.kind)
    )
    for row in grouped:
        sums.setdefault(row.campaign_id, {})[row.kind] = row.amount
    touched = (
        select(promotion_use.c.campaign_id, promotion_use.c.sale_id, promotion_use.c.receipt_id)
        .where(promotion_use.c.undoes.is_(None))
        .distinct()
        .subquery()
    )
    orders = connection.execute(
        select(touched.c.campaign_id, func.count().label("uses"), func.sum(sale.c.total))
        .join(sale, sale.c.id == touched.c.sale_id, isouter=True)
        .where(or_(sale.c.state == SaleState.COMPLETED, touched.c.receipt_id.is_not(None)))
        .group_by(touched.c.campaign_id)
    ).all()
    by_campaign = {row[0]: (row[1], row[2] or ZERO) for row in orders}
    return {
        one: CampaignResults(
            *by_campaign.get(one, (0, ZERO)),
            total_of(kinds.get(kind, ZERO) for kind in (UseKind.PRICE, UseKind.ORDER)),
            kinds.get(UseKind.GIFT, ZERO),
            total_of(kinds.get(kind, ZERO) for kind in (UseKind.PROMISE, UseKind.BONUS)),
        )
        for one, kinds in sums.items()
    }


def load_past_sales(connection: Connection, since: datetime, zone: tzinfo) -> tuple[PastSale, ...]:
    """Read completed orders as carts, the newest first; members stand as they do today."""
    heads = connection.execute(
        select(sale.c.id, sale.c.customer_id, sale.c.channel, sale.c.sold_at)
        .where(sale.c.sold_at >= since, sale.c.state == SaleState.COMPLETED)
        .order_by(sale.c.sold_at.desc())
        .limit(MAXIMUM_SALES)
    ).all()
    members = customer_queries.load_customers(
        connection, sorted({row.customer_id for row in heads if row.customer_id})
    )
    lines = _lines_by_sale(connection, [row.id for row in heads])
    products = catalog_queries.load_products(
        connection,
        sorted({row.product_id for rows in lines.values() for row in rows}),
        stale_before=since,
    )
    firsts = _first_orders(connection, list(members))
    return tuple(
        _past_sale(
            row,
            lines[row.id],
            products,
            members.get(row.customer_id),
            row.sold_at.astimezone(zone).hour,
            is_first=row.id in firsts,
        )
        for row in heads
        if lines.get(row.id)
    )


def find_below_floor(
    connection: Connection, trial: Campaign, facts: Facts, floor: Money, now: datetime
) -> str | None:
    """Return goods that one piece alone would sell below the floor; None when there are none."""
    ids = connection.scalars(
        select(product.c.id).where(product.c.is_selling).order_by(product.c.position)
    ).all()
    for start in range(0, len(ids), _PAGE):
        page = catalog_queries.load_products(
            connection, ids[start : start + _PAGE], stale_before=now
        )
        for each in page.values():
            if each.cost is None:
                continue
            cart = Cart().with_product(each)
            priced = price_cart(cart, best_for(cart, [trial], facts))
            if priced.applied and priced.total - each.cost < floor:
                return each.title
    return None


def _lines_by_sale(connection: Connection, ids: Sequence[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for start in range(0, len(ids), _PAGE):
        rows = connection.execute(
            select(
                sale_line.c.sale_id,
                sale_line.c.product_id,
                sale_line.c.quantity,
                sale_line.c.unit_price,
                sale_line.c.net,
                sale_line.c.cost,
            )
            .where(sale_line.c.sale_id.in_(ids[start : start + _PAGE]))
            .order_by(sale_line.c.sale_id, sale_line.c.position)
        )
        for row in rows:
            found.setdefault(row.sale_id, []).append(row)
    return found


def _first_orders(connection: Connection, members: Sequence[int]) -> frozenset[int]:
    """Return the orders that were the first of their member."""
    rows = connection.execute(
        select(func.min(sale.c.id))
        .where(sale.c.customer_id.in_(members), sale.c.state == SaleState.COMPLETED)
        .group_by(sale.c.customer_id)
    )
    return frozenset(row[0] for row in rows)


def _past_sale(
    head: Any,
    rows: Sequence[Any],
    products: dict[int, ProductSnapshot],
    member: CustomerSnapshot | None,
    hour: int,
    *,
    is_first: bool,
) -> PastSale:
    lines = tuple(
        CartLine(key, replace(products[row.product_id], price=row.unit_price), row.quantity)
        for key, row in enumerate(rows, start=1)
        if row.unit_price
    )
    known = [row.net - row.cost for row in rows if row.cost is not None]
    facts = Facts(
        hour=hour,
        is_first_order=is_first,
        tier_id=member.tier.id if member and member.tier else None,
        tags=frozenset(member.tags) if member else frozenset(),
        channel=head.channel,
    )
    return PastSale(Cart(lines), facts, total_of(known), len(known) == len(rows))
