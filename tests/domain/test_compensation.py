from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.compensation import MAXIMUM, is_above_limit, refuse_odd_amount
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import ZERO, Money, total_of

AMOUNTS = st.builds(Money, st.integers(min_value=1, max_value=5_000))


@given(st.lists(AMOUNTS, min_size=1, max_size=8), AMOUNTS)
def test_splitting_a_gift_does_not_get_around_the_limit(parts: list[Money], limit: Money) -> None:
    *before, last = parts
    assert is_above_limit(limit, before, last) == (total_of(parts) > limit)


@pytest.mark.parametrize("amount", [ZERO, Money(-1), MAXIMUM + Money(1)])
def test_nothing_less_than_nothing_and_nothing_absurd_is_given(amount: Money) -> None:
    with pytest.raises(BusinessRuleError):
        refuse_odd_amount(amount)
    refuse_odd_amount(MAXIMUM)
