"""The one HTTP door: every call ends in time, is limited, and says how far it got.

Belongs here: total deadlines, size limits, the rule about plain http, the verdict *not sent*,
*sent but unknown* or *answered*.
Does not belong here: reading an answer (``strict_json`` and the connectors), storing it.

Nothing is retried, no redirect is followed, the environment is not asked for proxies or passwords,
and certificates are always checked. Each call has a connection of its own: a kept one that the
server has just closed would turn "not sent" into "unknown".
"""

from __future__ import annotations

import heapq
import ipaddress
import itertools
import logging
import socket
import tempfile
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final
from urllib.parse import urlsplit

from desktop.connectors.http_call import HttpOutcome, Transport

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator

    from desktop.connectors.http_call import CallLimits, Pace, PreparedCall

_LOGGER = logging.getLogger(__name__)
_CHUNK_BYTES: Final = 64 * 1024
_AFTER_DEADLINE: Final = 5
"""Seconds: the deadline ends a call; the socket's own time-out must not come before it."""
_HEADERS: Final = {
    "User-Agent": "Katai",
    "Accept": "application/json",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}


class _CallEndedError(Exception):
    """Ends the reading of a body with a reason of ours."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class _Watch:
    """One running call: its sockets, its deadline, and whether anything has left."""

    def __init__(self, limits: CallLimits) -> None:
        self._limits = limits
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []
        self.started_seconds = time.monotonic()
        self.ends_seconds = self.started_seconds + limits.total_seconds
        self.is_expired = False
        self.has_sent = False

    def attach(self, sock: socket.socket) -> None:
        # A duplicate, because TLS detaches the socket it wraps; shutting either ends both.
        with self._lock:
            self._sockets.append(sock.dup())
            if self.is_expired:
                self._shut()

    def mark_sent(self) -> None:
        with self._lock:
            if self.is_expired:
                raise TimeoutError
            self.has_sent = True

    def connect_seconds_left(self) -> float:
        return min(self._limits.connect_seconds, self.ends_seconds - time.monotonic())

    def expire(self) -> None:
        with self._lock:
            self.is_expired = True
            self._shut()

    def close(self) -> None:
        with self._lock:
            for sock in self._sockets:
                sock.close()
            self._sockets.clear()

    def _shut(self) -> None:
        for sock in self._sockets:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)


class _DeadlineTimer:
    """The one thread that ends calls: a socket time-out restarts with every byte, this does not."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._queue: list[tuple[float, int, _Watch]] = []
        self._sequence = itertools.count()
        self._thread: threading.Thread | None = None

    @contextmanager
    def watching(self, watch: _Watch) -> Iterator[None]:
        entry = (watch.ends_seconds, next(self._sequence), watch)
        with self._condition:
            heapq.heappush(self._queue, entry)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="deadline", daemon=True)
                self._thread.start()
            self._condition.notify()
        try:
            yield
        finally:
            with self._condition:
                if entry in self._queue:
                    self._queue.remove(entry)
                    heapq.heapify(self._queue)
            watch.close()

    def _run(self) -> None:
        while True:
            self._next_expired().expire()

    def _next_expired(self) -> _Watch:
        with self._condition:
            while True:
                now = time.monotonic()
                if self._queue and self._queue[0][0] <= now:
                    return heapq.heappop(self._queue)[2]
                self._condition.wait(self._queue[0][0] - now if self._queue else None)


_TIMER: Final = _DeadlineTimer()


class _Pacer:
    """Gives each call of a sort its turn, one after the other."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._next_turns: dict[str, float] = {}

    def seconds_until_turn(self, pace: Pace) -> float:
        """Take the next free turn and return how long it is until then."""
        now = time.monotonic()
        with self._lock:
            turn = max(now, self._next_turns.get(pace.sort, now))
            self._next_turns[pace.sort] = turn + pace.seconds
        return turn - now


def trusted_tls() -> ssl.SSLContext:
    """Return a TLS context that trusts what the operating system trusts."""
    import ssl

    import truststore

    context: ssl.SSLContext = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def is_loopback(url: str) -> bool:
    """Say whether the address stays on this machine."""
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class HttpClient:
    """The door. Several threads may use one at once.

    Args:
        make_tls: makes the TLS context at the first call; tests hand in one that trusts their own.
        wait: waits so many seconds; how the door keeps to a platform's pace.
    """

    def __init__(
        self,
        make_tls: Callable[[], ssl.SSLContext] = trusted_tls,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self._make_tls = make_tls
        self._wait = wait
        self._pacer = _Pacer()
        self._tls: ssl.SSLContext | None = None
        self._tls_lock = threading.Lock()
        self._listener: Callable[[PreparedCall, HttpOutcome], None] | None = None

    def tell_outcomes_to(self, listener: Callable[[PreparedCall, HttpOutcome], None]) -> None:
        """Tell somebody how each call ended, on the thread that made it."""
        self._listener = listener

    def send(self, call: PreparedCall) -> HttpOutcome:
        """Send once and return how it ended, with the body in memory. Never raises for a fault."""
        body = bytearray()
        outcome = self._send(call, body.extend, None)
        is_answered = outcome.transport is Transport.ANSWERED
        return replace(outcome, body=bytes(body) if is_answered else b"")

    @contextmanager
    def send_to_file(
        self, call: PreparedCall, on_progress: Callable[[int], bool] | None = None
    ) -> Iterator[HttpOutcome]:
        """Send once, the body going to a temporary file that is deleted when the block ends.

        Args:
            call: the call.
            on_progress: told the bytes received so far; returning False stops (``stopped``).
        """
        with tempfile.TemporaryDirectory(prefix="katai-") as folder:
            path = Path(folder) / "body"
            with path.open("wb") as file:
                outcome = self._send(call, _writer_to(file), on_progress)
            is_answered = outcome.transport is Transport.ANSWERED
            yield replace(outcome, body_file=path if is_answered else None)

    def _send(
        self,
        call: PreparedCall,
        keep: Callable[[bytes], object],
        on_progress: Callable[[int], bool] | None,
    ) -> HttpOutcome:
        outcome = _refusal_before_sending(call)
        if outcome is None:
            if call.pace is not None:
                self._wait(self._pacer.seconds_until_turn(call.pace))
            watch = _Watch(call.limits)
            with _TIMER.watching(watch):
                outcome = self._send_watched(call, watch, keep, on_progress)
            outcome = replace(outcome, seconds=time.monotonic() - watch.started_seconds)
        _LOGGER.info(
            "%s: %s (%s) status %d, %.2f s",
            call.purpose, outcome.transport, outcome.reason, outcome.status, outcome.seconds,
        )  # fmt: skip
        if self._listener is not None:
            self._listener(call, outcome)
        return outcome

    def _send_watched(
        self,
        call: PreparedCall,
        watch: _Watch,
        keep: Callable[[bytes], object],
        on_progress: Callable[[int], bool] | None,
    ) -> HttpOutcome:
        from requests import RequestException
        from urllib3.exceptions import HTTPError

        from desktop.connectors.http_transport import ACTIVE

        ACTIVE.call = watch
        try:
            return self._exchange(call, watch, keep, on_progress)
        except _CallEndedError as error:
            return HttpOutcome(Transport.SENT_UNKNOWN, error.reason)
        except (RequestException, HTTPError, OSError, ValueError) as error:
            # The message may hold the address or a piece of the answer; only its kind is kept.
            reason = "deadline" if watch.is_expired else type(error).__name__
            far = Transport.SENT_UNKNOWN if watch.has_sent else Transport.NOT_SENT
            return HttpOutcome(far, reason)
        finally:
            ACTIVE.call = None

    def _exchange(
        self,
        call: PreparedCall,
        watch: _Watch,
        keep: Callable[[bytes], object],
        on_progress: Callable[[int], bool] | None,
    ) -> HttpOutcome:
        from desktop.connectors.http_transport import DoorSession

        proxies = {"http": call.proxy_url, "https": call.proxy_url} if call.proxy_url else {}
        with DoorSession(self._shared_tls()) as session:
            response = session.request(
                call.method,
                call.url,
                data=call.body,
                headers=_HEADERS | {"Content-Type": call.content_type} | dict(call.headers),
                proxies=proxies,
                timeout=(call.limits.connect_seconds, call.limits.total_seconds + _AFTER_DEADLINE),
                allow_redirects=False,
                stream=True,
            )
            with response:
                status = response.status_code
                if 300 <= status < 400:
                    return HttpOutcome(Transport.SENT_UNKNOWN, "redirect", status)
                _read_body(response.raw, watch, call.limits.body_bytes, keep, on_progress)
                content_type = response.headers.get("Content-Type", "")
                return HttpOutcome(Transport.ANSWERED, "ok", status, content_type)

    def _shared_tls(self) -> ssl.SSLContext:
        with self._tls_lock:
            if self._tls is None:
                # Its own messages name addresses, and addresses may hold a query.
                logging.getLogger("urllib3").setLevel(logging.CRITICAL)
                self._tls = self._make_tls()
            return self._tls


def _refusal_before_sending(call: PreparedCall) -> HttpOutcome | None:
    try:
        scheme = urlsplit(call.url).scheme
        is_plain_refused = not (is_loopback(call.url) or call.is_plain_http_allowed)
    except ValueError:
        return HttpOutcome(Transport.NOT_SENT, "bad_address")
    if scheme == "http" and is_plain_refused:
        return HttpOutcome(Transport.NOT_SENT, "plain_http_refused")
    if scheme not in {"http", "https"}:
        return HttpOutcome(Transport.NOT_SENT, "bad_address")
    return None


def _read_body(
    raw: Any,
    watch: _Watch,
    limit: int,
    keep: Callable[[bytes], object],
    on_progress: Callable[[int], bool] | None,
) -> None:
    received = 0
    while chunk := raw.read(_CHUNK_BYTES, decode_content=True):
        received += len(chunk)
        if received > limit:
            raise _CallEndedError("too_big")
        keep(chunk)
        if on_progress is not None and not on_progress(received):
            raise _CallEndedError("stopped")
    if watch.is_expired:  # a socket shut by the deadline reads like the end of the body
        raise _CallEndedError("deadline")


def _writer_to(file: BinaryIO) -> Callable[[bytes], object]:
    return file.write
