"""Prices worked out from costs: how much is added, and to which step a price is rounded up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from desktop.domain.money import Money

PRICE_STEPS: Final = (Money(1), Money(10), Money(50), Money(100))
"""What a price may be rounded up to: fen, jiao, half a yuan, yuan."""
_WHOLE: Final = 10_000


class PriceRuleKind(StrEnum):
    """How a price comes about."""

    COST_PLUS_PERCENT = "cost_plus_percent"
    COST_PLUS_AMOUNT = "cost_plus_amount"
    ONE_PRICE = "one_price"


@dataclass(frozen=True, slots=True)
class PriceRule:
    """One rule for many prices.

    Attributes:
        value: hundredths of a per cent for ``COST_PLUS_PERCENT``, else fen.
        step: rounded up to a multiple of it, never below what the rule asks; a price that was
            typed is not rounded.
    """

    kind: PriceRuleKind
    value: int
    step: Money = PRICE_STEPS[0]

    def price_for(self, cost: Money | None) -> Money | None:
        """Return the price; None where it depends on a cost that is not known.

        >>> PriceRule(PriceRuleKind.COST_PLUS_PERCENT, 500, Money(10)).price_for(Money(95_00))
        Money(9980)
        """
        if self.kind is PriceRuleKind.ONE_PRICE:
            return Money(self.value)
        if cost is None:
            return None
        if self.kind is PriceRuleKind.COST_PLUS_AMOUNT:
            price = cost.fen + self.value
        else:
            price = cost.fen - (-cost.fen * self.value // _WHOLE)
        return Money(-(-price // self.step.fen) * self.step.fen)
