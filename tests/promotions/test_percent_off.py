from __future__ import annotations

import pytest

from desktop.domain.promotion import Facts
from tests.promotions.baskets import a_basket, a_line, off_of, offer_of


@pytest.mark.parametrize(
    ("fen", "rate", "off"), [(100_00, 90, 10_00), (25_05, 90, 2_50), (1, 99, 0)]
)
def test_the_rate_is_taken_of_each_line(fen: int, rate: int, off: int) -> None:
    assert off_of("percent_off", a_basket(a_line(fen=fen)), rate=rate) == off


@pytest.mark.parametrize(
    ("start", "end", "hour", "holds"),
    [
        (18, 22, 17, False),
        (18, 22, 18, True),
        (18, 22, 22, False),
        (22, 2, 23, True),
        (22, 2, 1, True),
        (22, 2, 12, False),
    ],
)
def test_it_holds_between_two_hours_midnight_or_not(
    start: int, end: int, hour: int, holds: bool
) -> None:
    off = off_of("percent_off", a_basket(), Facts(hour=hour), rate=90, from_hour=start, to_hour=end)
    assert bool(off) is holds


def test_a_line_agreed_by_hand_keeps_its_price() -> None:
    basket = a_basket(a_line(1), a_line(2, is_agreed=True))
    offer = offer_of("percent_off", basket, rate=90)
    assert offer is not None
    assert [key for key, _off in offer.off] == [1]
    assert str(offer.reason) == "打 9 折"


def test_only_its_goods_and_categories() -> None:
    basket = a_basket(a_line(1), a_line(2, category_id=5), a_line(3))
    assert off_of("percent_off", basket, rate=50, products=(1,), categories=(5,)) == 100_00
    assert off_of("percent_off", basket, rate=50, products=(9,)) == 0


def test_only_its_tags_and_channels() -> None:
    fresh = Facts(tags=frozenset({"新生"}), channel="qq_group")
    assert off_of("percent_off", a_basket(), fresh, rate=50, tags=("新生", "上班族"))
    assert not off_of("percent_off", a_basket(), Facts(), rate=50, tags=("新生",))
    assert off_of("percent_off", a_basket(), fresh, rate=50, channels=("qq_group",))
    assert not off_of("percent_off", a_basket(), Facts(), rate=50, channels=("qq_group",))
