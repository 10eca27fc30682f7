"""The stock table: products filtered and sorted by what they cost and how many are left.

The figures are those of ``catalog_queries``; here they are also compared in SQL. The filters and
computed sorts look at every product, so they belong into the background; the plain order does not.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from desktop.domain.alerts import AlertCause, AlertKind, AlertSubject
from desktop.domain.clock import from_milliseconds
from desktop.domain.money import Money
from desktop.domain.red_flags import flags_from
from desktop.domain.stock import SourceText, StockChip, StockCounts, StockRow, StockSort
from desktop.storage import catalog_queries, driver
from desktop.storage.catalog_queries import (
    ALL_CARDS,
    COST_SQL,
    FIGURES_FROM_SQL,
    LOCAL_CARDS_SQL,
    PLATFORM_STOCK_SQL,
    RESTOCK_COST_SQL,
    figures_parameters,
)
from desktop.storage.chain_reservations import kept_pieces

if TYPE_CHECKING:
    from array import array
    from collections.abc import Sequence
    from datetime import date, datetime

    from sqlalchemy import Connection

    from desktop.domain.product import ProductSnapshot
    from desktop.domain.stock import StockFilter

_SEARCHED: Final = 2_000
_STORED_FIGURES: Final = (
    "SELECT p.id, p.code, p.pinyin, p.name, p.kind, p.price, p.position, p.low_stock,"  # noqa: S608 - constants only
    " p.is_selling, p.search_rank, n.id IS NOT NULL AS has_cards,"
    f" CASE WHEN n.id IS NULL THEN 0 ELSE ({LOCAL_CARDS_SQL}) END AS cards,"
    f" {PLATFORM_STOCK_SQL} AS platform_stock, {COST_SQL} AS cost,"
    f" {RESTOCK_COST_SQL} AS restock_cost, n.expires_on, coalesce(kp.pieces, 0) AS kept"
    + FIGURES_FROM_SQL
    + " LEFT JOIN (SELECT CAST(key AS INTEGER) AS id, value AS pieces FROM json_each(:kept)) kp"
    " ON kp.id = p.id"
)
_KEPT_CARDS: Final = "CASE WHEN kind = 'topup' THEN 0 ELSE min(cards, kept) END"
_FREE_STOCK: Final = (
    "CASE WHEN platform_stock < 0 THEN platform_stock"
    f" ELSE max(platform_stock - kept + {_KEPT_CARDS}, 0) END"
)


def _figures(where: str = "1") -> str:
    """Return the figures of products, and beside them what open chains leave free of the stock.

    The same as ``domain.chain_sale.less_kept``; a test holds the two together.
    """
    return (
        f"SELECT f.*, cards - {_KEPT_CARDS} AS free_cards, {_FREE_STOCK} AS free_stock"  # noqa: S608 - constants only
        f" FROM ({_STORED_FIGURES} WHERE {where}) f"
    )


_HAS_SOURCE: Final = "platform_stock IS NOT NULL"
_INVERTED: Final = "is_selling AND cost > 0 AND cost >= price"
_RESTOCK_INVERTED: Final = (
    "is_selling AND has_cards AND restock_cost > 0 AND restock_cost >= price"
    f" AND NOT coalesce({_INVERTED}, 0)"
)
_LOW: Final = (
    "is_selling AND free_cards > 0 AND free_cards < low_stock AND kind <> 'topup'"
    f" AND (kind = 'card' OR {_HAS_SOURCE})"
)
_OUT: Final = (
    "is_selling AND coalesce(free_stock, 0) = 0 AND (kind = 'topup'"
    f" OR (free_cards = 0 AND (kind = 'card' OR {_HAS_SOURCE})))"
)
_EXPIRING: Final = "is_selling AND expires_on <= :soon"
"""The same conditions as ``domain.stock.flags_of``; a test holds the two together."""
_CONDITIONS: Final = {
    StockChip.ALL: "1",
    StockChip.INVERTED: _INVERTED,
    StockChip.RESTOCK_INVERTED: _RESTOCK_INVERTED,
    StockChip.LOW: _LOW,
    StockChip.OUT: _OUT,
    StockChip.EXPIRING: _EXPIRING,
    StockChip.UNSALEABLE: f"NOT is_selling OR ({_OUT})",
}
_ORDERS: Final = {
    StockSort.POSITION: "position",
    StockSort.CODE: "code",
    StockSort.NAME: "coalesce(nullif(pinyin, ''), name)",
    StockSort.KIND: "kind",
    StockSort.COST: "cost",
    StockSort.PRICE: "price",
    StockSort.MARGIN: "price - cost",
    StockSort.MARGIN_PERCENT: "CASE WHEN price > 0 THEN (price - cost) * 10000 / price END",
    StockSort.LOCAL_CARDS: "cards",
    StockSort.PLATFORM_STOCK: "CASE WHEN platform_stock = -1 THEN 1e15 ELSE platform_stock END",
}
_STORED_SORTS: Final = {StockSort.POSITION, StockSort.CODE, StockSort.KIND, StockSort.PRICE}
_SOURCES_SQL: Final = (
    "SELECT s.product_id, g.id, a.id, a.name, g.name, g.cost, g.stock,"
    " g.status = 'on_sale' AND NOT a.is_frozen AND a.removed_at IS NULL, g.synced_at,"
    " g.red_flags, g.status = 'held'"
    " FROM product_source s JOIN platform_goods g ON g.id = s.goods_id"
    " JOIN platform_account a ON a.id = g.account_id"
    " WHERE s.product_id IN (SELECT value FROM json_each(?)) AND a.removed_at IS NULL"
    " ORDER BY s.product_id, s.position, s.id"
)
_RESTOCK_SQL: Final = (
    f"SELECT p.id, {RESTOCK_COST_SQL}, k.name, n.expires_on <= :soon {FIGURES_FROM_SQL}"  # noqa: S608 - constants only
    " LEFT JOIN category k ON k.id = p.category_id"
    " WHERE p.id IN (SELECT value FROM json_each(:keys))"
)
_CHIP_SUMS: Final = ", ".join(
    f"coalesce(sum(coalesce({condition}, 0)), 0)"
    for condition in (_INVERTED, _RESTOCK_INVERTED, _LOW, _OUT, _EXPIRING)
)
_TOLD_LOW: Final = (
    f"({_LOW}) OR (is_selling AND free_cards = 0 AND free_stock BETWEEN 1 AND low_stock - 1)"
)
"""A reminder also looks at what a source has left where there are no cards."""
_TOLD_OUT: Final = (
    f"({_OUT}) AND ({_HAS_SOURCE}"  # noqa: S608 - constants only
    " OR EXISTS (SELECT 1 FROM card_secret c WHERE c.product_id = f.id))"
)
"""Goods that were never there are no news."""
_TOLD_SQL: Final = (
    "SELECT id, price, cost, restock_cost, coalesce(inverted, 0), coalesce(restock_inverted, 0),"  # noqa: S608 - constants only
    " coalesce(low, 0), coalesce(gone, 0)"
    f" FROM (SELECT f.*, {_INVERTED} AS inverted, {_RESTOCK_INVERTED} AS restock_inverted,"
    f" {_TOLD_LOW} AS low, {_TOLD_OUT} AS gone FROM ({_figures()}) f)"
    " WHERE inverted OR restock_inverted OR low OR gone"
)
_COUNTS_SQL: Final = f"SELECT count(*), {_CHIP_SUMS}, coalesce(sum(cards), 0) FROM ({_figures()})"  # noqa: S608 - constants only


def list_stock(
    connection: Connection,
    wanted: StockFilter,
    *,
    stale_before: datetime,
    today: date | None = None,
) -> tuple[StockRow, ...]:
    """Return one page of the stock table, its figures exact."""
    parameters = _parameters(connection, stale_before, today, _counted(wanted))
    page = {"limit": wanted.limit, "offset": wanted.offset}
    statement = f"{_ids_sql(connection, wanted, parameters)} LIMIT :limit OFFSET :offset"
    ids = driver.list_ids(connection, statement, parameters | page)
    return load_stock_rows(connection, ids, stale_before=stale_before, today=today)


def list_stock_ids(
    connection: Connection,
    wanted: StockFilter,
    *,
    stale_before: datetime,
    today: date | None = None,
) -> array[int]:
    """Return which products the whole stock table has under a filter, in its order."""
    parameters = _parameters(connection, stale_before, today, _counted(wanted))
    return driver.list_ids(connection, _ids_sql(connection, wanted, parameters), parameters)


def count_stock(
    connection: Connection,
    wanted: StockFilter,
    *,
    stale_before: datetime,
    today: date | None = None,
) -> int:
    """Return how many rows the stock table has under a filter."""
    parameters = _parameters(connection, stale_before, today, _counted(wanted))
    if wanted.chip is StockChip.ALL:
        source = f"product p WHERE {_where_stored(connection, wanted, parameters)}"
    else:
        source = _filtered(connection, wanted, parameters)
    statement = f"SELECT count(*) FROM {source}"  # noqa: S608 - constants only
    return int(connection.exec_driver_sql(statement, parameters).scalar_one())


def load_stock_rows(
    connection: Connection,
    ids: Sequence[int],
    *,
    stale_before: datetime,
    today: date | None = None,
) -> tuple[StockRow, ...]:
    """Read products with their sources, in the order of the ids."""
    products = catalog_queries.load_products(
        connection, ids, stale_before=stale_before, today=today, counted=ALL_CARDS
    )
    sources = _sources_by_product(connection, ids)
    restock = _restock_by_product(connection, ids, stale_before, today)
    return tuple(
        _row_of(one, tuple(sources[one.id]), *restock[one.id]) for one in products.values()
    )


def load_stock_counts(
    connection: Connection, *, stale_before: datetime, today: date | None = None
) -> StockCounts:
    """Count what each chip would show; looks at every product."""
    parameters = _parameters(connection, stale_before, today, ALL_CARDS)
    row = connection.exec_driver_sql(_COUNTS_SQL, parameters).one()
    return StockCounts(*(int(figure) for figure in row))


def list_product_ids(connection: Connection, text: str, limit: int = -1) -> list[int]:
    """Return the ids of products in the owner's order, or of what a text means."""
    if not text.strip():
        rows = connection.exec_driver_sql(
            "SELECT id FROM product ORDER BY position LIMIT ?", (limit,)
        )
        return [row[0] for row in rows]
    ranks = catalog_queries.find_ranks(connection, text, _SEARCHED)
    found = connection.exec_driver_sql(
        "SELECT id FROM product WHERE search_rank IN (SELECT value FROM json_each(?))"
        " ORDER BY search_rank",
        (json.dumps(ranks),),
    )
    return [row[0] for row in found]


def _parameters(
    connection: Connection,
    stale_before: datetime,
    today: date | None,
    counted: int = catalog_queries.COUNTED_CARDS,
) -> dict[str, object]:
    """Return the parameters of a statement over ``_figures``; what chains keep is asked once."""
    kept = kept_pieces(connection)
    beyond = counted if counted == ALL_CARDS else counted + sum(kept.values())
    return figures_parameters(stale_before, today, beyond) | {"kept": json.dumps(kept)}


def _counted(wanted: StockFilter) -> int:
    return ALL_CARDS if wanted.sort is StockSort.LOCAL_CARDS else catalog_queries.COUNTED_CARDS


def _ids_sql(connection: Connection, wanted: StockFilter, parameters: dict[str, object]) -> str:
    is_plain = wanted.chip is StockChip.ALL and wanted.sort in _STORED_SORTS
    if is_plain:
        source = f"product p WHERE {_where_stored(connection, wanted, parameters)}"
    else:
        source = _filtered(connection, wanted, parameters)
    direction = "DESC" if wanted.is_descending else "ASC"
    order = _ORDERS[wanted.sort]
    unknown_last = "" if is_plain else f"{order} IS NULL, "
    tie = "" if is_plain and wanted.sort is StockSort.POSITION else ", position"
    return f"SELECT id FROM {source} ORDER BY {unknown_last}{order} {direction}{tie}"  # noqa: S608 - constants only


def _filtered(connection: Connection, wanted: StockFilter, parameters: dict[str, object]) -> str:
    where = _where_stored(connection, wanted, parameters)
    return f"({_figures(where)}) WHERE {_CONDITIONS[wanted.chip]}"


def _where_stored(
    connection: Connection, wanted: StockFilter, parameters: dict[str, object]
) -> str:
    """Conditions on stored columns; values go into the parameters, never into the text."""
    conditions = ["1"]
    if wanted.kind is not None:
        conditions.append("p.kind = :kind")
        parameters["kind"] = str(wanted.kind)
    if wanted.account_id is not None:
        conditions.append(
            "p.id IN (SELECT ps.product_id FROM product_source ps JOIN platform_goods pg"
            " ON pg.id = ps.goods_id WHERE pg.account_id = :account_id)"
        )
        parameters["account_id"] = wanted.account_id
    if wanted.text.strip():
        conditions.append("p.search_rank IN (SELECT value FROM json_each(:ranks))")
        parameters["ranks"] = json.dumps(
            catalog_queries.find_ranks(connection, wanted.text, _SEARCHED)
        )
    return " AND ".join(conditions)


def list_causes(
    connection: Connection, *, stale_before: datetime, today: date | None = None
) -> list[AlertCause]:
    """Return what of the products as they are is worth a reminder; looks at every product."""
    causes = []
    parameters = _parameters(connection, stale_before, today)
    for row in connection.exec_driver_sql(_TOLD_SQL, parameters):
        subject, price = AlertSubject.product(row[0]), Money(row[1])
        if row[4]:
            causes.append(AlertCause(AlertKind.INVERTED, subject, was=price, now=Money(row[2])))
        if row[5]:
            causes.append(
                AlertCause(AlertKind.RESTOCK_INVERTED, subject, was=price, now=Money(row[3]))
            )
        if row[6]:
            causes.append(AlertCause(AlertKind.LOW, subject))
        if row[7]:
            causes.append(AlertCause(AlertKind.OUT, subject))
    return causes


def _sources_by_product(
    connection: Connection, ids: Sequence[int]
) -> defaultdict[int, list[SourceText]]:
    sources: defaultdict[int, list[SourceText]] = defaultdict(list)
    for row in connection.exec_driver_sql(_SOURCES_SQL, (json.dumps(list(ids)),)):
        cost = None if row[5] is None else Money(row[5])
        sources[row[0]].append(
            SourceText(
                row[1],
                row[2],
                row[3],
                row[4],
                cost,
                row[6],
                bool(row[7]),
                from_milliseconds(row[8]),
                flags_from(row[9]),
                bool(row[10]),
            )
        )
    return sources


def _restock_by_product(
    connection: Connection, ids: Sequence[int], stale_before: datetime, today: date | None
) -> dict[int, tuple[Money | None, str, bool]]:
    parameters = figures_parameters(stale_before, today)
    parameters["keys"] = json.dumps(list(ids))
    rows = connection.exec_driver_sql(_RESTOCK_SQL, parameters)
    return {
        row[0]: (None if row[1] is None else Money(row[1]), row[2] or "", bool(row[3]))
        for row in rows
    }


def _row_of(
    product: ProductSnapshot,
    sources: tuple[SourceText, ...],
    restock_cost: Money | None,
    category_name: str,
    expires_soon: bool,  # noqa: FBT001 - a column of the statement
) -> StockRow:
    return StockRow(product, sources, restock_cost, category_name, expires_soon)
