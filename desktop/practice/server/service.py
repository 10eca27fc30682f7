"""HTTP on loopback around the practice shop, and the ways in which it fails on purpose.

Belongs here: reading the call, writing the answer, breaking the connection.
Does not belong here: what is answered (the dialects), the page for people (``pages``).
"""

from __future__ import annotations

import json
import socket
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl, urlsplit

from desktop.practice.server.calls import Call, Reply
from desktop.practice.server.cashier import Cashier
from desktop.practice.server.faults import Fault
from desktop.practice.server.pages import orders_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.practice.server.calls import Dialect
    from desktop.practice.server.faults import Faults
    from desktop.practice.server.store import Store

HOST: Final = "127.0.0.1"
_BODY_LIMIT_BYTES: Final = 1024 * 1024
_DRIP_SECONDS: Final = 0.5
_USUAL_PERCENT: Final = 100
_JUMP_PERCENT: Final = 125
_HTML: Final = "text/html; charset=UTF-8"
_PAGE: Final = (
    '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
    "<title>页面没有找到</title></head><body>页面没有找到</body></html>\n"
)


class Shop(ThreadingHTTPServer):
    """The listening shop."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(
        self,
        port: int,
        store: Store,
        faults: Faults,
        make_dialect: Callable[[Store, str], Dialect],
    ) -> None:
        super().__init__((HOST, port), _Connection)
        self.base_url = f"http://{HOST}:{self.server_address[1]}"
        self.faults = faults
        self.store = store
        self.dialect = make_dialect(store, self.base_url)
        self.cashier = Cashier(store.app_key)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a client that goes away in the middle is part of the practice."""
        del request, client_address


class _Connection(BaseHTTPRequestHandler):
    server: Shop
    protocol_version = "HTTP/1.1"
    timeout = 60

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the inherited name
        """Keep silent: stdout and stderr belong to whoever started the shop."""

    def _serve(self) -> None:
        length = self.headers.get("Content-Length", "0")
        if not length.isdecimal() or int(length) > _BODY_LIMIT_BYTES:
            self.close_connection = True
            self._write(413, _HTML, _PAGE.encode())
            return
        parts = urlsplit(self.path)
        call = Call(
            self.command,
            parts.path,
            dict(parse_qsl(parts.query, keep_blank_values=True)),
            {name.lower(): value for name, value in self.headers.items()},
            self.rfile.read(int(length)),
        )
        if call.method == "GET" and call.path == "/":
            self._write(200, _HTML, orders_page(self.server.store).encode())
            return
        collected = self.server.cashier.answer(call)
        if collected is not None:
            self._write_reply(Reply(collected))
            return
        self._answer(call, self.server.faults.draw(self.server.dialect.kind_of(call)))

    def _answer(self, call: Call, fault: Fault) -> None:
        if fault is Fault.LOST_BEFORE:
            self._break()
        elif fault is Fault.SOLD_OUT:
            self._write_reply(self.server.dialect.sold_out())
        elif fault in {Fault.HTML, Fault.ERROR_500}:
            if self.server.faults.has_acted():
                self.server.dialect.answer(call)
            self._write(500 if fault is Fault.ERROR_500 else 200, _HTML, _PAGE.encode())
        else:
            self._answer_after_acting(call, fault)

    def _answer_after_acting(self, call: Call, fault: Fault) -> None:
        percent = _JUMP_PERCENT if fault is Fault.PRICE_JUMP else _USUAL_PERCENT
        reply = self.server.dialect.answer(call, percent)
        if fault is Fault.LOST_AFTER or (reply is not None and reply.is_lost):
            self._break()
        elif reply is None:
            self._write(404 if call.method == "GET" else 200, _HTML, _PAGE.encode())
        else:
            self._write_reply(reply, is_slow=fault is Fault.SLOW_DRIP)

    def _write_reply(self, reply: Reply, *, is_slow: bool = False) -> None:
        body = json.dumps(reply.document, ensure_ascii=False, separators=(",", ":")).encode()
        self._write(reply.status, "application/json;charset=utf-8", body, is_slow=is_slow)

    def _write(self, status: int, content_type: str, body: bytes, *, is_slow: bool = False) -> None:
        with suppress(OSError):
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if is_slow:
                self._drip(body)
            else:
                self.wfile.write(body)

    def _drip(self, body: bytes) -> None:
        for index in range(len(body)):
            self.wfile.write(body[index : index + 1])
            time.sleep(_DRIP_SECONDS)

    def _break(self) -> None:
        self.close_connection = True
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)
