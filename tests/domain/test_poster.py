"""What a poster says, and what stops it: forbidden words, dear goods, codes nobody can scan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.broadcast import Broadcast, BroadcastKind, broadcast_text
from desktop.domain.money import Money
from desktop.domain.poster import (
    FORBIDDEN_WORDS,
    STOPPING,
    ContactCode,
    Poster,
    PosterCoupon,
    PosterGoods,
    forbidden_in,
    poster_problems,
)

TODAY = date(2026, 6, 18)
GOOD = Poster(
    "禾光点卡",
    "当面充 马上到",
    goods=(PosterGoods("手机话费 100 元", Money(99_80), Money(100_00)),),
    coupons=(PosterCoupon("新会员第一单", "立减 ¥5", "满 30 元可用"),),
    code=ContactCode(1, "群码", "https://weixin.qq.com/g/A", date(2026, 6, 25)),
    until=date(2026, 6, 20),
)


def codes(poster: Poster) -> list[str]:
    return [one.code for one in poster_problems(poster, TODAY)]


def test_a_poster_in_order_has_no_problem() -> None:
    assert codes(GOOD) == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"title": "全网最低价"}, "poster_words_forbidden"),
        ({"lines": ("到账 快，全 国 最 好",)}, "poster_words_forbidden"),
        ({"coupons": (PosterCoupon("永久", "九折"),)}, "poster_words_forbidden"),
        ({"referral_code": "全网最低"}, "poster_words_forbidden"),
        ({"code": ContactCode(1, "最低价群", "x")}, "poster_words_forbidden"),
        ({"goods": (PosterGoods("话费", Money(101_00), Money(100_00)),)}, "poster_above_face"),
        ({"until": date(2026, 6, 17)}, "poster_over"),
        ({"code": None}, "poster_without_code"),
        ({"code": ContactCode(1, "群码", "x", date(2026, 6, 17))}, "contact_code_expired"),
        ({"until": date(2026, 6, 26)}, "contact_code_ends_first"),
    ],
)
def test_what_is_wrong_is_named(changed: dict[str, object], code: str) -> None:
    assert codes(replace(GOOD, **changed)) == [code]  # type: ignore[arg-type]


def test_the_last_day_of_a_code_and_of_an_offer_are_good_days() -> None:
    last = ContactCode(1, "群码", "x", TODAY)
    assert codes(replace(GOOD, code=last, until=TODAY)) == []


@given(st.sampled_from(FORBIDDEN_WORDS), st.text("卡台好", max_size=6))
def test_a_forbidden_word_is_found_wherever_it_stands(word: str, around: str) -> None:
    spaced = " ".join(word)
    assert word in forbidden_in([around + spaced + around])


def test_the_first_order_is_no_boast() -> None:
    assert forbidden_in(["新会员第一单立减"]) == ()
    assert forbidden_in(["销量第一"]) == ("第一",)
    assert forbidden_in(["东门第一家"]) == ("第一",)


def test_a_price_is_struck_out_only_where_something_is_saved() -> None:
    assert PosterGoods("a", Money(9), Money(10)).struck == Money(10)
    assert PosterGoods("a", Money(10), Money(10)).struck is None
    assert PosterGoods("a", Money(10)).struck is None
    assert not PosterGoods("a", Money(10)).is_above_face
    assert "poster_above_face" in STOPPING


def test_a_message_has_a_line_for_each_thing() -> None:
    told = Broadcast(
        BroadcastKind.SALE, "禾光点卡", GOOD.goods, GOOD.coupons, GOOD.until, "东门 12 号", "A07"
    )  # fmt: skip
    assert broadcast_text(told, lambda _context, text: text) == (
        "【限时】禾光点卡 这几样现在便宜\n\n"
        "手机话费 100 元  ¥99.80（原价 100.00）\n\n"
        "新会员第一单 立减 ¥5（满 30 元可用）\n\n"
        "到 06-20 为止\n报推荐码 A07\n东门 12 号"
    )


@pytest.mark.parametrize("kind", BroadcastKind)
def test_no_message_of_ours_says_a_forbidden_word(kind: BroadcastKind) -> None:
    text = broadcast_text(Broadcast(kind, "禾光"), lambda _context, source: source)
    assert forbidden_in([text]) == ()
