"""What every made-up platform on loopback has: real HTTP, a line that fails, a record of calls."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlsplit


class Fault(StrEnum):
    """What happens to one order on its way."""

    NONE = "none"
    LOST_BEFORE = "lost_before"
    LOST_AFTER = "lost_after"
    HTML_BEFORE = "html_before"
    HTML_AFTER = "html_after"
    ERROR_500 = "error_500"
    CUT_SHORT = "cut_short"


@dataclass(frozen=True)
class Asked:
    """One request as it arrived."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str] = field(repr=False)
    body: bytes = field(repr=False)

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode(), keep_blank_values=True))

    @property
    def document(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Reply:
    """An answer: a document, or bytes as they are."""

    document: Any
    status: int = 200
    content_type: str = "application/json; charset=utf-8"

    @property
    def content(self) -> bytes:
        if isinstance(self.document, bytes):
            return self.document
        return json.dumps(self.document, ensure_ascii=False).encode()


class RefusedError(Exception):
    """Ends the answering of a call with a no."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(reply)
        self.reply = reply


PAGE = Reply(b"<!doctype html><html><body>502 Bad Gateway</body></html>", 200, "text/html")


_BEFORE = {
    Fault.LOST_BEFORE: None,
    Fault.HTML_BEFORE: PAGE,
    Fault.ERROR_500: Reply({"message": "Internal Server Error"}, 500),
}


class WholesaleServer(ThreadingHTTPServer):
    """A made-up platform. A subclass answers and says which calls are orders.

    Attributes:
        faults: what happens to the next orders, in turn; empty means nothing.
        asked: every request in the order of its arrival.
    """

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        self.faults: list[Fault] = []
        self.asked: list[Asked] = []
        self.lock = threading.Lock()

    def is_order(self, asked: Asked) -> bool:
        raise NotImplementedError

    def answer(self, asked: Asked) -> Reply:
        raise NotImplementedError

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def converse(self, asked: Asked) -> Reply | None:
        """Answer on a line that may fail; None is a line that breaks."""
        with self.lock:
            self.asked.append(asked)
            fault = self.faults.pop(0) if self.faults and self.is_order(asked) else Fault.NONE
            if fault in _BEFORE:
                return _BEFORE[fault]
            try:
                reply = self.answer(asked)
            except RefusedError as refused:
                reply = refused.reply
        cut = Reply(reply.content[: len(reply.content) // 2], reply.status)
        after = {Fault.LOST_AFTER: None, Fault.HTML_AFTER: PAGE, Fault.CUT_SHORT: cut}
        return after.get(fault, reply)


class _Conversation(BaseHTTPRequestHandler):
    server: WholesaleServer

    def do_GET(self) -> None:
        self._converse()

    def do_POST(self) -> None:
        self._converse()

    def _converse(self) -> None:
        parts = urlsplit(self.path)
        asked = Asked(
            self.command,
            parts.path,
            dict(parse_qsl(parts.query, keep_blank_values=True)),
            {name.lower(): value for name, value in self.headers.items()},
            self.rfile.read(int(self.headers.get("Content-Length") or 0)),
        )
        reply = self.server.converse(asked)
        if reply is None:
            with contextlib.suppress(OSError):
                self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True
            return
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.content_type)
        self.send_header("Content-Length", str(len(reply.content)))
        self.end_headers()
        self.wfile.write(reply.content)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the inherited name
        pass


ServerT = TypeVar("ServerT", bound=WholesaleServer)


@contextlib.contextmanager
def serving(server: ServerT) -> Iterator[ServerT]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
