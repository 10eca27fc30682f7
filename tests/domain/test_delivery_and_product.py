from __future__ import annotations

from typing import Any

import pytest

from desktop.domain.delivery import Supply, supply_of
from desktop.domain.errors import BusinessRuleError
from desktop.domain.product import ProductKind, StockBadge
from tests.domain.builders import a_product


@pytest.mark.parametrize(
    ("changes", "quantity", "supply"),
    [
        ({}, 128, Supply.LOCAL),
        ({"platform_stock": 10}, 129, Supply.PLATFORM),
        ({"platform_stock": -1, "local_cards": 0}, 5, Supply.PLATFORM),
        ({"kind": ProductKind.TOPUP, "local_cards": 0, "platform_stock": -1}, 1, Supply.TOPUP),
        ({"kind": ProductKind.OTHER, "local_cards": 0}, 3, Supply.SERVICE),
    ],
)
def test_goods_come_from_the_nearest_place(
    changes: dict[str, Any], quantity: int, supply: Supply
) -> None:
    assert supply_of(a_product(**changes), quantity) is supply


def test_more_than_there_is_is_refused_with_what_is_left() -> None:
    with pytest.raises(BusinessRuleError, match="剩 128 件"):
        supply_of(a_product(), 129)


@pytest.mark.parametrize(
    ("changes", "badge"),
    [
        ({}, StockBadge.LOCAL),
        ({"local_cards": 3}, StockBadge.LOW),
        ({"local_cards": 0}, StockBadge.OUT),
        ({"local_cards": 0, "platform_stock": 9}, StockBadge.PLATFORM),
        ({"local_cards": 0, "platform_stock": 9, "is_stale": True}, StockBadge.STALE),
        ({"is_selling": False}, StockBadge.STOPPED),
        ({"kind": ProductKind.TOPUP, "platform_stock": -1}, StockBadge.TOPUP),
        ({"kind": ProductKind.TOPUP, "platform_stock": None}, StockBadge.OUT),
        ({"kind": ProductKind.BUNDLE}, StockBadge.SERVICE),
    ],
)
def test_the_badge_says_what_matters_most(changes: dict[str, Any], badge: StockBadge) -> None:
    assert a_product(**changes).badge is badge


def test_the_title_does_not_repeat_the_face_value() -> None:
    assert a_product().title == "云境传说点卡 100 元"
    assert a_product(name="流量日包 1 GB", face_text="1 GB").title == "流量日包 1 GB"
