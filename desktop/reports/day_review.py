"""The exceptions of a business date one by one, each with who did it and on which order."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, select

from desktop.domain.clock import to_milliseconds
from desktop.domain.money import ZERO, Money
from desktop.domain.review import ReviewItem
from desktop.domain.sale import PaymentReason
from desktop.models.administration import person, print_job
from desktop.models.member_ledgers import customer_receipt
from desktop.models.payments import payment
from desktop.models.sales import sale, sale_line, sale_return
from desktop.reports.base import is_booked_within
from desktop.reports.day_exceptions import NOTED_KINDS
from desktop.storage import report_queries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from sqlalchemy import Connection

    from desktop.domain.day_report import DayReport
    from desktop.storage.report_queries import DaySpan, NotedEntry

MANY_SALES_OF_ONE: Final = 5
"""So many sales of one member within a day are looked at: points may be gathered on one name."""
_NAMED_AS_FINDINGS: Final = frozenset({"clock_back", "points_adjusted"})


def read_review(
    connection: Connection, span: DaySpan, till: int, report: DayReport
) -> tuple[ReviewItem, ...]:
    """Read everything the owner looks at; in an order that stays the same."""
    on = report.date
    names = {row.id: row.name for row in connection.execute(select(person.c.id, person.c.name))}
    found = (
        *_findings(report),
        *_returns(connection, on),
        *_price_changes(connection, on),
        *_method_changes(connection, on),
        *_members_with_many_sales(connection, on),
        *_reprints(connection, span),
        *_noted(connection, span, till),
    )
    return tuple(_with_name(item, names) for item in found)


def _with_name(item: ReviewItem, names: dict[int, str]) -> ReviewItem:
    """Put the name for the id of whoever did it."""
    if not item.person:
        return item
    return replace(item, person=names.get(int(item.person), ""))


def _findings(report: DayReport) -> Iterator[ReviewItem]:
    """Number what is alike: a word on the first is no word on the same thing done again."""
    times = Counter[str]()
    for each in report.findings:
        key = f"finding:{each.kind}:{each.order}:{each.detail}"
        times[key] += 1
        own_key = key if times[key] == 1 else f"{key}:{times[key]}"
        yield ReviewItem(own_key, each.kind, each.order, each.detail, each.amount)


def _returns(connection: Connection, on: date) -> Iterator[ReviewItem]:
    rows = connection.execute(
        select(
            sale_return.c.id,
            sale_return.c.is_void,
            sale_return.c.amount,
            sale_return.c.note,
            sale_return.c.person_id,
            sale_return.c.returned_at,
            sale.c.number,
        )
        .join(sale, sale.c.id == sale_return.c.sale_id)
        .where(sale_return.c.business_date == on)
        .order_by(sale_return.c.id)
    )
    for row in rows:
        yield ReviewItem(
            f"return:{row.id}",
            "void" if row.is_void else "refund",
            row.number,
            row.note,
            row.amount,
            str(row.person_id),
            row.returned_at,
        )


def _price_changes(connection: Connection, on: date) -> Iterator[ReviewItem]:
    rows = connection.execute(
        select(
            sale_line.c.id,
            sale_line.c.discount,
            sale_line.c.discount_reason,
            sale.c.number,
            sale.c.cashier_id,
            sale.c.sold_at,
        )
        .join(sale, sale.c.id == sale_line.c.sale_id)
        .where(is_booked_within(on, on), sale_line.c.discount_reason != "")
        .order_by(sale_line.c.id)
    )
    for row in rows:
        yield ReviewItem(
            f"line:{row.id}",
            "price_change",
            row.number,
            row.discount_reason,
            row.discount,
            str(row.cashier_id),
            row.sold_at,
        )


def _method_changes(connection: Connection, on: date) -> Iterator[ReviewItem]:
    rows = connection.execute(
        select(
            payment.c.id,
            payment.c.amount,
            payment.c.note,
            payment.c.person_id,
            payment.c.paid_at,
            sale.c.number,
        )
        .join(sale, sale.c.id == payment.c.sale_id)
        .where(
            payment.c.business_date == on,
            payment.c.reason == PaymentReason.METHOD_CHANGE,
            payment.c.amount > ZERO,
        )
        .order_by(payment.c.id)
    )
    for row in rows:
        yield ReviewItem(
            f"payment:{row.id}",
            "method_change",
            row.number,
            row.note,
            row.amount,
            str(row.person_id),
            row.paid_at,
        )


def _members_with_many_sales(connection: Connection, on: date) -> Iterator[ReviewItem]:
    count = func.count()
    rows = connection.execute(
        select(
            sale.c.customer_id,
            count.label("sales"),
            func.sum(sale.c.total).label("total"),
            func.min(sale.c.number).label("number"),
        )
        .where(is_booked_within(on, on), sale.c.customer_id.is_not(None))
        .group_by(sale.c.customer_id)
        .having(count >= MANY_SALES_OF_ONE)
        .order_by(sale.c.customer_id)
    )
    for row in rows:
        key = f"member:{row.customer_id}"
        yield ReviewItem(key, "member_many_sales", row.number, str(row.sales), row.total)


def _reprints(connection: Connection, span: DaySpan) -> Iterator[ReviewItem]:
    query = (
        select(
            print_job.c.id,
            print_job.c.copy_number,
            print_job.c.person_id,
            print_job.c.requested_at,
            func.coalesce(sale.c.number, customer_receipt.c.number).label("number"),
        )
        .outerjoin(sale, sale.c.id == print_job.c.subject_id)
        .outerjoin(customer_receipt, customer_receipt.c.id == print_job.c.subject_id)
        .where(print_job.c.copy_number > 0, print_job.c.requested_at >= span.start)
        .order_by(print_job.c.id)
    )
    if span.end is not None:
        query = query.where(print_job.c.requested_at < span.end)
    for row in connection.execute(query):
        yield ReviewItem(
            f"print:{row.id}",
            "reprint",
            row.number or "",
            str(row.copy_number),
            person=str(row.person_id),
            at=row.requested_at,
        )


def _noted(connection: Connection, span: DaySpan, till: int) -> Iterator[ReviewItem]:
    """Entries of the ledger that are exceptions as they stand; their times are all different."""
    kinds = [kind for kind in NOTED_KINDS if kind not in _NAMED_AS_FINDINGS]
    entries = report_queries.list_noted(connection, till, kinds, span)
    numbers = _numbers_of(connection, (entry.body.get("sale") for entry in entries))
    for entry in entries:
        body = entry.body
        yield ReviewItem(
            f"ledger:{to_milliseconds(entry.at)}",
            NOTED_KINDS[entry.kind],
            numbers.get(body.get("sale"), ""),
            _detail_of(entry),
            Money(int(body.get("amount", 0))),
            str(body.get("person") or ""),
            entry.at,
        )


def _detail_of(entry: NotedEntry) -> str:
    body = entry.body
    if entry.kind == "same_payer":
        return f"{body['rule_kind']}:{body['sales']}"
    return str(body.get("reason") or body.get("code") or body.get("action") or "")


def _numbers_of(connection: Connection, sale_ids: Iterable[Any]) -> dict[Any, str]:
    wanted = sorted({int(each) for each in sale_ids if each is not None})
    rows = connection.execute(select(sale.c.id, sale.c.number).where(sale.c.id.in_(wanted)))
    return {row.id: row.number for row in rows}
