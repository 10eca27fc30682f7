"""``report``: the X or Z of a business date."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop.cli.answers import Answer
from desktop.domain.errors import QT_TRANSLATE_NOOP, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.cli.invocation import Invocation


def report(invocation: Invocation) -> Answer:
    """Print the report of a day; ``--pdf`` also draws it."""
    from desktop.domain.day_report import to_json

    on = _date_of(invocation.words.date)
    with invocation.opened_to_read() as (shop, _actor):
        found = shop.reporting.day_report(on)
        if invocation.words.pdf:
            from desktop.ui.rendering.report_pdf import write_day_report

            write_day_report(found, shop.settings.current, Path(invocation.words.pdf))
        return Answer(to_json(found))


def _date_of(text: str | None) -> date | None:
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
