from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import BusinessRuleError
from desktop.domain.product import AccountRule
from desktop.domain.top_up import TopUpTarget, checked_target, find_operator, normalised_account


@pytest.mark.parametrize(
    "typed", ["19800002046", "198 0000 2046", "１９８００００２０４６", " 198-0000-2046 "]
)
def test_a_phone_is_read_however_it_is_typed(typed: str) -> None:
    assert checked_target(AccountRule.PHONE, typed).account == "19800002046"


@pytest.mark.parametrize(
    ("rule", "typed"),
    [(AccountRule.PHONE, "1980000204"), (AccountRule.PHONE, "29800002046"), (AccountRule.QQ, "0123456"),
     (AccountRule.QQ, "1234"), (AccountRule.UID, "a b\x00"), (AccountRule.UID, "")],
)  # fmt: skip
def test_a_malformed_account_is_refused(rule: AccountRule, typed: str) -> None:
    with pytest.raises(BusinessRuleError) as refused:
        checked_target(rule, typed)
    assert refused.value.code == "account_malformed"


def test_it_is_read_back_in_groups_and_masked_in_lists() -> None:
    phone, qq = (
        TopUpTarget(AccountRule.PHONE, "19800002046"),
        TopUpTarget(AccountRule.QQ, "28490017"),
    )
    assert (phone.grouped, phone.masked) == ("198 0000 2046", "198****2046")
    assert (qq.grouped, qq.masked) == ("QQ 2849 0017", "QQ 28****17")
    assert "0000" not in repr(phone)


def test_the_operator_is_a_hint() -> None:
    assert find_operator("19800002046") == "mobile"
    assert find_operator("12345678901") is None


@given(st.text(max_size=60))
def test_any_text_is_an_account_or_a_clear_refusal(typed: str) -> None:
    try:
        target = checked_target(AccountRule.UID, typed)
    except BusinessRuleError:
        return
    assert target.account == normalised_account(typed)
    assert target.account.isascii()
