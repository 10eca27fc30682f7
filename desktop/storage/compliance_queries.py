"""What a buyer bought lately, and the decisions that stand with a sale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from desktop.domain.clock import to_milliseconds
from desktop.domain.compliance import Earlier
from desktop.domain.money import Money
from desktop.models.compliance import rule_decision
from desktop.storage.driver import find_row
from desktop.storage.prepared_insert import PreparedInsert

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import Connection

INSERT_DECISION: Final = PreparedInsert(
    rule_decision,
    *("id", "sale_id", "rule_id", "rule_version", "set_version", "amount", "limit_amount"),
    *("answer", "approved_by", "person_id", "decided_at"),
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


def list_decisions(connection: Connection, sale_id: int) -> list[tuple[str, str, Money]]:
    """Return rule, answer and sum of every decision on a sale."""
    columns = (rule_decision.c.rule_id, rule_decision.c.answer, rule_decision.c.amount)
    query = select(*columns).where(rule_decision.c.sale_id == sale_id)
    rows = connection.execute(query.order_by(rule_decision.c.id))
    return [(rule, answer, amount) for rule, answer, amount in rows]
