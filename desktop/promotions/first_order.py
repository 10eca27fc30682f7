"""首单立减: money off a member's first order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.promotion import Facts, Parameter, ParameterKind, Sentence, Stacking
from desktop.promotions.base import Basket, Offer, Rule, money

if TYPE_CHECKING:
    from desktop.promotions.base import Values

_REASON: Final = QT_TRANSLATE_NOOP("promotions", "会员第一单，满 {threshold} 减 {off}")


def _offer(values: Values, basket: Basket, facts: Facts) -> Offer | None:
    threshold, off = money(values, "threshold"), money(values, "off")
    if not facts.is_first_order or basket.total < threshold:
        return None
    return Offer(Sentence.of(_REASON, threshold=threshold, off=off), basket.shared(off))


RULE: Final = Rule(
    name="first_order",
    title=QT_TRANSLATE_NOOP("promotions", "首单立减"),
    icon="ticket-percent",
    stacking=Stacking.ORDER,
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
)
