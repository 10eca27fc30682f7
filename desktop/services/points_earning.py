"""What a sale earns its member, by the shop's settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.drafting import PointsTerms, figures_of
from desktop.domain.money import Money, total_of
from desktop.domain.tender import TenderMethod

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.pricing import PricedCart
    from desktop.domain.tender import Tender
    from desktop.services.settings_values import SettingsValues


def points_terms(
    priced: PricedCart, tenders: Sequence[Tender], settings: SettingsValues
) -> PointsTerms:
    """Return by which terms a sale earns points; a walk-in earns none."""
    if priced.cart.customer is None or not settings.flag("points.enabled"):
        return PointsTerms()
    return PointsTerms(
        settings.integer("points.fen_per_point"),
        total_of(one.amount for one in tenders if one.method is TenderMethod.POINTS),
    )


def points_earned(
    priced: PricedCart,
    rounding: Money,
    tenders: Sequence[Tender],
    settings: SettingsValues,
) -> int:
    """Return the points a sale earns its member."""
    terms = points_terms(priced, tenders, settings)
    if not terms.fen_per_point:
        return 0
    return sum(line.points for line in figures_of(priced, rounding, terms))
