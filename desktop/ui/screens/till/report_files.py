"""A day's report as a file: PDF to print, JSON with the command line's keys, XLSX for sums."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from desktop.domain.day_report import to_json, without_costs
from desktop.services.table_writing import save_file, write_workbook
from desktop.ui.rendering.page_renderer import QtPageRenderer

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from desktop.services.printing import Printing
    from desktop.services.reporting import Reporting

ENDINGS = ("pdf", "json", "xlsx")


def write_report(
    path: Path, on: date, reporting: Reporting, printing: Printing, *, sees_costs: bool
) -> Path:
    """Write a day's report; the ending chooses the kind. Runs off the window's thread.

    Raises:
        StorageError: the file could not be written; nothing of it is left behind.
    """
    ending = path.suffix.lower()
    if ending == ".pdf":
        page = printing.documents.day_page(on, sees_costs=sees_costs)
        save_file(path, QtPageRenderer().page_pdf(page))
    elif ending == ".json":
        document = to_json(reporting.day_report(on))
        shown = document if sees_costs else without_costs(document)
        save_file(path, json.dumps(shown, ensure_ascii=False, indent=2).encode())
    else:
        write_workbook(path, printing.documents.day_sheets(on, sees_costs=sees_costs))
    return path
