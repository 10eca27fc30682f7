"""Where counted and expected differ at a close, and why: each difference needs a reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from desktop.domain.day_close import Difference, DifferenceKind
from desktop.domain.day_report import DayReport
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.money import Money

MAXIMUM_REASON: Final = 200


def differences_of(report: DayReport, limit: Money) -> tuple[Difference, ...]:
    """Return every difference of a report.

    Args:
        report: with all that was counted so far.
        limit: a difference beyond it is the owner's to confirm.
    """
    return tuple(
        Difference(key, kind, label, expected, counted, amount, abs(amount.fen) > limit.fen)
        for key, kind, label, expected, counted in _compared(report)
        if (amount := counted - expected)
    )


def checked_reasons(found: tuple[Difference, ...], reasons: Mapping[str, str]) -> dict[str, str]:
    """Return why, by the key of each difference that was found.

    Raises:
        BusinessRuleError: code ``needs_reason``: at least one has none.
    """
    given = {entry.key: reasons.get(entry.key, "").strip()[:MAXIMUM_REASON] for entry in found}
    missing = [entry for entry in found if not given[entry.key]]
    if missing:
        raise BusinessRuleError(
            "needs_reason",
            QT_TRANSLATE_NOOP("errors", "还有 {count} 处差额没写原因，还没有日结"),
            count=len(missing),
            keys=[entry.key for entry in missing],
        )
    return given


def code_key(method: str, code_id: int | None) -> str:
    """Return the key of a collection code's difference."""
    return method if code_id is None else f"{method}:{code_id}"


def _compared(
    report: DayReport,
) -> tuple[tuple[str, DifferenceKind, str, Money, Money], ...]:
    """Return every place where something was counted, with what it should be."""
    cash = (
        [("cash", DifferenceKind.CASH, "", report.cash.expected, report.cash.counted)]
        if report.cash.counted is not None
        else []
    )
    codes = [
        (
            code_key(code.method, code.code_id),
            DifferenceKind.CODE,
            code.label,
            code.expected,
            code.counted,
        )
        for code in report.codes
        if code.counted is not None
    ]
    platforms = [
        (
            f"platform:{entry.account}",
            DifferenceKind.PLATFORM,
            entry.account,
            entry.expected,
            entry.actual,
        )
        for entry in report.platforms
        if entry.expected is not None and entry.actual is not None
    ]
    return (*cash, *codes, *platforms)
