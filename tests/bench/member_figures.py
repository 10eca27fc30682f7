"""G2: finding one of a million members while typing, the worst surname among them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from desktop.domain.money import ZERO
from desktop.services.pinyin import pinyin_of
from desktop.storage import customer_queries, search_parts
from desktop.storage.search_index import SearchTable
from tests.bench.floors.rows import ROWS, KnownRows
from tests.bench.measuring import Finding, compare
from tests.bench.shops import BenchShop

SURNAMES = (
    "王王王王李李李张张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
)
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰萍红鑫波宇浩凯帆欣怡晨"
WORST = "王"
_BATCH = 20_000


def search(*, is_full: bool) -> list[Finding]:
    """G2: every keystroke of many searches, against reading fifty known rows."""
    turns = 2000 if is_full else 40
    members = 1_000_000 if is_full else 2_000
    with TemporaryDirectory() as place:
        shop = BenchShop(Path(place) / "profile")
        shop.import_products(500)
        fill(shop, members)
        shop.close()
        shop.open()
        find = shop.shop.customers.find
        known = KnownRows(shop.database_file)
        findings = []
        for claim, texts in (
            ("a keystroke", keystrokes(members, turns)),
            ("the worst surname", [WORST, "w", "wang"] * (turns // 3 + 1)),
        ):
            _refuse_wrong_members(texts[:50], find)
            typed = cycle(texts)
            found = compare(
                lambda typed=typed: find(next(typed), ROWS),  # type: ignore[misc]
                known.read,
                turns=turns,
                between=known.choose,
            )
            what = f"{claim} among {members:,} members ÷ 50 rows by key"
            findings += [
                Finding("G2", f"{what}, p50", found.ratio(), 2.0, note=found.note()),
                Finding("G2", f"{what}, p99", found.ratio(99), 5.0, note=found.note(99)),
            ]
        known.connection.close()
        shop.close()
    return findings


def fill(shop: BenchShop, members: int) -> None:
    """Write so many members with names, phones, QQ numbers and cards."""
    chance = random.Random(1)
    keys: dict[str, Any] = {}
    ground = shop.shop.ground
    for start in range(0, members, _BATCH):
        rows = [
            _row(ground, chance, keys, number)
            for number in range(start, min(start + _BATCH, members))
        ]
        with ground.database.write() as connection:
            customer_queries.insert_customers(connection, rows)
    search_parts.join_parts(ground.database, SearchTable.CUSTOMERS)


def _row(ground: Any, chance: random.Random, keys: dict[str, Any], number: int) -> dict[str, Any]:
    name = chance.choice(SURNAMES) + chance.choice(GIVEN) + chance.choice(GIVEN)
    if name not in keys:
        keys[name] = pinyin_of(name)
    found = keys[name]
    return {
        "id": ground.identifiers.next_id(),
        "name": name,
        "phone": phone_of(number),
        "qq": str(100_000 + number * 7) if number % 3 == 0 else "",
        "wechat": "",
        "card_no": f"V{number:07d}" if number % 5 == 0 else "",
        "channel": "",
        "note": "",
        "birthday": "",
        "pinyin": found.syllables,
        "initials": found.initials,
        "spent_before": ZERO,
        "spent": ZERO,
        "sale_count": 0,
        "created_at": ground.now(),
        "created_by": None,
    }


def phone_of(number: int) -> str:
    """Return a phone whose tail looks like chance, no two alike."""
    return f"13{(number * 7_368_787 + 12_345) % 10**9:09d}"


def keystrokes(members: int, how_many: int, seed: int = 1) -> list[str]:
    """Return growing texts as persons type them: tails, phones, names, pinyin, initials."""
    chance = random.Random(seed)
    typed: list[str] = []
    while len(typed) < how_many:
        typed.extend(_typed_for(chance, members))
    return typed[:how_many]


def _typed_for(chance: random.Random, members: int) -> Iterator[str]:
    phone = phone_of(chance.randrange(members))
    if chance.random() < 0.5:
        return iter([phone[-4:]])
    name = chance.choice(SURNAMES) + chance.choice(GIVEN)
    keys = pinyin_of(name)
    whole = chance.choice((phone, name, keys.initials, keys.syllables.replace(" ", "")))
    return (whole[:length] for length in range(1, len(whole) + 1))


def _refuse_wrong_members(texts: list[str], find: Any) -> None:
    """Whoever is found has the text in a phone, a name, its pinyin or its initials."""
    assert any(find(text, ROWS) for text in texts)
    for text in texts:
        for one in find(text, ROWS):
            keys = pinyin_of(one.name)
            words = (
                one.name, keys.syllables.replace(" ", ""), keys.initials, one.phone, one.qq,
                one.card_no.lower(),
            )  # fmt: skip
            assert any(text in word for word in words), (text, words)
