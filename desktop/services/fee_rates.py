"""The fee rates of the shop, as the settings hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.fees import FeeRates

if TYPE_CHECKING:
    from desktop.services.settings_values import SettingsValues


def fee_rates(settings: SettingsValues) -> FeeRates:
    """Return what every tender and every channel costs now."""
    return FeeRates(settings.rates("tender.fees"), settings.rates("sale.channel_fees"))
