"""储值充送: a gift for putting money onto an account.

A top-up of an account is no sale, so no cart gets anything; whoever books it asks ``gift_for``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.money import ZERO, Money
from desktop.domain.promotion import Facts, Parameter, ParameterKind, Stacking
from desktop.promotions.base import Basket, Offer, Rule, money, number

if TYPE_CHECKING:
    from desktop.promotions.base import Values


def gift_for(values: Values, topped_up: Money) -> Money:
    """Return what is given on top of a top-up: for each full amount, so many times at most."""
    threshold = money(values, "threshold")
    if threshold <= ZERO or topped_up < threshold:
        return ZERO
    times = min(topped_up.fen // threshold.fen, number(values, "times", 1))
    return money(values, "gift") * times


def _offer(_values: Values, _basket: Basket, _facts: Facts) -> Offer | None:
    return None


RULE: Final = Rule(
    name="stored_value_gift",
    title=QT_TRANSLATE_NOOP("promotions", "储值充送"),
    icon="wallet",
    stacking=Stacking.GIFT,
    parameters=(
        Parameter(
            "threshold",
            ParameterKind.MONEY,
            QT_TRANSLATE_NOOP("promotions", "充多少"),
            minimum=1,
            is_required=True,
        ),
        Parameter(
            "gift",
            ParameterKind.MONEY,
            QT_TRANSLATE_NOOP("promotions", "送多少"),
            minimum=1,
            is_required=True,
        ),
        Parameter(
            "times",
            ParameterKind.QUANTITY,
            QT_TRANSLATE_NOOP("promotions", "一次最多送几回"),
            minimum=1,
            maximum=100,
            default=1,
        ),
    ),
    offer=_offer,
    applies_by_itself=False,
)
