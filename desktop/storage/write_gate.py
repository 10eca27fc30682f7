"""Who writes next: one at a time, a waiting sale before everything else."""

from __future__ import annotations

import heapq
from enum import IntEnum
from threading import Event, Lock


class WritePriority(IntEnum):
    """How long a write may wait; the smaller goes first."""

    SALE = 0
    """A customer stands at the counter."""
    NORMAL = 1
    BULK = 2
    """Imports and syncs, in pieces of at most 500 rows, so that a sale never waits long."""


class WriteGate:
    """A lock that is handed to the most urgent waiter, and among equals to the first.

    ``threading.Lock`` gives no order, and SQLite's own waiting sleeps and retries: a sale would
    lose against an import that asks again at once.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._is_held = False
        self._is_sale_inside = False
        self._waiting: list[tuple[int, int, Event]] = []
        self._tickets = 0
        self._no_sale = Event()
        self._no_sale.set()

    def enter(self, priority: WritePriority) -> None:
        """Wait until it is this caller's turn."""
        with self._lock:
            if priority == WritePriority.SALE:
                self._no_sale.clear()
            if not self._is_held:
                self._is_held = True
                self._is_sale_inside = priority == WritePriority.SALE
                return
            turn = Event()
            self._tickets += 1
            heapq.heappush(self._waiting, (int(priority), self._tickets, turn))
        turn.wait()

    def try_enter(self) -> bool:
        """Enter if nobody is inside."""
        with self._lock:
            if self._is_held:
                return False
            self._is_held = True
            return True

    def leave(self) -> None:
        """Hand over to the most urgent waiter; the gate stays held in between."""
        with self._lock:
            if self._waiting:
                priority, _, turn = heapq.heappop(self._waiting)
                self._is_sale_inside = priority == WritePriority.SALE
                turn.set()
            else:
                self._is_held = self._is_sale_inside = False
            if not self._is_sale_inside:  # and no sale waits, or it would have had its turn
                self._no_sale.set()

    def let_sales_pass(self) -> None:
        """Stand still until no sale is inside or waits. Never while inside oneself."""
        self._no_sale.wait()

    def waiting_count(self) -> int:
        """Return how many wait."""
        with self._lock:
            return len(self._waiting)
