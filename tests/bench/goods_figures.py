"""G1, G13: finding one of 100,000 goods while typing, and taking 100,000 cards into stock."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.floors.rows import ROWS, KnownRows
from tests.bench.measuring import Finding, compare
from tests.bench.shops import BenchShop


def search(*, is_full: bool) -> list[Finding]:
    """G1: every keystroke of many searches, against reading fifty known rows."""
    turns = 2000 if is_full else 40
    with TemporaryDirectory() as place:
        shop = BenchShop(Path(place) / "profile")
        shop.import_products(100_000 if is_full else 500)
        shop.close()
        shop.open()
        typed = cycle(keystrokes(shop.database_file, turns))
        known = KnownRows(shop.database_file)
        find = shop.shop.checkout.find_products
        found = compare(lambda: find(next(typed), ROWS), known.read, turns=turns, between=known.choose)
        known.connection.close()
        shop.close()
    claim = "a keystroke among the goods (50 found, with stock and cost) ÷ 50 rows by key"
    return [
        Finding("G1", f"{claim}, p50", found.ratio(), 2.0, note=found.note()),
        Finding("G1", f"{claim}, p99", found.ratio(99), 8.0, note=found.note(99)),
    ]


def keystrokes(path: Path, how_many: int, seed: int = 1) -> list[str]:
    """Return growing texts as persons type them: initials, pinyin, Han, from the middle, barcodes."""
    connection = sqlite3.connect(path)
    rows = connection.execute(
        "SELECT name, pinyin, initials, barcode FROM product WHERE barcode <> ''"
    ).fetchall()
    connection.close()
    chance = random.Random(seed)
    typed: list[str] = []
    while len(typed) < how_many:
        typed.extend(_typed_for(chance, *chance.choice(rows)))
    return typed[:how_many]


def _typed_for(
    chance: random.Random, name: str, pinyin: str, initials: str, barcode: str
) -> Iterator[str]:
    middle = chance.randrange(1, 4)
    whole = chance.choice(
        (initials[:7], pinyin.replace(" ", "")[:12], name[:5], name[middle : middle + 4],
         initials[middle : middle + 5], barcode)
    )  # fmt: skip
    return (whole[:length] for length in range(1, len(whole) + 1))
