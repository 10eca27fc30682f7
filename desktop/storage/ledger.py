"""The tamper-evident ledger: append, verify, and the short code of its head.

Each entry's signature covers the one before it, so an edit, a deletion, an insertion or a swap breaks
the chain at the first changed entry. A cut tail is self-consistent and is found by the anchor.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import insert, select

from desktop.domain.clock import to_milliseconds
from desktop.models.ledger import ledger_entry

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection

    from desktop.domain.clock import Clock
    from desktop.security.vault import Vault

GENESIS_MAC: Final = bytes(32)
TOLERATED_BACKWARD_STEP: Final = timedelta(minutes=2)
_SMALLEST_STEP: Final = timedelta(milliseconds=1)
_INSERT: Final = insert(ledger_entry)
_LAST: Final = (
    select(ledger_entry.c.sequence, ledger_entry.c.recorded_at, ledger_entry.c.mac)
    .order_by(ledger_entry.c.sequence.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """An act to be recorded.

    Attributes:
        kind: a past-tense word such as ``sale_completed``.
        body: ids, amounts in fen and words; never personal data or secrets.
    """

    kind: str
    body: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LedgerHead:
    """Where a chain ends."""

    till: int
    sequence: int
    mac: bytes

    @property
    def code(self) -> str:
        """The 16 characters that are printed on the Z and can be kept on paper."""
        return head_code(self.mac)


@dataclass(frozen=True, slots=True)
class LedgerProblem:
    """The first thing wrong with a chain."""

    sequence: int
    code: str


@dataclass(frozen=True, slots=True)
class LedgerVerdict:
    """What verifying found."""

    entries: int
    head: LedgerHead
    problems: tuple[LedgerProblem, ...]

    @property
    def is_ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def append(connection: Connection, vault: Vault, clock: Clock, *entries: LedgerEntry, till: int = 1) -> None:
    """Append entries to a till's chain within the caller's write transaction.

    Business time never goes back: an entry is at least a millisecond after the last, and a clock that
    went back by more than two minutes is itself recorded first.
    """
    last = connection.execute(_LAST.where(ledger_entry.c.till == till)).first()
    sequence, mac = (last.sequence, last.mac) if last else (0, GENESIS_MAC)
    now = clock.now()
    recorded_at = now
    if last is not None:
        recorded_at = max(now, last.recorded_at + _SMALLEST_STEP)
        if last.recorded_at - now > TOLERATED_BACKWARD_STEP:
            entries = (_clock_went_back(last.recorded_at, now), *entries)
    rows = []
    for entry in entries:
        sequence += 1
        body = canonical_json(entry.body)
        previous, mac = mac, mac_of(vault, till, sequence, recorded_at, entry.kind, body, mac)
        rows.append(
            {
                "till": till,
                "sequence": sequence,
                "recorded_at": recorded_at,
                "kind": entry.kind,
                "body": body,
                "previous_mac": previous,
                "mac": mac,
            }
        )
        recorded_at += _SMALLEST_STEP
    connection.execute(_INSERT, rows)


def head_of(connection: Connection, till: int = 1) -> LedgerHead:
    """Return where a till's chain ends; sequence 0 before the first entry."""
    last = connection.execute(_LAST.where(ledger_entry.c.till == till)).first()
    return LedgerHead(till, last.sequence, last.mac) if last else LedgerHead(till, 0, GENESIS_MAC)


def verify(
    connection: Connection,
    vault: Vault,
    *,
    till: int = 1,
    last: int | None = None,
    anchor: LedgerHead | None = None,
) -> LedgerVerdict:
    """Check a till's chain.

    Args:
        connection: any connection.
        vault: the open vault.
        till: whose chain.
        last: check only so many of the newest entries; all of them when None.
        anchor: a head that was written elsewhere; the chain must still contain it.
    """
    head = head_of(connection, till)
    first = 1 if last is None else max(1, head.sequence - last + 1)
    problem = _first_break(connection, vault, till, first, head.sequence)
    problems = [] if problem is None else [problem]
    if anchor is not None and not problems and not _contains(connection, anchor):
        problems.append(LedgerProblem(min(anchor.sequence, head.sequence + 1), "anchor_missing"))
    return LedgerVerdict(head.sequence, head, tuple(problems))


def canonical_json(body: Mapping[str, Any]) -> str:
    """Return the one text form of a body: sorted keys, no spaces."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def mac_of(
    vault: Vault, till: int, sequence: int, recorded_at: datetime, kind: str, body: str, previous: bytes
) -> bytes:
    """Return the signature of an entry over itself and the one before."""
    return vault.audit_mac(_message(till, sequence, to_milliseconds(recorded_at), kind, body, previous))


def head_code(mac: bytes) -> str:
    """Return a signature's first 80 bits as 16 characters."""
    return base64.b32encode(mac[:10]).decode()


def _message(till: int, sequence: int, milliseconds: int, kind: str, body: str, previous: bytes) -> bytes:
    return f"{till}\n{sequence}\n{milliseconds}\n{kind}\n{body}\n".encode() + previous


def _clock_went_back(last: datetime, now: datetime) -> LedgerEntry:
    return LedgerEntry("clock_back", {"seconds": int((last - now).total_seconds())})


def _first_break(
    connection: Connection, vault: Vault, till: int, first: int, last: int
) -> LedgerProblem | None:
    # Raw columns instead of typed ones: a year's entries are verified in seconds.
    rows = connection.exec_driver_sql(
        "SELECT sequence, recorded_at, kind, body, previous_mac, mac FROM ledger_entry"
        " WHERE till = ? AND sequence >= ? ORDER BY sequence",
        (till, first - 1),
    )
    expected, previous = max(first - 1, 1), GENESIS_MAC if first == 1 else None
    audit_mac = vault.audit_mac
    for sequence, milliseconds, kind, body, previous_mac, mac in rows:
        if sequence != expected:
            return LedgerProblem(expected, "entry_missing")
        if previous is not None and previous_mac != previous:
            return LedgerProblem(sequence, "chain_broken")
        if audit_mac(_message(till, sequence, milliseconds, kind, body, previous_mac)) != mac:
            return LedgerProblem(sequence, "entry_changed")
        expected, previous = sequence + 1, mac
    return None if expected == last + 1 else LedgerProblem(expected, "entry_missing")


def _contains(connection: Connection, anchor: LedgerHead) -> bool:
    if anchor.sequence == 0:
        return True
    mac = connection.scalar(
        select(ledger_entry.c.mac).where(
            ledger_entry.c.till == anchor.till, ledger_entry.c.sequence == anchor.sequence
        )
    )
    return mac == anchor.mac
