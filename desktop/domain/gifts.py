"""Gifts for points (周边商品): stock at its cost, handed out for points."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.money import Money


class GiftMove(StrEnum):
    """Why pieces of a gift came or went."""

    STOCKED = "stocked"
    REDEEMED = "redeemed"
    GIVEN_BACK = "given_back"
    WRITTEN_OFF = "written_off"


@dataclass(frozen=True, slots=True)
class GiftSnapshot:
    """A gift of the catalogue.

    Attributes:
        points: what one piece asks for.
        stock: pieces in the shop.
        stock_cost: what all of them cost together.
    """

    id: int
    name: str
    points: int
    stock: int
    stock_cost: Money
    is_offered: bool = True


def cost_of_pieces(stock: int, stock_cost: Money, wanted: int) -> Money:
    """Return what some pieces cost: their part of the whole, all that is left with the last one.

    >>> cost_of_pieces(3, Money(1000), 1), cost_of_pieces(1, Money(334), 1)
    (Money(fen=333), Money(fen=334))
    """
    return stock_cost if wanted >= stock else Money(stock_cost.fen * wanted // stock)
