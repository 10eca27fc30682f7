"""Asking a platform about goods one by one: the own cost, the stock, what the buyer must fill in.

Belongs here: the calls and what is kept of their answers.
Does not belong here: whole catalogues (``stock_sync``), the price of a purchase (``purchasing``).
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from desktop.domain.errors import ConnectorError
from desktop.domain.product import ProductKind
from desktop.domain.top_up_form import AskedField
from desktop.services.sourcing import PlatformShelf, access_of
from desktop.storage import platform_queries, product_sources, source_queries
from desktop.storage.database import WritePriority
from desktop.storage.platform_queries import asked_fields_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.connectors.http_client import HttpClient
    from desktop.connectors.platforms.base import GoodsField
    from desktop.storage.ground import Ground
    from desktop.storage.platform_queries import AccountRow, GoodsState

_LOGGER: Final = logging.getLogger(__name__)
_ORDERED_AT_ONCE: Final = 20


class GoodsTerms:
    """Asks and keeps. On the network lane."""

    def __init__(self, ground: Ground, door: HttpClient, shelf: PlatformShelf) -> None:
        self._ground = ground
        self._door = door
        self._shelf = shelf

    def ask(self, account: AccountRow, goods: GoodsState) -> None:
        """Ask for one and keep the answer.

        Raises:
            ConnectorError: the platform refused or gave no usable answer.
        """
        told = self._shelf.get(account.platform).fetch_price(
            self._door, access_of(self._ground, account), goods.upstream_id, goods.variant or None
        )
        at = self._ground.now()
        with self._ground.database.write(WritePriority.BULK) as connection:
            platform_queries.set_goods_price(
                connection,
                goods.id,
                told.cost,
                told.stock,
                at,
                kind=None if told.kind is None else str(told.kind),
                minimum=told.minimum,
                maximum=told.maximum,
                fields=form_text(told.fields),
            )

    def ask_adopted(self, account: AccountRow, tell: Callable[[int, int], None]) -> int:
        """Ask for every adopted variant of an account, unless its list tells all; count answers.

        Args:
            account: whose goods.
            tell: is told how many were asked for, of how many; what it raises ends the asking.
        """
        if self._shelf.get(account.platform).capabilities.lists_everything:
            return 0
        with self._ground.database.read() as connection:
            adopted = product_sources.list_adopted_goods(connection, account.id)
        answered = 0
        for position, goods in enumerate(adopted):
            tell(position, len(adopted))
            try:
                self.ask(account, goods)
            except ConnectorError as error:
                _LOGGER.info("terms of goods %s: %s", goods.id, error.code)
                continue
            answered += 1
        self._order_sources_anew(account)
        return answered

    def _order_sources_anew(self, account: AccountRow) -> None:
        """New prices may change which source is asked first; a waiting sale goes between."""
        with self._ground.database.read() as connection:
            product_ids = source_queries.list_products_with_choice(connection, account.id)
        for start in range(0, len(product_ids), _ORDERED_AT_ONCE):
            at = self._ground.now()
            with self._ground.database.write(WritePriority.BULK) as connection:
                for product_id in product_ids[start : start + _ORDERED_AT_ONCE]:
                    source_queries.refresh_order(connection, product_id, at)

    def ask_if_form_unknown(self, goods_id: int) -> None:
        """Ask where a top-up's account goes, if the catalogue did not tell. Raises as ``ask``."""
        with self._ground.database.read() as connection:
            try:
                goods = platform_queries.load_goods(connection, goods_id)
            except KeyError:
                return  # whoever adopts them says that they are gone
            account = platform_queries.load_account(connection, goods.account_id)
        if goods.kind == str(ProductKind.TOPUP) and not goods.fields:
            self.ask(account, goods)


def form_text(fields: Sequence[GoodsField] | None) -> str | None:
    """Return the stored form of what the buyer must fill in, None where that was not told."""
    if fields is None:
        return None
    return asked_fields_text(
        [
            AskedField(
                name=one.name,
                label=one.label,
                kind=str(one.kind),
                is_required=one.is_required,
                placeholder=one.placeholder,
                pattern=one.pattern,
                error=one.error,
                choices=one.choices,
                is_secret=one.is_secret,
                minimum=one.minimum,
                maximum=one.maximum,
                maximum_length=one.maximum_length,
            )
            for one in fields
        ]
    )
