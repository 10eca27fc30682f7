"""Signing the Z: the last shift handed over, the ledger verified, the report frozen and chained.

Belongs here: what a signature writes within the caller's transaction. Whether a date may be signed
is asked in ``day_close``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from desktop.domain.changes import Changes, Topic
from desktop.domain.day_close import Difference
from desktop.domain.day_report import DayReport, DayState, ExceptionFigures, to_json
from desktop.domain.permissions import Actor
from desktop.domain.shift import CountKind
from desktop.storage import close_queries, open_shift_queries, report_queries, shift_queries
from desktop.storage.consistency import close_mac, first_close_mac
from desktop.storage.ledger import LedgerEntry, verify

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from desktop.services.reporting import Reporting
    from desktop.storage.ground import Ground
    from desktop.storage.ledger import LedgerVerdict


@dataclass(frozen=True, slots=True)
class DayClosed:
    """A signed Z.

    Attributes:
        head_code: the 16 characters on the slip: the ledger's head just before the Z was signed.
    """

    z_number: int
    head_code: str
    report: DayReport
    changes: Changes = field(default_factory=Changes)


class CloseSigning:
    """Writes the Z of a date."""

    def __init__(self, ground: Ground, reporting: Reporting) -> None:
        self._ground = ground
        self._reporting = reporting

    def check_ledger(self) -> LedgerVerdict:
        """Verify the whole ledger before the books are locked: sales go on meanwhile.

        What is wrong never stops a Z; it stands on it.
        """
        with self._ground.database.read() as connection:
            return verify(connection, self._ground.vault)

    def hand_over(self, connection: Connection, actor: Actor, on: date) -> None:
        """Close the shift that is still open on the date, with the day's count."""
        held = open_shift_queries.find_open_shift(connection)
        if held is None or held.business_date != on:
            return
        counts = shift_queries.list_cash_counts(connection, on, CountKind.DAY)
        counted = counts[-1].total if counts else None
        shift_queries.close_shift(
            connection,
            held.id,
            closed_at=self._ground.now(),
            closed_by=actor.id,
            counted=counted,
            note="",
        )
        body = {"shift": held.id, "counted": counted, "person": actor.id}
        self._ground.record(connection, LedgerEntry("shift_closed", body))

    def freeze(
        self,
        connection: Connection,
        on: date,
        found: tuple[Difference, ...],
        reasons: Mapping[str, str],
        signers: tuple[int, int],
        checked: LedgerVerdict,
    ) -> DayClosed:
        """Write the Z of a date.

        ``reasons`` go by the key of each difference; ``signers`` are who closed and who approved;
        ``checked`` is what :meth:`check_ledger` found.
        """
        before = close_queries.last_close(connection)
        z_number = before.z_number + 1 if before else 1
        report = self._final_report(connection, on, z_number, checked)
        text = json.dumps(to_json(report), ensure_ascii=False, sort_keys=True)
        vault = self._ground.vault
        previous = before.report_mac if before else first_close_mac(vault)
        mac = close_mac(vault, previous, text)
        close_queries.insert_close(
            connection,
            id=self._ground.identifiers.next_id(),
            z_number=z_number,
            business_date=on,
            closed_at=self._signed_at(connection),
            closed_by=signers[0],
            approved_by=signers[1],
            difference_reasons=json.dumps(dict(reasons), ensure_ascii=False),
            report=text,
            report_mac=mac,
            previous_mac=previous,
            head_code=report.head,
        )
        self._ground.record(connection, _closed_entry(report, mac, found, signers, checked))
        return DayClosed(z_number, report.head, report, Changes.of(Topic.SHIFT, Topic.SALES))

    def _final_report(
        self, connection: Connection, on: date, z_number: int, checked: LedgerVerdict
    ) -> DayReport:
        live = self._reporting.live_report(connection, on)
        report = replace(live, state=DayState.CLOSED, z_number=z_number)
        if checked.problems:
            broken = ExceptionFigures("ledger_broken", len(checked.problems))
            report = replace(report, exceptions=(*report.exceptions, broken))
        return report

    def _signed_at(self, connection: Connection) -> datetime:
        """Return an instant after everything the ledger holds, however the clock was turned."""
        last = report_queries.last_noted_at(connection, self._ground.till)
        now = self._ground.now()
        return (now if last is None else max(now, last)) + timedelta(milliseconds=1)


def _closed_entry(
    report: DayReport,
    mac: bytes,
    found: tuple[Difference, ...],
    signers: tuple[int, int],
    checked: LedgerVerdict,
) -> LedgerEntry:
    body: dict[str, Any] = {
        "z": report.z_number,
        "date": report.date.isoformat(),
        "net": report.sales.net,
        "mac": mac.hex(),
        "head": report.head,
        "differences": {entry.key: entry.amount for entry in found},
        "closed_by": signers[0],
        "approved_by": signers[1],
        "ledger": {
            "entries": checked.entries,
            "bad_entry": checked.problems[0].seq if checked.problems else 0,
        },
    }
    return LedgerEntry("day_closed", body)
