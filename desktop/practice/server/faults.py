"""What goes wrong on purpose, drawn from a seed.

Belongs here: the fault profiles of the command line. They hit orders only, so that the account can
be tested and synced, unless the whole shop is asked to be ill.
"""

from __future__ import annotations

import random
import threading
from enum import StrEnum
from typing import Final

from desktop.practice.server.calls import CallKind


class Fault(StrEnum):
    """One thing that goes wrong with one call."""

    NONE = "none"
    LOST_BEFORE = "lost_before"
    """The connection ends before the shop acts."""
    LOST_AFTER = "lost_after"
    """The shop acts, and the answer is lost."""
    SLOW_DRIP = "slow_drip"
    """The shop acts, and the answer comes a byte at a time."""
    HTML = "html"
    """A page instead of an answer; whether the shop acted is drawn."""
    ERROR_500 = "error_500"
    SOLD_OUT = "sold_out"
    PRICE_JUMP = "price_jump"
    """A quarter dearer than the catalogue says."""


_MIXED: Final = tuple(fault for fault in Fault if fault is not Fault.NONE)
PROFILES: Final = (*(fault.value for fault in Fault), "mixed")


class Faults:
    """Draws the fault of each call.

    Args:
        text: ``PROFILE`` or ``PROFILE:SHARE``, the share from 0 to 1.
        seed: the same seed draws the same faults in the same order of calls.
        is_everywhere: every call may be hit, not only orders.

    Raises:
        ValueError: no such profile, or not a share.
    """

    def __init__(self, text: str, seed: int, *, is_everywhere: bool = False) -> None:
        profile, _, share = text.partition(":")
        if profile not in PROFILES:
            raise ValueError(profile)
        self._faults = _MIXED if profile == "mixed" else (Fault(profile),)
        self._share = float(share) if share else (0.5 if profile == "mixed" else 1.0)
        if not 0 <= self._share <= 1:
            raise ValueError(share)
        self._is_everywhere = is_everywhere
        self._random = random.Random(seed)
        self._lock = threading.Lock()

    def draw(self, kind: CallKind) -> Fault:
        """Return what goes wrong with a call of this kind."""
        with self._lock:
            is_hit = self._random.random() < self._share
            fault = self._random.choice(self._faults)
        if not is_hit:
            return Fault.NONE
        if fault is Fault.PRICE_JUMP and kind is CallKind.PRICE:
            return fault
        return fault if self._is_everywhere or kind is CallKind.ORDER else Fault.NONE

    def has_acted(self) -> bool:
        """Draw whether a call that ends in a fault page did its work before."""
        with self._lock:
            return self._random.random() < 0.5
