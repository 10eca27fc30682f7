"""One titled table of a report: what a page of paper and a workbook sheet are both made from."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.money import Money
from desktop.translating import translate

BlockCell = str | int | Money | None
"""A word, a count, an amount, or None where nothing is known."""


@dataclass(frozen=True, slots=True)
class ReportBlock:
    """One titled table.

    Attributes:
        headers: the column names; empty for a table of labels and values.
        rows: the first cell of each names it.
        sums: indexes of rows that sum up.
        rare: columns that paper leaves out while nothing moved in them.
        rare_rows: rows that paper leaves out while their figures are zero.
        is_rare: paper leaves the whole block out while nothing moved in it.
    """

    heading: str
    headers: tuple[str, ...]
    rows: tuple[tuple[BlockCell, ...], ...]
    sums: frozenset[int] = frozenset()
    rare: frozenset[int] = frozenset()
    rare_rows: frozenset[int] = frozenset()
    is_rare: bool = False

    def has_moved(self, column: int) -> bool:
        """Whether some row has a figure other than zero in a column."""
        return any(bool(row[column]) for row in self.rows)

    @property
    def is_quiet(self) -> bool:
        """Whether no figure in it is other than zero."""
        width = max((len(row) for row in self.rows), default=1)
        return not any(self.has_moved(column) for column in range(1, width))


def paper_word(label: str) -> str:
    """Return a label of a report as it is said."""
    return translate("paper", label)


def labelled(
    heading: str,
    *rows: tuple[str, BlockCell],
    sums: frozenset[int] = frozenset(),
    rare_rows: frozenset[int] = frozenset(),
    is_rare: bool = False,
) -> ReportBlock:
    """Return a table of labels and their values, every label and the heading still to be said."""
    said = tuple((paper_word(label), value) for label, value in rows)
    return ReportBlock(paper_word(heading), (), said, sums, rare_rows=rare_rows, is_rare=is_rare)
