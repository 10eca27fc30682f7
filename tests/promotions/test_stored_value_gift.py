from __future__ import annotations

from typing import Any

import pytest

from desktop.domain.money import Money
from desktop.promotions.stored_value_gift import gift_for
from tests.promotions.baskets import a_basket, offer_of

VALUES: dict[str, Any] = {"threshold": Money(100_00), "gift": Money(10_00)}


@pytest.mark.parametrize(
    ("topped_up", "times", "gift"),
    [(99_99, 1, 0), (100_00, 1, 10_00), (500_00, 1, 10_00), (500_00, 3, 30_00)],
)
def test_each_full_amount_earns_the_gift(topped_up: int, times: int, gift: int) -> None:
    assert gift_for({**VALUES, "times": times}, Money(topped_up)) == Money(gift)


def test_a_campaign_without_an_amount_gives_nothing() -> None:
    assert gift_for({}, Money(1)) == Money(0)


def test_no_cart_gets_anything() -> None:
    assert offer_of("stored_value_gift", a_basket(), **VALUES) is None
