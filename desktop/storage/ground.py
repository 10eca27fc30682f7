"""What services and their queries stand on: database, vault, ledger, time and chance."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop.domain.fail_points import FailPoints, NoFailPoints
from desktop.storage.ledger import append

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from desktop.domain.clock import Clock
    from desktop.domain.identifiers import Identifiers
    from desktop.domain.randomness import Randomness
    from desktop.security.vault import Vault
    from desktop.storage.database import Database
    from desktop.storage.ledger import LedgerEntry


@dataclass(frozen=True, slots=True)
class Ground:
    """The injected outside world and the two stores of truth.

    Attributes:
        till: number of this till in the ledger's chains.
        fail_points: told of named steps; does nothing outside the kill harness.
    """

    database: Database
    vault: Vault
    clock: Clock
    randomness: Randomness
    identifiers: Identifiers
    till: int = 1
    fail_points: FailPoints = field(default_factory=NoFailPoints)

    def now(self) -> datetime:
        """Return the current instant in UTC."""
        return self.clock.now()

    def record(self, connection: Connection, *entries: LedgerEntry) -> None:
        """Append entries to the ledger within the caller's write transaction."""
        append(connection, self.vault, self.clock, *entries, till=self.till)
