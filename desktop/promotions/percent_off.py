"""折扣 and 限时折扣: goods at a rate of their price, all day or between two hours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.promotion import Facts, Parameter, ParameterKind, Sentence, Stacking
from desktop.promotions.base import Basket, Offer, Rule, kept, number, reduced, spoken

if TYPE_CHECKING:
    from desktop.promotions.base import Values

DAY_HOURS: Final = 24
_REASON: Final = QT_TRANSLATE_NOOP("promotions", "打 {rate} 折")
_TIMED: Final = QT_TRANSLATE_NOOP("promotions", "{start} 点到 {end} 点打 {rate} 折")


def _offer(values: Values, basket: Basket, facts: Facts) -> Offer | None:
    start, end = number(values, "from_hour"), number(values, "to_hour", DAY_HOURS)
    rate = number(values, "rate", 100)
    if not _is_within(facts.hour, start, end):
        return None
    is_all_day = (start, end) == (0, DAY_HOURS)
    words = _REASON if is_all_day else _TIMED
    reason = Sentence.of(words, rate=spoken(rate), percent=100 - rate, start=start, end=end)
    return Offer(reason, kept((line.key, reduced(line, rate)) for line in basket.lines))


def _is_within(hour: int, start: int, end: int) -> bool:
    """An evening that ends after midnight counts as one window."""
    return start <= hour < end if start < end else hour >= start or hour < end


RULE: Final = Rule(
    name="percent_off",
    title=QT_TRANSLATE_NOOP("promotions", "折扣"),
    icon="percent",
    stacking=Stacking.PRICE,
    parameters=(
        Parameter(
            "rate",
            ParameterKind.PERCENT,
            QT_TRANSLATE_NOOP("promotions", "卖原价的百分之几"),
            minimum=1,
            maximum=99,
            is_required=True,
        ),
        Parameter(
            "from_hour",
            ParameterKind.HOUR,
            QT_TRANSLATE_NOOP("promotions", "每天从几点"),
            maximum=23,
            default=0,
        ),
        Parameter(
            "to_hour",
            ParameterKind.HOUR,
            QT_TRANSLATE_NOOP("promotions", "每天到几点"),
            maximum=DAY_HOURS,
            default=DAY_HOURS,
        ),
    ),
    offer=_offer,
)
