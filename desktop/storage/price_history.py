"""What goods cost over time, as the trigger on ``platform_goods`` wrote it down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from desktop.models.alerts import goods_price
from desktop.models.catalog import product_source
from desktop.models.platform_accounts import platform_account, platform_goods

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from desktop.domain.money import Money


@dataclass(frozen=True, slots=True)
class PriceChange:
    """One change of what an account asks for goods; None is not known."""

    goods_id: int
    goods_name: str
    account_name: str
    at: datetime
    old: Money | None
    new: Money | None


def list_price_changes(
    connection: Connection, product_id: int, limit: int = 200
) -> tuple[PriceChange, ...]:
    """Read the newest changes of the costs of a product's sources, the newest first."""
    rows = connection.execute(
        select(
            goods_price.c.goods_id,
            platform_goods.c.name,
            platform_account.c.name,
            goods_price.c.at,
            goods_price.c.old_cost,
            goods_price.c.new_cost,
        )
        .join(platform_goods, platform_goods.c.id == goods_price.c.goods_id)
        .join(platform_account, platform_account.c.id == goods_price.c.account_id)
        .where(
            goods_price.c.goods_id.in_(
                select(product_source.c.goods_id).where(product_source.c.product_id == product_id)
            )
        )
        .order_by(goods_price.c.id.desc())
        .limit(limit)
    )
    return tuple(PriceChange(*row) for row in rows)
