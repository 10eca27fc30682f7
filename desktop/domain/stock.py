"""What the stock page asks for and shows: filters, rows, counts, and a product as typed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from desktop.domain.chain_sale import less_kept
from desktop.domain.product import AccountRule, ProductKind, StockBadge
from desktop.domain.red_flags import NO_FLAGS

if TYPE_CHECKING:
    from datetime import datetime

    from desktop.domain.money import Money
    from desktop.domain.product import ProductSnapshot
    from desktop.domain.red_flags import RedFlags


EXPIRING_DAYS: Final = 30
"""A card that is not good for longer is to be sold first, or cheaper."""


class StockChip(StrEnum):
    """The filters above the stock table."""

    ALL = "all"
    INVERTED = "inverted"
    RESTOCK_INVERTED = "restock_inverted"
    LOW = "low"
    OUT = "out"
    EXPIRING = "expiring"
    UNSALEABLE = "unsaleable"
    """Out, or taken off the counter: what a cashier cannot sell."""


class StockSort(StrEnum):
    """What the stock table can be sorted by."""

    POSITION = "position"
    CODE = "code"
    NAME = "name"
    KIND = "kind"
    COST = "cost"
    PRICE = "price"
    MARGIN = "margin"
    MARGIN_PERCENT = "margin_percent"
    LOCAL_CARDS = "local_cards"
    PLATFORM_STOCK = "platform_stock"


class StockFlag(StrEnum):
    """What is worth a reminder; the words of ``products --json``."""

    INVERTED = "inverted"
    RESTOCK_INVERTED = "restock_inverted"
    LOW = "low"
    OUT = "out"
    EXPIRING = "expiring"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class StockFilter:
    """Which products the stock table shows, and in what order.

    Attributes:
        text: as typed into the search box; empty shows all.
        account_id: only what this account supplies.
    """

    text: str = ""
    kind: ProductKind | None = None
    account_id: int | None = None
    chip: StockChip = StockChip.ALL
    sort: StockSort = StockSort.POSITION
    is_descending: bool = False
    offset: int = 0
    limit: int = 50


@dataclass(frozen=True, slots=True)
class StockCounts:
    """How many products each chip would show, and how many cards can be sold now."""

    all: int
    inverted: int
    restock_inverted: int
    low: int
    out: int
    expiring: int
    cards: int


@dataclass(frozen=True, slots=True)
class SourceText:
    """One source of a product as the stock table and ``products --json`` name it.

    Attributes:
        cost: what the account is charged for one; None until it was asked.
        stock: None when the platform does not tell, -1 without a limit.
        is_usable: on sale, and its account neither frozen nor removed.
        is_held: a red flag keeps us from buying until an owner accepts it in writing.
    """

    goods_id: int
    account_id: int
    account_name: str
    goods_name: str
    cost: Money | None
    stock: int | None
    is_usable: bool
    synced_at: datetime
    red_flags: RedFlags = NO_FLAGS
    is_held: bool = False


@dataclass(frozen=True, slots=True)
class StockRow:
    """A product with its sources and what may be wrong with it.

    Attributes:
        product: with all there is; what chains keep of it is still among the rest.
        restock_cost: what the best source asks for the next piece, local cards left aside.
        category_name: empty without a category.
        expires_soon: the next card to be sold is not good for long.
    """

    product: ProductSnapshot
    sources: tuple[SourceText, ...]
    restock_cost: Money | None
    category_name: str = ""
    expires_soon: bool = False

    @property
    def free(self) -> ProductSnapshot:
        """The product as the counter can sell it: without what chains keep."""
        return less_kept(self.product, self.product.kept_for_chains)

    @property
    def cost(self) -> Money | None:
        """What the next sold piece consumes."""
        return self.product.cost

    @property
    def margin(self) -> Money | None:
        """What the next sold piece earns; None while its cost is not known."""
        return None if self.cost is None else self.product.price - self.cost

    @property
    def margin_percent(self) -> float | None:
        """The margin in per cent of the price; None while unknown or without a price."""
        if self.margin is None or not self.product.price:
            return None
        return 100 * self.margin.fen / self.product.price.fen

    @property
    def is_inverted(self) -> bool:
        """Whether it is on sale, and the next sold piece earns nothing."""
        return self.product.is_selling and _earns_nothing(self.product.price, self.cost)

    @property
    def flags(self) -> tuple[StockFlag, ...]:
        """The reminders, worst first. A product that is not on sale needs none."""
        return flags_of(self.product, self.restock_cost, expires_soon=self.expires_soon)


@dataclass(frozen=True, slots=True)
class ProductDraft:
    """A product as typed into its form; the counterpart of what is stored.

    Attributes:
        category: its name, made when it is new; empty for none.
        typed_cost: what is used where neither a card nor a source knows the cost.
        usage_limit: what the goods cannot be used for, told before the sale and with the goods.
    """

    code: str
    name: str
    kind: ProductKind
    price: Money
    typed_cost: Money | None = None
    face_text: str = ""
    list_price: Money | None = None
    barcode: str = ""
    category: str = ""
    region: str = ""
    usage_limit: str = ""
    guide: str = ""
    account_rule: AccountRule = AccountRule.NONE
    low_stock: int = 5
    arrival_minutes: int = 10
    earns_points: bool = True


def flags_of(
    product: ProductSnapshot, restock_cost: Money | None, *, expires_soon: bool = False
) -> tuple[StockFlag, ...]:
    """Return what is worth a reminder about a product that is on sale, worst first.

    Args:
        product: with all there is; what chains keep of it cannot be sold.
        restock_cost: what the next piece would cost.
        expires_soon: the next card to be sold is not good for long.
    """
    if not product.is_selling:
        return ()
    is_inverted = _earns_nothing(product.price, product.cost)
    badge = less_kept(product, product.kept_for_chains).badge
    restocks_at_loss = _earns_nothing(product.price, restock_cost)
    found = {
        StockFlag.INVERTED: is_inverted,
        StockFlag.OUT: badge is StockBadge.OUT,
        StockFlag.RESTOCK_INVERTED: bool(
            restocks_at_loss and not is_inverted and product.local_cards
        ),
        StockFlag.LOW: badge is StockBadge.LOW,
        StockFlag.EXPIRING: expires_soon,
        StockFlag.STALE: product.has_source and product.is_stale,
    }
    return tuple(flag for flag, is_set in found.items() if is_set)


def _earns_nothing(price: Money, cost: Money | None) -> bool:
    """A price that only just covers its cost loses to the first fee; what costs nothing, never."""
    return cost is not None and bool(cost) and cost >= price


_PHONE_WORDS = ("话费", "流量", "手机充值")
_QQ_WORDS = ("q币", "qq", "黄钻", "绿钻")
_THIN_MARGIN_WORDS = ("话费", "流量", "储值")


def account_rule_for(kind: ProductKind, name: str) -> AccountRule:
    """Return what kind of account a top-up most likely goes to, by the words of its name."""
    if kind is not ProductKind.TOPUP:
        return AccountRule.NONE
    folded = name.casefold()
    if any(word in folded for word in _PHONE_WORDS):
        return AccountRule.PHONE
    if any(word in folded for word in _QQ_WORDS):
        return AccountRule.QQ
    return AccountRule.UID


def earns_points_for(name: str) -> bool:
    """Whether goods of this name earn points: not those whose margin is smaller than the points."""
    return not any(word in name for word in _THIN_MARGIN_WORDS)
