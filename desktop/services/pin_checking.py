"""Checking PINs: every try is counted and committed before it is verified, and too many lock.

A kill during the check cannot take the try back. While the program runs, a lock is measured on the
monotonic clock, so that setting the clock cannot shorten it; after a restart it is what is left of
the stored one, and never longer than the lock itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from desktop.security.pin_rules import (
    FIRST_LOCK_TRIES,
    LONG_LOCK_TRIES,
    LockOuts,
    lock_for,
    locked_until_after,
)
from desktop.security.pins import is_right_pin
from desktop.storage import staff_queries
from desktop.storage.ledger import LedgerEntry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.permissions import Person
    from desktop.domain.secret import Secret
    from desktop.storage.ground import Ground
    from desktop.storage.staff_queries import PinRecord


@dataclass(frozen=True, slots=True)
class PinAnswer:
    """What became of a try.

    Attributes:
        person: whose PIN it is; None when it is nobody's of those asked for.
        tries_left: before the next lock; 0 while locked.
        locked_seconds: how long the lock still holds; 0 without one.
    """

    person: Person | None
    tries_left: int
    locked_seconds: int


class PinChecking:
    """The one place where a PIN is compared."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._one_at_a_time = Lock()
        self._lock_outs = LockOuts(ground.clock)

    def try_pin(self, person_ids: Sequence[int], pin: Secret) -> PinAnswer:
        """Count a try against everyone it may belong to, then compare.

        Only who is not locked is compared; who turns out not to be meant gets the count back. Where
        nothing may be written nothing is counted: who asks there has opened the vault already, and
        is the owner to a shell.
        """
        if self._ground.database.is_read_only:
            return self._compare(person_ids, pin)
        with self._one_at_a_time:
            counted, locked_seconds = self._count(person_ids)
            self._ground.fail_points.reached("pin.counted")
            matching = next((record for record in counted if self._is_right(record, pin)), None)
            if matching is not None:
                self._clear(matching, counted)
                return PinAnswer(matching.person, FIRST_LOCK_TRIES, 0)
            if not counted:
                return PinAnswer(None, 0, locked_seconds)
            return self._note_wrong(counted)

    def locked_seconds(self, person_id: int) -> int:
        """Return how long a person is still locked; 0 when they are not."""
        with self._ground.database.read() as connection:
            record = staff_queries.load_pin_record(connection, person_id)
        return self._lock_outs.seconds_left(person_id, record.locked_until)

    def _count(self, person_ids: Sequence[int]) -> tuple[list[PinRecord], int]:
        """Raise the count of everyone who is not locked; a lock is stored with the count."""
        counted, waits = [], [0]
        now = self._ground.now()
        with self._ground.database.write() as connection:
            for person_id in person_ids:
                record = staff_queries.load_pin_record(connection, person_id)
                left = self._lock_outs.seconds_left(person_id, record.locked_until)
                if left or not record.person.is_active:
                    waits.append(left)
                    continue
                tries = record.failed_tries + 1
                staff_queries.update_person(
                    connection,
                    person_id,
                    failed_tries=tries,
                    locked_until=locked_until_after(tries, now),
                )
                counted.append(record)
        return counted, max(waits)

    def _compare(self, person_ids: Sequence[int], pin: Secret) -> PinAnswer:
        with self._ground.database.read() as connection:
            records = [staff_queries.load_pin_record(connection, one) for one in person_ids]
        waits = [self.locked_seconds(record.person.id) for record in records]
        open_to_all = [one for one, wait in zip(records, waits, strict=True) if not wait]
        for record in open_to_all:
            if record.person.is_active and self._is_right(record, pin):
                return PinAnswer(record.person, FIRST_LOCK_TRIES, 0)
        return PinAnswer(None, FIRST_LOCK_TRIES, 0 if open_to_all else max(waits))

    def _is_right(self, record: PinRecord, pin: Secret) -> bool:
        return is_right_pin(self._ground.vault, pin, record.verifier)

    def _clear(self, matching: PinRecord, counted: Sequence[PinRecord]) -> None:
        """Forget the tries of who was meant, and take this one back from the others."""
        with self._ground.database.write() as connection:
            for record in counted:
                is_matching = record is matching
                staff_queries.update_person(
                    connection,
                    record.person.id,
                    failed_tries=0 if is_matching else record.failed_tries,
                    locked_until=None if is_matching else record.locked_until,
                )

    def _note_wrong(self, counted: Sequence[PinRecord]) -> PinAnswer:
        with self._ground.database.write() as connection:
            for record in counted:
                tries = record.failed_tries + 1
                kind = "pin_locked" if lock_for(tries) else "pin_wrong"
                body = {"person": record.person.id, "tries": tries}
                self._ground.record(connection, LedgerEntry(kind, body))
        seconds = max(self.locked_seconds(record.person.id) for record in counted)
        left = max(_tries_left(record.failed_tries + 1) for record in counted)
        return PinAnswer(None, 0 if seconds else left, seconds)


def _tries_left(failed_tries: int) -> int:
    next_lock = FIRST_LOCK_TRIES if failed_tries < FIRST_LOCK_TRIES else LONG_LOCK_TRIES
    return max(next_lock - failed_tries, 1)
