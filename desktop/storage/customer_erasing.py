"""Taking out what tells who a customer is; rows of money stay, and so does the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.domain.clock import to_milliseconds
from desktop.domain.purchase import OPEN_STATES
from desktop.storage import answer_clearing, customer_queries
from desktop.storage.driver import find_row, list_rows

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.storage.ground import Ground

_OPEN_PURCHASES: Final = ", ".join(f"'{state}'" for state in sorted(OPEN_STATES))
_OPEN_SQL: Final = (
    "SELECT count(*) FROM sale_line JOIN sale ON sale.id = sale_line.sale_id "  # noqa: S608 - constants only
    "WHERE sale.customer_id = ? AND (sale_line.state = 'sold' AND sale.state <> 'voided' AND "
    "(sale.state = 'awaiting_payment' OR sale_line.delivery_state IN "
    "('queued','processing','unknown','needs_decision','arrived','failed'))"
    " OR EXISTS (SELECT 1 FROM purchase p WHERE p.sale_line_id = sale_line.id"
    f" AND p.state IN ({_OPEN_PURCHASES})))"
)
_LINES_SQL: Final = "SELECT l.id FROM sale_line l JOIN sale s ON s.id = l.sale_id"
_TICKETS_SQL: Final = "SELECT id FROM ticket WHERE customer_id = :one"
_LIVE_TICKETS_SQL: Final = (
    "SELECT count(*) FROM ticket WHERE state <> 'closed' AND (customer_id = ? OR sale_line_id IN"  # noqa: S608 - constants only
    f" ({_LINES_SQL} WHERE s.customer_id = ?))"
)
_ERASE_SQL: Final = (
    "UPDATE customer SET erased_at = :at WHERE id = :one",
    "DELETE FROM saved_account WHERE customer_id = :one",
    "DELETE FROM customer_tag WHERE customer_id = :one",
    "DELETE FROM agent_member WHERE customer_id = :one",
    (
        "UPDATE agent SET name = :name, phone = '', qq = '', wechat = '', note = '',"
        " customer_id = NULL WHERE customer_id = :one"
    ),
    (
        "UPDATE sale_line SET target_sealed = NULL, target_fingerprint = NULL, note = '' "
        "WHERE sale_id IN (SELECT id FROM sale WHERE customer_id = :one)"
    ),
    (
        "UPDATE gateway_payment SET payer_fingerprint = NULL "
        "WHERE sale_id IN (SELECT id FROM sale WHERE customer_id = :one)"
    ),
    "UPDATE sale SET note = '' WHERE customer_id = :one",
    (
        "UPDATE ticket SET customer_id = :one WHERE customer_id IS NULL AND sale_line_id IN"  # noqa: S608 - constants only
        f" ({_LINES_SQL} WHERE s.customer_id = :one)"
    ),
    "UPDATE ticket SET contact = '' WHERE customer_id = :one",
    (
        "UPDATE ticket_entry SET text = '', value = '' WHERE kind IN ('customer','reply','note')"  # noqa: S608 - constants only
        f" AND ticket_id IN ({_TICKETS_SQL})"
    ),
)
"""``erased_at`` comes first: the trigger of threads lets words go only of who is deleted."""
_PURCHASES_SQL: Final = (
    "SELECT p.id FROM purchase p JOIN sale_line l ON l.id = p.sale_line_id"
    " JOIN sale s ON s.id = l.sale_id WHERE s.customer_id = ?"
)
_PAYMENTS_SQL: Final = (
    "SELECT g.id FROM gateway_payment g JOIN sale s ON s.id = g.sale_id WHERE s.customer_id = ?"
)
_PERSONAL: Final = (
    *("phone", "qq", "wechat", "card_no", "channel", "note", "birthday", "pinyin", "initials"),
)


def count_open_lines(connection: Connection, customer_id: int) -> int:
    """Return how many goods are paid or promised and not yet there: they still need an account."""
    row = find_row(connection, _OPEN_SQL, (customer_id,))
    return int(row[0]) if row is not None else 0


def count_open_tickets(connection: Connection, customer_id: int) -> int:
    """Return how many matters of theirs are not closed: somebody still has to answer them."""
    row = find_row(connection, _LIVE_TICKETS_SQL, (customer_id, customer_id))
    return int(row[0]) if row is not None else 0


def everybody_in(connection: Connection, customer_id: int) -> frozenset[int]:
    """Return a member's number and those of the members who were merged into them."""
    merged = list_rows(connection, "SELECT id FROM customer WHERE merged_into = ?", (customer_id,))
    return frozenset({customer_id, *(row[0] for row in merged)})


def erase_person(connection: Connection, ground: Ground, customer_id: int, name: str) -> None:
    """Put ``name`` in place of who they were, and forget every account of theirs.

    Masked accounts stay with the lines: what was sold must be kept for years, to whom need not.
    """
    for one in everybody_in(connection, customer_id):
        known = {"one": one, "at": to_milliseconds(ground.now()), "name": name}
        for statement in _ERASE_SQL:
            connection.exec_driver_sql(statement, known)
        bought = [row[0] for row in list_rows(connection, _PURCHASES_SQL, (one,))]
        answer_clearing.clear_purchases(connection, ground, bought)
        paid = [row[0] for row in list_rows(connection, _PAYMENTS_SQL, (one,))]
        answer_clearing.clear_payments(connection, ground, paid)
        blank: dict[str, str | None] = dict.fromkeys(_PERSONAL, "")
        customer_queries.change_customers(connection, {one: {**blank, "name": name}})
