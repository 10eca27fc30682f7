"""What goes out of the HTTP door and what comes back, as values that can be kept.

Belongs here: the prepared call and its outcome, and what that says about the network. A purchase
seals both: the call before it leaves, the answer before anything reads it.
Does not belong here: sending (``http_client``), reading an answer (the connectors).
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from desktop.domain.connection import Reach
from desktop.domain.purchase import CALL_SECONDS, CONNECT_SECONDS

if TYPE_CHECKING:
    from pathlib import Path

ANSWER_LIMIT_BYTES: Final = 2 * 1024 * 1024
CATALOGUE_LIMIT_BYTES: Final = 64 * 1024 * 1024
_NOBODY_THERE: Final = frozenset({"ConnectionError", "ConnectTimeout", "ProxyError", "refused"})
"""Why a call did not leave when there was no way to the platform: no route, no name, no answer."""
_TOO_LATE: Final = frozenset({"deadline", "ReadTimeout"})


class Transport(StrEnum):
    """How far a call provably got."""

    NOT_SENT = "not_sent"
    """Not one byte of the request left this machine for the platform."""
    SENT_UNKNOWN = "sent_unknown"
    """Something may have arrived; there is no whole answer."""
    ANSWERED = "answered"
    """A whole answer with a status came, whatever it says."""


@dataclass(frozen=True, slots=True)
class CallLimits:
    """How long a call may last and how much may come back, after decompression."""

    total_seconds: float = CALL_SECONDS
    connect_seconds: float = CONNECT_SECONDS
    body_bytes: int = ANSWER_LIMIT_BYTES


@dataclass(frozen=True, slots=True)
class Pace:
    """How often calls of one sort may be made; the door waits rather than be refused.

    Attributes:
        sort: what is counted together, such as the account and the path; never a secret.
        seconds: between the beginnings of two calls.
    """

    sort: str
    seconds: float


@dataclass(frozen=True, slots=True)
class PreparedCall:
    """One call, signed and encoded: what is stored is exactly what is sent.

    Attributes:
        purpose: a word for logs: ``order``, ``query``, ``catalogue`` …
        url: without a secret; it is still never logged whole.
        is_plain_http_allowed: the owner agreed to http for this account.
        proxy_url: only what the owner set; the environment is never asked.
        pace: how often the platform allows such a call; None as often as wanted.
        password: what the body carries and the digest must not help to guess.
    """

    purpose: str
    url: str
    body: bytes
    content_type: str = "application/x-www-form-urlencoded"
    headers: tuple[tuple[str, str], ...] = ()
    limits: CallLimits = CallLimits()
    method: str = "POST"
    is_plain_http_allowed: bool = False
    proxy_url: str | None = None
    pace: Pace | None = None
    password: bytes = b""

    @property
    def digest(self) -> str:
        """Return the SHA-256 of what is sent but for a password, for the attempt row."""
        head = f"{self.method} {self.url}\n{self.content_type}\n".encode()
        body = self.body.replace(self.password, b"") if self.password else self.body
        return hashlib.sha256(head + body).hexdigest()

    def to_bytes(self) -> bytes:
        """Return the call as bytes to seal; limits, consent, proxy and pace are not part of it."""
        return json.dumps(
            {
                "purpose": self.purpose,
                "method": self.method,
                "url": self.url,
                "content_type": self.content_type,
                "headers": self.headers,
                "body": base64.b64encode(self.body).decode(),
            }
        ).encode()

    @classmethod
    def from_bytes(
        cls,
        stored: bytes,
        *,
        limits: CallLimits,
        is_plain_http_allowed: bool = False,
        proxy_url: str | None = None,
    ) -> PreparedCall:
        """Return the stored call again, byte for byte, under today's limits and consent."""
        held = json.loads(stored)
        return cls(
            purpose=held["purpose"],
            url=held["url"],
            body=base64.b64decode(held["body"]),
            content_type=held["content_type"],
            headers=tuple((name, value) for name, value in held["headers"]),
            limits=limits,
            method=held["method"],
            is_plain_http_allowed=is_plain_http_allowed,
            proxy_url=proxy_url,
        )

    def __repr__(self) -> str:
        """Show neither address, headers nor body: any of them may hold what must not be logged."""
        return f"PreparedCall({self.purpose}, {len(self.body)} bytes)"


@dataclass(frozen=True, slots=True)
class HttpOutcome:
    """How a call ended.

    Attributes:
        reason: a word for logs: ``ok``, ``deadline``, ``refused``, ``too_big`` …
        body: as received, decompressed; empty where it went to ``body_file``.
        body_file: a temporary file; whoever asked for it deletes it (``HttpClient.send_to_file``).
    """

    transport: Transport
    reason: str
    status: int = 0
    content_type: str = ""
    body: bytes = b""
    seconds: float = 0.0
    body_file: Path | None = None

    @property
    def reach(self) -> Reach:
        """What it says about the way to the platform.

        A certificate that is refused, a redirect, a connection cut in the middle and the door's own
        refusals say nothing: something was there, or nothing was tried.
        """
        if self.transport is Transport.ANSWERED:
            return Reach.REACHED
        is_unsent = self.transport is Transport.NOT_SENT
        if self.reason in _TOO_LATE or (is_unsent and self.reason in _NOBODY_THERE):
            return Reach.UNREACHED
        return Reach.UNCLEAR

    def to_bytes(self) -> bytes:
        """Return the outcome as bytes to seal before anything is read out of it."""
        return json.dumps(
            {
                "transport": self.transport,
                "reason": self.reason,
                "status": self.status,
                "content_type": self.content_type,
                "body": base64.b64encode(self.body).decode(),
            }
        ).encode()

    @classmethod
    def from_bytes(cls, stored: bytes) -> HttpOutcome:
        """Return a stored outcome, to be read again."""
        held = json.loads(stored)
        return cls(
            transport=Transport(held["transport"]),
            reason=held["reason"],
            status=held["status"],
            content_type=held["content_type"],
            body=base64.b64decode(held["body"]),
        )

    def __repr__(self) -> str:
        """Show no byte of the body: it may hold card secrets."""
        return (
            f"HttpOutcome({self.transport}, {self.reason}, {self.status}, {len(self.body)} bytes)"
        )
