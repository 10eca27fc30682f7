"""Taking out what tells who a customer is; rows of money stay, and so does the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.storage import customer_queries
from desktop.storage.driver import change_rows, find_row

if TYPE_CHECKING:
    from sqlalchemy import Connection

_OPEN_SQL: Final = (
    "SELECT count(*) FROM sale_line JOIN sale ON sale.id = sale_line.sale_id "
    "WHERE sale.customer_id = ? AND sale_line.state = 'sold' AND sale.state <> 'voided' AND "
    "(sale.state = 'awaiting_payment' OR sale_line.delivery_state IN "
    "('queued','processing','unknown','needs_decision','arrived','failed'))"
)
_ERASE_SQL: Final = (
    "DELETE FROM saved_account WHERE customer_id = ?",
    "DELETE FROM customer_tag WHERE customer_id = ?",
    (
        "UPDATE sale_line SET target_sealed = NULL, target_fingerprint = NULL, note = '' "
        "WHERE sale_id IN (SELECT id FROM sale WHERE customer_id = ?)"
    ),
    "UPDATE sale SET note = '' WHERE customer_id = ?",
)
_PERSONAL: Final = (
    *("phone", "qq", "wechat", "card_no", "channel", "note", "birthday", "pinyin", "initials"),
)


def count_open_lines(connection: Connection, customer_id: int) -> int:
    """Return how many goods are paid or promised and not yet there: they still need an account."""
    row = find_row(connection, _OPEN_SQL, (customer_id,))
    return int(row[0]) if row is not None else 0


def erase_person(connection: Connection, customer_id: int, name: str) -> None:
    """Put ``name`` in place of who they were, and forget every account of theirs.

    Masked accounts stay with the lines: what was sold must be kept for years, to whom need not.
    """
    merged = [
        row[0]
        for row in connection.exec_driver_sql(
            "SELECT id FROM customer WHERE merged_into = ?", (customer_id,)
        )
    ]
    for one in (customer_id, *merged):
        for statement in _ERASE_SQL:
            change_rows(connection, statement, (one,))
        blank: dict[str, str | None] = dict.fromkeys(_PERSONAL, "")
        customer_queries.change_customers(connection, {one: {**blank, "name": name}})
