"""The append-only ledger: adding signed entries, and checking that none was changed.

Each entry signs its own content and the signature before it, so that editing, removing, inserting
or reordering entries shows. A cut tail is consistent in itself; the anchor kept elsewhere shows it
(``anchor``).
"""

from __future__ import annotations

import base64
import hmac
import json
from dataclasses import dataclass
from enum import StrEnum
from struct import Struct
from struct import error as struct_error
from typing import TYPE_CHECKING, Any, Final

from desktop.domain.clock import to_milliseconds
from desktop.domain.money import Money
from desktop.storage.driver import change_each, find_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from desktop.domain.clock import Clock
    from desktop.security.vault import Vault

CLOCK_BACK_KIND: Final = "clock_back"
CLOCK_TOLERANCE_MILLISECONDS: Final = 120_000
RECENT_ENTRIES: Final = 1_000
"""How many the start-up check looks at."""

_FRAME: Final = Struct(">QQQHI")
_FETCH_ROWS: Final = 20_000
_LOWEST_SEQ: Final = -(2**63)

_LAST_SQL: Final = "SELECT seq, at, mac FROM ledger WHERE till = ? ORDER BY seq DESC LIMIT 1"
_CLOCK_BACK_SQL: Final = (
    "SELECT seq, at, body FROM ledger WHERE till = ? AND kind = 'clock_back' "
    "ORDER BY seq DESC LIMIT 1"
)
_INSERT_SQL: Final = (
    "INSERT INTO ledger (till, seq, at, kind, body, prev, mac) VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_ROWS_SQL: Final = (
    "SELECT seq, at, CAST(kind AS BLOB), CAST(body AS BLOB), prev, mac FROM ledger "
    "WHERE till = ? AND seq >= ? ORDER BY seq"
)


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """Something that happened.

    Attributes:
        kind: a past-tense word such as ``sale_completed``.
        body: ids, amounts (``Money`` becomes fen) and fingerprints; never personal text.
    """

    kind: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LedgerHead:
    """The last entry of a till's chain; ``seq`` 0 and the chain's own root before the first."""

    till: int
    seq: int
    mac: bytes


class LedgerFault(StrEnum):
    """What is wrong with a chain."""

    CHANGED = "entry_changed"
    MISSING = "entry_missing"
    BROKEN = "chain_broken"
    CUT = "tail_cut"
    ANCHOR_DIFFERS = "anchor_differs"


@dataclass(frozen=True, slots=True)
class LedgerProblem:
    """The first bad entry of a till's chain; ``seq`` is where it is or should be."""

    till: int
    seq: int
    fault: LedgerFault


@dataclass(frozen=True, slots=True)
class LedgerVerdict:
    """What checking the ledger showed.

    Attributes:
        ok: no problem at all.
        entries: how many entries were checked.
        head: the 16 characters of the newest till's last entry; empty for an empty ledger.
        problems: at most one per till from the chain, and one per anchor that does not fit.
    """

    ok: bool
    entries: int
    head: str
    problems: tuple[LedgerProblem, ...] = ()


def append(
    connection: Connection, vault: Vault, clock: Clock, *entries: LedgerEntry, till: int = 1
) -> LedgerHead:
    """Add entries within the caller's write transaction; they get one time each, always growing.

    A clock that went back more than two minutes is noted first, once per jump; the entries go on
    from the last time.

    Returns:
        The new head of the chain.
    """
    head, last_at = _last_of(connection, vault, till)
    now = to_milliseconds(clock.now())
    pending = list(entries)
    if last_at - now > CLOCK_TOLERANCE_MILLISECONDS and not _is_noted(
        connection, head, last_at, now
    ):
        body = {"system_ms": now, "behind_ms": last_at - now}
        pending.insert(0, LedgerEntry(CLOCK_BACK_KIND, body))
    rows = _signed_rows(vault, head, max(now, last_at + 1), pending)
    if not rows:
        return head
    change_each(connection, _INSERT_SQL, rows)
    return LedgerHead(till, rows[-1][1], rows[-1][6])


def head_of(connection: Connection, vault: Vault, till: int = 1) -> LedgerHead:
    """Return the last entry of a till's chain."""
    return _last_of(connection, vault, till)[0]


def list_heads(connection: Connection, vault: Vault) -> tuple[LedgerHead, ...]:
    """Return the head of every chain there is, oldest till first."""
    return tuple(head_of(connection, vault, till) for till in _list_tills(connection))


def head_code(mac: bytes) -> str:
    """Return the 16 characters of a signature that fit on a slip of paper."""
    return base64.b32encode(mac[:10]).decode()


def canonical(body: Mapping[str, Any]) -> str:
    """Return the one JSON text of a body: sorted, without spaces, amounts in fen."""
    return _CANONICAL.encode(body)


def verify(
    connection: Connection,
    vault: Vault,
    last: int | None = None,
    anchors: Iterable[LedgerHead] = (),
) -> LedgerVerdict:
    """Check the chains of all tills, and that every anchor is an entry of its chain.

    Args:
        connection: to read from; entries stream through it.
        vault: holds the key of the signatures.
        last: only so many entries at the end of each chain; None for all.
        anchors: heads that were kept elsewhere.
    """
    entries = 0
    problems: list[LedgerProblem] = []
    tills = _list_tills(connection)
    for till in tills:
        count, problem = _check_chain(connection, vault, till, last)
        entries += count
        if problem is not None:
            problems.append(problem)
    problems.extend(find_contradictions(connection, anchors))
    head = head_code(head_of(connection, vault, tills[-1]).mac) if tills else ""
    return LedgerVerdict(not problems, entries, head, tuple(problems))


def find_contradictions(
    connection: Connection, anchors: Iterable[LedgerHead]
) -> tuple[LedgerProblem, ...]:
    """Return a problem for every anchor that is no entry of its chain."""
    found = (_check_anchor(connection, anchor) for anchor in anchors)
    return tuple(problem for problem in found if problem is not None)


def _list_tills(connection: Connection) -> Sequence[int]:
    """Step from till to till by the key; DISTINCT would read every entry."""
    tills: list[int] = []
    till = connection.exec_driver_sql("SELECT min(till) FROM ledger").scalar()
    while till is not None:
        tills.append(till)
        query = "SELECT min(till) FROM ledger WHERE till > ?"
        till = connection.exec_driver_sql(query, (till,)).scalar()
    return tills


def _plain(value: object) -> object:
    if isinstance(value, Money):
        return value.fen
    raise TypeError(f"a ledger entry cannot hold {type(value).__name__}")


_CANONICAL: Final = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"), default=_plain
)


def _root_of(vault: Vault, till: int) -> bytes:
    return vault.audit_mac(f"katai ledger {till}".encode())


def _last_of(connection: Connection, vault: Vault, till: int) -> tuple[LedgerHead, int]:
    row = find_row(connection, _LAST_SQL, (till,))
    if row is None:
        return LedgerHead(till, 0, _root_of(vault, till)), 0
    return LedgerHead(till, row[0], row[2]), row[1]


def _is_noted(connection: Connection, head: LedgerHead, last_at: int, now: int) -> bool:
    """Tell whether this jump is known: time has stood still since and went back no further."""
    row = connection.exec_driver_sql(_CLOCK_BACK_SQL, (head.till,)).first()
    if row is None:
        return False
    seq, at, body = row
    stood_still = last_at - at == head.seq - seq
    noted_at = int(json.loads(body)["system_ms"])
    return stood_still and now >= noted_at - CLOCK_TOLERANCE_MILLISECONDS


_Row = tuple[int, int, int, str, str, bytes, bytes]


def _signed_rows(
    vault: Vault, head: LedgerHead, first_at: int, entries: Sequence[LedgerEntry]
) -> list[_Row]:
    rows: list[_Row] = []
    previous = head.mac
    for index, entry in enumerate(entries):
        seq, at = head.seq + 1 + index, first_at + index
        body = canonical(entry.body)
        mac = vault.audit_mac(
            _message(head.till, seq, at, entry.kind.encode(), body.encode(), previous)
        )
        rows.append((head.till, seq, at, entry.kind, body, previous, mac))
        previous = mac
    return rows


def _message(till: int, seq: int, at: int, kind: bytes, body: bytes, previous: bytes) -> bytes:
    """Return what is signed; lengths keep two different entries from reading alike."""
    return _FRAME.pack(till, seq, at, len(kind), len(body)) + kind + body + previous


def _check_chain(
    connection: Connection, vault: Vault, till: int, last: int | None
) -> tuple[int, LedgerProblem | None]:
    start, previous = _start_of(connection, vault, till, last)
    lowest = start if start > 1 else _LOWEST_SEQ  # an entry before the first is forged too
    cursor = connection.exec_driver_sql(_ROWS_SQL, (till, lowest)).cursor
    walk = _ChainWalk(till, start, previous, vault.audit_key())
    fault = None
    try:
        while fault is None and (rows := cursor.fetchmany(_FETCH_ROWS)):
            fault = walk.first_fault(rows)
    finally:
        cursor.close()
    problem = None if fault is None else LedgerProblem(till, walk.expected, fault)
    return walk.expected - start, problem


class _ChainWalk:
    """Goes along one chain, piece by piece.

    Attributes:
        expected: the number of the entry that must come next.
    """

    def __init__(self, till: int, start: int, previous: bytes, key: bytes) -> None:
        self._till = till
        self._previous = previous
        self._key = key
        self.expected = start

    def first_fault(self, rows: Iterable[Sequence[Any]]) -> LedgerFault | None:
        """Check the next rows; a fault is at ``expected``. One loop: it runs a million times."""
        till, key, previous, expected = self._till, self._key, self._previous, self.expected
        pack, digest = _FRAME.pack, hmac.digest
        fault = None
        try:
            for seq, at, kind, body, prev, mac in rows:
                if seq != expected:
                    fault = LedgerFault.MISSING
                    break
                if prev != previous:
                    fault = LedgerFault.BROKEN
                    break
                framed = pack(till, seq, at, len(kind), len(body)) + kind + body + prev
                if digest(key, framed, "sha256") != mac:
                    fault = LedgerFault.CHANGED
                    break
                previous = mac
                expected += 1
        except (TypeError, struct_error):  # a value that no entry of ours can have
            fault = LedgerFault.CHANGED
        self._previous, self.expected = previous, expected
        return fault


def _start_of(
    connection: Connection, vault: Vault, till: int, last: int | None
) -> tuple[int, bytes]:
    if last is not None:
        newest = head_of(connection, vault, till).seq
        if newest > last:
            row = connection.exec_driver_sql(
                "SELECT seq, mac FROM ledger WHERE till = ? AND seq <= ? ORDER BY seq DESC LIMIT 1",
                (till, newest - last),
            ).first()
            if row is not None:
                return row[0] + 1, row[1]
    return 1, _root_of(vault, till)


def _check_anchor(connection: Connection, anchor: LedgerHead) -> LedgerProblem | None:
    if anchor.seq == 0:
        return None
    row = connection.exec_driver_sql(
        "SELECT mac FROM ledger WHERE till = ? AND seq = ?", (anchor.till, anchor.seq)
    ).first()
    if row is None:
        return LedgerProblem(anchor.till, anchor.seq, LedgerFault.CUT)
    if not hmac.compare_digest(row[0], anchor.mac):
        return LedgerProblem(anchor.till, anchor.seq, LedgerFault.ANCHOR_DIFFERS)
    return None
