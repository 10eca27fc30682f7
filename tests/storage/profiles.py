"""A small profile on disk or in memory, with a clock and a chance that tests set."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop.domain.secret import Secret
from desktop.security.argon import HashingCost
from desktop.security.phrase import new_phrase
from desktop.security.slots import make_passphrase_slot, make_phrase_slot
from desktop.security.vault import Vault, new_vault
from desktop.storage import ledger, profile_facts, upgrading, vault_slots
from desktop.storage.database import DATABASE_FILE, Database
from desktop.storage.ledger import LedgerEntry

QUICK = HashingCost(memory_kib=64, iterations=1)
PASSPHRASE = Secret("店里的口令非常长")
MORNING = datetime(2026, 6, 18, 1, 0, tzinfo=UTC)


@dataclass
class SetClock:
    """Time that moves only when told to."""

    instant: datetime = MORNING
    seconds: float = 0.0

    def now(self) -> datetime:
        return self.instant

    def monotonic_seconds(self) -> float:
        return self.seconds

    def pass_time(self, step: timedelta) -> None:
        self.instant += step
        self.seconds += step.total_seconds()


class SeededRandomness:
    """Chance that repeats."""

    def __init__(self, seed: int = 1) -> None:
        self._random = random.Random(seed)

    def bytes(self, count: int) -> bytes:
        return self._random.randbytes(count)

    def below(self, limit: int) -> int:
        return self._random.randrange(limit)


@dataclass
class SmallProfile:
    """A database with a vault, both portable slots and a few entries in its ledger."""

    database: Database
    vault: Vault
    phrase: str
    clock: SetClock = field(default_factory=SetClock)
    randomness: SeededRandomness = field(default_factory=SeededRandomness)

    def record(self, count: int, kind: str = "sale_completed") -> None:
        """Add entries, a second apart."""
        for number in range(count):
            self.clock.pass_time(timedelta(seconds=1))
            with self.database.write() as connection:
                entry = LedgerEntry(kind, {"number": number, "total": 100 * number})
                ledger.append(connection, self.vault, self.clock, entry)


def small_profile(folder: Path | None = None, language: str = "zh") -> SmallProfile:
    """Make a profile; in memory if no folder is given."""
    randomness = SeededRandomness(7)
    vault = new_vault(randomness)
    words = new_phrase(randomness, "en" if language == "en" else "zh")
    clock = SetClock()
    if folder is None:
        database = Database.in_memory()
    else:
        database = Database.open(folder / DATABASE_FILE)
        upgrading.make_current(database)
    with database.write() as connection:
        profile_facts.set_fact(connection, profile_facts.PROFILE_ID, "p1")
        profile_facts.set_fact(connection, profile_facts.TILL, "1")
        phrase_slot = make_phrase_slot(vault, " ".join(words), randomness)
        vault_slots.save_slot(connection, phrase_slot, clock.now())
        passphrase_slot = make_passphrase_slot(vault, PASSPHRASE, randomness, QUICK)
        vault_slots.save_slot(connection, passphrase_slot, clock.now())
    return SmallProfile(database, vault, " ".join(words), clock, randomness)
