"""The interfaces that the practice shop can speak: one of each kind of wholesale platform.

What they differ in is what an order sent twice does, and so what a lost answer means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.practice.server.acg_faka import AcgFakaDialect
from desktop.practice.server.dujiao_next import DujiaoNextDialect
from desktop.practice.server.rainbow import RainbowDialect

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.practice.server.calls import Dialect
    from desktop.practice.server.store import Store

FIRST: Final = "acg_faka"
DIALECTS: Final[dict[str, Callable[[Store, str], Dialect]]] = {
    FIRST: AcgFakaDialect,  # refuses a number it has seen
    "dujiao_next": DujiaoNextDialect,  # returns the order that has the number
    "rainbow": RainbowDialect,  # takes no number: buys again
}
"""By the name of the platform that speaks it; what is made takes the store and its own address."""
