"""Where the owner's money is: what was put in and earned must equal what is there.

本金 + 净利 − 取走 = 卡盟余额 + 卡密成本 + 现金 + 收款码 + 应收 − 储值 − 积分 − 待交付 − 佣金

The two sides are added up from different tables. What is left between them is money nobody can
explain, and is shown as such; it is never spread over the parts.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.money import ZERO, Money

MAXIMUM_CAPITAL: Final = Money(10_000_000_00)


class CapitalKind(StrEnum):
    """Money of the owner's own that came into the shop, or that he took out of it."""

    PUT_IN = "put_in"
    TAKEN_OUT = "taken_out"


class MoneyPlace(StrEnum):
    """Where that money lay, or lies now."""

    CASH = "cash"
    CODES = "codes"


@dataclass(frozen=True, slots=True)
class Profit:
    """净利 since the first day, part by part; costs and losses are below zero.

    Attributes:
        sales: net sales less refunds, but for goods that are still to come.
        goods: what they cost.
        fees: kept by tenders, and paid for topping up accounts.
        expenses: paid out of the drawer.
        rebates: paid back by accounts; adjustments the owner typed.
        differences: what counts at the Zs found over or short.
        points: what was given in points, spent or not.
        bonuses: what was added to stored value, spent or not.
        commissions: what campus agents earned, paid or not.
        lost_goods: cards thrown away, and purchases that became no goods.
    """

    sales: Money = ZERO
    goods: Money = ZERO
    fees: Money = ZERO
    expenses: Money = ZERO
    rebates: Money = ZERO
    differences: Money = ZERO
    points: Money = ZERO
    bonuses: Money = ZERO
    lost_goods: Money = ZERO
    commissions: Money = ZERO

    @property
    def total(self) -> Money:
        """净利."""
        earned = self.sales + self.goods + self.rebates + self.differences
        given = self.points + self.bonuses + self.commissions
        return earned + self.fees + self.expenses + given + self.lost_goods


NOTHING_EARNED: Final = Profit()


@dataclass(frozen=True, slots=True)
class Funds:
    """Both sides of the sum.

    Attributes:
        capital: 本金: typed, and what accounts and the store held when first written down.
        taken_out: 取走.
        accounts: 卡盟余额, as the accounts themselves say.
        cards: 卡密成本 of what can be sold, and of what is paid for and on its way.
        cards_without_cost: cards that count for nothing here because nobody knows their cost.
        stored_value, points, undelivered, commissions: what the shop owes; above zero.
    """

    capital: Money = ZERO
    profit: Profit = NOTHING_EARNED
    taken_out: Money = ZERO
    accounts: Money = ZERO
    cards: Money = ZERO
    cash: Money = ZERO
    codes: Money = ZERO
    receivable: Money = ZERO
    stored_value: Money = ZERO
    points: Money = ZERO
    undelivered: Money = ZERO
    cards_without_cost: int = 0
    commissions: Money = ZERO

    @property
    def put_in_and_earned(self) -> Money:
        """本金 + 净利 − 取走."""
        return self.capital + self.profit.total - self.taken_out

    @property
    def there(self) -> Money:
        """Everything the shop has less everything it owes."""
        has = self.accounts + self.cards + self.cash + self.codes + self.receivable
        owes = self.stored_value + self.points + self.undelivered + self.commissions
        return has - owes

    @property
    def gap(self) -> Money:
        """Above zero: more is there than anybody put in or earned."""
        return self.there - self.put_in_and_earned


def refuse_odd_capital(amount: Money, note: str) -> None:
    """Refuse an amount or a note that cannot stand in the books.

    Raises:
        BusinessRuleError: ``amount_out_of_range``, ``needs_reason``.
    """
    if not ZERO < amount <= MAXIMUM_CAPITAL:
        raise BusinessRuleError(
            "amount_out_of_range",
            QT_TRANSLATE_NOOP("errors", "金额要在 0.01 到 {maximum} 之间，什么都没有记"),
            maximum=MAXIMUM_CAPITAL,
        )
    if not note.strip():
        raise BusinessRuleError(
            "needs_reason", QT_TRANSLATE_NOOP("errors", "写明这笔钱是做什么的，还没有记")
        )
