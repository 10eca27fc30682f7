"""套餐: several goods together for less, with goods or a guide text on top."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.money import ZERO, Money
from desktop.domain.promotion import Facts, Parameter, ParameterKind, Sentence, Stacking
from desktop.promotions.base import Basket, Offer, Rule, kept, money, several, text

if TYPE_CHECKING:
    from desktop.promotions.base import Values

_REASON: Final = QT_TRANSLATE_NOOP("promotions", "套餐 {sets} 份")
_NOTHING: Final = QT_TRANSLATE_NOOP("errors", "套餐要有优惠：填减多少、选赠品或写攻略")


def _offer(values: Values, basket: Basket, _facts: Facts) -> Offer | None:
    wanted = several(values, "items")
    pieces = dict.fromkeys(wanted, 0)
    costs = dict.fromkeys(wanted, 0)
    for line in basket.lines:
        if line.product_id in pieces:
            pieces[line.product_id] += line.quantity
            costs[line.product_id] += line.amount.fen
    sets = min(pieces.values(), default=0)
    if not sets:
        return None
    off = money(values, "off") * sets
    part = Basket(tuple(line for line in basket.lines if line.product_id in pieces))
    limit = Money(sum(costs[one] * sets // pieces[one] for one in wanted))
    return Offer(
        Sentence.of(_REASON, sets=sets),
        kept(part.shared(min(off, limit))),
        tuple((int(str(one)), sets) for one in several(values, "gifts")),
        guide=text(values, "guide"),
    )


def _find_faults(values: Values) -> str:
    has_gift = bool(several(values, "gifts")) or bool(text(values, "guide").strip())
    return "" if has_gift or money(values, "off") > ZERO else _NOTHING


RULE: Final = Rule(
    name="bundle",
    title=QT_TRANSLATE_NOOP("promotions", "套餐"),
    icon="package-plus",
    stacking=Stacking.ORDER,
    parameters=(
        Parameter(
            "items",
            ParameterKind.PRODUCTS,
            QT_TRANSLATE_NOOP("promotions", "套餐里的商品"),
            minimum=1,
            maximum=10,
            is_required=True,
        ),
        Parameter("off", ParameterKind.MONEY, QT_TRANSLATE_NOOP("promotions", "一份减多少")),
        Parameter(
            "gifts",
            ParameterKind.PRODUCTS,
            QT_TRANSLATE_NOOP("promotions", "送商品"),
            maximum=5,
        ),
        Parameter(
            "guide",
            ParameterKind.TEXT,
            QT_TRANSLATE_NOOP("promotions", "送攻略"),
            maximum=2000,
        ),
    ),
    offer=_offer,
    find_faults=_find_faults,
)
