"""Asking what goods cost now, before money is taken and before a person decides."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from desktop.connectors.platforms.base import FieldValue, PlatformSilentError, QuoteRequest
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError, KataiError
from desktop.domain.money import Money
from desktop.services.purchase_failover import PurchaseFailover
from desktop.services.sourcing import access_of, is_about_account, trouble_of
from desktop.storage import platform_queries, product_sources, purchase_queries, source_queries
from desktop.storage.database import WritePriority

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.connectors.http_client import HttpClient
    from desktop.domain.connection import ConnectionWatch
    from desktop.domain.sourcing import SourceRecord
    from desktop.services.sourcing import PlatformShelf
    from desktop.storage.ground import Ground
    from desktop.storage.product_sources import SourceRow
    from desktop.storage.purchase_queries import PurchaseRow

QUOTE_SECONDS: Final = 5
"""A price asked for a moment ago, when the line entered the cart, is still good at F9."""


@dataclass(frozen=True, slots=True)
class PriceQuote:
    """What a quantity would cost now, or why nobody could say.

    Attributes:
        unit: per piece, a fraction of a fen counting as a whole one; None when not told now.
        last_unit: the cost known from before.
        balance: what the account holds; None when not told.
        at: when the answer came.
        trouble: why there is no price; the sale goes on with what was known.
    """

    product_id: int
    quantity: int
    at: datetime
    unit: Money | None = None
    total: Money | None = None
    balance: Money | None = None
    last_unit: Money | None = None
    account_id: int | None = None
    account_name: str = ""
    trouble: KataiError | None = None


@dataclass(frozen=True, slots=True)
class SourceOffer:
    """A source that a line can be bought from, with what is known of it before asking.

    Attributes:
        cost: per piece, as last told.
        stock: None where the platform does not tell.
    """

    goods_id: int
    account_name: str
    cost: Money | None
    stock: int | None
    record: SourceRecord


class PurchasePrices:
    """Asks and keeps answers for a moment. Used through ``Purchasing``; threads share one."""

    def __init__(
        self, ground: Ground, shelf: PlatformShelf, door: HttpClient, watch: ConnectionWatch
    ) -> None:
        self._ground = ground
        self._shelf = shelf
        self._door = door
        self._watch = watch
        self._failover = PurchaseFailover(ground)
        self._lock = threading.Lock()
        self._quotes: dict[tuple[int, int], PriceQuote] = {}

    def quote(self, product_id: int, quantity: int, *, is_fresh: bool = False) -> PriceQuote:
        """Ask what a quantity would cost now. No outside fault is raised: the sale goes on.

        Args:
            product_id: what.
            quantity: how many.
            is_fresh: ask even if the answer of a moment ago is still there.
        """
        now = self._ground.now()
        with self._lock:
            kept = self._quotes.get((product_id, quantity))
        is_young = kept is not None and now - kept.at <= timedelta(seconds=QUOTE_SECONDS)
        if kept is not None and is_young and not is_fresh:
            return kept
        source = find_usable(self._ground, product_id, quantity)
        quote = self._ask_price_at(source, product_id, quantity)
        with self._lock:
            self._quotes[product_id, quantity] = quote
        return quote

    def sources_again(self, sale_line_id: int) -> tuple[SourceOffer, ...]:
        """Return the sources that a line which was not bought can be bought from.

        The first is where the product's rule would buy it now.

        Raises:
            BusinessRuleError: code ``purchase_unknown``: nothing was ever to be bought for it.
        """
        with self._ground.database.read() as connection:
            last = _last_of(connection, sale_line_id)
            by_rule = self._failover.sources_for_person(connection, last)
            usable = self._failover.usable_sources(connection, last)
            sources = product_sources.list_sources(connection, last.product_id)
        by_goods = {one.goods.id: one for one in sources}
        in_order = dict.fromkeys([*by_rule, *usable])
        return tuple(
            SourceOffer(
                goods_id=one.goods_id,
                account_name=by_goods[one.goods_id].account.name,
                cost=one.cost,
                stock=by_goods[one.goods_id].goods.stock,
                record=one.record,
            )
            for one in in_order
        )

    def quote_again(self, sale_line_id: int, goods_id: int | None = None) -> PriceQuote:
        """Ask what a line that was not bought would cost where a person would have it bought now.

        Args:
            sale_line_id: the line.
            goods_id: the source that was chosen; None for the one that the rule would take.

        Raises:
            BusinessRuleError: code ``purchase_unknown``: nothing was ever to be bought for it.
        """
        with self._ground.database.read() as connection:
            last = _last_of(connection, sale_line_id)
            wanted = self._failover.sources_for_person(connection, last)
            sources = product_sources.list_sources(connection, last.product_id)
        if goods_id is None and wanted:
            goods_id = wanted[0].goods_id
        source = {one.goods.id: one for one in sources}.get(goods_id or 0)
        return self._ask_price_at(source, last.product_id, last.quantity)

    def _ask_price_at(self, source: SourceRow | None, product_id: int, quantity: int) -> PriceQuote:
        now = self._ground.now()
        if source is None:
            return PriceQuote(product_id, quantity, now, trouble=no_source())
        platform = self._shelf.get(source.account.platform)
        access = access_of(self._ground, source.account)
        goods = source.goods
        fields: tuple[FieldValue, ...] = ()
        asked = QuoteRequest(goods.upstream_id, goods.variant or None, quantity, fields)
        known = PriceQuote(
            product_id,
            quantity,
            now,
            last_unit=goods.cost,
            account_id=source.account.id,
            account_name=source.account.name,
        )
        if platform.capabilities.is_by_hand:
            return _listed_price(known, source)
        if self._watch.is_offline() and not source.account.is_practice:
            return replace(known, trouble=PlatformSilentError("offline"))
        try:
            price = platform.fetch_quote(self._door, access, asked)
            balance = platform.fetch_balance(self._door, access)
        except KataiError as error:
            self._note_trouble(source.account.id, error)
            return replace(known, trouble=error)
        at = self._ground.now()
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            if quantity == 1 or goods.cost is None:
                platform_queries.set_goods_price(connection, goods.id, price.unit, None, at)
                source_queries.refresh_orders_of_goods(connection, goods.id, at)
            platform_queries.keep_balance(connection, source.account.id, balance.amount, at)
        return PriceQuote(
            product_id,
            quantity,
            at,
            unit=price.unit,
            total=price.total,
            balance=balance.amount,
            last_unit=goods.cost,
            account_id=source.account.id,
            account_name=source.account.name,
        )

    def _note_trouble(self, account_id: int, error: KataiError) -> None:
        """The sale that follows asks an account that does not answer now after the others."""
        if not is_about_account(error):
            return
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            columns = trouble_of(error, self._ground.now())
            platform_queries.change_account(connection, account_id, **columns)


def _last_of(connection: Connection, sale_line_id: int) -> PurchaseRow:
    made = purchase_queries.load_purchases_of_line(connection, sale_line_id)
    if not made:
        raise purchase_unknown()
    return made[-1]


def _listed_price(known: PriceQuote, source: SourceRow) -> PriceQuote:
    """Return what the imported list says: nobody can be asked, and nothing needs a network."""
    unit = source.goods.cost
    if unit is None:
        return known
    total = unit * known.quantity
    return replace(known, unit=unit, total=total, balance=source.account.balance)


def find_usable(
    ground: Ground, product_id: int, quantity: int, account_id: int | None = None
) -> SourceRow | None:
    """Return the source that is asked first for a quantity, or None where none can be asked."""
    with ground.database.read() as connection:
        found = source_queries.load_sources(connection, product_id, quantity, ground.now())
    for one in found.in_order():
        if one.is_usable and account_id in {None, one.account_id}:
            return found.sources[one.goods_id]
    return None


def no_source() -> BusinessRuleError:
    """Return the refusal where nothing can be bought from anybody."""
    return BusinessRuleError(
        "no_source", QT_TRANSLATE_NOOP("errors", "没有能用的货源。什么都没有买")
    )


def purchase_unknown() -> BusinessRuleError:
    """Return the refusal where there is no such purchase."""
    return BusinessRuleError("purchase_unknown", QT_TRANSLATE_NOOP("errors", "没有这笔采购"))
