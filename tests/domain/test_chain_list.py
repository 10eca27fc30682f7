from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import chain_list
from desktop.domain.chain_list import ChainReading, read_chain


def rows(reading: ChainReading) -> list[tuple[str, str, int, str]]:
    return [(one.name, one.account, one.quantity, one.rest) for one in reading.lines]


def reasons(reading: ChainReading) -> list[tuple[int, str]]:
    return [(one.number, one.sentence) for one in reading.unread]


WECHAT = """#接龙
云境传说点卡 100 元，今晚 8 点前转
例 名字 手机 x2

1. 小禾 13800002046 x2
2. 阿飞 13900001111
3. 老周 18600003333 ×3 已转
"""


def test_a_wechat_chain_is_read_below_its_heading() -> None:
    reading = read_chain(WECHAT)
    assert rows(reading) == [
        ("小禾", "13800002046", 2, ""),
        ("阿飞", "13900001111", 1, ""),
        ("老周", "18600003333", 3, "已转"),
    ]
    assert reading.headings == (1, 2, 3)
    assert reading.title == "云境传说点卡 100 元,今晚 8 点前转"
    assert reading.unread == ()


@pytest.mark.parametrize(
    ("typed", "row"),
    [
        ("1. 小禾 13800002046 x2", ("小禾", "13800002046", 2, "")),
        ("2、阿飞 100元", ("阿飞", "", 1, "100元")),
        ("３．　小禾　１３８００００２０４６　Ｘ２", ("小禾", "13800002046", 2, "")),
        ("4) 🌸小禾🌸 138 0000 2046 ×2 ✅", ("小禾", "13800002046", 2, "")),
        ("5️⃣ 阿飞 QQ 28490017 2个", ("阿飞", "28490017", 2, "")),
        ("⑥老周 18600003333 +1", ("老周", "18600003333", 1, "")),
        ("（7）老周18600003333两张", ("老周", "18600003333", 2, "")),
        ("8.小禾-13800002046-x3", ("小禾", "13800002046", 3, "")),
        ("9、13800002046x2", ("", "13800002046", 2, "")),
        ("10.13800002046", ("", "13800002046", 1, "")),
        ("小禾，+86 138-0000-2046，* 2", ("小禾", "13800002046", 2, "")),
        ("Tom yunjing_0412 x2 已转 ¥200", ("Tom", "yunjing_0412", 2, "已转 ¥200")),
        ("12. 阿飞\u2005账号：he@katai.cn\u20052份", ("阿飞", "he@katai.cn", 2, "")),
        ("小禾 50元 3张", ("小禾", "", 3, "50元")),
        ("13. 小禾：13800002046×2", ("小禾", "13800002046", 2, "")),
        ("小禾x2（已付）", ("小禾", "", 2, "已付")),
        ("小禾(x2)", ("小禾", "", 2, "")),
        ("小禾13800002046×2已转", ("小禾", "13800002046", 2, "已转")),
        ("小禾 13800002046 *2张！", ("小禾", "13800002046", 2, "")),
        ("小禾 13800002046 x2.", ("小禾", "13800002046", 2, "")),
        ("小禾 2班 13800002046", ("小禾", "13800002046", 1, "2班")),
        ("max1@katai.cn 小禾", ("max1@katai.cn", "", 1, "小禾")),
        ("小禾 max1@katai.cn", ("小禾", "max1@katai.cn", 1, "")),
    ],
)
def test_what_can_mean_only_one_thing_is_read(typed: str, row: tuple[str, str, int, str]) -> None:
    reading = read_chain(typed)
    assert reading.unread == ()
    assert rows(reading) == [row]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("1. 小禾 13800002046 2", chain_list.BARE_NUMBER),
        ("1 小禾 13800002046", chain_list.BARE_NUMBER),
        ("2. 小禾 13800002046 13900001111", chain_list.TWO_ACCOUNTS),
        ("3. 小禾 13800002046 x2 3张", chain_list.TWO_COUNTS),
        ("4. 小禾 13800002046 x0", chain_list.ODD_COUNT),
        ("5. 小禾 13800002046 x99999999999999999999", chain_list.ODD_COUNT),
        ("6. 小禾 player1x2", chain_list.ACCOUNT_OR_COUNT),
        ("小禾 50x2", chain_list.ACCOUNT_OR_COUNT),
        ("小禾2个", chain_list.HIDDEN_COUNT),
        ("小禾两份", chain_list.HIDDEN_COUNT),
        ("小禾 28490017 共2个", chain_list.HIDDEN_COUNT),
        ("小禾 28490017 数量2", chain_list.HIDDEN_COUNT),
        ("小禾 28490017 2份已付", chain_list.HIDDEN_COUNT),
        ("小禾 28490017 十二个", chain_list.HIDDEN_COUNT),
        ("小禾 28490017 两个100的", chain_list.HIDDEN_COUNT),
        ("小禾 28490017 2瓶", chain_list.HIDDEN_COUNT),
        ("小禾 28490017 2x", chain_list.HIDDEN_COUNT),
        ("小禾 28490017 3个月", chain_list.HIDDEN_COUNT),
        ("小禾 28490017 +1-1", chain_list.HIDDEN_COUNT),
        ("小禾 28490017 -2", chain_list.HIDDEN_COUNT),
        ("小禾 100元2张", chain_list.HIDDEN_COUNT),
        ("Tom*2", chain_list.HIDDEN_COUNT),
        ("小禾 ②", chain_list.BARE_NUMBER),
        ("7. x2", chain_list.NOBODY),
        ("8. 100元", chain_list.NOBODY),
        ("🌸🌸", chain_list.NOBODY),
        ("小" * 201, chain_list.TOO_LONG),
    ],
)
def test_what_could_mean_two_things_is_named_and_not_guessed(typed: str, sentence: str) -> None:
    reading = read_chain(f"\n{typed}")
    assert reading.lines == ()
    assert reasons(reading) == [(2, sentence)]
    reading.unread[0].sentence.format(**reading.unread[0].values)


def test_a_list_without_a_heading_has_none() -> None:
    reading = read_chain("小禾 13800002046\n阿飞 13900001111 x2\n")
    assert [one.number for one in reading.lines] == [1, 2]
    assert reading.headings == ()


def test_a_heading_without_numbers_below_is_one_line() -> None:
    reading = read_chain("#接龙 点卡\n小禾 13800002046\n阿飞 x2")
    assert (reading.headings, reading.title) == ((1,), "点卡")
    assert [one.name for one in reading.lines] == ["小禾", "阿飞"]


def test_what_is_too_much_is_named_line_by_line() -> None:
    many = chain_list.MAXIMUM_LINES
    reading = read_chain("\n".join(f"{at}. 甲 13800002046" for at in range(1, many + 3)))
    assert len(reading.lines) == many
    assert reasons(reading) == [(many + 1, chain_list.TOO_MANY), (many + 2, chain_list.TOO_MANY)]


def test_neither_name_nor_account_is_in_a_repr() -> None:
    reading = read_chain("小禾 13800002046\n小禾 13800002046 2")
    assert "小禾" not in repr(reading)
    assert "13800002046" not in repr(reading)


PIECES = st.sampled_from(
    ["#接龙", "1.", "2、", "例", "小禾", "13800002046", "x2", "×", "2", "个", "元", "QQ", ":", "-",
     " ", "\u3000", "\n", "\r\n", "\u2028", "🌸", "\u200d", "１", "①", "1️⃣", "+86", "_@", "¥"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=60).map("".join)))
def test_every_line_is_read_or_named(text: str) -> None:
    reading = read_chain(text)
    told = [line.number for line in reading.lines] + [line.number for line in reading.unread]
    told += reading.headings
    written = [at for at, raw in enumerate(text.splitlines(), 1) if raw.strip()]
    assert sorted(told) == written
    for line in reading.lines:
        assert line.name or line.account
        assert line.quantity >= 1
    for unread in reading.unread:
        assert unread.sentence.format(**unread.values)
