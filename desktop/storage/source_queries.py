"""Choosing among the sources of a product: what each has done, and which is asked first.

Belongs here: reading what the rule of ``domain.sourcing`` needs, and writing its order down as the
places of the sources, so that every list that reads places agrees with what a sale would choose.
Does not belong here: the rule, the accounts and goods themselves (``platform_queries``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Integer, func, select, type_coerce, update

from desktop.domain.account_money import BY_HAND
from desktop.domain.clock import to_milliseconds
from desktop.domain.money import Money
from desktop.domain.purchase import PurchaseState
from desktop.domain.sourcing import (
    ACCOUNT_PURCHASES,
    OUR_OWN_FAULT,
    RECORD_DAYS,
    RECORD_PURCHASES,
    SICK_SECONDS,
    UNRELIABLE_WHEN_GIVEN_UP,
    SourceCandidate,
    SourceRecord,
    SourcingMode,
    order_of,
    preference_of,
)
from desktop.models.catalog import product, product_source
from desktop.models.platform_accounts import platform_goods
from desktop.models.purchases import MAY_BE_OPEN, purchase
from desktop.storage.product_sources import list_sources

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection

    from desktop.storage.platform_queries import AccountRow
    from desktop.storage.product_sources import SourceRow

_NOT_YET_CHARGED: Final = [PurchaseState.PREPARED, PurchaseState.SENDING, PurchaseState.UNKNOWN]


def _words(words: Iterable[str]) -> str:
    """Return words of ours, never of anybody else, as a list of SQL."""
    return ", ".join(f"'{word}'" for word in sorted(words))


def _record_sql(whose: str) -> str:
    return (
        "WITH newest AS (SELECT id, state, changed_at,"  # noqa: S608 - words of our own enumerations
        " row_number() OVER (ORDER BY id DESC) AS age,"
        " state IN ('unknown', 'human') AS is_unknown,"
        " state IN ('fulfilled', 'adopted') AS has_arrived"
        f" FROM purchase {whose}"
        " AND created_at >= :since AND (state IN ('unknown', 'human', 'fulfilled', 'adopted',"
        " 'partial', 'refunded', 'reversed', 'written_off', 'not_placed')"
        f" OR (state = 'rejected' AND reason_code NOT IN ({_words(OUR_OWN_FAULT)}))"
        f" OR (state = 'cancelled' AND reason_code IN ({_words(UNRELIABLE_WHEN_GIVEN_UP)})))"
        " ORDER BY id DESC LIMIT :most),"
        " waited AS (SELECT changed_at - (SELECT min(e.happened_at) FROM purchase_event e"
        " WHERE e.purchase_id = newest.id AND e.to_state = 'sending') AS milliseconds"
        " FROM newest WHERE state = 'fulfilled'),"
        " placed AS (SELECT milliseconds, row_number() OVER (ORDER BY milliseconds) AS place,"
        " count(*) OVER () AS arrivals FROM waited WHERE milliseconds IS NOT NULL)"
        " SELECT coalesce(sum(NOT is_unknown), 0), coalesce(sum(has_arrived), 0),"
        " coalesce((SELECT min(age) FROM newest WHERE NOT is_unknown) - 1, count(*)),"
        " (SELECT avg(milliseconds) FROM placed"
        " WHERE place IN ((arrivals + 1) / 2, (arrivals + 2) / 2))"
        " FROM newest"
    )


_RECORD_SQL: Final = _record_sql("WHERE product_id = :product_id AND account_id = :account_id")
"""Of the newest purchases: how many are over, how many arrived, how many unknown in a row, and the
median wait. Looks at no more rows than it counts, however long the history is."""
_ACCOUNT_RECORD_SQL: Final = _record_sql(
    "INDEXED BY ix_purchase_created WHERE account_id = :account_id"
)
"""The same of everything bought from an account. Its own rows have no index, which every sale would
pay for; the days that count are few against a history of years."""


@dataclass(frozen=True, slots=True)
class SourceOffer:
    """Where a product would be bought now, as far as the database knows.

    Attributes:
        cost: per piece, as last told; None when it was never told.
        cost_at: when that was.
        free_balance: what the account holds less what is on its way; None when never read.
        needs_network: False of the practice platform and of what a person orders by hand.
    """

    goods_id: int
    account_id: int
    cost: Money | None
    cost_at: datetime | None
    free_balance: Money | None
    needs_network: bool


@dataclass(frozen=True, slots=True)
class SourcesOfProduct:
    """The sources of a product with everything the rule asks about them.

    Attributes:
        sources: by their goods.
    """

    mode: SourcingMode
    promised_minutes: int
    sources: dict[int, SourceRow]
    candidates: tuple[SourceCandidate, ...]

    def in_order(self) -> tuple[SourceCandidate, ...]:
        """Return the candidates in the order in which they are asked now."""
        return order_of(self.candidates, self.mode, self.promised_minutes)


def find_source(
    connection: Connection,
    product_id: int,
    quantity: int,
    at: datetime,
    account_id: int | None = None,
) -> SourceOffer | None:
    """Return the source that is asked first for a quantity, or None where none can be asked.

    Args:
        connection: any connection.
        product_id: what is needed.
        quantity: how many.
        at: now.
        account_id: only this account.
    """
    found = load_sources(connection, product_id, quantity, at)
    for one in found.in_order():
        if one.is_usable and account_id in {None, one.account_id}:
            source = found.sources[one.goods_id]
            return SourceOffer(
                goods_id=one.goods_id,
                account_id=one.account_id,
                cost=one.cost,
                cost_at=source.goods.cost_at,
                free_balance=free_balance_of(connection, source.account),
                needs_network=not (
                    source.account.is_practice or source.account.platform == BY_HAND
                ),
            )
    return None


def load_sources(
    connection: Connection, product_id: int, quantity: int, at: datetime
) -> SourcesOfProduct:
    """Read the sources of a product as the rule sees them; a single one needs no record."""
    head = connection.execute(
        select(product.c.sourcing, product.c.arrival_minutes).where(product.c.id == product_id)
    ).one()
    sources = list_sources(connection, product_id)
    has_choice = len(sources) > 1
    return SourcesOfProduct(
        mode=head.sourcing,
        promised_minutes=head.arrival_minutes,
        sources={one.goods.id: one for one in sources},
        candidates=tuple(
            _candidate_of(connection, product_id, one, quantity, at, has_choice=has_choice)
            for one in sources
        ),
    )


def load_record(
    connection: Connection, product_id: int, account_id: int, at: datetime
) -> SourceRecord:
    """Read what the newest purchases of a product from an account came to."""
    parameters = _record_parameters(account_id, at, RECORD_PURCHASES) | {"product_id": product_id}
    return _record_of(connection.exec_driver_sql(_RECORD_SQL, parameters).one())


def load_account_record(connection: Connection, account_id: int, at: datetime) -> SourceRecord:
    """Read what the newest purchases from an account came to, of whatever product."""
    parameters = _record_parameters(account_id, at, ACCOUNT_PURCHASES)
    return _record_of(connection.exec_driver_sql(_ACCOUNT_RECORD_SQL, parameters).one())


def _record_parameters(account_id: int, at: datetime, most: int) -> dict[str, int]:
    since = to_milliseconds(at - timedelta(days=RECORD_DAYS))
    return {"account_id": account_id, "since": since, "most": most}


def _record_of(row: Any) -> SourceRecord:
    tries, arrived, unknowns, milliseconds = row
    seconds = None if milliseconds is None else round(milliseconds / 1000)
    return SourceRecord(tries, arrived, unknowns, seconds)


def free_balance_of(connection: Connection, account: AccountRow) -> Money | None:
    """Return the balance less the owner's reserve and what open purchases may take.

    A promise is an open purchase. None where the balance was never read.
    """
    if account.balance is None:
        return None
    expected = func.coalesce(
        purchase.c.quoted_total,
        platform_goods.c.cost * purchase.c.quantity,
        purchase.c.ceiling_unit * purchase.c.quantity,
    )
    on_its_way = connection.scalar(
        select(func.sum(type_coerce(expected, Integer)))
        .select_from(purchase)
        .join(platform_goods, platform_goods.c.id == purchase.c.goods_id)
        .where(
            MAY_BE_OPEN,
            purchase.c.account_id == account.id,
            purchase.c.state.in_(_NOT_YET_CHARGED),
        )
    )
    return account.balance - account.reserve - Money(on_its_way or 0)


def set_sourcing(connection: Connection, product_id: int, mode: SourcingMode) -> None:
    """Say who decides the order of a product's sources."""
    connection.execute(update(product).where(product.c.id == product_id).values(sourcing=mode))


def refresh_order(connection: Connection, product_id: int, at: datetime) -> None:
    """Write the rule's order down as the places of a product's sources, where the rule decides."""
    count = connection.scalar(
        select(func.count())
        .select_from(product_source)
        .where(product_source.c.product_id == product_id)
    )
    if count is None or count < 2:
        return
    found = load_sources(connection, product_id, 1, at)
    if found.mode is not SourcingMode.AUTOMATIC:
        return
    preferred = preference_of(found.candidates, found.mode, found.promised_minutes)
    for place, one in enumerate(preferred, start=1):
        if one.position != place:
            connection.execute(
                update(product_source)
                .where(
                    product_source.c.product_id == product_id,
                    product_source.c.goods_id == one.goods_id,
                )
                .values(position=place)
            )


def refresh_orders_of_goods(connection: Connection, goods_id: int, at: datetime) -> None:
    """Order the sources of every product anew that these goods supply, as after a new price."""
    for product_id in _several(connection, product_source.c.goods_id == goods_id):
        refresh_order(connection, product_id, at)


def list_products_with_choice(connection: Connection, account_id: int) -> tuple[int, ...]:
    """Return the products that an account supplies beside another source."""
    goods_ids = select(platform_goods.c.id).where(platform_goods.c.account_id == account_id)
    return _several(connection, product_source.c.goods_id.in_(goods_ids))


def _several(connection: Connection, wanted: ColumnElement[bool]) -> tuple[int, ...]:
    products = select(product_source.c.product_id).where(wanted)
    found = connection.scalars(
        select(product_source.c.product_id)
        .where(product_source.c.product_id.in_(products))
        .group_by(product_source.c.product_id)
        .having(func.count() > 1)
    )
    return tuple(found)


def _candidate_of(
    connection: Connection,
    product_id: int,
    source: SourceRow,
    quantity: int,
    at: datetime,
    *,
    has_choice: bool,
) -> SourceCandidate:
    goods, account = source.goods, source.account
    record, can_pay = SourceRecord(), True
    if has_choice:
        record = load_record(connection, product_id, account.id, at)
        free = free_balance_of(connection, account)
        if free is not None and goods.cost is not None:
            can_pay = goods.cost * quantity <= free
    most = goods.maximum or quantity
    return SourceCandidate(
        goods_id=goods.id,
        account_id=account.id,
        position=source.position,
        is_usable=source.is_usable,
        has_stock=goods.stock is None or not 0 <= goods.stock < quantity,
        takes_quantity=goods.minimum <= quantity <= most,
        can_pay=can_pay,
        is_answering=not is_sick(account, at),
        cost=goods.cost,
        record=record,
    )


def is_sick(account: AccountRow, at: datetime) -> bool:
    """Say whether the account's last call failed a moment ago."""
    if not account.trouble_code or account.trouble_at is None:
        return False
    return at - account.trouble_at < timedelta(seconds=SICK_SECONDS)
