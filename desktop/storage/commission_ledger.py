"""The ledger of commissions: what each sold line has earned, settled against what it is due now.

Whatever moves a sold line settles its sale in the same transaction: goods that arrive, a cost or a
fee that becomes known, pieces that come back. An entry is the difference between what is due and
what was booked before, so that the order in which things happen never matters, nothing is counted
twice, and what came back whole has earned exactly nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, select

from desktop.domain.agent import (
    CommissionReason,
    CommissionRow,
    EarningLine,
    burden_of,
    commissions_of,
    due_now,
)
from desktop.domain.delivery import DeliveryState
from desktop.domain.loyalty import worth_of
from desktop.domain.money import ZERO, Money
from desktop.domain.sale import SaleState
from desktop.models.administration import person
from desktop.models.agents import agent_payout, commission_entry
from desktop.models.sales import sale, sale_line
from desktop.storage.driver import find_row, list_rows
from desktop.storage.ledger import LedgerEntry
from desktop.storage.prepared_insert import PreparedInsert

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.domain.agent import Payout
    from desktop.storage.ground import Ground

INSERT_COMMISSION: Final = PreparedInsert(
    commission_entry,
    *("id", "agent_id", "reason", "amount", "sale_id", "sale_line_id", "return_id", "payout_id"),
    "booked_at",
)
_TERMS_SQL: Final = (
    "SELECT a.agent_id, a.share, a.points_per_yuan, s.state, s.points_earned,"
    " (SELECT coalesce(sum(p.fee), 0) FROM payment p WHERE p.sale_id = s.id"
    "  AND p.state = 'confirmed'),"
    " (SELECT coalesce(sum(u.amount), 0) FROM promotion_use u WHERE u.sale_id = s.id"
    "  AND u.kind = 'bonus' AND u.undoes IS NULL)"
    " FROM agent_sale a JOIN sale s ON s.id = a.sale_id WHERE a.sale_id = ?"
)
_LINES_SQL: Final = (
    "SELECT l.id, l.gross, l.net, l.cost, l.quantity, l.returned_quantity, l.delivery_state,"
    " (SELECT coalesce(sum(e.amount), 0) FROM commission_entry e WHERE e.sale_line_id = l.id"
    "  AND e.sale_id = l.sale_id)"
    " FROM sale_line l WHERE l.sale_id = ? ORDER BY l.position"
)
_SALE_OF_LINE_SQL: Final = (
    "SELECT a.sale_id FROM agent_sale a JOIN sale_line l ON l.sale_id = a.sale_id WHERE l.id = ?"
)
_HERE: Final = frozenset({str(DeliveryState.ARRIVED), str(DeliveryState.HANDED_OVER)})


@dataclass(frozen=True, slots=True)
class LineDue:
    """What a line has earned by now, and what was booked of it."""

    line_id: int
    due: Money
    booked: Money


def settle_line(connection: Connection, ground: Ground, sale_line_id: int) -> None:
    """Settle the sale of a line whose goods or cost have moved."""
    row = find_row(connection, _SALE_OF_LINE_SQL, (sale_line_id,))
    if row is not None:
        settle_sale(connection, ground, row[0])


def settle_sale(
    connection: Connection, ground: Ground, sale_id: int, return_id: int | None = None
) -> None:
    """Book what the lines of a sale have earned, or no longer earn; a sale of no agent is left.

    Args:
        connection: the transaction that moved the sale.
        ground: for ids, the time and the chain.
        sale_id: the sale.
        return_id: what came back, if that is why.
    """
    terms = find_row(connection, _TERMS_SQL, (sale_id,))
    if terms is None:
        return
    now = ground.now()
    rows: list[dict[str, Any]] = [
        {
            "id": ground.identifiers.next_id(),
            "agent_id": terms[0],
            "reason": _reason_of(one, return_id),
            "amount": one.due - one.booked,
            "sale_id": sale_id,
            "sale_line_id": one.line_id,
            "return_id": return_id,
            "payout_id": None,
            "booked_at": now,
        }
        for one in _dues(connection, sale_id, terms)
        if one.due != one.booked
    ]
    _append(connection, ground, "commission_booked", rows)


def book_payout(connection: Connection, ground: Ground, payout: Payout) -> None:
    """Take what was paid out off what is owed."""
    row = {
        "id": ground.identifiers.next_id(),
        "agent_id": payout.agent_id,
        "reason": CommissionReason.PAID,
        "amount": -payout.amount,
        "sale_id": None,
        "sale_line_id": None,
        "return_id": None,
        "payout_id": payout.id,
        "booked_at": payout.paid_at,
    }
    _append(connection, ground, "commission_paid", [row])


def dues_of_sale(connection: Connection, sale_id: int) -> tuple[LineDue, ...]:
    """Return what each line of a sale is due and what was booked; nothing for a sale of nobody."""
    terms = find_row(connection, _TERMS_SQL, (sale_id,))
    return () if terms is None else _dues(connection, sale_id, terms)


def list_entries(
    connection: Connection, agent_id: int, limit: int = 200
) -> tuple[CommissionRow, ...]:
    """Return an agent's entries, newest first, each with what is owed after it."""
    entry = commission_entry
    order = [entry.c.booked_at, entry.c.id]
    rows = connection.execute(
        select(
            entry.c.booked_at,
            entry.c.reason,
            func.coalesce(sale.c.number, agent_payout.c.number).label("number"),
            sale_line.c.title,
            person.c.name.label("person_name"),
            agent_payout.c.note,
            entry.c.amount,
            func.sum(entry.c.amount).over(order_by=order).label("balance"),
        )
        .join(sale, sale.c.id == entry.c.sale_id, isouter=True)
        .join(sale_line, sale_line.c.id == entry.c.sale_line_id, isouter=True)
        .join(agent_payout, agent_payout.c.id == entry.c.payout_id, isouter=True)
        .join(person, person.c.id == agent_payout.c.person_id, isouter=True)
        .where(entry.c.agent_id == agent_id)
        .order_by(entry.c.booked_at.desc(), entry.c.id.desc())
        .limit(limit)
    )
    return tuple(
        CommissionRow(
            row.booked_at,
            row.reason,
            row.number or "",
            row.title or "",
            row.person_name or "",
            row.note or "",
            row.amount,
            row.balance,
        )
        for row in rows
    )


def _dues(connection: Connection, sale_id: int, terms: tuple[Any, ...]) -> tuple[LineDue, ...]:
    _, share, points_per_yuan, state, points, fees, bonus = terms
    rows = list_rows(connection, _LINES_SQL, (sale_id,))
    stands = state == SaleState.COMPLETED
    lines = [
        EarningLine(
            Money(net),
            None if cost is None else Money(cost),
            quantity,
            returned,
            stands and delivery in _HERE,
        )
        for _, _, net, cost, quantity, returned, delivery, _ in rows
    ]
    costs = (Money(fees), Money(bonus), worth_of(points, points_per_yuan))
    gifts = [line.cost for line, row in zip(lines, rows, strict=True) if not row[1]]
    wholes = commissions_of(lines, burden_of(costs, gifts), share)
    return tuple(
        LineDue(row[0], due_now(line, whole), Money(row[7]))
        for row, line, whole in zip(rows, lines, wholes, strict=True)
    )


def _reason_of(line: LineDue, return_id: int | None) -> CommissionReason:
    if return_id is not None and line.due < line.booked:
        return CommissionReason.RETURNED
    return CommissionReason.CHANGED if line.booked != ZERO else CommissionReason.EARNED


def _append(connection: Connection, ground: Ground, kind: str, rows: list[dict[str, Any]]) -> None:
    INSERT_COMMISSION.run(connection, rows)
    for row in rows:
        body = {
            "entry": row["id"],
            "agent": row["agent_id"],
            "amount": row["amount"].fen,
            "reason": str(row["reason"]),
            "sale": row["sale_id"],
            "line": row["sale_line_id"],
            "payout": row["payout_id"],
        }
        ground.record(connection, LedgerEntry(kind, body))
