"""What a search found is marked in the name, by its letters or by its syllables' first letters."""

from __future__ import annotations

import pytest

from desktop.ui.screens.sale.search_marks import find_mark
from tests.ui.screens.counter import CounterShop

NAME, INITIALS = "云境传说点卡 100 元", "yjcsdk"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("yj", "云境"),
        ("CSD", "传说点"),
        ("点卡", "点卡"),
        ("100", "100"),
        ("y j", "云境"),
        ("dkx", ""),
        ("", ""),
        (" ", ""),
    ],
)
def test_the_part_that_is_meant_is_marked(typed: str, found: str) -> None:
    begin, end = find_mark(NAME, INITIALS, typed) or (0, 0)
    assert NAME[begin:end] == found


def test_latin_words_and_signs_between_do_not_shift_the_mark() -> None:
    text = "Steam 充值码（国服）"
    begin, end = find_mark(text, "steamczmgf", "czmg") or (0, 0)
    assert text[begin:end] == "充值码（国"


def test_initials_that_are_not_the_name_s_mark_nothing() -> None:
    assert find_mark("云", "yjcs", "cs") is None


def test_a_found_product_brings_its_initials() -> None:
    shop = CounterShop()
    shop.a_product("YJ100", cards=1)
    (found,) = shop.checkout.find_products("yjcs", 7)
    assert found.initials == "yjcsdk"


def test_all_products_on_sale_are_counted() -> None:
    shop = CounterShop()
    assert shop.checkout.count_products() == 0
    shop.a_product("YJ100", cards=1)
    shop.a_product("YJ50", cards=0)
    assert shop.checkout.count_products() == 2
