"""What a sold line hands over, and how far it is."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.product import UNLIMITED_STOCK, ProductKind

if TYPE_CHECKING:
    from desktop.domain.product import ProductSnapshot


class Supply(StrEnum):
    """Where a line's goods come from."""

    LOCAL = "local"
    PLATFORM = "platform"
    TOPUP = "topup"
    SERVICE = "service"


class DeliveryState(StrEnum):
    """How far the goods of a sold line are.

    ``UNKNOWN`` is never failed: it becomes delivered or failed only by an answer of the source
    or by
    the owner's decision.
    """

    AWAITING_PAYMENT = "awaiting_payment"
    QUEUED = "queued"
    PROCESSING = "processing"
    UNKNOWN = "unknown"
    NEEDS_DECISION = "needs_decision"
    ARRIVED = "arrived"
    HANDED_OVER = "handed_over"
    FAILED = "failed"
    REFUNDED = "refunded"


WAITING_STATES: Final = frozenset(
    {
        DeliveryState.QUEUED,
        DeliveryState.PROCESSING,
        DeliveryState.UNKNOWN,
        DeliveryState.NEEDS_DECISION,
    }
)
UNDELIVERED_STATES: Final = WAITING_STATES | {DeliveryState.ARRIVED, DeliveryState.FAILED}
"""What 待交付 counts: paid for and not yet in the customer's hands."""


def supply_of(product: ProductSnapshot, quantity: int) -> Supply:
    """Return where so many pieces of a product come from: cards in stock before bought ones.

    Raises:
        BusinessRuleError: code ``out_of_stock``; nothing was reserved.
    """
    if product.kind is ProductKind.TOPUP and product.has_source:
        return Supply.TOPUP
    if product.local_cards >= quantity:
        return Supply.LOCAL
    if (
        product.platform_stock == UNLIMITED_STOCK
        or (product.platform_stock or 0) + product.local_cards >= quantity
    ):
        return Supply.PLATFORM
    if product.kind in {ProductKind.OTHER, ProductKind.BUNDLE} and not product.has_source:
        return Supply.SERVICE
    if product.kept_for_chains:
        raise BusinessRuleError(
            "out_of_stock",
            QT_TRANSLATE_NOOP(
                "errors",
                "{name} 能卖 {left} 件，另有 {kept} 件留给接龙，没有卖。要卖就先在接龙里划掉",
            ),
            name=product.title,
            left=product.local_cards + max(product.platform_stock or 0, 0),
            kept=product.kept_for_chains,
        )
    raise BusinessRuleError(
        "out_of_stock",
        QT_TRANSLATE_NOOP("errors", "库存不足：{name} 剩 {left} 件"),
        name=product.title,
        left=product.local_cards + max(product.platform_stock or 0, 0),
    )


class HandOver(StrEnum):
    """How goods got into the customer's hands."""

    SHOWN = "shown"
    COPIED = "copied"
    PRINTED = "printed"
    SENT = "sent"
    CONFIRMED = "confirmed"
    FILE = "file"
