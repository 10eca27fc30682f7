"""Which money of a collecting phone belongs to which sale: the rows of a bill against payments.

Belongs here: pairing by amount, time and the typed tail of the bill number. Does not belong here:
reading bill files, and what a person decided about a row.

A pair needs the same signed amount, so that a refund is only ever paired with a refund. Of equal
amounts close in time nobody can say which is whose; while every one has its partner that does not
matter, and they are paired in order of time. As soon as one is left over the whole knot is
``ambiguous``: a wrong guess would accuse the wrong sale.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from desktop.domain.money import Money
    from desktop.domain.tender import TenderMethod

CLOSE_IN_TIME: Final = timedelta(minutes=3)
"""How long a cashier takes to book what the phone announced."""
WINDOW: Final = timedelta(minutes=40)
"""Farther apart a row and a payment are never paired by themselves."""
TAIL_WINDOW: Final = timedelta(hours=12)
"""The same, where the cashier typed the tail of the bill number."""


@dataclass(frozen=True, slots=True)
class BillRow:
    """Money that moved according to the phone.

    Attributes:
        number: the bill number, unique among the rows of a tender.
        amount: below zero for money given back.
        fee: what the tender kept of it.
    """

    id: int
    method: TenderMethod
    number: str
    at: datetime
    amount: Money
    fee: Money


@dataclass(frozen=True, slots=True)
class BookedPayment:
    """Money that moved according to the till.

    Attributes:
        order_number: of the sale, the return or the receipt.
        amount: below zero for money given back.
        tail: last digits of the bill number as the cashier typed them, or nothing.
        is_receipt: whether it is a member's money that belongs to no sale.
    """

    id: int
    method: TenderMethod
    order_number: str
    at: datetime
    amount: Money
    tail: str = ""
    is_receipt: bool = False


@dataclass(frozen=True, slots=True)
class Knot:
    """Payments and rows of one amount that cannot be told apart, and do not come out even."""

    payments: tuple[BookedPayment, ...]
    rows: tuple[BillRow, ...]


@dataclass(frozen=True, slots=True)
class BillMatching:
    """What came of it; every payment and every row is in exactly one place."""

    matched: tuple[tuple[BookedPayment, BillRow], ...] = ()
    sales_without_money: tuple[BookedPayment, ...] = ()
    money_without_sale: tuple[BillRow, ...] = ()
    ambiguous: tuple[Knot, ...] = ()

    @property
    def is_even(self) -> bool:
        """Whether all money has its sale and every sale its money."""
        return not (self.sales_without_money or self.money_without_sale or self.ambiguous)


def match_bills(
    payments: Iterable[BookedPayment],
    rows: Iterable[BillRow],
    chosen: Mapping[int, int] | None = None,
) -> BillMatching:
    """Pair payments with rows; the order in which they are given does not matter.

    Args:
        payments: of the till.
        rows: of the phone.
        chosen: what a person decided: the payment of a row, by their ids.
    """
    open_payments = {each.id: each for each in payments}
    open_rows = {each.id: each for each in rows}
    pairs: list[tuple[BookedPayment, BillRow]] = []
    for row_id, payment_id in sorted((chosen or {}).items()):
        if row_id in open_rows and payment_id in open_payments:
            pairs.append((open_payments.pop(payment_id), open_rows.pop(row_id)))
    for may_pair in (_by_tail, _within(CLOSE_IN_TIME), _within(WINDOW)):
        for knot in _knots(open_payments.values(), open_rows.values(), may_pair):
            for paid, row in _evened(knot, may_pair):
                pairs.append((open_payments.pop(paid.id), open_rows.pop(row.id)))
    return _sorted_out(pairs, open_payments, open_rows)


def _sorted_out(
    pairs: list[tuple[BookedPayment, BillRow]],
    open_payments: dict[int, BookedPayment],
    open_rows: dict[int, BillRow],
) -> BillMatching:
    knots = _knots(open_payments.values(), open_rows.values(), _within(WINDOW))
    tied = tuple(knot for knot in knots if knot.payments and knot.rows)
    alone = [knot for knot in knots if not (knot.payments and knot.rows)]
    return BillMatching(
        matched=tuple(sorted(pairs, key=lambda pair: _place(pair[0]))),
        sales_without_money=tuple(each for knot in alone for each in knot.payments),
        money_without_sale=tuple(each for knot in alone for each in knot.rows),
        ambiguous=tied,
    )


def _by_tail(paid: BookedPayment, row: BillRow) -> bool:
    return bool(paid.tail) and _may_be(paid, row, TAIL_WINDOW)


def _within(window: timedelta) -> Callable[[BookedPayment, BillRow], bool]:
    def may_pair(paid: BookedPayment, row: BillRow) -> bool:
        return _may_be(paid, row, window)

    return may_pair


def _may_be(paid: BookedPayment, row: BillRow, window: timedelta) -> bool:
    return (
        paid.method is row.method
        and paid.amount == row.amount
        and row.number.endswith(paid.tail)
        and abs(paid.at - row.at) <= window
    )


def _knots(
    payments: Iterable[BookedPayment],
    rows: Iterable[BillRow],
    may_pair: Callable[[BookedPayment, BillRow], bool],
) -> list[Knot]:
    """Return the connected parts of "may be paired", each sorted by time, the earliest first."""
    left = {row.id: row for row in sorted(rows, key=_place)}
    waiting = {paid.id: paid for paid in sorted(payments, key=_place)}
    rows_of = {
        paid.id: [row.id for row in left.values() if may_pair(paid, row)]
        for paid in waiting.values()
    }
    payments_of: dict[int, list[int]] = {}
    for payment_id, row_ids in rows_of.items():
        for row_id in row_ids:
            payments_of.setdefault(row_id, []).append(payment_id)
    knots: list[Knot] = []
    while waiting:
        reached, found = [next(iter(waiting))], Knot((), ())
        while reached:
            paid = waiting.pop(reached.pop(), None)
            if paid is None:
                continue
            own = tuple(left.pop(row_id) for row_id in rows_of[paid.id] if row_id in left)
            found = Knot((*found.payments, paid), (*found.rows, *own))
            reached += [each for row in own for each in payments_of[row.id]]
        knots.append(_in_order(found))
    return [*knots, *(Knot((), (row,)) for row in left.values())]


def _in_order(knot: Knot) -> Knot:
    return Knot(tuple(sorted(knot.payments, key=_place)), tuple(sorted(knot.rows, key=_place)))


def _evened(
    knot: Knot, may_pair: Callable[[BookedPayment, BillRow], bool]
) -> list[tuple[BookedPayment, BillRow]]:
    """Return the pairs of a knot that comes out even, in order of time; of any other nothing."""
    if len(knot.payments) != len(knot.rows):
        return []
    pairs = list(zip(knot.payments, knot.rows, strict=True))
    return pairs if all(may_pair(paid, row) for paid, row in pairs) else []


def _place(each: BookedPayment | BillRow) -> tuple[datetime, int]:
    return each.at, each.id
