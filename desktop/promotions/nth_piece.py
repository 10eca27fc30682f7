"""第 N 件价: every N-th piece of the same goods at a rate of its price."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.promotion import Facts, Parameter, ParameterKind, Sentence, Stacking
from desktop.promotions.base import Basket, BasketLine, Offer, Rule, kept, number, spoken

if TYPE_CHECKING:
    from desktop.domain.money import Money
    from desktop.promotions.base import Values

_REASON: Final = QT_TRANSLATE_NOOP("promotions", "第 {n} 件打 {rate} 折")


def _offer(values: Values, basket: Basket, _facts: Facts) -> Offer | None:
    n, rate = number(values, "n", 2), number(values, "rate", 100)
    seen: dict[int, int] = {}
    offs = []
    for line in basket.lines:
        before = seen.get(line.product_id, 0)
        seen[line.product_id] = before + line.quantity
        pieces = (before + line.quantity) // n - before // n
        offs.append((line.key, _off(line, pieces, rate)))
    return Offer(Sentence.of(_REASON, n=n, rate=spoken(rate), percent=100 - rate), kept(offs))


def _off(line: BasketLine, pieces: int, rate: int) -> Money:
    part = line.amount.times_ratio(pieces, line.quantity)
    return part - part.times_ratio(rate, 100)


RULE: Final = Rule(
    name="nth_piece",
    title=QT_TRANSLATE_NOOP("promotions", "第 N 件价"),
    icon="copy-check",
    stacking=Stacking.PRICE,
    parameters=(
        Parameter(
            "n",
            ParameterKind.QUANTITY,
            QT_TRANSLATE_NOOP("promotions", "第几件"),
            minimum=2,
            maximum=100,
            default=2,
            is_required=True,
        ),
        Parameter(
            "rate",
            ParameterKind.PERCENT,
            QT_TRANSLATE_NOOP("promotions", "卖原价的百分之几"),
            minimum=0,
            maximum=99,
            is_required=True,
        ),
    ),
    offer=_offer,
)
