"""The rows of a table or a list: all of them listed, or read where somebody looks.

A model shows what its ``Rows`` say, and the view tells them where somebody looks. Those that are
listed are all there; ``desktop.ui.long_rows`` reads a list that is too long to hold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

Row = TypeVar("Row")


class Rows(QObject, Generic[Row]):
    """One row after another, each with a key that it keeps.

    Signals:
        moving: other rows are about to come, or these in another order.
        moved: they have come.
        renewed: rows, from the first number to the last, were read or say something else.
    """

    moving = Signal()
    moved = Signal()
    renewed = Signal(int, int)

    def count(self) -> int:
        """Return how many there are."""
        raise NotImplementedError

    def row_at(self, number: int) -> Row | None:
        """Return the row at a place; None where none is, or where it was not read yet."""
        raise NotImplementedError

    def key_at(self, number: int) -> Hashable | None:
        """Return the key of the row at a place, read or not; None where none is."""
        raise NotImplementedError

    def find_number(self, key: Hashable) -> int | None:
        """Return where the row with a key stands, or None."""
        raise NotImplementedError

    def held(self) -> tuple[Row, ...]:
        """Return the rows that are there now, in order."""
        raise NotImplementedError

    def look_at(self, first: int, last: int) -> None:
        """Somebody sees these places: what is not there yet is fetched."""

    def choose(self, number: int) -> None:
        """Somebody chose the row at a place: it is fetched, and kept wherever they look."""


class ListedRows(Rows[Row]):
    """Rows that are all there.

    Args:
        key: identifies a row over refreshes.
    """

    def __init__(self, key: Callable[[Row], Hashable], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self._rows: tuple[Row, ...] = ()

    def show(self, rows: Iterable[Row]) -> None:
        """Have other rows. The same keys in the same order are renewed where they are."""
        wanted = tuple(rows)
        if [self._key(row) for row in wanted] == [self._key(row) for row in self._rows]:
            self._rows = wanted
            if wanted:
                self.renewed.emit(0, len(wanted) - 1)
            return
        self.moving.emit()
        self._rows = wanted
        self.moved.emit()

    def reorder(self, rows: Iterable[Row]) -> None:
        """Have the same rows in another order; whoever asks tells those that look."""
        self._rows = tuple(rows)

    def count(self) -> int:
        """Return how many there are."""
        return len(self._rows)

    def row_at(self, number: int) -> Row | None:
        """Return the row at a place, or None."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def key_at(self, number: int) -> Hashable | None:
        """Return the key of the row at a place, or None."""
        row = self.row_at(number)
        return None if row is None else self._key(row)

    def find_number(self, key: Hashable) -> int | None:
        """Return where the row with a key stands, or None."""
        numbers = (number for number, row in enumerate(self._rows) if self._key(row) == key)
        return next(numbers, None)

    def held(self) -> tuple[Row, ...]:
        """Return all of them."""
        return self._rows
