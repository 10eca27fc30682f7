"""Years of sales, written by SQL alone: copies of one recorded sale on earlier dates."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

_LINES_OF_A_SALE = 3
_SALES_OF_A_DAY = 1000
_STEP = 1 << 20
_NUMBERS = "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {sales})"


def write_history(path: Path, lines: int, days: int = 0) -> None:
    """Copy the newest sale with its lines and payments until there are so many lines more.

    Args:
        path: the database.
        lines: how many.
        days: over so many dates, the last one that of the sale; 1000 sales on each date by default.
    """
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = DELETE", "journal_mode = OFF", "synchronous = OFF"):
        connection.execute(f"PRAGMA {pragma}")  # what is lost with the machine is written again
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("PRAGMA cache_size = -400000")
    connection.execute("BEGIN")
    sales = lines // _LINES_OF_A_SALE
    of_a_day = -(-sales // (days - 1)) if days else _SALES_OF_A_DAY
    day = f"date(business_date, '-' || (1 + (n - 1) / {of_a_day}) || ' days')"
    for table, where, changes in (
        (
            "sale",
            "s.id = (SELECT max(id) FROM sale)",
            {
                "id": f"s.id - n * {_STEP}",
                "request_id": "'old-' || n",
                "number": "'H' || n",
                "business_date": day,
                "sequence": f"(n - 1) % {of_a_day} + 1",
                "sold_at": "s.sold_at - n * 86400",
            },
        ),
        (
            "sale_line",
            "s.sale_id = (SELECT max(id) FROM sale)",
            {
                "id": f"s.id - n * {_STEP}",
                "sale_id": f"s.sale_id - n * {_STEP}",
                "delivery_state": "'handed_over'",
            },
        ),
        (
            "payment",
            "s.sale_id = (SELECT max(id) FROM sale)",
            {
                "id": f"s.id - n * {_STEP}",
                "sale_id": f"s.sale_id - n * {_STEP}",
                "business_date": day,
                "paid_at": "s.paid_at - n * 86400",
            },
        ),
    ):
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        values = ", ".join(changes.get(column, f"s.{column}") for column in columns)
        connection.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) {_NUMBERS.format(sales=sales)}"
            f" SELECT {values} FROM n, {table} s WHERE {where} ORDER BY n DESC"
        )
    connection.execute("COMMIT")
    connection.execute("ANALYZE")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    with path.open("rb+") as file:
        os.fsync(file.fileno())  # years of sales were on the disk long before the next one
