"""Verifying the whole ledger, beside reading and hashing as many bytes with nothing else."""

from __future__ import annotations

import hmac
from datetime import timedelta
from typing import Final

from desktop.storage import ledger
from desktop.storage.ledger import LedgerEntry
from tests.bench.measuring import Finding, compare
from tests.storage.profiles import SmallProfile, small_profile

AT_ONCE: Final = 5_000
GOAL: Final = 4.0
_BODY: Final = {"number": 7, "lines": [["CODE-1", 1, 95_00]], "tenders": [["cash", 95_00]]}


def verifying(*, is_full: bool) -> list[Finding]:
    """Check 1,000,000 entries, the work of some years; the floor signs the same bytes."""
    count = 1_000_000 if is_full else 10_000
    profile = _filled(count)
    messages = [f"{number:0180d}".encode() for number in range(AT_ONCE)]
    key = profile.vault.audit_key()

    def check() -> None:
        with profile.database.read() as connection:
            verdict = ledger.verify(connection, profile.vault)
        assert verdict.ok
        assert verdict.entries == count

    def sign() -> None:
        for _ in range(count // AT_ONCE):
            for message in messages:
                hmac.digest(key, message, "sha256")

    found = compare(check, sign, turns=1)
    claim = f"verifying {count:,} ledger entries / signing as many messages"
    return [Finding("L1", claim, found.ratio(), GOAL, note=found.note())]


def _filled(count: int) -> SmallProfile:
    profile = small_profile()
    entries = [LedgerEntry("sale_completed", _BODY)] * AT_ONCE
    for _ in range(count // AT_ONCE):
        profile.clock.pass_time(timedelta(minutes=1))
        with profile.database.write() as connection:
            ledger.append(connection, profile.vault, profile.clock, *entries)
    return profile
