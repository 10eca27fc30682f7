"""The four lanes of work off the window's thread: write, read, network, device.

Nothing else in the window starts a thread. A result is delivered on the window's thread, and
dropped
when the object that asked for it is gone.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from desktop.ui.main_thread_collector import MainThreadCollector

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


class _Errand:
    """A piece of work that lets go of itself before its result is known.

    What it captured (often a widget's method) is thus never last held by a worker thread.
    """

    __slots__ = ("_work",)

    def __init__(self, work: Callable[[], Any]) -> None:
        self._work: Callable[[], Any] | None = work

    def __call__(self) -> Any:
        work, self._work = self._work, None
        assert work is not None  # noqa: S101 - an errand runs once
        return work()


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is kept on the window's thread until the result is delivered."""

    lane: Lane
    work: Callable[[], Any]
    owner: QObject
    succeeded: Callable[[Any], None]
    failed: Callable[[Exception], None]


class Background(QObject):
    """Runs callables on lanes and brings their results back."""

    _finished = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = {
            lane: ThreadPoolExecutor(lane.worker_count, thread_name_prefix=lane.name.lower())
            for lane in Lane
        }
        self._asked: dict[int, _Asked] = {}
        self._is_closed = False
        self._tickets = 0
        self.collector = MainThreadCollector(self)
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is running and no result is on its way."""
        return not self._asked

    def is_waited_for_by(self, page: QObject) -> bool:
        """Whether more than a read is under way for a page or a part of it."""
        return any(
            asked.lane is not Lane.READ and _is_part(asked.owner, page)
            for asked in self._asked.values()
        )

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
        if self._is_closed:
            return
        self._tickets += 1
        self._asked[self._tickets] = _Asked(lane, work, owner, succeeded, failed)
        future = self._lanes[lane].submit(_Errand(work))
        future.add_done_callback(partial(self._report, self._tickets))

    def close(self) -> None:
        """Wait for what is running; take nothing more, and bring no result back."""
        self._is_closed = True
        for executor in self._lanes.values():
            executor.shutdown(wait=True, cancel_futures=True)
        self.collector.stop()

    def _report(self, ticket: int, future: Future[Any]) -> None:
        if shiboken6.isValid(self):
            self._finished.emit(ticket, future)

    @Slot(object, object)
    def _deliver(self, ticket: int, future: Future[Any]) -> None:
        asked = self._asked.pop(ticket)
        if self._is_closed or future.cancelled() or not shiboken6.isValid(asked.owner):
            return
        error = future.exception()
        if error is None:
            asked.succeeded(future.result())
        elif isinstance(error, Exception):
            asked.failed(error)
        else:
            raise error


def _is_part(part: QObject, page: QObject) -> bool:
    above: QObject | None = part if shiboken6.isValid(part) else None
    while above is not None and above is not page:
        above = above.parent()
    return above is page
