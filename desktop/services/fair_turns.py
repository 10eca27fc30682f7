"""Short turns of the interpreter while something long computes in the background.

A thread that only computes keeps the interpreter for five milliseconds whenever another wants it,
and a sale wants it again after every statement. With turns of half a millisecond the customer and
the window get it ten times sooner, and the long work loses next to nothing.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHORT_SECONDS: Final = 0.0005


class _Turns:
    """How many works asked for short turns, and how long a turn was before the first."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._asking = 0
        self._usual_seconds = 0.0

    def shorten(self) -> None:
        with self._lock:
            if self._asking == 0:
                self._usual_seconds = sys.getswitchinterval()
                sys.setswitchinterval(min(_SHORT_SECONDS, self._usual_seconds))
            self._asking += 1

    def give_back(self) -> None:
        with self._lock:
            self._asking -= 1
            if self._asking == 0:
                sys.setswitchinterval(self._usual_seconds)


_TURNS: Final = _Turns()


@contextmanager
def short_turns() -> Iterator[None]:
    """Keep turns short until the block ends, in all threads; blocks may overlap."""
    _TURNS.shorten()
    try:
        yield
    finally:
        _TURNS.give_back()
