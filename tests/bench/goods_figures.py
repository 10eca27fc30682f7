"""G1, G13: finding one of 100,000 goods while typing, and taking 100,000 cards into stock."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from desktop.domain.product import ProductSnapshot
from desktop.services.card_text import read_cards
from tests.bench.floors.cards import seconds_of_parts
from tests.bench.floors.rows import ROWS, KnownRows
from tests.bench.measuring import ROUNDS, Finding, compare, garbage_kept, readable, seconds_of
from tests.bench.shops import BenchShop, copied_database, row_counts

Find = Callable[[str, int], Sequence[ProductSnapshot]]
SHOWN_ROWS = 7
"""What the drop-down of the counter asks for."""


def search(*, is_full: bool) -> list[Finding]:
    """G1: every keystroke of many searches, against reading fifty known rows."""
    turns = 2000 if is_full else 40
    goods = 100_000 if is_full else 500
    with TemporaryDirectory() as place:
        shop = BenchShop(Path(place) / "profile")
        shop.import_products(goods)
        shop.close()
        shop.open()
        texts = keystrokes(shop.database_file, turns)
        known = KnownRows(shop.database_file)
        find = shop.shop.checkout.find_products
        _refuse_wrong_rows(texts, find, shop.database_file)
        typed = cycle(texts)
        findings = []
        for shown in (ROWS, SHOWN_ROWS):
            found = compare(
                lambda rows=shown: find(next(typed), rows),  # type: ignore[misc]
                known.read,
                turns=turns,
                between=known.choose,
            )
            claim = f"a keystroke among {goods:,} goods, {shown} rows with stock and cost, ÷ 50 rows by key"
            findings += [
                Finding("G1", f"{claim}, p50", found.ratio(), 2.0, note=found.note()),
                Finding("G1", f"{claim}, p99", found.ratio(99), 8.0, note=found.note(99)),
            ]
        known.connection.close()
        shop.close()
    return findings


def _refuse_wrong_rows(texts: list[str], find: Find, path: Path) -> None:
    """Everything typed must find goods, and only such as have the text somewhere."""
    connection = sqlite3.connect(path)
    words = {
        row[0]: (row[1], row[2].replace(" ", ""), *row[3:])
        for row in connection.execute(
            "SELECT id, name, pinyin, initials, barcode, lower(code) FROM product WHERE barcode <> ''"
        )
    }
    connection.close()
    for text in set(texts):
        found = [words[product.id] for product in find(text, ROWS)]
        assert found, text
        assert all(any(text in word for word in each) for each in found), (text, found[:3])


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


def card_import(*, is_full: bool) -> list[Finding]:
    """G13: a file of cards into stock, against the sum of its parts; memory in a process alone."""
    cards = 100_000 if is_full else 500
    with TemporaryDirectory() as place:
        folder = Path(place)
        ratios, notes = [], []
        for number in range(ROUNDS):
            whole, parts = _import_and_parts(folder / f"round{number}", cards)
            ratios.append(whole / sum(parts))
            notes.append(f"{readable(whole)} / {readable(sum(parts))}")
        growth = _memory_of_import(folder / "memory", cards)
    claim = f"importing {cards:,} cards from a file ÷ reading + sealing + fingerprints + one insert"
    middle = sorted(range(ROUNDS), key=ratios.__getitem__)[ROUNDS // 2]
    return [
        Finding("G13", claim, ratios[middle], 1.25, note=notes[middle]),
        Finding("G13", f"memory of importing {cards:,} cards above start", growth, 150.0, "MiB"),
    ]


def _import_and_parts(folder: Path, cards: int) -> tuple[float, list[float]]:
    folder.mkdir()
    file = write_cards(folder / "cards.txt", cards)
    shop = BenchShop(folder / "profile")
    product = shop.a_product("P0")
    raw_file = copied_database(shop, folder / "raw.db")
    with garbage_kept():
        whole = seconds_of(
            partial(shop.shop.importing.import_cards, shop.seller, file, product.code)
        )
        reading = seconds_of(partial(read_cards, file))
        pairs = [tuple(text.split("----")) for text in file.read_text("utf-8").splitlines()]
        parts = seconds_of_parts(cast("list[tuple[str, str]]", pairs), raw_file, product.id)
    shop.close()
    stored, raw_stored = row_counts(shop.database_file), row_counts(raw_file)
    assert stored["card_secret"] == raw_stored["card_secret"] == cards, (stored, raw_stored)
    return whole, [reading, *parts]


def _memory_of_import(folder: Path, cards: int) -> float:
    folder.mkdir()
    write_cards(folder / "cards.txt", cards)
    script = Path(__file__).with_name("processes") / "import_cards.py"
    done = subprocess.run(
        [sys.executable, str(script), str(folder)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    return float(done.stdout) / 2**20


def write_cards(path: Path, cards: int) -> Path:
    """Write cards as sellers send them: number and secret, one card a line."""
    lines = (f"K{number:012d}----{number * 2654435761 % 2**48:016X}" for number in range(cards))
    path.write_text("\n".join(lines), encoding="utf-8")
    return path
