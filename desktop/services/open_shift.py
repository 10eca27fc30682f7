"""The shift that is open; the counter asks before it has loaded what opens and closes one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.money import ZERO, Money
from desktop.storage import open_shift_queries

if TYPE_CHECKING:
    from desktop.domain.shift import ShiftSnapshot
    from desktop.storage.ground import Ground


class OpenShift:
    """Who answers for the drawer now, and what it was last counted at."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def current(self) -> ShiftSnapshot | None:
        """Return the shift that is open."""
        with self._ground.database.read() as connection:
            return open_shift_queries.find_open_shift(connection)

    def preset_float(self) -> Money:
        """Return what the drawer was last counted at; nothing before the first count."""
        with self._ground.database.read() as connection:
            return open_shift_queries.last_counted_cash(connection) or ZERO
