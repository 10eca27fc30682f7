"""The money side of a day: tenders, collection codes, the drawer, and what was counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import case, func, select

from desktop.domain.day_report import CashReportFigures, CodeFigures, TenderFigures
from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.money import ZERO, Money, total_of
from desktop.domain.sale import BACK_REASONS, PaymentReason, PaymentState
from desktop.domain.shift import CountKind
from desktop.domain.tender import STATIC_CODE_METHODS, TenderMethod
from desktop.models.member_ledgers import customer_receipt
from desktop.models.payments import payment
from desktop.storage import close_queries, member_ledger_queries, shift_queries

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, Connection

WITHOUT_CODE = QT_TRANSLATE_NOOP("reports", "没有指明哪个码")
_BACK = BACK_REASONS


def read_cash(connection: Connection, on: date) -> CashReportFigures:
    """Add up the drawer and set the latest count beside it."""
    figures = shift_queries.day_cash(connection, on)
    counted = counted_cash(connection, on)
    return CashReportFigures(
        figures.opening_float,
        figures.put_in,
        figures.taken_out,
        figures.expected,
        counted,
        None if counted is None else counted - figures.expected,
    )


def counted_cash(connection: Connection, on: date) -> Money | None:
    """Return the latest count of the day; the last handed-over shift's count stands in for it."""
    counts = shift_queries.list_cash_counts(connection, on, CountKind.DAY)
    if counts:
        return counts[-1].total
    shifts = shift_queries.list_shifts(connection, on)
    if not shifts or any(held.is_open for held in shifts):
        return None
    handed_over = shift_queries.list_cash_counts(connection, on, CountKind.SHIFT)
    return handed_over[-1].total if handed_over else None


def read_codes(connection: Connection, on: date, enabled: Sequence[str]) -> tuple[CodeFigures, ...]:
    """Read what each collection code should show, and what was typed for it."""
    sums = _code_sums(connection, on)
    counted = {
        (row.method, row.code_id): row.counted
        for row in close_queries.latest_tender_counts(connection, on)
    }
    labels = close_queries.code_labels(connection)
    keys = [key for key in _keys_to_count(connection, enabled) if key not in sums]
    ordered = sorted({*sums, *keys, *counted}, key=lambda key: (_rank(key[0]), key[1] or 0))
    return tuple(
        _code_of(key, sums.get(key), counted.get(key), labels.get(key[1] or 0)) for key in ordered
    )


def read_tenders(
    connection: Connection,
    on: date,
    enabled: Sequence[str],
    cash: CashReportFigures,
    codes: Sequence[CodeFigures],
) -> tuple[TenderFigures, ...]:
    """Read every tender that is enabled or was used that day."""
    sums = _tender_sums(connection, on)
    methods = sorted({*sums, *enabled}, key=lambda word: _rank(TenderMethod(word)))
    return tuple(_tender_of(method, sums.get(method), cash, codes) for method in methods)


def _tender_of(
    method: str, row: _TenderSum | None, cash: CashReportFigures, codes: Sequence[CodeFigures]
) -> TenderFigures:
    received = row.received if row else ZERO
    refunded = row.given_back if row else ZERO
    net = received - refunded
    expected, counted = net, _counted_of(method, codes)
    if method == TenderMethod.CASH:
        expected, counted = cash.expected, cash.counted
    difference = None if counted is None else counted - expected
    count = row.taken if row else 0
    return TenderFigures(method, count, received, refunded, net, expected, counted, difference)


def _counted_of(method: str, codes: Sequence[CodeFigures]) -> Money | None:
    """Return the sum of a tender's codes once each of them was typed."""
    own = [code for code in codes if code.method == method]
    counted = [code.counted for code in own if code.counted is not None]
    return total_of(counted) if own and len(counted) == len(own) else None


def _code_of(
    key: tuple[TenderMethod, int | None],
    row: tuple[int, Money] | None,
    counted: Money | None,
    label: tuple[TenderMethod, str] | None,
) -> CodeFigures:
    taken, expected = row or (0, ZERO)
    return CodeFigures(
        str(key[0]),
        key[1],
        label[1] if label else "",
        taken,
        expected,
        counted,
        None if counted is None else counted - expected,
    )


def _keys_to_count(
    connection: Connection, enabled: Sequence[str]
) -> list[tuple[TenderMethod, int | None]]:
    """Return each code of the enabled tenders, and each enabled tender that has no code."""
    in_use = [(method, code_id) for code_id, method in close_queries.codes_in_use(connection)]
    with_code = {method for method, _ in in_use}
    keys: list[tuple[TenderMethod, int | None]] = [
        (method, code_id) for method, code_id in in_use if str(method) in enabled
    ]
    bare = [method for method in STATIC_CODE_METHODS if str(method) in enabled]
    return keys + [(method, None) for method in bare if method not in with_code]


def _taken() -> ColumnElement[int]:
    """Count payments taken; one whose method was changed counts where it ended."""
    return func.sum(
        case(
            (payment.c.reason == PaymentReason.SALE, 1),
            (payment.c.reason.in_(_BACK), 0),
            (payment.c.amount < ZERO, -1),
            else_=1,
        )
    )


@dataclass(frozen=True, slots=True)
class _TenderSum:
    """What came by one tender and what went back by it, both positive."""

    taken: int
    received: Money
    given_back: Money


def _tender_sums(connection: Connection, on: date) -> dict[str, _TenderSum]:
    """Add up payments and receipts by tender."""
    is_back = payment.c.reason.in_(_BACK)
    rows = connection.execute(
        select(
            payment.c.method,
            _taken().label("taken"),
            func.sum(payment.c.amount).filter(~is_back).label("received"),
            func.sum(payment.c.amount).filter(is_back).label("given_back"),
        )
        .where(payment.c.business_date == on, payment.c.state == PaymentState.CONFIRMED)
        .group_by(payment.c.method)
    )
    sums = {
        str(row.method): _TenderSum(row.taken, row.received or ZERO, -(row.given_back or ZERO))
        for row in rows
    }
    within = customer_receipt.c.business_date == on
    for method, taken, received, paid_out in member_ledger_queries.receipt_sums(connection, within):
        before = sums.get(str(method), _TenderSum(0, ZERO, ZERO))
        sums[str(method)] = _TenderSum(
            before.taken + taken, before.received + received, before.given_back + paid_out
        )
    return sums


def _code_sums(
    connection: Connection, on: date
) -> dict[tuple[TenderMethod, int | None], tuple[int, Money]]:
    """Return payments taken and what is left of them; money back counts where it had come in."""
    original = payment.alias("original")
    taken_by = (
        select(func.max(original.c.collection_code_id))
        .where(original.c.sale_id == payment.c.sale_id, original.c.method == payment.c.method)
        .where(original.c.reason != PaymentReason.RETURN)
        .scalar_subquery()
    )
    code_id = func.coalesce(payment.c.collection_code_id, taken_by).label("code_id")
    rows = connection.execute(
        select(
            payment.c.method,
            code_id,
            _taken().label("taken"),
            func.sum(payment.c.amount).label("net"),
        )
        .where(payment.c.business_date == on, payment.c.state == PaymentState.CONFIRMED)
        .where(payment.c.method.in_(STATIC_CODE_METHODS))
        .group_by(payment.c.method, code_id)
    )
    sums = {(row.method, row.code_id): (row.taken, row.net) for row in rows}
    receipt = customer_receipt.c
    more = connection.execute(
        select(
            receipt.method,
            receipt.collection_code_id,
            func.count().filter(receipt.amount > ZERO).label("taken"),
            func.sum(receipt.amount).label("net"),
        )
        .where(receipt.business_date == on, receipt.method.in_(STATIC_CODE_METHODS))
        .group_by(receipt.method, receipt.collection_code_id)
    )
    for row in more:
        key = (row.method, row.collection_code_id)
        taken, net = sums.get(key, (0, ZERO))
        sums[key] = (taken + row.taken, net + row.net)
    return sums


def _rank(method: TenderMethod) -> int:
    return list(TenderMethod).index(method)
