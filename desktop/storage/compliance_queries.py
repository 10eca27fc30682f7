"""What a buyer bought lately, and the decisions that stand with a sale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, select

from desktop.domain.clock import to_milliseconds
from desktop.domain.compliance import Earlier
from desktop.domain.money import Money
from desktop.models.administration import person
from desktop.models.compliance import rule_decision
from desktop.models.sales import sale
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


@dataclass(frozen=True, slots=True)
class Buyer:
    """By what a buyer is known again: as a member, and by the accounts that are topped up."""

    customer_id: int | None
    fingerprints: tuple[bytes, ...]

    @property
    def is_known(self) -> bool:
        """Whether there is anything to look for."""
        return self.customer_id is not None or bool(self.fingerprints)


def read_earlier(
    connection: Connection, buyer: Buyer, since: datetime, business_date: date | None
) -> Earlier:
    """Return what was bought lately by the trace that found most; traces are never added up."""
    date_text = business_date.isoformat() if business_date else ""
    traces: list[tuple[str, int | bytes]] = [(_BY_TARGET_SQL, one) for one in buyer.fingerprints]
    if buyer.customer_id is not None:
        traces.append((_BY_CUSTOMER_SQL, buyer.customer_id))
    most = Earlier()
    for statement, key in traces:
        row = find_row(connection, statement, (key, to_milliseconds(since), date_text))
        if row is None:
            continue
        most = Earlier(max(most.sales, int(row[0])), max(most.total, Money(int(row[1]))))
    return most


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
