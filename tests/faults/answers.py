"""The catalogue: about two hundred ways in which an answer comes wrong, as bytes on a real line.

Each way takes the platform's own words, whole and true, and does something to them: a status that
does not belong to them, a line that breaks, a length that lies, a proxy's page in their place.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tests.connectors.broken_bodies import broken_bodies, dumped
from tests.connectors.fault_server import response
from tests.faults.pages import PAGES
from tests.faults.subjects import CUSTOMER, KEY, Words


class Ending(StrEnum):
    """What the server does once the bytes are out."""

    CLOSES = "closes"
    RESETS = "resets"
    WAITS = "waits"
    """It holds the line open and says nothing more."""
    DRIPS = "drips"
    """It goes on for ever, a little at a time."""


@dataclass(frozen=True)
class Fault:
    """One wrong answer.

    Attributes:
        is_whole: the platform's words came undamaged, so what they say may be believed.
        status: under which HTTP status; what is whole is believed only under the right one.
        drip: what an endless answer goes on with.
        is_large: more than an answer may be, and whole where a catalogue may be larger.
    """

    name: str
    sent: bytes
    ending: Ending = Ending.CLOSES
    is_whole: bool = False
    status: int = 200
    drip: bytes = b"x"
    is_large: bool = False

    @property
    def is_slow(self) -> bool:
        """Whether only the deadline ends it."""
        return self.ending in {Ending.WAITS, Ending.DRIPS}


JSON_TYPE = "Content-Type: application/json;charset=utf-8\r\n"
_HEAD = f"HTTP/1.1 200 OK\r\n{JSON_TYPE}"
_CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
ANSWER_LIMIT = 2 * 1024 * 1024
_STATUSES = (
    (201, "Created"), (202, "Accepted"), (203, "Non-Authoritative"), (206, "Partial Content"),
    (207, "Multi-Status"), (208, "Already Reported"), (226, "IM Used"), (299, "Odd"),
    (400, "Bad Request"), (401, "Unauthorized"), (402, "Payment Required"), (403, "Forbidden"),
    (404, "Not Found"), (405, "Method Not Allowed"), (406, "Not Acceptable"),
    (407, "Proxy Authentication Required"), (408, "Request Timeout"), (409, "Conflict"),
    (410, "Gone"), (411, "Length Required"), (413, "Too Large"), (414, "Too Long"),
    (415, "Unsupported"), (418, "Teapot"), (421, "Misdirected"), (422, "Unprocessable"),
    (425, "Too Early"), (426, "Upgrade Required"), (428, "Precondition"), (429, "Too Many"),
    (431, "Headers"), (444, "No Response"), (451, "Legal"), (460, "Gone"), (499, "Closed"),
    (500, "Internal Server Error"), (501, "Not Implemented"), (502, "Bad Gateway"),
    (503, "Service Unavailable"), (504, "Gateway Timeout"), (505, "Version"), (507, "Storage"),
    (508, "Loop"), (509, "Bandwidth"), (511, "Network Authentication Required"), (520, "Unknown"),
    (521, "Down"), (522, "Timed Out"), (523, "Unreachable"), (524, "A Timeout"), (525, "TLS"),
    (526, "Certificate"), (527, "Railgun"), (530, "DNS"), (598, "Read"), (599, "Connect"),
    (600, "Odd"), (999, "Denied"),
)  # fmt: skip
_WITHOUT_BODY = ((204, "No Content"), (205, "Reset"), (304, "Not Modified"))
_TYPES = (
    "text/html", "text/html; charset=gb2312", "text/plain", "application/octet-stream", "image/png",
    "multipart/form-data", "application/json; charset=gbk", "application/xml", "",
)  # fmt: skip


def faults_on(words: Mapping[str, Any], said: Words, status: int) -> list[Fault]:
    """Return the catalogue played on one true answer of a platform.

    Args:
        words: the answer that is spoilt.
        said: everything the platform says when it is well.
        status: under which the answer comes when nothing is wrong.
    """
    body = dumped(words)
    faults = [
        *_with_statuses(body, {status}),
        *_redirects(body),
        *_with_types(body, status),
        *_cut_lines(body, status),
        *_lengths(body, status),
        *_encodings(body, status),
        *_protocols(body, status),
        *_slow(body),
        *_pages(),
        *_other_types(words, said.keys, status),
        *(
            Fault(f"body: {name}", _under(status, broken), status=status)
            for name, broken in broken_bodies(dict(words)).items()
        ),
    ]
    assert len({fault.name for fault in faults}) == len(faults)
    return faults


def _under(status: int, body: bytes, extra: str = "", content_type: str | None = None) -> bytes:
    kind = "application/json;charset=utf-8" if content_type is None else content_type
    return response(body, f"{status} Said", kind, extra)


def _with_statuses(body: bytes, right: set[int]) -> list[Fault]:
    faults = [
        Fault(f"status {code}", response(body, f"{code} {words}"), is_whole=True, status=code)
        for code, words in _STATUSES
        if code not in right
    ]
    for code, words in _WITHOUT_BODY:
        bare = f"HTTP/1.1 {code} {words}\r\n{JSON_TYPE}\r\n".encode()
        faults.append(Fault(f"status {code}", bare, status=code))
        faults.append(Fault(f"status {code} with a body", bare + body, is_whole=True, status=code))
    login = f'WWW-Authenticate: Basic realm="{CUSTOMER}"\r\n'
    faults.append(Fault("asks", response(body, "401 No", extra=login), is_whole=True, status=401))
    later = response(body, "503 Later", extra="Retry-After: 1\r\n")
    return [*faults, Fault("says come again", later, is_whole=True, status=503)]


def _redirects(body: bytes) -> list[Fault]:
    """Return every redirect, to elsewhere, to itself and to nowhere.

    ``{other}`` stands for a server that must never hear of it.
    """
    places = {
        "elsewhere": "http://127.0.0.1:{other}/x", "itself": "/", "a name": "//shop.invalid/x",
        "a file": "file:///etc/passwd", "a script": "javascript:alert(1)", "an empty place": "",
        "with a secret": "http://{other}@127.0.0.1:{other}/?key=" + KEY,
    }  # fmt: skip
    faults = [
        Fault(
            f"{code} to {name}",
            response(body, f"{code} Moved", extra=f"Location: {place}\r\n"),
            status=code,
        )
        for code in (301, 302, 303, 307, 308)
        for name, place in places.items()
        if code in {302, 307} or name in {"elsewhere", "itself"}
    ]
    bare = (300, 305, 306, 399)
    faults += [
        Fault(f"{code} to nobody", response(body, f"{code} M"), status=code) for code in bare
    ]
    refreshed = response(b"", extra="Refresh: 0; url=http://127.0.0.1:{other}/\r\n")
    return [*faults, Fault("a refresh", refreshed)]


def _with_types(body: bytes, status: int) -> list[Fault]:
    return [
        Fault(
            f"type {kind or 'missing'}", _under(status, body, content_type=kind),
            is_whole=True, status=status,
        )
        for kind in _TYPES
    ]  # fmt: skip


def _cut_lines(body: bytes, status: int) -> list[Fault]:
    whole = _under(status, body)
    head, _, _ = whole.partition(b"\r\n\r\n")
    places = {
        "before anything": b"", "in the status": b"HTTP/1.1 2", "after the status": head[:17],
        "in the headers": head[:40], "before the body": head + b"\r\n\r\n",
        "in the body": whole[: -len(body) // 2], "before the last byte": whole[:-1],
    }  # fmt: skip
    return [
        Fault(f"{ending} {name}", sent, ending, status=status)
        for name, sent in places.items()
        for ending in (Ending.CLOSES, Ending.RESETS)
    ]


def _lengths(body: bytes, status: int) -> list[Fault]:
    size, half = len(body), len(body) // 2

    def with_length(text: str) -> bytes:
        return f"HTTP/1.1 {status} Said\r\n{JSON_TYPE}{text}\r\n".encode() + body

    def chunked(parts: bytes) -> bytes:
        head = f"HTTP/1.1 {status} Said\r\n{JSON_TYPE}Transfer-Encoding: chunked\r\n\r\n"
        return head.encode() + parts

    chunk = f"{size:x}".encode()
    damaged = {
        "length too long": with_length(f"Content-Length: {size + 1}\r\n"),
        "length too short": with_length(f"Content-Length: {size - 1}\r\n"),
        "length of half": with_length(f"Content-Length: {half}\r\n"),
        "length nothing": with_length("Content-Length: 0\r\n"),
        "two lengths": with_length(f"Content-Length: {size}\r\nContent-Length: {half}\r\n"),
        "more after it": _under(status, body + b'\n{"code":1}'),
        "no length and cut": with_length("")[:-1],
        "chunk cut": chunked(chunk + b"\r\n" + body[:half]),
        "chunks without an end": chunked(chunk + b"\r\n" + body + b"\r\n"),
        "chunk of no size": chunked(b"zz\r\n" + body),
        "chunk of a negative size": chunked(b"-5\r\n" + body),
        "chunk of an immense size": chunked(b"ffffffffffffffff\r\n" + body),
        "chunk line without end": chunked(b"1" * 70_000),
        "chunks expected, none come": chunked(body),
        "an empty chunked body": chunked(b"0\r\n\r\n"),
    }
    large = {"too large": _under(status, body + b" " * ANSWER_LIMIT)}
    sound = {
        "a length that is no number": with_length("Content-Length: many\r\n"),
        "a negative length": with_length("Content-Length: -5\r\n"),
        "no length": with_length(""),
        "one byte a chunk": chunked(
            b"".join(b"1\r\n" + bytes([one]) + b"\r\n" for one in body) + b"0\r\n\r\n"
        ),
        "chunk with a remark": chunked(chunk + b";x=" + KEY.encode() + b"\r\n" + body + b"\r\n0\r\n\r\n"),
        "a trailer": chunked(chunk + b"\r\n" + body + b"\r\n0\r\nX-Y: z\r\n\r\n"),
        "chunks and a length": with_length("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n")[: -len(body)]
        + chunk + b"\r\n" + body + b"\r\n0\r\n\r\n",
        "as large as allowed": _under(status, body + b" " * (ANSWER_LIMIT - size)),
    }  # fmt: skip
    faults = _named(damaged, status) + _named(large, status, is_large=True)
    return faults + _named(sound, status, is_whole=True)


def _encodings(body: bytes, status: int) -> list[Fault]:
    packed, raw = gzip.compress(body), zlib.compress(body, wbits=-15)

    def coded(content: bytes, coding: str) -> bytes:
        return _under(status, content, f"Content-Encoding: {coding}\r\n")

    damaged = {
        "gzip cut": coded(packed[: len(packed) // 2], "gzip"),
        "gzip of nothing": coded(b"", "gzip"),
        "gzip head only": coded(packed[:10], "gzip"),
        "not gzip": coded(body, "gzip"),
        "not deflate": coded(body, "deflate"),
        "deflate cut": coded(zlib.compress(body)[:-12], "deflate"),
        "gzip damaged": coded(packed[:14] + b"\xff\xff\xff" + packed[17:], "gzip"),
        "gzip twice, said once": coded(gzip.compress(packed), "gzip"),
        "gzip said twice": coded(packed, "gzip, gzip"),
        "gzip said a hundred times": coded(packed, ", ".join(["gzip"] * 100)),
        "gzip, not said": _under(status, packed),
        "brotli bytes": coded(b"\x0b\x02\x80" + body[:5] + b"\x03", "br"),
        "zstd bytes": coded(b"\x28\xb5\x2f\xfd\x04\x00" + body[:9], "zstd"),
        "a bomb of deflate": coded(zlib.compress(b" " * (2 * ANSWER_LIMIT)), "deflate"),
        "a bomb in a bomb": coded(
            gzip.compress(gzip.compress(b" " * (4 * ANSWER_LIMIT))), "gzip, gzip"
        ),
    }
    bomb = {"a bomb": coded(gzip.compress(b" " * (ANSWER_LIMIT + 1) + body), "gzip")}
    sound = {
        "gzip": coded(packed, "gzip"),
        "gzip in capitals": coded(packed, "GZIP"),
        "x-gzip": coded(packed, "x-gzip"),
        "deflate": coded(zlib.compress(body), "deflate"),
        "raw deflate": coded(raw, "deflate"),
        "gzip twice": coded(gzip.compress(packed), "gzip, gzip"),
        "gzip with waste behind": coded(packed + b"waste", "gzip"),
        "gzip with a wrong sum": coded(packed[:-8] + b"\0" * 8, "gzip"),
        "called brotli": coded(body, "br"),
        "called zstd": coded(body, "zstd"),
        "called an unknown coding": coded(body, "snappy"),
        "called identity": coded(body, "identity"),
        "a mark in front": _under(status, b"\xef\xbb\xbf" + body),
    }
    faults = _named(damaged, status) + _named(bomb, status, is_large=True)
    return faults + _named(sound, status, is_whole=True)


def _protocols(body: bytes, status: int) -> list[Fault]:
    whole = _under(status, body)
    early = b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
    damaged = {
        "http 0.9": body,
        "http 2 preface": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + body,
        "http 2 frames": b"\x00\x00\x12\x04\x00\x00\x00\x00\x00" + body,
        "http 3": b"HTTP/3.0 200 OK\r\n\r\n" + body,
        "http x": b"HTTP/x.y 200 OK\r\n\r\n" + body,
        "no version": b"200 OK\r\n\r\n" + body,
        "status of words": b"HTTP/1.1 fine OK\r\n\r\n" + body,
        "status of two digits": b"HTTP/1.1 20 OK\r\n\r\n" + body,
        "status of four digits": b"HTTP/1.1 2000 OK\r\n\r\n" + body,
        "negative status": b"HTTP/1.1 -200 OK\r\n\r\n" + body,
        "a request": b"POST / HTTP/1.1\r\nHost: x\r\n\r\n" + body,
        "tls": b"\x15\x03\x01\x00\x02\x02\x28",
        "ssh": b"SSH-2.0-OpenSSH_9.2\r\n",
        "smtp": b"220 mail ESMTP\r\n",
        "garbage": bytes(range(256)) * 8,
        "nulls": b"\0" * 4096,
        "an immense status line": b"HTTP/1.1 200 " + b"O" * 70_000 + b"\r\n\r\n" + body,
        "an immense header": b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70_000 + b"\r\n\r\n" + body,
        "a thousand headers": b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 1000 + b"\r\n" + body,
        "continue and nothing": _CONTINUE,
        "switching protocols": b"HTTP/1.1 101 Switching\r\nUpgrade: h2c\r\n\r\n" + body,
        "early hints and nothing": early,
        "something before it": b"\r\n\r\n" + whole,
    }
    sound = {
        "continue first": _CONTINUE + whole,
        "http 1.0": whole.replace(b"HTTP/1.1", b"HTTP/1.0", 1),
        "only line feeds": whole.replace(b"\r\n", b"\n"),
        "two answers": whole + whole,
        "a folded header": _under(status, body, "X: a\r\n b\r\n"),
        "a header without a colon": _under(status, body, "nonsense\r\n"),
        "a header with a null": _under(status, body, "X: a\0b\r\n"),
        "a header in gb18030": _under(status, body, "X: \xba\xcd\r\n"),
        "cookies": _under(status, body, f"Set-Cookie: k={KEY}; Path=/\r\n"),
        "kept alive": _under(status, body, "Connection: keep-alive\r\nKeep-Alive: timeout=60\r\n"),
    }
    return _named(damaged, status) + _named(sound, status, is_whole=True)


def _slow(body: bytes) -> list[Fault]:
    endless = f"{_HEAD}Content-Length: 900000\r\n\r\n".encode()
    chunked = f"{_HEAD}Transfer-Encoding: chunked\r\n\r\n".encode()
    packed = f"{_HEAD}Content-Encoding: gzip\r\n\r\n".encode() + gzip.compress(body)[:12]
    long = f"{_HEAD}Content-Length: {len(body) + 1}\r\n\r\n".encode() + body
    drips = {
        "the status line": (b"HTTP/1.1 200 ", b"O"),
        "a header": (_HEAD.encode() + b"X: ", b"y"),
        "headers": (_HEAD.encode(), b"X: y\r\n"),
        "the body": (endless, b" "),
        "a body without length": (f"{_HEAD}\r\n".encode() + body, b" "),
        "chunks": (chunked, b"1\r\n \r\n"),
        "a chunk's size": (chunked, b"0"),
        "trailers": (chunked + b"0\r\n", b"X: y\r\n"),
        "gzip": (packed, b"\0"),
        "continue": (_CONTINUE, _CONTINUE),
    }
    waits = {
        "at once": b"", "after continue": _CONTINUE, "in the headers": _HEAD.encode(),
        "before the body": endless, "before the last byte": long,
        "without a length": f"{_HEAD}\r\n".encode() + body,
    }  # fmt: skip
    return [
        *(Fault(f"drips {name}", sent, Ending.DRIPS, drip=drip) for name, (sent, drip) in drips.items()),
        *(Fault(f"silent {name}", sent, Ending.WAITS) for name, sent in waits.items()),
    ]  # fmt: skip


def _pages() -> list[Fault]:
    return [
        Fault(f"page: {name}", response(text.encode("utf-8", "surrogatepass"), content_type=kind))
        for name, text in PAGES.items()
        for kind in (("text/html",) if text.startswith("<") else ("application/json",))
    ] + [
        Fault(f"page in gb18030: {name}", response(PAGES[name].encode("gb18030")))
        for name in ("carrier page", "sold out", "panel firewall", "framework fault")
    ]


def _other_types(words: Mapping[str, Any], keys: tuple[str, ...], status: int) -> list[Fault]:
    """Return the answer with its meaning given in another type, or in a number that is none."""
    odd: dict[str, Callable[[Any], Any]] = {
        "null": lambda old: None,
        "a list": lambda old: [old],
        "an object": lambda old: {"code": old},
        "the other boolean": lambda old: old is not True,
        "of another type": lambda old: f"{old}?" if isinstance(old, int) else 7,
        "an empty text": lambda old: "",
        "a fraction": lambda old: 0.5,
    }
    faults = [
        Fault(f"{key} is {name}", _under(status, dumped({**words, key: change(words[key])})))
        for key in keys
        for name, change in odd.items()
        if change(words[key]) != words[key] or type(change(words[key])) is not type(words[key])
    ]
    faults += [
        Fault(f"no {key}", _under(status, dumped({k: v for k, v in words.items() if k != key})))
        for key in keys
    ]
    text = json.dumps(words, ensure_ascii=False)
    for key in keys:
        old = f'"{key}": {json.dumps(words[key])}'
        for name, digits in {
            "not a number": "NaN", "endless": "1e400", "five thousand digits": "9" * 5000,
            "hexadecimal": "0x1", "with a plus": "+1", "with a zero": "007", "undefined": "undefined",
        }.items():  # fmt: skip
            assert old in text
            spoilt = text.replace(old, f'"{key}": {digits}', 1).encode()
            faults.append(Fault(f"{key} is {name}", _under(status, spoilt)))
    return faults


def _named(
    sent: Mapping[str, bytes], status: int, *, is_whole: bool = False, is_large: bool = False
) -> list[Fault]:
    return [
        Fault(name, content, is_whole=is_whole, status=status, is_large=is_large)
        for name, content in sent.items()
    ]
