"""出摊包: what to buy before an event out of the shop's own history, and buying it.

Belongs here: putting the pack together, ordering its lines one by one through the purchase machine,
writing it to a file.
Does not belong here: how much is enough (``domain.booth_pack``), what an answer makes of an order
(``purchasing``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from desktop.domain.booth_pack import (
    LOOK_BACK_WEEKS,
    BuyingLimits,
    PackedLine,
    missing_pieces,
    shares_of,
)
from desktop.domain.clock import business_date_at, zone_named
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.money import ZERO
from desktop.domain.permissions import Action
from desktop.domain.product import ProductKind
from desktop.domain.stock import StockFilter
from desktop.services.table_writing import write_table
from desktop.storage import booth_queries, platform_queries, source_queries

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from sqlalchemy import Connection

    from desktop.domain.booth_pack import BoothPlan, SalesHistory
    from desktop.domain.money import Money
    from desktop.domain.permissions import Actor
    from desktop.domain.sale import Approval
    from desktop.domain.stock import SourceText, StockRow
    from desktop.services.catalog import Catalog
    from desktop.services.purchasing import PurchaseSnapshot, Purchasing
    from desktop.services.rights import Rights
    from desktop.services.settings import Settings
    from desktop.storage.ground import Ground

_MOST_PRODUCTS: Final = 500
_CARD: Final = "card"
_HEADERS: Final = (
    "product", "name", "in_stock", "expected", "buy", "account", "cost", "price", "margin", "total",
)  # fmt: skip
"""English, as in every file that is written out."""


@dataclass(frozen=True, slots=True)
class BoothSource:
    """Where a product of a pack is bought.

    Attributes:
        synced_at: when its price and stock were told.
    """

    account_id: int
    account_name: str
    limits: BuyingLimits
    synced_at: datetime


@dataclass(frozen=True, slots=True)
class BoothLine:
    """One product of a pack.

    Attributes:
        on_the_way: ordered into stock, and nobody says that it will not come.
        expected: what the event brings.
        suggested: what is missing of it, as the source sells it; zero where nothing can be bought.
        cost: of one piece bought now; None while it is not known.
        source: None where no account sells cards of it.
    """

    product_id: int
    code: str
    title: str
    in_stock: int
    on_the_way: int
    expected: int
    suggested: int
    price: Money
    cost: Money | None
    source: BoothSource | None

    @property
    def can_buy(self) -> bool:
        """Whether more of it can be bought: from somebody, for a price that is known."""
        return self.source is not None and self.cost is not None

    @property
    def margin(self) -> Money | None:
        """Return what a piece bought now earns."""
        return None if self.cost is None else self.price - self.cost

    def packed(self, quantity: int) -> PackedLine | None:
        """Return so many pieces of it as they burden an account."""
        if self.source is None:
            return None
        return PackedLine(self.source.account_id, quantity, self.cost)


@dataclass(frozen=True, slots=True)
class BoothPack:
    """A pack as it is suggested.

    Attributes:
        lines: what is missing first, then what is sold most.
        open_days: on how many days the suggestion stands.
        free: what each account has to spend; None where its balance was never read.
        promised: what the top-ups of such an event cost at each account: sold without a network
            they are promised, and the account must hold them.
        told_at: when the oldest price in it was told; None without a source.
        is_stale: that is longer ago than the shop calls fresh.
    """

    plan: BoothPlan
    lines: tuple[BoothLine, ...]
    open_days: int
    account_names: Mapping[int, str]
    free: Mapping[int, Money | None]
    promised: Mapping[int, Money]
    told_at: datetime | None
    is_stale: bool


class BoothPacks:
    """The desk that packs for a booth."""

    def __init__(
        self,
        ground: Ground,
        settings: Settings,
        rights: Rights,
        catalog: Catalog,
        purchasing: Purchasing,
    ) -> None:
        self._ground = ground
        self._settings = settings
        self._rights = rights
        self._catalog = catalog
        self._purchasing = purchasing

    def today(self) -> date:
        """Return the business date that is now."""
        return self._day_of(self._ground.now())

    def _day_of(self, at: datetime) -> date:
        values = self._settings.current
        zone = zone_named(values.text("day.zone"))
        return business_date_at(at, zone, values.integer("day.starts_at_minutes"))

    def _began_at(self) -> datetime:
        """Return when today began."""
        values = self._settings.current
        midnight = datetime.combine(self.today(), time(), zone_named(values.text("day.zone")))
        return midnight + timedelta(minutes=values.integer("day.starts_at_minutes"))

    def suggest(self, actor: Actor, plan: BoothPlan) -> BoothPack:
        """Put a pack together.

        Raises:
            BusinessRuleError: codes of ``Rights.require`` and ``BoothPlan.check``.
        """
        self._rights.require(actor, Action.VIEW_COSTS)
        plan.check()
        rows, topups = self._on_sale(ProductKind.CARD), self._on_sale(ProductKind.TOPUP)
        with self._ground.database.read() as connection:
            history = booth_queries.load_history(connection, plan, self._began_at(), self._day_of)
            coming = booth_queries.count_on_the_way(connection)
            lines = [
                _line_of(connection, row, coming.get(row.product.id, 0), history, plan)
                for row in rows
            ]
            accounts = platform_queries.load_accounts(connection)
            free = {
                account.id: source_queries.free_balance_of(connection, account)
                for account in accounts
            }
        told = [line.source.synced_at for line in lines if line.source is not None]
        told_at = min(told, default=None)
        fresh = timedelta(minutes=self._settings.current.integer("sync.stale_minutes"))
        return BoothPack(
            plan=plan,
            lines=tuple(sorted(lines, key=_most_missing_first)),
            open_days=len(history.open_on),
            account_names={account.id: account.name for account in accounts},
            free=free,
            promised=_promised(topups, history, plan),
            told_at=told_at,
            is_stale=told_at is not None and self._ground.now() - told_at > fresh,
        )

    def order(
        self, actor: Actor, line: BoothLine, quantity: int, *, approval: Approval | None = None
    ) -> PurchaseSnapshot:
        """Buy so many pieces of a line into stock, for no more than was shown. Network lane.

        Raises:
            BusinessRuleError: codes of ``Purchasing.buy_into_stock``, ``no_source``,
                ``pack_balance_short``; nothing was sent.
        """
        packed = line.packed(quantity)
        if packed is None or line.cost is None:
            raise BusinessRuleError(
                "no_source", QT_TRANSLATE_NOOP("errors", "没有能用的货源。什么都没有买")
            )
        self._refuse_short(line, packed)
        return self._purchasing.buy_into_stock(
            actor, line.product_id, quantity, line.cost, packed.account_id, approval=approval
        )

    def export(self, actor: Actor, path: Path, lines: Iterable[tuple[BoothLine, int]]) -> int:
        """Write a pack with its quantities to a file and return how many rows it has.

        Raises:
            BusinessRuleError: codes of ``Rights.require``.
            UsageError: the ending is neither ``.csv`` nor ``.xlsx``.
            StorageError: the file could not be written; nothing of it is left behind.
        """
        self._rights.require(actor, Action.VIEW_COSTS)
        return write_table(path, _HEADERS, [_cells_of(line, count) for line, count in lines])

    def _on_sale(self, kind: ProductKind) -> list[StockRow]:
        wanted = StockFilter(kind=kind, limit=_MOST_PRODUCTS)
        return [row for row in self._catalog.list_stock(wanted) if row.product.is_selling]

    def _refuse_short(self, line: BoothLine, packed: PackedLine) -> None:
        with self._ground.database.read() as connection:
            account = platform_queries.load_account(connection, packed.account_id)
            free = source_queries.free_balance_of(connection, account)
        (share,) = shares_of([packed], {packed.account_id: free}) or (None,)
        if share is not None and share.missing:
            raise BusinessRuleError(
                "pack_balance_short",
                QT_TRANSLATE_NOOP("errors", "{account} 的可用余额还差 {missing}，{name} 没有下单"),
                account=account.name,
                missing=share.missing,
                name=line.title,
            )


def look_back_days() -> int:
    """Return over how many days a suggestion looks back."""
    return LOOK_BACK_WEEKS * 7


def _line_of(
    connection: Connection,
    row: StockRow,
    on_the_way: int,
    history: SalesHistory,
    plan: BoothPlan,
) -> BoothLine:
    product = row.product
    expected = history.expected(product.id, plan)
    source, cost = _source_of(connection, row.sources)
    missing = 0
    if source is not None and cost is not None:
        missing = missing_pieces(expected, product.local_cards + on_the_way, source.limits)
    return BoothLine(
        product_id=product.id,
        code=product.code,
        title=product.title,
        in_stock=product.local_cards,
        on_the_way=on_the_way,
        expected=expected,
        suggested=missing,
        price=product.price,
        cost=cost,
        source=source,
    )


def _promised(rows: Iterable[StockRow], history: SalesHistory, plan: BoothPlan) -> dict[int, Money]:
    """Sum what the top-ups of an event cost, each at the account that is asked first."""
    sums: dict[int, Money] = {}
    for row in rows:
        source = next((one for one in row.sources if one.is_usable), None)
        expected = history.expected(row.product.id, plan)
        if source is not None and source.cost is not None and expected:
            before = sums.get(source.account_id, ZERO)
            sums[source.account_id] = before + source.cost * expected
    return sums


def _source_of(
    connection: Connection, sources: Iterable[SourceText]
) -> tuple[BoothSource | None, Money | None]:
    """Return the first source in the shop's order that sells cards and is not known to be empty."""
    for source in sources:
        goods = platform_queries.load_goods(connection, source.goods_id)
        if source.is_usable and goods.kind == _CARD and source.stock != 0:
            most = [count for count in (goods.maximum, source.stock or 0) if count > 0]
            limits = BuyingLimits(max(1, goods.minimum), min(most, default=0))
            found = BoothSource(source.account_id, source.account_name, limits, source.synced_at)
            return found, source.cost
    return None, None


def _most_missing_first(line: BoothLine) -> tuple[int, int, str]:
    return (-line.suggested, -line.expected, line.code)


def _cells_of(line: BoothLine, quantity: int) -> tuple[str | int | Money | None, ...]:
    total = None if line.cost is None else line.cost * quantity
    return (
        line.code,
        line.title,
        line.in_stock,
        line.expected,
        quantity,
        "" if line.source is None else line.source.account_name,
        line.cost,
        line.price,
        line.margin,
        total,
    )
