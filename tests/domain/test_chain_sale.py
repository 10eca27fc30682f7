from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.chain_sale import DraftSupply, supplies_of
from desktop.domain.product import ProductKind, ProductSnapshot
from tests.shop import RehearsalShop

SHOP = RehearsalShop()
CARD = SHOP.a_product("YJ100", cards=0)
SERVICE = SHOP.a_product("FW", kind=ProductKind.OTHER)


def with_stock(product: ProductSnapshot, cards: int, platform: int | None) -> ProductSnapshot:
    return replace(product, local_cards=cards, platform_stock=platform)


def test_cards_come_first_and_the_rest_is_bought() -> None:
    product = with_stock(CARD, 3, 2)
    assert supplies_of(product, [2, 2, 2]) == (
        DraftSupply(cards=2),
        DraftSupply(cards=1, bought=1),
        DraftSupply(bought=1, missing=1),
    )


def test_a_source_without_a_limit_never_lacks() -> None:
    assert supplies_of(with_stock(CARD, 1, -1), [5, 9]) == (
        DraftSupply(cards=1, bought=4),
        DraftSupply(bought=9),
    )


def test_a_service_needs_no_stock() -> None:
    assert supplies_of(SERVICE, [3]) == (DraftSupply(),)


@given(st.integers(0, 20), st.one_of(st.none(), st.integers(-1, 20)), st.lists(st.integers(1, 9)))
def test_nothing_is_promised_twice(cards: int, platform: int | None, wanted: list[int]) -> None:
    shared = supplies_of(with_stock(CARD, cards, platform), wanted)
    assert [one.cards + one.bought + one.missing for one in shared] == wanted
    assert sum(one.cards for one in shared) <= cards
    if platform != -1:
        assert sum(one.bought for one in shared) <= (platform or 0)
