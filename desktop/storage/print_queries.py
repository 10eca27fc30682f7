"""Reading and writing print jobs: what to print, never what was rendered."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, update

from desktop.domain.delivery import HandOver
from desktop.domain.printing import PrintJobKind, PrintJobState
from desktop.models.administration import person, print_job
from desktop.models.sales import sale_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Row


@dataclass(frozen=True, slots=True)
class PrintJobRow:
    """A print job.

    Attributes:
        subject_id: the sale, the shift, or the ordinal of the business date.
        line_ids: the sold lines of a secret slip.
        copy_number: 0 for the first print, else which reprint it will be.
        trouble_text: why it failed, as a sentence.
    """

    id: int
    kind: PrintJobKind
    subject_id: int
    line_ids: tuple[int, ...]
    copy_number: int
    state: PrintJobState
    trouble_text: str
    person_id: int
    person_name: str
    requested_at: datetime
    finished_at: datetime | None


def insert_job(connection: Connection, line_ids: Sequence[int], **columns: Any) -> None:
    """Write a new job."""
    connection.execute(insert(print_job).values(line_ids=json.dumps(list(line_ids)), **columns))


def load_job(connection: Connection, job_id: int) -> PrintJobRow:
    """Read a job.

    Raises:
        KeyError: there is no such job.
    """
    row = connection.execute(_jobs().where(print_job.c.id == job_id)).first()
    if row is None:
        raise KeyError(job_id)
    return _job_of(row)


def list_jobs(
    connection: Connection, states: Sequence[PrintJobState] = (), limit: int = 50
) -> tuple[PrintJobRow, ...]:
    """Read jobs, newest first."""
    query = _jobs().order_by(print_job.c.requested_at.desc(), print_job.c.id.desc()).limit(limit)
    if states:
        query = query.where(print_job.c.state.in_(states))
    return tuple(_job_of(row) for row in connection.execute(query))


def next_queued(connection: Connection) -> PrintJobRow | None:
    """Return the job that has waited longest."""
    row = connection.execute(
        _jobs()
        .where(print_job.c.state == PrintJobState.QUEUED)
        .order_by(print_job.c.requested_at, print_job.c.id)
        .limit(1)
    ).first()
    return None if row is None else _job_of(row)


def find_failed(
    connection: Connection, kind: PrintJobKind, subject_id: int, line_ids: Sequence[int]
) -> PrintJobRow | None:
    """Return the newest failed paper of a subject that would show all of these lines."""
    query = _jobs().where(
        print_job.c.kind == kind,
        print_job.c.subject_id == subject_id,
        print_job.c.state == PrintJobState.FAILED,
    )
    rows = connection.execute(query.order_by(print_job.c.id.desc()))
    return next((job for job in map(_job_of, rows) if set(line_ids) <= set(job.line_ids)), None)


def printed_lines(connection: Connection, kind: PrintJobKind, subject_id: int) -> frozenset[int]:
    """Return the lines that papers of a subject came out for."""
    rows = connection.scalars(
        select(print_job.c.line_ids).where(
            print_job.c.kind == kind,
            print_job.c.subject_id == subject_id,
            print_job.c.state == PrintJobState.PRINTED,
        )
    )
    return frozenset(line_id for row in rows for line_id in json.loads(row))


def was_given_since(connection: Connection, job: PrintJobRow) -> bool:
    """Whether goods of a slip were handed over another way after it was asked for."""
    given = connection.scalar(
        select(sale_line.c.id)
        .where(
            sale_line.c.id.in_(job.line_ids),
            sale_line.c.handed_over_at > job.requested_at,
            sale_line.c.hand_over != HandOver.PRINTED,
        )
        .limit(1)
    )
    return given is not None


def count_prints(
    connection: Connection, kind: PrintJobKind, subject_id: int, line_ids: Sequence[int]
) -> int:
    """Count the papers of a subject that were printed or are about to be."""
    return (
        connection.scalar(
            select(func.count()).where(
                print_job.c.kind == kind,
                print_job.c.subject_id == subject_id,
                print_job.c.line_ids == json.dumps(list(line_ids)),
                print_job.c.state.in_([PrintJobState.PRINTED, PrintJobState.QUEUED]),
            )
        )
        or 0
    )


def count_by_state(connection: Connection, state: PrintJobState) -> int:
    """Count the jobs in a state."""
    return connection.scalar(select(func.count()).where(print_job.c.state == state)) or 0


def update_job(connection: Connection, job_id: int, **columns: Any) -> None:
    """Change columns of a job."""
    connection.execute(update(print_job).where(print_job.c.id == job_id).values(**columns))


def _jobs() -> Any:
    return select(print_job, person.c.name.label("person_name")).join(
        person, person.c.id == print_job.c.person_id
    )


def _job_of(row: Row[Any]) -> PrintJobRow:
    return PrintJobRow(
        id=row.id,
        kind=row.kind,
        subject_id=row.subject_id,
        line_ids=tuple(json.loads(row.line_ids)),
        copy_number=row.copy_number,
        state=row.state,
        trouble_text=row.trouble_text,
        person_id=row.person_id,
        person_name=row.person_name,
        requested_at=row.requested_at,
        finished_at=row.finished_at,
    )
