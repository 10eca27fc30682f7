"""What is typed finds what is there: every prefix of every name, code and number, and no text fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from desktop.services.pinyin import pinyin_of
from desktop.storage import search_index, search_parts
from desktop.storage.database import Database, WritePriority
from desktop.storage.search_index import SearchTable, SearchText, query_of

_HAN = "永劫无间腾讯视频爱奇艺会员月卡话费充值点券金币重庆银行长安音乐"
_NAMES = st.text(st.sampled_from(_HAN + "QVIPqb 0158+·（）"), min_size=1, max_size=24).filter(
    lambda name: bool(name.strip(" +·（）"))
)


@pytest.fixture
def database() -> Iterator[Database]:
    database = Database.in_memory()
    yield database
    database.close()


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    with database.write() as connection:
        yield connection


def record(name: str, *numbers: str, phone: str = "") -> SearchText:
    keys = pinyin_of(name)
    return SearchText(name, keys.syllables, keys.initials, (), numbers, (phone,) if phone else ())


def found(
    connection: Connection, text: str, table: SearchTable = SearchTable.PRODUCTS
) -> list[int]:
    return search_index.find_ranks(connection, table, query_of(text), 50)


@given(name=_NAMES, code=st.text(st.sampled_from("ABYJ019-_"), min_size=1, max_size=20))
@settings(
    max_examples=100,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_every_prefix_of_name_pinyin_initials_and_code_finds_the_record_until_it_is_removed(
    database: Database, name: str, code: str
) -> None:
    one = record(name, code)
    with database.write() as connection:
        search_index.add_records(connection, SearchTable.PRODUCTS, [(1, one)])
    keys = pinyin_of(name)
    joined = "".join(character for character in code if character.isalnum())
    typed = [
        text[:length]
        for text in (name, keys.full, keys.initials, joined, code)
        for length in range(1, len(text) + 1)
    ]
    with database.read() as connection:
        missed = [
            text for text in typed if query_of(text).expression and found(connection, text) != [1]
        ]
    with database.write() as connection:
        search_index.remove_records(connection, SearchTable.PRODUCTS, [(1, one)])
    with database.read() as connection:
        left = [text for text in typed if found(connection, text)]
    assert (missed, left) == ([], [])


@given(names=st.lists(_NAMES, min_size=1, max_size=6), data=st.data())
@settings(max_examples=60)
def test_a_name_is_found_from_any_of_its_han_characters_and_syllables_on(
    names: list[str], data: st.DataObject
) -> None:
    database = Database.in_memory()
    with database.write() as connection:
        records = [(rank, record(name)) for rank, name in enumerate(names, start=1)]
        search_index.add_records(connection, SearchTable.PRODUCTS, records)
        rank, picked = data.draw(st.sampled_from(records))
        syllables = picked.pinyin.split()
        start = data.draw(st.integers(0, len(syllables) - 1)) if syllables else 0
        typed = "".join(syllables[start:])
        length = data.draw(st.integers(1, max(len(typed), 1)))
        if typed:
            assert rank in found(connection, typed[:length]), typed[:length]
        han = [run for run in _han_runs(picked.name) if len(run) > 1]
        for run in han:
            assert rank in found(connection, run[1:3]), run[1:3]
    database.close()


def _han_runs(name: str) -> list[str]:
    runs, current = [], ""
    for character in name:
        if character in _HAN:
            current += character
        else:
            runs.append(current)
            current = ""
    return [*runs, current]


def test_two_han_characters_in_the_middle_of_a_name_are_found(connection: Connection) -> None:
    search_index.add_records(connection, SearchTable.PRODUCTS, [(7, record("腾讯视频会员月卡"))])
    assert found(connection, "视频") == [7]
    assert found(connection, "spin") == []
    assert found(connection, "shipin") == [7]
    assert found(connection, "sphy") == [7]


def test_full_width_text_and_capitals_find_the_same(connection: Connection) -> None:
    search_index.add_records(connection, SearchTable.PRODUCTS, [(3, record("Q币", "QB50"))])
    assert (
        found(connection, "ＱＢ５０")
        == found(connection, "qb50")
        == found(connection, "QB5")
        == [3]
    )


def test_initials_and_an_amount_typed_in_one_word_find_the_name_that_has_both(
    connection: Connection,
) -> None:
    search_index.add_records(
        connection,
        SearchTable.PRODUCTS,
        [(3, record("永劫无间点券 100 元")), (4, record("永劫无间"))],
    )
    assert found(connection, "yj100") == [3]
    assert found(connection, "dq10") == [3]


def test_more_popular_records_come_first_and_the_limit_is_kept(connection: Connection) -> None:
    records = [(rank, record("永久会员")) for rank in (900, -5, 40, 7)]
    search_index.add_records(connection, SearchTable.PRODUCTS, records)
    assert found(connection, "yj") == [-5, 7, 40, 900]
    assert search_index.find_ranks(connection, SearchTable.PRODUCTS, query_of("yj"), 2) == [-5, 7]


def test_a_removed_record_is_found_no_more_and_its_neighbour_still_is(
    connection: Connection,
) -> None:
    one, two = record("永劫无间", "YJ1"), record("永劫无间", "YJ2")
    search_index.add_records(connection, SearchTable.PRODUCTS, [(1, one), (2, two)])
    search_index.remove_records(connection, SearchTable.PRODUCTS, [(1, one)])
    assert found(connection, "yj") == [2]
    assert found(connection, "劫无") == [2]


def test_the_last_digits_of_a_phone_find_its_owner(connection: Connection) -> None:
    table = SearchTable.CUSTOMERS
    records = [
        (1, record("甲", phone="20461234567")),
        (2, record("乙", phone="13800002046")),
        (3, record("丙", phone="13820460000")),
    ]
    search_index.add_records(connection, table, records)
    assert found(connection, "2046", table) == [1, 2]
    assert found(connection, "乙 2046", table) == [2]
    assert found(connection, "0000", table) == [3]
    assert found(connection, "138", table) == [2, 3]


@pytest.mark.parametrize(
    ("typed", "tail"),
    [
        ("2046", "2046"),
        ("２０４６", "2046"),
        (" 00002046 ", "00002046"),
        ("046", ""),
        ("800002046", ""),
        ("2046a", ""),
        ("乙 2046", ""),
    ],
)
def test_four_to_eight_digits_alone_may_be_the_end_of_a_phone(typed: str, tail: str) -> None:
    assert query_of(typed).tail == tail


def test_a_long_query_is_checked_to_its_last_letter() -> None:
    long_one = record("腾讯视频超级会员十二个月")
    query = query_of("腾讯视频超级会员十二")
    assert query.long_pieces
    assert query.is_met_by(long_one)
    assert not query_of("腾讯视频超级会员十三").is_met_by(long_one)
    assert query_of(pinyin_of("腾讯视频超级会员").full).is_met_by(long_one)
    assert not query_of(pinyin_of("腾讯视频超级会员").full + "x").is_met_by(long_one)


@pytest.mark.parametrize(
    "text",
    ['"', "'", "*", "(", "a AND", "NOT", "a OR (b", "NEAR(a b)", "tokens:a", "^a", "-a", "a\0b", "\ud800",
     "a" * 5000, "永" * 5000, "1a" * 500, " ", "", "%_\\", "'; DROP TABLE product; --", "\ue0002046"],
)  # fmt: skip
def test_odd_text_is_only_text(connection: Connection, text: str) -> None:
    found(connection, text)


def test_no_typed_text_can_reach_the_tail_tokens(connection: Connection) -> None:
    table = SearchTable.CUSTOMERS
    search_index.add_records(connection, table, [(1, record("甲", phone="13800002046"))])
    assert found(connection, "\ue000204", table) == []


def test_any_text_at_all_is_a_query_that_runs(
    connection: Connection, sized: Callable[[int, int], int]
) -> None:
    import random

    chance = random.Random(20260618)
    alphabet = "\"'*()^:-+ {}[]~|&aYj0永劫🙂\0\ud800\u202e\ufeff０Ａ\ue000ß\u0301ANDORNOTNEAR"
    for _ in range(sized(5_000, 100_000)):
        text = "".join(chance.choices(alphabet, k=chance.randrange(30)))
        found(connection, text)


def test_a_search_uses_the_index_and_stops_at_the_limit(connection: Connection) -> None:
    plan = connection.exec_driver_sql(
        "EXPLAIN QUERY PLAN SELECT rowid FROM product_search WHERE product_search MATCH ?"
        " ORDER BY rowid LIMIT 50",
        (query_of("yj").expression,),
    ).fetchall()
    text = " ".join(row[3] for row in plan)
    assert "VIRTUAL TABLE INDEX" in text
    assert "TEMP B-TREE" not in text


def test_an_index_stays_in_few_parts_however_much_comes_at_once() -> None:
    database = Database.in_memory()
    parts = []
    for first in range(0, 6_000, 1_000):
        with database.write() as connection:
            search_index.add_records(connection, SearchTable.CUSTOMERS, _people(first))
        search_parts.join_parts(database, SearchTable.CUSTOMERS)
        parts.append(_count_parts(database))
    database.close()
    assert parts[0] == 1
    assert max(parts) <= 3


def test_parts_are_joined_in_small_writes_that_a_sale_goes_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    database, table = Database.in_memory(), SearchTable.CUSTOMERS
    for first in range(0, 4_000, 1_000):
        with database.write() as connection:
            search_index.add_records(connection, table, _people(first))
    before, writes, write = _count_parts(database), [], database.write

    def noted(priority: WritePriority, *, is_part: bool) -> AbstractContextManager[Connection]:
        writes.append(priority)
        return write(priority, is_part=is_part)

    monkeypatch.setattr(database, "write", noted)
    search_parts.join_parts(database, table)
    assert _count_parts(database) < before
    assert len(writes) > 3
    assert set(writes) == {WritePriority.BULK}
    with database.read() as connection:
        assert len(search_index.find_ranks(connection, table, query_of("王小明"), 9_999)) == 4_000
    database.close()


def test_what_is_taken_out_of_an_index_in_many_parts_is_found_no_more() -> None:
    table = SearchTable.CUSTOMERS
    database = Database.in_memory()
    for first in (0, 1_000, 2_000):
        with database.write() as connection:
            search_index.add_records(connection, table, _people(first))
        search_parts.join_parts(database, table)
    with database.write() as connection:
        search_index.remove_records(connection, table, _people(1_000))
        moved = [(rank, record("李芳", phone=text.tails[0])) for rank, text in _people(1_000)]
        search_index.add_records(connection, table, moved)
    with database.write() as connection:
        search_index.add_records(connection, table, _people(3_000))
    search_parts.join_parts(database, table)
    with database.read() as connection:
        for typed, ranks in (
            ("王小明", (*range(1_000), *range(2_000, 4_000))),
            ("lf", tuple(range(1_000, 2_000))),
            ("13", tuple(range(4_000))),
        ):
            found_ranks = search_index.find_ranks(connection, table, query_of(typed), 9_999)
            assert found_ranks == list(ranks), typed
        last = moved[-1][1].tails[0]
        assert search_index.find_ranks(connection, table, query_of(last), 50) == [1_999]
    database.close()


def _people(first: int) -> list[tuple[int, SearchText]]:
    """A thousand of one name, each with a phone of their own."""
    return [
        (number, record("王小明", phone=f"13{number * 7_368_787 % 10**9:09d}"))
        for number in range(first, first + 1_000)
    ]


def _count_parts(database: Database) -> int:
    with database.read() as connection:
        counted = connection.exec_driver_sql(
            "SELECT count(DISTINCT segid) FROM customer_search_idx"
        )
        return int(counted.scalar_one())
