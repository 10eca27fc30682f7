from __future__ import annotations

import pytest

from desktop.domain.money import Money
from desktop.domain.promotion import Facts
from tests.promotions.baskets import a_basket, a_line, off_of

FIRST = Facts(is_first_order=True)


@pytest.mark.parametrize(
    ("fen", "facts", "off"),
    [
        (100_00, FIRST, 5_00),
        (30_00, FIRST, 5_00),
        (29_99, FIRST, 0),
        (100_00, Facts(), 0),
    ],
)
def test_the_first_order_of_some_size_is_lowered_once(fen: int, facts: Facts, off: int) -> None:
    basket = a_basket(a_line(fen=fen))
    assert off_of("first_order", basket, facts, off=Money(5_00), threshold=Money(30_00)) == off


def test_it_never_takes_more_than_the_order() -> None:
    assert off_of("first_order", a_basket(a_line(fen=3_00)), FIRST, off=Money(5_00)) == 3_00
