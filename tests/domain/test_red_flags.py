from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import red_flags
from desktop.domain.money import Money
from desktop.domain.red_flags import (
    NO_FLAGS,
    RedFlag,
    face_value_of,
    flags_from,
    flags_text,
    is_held,
    red_flags_of,
)

flags = st.frozensets(st.sampled_from(RedFlag))


@pytest.mark.parametrize(
    "name",
    [
        "全国物联网卡 月租 5 元",
        "S I M 卡 0 月租",
        "大流量卡 办理",
        "微信接码 单次",
        "QQ 成品号 三天",
        "抖音账号 千粉",
        "实名代办 一次",
        "USDT 代购",
    ],
)
def test_what_the_shop_must_not_deal_in_is_found(name: str) -> None:
    assert RedFlag.BLOCKED in red_flags_of(name)


@pytest.mark.parametrize(
    "name",
    [
        "云境传说点卡 100 元",
        "Q 币 50 个 充到 QQ 账号",
        "哔哩会员月卡（官方账号直充）",
        "移动流量 10G",
        "手机话费 100 元",
    ],
)
def test_ordinary_goods_carry_no_flag(name: str) -> None:
    assert red_flags_of(name, cost=Money(97_00)) == NO_FLAGS


def test_each_word_alone_is_found() -> None:
    words = {*red_flags._BLOCKED_WORDS, *red_flags._ACCOUNT_WORDS}
    assert all(red_flags_of(word) == {RedFlag.BLOCKED} for word in words)
    assert all(RedFlag.SLOW in red_flags_of(word.upper()) for word in red_flags._SLOW_WORDS)


@pytest.mark.parametrize("name", ["移动话费 100 元 慢充", "联通话费 72 小时到账", "电费 72H"])
def test_slow_top_ups_are_found(name: str) -> None:
    assert RedFlag.SLOW in red_flags_of(name)


def test_a_bill_below_ninety_five_per_cent_of_its_face_is_too_good() -> None:
    assert red_flags_of("移动话费", "100 元", cost=Money(94_99)) == {RedFlag.FAR_BELOW_FACE}
    assert red_flags_of("移动话费", "100 元", cost=Money(95_00)) == NO_FLAGS
    assert red_flags_of("移动话费", "100 元", cost=None) == NO_FLAGS
    assert red_flags_of("云境点卡", "100 元", cost=Money(30_00)) == NO_FLAGS
    assert red_flags_of("云境点卡", "100 元", cost=Money(29_99)) == {RedFlag.FAR_BELOW_FACE}


def test_a_face_value_is_read_from_variant_or_name() -> None:
    assert face_value_of("移动话费 50元", "100 元") == Money(100_00)
    assert face_value_of("移动话费 49.90 元") == Money(49_90)
    assert face_value_of("满100元减5") is None
    assert face_value_of("月卡") is None


@given(flags, flags)
def test_goods_are_free_only_when_everything_was_accepted(raised, accepted) -> None:
    held = is_held(raised, accepted)
    assert held is (bool(raised - accepted) or RedFlag.BLOCKED in raised)


@given(flags)
def test_flags_are_stored_and_read_back(raised) -> None:
    assert flags_from(flags_text(raised)) == raised


@given(st.text(max_size=60), st.text(max_size=20), st.integers(1, 10**9))
def test_no_name_breaks_the_rules(name: str, variant: str, cost: int) -> None:
    assert red_flags_of(name, variant, "", Money(cost)) <= set(RedFlag)
