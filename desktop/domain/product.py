"""A product as the counter sees it at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from desktop.domain.money import Money

UNLIMITED_STOCK: Final = -1
"""What a platform's stock reads when it does not run out."""


class ProductKind(StrEnum):
    """What a customer gets; the words of import files and the command line."""

    CARD = "card"
    TOPUP = "topup"
    BUNDLE = "bundle"
    OTHER = "other"


class AccountRule(StrEnum):
    """What kind of account a top-up goes to, and so how it is checked and read back."""

    NONE = "none"
    PHONE = "phone"
    QQ = "qq"
    UID = "uid"


class StockBadge(StrEnum):
    """The one state a product card shows."""

    LOCAL = "local"
    LOW = "low"
    PLATFORM = "platform"
    TOPUP = "topup"
    SERVICE = "service"
    STALE = "stale"
    OUT = "out"
    STOPPED = "stopped"


def goods_title(name: str, face_text: str) -> str:
    """Return name and face value, as one line names the goods.

    >>> goods_title("Q 币", "50 个")
    'Q 币 50 个'
    """
    if not face_text or name.endswith(face_text):
        return name
    return f"{name} {face_text}"


@dataclass(frozen=True, slots=True)
class ProductSnapshot:
    """A product with its price, stock and sources at the moment it was read.

    Attributes:
        face_text: the face value as shown, such as ``100 元`` or ``月卡``; may be empty.
        cost: what the next piece consumes (first in, first out); None when it is not known.
        local_cards: card secrets in stock that can be sold now.
        platform_stock: what the best source says it has; None without a source, -1 for no limit.
        is_stale: the last answer of its sources is older than an hour.
        arrival_minutes: the arrival promise told to the customer.
        points_percent: what it earns, in per cent of the shop's rate; 0 for goods whose margin is
            smaller than the points (话费, 流量, 储值).
        initials: the first letters of the name's syllables, by which it is found.
        usage_limit: what it cannot be used for, such as 每个账号限用一次; may be empty.
        kept_for_chains: pieces that open chains keep; they are not among the others.
    """

    id: int
    code: str
    name: str
    face_text: str
    kind: ProductKind
    price: Money
    cost: Money | None
    category_id: int | None
    barcode: str
    region: str
    guide: str
    account_rule: AccountRule
    low_stock: int
    is_favourite: bool
    is_selling: bool
    local_cards: int
    platform_stock: int | None
    is_stale: bool
    arrival_minutes: int
    points_percent: int = 100
    initials: str = ""
    usage_limit: str = ""
    kept_for_chains: int = 0

    @property
    def title(self) -> str:
        """Name and face value, as one line of a cart or receipt."""
        return goods_title(self.name, self.face_text)

    @property
    def has_source(self) -> bool:
        """Whether some account sells it to us."""
        return self.platform_stock is not None

    @property
    def badge(self) -> StockBadge:
        """The state that matters most at the counter."""
        if not self.is_selling:
            return StockBadge.STOPPED
        if self.kind is ProductKind.TOPUP:
            return StockBadge.TOPUP if self.platform_stock else StockBadge.OUT
        if self.kind in {ProductKind.OTHER, ProductKind.BUNDLE} and not self.has_source:
            return StockBadge.SERVICE
        if self.local_cards:
            return StockBadge.LOW if self.local_cards < self.low_stock else StockBadge.LOCAL
        if not self.platform_stock:
            return StockBadge.OUT
        return StockBadge.STALE if self.is_stale else StockBadge.PLATFORM

    @property
    def can_sell(self) -> bool:
        """Whether a click or scan may put it into the cart."""
        return self.badge not in {StockBadge.OUT, StockBadge.STOPPED}


@dataclass(frozen=True, slots=True)
class CategorySnapshot:
    """A category of the rail with the number of products that are on sale in it."""

    id: int
    name: str
    product_count: int
