"""Collecting cyclic garbage on the window's thread only.

Python's collector runs on whatever thread allocates. On a worker it may find a widget that was
part of a cycle and destroy it there, which Qt forbids. So while lanes run it is switched off, and
the window's thread collects by itself, a generation at a time as Python would.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot

_CHECK_MILLISECONDS: Final = 500
_OLDEST: Final = 2


class MainThreadCollector(QObject):
    """Takes the collector over until ``stop``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_enabled = gc.isenabled()
        self._timer = QTimer(self, interval=_CHECK_MILLISECONDS)
        self._timer.timeout.connect(self._check)
        gc.disable()
        self._timer.start()

    @property
    def is_collecting(self) -> bool:
        """Whether garbage is looked for now."""
        return self._timer.isActive()

    def pause(self) -> None:
        """Leave garbage alone: much is being imported, and hardly anything thrown away."""
        self._timer.stop()

    def go_on(self) -> None:
        """Collect again; what is there by now stays, so nobody need ever look through it."""
        gc.freeze()
        self._timer.start()

    def stop(self) -> None:
        """Give the collector back as it was."""
        self._timer.stop()
        if self._was_enabled:
            gc.enable()

    @Slot()
    def _check(self) -> None:
        """Collect the oldest generation whose threshold is passed."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in range(_OLDEST, -1, -1):
            if counts[generation] > thresholds[generation]:
                gc.collect(generation)
                return
