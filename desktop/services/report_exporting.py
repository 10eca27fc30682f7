"""Reports as files: a workbook with a sheet for each, or a text table for each in a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.domain.permissions import Action
from desktop.services.table_writing import Sheet, csv_bytes, save_file, write_workbook
from desktop.translating import translate

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from desktop.domain.permissions import Actor
    from desktop.services.reporting import Reporting, ReportTable
    from desktop.services.rights import Rights

ENDINGS: Final = ("xlsx", "csv")


class ReportExporting:
    """Writes every report over a range of business dates."""

    def __init__(self, rights: Rights, reporting: Reporting) -> None:
        self._rights = rights
        self._reporting = reporting

    def export(self, actor: Actor, path: Path, since: date, until: date) -> tuple[Path, ...]:
        """Write all reports; as CSV each gets a file of its own beside ``path``, named by its key.

        Returns:
            The files written.

        Raises:
            BusinessRuleError: a right is missing.
            StorageError: a file could not be written; nothing of that one is left behind.
        """
        self._rights.require(actor, Action.VIEW_COSTS)
        tables = tuple(
            self._reporting.read_report(report.key, since, until)
            for report in self._reporting.list_reports()
        )
        if path.suffix.lower() != ".csv":
            write_workbook(path, tuple(_sheet_of(table) for table in tables))
            return (path,)
        written = []
        for table in tables:
            file = path.with_name(f"{path.stem}-{table.key}.csv")
            save_file(file, csv_bytes([column.key for column in table.columns], table.rows))
            written.append(file)
        return tuple(written)


def _sheet_of(table: ReportTable) -> Sheet:
    headers = [translate("reports", column.label) for column in table.columns]
    return Sheet(translate("reports", table.title), headers, table.rows)
