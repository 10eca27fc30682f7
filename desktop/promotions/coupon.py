"""优惠券: money off for who brings a code, once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.promotion import Facts, Parameter, ParameterKind, Sentence, Stacking
from desktop.promotions.base import Basket, Offer, Rule

if TYPE_CHECKING:
    from desktop.promotions.base import Values

_REASON: Final = QT_TRANSLATE_NOOP("promotions", "券 {code}，满 {threshold} 减 {off}")


def _offer(_values: Values, basket: Basket, facts: Facts) -> Offer | None:
    """What a code is worth was settled when it was made; the campaign's words say it no more."""
    coupon = facts.coupon
    if coupon is None or basket.total < coupon.threshold:
        return None
    reason = Sentence.of(_REASON, code=coupon.code, threshold=coupon.threshold, off=coupon.off)
    return Offer(reason, basket.shared(coupon.off))


RULE: Final = Rule(
    name="coupon",
    title=QT_TRANSLATE_NOOP("promotions", "优惠券"),
    icon="ticket-percent",
    stacking=Stacking.COUPON,
    parameters=(
        Parameter(
            "off",
            ParameterKind.MONEY,
            QT_TRANSLATE_NOOP("promotions", "减多少"),
            minimum=1,
            is_required=True,
        ),
        Parameter("threshold", ParameterKind.MONEY, QT_TRANSLATE_NOOP("promotions", "满多少可用")),
    ),
    offer=_offer,
    applies_by_itself=False,
)
