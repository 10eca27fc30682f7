"""``report``: the X or Z of a business date."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop.cli.answers import Answer
from desktop.domain.errors import QT_TRANSLATE_NOOP, UsageError
from desktop.domain.permissions import Action

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.cli.invocation import Invocation


def report(invocation: Invocation) -> Answer:
    """Print the report of a day; ``--pdf`` also draws it."""
    from desktop.domain.day_report import to_json

    on = date_of(invocation.words.date)
    with invocation.opened_to_read() as (shop, actor):
        shop.rights.require(actor, Action.VIEW_COSTS)
        found = shop.reporting.day_report(on)
        if invocation.words.pdf:
            from desktop.services.report_page import day_page
            from desktop.services.table_writing import save_file
            from desktop.ui.rendering.page_renderer import QtPageRenderer

            page = day_page(found, shop.settings.current, shop.ground.now())
            save_file(Path(invocation.words.pdf), QtPageRenderer().page_pdf(page))
        return Answer(to_json(found))


def date_of(text: str | None) -> date | None:
    """Read the date of a ``--date``.

    Raises:
        UsageError: ``date_malformed``.
    """
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(
            "date_malformed",
            QT_TRANSLATE_NOOP("errors", "{text} 不是日期，要写成 2026-06-18"),
            text=text[:40],
        ) from error


COMMANDS: Final[dict[str, Callable[[Invocation], Answer | int]]] = {"report": report}
