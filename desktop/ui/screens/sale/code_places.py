"""Where a code may be had: every channel of every gateway of the shop, and which one is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.services.gateway_accounts import GatewaySnapshot

_MOST: Final = 4


@dataclass(frozen=True, slots=True)
class CodePlace:
    """A channel of a gateway account.

    Attributes:
        gateway_name: of the account, where the shop has several; empty otherwise.
    """

    gateway_id: int
    channel: str
    gateway_name: str = ""

    @property
    def key(self) -> tuple[int, str]:
        """What a payment is begun with."""
        return self.gateway_id, self.channel


class CodePlaces:
    """The places, in the order of the accounts."""

    def __init__(self) -> None:
        self.all: tuple[CodePlace, ...] = ()
        self._scanning: frozenset[int] = frozenset()
        self._at = 0

    def take(self, gateways: Sequence[GatewaySnapshot]) -> bool:
        """Take the shop's accounts; return whether the places are others, chosen anew."""
        many = len(gateways) > 1
        self._scanning = frozenset(one.id for one in gateways if one.can_scan)
        places = tuple(
            CodePlace(one.id, channel, one.name if many else "")
            for one in gateways
            for channel in one.channels
        )
        if places[:_MOST] == self.all:
            return False
        self.all, self._at = places[:_MOST], 0
        return True

    def choose(self, number: int) -> None:
        """Choose a place by its number in ``all``."""
        self._at = number

    def next_number(self) -> int:
        """Return the number of the place after the chosen one, the first after the last."""
        return (self._at + 1) % len(self.all)

    @property
    def chosen(self) -> CodePlace | None:
        """The chosen place, or None without any."""
        return self.all[self._at] if self._at < len(self.all) else None

    @property
    def can_scan(self) -> bool:
        """Whether the chosen gateway takes money by a code on the customer's phone."""
        return self.chosen is not None and self.chosen.gateway_id in self._scanning

    @property
    def scans_anywhere(self) -> bool:
        """Whether any gateway of the shop takes scanned codes."""
        return bool(self._scanning)

    def to_scan(self, channel: str) -> CodePlace | None:
        """Return where a scanned code of a channel can be sent; the chosen gateway first."""
        fitting = [
            one for one in self.all if one.gateway_id in self._scanning and one.channel == channel
        ]
        chosen = self.chosen
        near = [one for one in fitting if chosen and one.gateway_id == chosen.gateway_id]
        return next(iter(near + fitting), None)
