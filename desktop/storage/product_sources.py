"""Which goods of which accounts supply a product, in the order in which they are asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, func, insert, select, update

from desktop.models.catalog import product_source
from desktop.models.platform_accounts import platform_goods
from desktop.storage.platform_queries import (
    ON_SALE_STATUS,
    REMOVED_STATUS,
    AccountRow,
    GoodsState,
    goods_of,
    load_account,
    load_goods,
)
from desktop.storage.prepared_statement import PreparedQuery

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source of a product: the goods and the account that sells them."""

    position: int
    goods: GoodsState
    account: AccountRow

    @property
    def is_usable(self) -> bool:
        """Whether it may be asked now: on sale, at an account that is neither held nor removed."""
        is_open = self.account.removed_at is None and not self.account.is_frozen
        return is_open and self.goods.status == ON_SALE_STATUS


_SOURCES: Final = PreparedQuery(
    select(product_source.c.position, product_source.c.goods_id)
    .where(product_source.c.product_id == bindparam("product"))
    .order_by(product_source.c.position, product_source.c.id)
)


def list_sources(connection: Connection, product_id: int) -> tuple[SourceRow, ...]:
    """Read the sources of a product in the order in which they are asked."""
    sources = []
    for position, goods_id in _SOURCES.rows(connection, product=product_id):
        goods = load_goods(connection, goods_id)
        sources.append(SourceRow(position, goods, load_account(connection, goods.account_id)))
    return tuple(sources)


def insert_source(
    connection: Connection, source_id: int, product_id: int, goods_id: int, at: datetime
) -> bool:
    """Make goods a further source of a product; False if they already are."""
    is_known = connection.scalar(
        select(product_source.c.id).where(
            product_source.c.product_id == product_id, product_source.c.goods_id == goods_id
        )
    )
    if is_known is not None:
        return False
    last = connection.scalar(
        select(func.max(product_source.c.position)).where(product_source.c.product_id == product_id)
    )
    connection.execute(
        insert(product_source).values(
            id=source_id,
            product_id=product_id,
            goods_id=goods_id,
            position=(last or 0) + 1,
            noted_cost=select(platform_goods.c.cost)
            .where(platform_goods.c.id == goods_id)
            .scalar_subquery(),
            created_at=at,
        )
    )
    return True


def order_sources(connection: Connection, product_id: int, goods_ids: Sequence[int]) -> bool:
    """Number the sources of a product in this order.

    Goods of removed accounts may be left out and keep their place behind the others. Returns False,
    with nothing written, when goods are named twice or supply something else.
    """
    stored = connection.scalars(
        select(product_source.c.goods_id)
        .where(product_source.c.product_id == product_id)
        .order_by(product_source.c.position, product_source.c.id)
    ).all()
    if len(set(goods_ids)) != len(goods_ids) or not set(goods_ids) <= set(stored):
        return False
    rest = [goods_id for goods_id in stored if goods_id not in goods_ids]
    for position, goods_id in enumerate([*goods_ids, *rest], start=1):
        connection.execute(
            update(product_source)
            .where(product_source.c.product_id == product_id, product_source.c.goods_id == goods_id)
            .values(position=position)
        )
    return True


def list_adopted_goods(connection: Connection, account_id: int) -> tuple[GoodsState, ...]:
    """Read the goods of an account that supply a product and are still listed."""
    rows = connection.execute(
        select(platform_goods)
        .where(
            platform_goods.c.account_id == account_id,
            platform_goods.c.status != REMOVED_STATUS,
            platform_goods.c.id.in_(select(product_source.c.goods_id)),
        )
        .order_by(platform_goods.c.id)
    )
    return tuple(goods_of(row) for row in rows)


def _not_adopted(account_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        platform_goods.c.account_id == account_id,
        platform_goods.c.status != REMOVED_STATUS,
        platform_goods.c.id.not_in(select(product_source.c.goods_id)),
    )


def count_not_adopted(connection: Connection, account_id: int) -> tuple[tuple[str, int], ...]:
    """Count goods of an account that supply no product yet, by category; the largest first."""
    number = func.count()
    rows = connection.execute(
        select(platform_goods.c.category, number)
        .where(*_not_adopted(account_id))
        .group_by(platform_goods.c.category)
        .order_by(number.desc(), platform_goods.c.category)
    )
    return tuple((category, count) for category, count in rows)


def list_not_adopted(
    connection: Connection, account_id: int, categories: Sequence[str], limit: int
) -> tuple[GoodsState, ...]:
    """Read goods of some categories that supply no product yet, in the platform's order."""
    rows = connection.execute(
        select(platform_goods)
        .where(*_not_adopted(account_id), platform_goods.c.category.in_(categories))
        .order_by(platform_goods.c.id)
        .limit(limit)
    )
    return tuple(goods_of(row) for row in rows)


def is_adopted(connection: Connection, goods_id: int) -> bool:
    """Say whether goods supply a product."""
    known = select(product_source.c.id).where(product_source.c.goods_id == goods_id).limit(1)
    return connection.scalar(known) is not None
