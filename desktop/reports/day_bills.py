"""A business date against the bills of the collecting phones, as far as bills were read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from desktop.domain.bill_matching import BillMatching, Knot, match_bills
from desktop.storage import bill_queries

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from sqlalchemy import Connection

    from desktop.domain.bill_matching import BillRow, BookedPayment
    from desktop.domain.tender import TenderMethod
    from desktop.storage.report_queries import DaySpan

_LONGEST_DAY: Final = timedelta(days=3)
_AROUND: Final = timedelta(hours=12)
"""A sale just before midnight may have its money after it; what lies around a day is paired too."""

NOTHING: Final = BillMatching()


@dataclass(frozen=True, slots=True)
class BillDay:
    """What bills say about a business date.

    Attributes:
        methods: tenders of which a bill covers the day; of the others nothing is known.
    """

    methods: tuple[TenderMethod, ...] = ()
    matching: BillMatching = NOTHING


def read_bill_day(connection: Connection, on: date, span: DaySpan) -> BillDay:
    """Pair a business date's payments with the rows of bills."""
    seen = bill_queries.seen_until(connection, on)
    if not seen:
        return BillDay()
    start = span.start - _AROUND
    end = (span.end or span.start + _LONGEST_DAY) + _AROUND
    kept = bill_queries.rows_between(connection, start, end)
    booked = bill_queries.payments_between(connection, sorted(seen), start, end)

    def was_seen(moved: BookedPayment | BillRow) -> bool:
        return moved.method in seen and moved.at < seen[moved.method]

    found = match_bills(
        [paid for paid, _ in booked if was_seen(paid)],
        [each.row for each in kept if not each.set_aside_note and was_seen(each.row)],
        {each.row.id: each.payment_id for each in kept if each.payment_id is not None},
    )
    own = {paid.id for paid, booked_on in booked if booked_on == on}
    return BillDay(tuple(sorted(seen)), _of_day(found, own, span))


def _of_day(found: BillMatching, own: Collection[int], span: DaySpan) -> BillMatching:
    def is_own(paid: BookedPayment) -> bool:
        return paid.id in own

    def is_within(at: datetime) -> bool:
        return span.holds(at)

    def concerns(knot: Knot) -> bool:
        return any(map(is_own, knot.payments)) or any(is_within(row.at) for row in knot.rows)

    return BillMatching(
        matched=tuple(pair for pair in found.matched if is_own(pair[0])),
        sales_without_money=tuple(filter(is_own, found.sales_without_money)),
        money_without_sale=tuple(r for r in found.money_without_sale if is_within(r.at)),
        ambiguous=tuple(filter(concerns, found.ambiguous)),
    )
