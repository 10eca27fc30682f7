"""Reading products with their stock, cost and best source, and looking them up by typed text.

Belongs here: one statement that gives every figure a product is shown with, whatever page asks.
Does not belong here: writing products (``catalog_writes``), what figures mean (``domain.stock``).

The statement is text rather than built: it runs on every keystroke at the counter.
"""

from __future__ import annotations

import json
from datetime import timedelta
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from desktop.domain.clock import CHINA_STANDARD_TIME, to_milliseconds
from desktop.domain.money import Money
from desktop.domain.product import AccountRule, CategorySnapshot, ProductKind, ProductSnapshot
from desktop.domain.stock import EXPIRING_DAYS
from desktop.storage import search_index
from desktop.storage.driver import find_row, list_rows
from desktop.storage.search_index import SearchTable, SearchText

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from sqlalchemy import Connection

COUNTED_CARDS: Final = 10_000
"""Cards are counted up to what a line can ask for: a huge stock must not slow a keystroke."""
ALL_CARDS: Final = -1
_LONG_QUERY_PAGE: Final = 200
_LONG_QUERY_PAGES: Final = 10

NEXT_CARD_SQL: Final = (
    "SELECT c.id FROM card_secret c WHERE c.product_id = p.id AND c.state = 'available'"
    " AND coalesce(c.expires_on, '9999-12-31') >= :today"
    " ORDER BY coalesce(c.expires_on, '9999-12-31'), c.id LIMIT 1"
)
LOCAL_CARDS_SQL: Final = (
    "SELECT count(*) FROM (SELECT 1 FROM card_secret c"
    " WHERE c.product_id = p.id AND c.state = 'available'"
    " AND coalesce(c.expires_on, '9999-12-31') >= :today LIMIT :counted)"
)
BEST_SOURCE_SQL: Final = (
    "SELECT pg.id FROM product_source s JOIN platform_goods pg ON pg.id = s.goods_id"
    " JOIN platform_account pa ON pa.id = pg.account_id JOIN product r ON r.id = s.product_id"
    " WHERE s.product_id = p.id AND pa.removed_at IS NULL"
    " ORDER BY pg.status <> 'on_sale' OR pa.is_frozen, pg.stock IS 0,"
    " r.sourcing = 'automatic' AND coalesce(pa.balance < pg.cost, 0), s.position, s.id LIMIT 1"
)
"""The first source that can be bought from now, else the first. Where the rule decides, it has
numbered the sources itself (``source_queries.refresh_order``)."""

FIGURES_FROM_SQL: Final = (
    f" FROM product p LEFT JOIN card_secret n ON n.id = ({NEXT_CARD_SQL})"
    f" LEFT JOIN platform_goods g ON g.id = ({BEST_SOURCE_SQL})"
    " LEFT JOIN platform_account a ON a.id = g.account_id"
)
PLATFORM_STOCK_SQL: Final = (
    "CASE WHEN g.id IS NULL THEN NULL WHEN g.status <> 'on_sale' OR a.is_frozen THEN 0"
    " ELSE coalesce(g.stock, -1) END"
)
"""A stock the platform does not tell counts as enough: it is asked before anything is bought."""
COST_SQL: Final = (
    "CASE WHEN n.id IS NOT NULL THEN coalesce(n.cost, p.typed_cost)"
    " ELSE coalesce(g.cost, p.typed_cost) END"
)
RESTOCK_COST_SQL: Final = "CASE WHEN g.id IS NULL THEN p.typed_cost ELSE g.cost END"

_POINTS_PERCENT_SQL: Final = (
    "CASE WHEN p.earns_points THEN"
    " coalesce((SELECT k.points_percent FROM category k WHERE k.id = p.category_id), 100)"
    " ELSE 0 END"
)
_SNAPSHOT_SQL: Final = (
    f"SELECT p.id, p.code, p.name, p.face_text, p.kind, p.price, {COST_SQL}, p.category_id,"
    " p.barcode, p.region, p.guide, p.account_rule, p.low_stock, p.is_favourite, p.is_selling,"
    f" CASE WHEN n.id IS NULL THEN 0 ELSE ({LOCAL_CARDS_SQL}) END, {PLATFORM_STOCK_SQL},"
    " coalesce(g.synced_at < :stale_before, 0), p.arrival_minutes,"
    f" {_POINTS_PERCENT_SQL}, p.initials, p.usage_limit, p.search_rank" + FIGURES_FROM_SQL
)
SNAPSHOTS_BY_ID_SQL: Final = f"{_SNAPSHOT_SQL} WHERE p.id IN (SELECT value FROM json_each(:keys))"  # noqa: S608 - constants only
SNAPSHOTS_BY_RANK_SQL: Final = (
    f"{_SNAPSHOT_SQL} WHERE p.search_rank IN (SELECT value FROM json_each(:keys))"  # noqa: S608 - constants only
)
_CODE_COLUMN: Final = 1
_BARCODE_COLUMN: Final = 8
_RANK_COLUMN: Final = 22
_KINDS: Final = {str(kind): kind for kind in ProductKind}
_ACCOUNT_RULES: Final = {str(rule): rule for rule in AccountRule}
_EXACT_SQL: Final = (
    "SELECT id FROM product WHERE is_selling = 1 AND (barcode = ? AND barcode <> '' OR code = ?)"
    " ORDER BY barcode = ? DESC LIMIT 1"
)
_EXACT_RANKS_SQL: Final = (
    "SELECT search_rank FROM product WHERE code = ?1 OR (barcode = ?1 AND barcode <> '')"
)
COUNT_SQL: Final = (
    "SELECT (SELECT count(*) FROM product) - (SELECT count(*) FROM product WHERE is_selling = 0)"
)
"""All less the few that are not on sale: both are counted in an index, after every sale."""
CATEGORIES_SQL: Final = (
    "SELECT c.id, c.name, (SELECT count(*) FROM product p WHERE p.category_id = c.id)"
    " - (SELECT count(*) FROM product p WHERE p.category_id = c.id AND p.is_selling = 0)"
    " FROM category c ORDER BY c.position, c.id"
)
_SEARCH_TEXT_SQL: Final = (
    "SELECT search_rank, name, pinyin, initials, face_text, code, barcode FROM product"
    " WHERE search_rank IN (SELECT value FROM json_each(?))"
)


def load_products(
    connection: Connection,
    ids: Sequence[int],
    *,
    stale_before: datetime,
    today: date | None = None,
    counted: int = COUNTED_CARDS,
) -> dict[int, ProductSnapshot]:
    """Read products by id in one statement, in the order of the ids; unknown ids are left out.

    Args:
        connection: an open read or write.
        ids: whose.
        stale_before: platform answers older than this are stale.
        today: the shop's date, by which cards expire; taken from ``stale_before`` where not given.
        counted: how far cards are counted; ``ALL_CARDS`` for an exact figure.
    """
    rows = _rows_by(connection, SNAPSHOTS_BY_ID_SQL, ids, stale_before, today, counted)
    found = {row[0]: _snapshot_of(row) for row in rows}
    return {product_id: found[product_id] for product_id in ids if product_id in found}


def find_products(
    connection: Connection,
    text: str,
    *,
    limit: int = 50,
    stale_before: datetime,
    today: date | None = None,
) -> tuple[ProductSnapshot, ...]:
    """Return what typed text may mean: an exact code or barcode first, then the most popular."""
    ranks = find_ranks(connection, text, limit)
    rows = _rows_by(connection, SNAPSHOTS_BY_RANK_SQL, ranks, stale_before, today, COUNTED_CARDS)
    rows.sort(key=itemgetter(_RANK_COLUMN))
    exact = typed_code(text)
    rows.sort(key=lambda row: exact not in (row[_CODE_COLUMN], row[_BARCODE_COLUMN]))
    return tuple(_snapshot_of(row) for row in rows)


def find_ranks(connection: Connection, text: str, limit: int) -> list[int]:
    """Return the search ranks of what typed text may mean, an exact code or barcode included."""
    query = search_index.query_of(text)
    if query.long_pieces:
        ranks = _ranks_of_long_query(connection, query, limit)
    else:
        ranks = search_index.find_ranks(connection, SearchTable.PRODUCTS, query, limit)
    if 0 < len(ranks) < limit:
        return ranks
    first = [row[0] for row in list_rows(connection, _EXACT_RANKS_SQL, (typed_code(text),))]
    return [*first, *(rank for rank in ranks if rank not in first)][:limit]


def find_exact(
    connection: Connection, text: str, *, stale_before: datetime, today: date | None = None
) -> ProductSnapshot | None:
    """Return the product on sale with exactly this barcode, else with this code."""
    code = typed_code(text)
    found = find_row(connection, _EXACT_SQL, (code, code, code))
    if found is None:
        return None
    product_id: int = found[0]
    return load_products(connection, [product_id], stale_before=stale_before, today=today)[
        product_id
    ]


def list_products(
    connection: Connection,
    *,
    category_id: int | None = None,
    favourites: bool = False,
    offset: int = 0,
    limit: int = 200,
    stale_before: datetime,
    today: date | None = None,
) -> tuple[ProductSnapshot, ...]:
    """Return one page of the products on sale in the owner's order."""
    conditions = ["is_selling = 1"]
    parameters: list[object] = []
    if category_id is not None:
        conditions.append("category_id = ?")
        parameters.append(category_id)
    if favourites:
        conditions.append("is_favourite = 1")
    found = list_rows(
        connection,
        f"SELECT id FROM product WHERE {' AND '.join(conditions)}"  # noqa: S608 - constants only
        " ORDER BY position LIMIT ? OFFSET ?",
        (*parameters, limit, offset),
    )
    ids = [row[0] for row in found]
    return tuple(load_products(connection, ids, stale_before=stale_before, today=today).values())


def list_categories(connection: Connection) -> tuple[CategorySnapshot, ...]:
    """Return all categories with the number of products on sale in each."""
    return tuple(CategorySnapshot(*row) for row in list_rows(connection, CATEGORIES_SQL))


def count_products(connection: Connection) -> int:
    """Return the number of products on sale."""
    return int(list_rows(connection, COUNT_SQL)[0][0])


def typed_code(text: str) -> str:
    """Return typed text as codes and barcodes are stored: folded, capitals, no spaces."""
    return search_index.folded_code(text)


def search_text_of(row: Sequence[Any]) -> SearchText:
    """Return what of a product can be found.

    Args:
        row: name, pinyin, initials, face text, code, barcode.
    """
    name, pinyin, initials, face_text, code, barcode = row
    return SearchText(name, pinyin, initials, (face_text,), (code, barcode))


def load_search_texts(connection: Connection, ranks: Sequence[int]) -> dict[int, SearchText]:
    """Read what of products can be found, by search rank."""
    rows = list_rows(connection, _SEARCH_TEXT_SQL, (json.dumps(list(ranks)),))
    return {row[0]: search_text_of(row[1:]) for row in rows}


def figures_parameters(
    stale_before: datetime, today: date | None, counted: int = COUNTED_CARDS
) -> dict[str, object]:
    """Return the parameters of every statement over ``FIGURES_FROM_SQL``."""
    day = today or stale_before.astimezone(CHINA_STANDARD_TIME).date()
    return {
        "today": day.isoformat(),
        "soon": (day + timedelta(days=EXPIRING_DAYS)).isoformat(),
        "counted": counted,
        "stale_before": to_milliseconds(stale_before),
    }


def _rows_by(
    connection: Connection,
    statement: str,
    keys: Iterable[int],
    stale_before: datetime,
    today: date | None,
    counted: int,
) -> list[tuple[Any, ...]]:
    parameters = figures_parameters(stale_before, today, counted)
    parameters["keys"] = json.dumps(list(keys))
    return list_rows(connection, statement, parameters)


def _ranks_of_long_query(
    connection: Connection, query: search_index.SearchQuery, limit: int
) -> list[int]:
    """The index keeps the beginnings of long words; what it found is checked to the last letter."""
    met: list[int] = []
    for page in range(_LONG_QUERY_PAGES):
        ranks = search_index.find_ranks(
            connection, SearchTable.PRODUCTS, query, _LONG_QUERY_PAGE, page * _LONG_QUERY_PAGE
        )
        texts = load_search_texts(connection, ranks)
        met.extend(rank for rank in ranks if query.is_met_by(texts[rank]))
        if len(met) >= limit or len(ranks) < _LONG_QUERY_PAGE:
            break
    return met[:limit]


def _snapshot_of(row: Sequence[Any]) -> ProductSnapshot:
    """Build a snapshot from columns in the order of its fields.

    A keystroke builds fifty: passing fields by their names takes half as long again.
    """
    cost = row[6]
    return ProductSnapshot(
        row[0],
        row[1],
        row[2],
        row[3],
        _KINDS[row[4]],
        Money(row[5]),
        None if cost is None else Money(cost),
        row[7],
        row[8],
        row[9],
        row[10],
        _ACCOUNT_RULES[row[11]],
        row[12],
        bool(row[13]),
        bool(row[14]),
        row[15],
        row[16],
        bool(row[17]),
        row[18],
        row[19],
        row[20],
        row[21],
    )
