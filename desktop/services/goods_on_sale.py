"""What lies on the counter: finding goods, and going through them.

It comes first of all services: the counter shows goods before it has loaded what sells them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.services.stock_moment import stock_moment
from desktop.storage import catalog_queries
from desktop.storage.catalog_queries import COUNTED_CARDS
from desktop.storage.chain_reservations import kept_pieces, reduced, without_kept

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from desktop.domain.product import CategorySnapshot, ProductSnapshot
    from desktop.services.settings import Settings
    from desktop.services.stock_moment import StockMoment
    from desktop.storage.ground import Ground


class GoodsOnSale:
    """Goods as they are at this moment: price, stock, cost."""

    def __init__(self, ground: Ground, settings: Settings) -> None:
        self._ground = ground
        self._settings = settings

    def find_products(self, text: str, limit: int = 50) -> tuple[ProductSnapshot, ...]:
        """Return what typed text may mean, best first."""
        with self._ground.database.read() as connection:
            moment = self._moment()
            found = catalog_queries.find_products(
                connection,
                text,
                limit=limit,
                stale_before=moment.stale_before,
                today=moment.today,
            )
            return without_kept(connection, found)

    def find_exact(self, text: str) -> ProductSnapshot | None:
        """Return the product with exactly this barcode or code."""
        with self._ground.database.read() as connection:
            moment = self._moment()
            found = catalog_queries.find_exact(
                connection, text, stale_before=moment.stale_before, today=moment.today
            )
            return None if found is None else without_kept(connection, [found])[0]

    def get_product(self, product_id: int, for_request: str = "") -> ProductSnapshot:
        """Return one product as it can be sold now.

        Args:
            product_id: which.
            for_request: the request id of a chain's line, for which only older chains keep goods.

        Raises:
            KeyError: there is none.
        """
        with self._ground.database.read() as connection:
            kept = kept_pieces(connection, for_request)
            return self._load_products(connection, [product_id], self._moment(), kept)[product_id]

    def list_products(
        self,
        category_id: int | None = None,
        *,
        favourites: bool = False,
        offset: int = 0,
        limit: int = 200,
    ) -> tuple[ProductSnapshot, ...]:
        """Return one page of the grid."""
        moment = self._moment()
        with self._ground.database.read() as connection:
            found = catalog_queries.list_products(
                connection,
                category_id=category_id,
                favourites=favourites,
                offset=offset,
                limit=limit,
                stale_before=moment.stale_before,
                today=moment.today,
            )
            return without_kept(connection, found)

    def list_categories(self) -> tuple[CategorySnapshot, ...]:
        """Return the categories of the rail with their product counts."""
        with self._ground.database.read() as connection:
            return catalog_queries.list_categories(connection)

    def count_products(self) -> int:
        """Return how many products are on sale in all."""
        with self._ground.database.read() as connection:
            return catalog_queries.count_products(connection)

    def _load_products(
        self,
        connection: Connection,
        ids: Sequence[int],
        moment: StockMoment,
        kept: Mapping[int, int],
        counted: int = COUNTED_CARDS,
    ) -> dict[int, ProductSnapshot]:
        """Read products without what chains keep; cards are counted no further than ``counted``."""
        found = catalog_queries.load_products(
            connection,
            ids,
            stale_before=moment.stale_before,
            today=moment.today,
            counted=counted + sum(kept.values()),
        )
        return {one.id: one for one in reduced(found.values(), kept)} if kept else found

    def _moment(self) -> StockMoment:
        return stock_moment(self._ground, self._settings)
