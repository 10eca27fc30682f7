"""Who may do what: the table of roles and actions (reliability: section 5), as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """What a person is in the shop."""

    CASHIER = "cashier"
    SENIOR = "senior"
    OWNER = "owner"


class Grant(StrEnum):
    """How far an action is granted to a role."""

    ALLOWED = "allowed"
    WITH_REASON = "with_reason"
    WITH_OWN_PIN = "with_own_pin"
    WITH_OWNER = "with_owner"
    DENIED = "denied"


class Action(StrEnum):
    """What the table speaks about."""

    SELL = "sell"
    FIRST_REVEAL = "first_reveal"
    REVEAL_AGAIN = "reveal_again"
    REVEAL_UNSOLD = "reveal_unsold"
    BUY_FOR_SALE = "buy_for_sale"
    BUY_FOR_STOCK = "buy_for_stock"
    CHANGE_ACCOUNTS = "change_accounts"
    DISCOUNT_WITHIN_LIMIT = "discount_within_limit"
    DISCOUNT_ABOVE_LIMIT = "discount_above_limit"
    SELL_BELOW_FLOOR = "sell_below_floor"
    VOID_BEFORE_REVEAL = "void_before_reveal"
    REFUND = "refund"
    REFUND_ABOVE_LIMIT = "refund_above_limit"
    COMPENSATE = "compensate"
    COMPENSATE_ABOVE_LIMIT = "compensate_above_limit"
    CHANGE_PAYMENT_METHOD = "change_payment_method"
    OPEN_DRAWER = "open_drawer"
    POINTS_BY_HAND = "points_by_hand"
    RESOLVE_UNKNOWN = "resolve_unknown"
    COUNT_TILL = "count_till"
    APPROVE_CLOSE = "approve_close"
    SELL_AFTER_CLOSE = "sell_after_close"
    VIEW_COSTS = "view_costs"
    IMPORT_AND_CATALOGUE = "import_and_catalogue"
    RUN_CAMPAIGNS = "run_campaigns"
    ERASE_CUSTOMER = "erase_customer"
    PAY_COMMISSION = "pay_commission"
    ADMINISTER = "administer"


_A, _R, _P, _O, _D = (
    Grant.ALLOWED,
    Grant.WITH_REASON,
    Grant.WITH_OWN_PIN,
    Grant.WITH_OWNER,
    Grant.DENIED,
)
_TABLE: Final[dict[Action, tuple[Grant, Grant, Grant]]] = {
    Action.SELL: (_A, _A, _A),
    Action.FIRST_REVEAL: (_A, _A, _A),
    Action.REVEAL_AGAIN: (_O, _P, _A),
    Action.REVEAL_UNSOLD: (_D, _D, _P),
    Action.BUY_FOR_SALE: (_A, _A, _A),
    Action.BUY_FOR_STOCK: (_O, _O, _A),
    Action.CHANGE_ACCOUNTS: (_D, _D, _A),
    Action.DISCOUNT_WITHIN_LIMIT: (_A, _A, _A),
    Action.DISCOUNT_ABOVE_LIMIT: (_O, _O, _A),
    Action.SELL_BELOW_FLOOR: (_O, _O, _A),
    Action.VOID_BEFORE_REVEAL: (_R, _R, _R),
    Action.REFUND: (_O, _R, _R),
    Action.REFUND_ABOVE_LIMIT: (_O, _O, _A),
    Action.COMPENSATE: (_O, _R, _R),
    Action.COMPENSATE_ABOVE_LIMIT: (_O, _O, _R),
    Action.CHANGE_PAYMENT_METHOD: (_R, _R, _R),
    Action.OPEN_DRAWER: (_R, _A, _A),
    Action.POINTS_BY_HAND: (_O, _O, _R),
    Action.RESOLVE_UNKNOWN: (_O, _O, _R),
    Action.COUNT_TILL: (_A, _A, _A),
    Action.APPROVE_CLOSE: (_O, _O, _A),
    Action.SELL_AFTER_CLOSE: (_O, _O, _A),
    Action.VIEW_COSTS: (_D, _D, _A),
    Action.IMPORT_AND_CATALOGUE: (_O, _O, _A),
    Action.RUN_CAMPAIGNS: (_O, _O, _A),
    Action.ERASE_CUSTOMER: (_O, _O, _P),
    Action.PAY_COMMISSION: (_O, _O, _P),
    Action.ADMINISTER: (_O, _O, _A),
}
_DISCOUNT_LIMIT_PERCENT: Final = {Role.CASHIER: 5, Role.SENIOR: 10, Role.OWNER: 100}
_COLUMN: Final = {Role.CASHIER: 0, Role.SENIOR: 1, Role.OWNER: 2}


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who works here."""

    id: int
    name: str
    role: Role
    is_active: bool = True


def grant_for(role: Role, action: Action) -> Grant:
    """Return how far the role may do the action."""
    return _TABLE[action][_COLUMN[role]]


def discount_limit_percent(role: Role) -> int:
    """Return the largest discount a role may give alone, in per cent of the price."""
    return _DISCOUNT_LIMIT_PERCENT[role]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something, and through which door.

    Attributes:
        channel: ``window``, ``command_line`` or ``system``; kept in the ledger.
    """

    person: Person
    channel: str = "window"

    @property
    def role(self) -> Role:
        """The person's role."""
        return self.person.role

    @property
    def id(self) -> int:
        """The person's id."""
        return self.person.id
