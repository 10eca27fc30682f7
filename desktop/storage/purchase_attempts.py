"""The calls made for a purchase, and the answers that came.

A call is written down before it is made; its answer is sealed and kept before anything reads it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, func, select, update

from desktop.models.purchases import purchase_answer, purchase_attempt
from desktop.storage.prepared_insert import PreparedInsert
from desktop.storage.prepared_statement import PreparedQuery, PreparedUpdate

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from desktop.storage.ground import Ground

_ANSWER_AT: Final = ("secret", "purchase_answer", "body_sealed")


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """One call that was made, or was about to be made, with its stored answer if any."""

    id: int
    sequence: int
    kind: str
    started_at: datetime
    finished_at: datetime | None
    outcome: str
    answer_id: int | None
    body_sealed: bytes | None = field(repr=False)


_ATTEMPTS: Final = PreparedQuery(
    select(
        purchase_attempt.c.id,
        purchase_attempt.c.sequence,
        purchase_attempt.c.kind,
        purchase_attempt.c.started_at,
        purchase_attempt.c.finished_at,
        purchase_attempt.c.outcome,
        purchase_answer.c.id,
        purchase_answer.c.body_sealed,
    )
    .join(purchase_answer, purchase_answer.c.attempt_id == purchase_attempt.c.id, isouter=True)
    .where(purchase_attempt.c.purchase_id == bindparam("wanted"))
    .order_by(purchase_attempt.c.sequence)
)
_LAST_SEQUENCE: Final = PreparedQuery(
    select(func.max(purchase_attempt.c.sequence)).where(
        purchase_attempt.c.purchase_id == bindparam("wanted")
    )
)
_FINISH_ATTEMPT: Final = PreparedUpdate(
    update(purchase_attempt).where(purchase_attempt.c.id == bindparam("wanted")),
    "finished_at",
    "outcome",
)
_INSERT_ATTEMPT: Final = PreparedInsert(
    purchase_attempt,
    "id",
    "purchase_id",
    "sequence",
    "kind",
    "request_digest",
    "started_at",
    "deadline_at",
)
_INSERT_ANSWER: Final = PreparedInsert(
    purchase_answer, "id", "attempt_id", "http_status", "body_sealed", "received_at"
)


def insert_attempt(
    connection: Connection,
    ground: Ground,
    purchase_id: int,
    kind: str,
    digest: str,
    deadline_at: datetime,
) -> int:
    """Write down a call before it is made; return the attempt's id."""
    attempt_id = ground.identifiers.next_id()
    row = {
        "id": attempt_id,
        "purchase_id": purchase_id,
        "sequence": (_LAST_SEQUENCE.scalar(connection, wanted=purchase_id) or 0) + 1,
        "kind": kind,
        "request_digest": digest,
        "started_at": ground.now(),
        "deadline_at": deadline_at,
    }
    _INSERT_ATTEMPT.run(connection, [row])
    return attempt_id


def finish_attempt(connection: Connection, ground: Ground, attempt_id: int, outcome: str) -> None:
    """Note how a call ended; an order or query is finished only once its answer was read."""
    _FINISH_ATTEMPT.run(connection, wanted=attempt_id, finished_at=ground.now(), outcome=outcome)


def insert_answer(
    connection: Connection, ground: Ground, attempt_id: int, http_status: int, answer: bytes
) -> None:
    """Seal and keep a raw answer before anything reads it."""
    answer_id = ground.identifiers.next_id()
    row = {
        "id": answer_id,
        "attempt_id": attempt_id,
        "http_status": http_status,
        "body_sealed": ground.vault.seal(*_ANSWER_AT, answer_id, answer),
        "received_at": ground.now(),
    }
    _INSERT_ANSWER.run(connection, [row])


def open_answer(ground: Ground, attempt: AttemptRow) -> bytes | None:
    """Open the stored answer of an attempt, or None where none came."""
    if attempt.answer_id is None or attempt.body_sealed is None:
        return None
    return ground.vault.open(*_ANSWER_AT, attempt.answer_id, attempt.body_sealed)


def load_attempts(connection: Connection, purchase_id: int) -> tuple[AttemptRow, ...]:
    """Read the calls of a purchase in order."""
    rows = _ATTEMPTS.rows(connection, wanted=purchase_id)
    return tuple(AttemptRow(*row) for row in rows)
