"""消费满赠: a gift for an order of some size: goods, or money.

Money goes into the member's stored value where that is on, else onto a coupon for the next order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.money import ZERO
from desktop.domain.promotion import (
    Facts,
    NextCoupon,
    Parameter,
    ParameterKind,
    Sentence,
    Stacking,
)
from desktop.promotions.base import Basket, Offer, Rule, money, number, several

if TYPE_CHECKING:
    from desktop.promotions.base import Values

_COUPON: Final = QT_TRANSLATE_NOOP("promotions", "满 {threshold} 送 {gift} 元券，下次可用")
_BONUS: Final = QT_TRANSLATE_NOOP("promotions", "满 {threshold} 送 {gift} 元，进储值")
_GOODS: Final = QT_TRANSLATE_NOOP("promotions", "满 {threshold} 送赠品")
_NOTHING: Final = QT_TRANSLATE_NOOP("errors", "送什么还没有填：选赠品，或填下次可用的券")


def _offer(values: Values, basket: Basket, facts: Facts) -> Offer | None:
    threshold, gift = money(values, "threshold"), money(values, "coupon")
    if basket.total < threshold:
        return None
    coupon, bonus = None, ZERO
    if gift > ZERO and facts.keeps_stored:
        bonus = gift
    elif gift > ZERO:
        coupon = NextCoupon(gift, money(values, "next_threshold"), number(values, "days", 30))
    goods = tuple((int(str(one)), 1) for one in several(values, "gifts"))
    words = _BONUS if bonus else _COUPON if coupon else _GOODS
    return Offer(
        Sentence.of(words, threshold=threshold, gift=gift),
        gift_products=goods,
        coupon=coupon,
        bonus=bonus,
    )


def _find_faults(values: Values) -> str:
    has_gift = bool(several(values, "gifts")) or money(values, "coupon") > ZERO
    return "" if has_gift else _NOTHING


RULE: Final = Rule(
    name="spend_gift",
    title=QT_TRANSLATE_NOOP("promotions", "消费满赠"),
    icon="gift",
    stacking=Stacking.GIFT,
    parameters=(
        Parameter(
            "threshold",
            ParameterKind.MONEY,
            QT_TRANSLATE_NOOP("promotions", "满多少"),
            minimum=1,
            is_required=True,
        ),
        Parameter(
            "coupon",
            ParameterKind.MONEY,
            QT_TRANSLATE_NOOP("promotions", "送多少：进储值，没有储值就是下次的券"),
        ),
        Parameter(
            "next_threshold", ParameterKind.MONEY, QT_TRANSLATE_NOOP("promotions", "券满多少可用")
        ),
        Parameter(
            "days",
            ParameterKind.QUANTITY,
            QT_TRANSLATE_NOOP("promotions", "券几天内有效"),
            minimum=1,
            maximum=730,
            default=30,
        ),
        Parameter(
            "gifts",
            ParameterKind.PRODUCTS,
            QT_TRANSLATE_NOOP("promotions", "送商品"),
            maximum=5,
        ),
    ),
    offer=_offer,
    find_faults=_find_faults,
)
