"""The table of what was found, for a person who reads a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from tests.bench.measuring import Finding

_HEAD = ("figure", "measured", "goal", "reached?", "note", "claim")
_SMALL = "Small sizes: they show that the benchmarks work. Goals are judged by --full, on a calm machine."


def table_of(findings: Sequence[Finding], *, is_full: bool) -> str:
    """Return a line for each finding; at small sizes only facts are judged."""
    rows = [_HEAD, *(_row_of(finding, is_full=is_full) for finding in findings)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    return "\n".join(lines if is_full else [*lines, _SMALL])


def _row_of(finding: Finding, *, is_full: bool) -> tuple[str, ...]:
    is_judged = is_full or finding.is_fact
    reached = ("yes" if finding.is_reached else "NO") if is_judged else "–"
    return (
        finding.figure,
        f"{finding.measured:.3g} {finding.unit}".rstrip(),
        f"≤ {finding.goal:g} {finding.unit}".rstrip(),
        reached,
        finding.note,
        finding.claim,
    )
