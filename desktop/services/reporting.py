"""Reports for screens, paper and the command line: the day, and everything in ``REPORTS``."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from desktop.domain.clock import business_date_at, zone_named
from desktop.domain.day_report import DayReport, from_json, to_json
from desktop.domain.errors import QT_TRANSLATE_NOOP, UsageError
from desktop.reports import REPORTS
from desktop.reports.base import Cell, Report, ReportColumn, ReportRange
from desktop.reports.day import DayQuestion, read_day
from desktop.reports.day_after_sales import read_after_sales
from desktop.reports.day_sales import read_sales
from desktop.services.after_sales_patience import patience_of
from desktop.storage import close_queries, ledger, open_shift_queries, report_queries

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.domain.day_report import AfterSalesFigures, CarriedItem, SalesFigures
    from desktop.domain.money import Money
    from desktop.services.settings import Settings
    from desktop.storage.ground import Ground
    from desktop.storage.report_queries import DaySpan

__all__ = ["DayReport", "ReportTable", "Reporting", "to_json"]


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A report that was read."""

    key: str
    title: str
    columns: tuple[ReportColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Reporting:
    """Reads reports; nothing here writes."""

    def __init__(self, ground: Ground, settings: Settings) -> None:
        self._ground = ground
        self._settings = settings

    def day_report(self, on: date | None = None) -> DayReport:
        """Return the signed Z of a business date, else its X as of now.

        Args:
            on: the business date; the running one by default.

        Raises:
            UsageError: code ``date_in_future``.
        """
        with self._ground.database.read() as connection:
            present = self._present_date(connection)
            on = on or self._running_date(connection)
            if on > present:
                raise UsageError(
                    "date_in_future",
                    QT_TRANSLATE_NOOP("errors", "{date} 还没到，最晚可以看 {present}"),
                    date=on.isoformat(),
                    present=present.isoformat(),
                )
            signed = close_queries.find_close(connection, on)
            if signed is not None:
                return from_json(json.loads(signed.report))
            return self.live_report(connection, on)

    def running_date(self) -> date:
        """Return the business date that goes on: the open shift's, after midnight too."""
        with self._ground.database.read() as connection:
            return self._running_date(connection)

    def sales_of(self, on: date) -> SalesFigures:
        """Return what a business date sold, signed or not, without the rest of its report."""
        with self._ground.database.read() as connection:
            signed = close_queries.find_close(connection, on)
            if signed is not None:
                return from_json(json.loads(signed.report)).sales
            return read_sales(connection, on)

    def live_report(self, connection: Connection, on: date) -> DayReport:
        """Work a business date out from its rows, as the caller's transaction sees them."""
        settings = self._settings.current
        head = ledger.head_of(connection, self._ground.vault, self._ground.till)
        return read_day(
            connection,
            DayQuestion(
                on=on,
                span=self.span_of(connection, on),
                till=self._ground.till,
                zone_offset_seconds=self._zone_offset_seconds(on),
                enabled=settings.words("tender.enabled"),
                head=ledger.head_code(head.mac) if head.seq else "",
                now=self._ground.now(),
                opening_balances=_opening_balances(connection, on),
                points_per_yuan=settings.integer("points.per_yuan"),
                patience=patience_of(settings),
                carried_before=_carried_before(connection, on),
            ),
        )

    def after_sales_today(self, connection: Connection) -> AfterSalesFigures:
        """Return how after-sales goes on the running business date."""
        today = self._running_date(connection)
        span, patience = self.span_of(connection, today), patience_of(self._settings.current)
        return read_after_sales(connection, today, span, patience, self._ground.now())

    def span_of(self, connection: Connection, on: date) -> DaySpan:
        """Return the instants that belong to a business date."""
        return report_queries.day_span(
            connection, on, self._start_of(on), self._start_of(on + timedelta(days=1))
        )

    def list_reports(self) -> tuple[Report, ...]:
        """Return every report that can be read over a range of dates."""
        return REPORTS

    def read_report(self, key: str, since: date, until: date) -> ReportTable:
        """Read a report over business dates, both included.

        Raises:
            KeyError: there is no such report.
        """
        report = {report.key: report for report in REPORTS}[key]
        minutes = self._settings.current.integer("day.starts_at_minutes")
        wanted = ReportRange(since, until, self._zone_offset_seconds(since), minutes * 60)
        with self._ground.database.read() as connection:
            rows = report.read(connection, wanted)
        return ReportTable(report.key, report.title, report.columns, rows)

    def _present_date(self, connection: Connection) -> date:
        """Return the latest date a report may be asked for: today, or a later open shift's."""
        return max(self._today(), self._running_date(connection))

    def _running_date(self, connection: Connection) -> date:
        held = open_shift_queries.find_open_shift(connection)
        return self._today() if held is None else held.business_date

    def _today(self) -> date:
        settings = self._settings.current
        zone = zone_named(settings.text("day.zone"))
        return business_date_at(self._ground.now(), zone, settings.integer("day.starts_at_minutes"))

    def _start_of(self, on: date) -> datetime:
        settings = self._settings.current
        midnight = datetime.combine(on, time(), zone_named(settings.text("day.zone")))
        return midnight + timedelta(minutes=settings.integer("day.starts_at_minutes"))

    def _zone_offset_seconds(self, on: date) -> int:
        offset = self._start_of(on).utcoffset()
        return 0 if offset is None else int(offset.total_seconds())


def _opening_balances(connection: Connection, on: date) -> dict[str, Money]:
    """Return what each account held at the last Z: as it said, else as it should have been."""
    before = close_queries.last_close(connection, on)
    if before is None:
        return {}
    platforms = from_json(json.loads(before.report)).platforms
    known = {
        entry.account: entry.expected if entry.actual is None else entry.actual
        for entry in platforms
    }
    return {account: balance for account, balance in known.items() if balance is not None}


def _carried_before(connection: Connection, on: date) -> tuple[CarriedItem, ...]:
    """Return what the Z before carried on; an item keeps the number of the first Z it stood in."""
    before = close_queries.last_close(connection, on)
    if before is None:
        return ()
    return tuple(
        each if each.from_z is not None else replace(each, from_z=before.z_number)
        for each in from_json(json.loads(before.report)).carried
    )
