"""满减: money off an order of some size, once or for each time the size is reached."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.promotion import Facts, Parameter, ParameterKind, Sentence, Stacking
from desktop.promotions.base import Basket, Offer, Rule, money, number

if TYPE_CHECKING:
    from desktop.promotions.base import Values

_REASON: Final = QT_TRANSLATE_NOOP("promotions", "满 {threshold} 减 {off}")
_REPEATED: Final = QT_TRANSLATE_NOOP("promotions", "每满 {threshold} 减 {off}，减了 {times} 次")
_TOO_MUCH: Final = QT_TRANSLATE_NOOP("errors", "减的比满的还多，改小一点")


def _offer(values: Values, basket: Basket, _facts: Facts) -> Offer | None:
    threshold, off = money(values, "threshold"), money(values, "off")
    if not threshold.fen:
        return None
    times = min(basket.total.fen // threshold.fen, number(values, "times", 1))
    if not times:
        return None
    words = _REASON if times == 1 else _REPEATED
    reason = Sentence.of(words, threshold=threshold, off=off, times=times)
    return Offer(reason, basket.shared(off * times))


def _find_faults(values: Values) -> str:
    return _TOO_MUCH if money(values, "off") > money(values, "threshold") else ""


RULE: Final = Rule(
    name="spend_and_save",
    title=QT_TRANSLATE_NOOP("promotions", "满减"),
    icon="coins",
    stacking=Stacking.ORDER,
    parameters=(
        Parameter(
            "threshold",
            ParameterKind.MONEY,
            QT_TRANSLATE_NOOP("promotions", "满多少"),
            minimum=1,
            is_required=True,
        ),
        Parameter(
            "off",
            ParameterKind.MONEY,
            QT_TRANSLATE_NOOP("promotions", "减多少"),
            minimum=1,
            is_required=True,
        ),
        Parameter(
            "times",
            ParameterKind.QUANTITY,
            QT_TRANSLATE_NOOP("promotions", "一单最多减几次"),
            minimum=1,
            maximum=100,
            default=1,
        ),
    ),
    offer=_offer,
    find_faults=_find_faults,
)
