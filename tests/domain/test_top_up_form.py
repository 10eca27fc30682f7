from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import BusinessRuleError
from desktop.domain.product import AccountRule
from desktop.domain.top_up import TopUpAnswer, checked_target
from desktop.domain.top_up_form import (
    MAXIMUM_ANSWER,
    AskedField,
    TopUpForm,
    checked_answer,
    filled_fields,
    folded,
)

TARGET = checked_target(AccountRule.UID, "player_1")


def test_the_account_goes_into_the_first_field_that_takes_text() -> None:
    asked = (AskedField("way", "方式", "choice", choices=("快充",)), AskedField("uid", "账号"))
    assert filled_fields(asked, TARGET) == (("way", "快充"), ("uid", "player_1"))


def test_an_account_is_never_typed_into_a_choice_whose_choices_are_not_known() -> None:
    with pytest.raises(BusinessRuleError) as refused:
        filled_fields((AskedField("server", "区服", "choice"), AskedField("uid", "账号")), TARGET)
    assert refused.value.code == "goods_fields_unfilled"
    optional = AskedField("server", "区服", "choice", is_required=False)
    assert filled_fields((optional, AskedField("uid", "账号")), TARGET) == (("uid", "player_1"),)


def test_an_account_without_a_field_for_it_is_refused() -> None:
    with pytest.raises(BusinessRuleError) as refused:
        filled_fields((), TARGET)
    assert refused.value.code == "goods_fields_unknown"


def test_the_account_goes_where_the_label_says_account_and_twice_where_it_is_confirmed() -> None:
    asked = (AskedField("s", "区服名"), AskedField("a", "游戏账号"), AskedField("b", "确认账号"))
    target = replace(TARGET, answers=(TopUpAnswer("s", "区服名", "一区"),))
    assert filled_fields(asked, target) == (("s", "一区"), ("a", "player_1"), ("b", "player_1"))


def test_another_source_s_form_is_filled_by_what_its_fields_are_called() -> None:
    target = replace(TARGET, answers=(TopUpAnswer("template1", "角色：", "云游"),))
    asked = (AskedField("uid", "账号"), AskedField("input2", "角色"))
    assert filled_fields(asked, target) == (("uid", "player_1"), ("input2", "云游"))
    with pytest.raises(BusinessRuleError):
        filled_fields((AskedField("uid", "账号"), AskedField("template1", "区服")), target)


def test_a_choice_that_is_no_longer_offered_is_not_sent() -> None:
    target = replace(TARGET, answers=(TopUpAnswer("s", "区服", "三区"),))
    form = TopUpForm(
        (AskedField("s", "区服", "choice", choices=("一区", "二区")), AskedField("a", "账号"))
    )
    assert not form.fits(target)
    assert form.fits(replace(target, answers=(TopUpAnswer("s", "区服", "二区"),)))


@pytest.mark.parametrize(
    ("field", "text"),
    [
        (AskedField("n", "数量", "number", minimum="1", maximum="10"), "11"),
        (AskedField("n", "数量", "number", minimum="1"), "0"),
        (AskedField("n", "数量", "number"), "十"),
        (AskedField("n", "名字", maximum_length=3), "abcd"),
        (AskedField("n", "名字"), "a\x00b"),
        (AskedField("n", "名字"), "　"),
        (AskedField("u", "网址", "url"), "example.cn"),
        (AskedField("e", "邮箱", pattern=r"^[^@\s]+@[^@\s]+$", error="邮箱不对"), "a@"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused_by_name(field: AskedField, text: str) -> None:
    with pytest.raises(BusinessRuleError) as refused:
        checked_answer(field, text)
    assert refused.value.code == "answer_malformed"


@given(
    st.text(max_size=250),
    st.booleans(),
    st.sampled_from(["text", "number", "url", "choice", "图片"]),
)
def test_any_answer_to_any_field_is_taken_or_clearly_refused(
    text: str, is_secret: bool, kind: str
) -> None:
    field = AskedField("n", "名", kind, pattern="(a+)+$", is_secret=is_secret)
    try:
        answer = checked_answer(field, text)
    except BusinessRuleError:
        return
    assert len(answer) <= MAXIMUM_ANSWER
    assert answer.isprintable()
    assert answer == (text if is_secret else folded(text))


def test_full_width_digits_and_spaces_are_folded_but_not_in_a_password() -> None:
    assert checked_answer(AskedField("n", "区服"), "　电信１区 ") == "电信1区"
    assert checked_answer(AskedField("n", "密码", is_secret=True), "１ ") == "１ "


def test_answers_are_in_no_repr_and_secret_ones_are_not_read_back() -> None:
    target = replace(
        TARGET,
        answers=(
            TopUpAnswer("p", "密码", "hunter2", is_secret=True),
            TopUpAnswer("s", "区服", "一区"),
        ),
    )
    assert "hunter2" not in repr(target) + repr(target.answers)
    assert target.spoken_answers == ("区服 一区",)
    assert target.without_secrets().answers == target.answers[1:]
