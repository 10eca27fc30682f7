"""A day's report as a file: PDF to print, JSON with the command line's keys, XLSX for sums."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from desktop.services.reporting import to_json
from desktop.services.table_writing import save_file, write_table
from desktop.ui.rendering.page_renderer import QtPageRenderer

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from desktop.services.printing import Printing
    from desktop.services.reporting import Reporting

ENDINGS = ("pdf", "json", "xlsx")
_HEADERS = ("method", "count", "received", "refunded", "net", "expected", "counted", "difference")


def write_report(path: Path, on: date, reporting: Reporting, printing: Printing) -> Path:
    """Write a day's report; the ending chooses the kind. Runs off the window's thread.

    Raises:
        StorageError: the file could not be written; nothing of it is left behind.
    """
    ending = path.suffix.lower()
    if ending == ".pdf":
        save_file(path, QtPageRenderer().page_pdf(printing.day_page(on)))
    elif ending == ".json":
        document = to_json(reporting.day_report(on))
        save_file(path, json.dumps(document, ensure_ascii=False, indent=2).encode())
    else:
        tenders = reporting.day_report(on).tenders
        rows = [[getattr(entry, header) for header in _HEADERS] for entry in tenders]
        write_table(path, _HEADERS, rows)
    return path
