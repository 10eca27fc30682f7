"""Plays the catalogue: a real server of sockets, real calls over it, many at a time, all overheard."""

from __future__ import annotations

import contextlib
import logging
import socket
import struct
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import TypeVar

from desktop.connectors.http_call import HttpOutcome, PreparedCall
from desktop.connectors.http_client import HttpClient
from tests.connectors.fault_server import FaultServer, fault_server
from tests.connectors.platform_contract import no_wait
from tests.faults.answers import Ending, Fault
from tests.faults.subjects import CANARIES

T = TypeVar("T")
PATIENCE_SECONDS = 20.0
"""For an answer that ends by itself: a loaded machine must not turn it into a time-out."""
DEADLINE_SECONDS = 0.5
"""For an answer that does not."""
GRACE_SECONDS = 0.5
TRIES = 3
"""A slow call may be made again: a busy machine may be late, or not even get the call out in time.
What is wrong is wrong each time."""
_QUICK_AT_ONCE, _SLOW_AT_ONCE = 4, 40
_DRIP_SECONDS = 0.05


class HastyDoor(HttpClient):
    """The real door with a short deadline, so that what never answers is soon over.

    Attributes:
        seconds: how long each call took, as measured outside of it.
    """

    def __init__(self, total_seconds: float) -> None:
        super().__init__(wait=no_wait)
        self._total_seconds = total_seconds
        self.seconds: list[float] = []
        self.outcomes: list[HttpOutcome] = []

    def send(self, call: PreparedCall) -> HttpOutcome:
        with self._measured():
            outcome = super().send(self._hastened(call))
        self.outcomes.append(outcome)
        return outcome

    @contextlib.contextmanager
    def send_to_file(
        self, call: PreparedCall, on_progress: Callable[[int], bool] | None = None
    ) -> Iterator[HttpOutcome]:
        with contextlib.ExitStack() as stack:
            with self._measured():
                file = super().send_to_file(self._hastened(call), on_progress)
                outcome = stack.enter_context(file)
            self.outcomes.append(outcome)
            yield outcome

    def _hastened(self, call: PreparedCall) -> PreparedCall:
        return replace(call, limits=replace(call.limits, total_seconds=self._total_seconds))

    @contextlib.contextmanager
    def _measured(self) -> Iterator[None]:
        begun = time.monotonic()
        yield
        self.seconds.append(time.monotonic() - begun)


@dataclass
class Stage:
    """A server that answers with one fault, a server that must never hear of it, and the door."""

    server: FaultServer
    other: FaultServer
    door: HastyDoor

    @property
    def calls(self) -> int:
        return len(self.server.requests)


def _playing(fault: Fault, others: Sequence[FaultServer]) -> Callable[[socket.socket], None]:
    def play(connection: socket.socket) -> None:
        sent = fault.sent
        if others:
            sent = sent.replace(b"{other}", str(others[0].port).encode())
        connection.sendall(sent)
        ends_at = time.monotonic() + 10
        while fault.is_slow and time.monotonic() < ends_at:
            if fault.ending is Ending.DRIPS:
                connection.sendall(fault.drip)
                time.sleep(_DRIP_SECONDS)
            elif _has_left(connection):
                return
        if fault.ending is Ending.RESETS:
            linger = struct.pack("ii", 1, 0)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        elif fault.ending is Ending.CLOSES:
            _close_in_order(connection)

    return play


def _has_left(connection: socket.socket) -> bool:
    connection.settimeout(0.5)
    with contextlib.suppress(TimeoutError):
        return not connection.recv(1)
    return False


def _close_in_order(connection: socket.socket) -> None:
    """Close so that everything sent arrives, whatever was not read."""
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_WR)
        connection.settimeout(2)
        while connection.recv(65536):
            pass


@contextlib.contextmanager
def staged(fault: Fault) -> Iterator[Stage]:
    """Open the stage for one fault."""
    seconds = DEADLINE_SECONDS if fault.is_slow else PATIENCE_SECONDS
    needs_other = b"{other}" in fault.sent
    with contextlib.ExitStack() as stack:
        others = [stack.enter_context(fault_server(b""))] if needs_other else []
        server = stack.enter_context(fault_server(_playing(fault, others)))
        yield Stage(server, others[0] if others else server, HastyDoor(seconds))
        for other in others:
            assert other.requests == [], "a redirect was followed"


def play_each(faults: Sequence[Fault], judge: Callable[[Fault, Stage], None]) -> None:
    """Play every fault and judge it; many at once. Raises one error that names all that failed."""
    quick = [fault for fault in faults if not fault.is_slow]
    slow = [fault for fault in faults if fault.is_slow]
    trouble: list[str] = []
    judged: list[str] = []

    def play(fault: Fault) -> None:
        try:
            _play(fault, judge)
            judged.append(fault.name)
        except Exception:
            trouble.append(f"{fault.name}: {traceback.format_exc(limit=-3)}")

    with ThreadPoolExecutor(_SLOW_AT_ONCE) as later, ThreadPoolExecutor(_QUICK_AT_ONCE) as now:
        later.map(play, slow)
        now.map(play, quick)
    assert not trouble, f"{len(trouble)} of {len(faults)}\n" + "\n".join(sorted(trouble)[:12])
    assert len(judged) == len(faults)


def _play(fault: Fault, judge: Callable[[Fault, Stage], None]) -> None:
    if not fault.is_slow:
        _play_once(fault, judge)
        return
    for _ in range(TRIES - 1):
        with contextlib.suppress(AssertionError):
            _play_once(fault, judge)
            return
    _play_once(fault, judge)


def _play_once(fault: Fault, judge: Callable[[Fault, Stage], None]) -> None:
    with staged(fault) as stage:
        judge(fault, stage)
        took = max(stage.door.seconds)
        reasons = {outcome.reason for outcome in stage.door.outcomes}
    if fault.is_slow:
        assert reasons == {"deadline"}, reasons
        assert took <= DEADLINE_SECONDS + GRACE_SECONDS, f"took {took:.2f} s"
    else:
        assert "deadline" not in reasons, f"{took:.1f} s"


@dataclass
class Overheard(logging.Handler):
    """Everything that was logged, whole, as a file would hold it."""

    lines: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(logging.DEBUG)
        self._guard = threading.Lock()

    def emit(self, record: logging.LogRecord) -> None:
        text = logging.Formatter("%(name)s %(message)s").format(record) + repr(record.args)
        with self._guard:
            self.lines.append(text)

    __hash__ = logging.Handler.__hash__


@contextlib.contextmanager
def overhearing() -> Iterator[Overheard]:
    """Listen to all loggers, at their most talkative; nothing secret may be said."""
    root, heard = logging.getLogger(), Overheard()
    level = root.level
    root.addHandler(heard)
    root.setLevel(logging.DEBUG)
    try:
        yield heard
    finally:
        root.removeHandler(heard)
        root.setLevel(level)
    for line in heard.lines:
        assert_no_secret(line, "the log")


def text_of_error(error: BaseException) -> str:
    """Return all an error tells anyone: itself, its chain, shown or not, and its traceback."""
    seen: list[str] = ["".join(traceback.format_exception(error))]
    one: BaseException | None = error
    while one is not None:
        values = getattr(one, "values", "")
        seen += [str(one), repr(one), repr(one.args), repr(values)]
        one = one.__cause__ or one.__context__
    return "\n".join(seen)


def assert_no_secret(text: str, where: str) -> None:
    for canary in CANARIES:
        assert canary not in text, f"a secret in {where}"
