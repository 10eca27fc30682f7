"""The floor of a sale: hand-written SQL, the same rows, one transaction, nothing else.

It claims the cards (with the SELECTs that find them), takes the next number, books the member and
signs the ledger, because those rows cannot be written otherwise. It does not price, judge rights or
margin, look for a repeated request, check the shift, or read the products again.
"""

from __future__ import annotations

import hmac
import json
import os
import sqlite3
import time
from pathlib import Path
from struct import Struct

_FRAME = Struct(">QQQHI")
_KEY = bytes(32)

NEXT_CARD = (
    "SELECT id, cost FROM card_secret WHERE product_id = ? AND state = 'available'"
    " AND coalesce(expires_on, '9999-12-31') >= ?"
    " ORDER BY coalesce(expires_on, '9999-12-31'), id LIMIT ?"
)
CLAIM = (
    "UPDATE card_secret SET state = 'sold', sale_line_id = ?, sold_at = ?"
    " WHERE id = ? AND state = 'available'"
)
SALE = (
    "INSERT INTO sale (id, request_id, number, state, business_date, sequence, shift_id, sold_at,"
    " cashier_id, customer_id, channel, outside_number, note, claim_code, item_count, gross,"
    " line_discounts, order_discount, rounding, total, points_earned, approved_by, approval_reason)"
    " VALUES (?, ?, ?, 'completed', ?, ?, ?, ?, ?, ?, 'counter', '', '', 'K27', ?, ?, 0, 0, 0, ?, ?,"
    " NULL, '')"
)
LINE = (
    "INSERT INTO sale_line (id, sale_id, position, product_id, product_code, title, kind, supply,"
    " quantity, unit_price, gross, discount, discount_reason, order_share, rounding_share, net,"
    " cost, ceiling_unit, target_sealed, target_masked, region, guide, note, state, delivery_state,"
    " arrived_at, handed_over_at) VALUES (?, ?, ?, ?, ?, ?, 'card', 'local', 1, ?, ?, 0, '', 0, 0,"
    " ?, ?, NULL, NULL, '', '', '', '', 'sold', 'arrived', ?, NULL)"
)
PAYMENT = (
    "INSERT INTO payment (id, sale_id, shift_id, business_date, method, amount, handed_over,"
    " collection_code_id, bill_tail, state, reason, person_id, paid_at, sequence)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, NULL, '', 'confirmed', 'sale', ?, ?, ?)"
)
POINTS = (
    "INSERT INTO points_entry (id, customer_id, reason, points, sale_id, sale_line_id, person_id,"
    " booked_at) VALUES (?, ?, 'earned', ?, ?, ?, ?, ?)"
)
MEMBER = (
    "UPDATE customer SET spent = spent + ?, sale_count = sale_count + 1, last_bought_at = ?"
    " WHERE id = ?"
)
DAY_TOTAL = (
    "INSERT INTO day_total (business_date, sales, net, known_net, cost, unknown_lines)"
    " VALUES (?, 1, ?, ?, ?, 0) ON CONFLICT (business_date) DO UPDATE SET sales = sales + 1,"
    " net = net + excluded.net, known_net = known_net + excluded.known_net,"
    " cost = cost + excluded.cost"
)
SHIFT_TOTAL = (
    "INSERT INTO shift_total (shift_id, method, received, given_back) VALUES (?, ?, ?, 0)"
    " ON CONFLICT (shift_id, method) DO UPDATE SET received = received + excluded.received"
)
LEDGER = "INSERT INTO ledger (till, seq, at, kind, body, prev, mac) VALUES (1, ?, ?, ?, ?, ?, ?)"


class RawTill:
    """A writer connection with the settings of the program, and a cart that is sold again."""

    def __init__(self, path: Path, shift_id: int, person_id: int) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None, cached_statements=512)
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "secure_delete = ON",
            "recursive_triggers = ON",
            "wal_autocheckpoint = 0",
            "cache_size = -16000",
            "temp_store = MEMORY",
        ):
            self.connection.execute(f"PRAGMA {pragma}")
        self.shift_id = shift_id
        self.person_id = person_id
        self.members = [row[0] for row in self.connection.execute("SELECT id FROM customer")]
        self.sold = 0
        self.products = list(
            self.connection.execute("SELECT id, code, name, price FROM product ORDER BY position")
        )
        self.date = self.connection.execute("SELECT business_date FROM shift").fetchone()[0]
        self._last_id = time.time_ns()

    def next_id(self) -> int:
        self._last_id += 1 + os.urandom(1)[0]
        return self._last_id

    def sell(self) -> None:
        """Record one sale of every product, paid in two parts."""
        run = self.connection.execute
        run_many = self.connection.executemany
        now = time.time_ns() // 1_000_000
        member = self.members[self.sold % len(self.members)]
        self.sold += 1
        sale_id, line_ids = self.next_id(), [self.next_id() for _ in self.products]
        total = sum(product[3] for product in self.products)
        points = [product[3] // 100 for product in self.products]
        run("BEGIN IMMEDIATE")
        cards = [run(NEXT_CARD, (product[0], self.date, 1)).fetchone() for product in self.products]
        run_many(CLAIM, [(line, now, card[0]) for line, card in zip(line_ids, cards, strict=True)])
        last = run("SELECT max(sequence) FROM sale WHERE business_date = ?", (self.date,))
        sequence = (last.fetchone()[0] or 0) + 1
        number = f"S{self.date[2:].replace('-', '')}-{sequence:04d}"
        run(SALE, (
            sale_id, f"bench-{sequence:08d}", number, self.date, sequence, self.shift_id, now,
            self.person_id, member, len(line_ids), total, total,
            sum(points),
        ))  # fmt: skip
        run_many(LINE, [
            (line, sale_id, place, product[0], product[1], f"{product[2]} 100 元", product[3],
             product[3], product[3], card[1], now)
            for place, (line, product, card) in enumerate(
                zip(line_ids, self.products, cards, strict=True))
        ])  # fmt: skip
        parts = (("wechat", 10000, None), ("cash", total - 10000, total - 10000))
        run_many(PAYMENT, [
            (self.next_id(), sale_id, self.shift_id, self.date, method, amount, handed,
             self.person_id, now, place)
            for place, (method, amount, handed) in enumerate(parts)
        ])  # fmt: skip
        run(DAY_TOTAL, (self.date, total, total, sum(card[1] for card in cards)))
        run_many(SHIFT_TOTAL, [(self.shift_id, method, amount) for method, amount, _ in parts])
        run(MEMBER, (total, now, member))
        run_many(POINTS, [
            (self.next_id(), member, point, sale_id, line, self.person_id, now)
            for line, point in zip(line_ids, points, strict=True)
        ])  # fmt: skip
        self._sign(sale_id, number, total, now)
        run("COMMIT")

    def checkpoint(self) -> None:
        """Move the WAL into the file, as the program does when nobody sells."""
        self.connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()

    def _sign(self, sale_id: int, number: str, total: int, now: int) -> None:
        last = self.connection.execute(
            "SELECT seq, at, mac FROM ledger WHERE till = 1 ORDER BY seq DESC LIMIT 1"
        ).fetchone()
        seq, at, previous = last[0] + 1, max(now, last[1] + 1), last[2]
        body = json.dumps(
            {
                "sale": sale_id,
                "number": number,
                "date": self.date,
                "person": self.person_id,
                "channel": "window",
                "total": total,
                "discounts": 0,
                "rounding": 0,
                "approved_by": None,
                "lines": [[product[1], 1, product[3]] for product in self.products],
                "tenders": [["wechat", 10000], ["cash", total - 10000]],
            },
            sort_keys=True,
            separators=(",", ":"),
        )
        kind = "sale_completed"
        message = _FRAME.pack(1, seq, at, len(kind), len(body)) + kind.encode() + body.encode()
        mac = hmac.digest(_KEY, message + previous, "sha256")
        self.connection.execute(LEDGER, (seq, at, kind, body, previous, mac))
