"""HTTP on loopback around the practice shop, and the ways in which it fails on purpose.

Belongs here: reading the form, writing the answer, breaking the connection.
Does not belong here: what is answered (``dialect``).
"""

from __future__ import annotations

import json
import socket
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl

from desktop.practice.server.dialect import Dialect
from desktop.practice.server.faults import Fault

if TYPE_CHECKING:
    from desktop.practice.server.faults import Faults
    from desktop.practice.server.store import Store

HOST: Final = "127.0.0.1"
_FORM_LIMIT_BYTES: Final = 1024 * 1024
_DRIP_SECONDS: Final = 0.5
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

    def __init__(self, port: int, store: Store, faults: Faults) -> None:
        super().__init__((HOST, port), _Connection)
        self.base_url = f"http://{HOST}:{self.server_address[1]}"
        self.faults = faults
        self.dialect = Dialect(store, self.base_url)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a client that goes away in the middle is part of the practice."""
        del request, client_address


class _Connection(BaseHTTPRequestHandler):
    server: Shop
    protocol_version = "HTTP/1.1"
    timeout = 60

    def do_GET(self) -> None:
        self._write(404, "text/html; charset=UTF-8", _PAGE.encode())

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "0")
        if not length.isdecimal() or int(length) > _FORM_LIMIT_BYTES:
            self.close_connection = True
            self._write(413, "text/html; charset=UTF-8", _PAGE.encode())
            return
        form = dict(parse_qsl(self.rfile.read(int(length)).decode("utf-8", "replace"), True))
        self._answer(self.path, form, self.server.faults.draw(self.path))

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the inherited name
        """Keep silent: stdout and stderr belong to whoever started the shop."""

    def _answer(self, path: str, form: dict[str, str], fault: Fault) -> None:
        if fault is Fault.LOST_BEFORE:
            self._break()
        elif fault is Fault.SOLD_OUT:
            self._write_envelope({"code": 0, "msg": "库存不足"})
        elif fault in {Fault.HTML, Fault.ERROR_500}:
            if self.server.faults.has_acted():
                self.server.dialect.answer(path, form)
            status = 500 if fault is Fault.ERROR_500 else 200
            self._write(status, "text/html; charset=UTF-8", _PAGE.encode())
        else:
            self._answer_after_acting(path, form, fault)

    def _answer_after_acting(self, path: str, form: dict[str, str], fault: Fault) -> None:
        is_price_up = fault is Fault.PRICE_JUMP
        envelope = self.server.dialect.answer(path, form, is_price_up=is_price_up)
        if fault is Fault.LOST_AFTER:
            self._break()
        elif envelope is None:
            self._write(200, "text/html; charset=UTF-8", _PAGE.encode())
        else:
            self._write_envelope(envelope, is_slow=fault is Fault.SLOW_DRIP)

    def _write_envelope(self, envelope: dict[str, Any], *, is_slow: bool = False) -> None:
        body = json.dumps(envelope, ensure_ascii=False, separators=(",", ":")).encode()
        self._write(200, "application/json;charset=utf-8", body, is_slow=is_slow)

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
