"""The report of one business date: an X while the day is open, a Z once it is signed.

One object for the screen, the paper, the file and the command line, so that they cannot disagree.
Its keys are a contract: they are only ever added to. Money counts as text in yuan there.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any, Final, TypeVar, cast, get_args, get_type_hints

from desktop.domain.money import ZERO, Money

_RENAMED: Final = {"cash_in": "in", "cash_out": "out", "opening_float": "float", "paid_in": "in"}
"""Field names that the contract calls by a word Python keeps for itself or that says too little."""
_COST_KEYS: Final = frozenset(
    {"profit", "platforms", "costs", "findings", "promotions", "commissions"}
)
_PURCHASE_KIND: Final = "unknown"
RecordT = TypeVar("RecordT")


class DayState(StrEnum):
    """Whether the Z is signed."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class SalesFigures:
    """净销售 = gross − discounts − rounding − refunds; a void is among the refunds of its day."""

    count: int = 0
    items: int = 0
    gross: Money = ZERO
    discounts: Money = ZERO
    rounding: Money = ZERO
    refunds: Money = ZERO
    net: Money = ZERO


@dataclass(frozen=True, slots=True)
class ProfitFigures:
    """Cost and gross profit of the lines whose cost is known; the others are only counted."""

    cost: Money = ZERO
    gross_profit: Money = ZERO
    unknown_cost_lines: int = 0


@dataclass(frozen=True, slots=True)
class TenderFigures:
    """One way to pay.

    Attributes:
        count: payments taken.
        net: received − refunded.
        expected: what a count should find: the drawer for cash, ``net`` for the others.
        counted: None until it was counted.
        difference: counted − expected: 长款 above zero, 短款 below.
    """

    method: str
    count: int
    received: Money
    refunded: Money
    net: Money
    expected: Money
    counted: Money | None = None
    difference: Money | None = None


@dataclass(frozen=True, slots=True)
class CodeFigures:
    """One collection code, or what came by its tender without naming a code (``code_id`` None)."""

    method: str
    code_id: int | None
    label: str
    count: int
    expected: Money
    counted: Money | None = None
    difference: Money | None = None


@dataclass(frozen=True, slots=True)
class CashReportFigures:
    """备用金 + 收款 − 退款 + 存入 − 取出 = 应有."""

    opening_float: Money = ZERO
    cash_in: Money = ZERO
    cash_out: Money = ZERO
    expected: Money = ZERO
    counted: Money | None = None
    difference: Money | None = None


@dataclass(frozen=True, slots=True)
class PlatformFigures:
    """期初 − 采购 + 退回 + 加款 + 返点 − 手续费 + 调整 = 应有 of one wholesale account.

    Attributes:
        opening: what the account held at the last Z; None where no Z saw it.
        actual: what the account itself said within this day, or what was typed where it could not
            be asked; None without either.
        typed_at: the shop's clock when ``actual`` was typed; empty where the account said it.
    """

    account: str
    opening: Money | None
    purchased: Money
    returned: Money
    topped_up: Money
    rebate: Money
    fees: Money
    adjusted: Money
    expected: Money | None
    actual: Money | None
    difference: Money | None
    typed_at: str = ""


@dataclass(frozen=True, slots=True)
class GatewayFigures:
    """What a payment gateway collected: the books beside what the gateway itself says.

    Attributes:
        proved: what the gateway says it took, less what it says it paid back.
        difference: proved − net: refunds not yet through, and money on an owner's word alone.
        strays: money of that day that no sale stands for.
    """

    gateway: str
    count: int = 0
    received: Money = ZERO
    refunded: Money = ZERO
    net: Money = ZERO
    proved: Money = ZERO
    difference: Money = ZERO
    stray_count: int = 0
    strays: Money = ZERO


@dataclass(frozen=True, slots=True)
class DeliveryFigures:
    """Lines sold that day by how far their goods are."""

    done: int = 0
    processing: int = 0
    unknown: int = 0
    failed: int = 0
    undelivered: int = 0


@dataclass(frozen=True, slots=True)
class PointsFigures:
    """Points given less taken back, spent less given back, lapsed, and owed at the end.

    Attributes:
        liability_worth: what the points that are owed would pay, at the rate of that moment.
    """

    earned: int = 0
    spent: int = 0
    liability: int = 0
    expired: int = 0
    liability_worth: Money = ZERO


@dataclass(frozen=True, slots=True)
class StoredValueFigures:
    """Stored value; nothing moves while it is off.

    Attributes:
        bonus: what the shop added, less what of it was forfeited.
        spent: what paid for goods, less what of it went back.
        paid_out: principal that members took back.
    """

    paid_in: Money = ZERO
    bonus: Money = ZERO
    spent: Money = ZERO
    liability: Money = ZERO
    paid_out: Money = ZERO


@dataclass(frozen=True, slots=True)
class CreditFigures:
    """挂账; nothing moves while it is off."""

    given: Money = ZERO
    collected: Money = ZERO
    open: Money = ZERO


@dataclass(frozen=True, slots=True)
class CommissionFigures:
    """佣金 of campus agents; nothing moves while there are none.

    Attributes:
        earned: with goods delivered, and where a cost or fee turned out other than it was known.
        taken_back: with goods that came back.
        liability: what is owed at the end; it may be below zero after a return.
    """

    earned: Money = ZERO
    taken_back: Money = ZERO
    paid: Money = ZERO
    liability: Money = ZERO


@dataclass(frozen=True, slots=True)
class CostFigures:
    """What the day cost beside its goods.

    Attributes:
        compensation: 赔付: goods that are gone though they were refunded, and what was given to
            make good. The former are among the cost of goods already.
        fees: what tenders and channels kept of the money taken, and what topping up accounts cost.
        commission: what campus agents earned, less what was taken back.
        rebate: what wholesale accounts paid back for the volume bought there.
        points: what points paid of the day's sales, less what of it went back.
    """

    gifts: Money = ZERO
    compensation: Money = ZERO
    fees: Money = ZERO
    commission: Money = ZERO
    rebate: Money = ZERO
    points: Money = ZERO


@dataclass(frozen=True, slots=True)
class AfterSalesFigures:
    """Tickets of the day, and those open when the report was made.

    Attributes:
        in_time: of those answered, how many within what the shop promises itself.
        answer_seconds: the median until the first answer; None when nobody was answered.
        solve_seconds: the median until a person came to a solution.
        given: what was given to make good; the part of the day's compensation that the cost of
            goods does not know of.
    """

    opened: int = 0
    answered: int = 0
    in_time: int = 0
    answer_seconds: int | None = None
    solved: int = 0
    solve_seconds: int | None = None
    open: int = 0
    overdue: int = 0
    given: Money = ZERO


@dataclass(frozen=True, slots=True)
class ExceptionFigures:
    """Something the owner looks at: how often, and how much money it concerns."""

    kind: str
    count: int
    amount: Money = ZERO


@dataclass(frozen=True, slots=True)
class Finding:
    """A gap or an act that the owner asks about, named down to the order.

    Attributes:
        order: the sale, return, purchase or bill number; of an account's gap the account.
        detail: what else names it: other numbers, points, minutes.
    """

    kind: str
    order: str
    detail: str = ""
    amount: Money = ZERO


@dataclass(frozen=True, slots=True)
class CarriedItem:
    """Something that was open when a day was closed, and what has become of it since.

    Attributes:
        kind: ``held``, ``undelivered``, ``unknown`` or ``awaiting_payment``.
        key: tells it from others of its kind: the id of a line, a cart, a purchase, a sale.
        order: the number by which a person finds it.
        detail: its goods or its label.
        from_z: the first Z that carried it; None while no Z has.
        outcome: its state now; empty while it is open.
    """

    kind: str
    key: str
    order: str
    detail: str = ""
    amount: Money = ZERO
    from_z: int | None = None
    outcome: str = ""

    @property
    def is_purchase(self) -> bool:
        """Whether its amount is what the shop pays, and not what a customer does."""
        return self.kind == _PURCHASE_KIND


@dataclass(frozen=True, slots=True)
class HourFigures:
    """Sales that began within one hour of the shop's clock."""

    hour: int
    count: int
    net: Money


@dataclass(frozen=True, slots=True)
class BestSeller:
    """A product and what of it was sold less what came back."""

    product: str
    name: str
    count: int
    net: Money


@dataclass(frozen=True, slots=True)
class PromotionFigures:
    """What a campaign gave on a day, less what came back on it.

    Attributes:
        off: taken off prices and orders; it is among the discounts already.
        gifts: what goods given away cost; it is among the cost of goods already.
        promised: coupons given for later orders; they cost nothing yet.
    """

    title: str
    orders: int
    off: Money
    gifts: Money
    promised: Money


@dataclass(frozen=True, slots=True)
class DayReport:
    """Everything a business date says.

    Attributes:
        z_number: None while the day is open.
        head: the first 16 characters of the ledger's head when the report was made.
        carried: what is open at its end, and goes on to the next date.
        settled: what an earlier Z carried and is open no more, with what became of it.
    """

    date: date
    state: DayState = DayState.OPEN
    z_number: int | None = None
    sales: SalesFigures = SalesFigures()
    profit: ProfitFigures = ProfitFigures()
    tenders: tuple[TenderFigures, ...] = ()
    cash: CashReportFigures = CashReportFigures()
    platforms: tuple[PlatformFigures, ...] = ()
    delivery: DeliveryFigures = DeliveryFigures()
    points: PointsFigures = PointsFigures()
    stored_value: StoredValueFigures = StoredValueFigures()
    credit: CreditFigures = CreditFigures()
    costs: CostFigures = CostFigures()
    exceptions: tuple[ExceptionFigures, ...] = ()
    head: str = ""
    codes: tuple[CodeFigures, ...] = ()
    hours: tuple[HourFigures, ...] = ()
    best_sellers: tuple[BestSeller, ...] = ()
    gateways: tuple[GatewayFigures, ...] = ()
    after_sales: AfterSalesFigures = AfterSalesFigures()
    findings: tuple[Finding, ...] = ()
    carried: tuple[CarriedItem, ...] = ()
    settled: tuple[CarriedItem, ...] = ()
    promotions: tuple[PromotionFigures, ...] = ()
    commissions: CommissionFigures = CommissionFigures()

    @property
    def has_commissions(self) -> bool:
        """Whether campus agents earned, were paid or are owed anything."""
        return self.commissions != CommissionFigures()

    @property
    def net_profit(self) -> Money:
        """Gross profit less what the day cost beside its goods; a refund's loss is in theirs."""
        costs = self.costs
        spent = costs.gifts + costs.fees + costs.commission + costs.points
        spent += self.after_sales.given
        return self.profit.gross_profit - spent + costs.rebate


def to_json(report: DayReport) -> dict[str, Any]:
    """Return the report with the keys of the command line."""
    return cast(dict[str, Any], _plain(report))


def without_costs(document: dict[str, Any]) -> dict[str, Any]:
    """Return what :func:`to_json` wrote, without what only those see who may see costs."""
    shown = {key: value for key, value in document.items() if key not in _COST_KEYS}
    for key in ("carried", "settled"):
        shown[key] = [
            {**item, "amount": None} if item["kind"] == _PURCHASE_KIND else item
            for item in document[key]
        ]
    return shown


def from_json(document: dict[str, Any]) -> DayReport:
    """Read a report that :func:`to_json` wrote; keys it does not know are left out."""
    return _record_of(DayReport, document)


def _plain(value: object) -> object:
    if isinstance(value, Money | date):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return {
            _RENAMED.get(each.name, each.name): _plain(getattr(value, each.name))
            for each in fields(cast(Any, value))
        }
    return value


def _record_of(kind: type[RecordT], document: dict[str, Any]) -> RecordT:
    hints = get_type_hints(kind)
    values = {
        each.name: _typed(hints[each.name], document[_RENAMED.get(each.name, each.name)])
        for each in fields(cast(Any, kind))
        if _RENAMED.get(each.name, each.name) in document
    }
    return kind(**values)


def _typed(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    inner = [each for each in get_args(hint) if each not in {type(None), Ellipsis}]
    if isinstance(value, list):
        return tuple(_typed(inner[0], item) for item in value)
    kind = inner[0] if inner else hint
    if kind is Money:
        return Money.from_yuan(value)
    if kind is date:
        return date.fromisoformat(value)
    if isinstance(value, dict):
        return _record_of(kind, value)
    return kind(value)
