from __future__ import annotations

import pytest

from tests.promotions.baskets import a_basket, a_line, off_of


@pytest.mark.parametrize(
    ("quantity", "n", "rate", "off"),
    [(1, 2, 50, 0), (2, 2, 50, 5_00), (3, 2, 50, 5_00), (4, 2, 0, 20_00), (3, 3, 0, 10_00)],
)
def test_every_nth_piece_is_cheaper(quantity: int, n: int, rate: int, off: int) -> None:
    basket = a_basket(a_line(fen=10_00 * quantity, quantity=quantity))
    assert off_of("nth_piece", basket, n=n, rate=rate) == off


def test_pieces_of_the_same_goods_count_over_lines() -> None:
    basket = a_basket(a_line(1, 10_00, product=7), a_line(2, 10_00, product=7))
    assert off_of("nth_piece", basket, n=2, rate=50) == 5_00
    assert off_of("nth_piece", a_basket(a_line(1), a_line(2)), n=2, rate=50) == 0
