"""The four lanes of work off the window's thread: write, read, network, device.

Nothing else in the window starts a thread. A result is delivered on the window's thread, and
dropped
when the object that asked for it is gone.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from enum import Enum
from functools import partial
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

ResultT = TypeVar("ResultT")


class Lane(Enum):
    """Where a piece of work runs, and how many run there at once."""

    WRITE = 1
    READ = 2
    NETWORK = 4
    DEVICE = -1

    @property
    def worker_count(self) -> int:
        """Threads of the lane."""
        return abs(self.value)


class Background(QObject):
    """Runs callables on lanes and brings their results back."""

    _finished = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = {
            lane: ThreadPoolExecutor(lane.worker_count, thread_name_prefix=lane.name.lower())
            for lane in Lane
        }
        self._running = 0
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is running and no result is on its way."""
        return self._running == 0

    def run(
        self,
        lane: Lane,
        work: Callable[[], ResultT],
        *,
        owner: QObject,
        succeeded: Callable[[ResultT], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Run ``work`` on a lane; answer on the window's thread unless ``owner`` is gone."""
        self._running += 1
        future = self._lanes[lane].submit(work)
        future.add_done_callback(partial(self._report, owner, succeeded, failed))

    def close(self) -> None:
        """Wait for what is running and take nothing more."""
        for executor in self._lanes.values():
            executor.shutdown(wait=True, cancel_futures=True)

    def _report(
        self,
        owner: QObject,
        succeeded: Callable[[Any], None],
        failed: Callable[[Exception], None],
        future: Future[Any],
    ) -> None:
        if shiboken6.isValid(self):
            self._finished.emit(future, (owner, succeeded, failed))

    @Slot(object, object)
    def _deliver(
        self,
        future: Future[Any],
        asked_by: tuple[QObject, Callable[[Any], None], Callable[[Exception], None]],
    ) -> None:
        self._running -= 1
        owner, succeeded, failed = asked_by
        if future.cancelled() or not shiboken6.isValid(owner):
            return
        error = future.exception()
        if error is None:
            succeeded(future.result())
        elif isinstance(error, Exception):
            failed(error)
        else:
            raise error
