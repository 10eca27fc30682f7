"""What a buyer or a payer bought lately, and the decisions that stand with a sale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, select

from desktop.domain.clock import to_milliseconds
from desktop.domain.compliance import Earlier
from desktop.domain.money import Money
from desktop.models.administration import person
from desktop.models.compliance import rule_decision
from desktop.models.sales import sale, sale_line
from desktop.storage.driver import find_row
from desktop.storage.prepared_insert import PreparedInsert

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from sqlalchemy import Connection

INSERT_DECISION: Final = PreparedInsert(
    rule_decision,
    *("id", "sale_id", "rule_id", "rule_version", "set_version", "amount", "limit_amount"),
    *("answer", "approved_by", "person_id", "decided_at"),
)
DECISION_HEADERS: Final = (
    *("sale", "at", "total", "rule", "rule_version", "rules", "amount", "limit", "answer"),
    *("person", "approved_by"),
)
_RECENT: Final = "sale.state <> 'voided' AND (sale.sold_at >= ? OR sale.business_date = ?)"
"""The open date counts whatever the clock says now, so that setting it forward hides nothing; what
lies ahead of a clock that was set back counts too."""
_BY_CUSTOMER_SQL: Final = (
    "SELECT count(*), coalesce(sum(total), 0) FROM sale "  # noqa: S608 - only constants
    f"WHERE customer_id = ? AND {_RECENT}"
)
_BY_TARGET_SQL: Final = (
    "SELECT count(DISTINCT sale.id), coalesce(sum(sale_line.net), 0) FROM sale_line "  # noqa: S608
    "JOIN sale ON sale.id = sale_line.sale_id "
    f"WHERE sale_line.target_fingerprint = ? AND {_RECENT}"
)
_BY_PAYER_SQL: Final = (
    "SELECT count(*), coalesce(sum(sale.total), 0) FROM gateway_payment AS paid "  # noqa: S608
    "JOIN sale ON sale.id = paid.sale_id "
    f"WHERE paid.payer_fingerprint = ? AND paid.state = 'booked' AND sale.id <> ? AND {_RECENT}"
)
"""The whole of a sale counts, whatever part of it was paid in cash: so it does for a customer."""


@dataclass(frozen=True, slots=True)
class Buyer:
    """By what a buyer is known again: as a member, and by the accounts that are topped up."""

    customer_id: int | None
    fingerprints: tuple[bytes, ...]

    @property
    def is_known(self) -> bool:
        """Whether there is anything to look for."""
        return self.customer_id is not None or bool(self.fingerprints)


@dataclass(frozen=True, slots=True)
class Payer:
    """By what a buyer is known again once the money is there: the account that paid this sale."""

    fingerprint: bytes
    sale_id: int


@dataclass(frozen=True, slots=True)
class SoldGoods:
    """What a sale in the books is judged by: its cashier, and its goods by name with their sums."""

    cashier_id: int
    lines: tuple[tuple[str, Money], ...]


def read_earlier(
    connection: Connection, buyer: Buyer | Payer, since: datetime, business_date: date | None
) -> Earlier:
    """Return what was bought lately by the trace that found most; traces are never added up."""
    date_text = business_date.isoformat() if business_date else ""
    most = Earlier()
    for statement, key in _traces_of(buyer):
        row = find_row(connection, statement, (*key, to_milliseconds(since), date_text))
        if row is None:
            continue
        most = Earlier(max(most.sales, int(row[0])), max(most.total, Money(int(row[1]))))
    return most


def _traces_of(buyer: Buyer | Payer) -> list[tuple[str, tuple[int | bytes, ...]]]:
    if isinstance(buyer, Payer):
        return [(_BY_PAYER_SQL, (buyer.fingerprint, buyer.sale_id))]
    traces: list[tuple[str, tuple[int | bytes, ...]]]
    traces = [(_BY_TARGET_SQL, (one,)) for one in buyer.fingerprints]
    if buyer.customer_id is not None:
        traces.append((_BY_CUSTOMER_SQL, (buyer.customer_id,)))
    return traces


def read_sold(connection: Connection, sale_id: int) -> SoldGoods:
    """Read what a sale in the books is judged by."""
    lines = select(sale_line.c.title, sale_line.c.net).where(sale_line.c.sale_id == sale_id)
    cashier = connection.execute(select(sale.c.cashier_id).where(sale.c.id == sale_id))
    goods = tuple((title, net) for title, net in connection.execute(lines))
    return SoldGoods(cashier.scalar_one(), goods)


def decision_rows(connection: Connection) -> Iterator[tuple[Any, ...]]:
    """Yield what an authority may ask for: every sale that met a rule, and what was answered.

    Customers are not in it: an authority that wants one asks by the number of the sale.
    """
    owner = person.alias()
    made, whole = rule_decision.c, sale.c
    query = (
        select(
            *(whole.number, made.decided_at, whole.total, made.rule_id, made.rule_version),
            *(made.set_version, made.amount, made.limit_amount, made.answer, person.c.name),
            func.coalesce(owner.c.name, ""),
        )
        .join(sale, whole.id == made.sale_id)
        .join(person, person.c.id == made.person_id)
        .join(owner, owner.c.id == made.approved_by, isouter=True)
        .order_by(made.decided_at, made.id)
    )
    return (tuple(row) for row in connection.execute(query))


def list_decisions(connection: Connection, sale_id: int) -> list[tuple[str, str, Money]]:
    """Return rule, answer and sum of every decision on a sale."""
    columns = (rule_decision.c.rule_id, rule_decision.c.answer, rule_decision.c.amount)
    query = select(*columns).where(rule_decision.c.sale_id == sale_id)
    rows = connection.execute(query.order_by(rule_decision.c.id))
    return [(rule, answer, amount) for rule, answer, amount in rows]
