"""What it costs to take money: rates in basis points, and the fee of one payment in whole fen.

The one rule of rounding: a charge is amount × rate to the nearest fen, half a fen counting as a
whole one, as the providers settle. Tender and channel send separate bills, so each of the two
charges of a payment is rounded by itself and then added.

What was charged stays charged when the money goes back: providers keep their fee unless they say
otherwise, so a refund or a void books no fee and takes none away. Only a payment that was booked
under the wrong method takes its fee out again, to the fen, because that charge never happened.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from desktop.domain.money import ZERO, Money, total_of

BASIS_POINTS: Final = 10_000
"""A rate of so many takes the whole amount; 38 is 0.38 %."""


@dataclass(frozen=True, slots=True)
class Rates:
    """Rates in basis points by name, without those that are zero, in the order of the names.

    >>> Rates.of({"wechat": 38, "qq": 0}).rate("qq")
    0
    """

    entries: tuple[tuple[str, int], ...] = ()

    @classmethod
    def of(cls, by_name: Mapping[str, int]) -> Rates:
        """Put rates together; the same rates are the same value however they were written."""
        return cls(tuple(sorted((name, rate) for name, rate in by_name.items() if rate)))

    def by_name(self) -> dict[str, int]:
        """Return every rate above zero."""
        return dict(self.entries)

    def rate(self, name: str) -> int:
        """Return one rate; what has none costs nothing."""
        for known, rate in self.entries:
            if known == name:
                return rate
        return 0


@dataclass(frozen=True, slots=True)
class FeeRates:
    """The rates of a shop: by tender, and by the channel that an order came from."""

    tenders: Rates = Rates()
    channels: Rates = Rates()

    def tender_fee(self, amount: Money, method: str) -> Money:
        """Return what the tender keeps of a payment."""
        return charge(amount, self.tenders.rate(method))

    def channel_fee(self, amount: Money, channel: str) -> Money:
        """Return what the market place keeps of a payment."""
        return charge(amount, self.channels.rate(channel))

    def fee_of(self, amount: Money, method: str, channel: str) -> Money:
        """Return the whole fee that is booked with a payment."""
        return self.tender_fee(amount, method) + self.channel_fee(amount, channel)

    def channel_fees(self, due: Money, paid: Iterable[Money], channel: str) -> Money:
        """Return what the channel takes of an order: of each payment, and of what is still due."""
        parts = tuple(paid)
        rest = due - total_of(parts)
        return total_of(self.channel_fee(amount, channel) for amount in (*parts, rest))


def charge(amount: Money, basis_points: int) -> Money:
    """Return amount × rate, rounded by the rule of this file."""
    return amount.times_ratio(basis_points, BASIS_POINTS) if basis_points else ZERO
