"""How one amount compares with an earlier one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.money import ZERO

if TYPE_CHECKING:
    from desktop.domain.money import Money


def change_permille(now: Money, before: Money) -> int | None:
    """Return how much more it is now, in tenths of a percent of before, half rounded away from 0.

    None where there is nothing to compare with: nothing was earned, or less than nothing.
    """
    if before <= ZERO:
        return None
    return (now - before).times_ratio(1000, before.fen).fen
