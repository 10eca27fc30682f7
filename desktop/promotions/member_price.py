"""会员价: a rate, or a price list of its own, for members of some tiers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.money import ZERO, Money
from desktop.domain.promotion import Facts, Parameter, ParameterKind, Sentence, Stacking
from desktop.promotions.base import Basket, BasketLine, Offer, Rule, kept, number, reduced, several

if TYPE_CHECKING:
    from desktop.promotions.base import Values

_REASON: Final = QT_TRANSLATE_NOOP("promotions", "会员价")
_NOTHING: Final = QT_TRANSLATE_NOOP("errors", "会员价要填折扣，或填每件商品的价")


def _offer(values: Values, basket: Basket, facts: Facts) -> Offer | None:
    if facts.tier_id is None or facts.tier_id not in several(values, "tiers"):
        return None
    rate = number(values, "rate", 100)
    prices = _prices(values)
    offs = ((line.key, _off(line, rate, prices)) for line in basket.lines)
    return Offer(Sentence.of(_REASON), kept(offs))


def _prices(values: Values) -> dict[int, Money]:
    listed = several(values, "prices")
    return {
        entry[0]: entry[1]
        for entry in listed
        if isinstance(entry, tuple) and isinstance(entry[1], Money)
    }


def _off(line: BasketLine, rate: int, prices: dict[int, Money]) -> Money:
    """A price of the list comes before the rate."""
    price = prices.get(line.product_id)
    if price is None:
        return reduced(line, rate)
    return max(line.amount - price * line.quantity, ZERO)


def _find_faults(values: Values) -> str:
    return "" if several(values, "prices") or number(values, "rate", 100) < 100 else _NOTHING


RULE: Final = Rule(
    name="member_price",
    title=QT_TRANSLATE_NOOP("promotions", "会员价"),
    icon="star",
    stacking=Stacking.PRICE,
    parameters=(
        Parameter(
            "tiers",
            ParameterKind.TIERS,
            QT_TRANSLATE_NOOP("promotions", "哪些等级"),
            minimum=1,
            maximum=20,
            is_required=True,
        ),
        Parameter(
            "rate",
            ParameterKind.PERCENT,
            QT_TRANSLATE_NOOP("promotions", "卖原价的百分之几"),
            minimum=1,
            maximum=100,
            default=100,
        ),
        Parameter(
            "prices",
            ParameterKind.PRICES,
            QT_TRANSLATE_NOOP("promotions", "每件商品的价"),
            maximum=5000,
        ),
    ),
    offer=_offer,
    is_counted=False,
    find_faults=_find_faults,
)
