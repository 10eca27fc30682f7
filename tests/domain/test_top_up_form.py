from __future__ import annotations

import pytest

from desktop.domain.errors import BusinessRuleError
from desktop.domain.product import AccountRule
from desktop.domain.top_up import checked_target
from desktop.domain.top_up_form import AskedField, filled_fields

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
