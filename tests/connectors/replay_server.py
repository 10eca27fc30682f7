"""Replays recorded exchanges on loopback: checks the signature, matches the fields that matter."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from desktop.practice.server.acg_faka import expected_sign

CAPTURES = Path(__file__).parents[1] / "captures" / "acg-faka-3.6.0.json"
_UNIMPORTANT = {"app_id", "sign", "contact", "device", "card_id", "password"}


def load_captures() -> list[dict[str, Any]]:
    captures: list[dict[str, Any]] = json.loads(CAPTURES.read_text("utf-8"))
    return captures


def captured(name: str) -> dict[str, Any]:
    return next(entry for entry in load_captures() if entry["name"] == name)


def _key_of(path: str, fields: dict[str, str]) -> tuple[Any, ...]:
    important = {
        name: value for name, value in fields.items() if name not in _UNIMPORTANT and value
    }
    return (path, fields.get("app_id"), *sorted(important.items()))


class ReplayServer(ThreadingHTTPServer):
    """Answers each request with the next recorded answer to it; the last one stays."""

    def __init__(self, *, without: tuple[str, ...] = ()) -> None:
        super().__init__(("127.0.0.1", 0), _Replay)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        self.forms: list[dict[str, str]] = []
        self.replayed: set[str] = set()
        self.without = without
        self.keys: dict[str, str] = {}
        self._answers: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
        for entry in load_captures():
            request = entry["request"]
            self.keys.setdefault(request["fields"]["app_id"], request["app_key"])
            if expected_sign(request["fields"], request["app_key"]) == request["fields"]["sign"]:
                key = _key_of(request["path"], request["fields"])
                self._answers.setdefault(key, []).append(entry)

    def find_answer(self, path: str, form: dict[str, str]) -> dict[str, Any]:
        key = self.keys.get(form.get("app_id", ""), "")
        if form.get("app_id") not in self.keys:
            return captured("connect_unknown_merchant")
        if form.get("sign") != expected_sign(form, key):
            return captured("connect_wrong_sign")
        entries = self._answers.get(_key_of(path, form), [])
        if not entries or any(path.endswith(end) for end in self.without):
            return captured("server_fault_html")
        return entries.pop(0) if len(entries) > 1 else entries[0]


class _Replay(BaseHTTPRequestHandler):
    server: ReplayServer

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = dict(parse_qsl(body, keep_blank_values=True))
        self.server.forms.append(form)
        entry = self.server.find_answer(self.path, form)
        self.server.replayed.add(entry["name"])
        answer = entry["response"]
        content = answer["body"].encode()
        self.send_response(answer["status"])
        self.send_header("Content-Type", answer["content_type"])
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the inherited name
        pass


@contextlib.contextmanager
def replay_server(**named: Any) -> Iterator[ReplayServer]:
    server = ReplayServer(**named)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
