"""The ledger of commissions against everything it comes from: sales, payouts, drawer and chain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.storage.commission_ledger import dues_of_sale
from desktop.storage.integrity import IntegrityProblem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

_SALES_SQL: Final = "SELECT s.number, s.id FROM agent_sale a JOIN sale s ON s.id = a.sale_id"
_STRAY_SQL: Final = (
    "SELECT s.number, s.id FROM commission_entry e JOIN sale s ON s.id = e.sale_id"
    " LEFT JOIN agent_sale a ON a.sale_id = e.sale_id AND a.agent_id = e.agent_id"
    " WHERE a.sale_id IS NULL LIMIT 100"
)
_PAYOUTS_SQL: Final = (
    "SELECT p.number, p.id FROM agent_payout p WHERE -p.amount <>"
    " (SELECT coalesce(sum(e.amount), 0) FROM commission_entry e"
    "  WHERE e.payout_id = p.id AND e.agent_id = p.agent_id)"
    " OR (p.way = 'cash' AND -p.amount <> (SELECT coalesce(sum(m.amount), 0)"
    "  FROM cash_movement m WHERE m.id = p.cash_movement_id AND m.reason = 'commission'))"
    " LIMIT 100"
)
_NOTED_SQL: Final = (
    "WITH noted AS (SELECT json_extract(body, '$.entry') AS entry,"
    " json_extract(body, '$.agent') AS agent, json_extract(body, '$.amount') AS amount"
    " FROM ledger WHERE kind IN ('commission_booked', 'commission_paid'))"
    " SELECT g.code, e.id FROM commission_entry e JOIN agent g ON g.id = e.agent_id"
    " LEFT JOIN noted n ON n.entry = e.id"
    " WHERE n.entry IS NULL OR n.amount <> e.amount OR n.agent <> e.agent_id"
    " UNION ALL SELECT coalesce(g.code, ''), n.entry FROM noted n"
    " LEFT JOIN agent g ON g.id = n.agent LEFT JOIN commission_entry e ON e.id = n.entry"
    " WHERE e.id IS NULL LIMIT 100"
)


def find_uneven_commissions(connection: Connection) -> Iterator[IntegrityProblem]:
    """Yield sales whose agent was booked another commission than their lines earn by now."""
    for number, sale_id in connection.exec_driver_sql(_SALES_SQL).fetchall():
        if any(line.due != line.booked for line in dues_of_sale(connection, sale_id)):
            yield IntegrityProblem("commission_lines", number, sale_id)
    for number, sale_id in connection.exec_driver_sql(_STRAY_SQL):
        yield IntegrityProblem("commission_lines", number, sale_id)


def find_uneven_payouts(connection: Connection) -> Iterator[IntegrityProblem]:
    """Yield payouts that the ledger of commissions or the drawer does not know as they are."""
    for number, row_id in connection.exec_driver_sql(_PAYOUTS_SQL):
        yield IntegrityProblem("payout_entries", number, row_id)


def find_unnoted_commissions(connection: Connection) -> Iterator[IntegrityProblem]:
    """Yield entries that are not as the chain says."""
    for code, row_id in connection.exec_driver_sql(_NOTED_SQL):
        yield IntegrityProblem("commission_not_as_noted", code, row_id)


AGENT_CHECKS: Final = (find_uneven_commissions, find_uneven_payouts, find_unnoted_commissions)
