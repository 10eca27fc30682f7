"""Reading a product the way it was typed, for its form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from desktop.domain.stock import ProductDraft
from desktop.models.catalog import category, product

if TYPE_CHECKING:
    from sqlalchemy import Connection


def load_draft(connection: Connection, product_id: int) -> ProductDraft:
    """Return what a product's form would hold now.

    Raises:
        KeyError: there is no such product.
    """
    joined = product.outerjoin(category, category.c.id == product.c.category_id)
    row = connection.execute(
        select(product, category.c.name.label("category_name"))
        .select_from(joined)
        .where(product.c.id == product_id)
    ).first()
    if row is None:
        raise KeyError(product_id)
    return ProductDraft(
        code=row.code,
        name=row.name,
        kind=row.kind,
        price=row.price,
        typed_cost=row.typed_cost,
        face_text=row.face_text,
        list_price=row.list_price,
        barcode=row.barcode,
        category=row.category_name or "",
        region=row.region,
        usage_limit=row.usage_limit,
        guide=row.guide,
        account_rule=row.account_rule,
        low_stock=row.low_stock,
        arrival_minutes=row.arrival_minutes,
        earns_points=row.earns_points,
    )
