from __future__ import annotations

from typing import Any

import pytest

from desktop.domain.money import Money
from desktop.promotions.spend_and_save import RULE
from tests.promotions.baskets import a_basket, a_line, off_of, offer_of


@pytest.mark.parametrize(
    ("fen", "times", "off"),
    [(99_99, 1, 0), (100_00, 1, 10_00), (350_00, 1, 10_00), (350_00, 5, 30_00), (350_00, 2, 20_00)],
)
def test_each_full_amount_lowers_the_order(fen: int, times: int, off: int) -> None:
    values: dict[str, Any] = {"threshold": Money(100_00), "off": Money(10_00), "times": times}
    assert off_of("spend_and_save", a_basket(a_line(fen=fen)), **values) == off


def test_the_sentence_says_how_often() -> None:
    values: dict[str, Any] = {"threshold": Money(100_00), "off": Money(10_00), "times": 9}
    offer = offer_of("spend_and_save", a_basket(a_line(fen=200_00)), **values)
    assert offer is not None
    assert str(offer.reason) == "每满 100.00 减 10.00，减了 2 次"


def test_an_amount_that_was_not_set_gives_nothing() -> None:
    assert off_of("spend_and_save", a_basket(), off=Money(1)) == 0


def test_more_off_than_the_threshold_is_a_fault() -> None:
    assert RULE.find_faults is not None
    assert RULE.find_faults({"threshold": Money(5), "off": Money(6)})
    assert not RULE.find_faults({"threshold": Money(5), "off": Money(5)})
