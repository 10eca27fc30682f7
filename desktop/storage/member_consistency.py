"""Sums of members' ledgers that must agree with the sales and receipts beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.storage.integrity import IntegrityProblem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

_RECEIPTS_SQL: Final = (
    "SELECT r.number, r.id FROM customer_receipt r WHERE r.amount <>"
    " (SELECT coalesce(sum(e.principal), 0) FROM stored_value_entry e WHERE e.receipt_id = r.id)"
    " - (SELECT coalesce(sum(e.amount), 0) FROM credit_entry e WHERE e.receipt_id = r.id)"
    " LIMIT 100"
)
_PAID_SQL: Final = (
    "coalesce((SELECT sum(p.amount) FROM payment p WHERE p.sale_id = s.id"
    " AND p.state = 'confirmed' AND p.method = '{method}'), 0)"
)
_SALES_SQL: Final = (
    "SELECT s.number, s.id FROM sale s WHERE s.customer_id IS NOT NULL AND ("  # noqa: S608 - constants only
    + _PAID_SQL.format(method="stored")
    + " <> -(SELECT coalesce(sum(e.principal + e.bonus), 0) FROM stored_value_entry e"
    "  WHERE e.sale_id = s.id AND e.reason IN ('spent', 'spent_back'))"
    " OR "
    + _PAID_SQL.format(method="credit")
    + " <> (SELECT coalesce(sum(e.amount), 0) FROM credit_entry e WHERE e.sale_id = s.id)"
    ") LIMIT 100"
)


def find_uneven_receipts(connection: Connection) -> Iterator[IntegrityProblem]:
    """Yield receipts whose money is not what their entries say."""
    for number, row_id in connection.exec_driver_sql(_RECEIPTS_SQL):
        yield IntegrityProblem("receipt_entries", number, row_id)


def find_uneven_ledger_payments(connection: Connection) -> Iterator[IntegrityProblem]:
    """Yield sales whose payments out of a ledger are not what that ledger says."""
    for number, row_id in connection.exec_driver_sql(_SALES_SQL):
        yield IntegrityProblem("ledger_payments", number, row_id)


MEMBER_CHECKS: Final = (find_uneven_receipts, find_uneven_ledger_payments)
