"""Writing products and categories, with the search index kept right in the same transaction."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import bindparam, func, insert, select, update

from desktop.domain.clock import to_milliseconds
from desktop.domain.loyalty import first_percent_of
from desktop.domain.money import Money
from desktop.models.catalog import category, product
from desktop.storage import search_index
from desktop.storage.catalog_queries import load_search_texts, search_text_of
from desktop.storage.search_index import FIRST_RANK, SearchTable, SearchText

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from desktop.storage.ground import Ground

_SEARCH_TEXT_COLUMNS: Final = ("name", "pinyin", "initials", "face_text", "code", "barcode")
_POPULAR_SQL: Final = (
    "SELECT l.product_id FROM sale s JOIN sale_line l ON l.sale_id = s.id WHERE s.sold_at >= ?"
    " GROUP BY l.product_id ORDER BY sum(l.quantity) DESC, l.product_id LIMIT ?"
)


@dataclass(frozen=True, slots=True)
class StoredProduct:
    """What an import compares a line of a file with."""

    id: int
    price: Money
    is_selling: bool


def insert_products(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write new products at the end of the list and index them.

    Args:
        connection: the open write transaction.
        rows: all columns of ``product`` but ``search_rank`` and ``position``, the same in each.
    """
    if not rows:
        return
    last = connection.execute(
        select(func.max(product.c.search_rank), func.max(product.c.position))
    ).one()
    first_rank = FIRST_RANK if last[0] is None else max(last[0] + 1, FIRST_RANK)
    first_position = (last[1] or 0) + 1
    complete = [
        {**row, "search_rank": first_rank + place, "position": first_position + place}
        for place, row in enumerate(rows)
    ]
    connection.execute(insert(product), complete)
    search_index.add_records(
        connection,
        SearchTable.PRODUCTS,
        ((row["search_rank"], _search_text_of_values(row)) for row in complete),
    )


def change_products(connection: Connection, changes: Mapping[int, Mapping[str, Any]]) -> None:
    """Change columns of products and keep the index right.

    Args:
        connection: the open write transaction.
        changes: new values by product id; every product the same columns.
    """
    if not changes:
        return
    ranks = _ranks_of(connection, list(changes))
    before = load_search_texts(connection, ranks)
    columns = next(iter(changes.values())).keys()
    connection.execute(
        update(product)
        .where(product.c.id == bindparam("changed_id"))
        .values({column: bindparam(column) for column in columns}),
        [{"changed_id": product_id, **values} for product_id, values in changes.items()],
    )
    after = load_search_texts(connection, ranks)
    moved = [rank for rank in ranks if before[rank] != after[rank]]
    search_index.remove_records(
        connection, SearchTable.PRODUCTS, [(rank, before[rank]) for rank in moved]
    )
    search_index.add_records(
        connection, SearchTable.PRODUCTS, [(rank, after[rank]) for rank in moved]
    )


def load_stored_products(connection: Connection, codes: Iterable[str]) -> dict[str, StoredProduct]:
    """Read what is stored of products by code; unknown codes are left out."""
    rows = connection.exec_driver_sql(
        "SELECT code, id, price, is_selling FROM product"
        " WHERE code IN (SELECT value FROM json_each(?))",
        (json.dumps(list(codes)),),
    )
    return {row[0]: StoredProduct(row[1], Money(row[2]), bool(row[3])) for row in rows}


def find_product_id(connection: Connection, code: str) -> int | None:
    """Return the id of the product with this code, as ``typed_code`` writes it."""
    return connection.scalar(select(product.c.id).where(product.c.code == code))


def has_product(connection: Connection, product_id: int) -> bool:
    """Whether there is a product with this id."""
    return connection.scalar(select(product.c.id).where(product.c.id == product_id)) is not None


def load_barcode_owners(connection: Connection, barcodes: Iterable[str]) -> dict[str, str]:
    """Return the codes of the products that carry these barcodes."""
    rows = connection.exec_driver_sql(
        "SELECT barcode, code FROM product WHERE barcode <> ''"
        " AND barcode IN (SELECT value FROM json_each(?))",
        (json.dumps([barcode for barcode in barcodes if barcode]),),
    )
    return {row[0]: row[1] for row in rows}


def codes_beginning(connection: Connection, beginning: str) -> frozenset[str]:
    """Return the codes in use that begin with this text."""
    found = select(product.c.code).where(
        product.c.code >= beginning, product.c.code < beginning + "\U0010ffff"
    )
    return frozenset(connection.scalars(found))


def load_category_ids(
    connection: Connection, ground: Ground, names: Iterable[str]
) -> dict[str, int]:
    """Return the ids of categories by name, making the ones that are new at the end of the rail."""
    wanted = [name for name in dict.fromkeys(names) if name]
    rows = connection.execute(select(category.c.name, category.c.id, category.c.position)).all()
    ids = {row.name: row.id for row in rows}
    position = max((row.position for row in rows), default=0)
    for name in wanted:
        if name not in ids:
            position += 1
            ids[name] = ground.identifiers.next_id()
            percent = first_percent_of(name)
            connection.execute(
                insert(category).values(
                    id=ids[name], name=name, position=position, points_percent=percent
                )
            )
    return ids


def rename_category(connection: Connection, category_id: int, name: str) -> bool:
    """Give a category another name; False when there is no such category."""
    done = connection.execute(
        update(category).where(category.c.id == category_id).values(name=name)
    )
    return done.rowcount == 1


def find_category_id(connection: Connection, name: str) -> int | None:
    """Return the id of the category with this name."""
    return connection.scalar(select(category.c.id).where(category.c.name == name))


def popular_products(connection: Connection, since: datetime, limit: int) -> list[int]:
    """Return the products sold most since an instant, the most sold first."""
    rows = connection.exec_driver_sql(_POPULAR_SQL, (to_milliseconds(since), limit))
    return [row[0] for row in rows]


def is_ranked_first(connection: Connection, ids: Sequence[int]) -> bool:
    """Whether these products already are the first ones found, in this order."""
    rows = connection.exec_driver_sql(
        "SELECT id FROM product ORDER BY search_rank LIMIT ?", (len(ids),)
    )
    return [row[0] for row in rows] == list(ids)


def rank_first(connection: Connection, ids: Sequence[int]) -> None:
    """Move products before all others in what a search finds, in the order given."""
    first = connection.scalar(select(func.min(product.c.search_rank))) or FIRST_RANK
    old_ranks = _ranks_of(connection, ids)
    texts = load_search_texts(connection, old_ranks)
    new_ranks = [first - len(ids) + place for place in range(len(ids))]
    search_index.remove_records(
        connection, SearchTable.PRODUCTS, [(rank, texts[rank]) for rank in old_ranks]
    )
    connection.execute(
        update(product)
        .where(product.c.id == bindparam("ranked_id"))
        .values(search_rank=bindparam("rank")),
        [{"ranked_id": one, "rank": rank} for one, rank in zip(ids, new_ranks, strict=True)],
    )
    search_index.add_records(
        connection,
        SearchTable.PRODUCTS,
        [(new, texts[old]) for old, new in zip(old_ranks, new_ranks, strict=True)],
    )


def _ranks_of(connection: Connection, ids: Sequence[int]) -> list[int]:
    rows = connection.exec_driver_sql(
        "SELECT id, search_rank FROM product WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    )
    rank_by_id = {row[0]: row[1] for row in rows}
    return [rank_by_id[one] for one in ids if one in rank_by_id]


def _search_text_of_values(row: Mapping[str, Any]) -> SearchText:
    return search_text_of([row.get(column, "") for column in _SEARCH_TEXT_COLUMNS])
