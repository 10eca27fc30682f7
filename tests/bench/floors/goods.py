"""The floor of a sync: a body decoded into typed structures, upserted raw in one transaction."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

_UPSERT = """
INSERT INTO platform_goods (id, account_id, upstream_id, variant, name, category, kind, cost,
    cost_at, stock, minimum, maximum, status, fields, red_flags, row_hash, synced_at)
VALUES (?, ?, ?, '', ?, ?, 'card', ?, ?, ?, ?, ?, 'on_sale', '[]', '', ?, ?)
ON CONFLICT (account_id, upstream_id, variant) DO UPDATE SET
    name = excluded.name, category = excluded.category, kind = excluded.kind,
    cost = excluded.cost, cost_at = excluded.cost_at, stock = excluded.stock,
    minimum = excluded.minimum, maximum = excluded.maximum, status = excluded.status,
    fields = excluded.fields, row_hash = excluded.row_hash, synced_at = excluded.synced_at
"""
_NO_HASH = bytes(16)


class _Goods(msgspec.Struct, gc=False):
    code: str
    name: str
    user_price: str
    stock: int
    minimum: int
    maximum: int


class _Category(msgspec.Struct):
    name: str
    children: list[_Goods]


class _Catalogue(msgspec.Struct):
    data: list[_Category]


_DECODER = msgspec.json.Decoder(_Catalogue)


class RawGoods:
    """A writing connection to a copy of the shop."""

    def __init__(self, path: Path, account_id: int) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            self.connection.execute(f"PRAGMA {pragma}")
        self._account_id = account_id

    def sync(self, file: Path) -> None:
        """Read the file, decode it, write every row."""
        catalogue = _DECODER.decode(file.read_bytes())
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.executemany(_UPSERT, self._rows(catalogue))
        self.connection.execute("COMMIT")

    def _rows(self, catalogue: _Catalogue) -> Iterator[tuple[Any, ...]]:
        at = time.time_ns() // 10**6
        number, account_id = 0, self._account_id
        for category in catalogue.data:
            name = category.name
            for one in category.children:
                number += 1
                yield (
                    number, account_id, one.code, one.name, name,
                    int(one.user_price.replace(".", "")), at, one.stock, one.minimum,
                    one.maximum, _NO_HASH, at,
                )  # fmt: skip
