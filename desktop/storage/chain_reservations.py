"""What open chains keep for their lines: goods that the counter, and younger chains, leave alone.

A line keeps its pieces from the moment it was taken down until it is sold or crossed out; nothing
else is written for it, so a restart keeps what was kept and a sale cannot forget to give it back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.domain.chain_sale import less_kept
from desktop.storage.driver import list_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection

    from desktop.domain.product import ProductSnapshot

_KEPT_SQL: Final = (
    "WITH kept AS (SELECT l.chain_id, c.product_id, l.name, l.target_masked, l.quantity"
    " FROM chain_line l JOIN chain c ON c.id = l.chain_id WHERE l.state IN ('draft', 'paid')"
    " AND NOT EXISTS (SELECT 1 FROM sale s WHERE s.request_id = l.request_id))"
    " SELECT l.product_id, sum(l.quantity) FROM kept l"
    " WHERE NOT EXISTS (SELECT 1 FROM kept again WHERE again.chain_id > l.chain_id"
    " AND again.product_id = l.product_id AND again.name = l.name"
    " AND again.target_masked = l.target_masked)"
    " AND l.chain_id < coalesce("
    "(SELECT own.chain_id FROM chain_line own WHERE own.request_id = ?), 9223372036854775807)"
    " GROUP BY l.product_id"
)
"""The ids of chains grow: for a line's own sale only what older chains keep is kept from it. A
chain that grew and was pasted again names everybody again: the same line keeps its goods once."""


def kept_pieces(connection: Connection, request_id: str = "") -> dict[int, int]:
    """Return how many pieces of each product are kept from a sale by its request id.

    Args:
        connection: any connection.
        request_id: of a chain's line, which older chains go before; empty for the counter.
    """
    return {row[0]: row[1] for row in list_rows(connection, _KEPT_SQL, (request_id,))}


def without_kept(
    connection: Connection, products: Iterable[ProductSnapshot], request_id: str = ""
) -> tuple[ProductSnapshot, ...]:
    """Return products as they can be sold: without what chains keep."""
    kept = kept_pieces(connection, request_id)
    return tuple(products) if not kept else reduced(products, kept)


def reduced(
    products: Iterable[ProductSnapshot], kept: Mapping[int, int]
) -> tuple[ProductSnapshot, ...]:
    """Return products without so many pieces of each."""
    return tuple(less_kept(one, kept.get(one.id, 0)) for one in products)
