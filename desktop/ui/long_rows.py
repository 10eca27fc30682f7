"""A list too long to hold: who is in it is known whole, what they say is read where one looks.

The ids of all rows, in the order and under the filter of the moment, are read in the background and
take eight bytes each. So a table is as long as its list at once, and its scroll bar leads anywhere.
The rows themselves are read by id: those on the screen, then the next screen in the direction of
the last step. A bounded number of them stays; what is changed is read anew when it is seen again,
and until then the old words stand there.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, Generic

from PySide6.QtCore import QTimer, Slot

from desktop.ui.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from desktop.ui.loads import Loads

_FIRST_LOOK: Final = 32
"""Rows read before anybody has looked: about what a screen shows."""
_MOST_HELD: Final = 512
_REST_MILLISECONDS: Final = 15
"""What comes next is read when what is in sight has been painted, not beside it."""
_IDS: Final = "rows"
_LOOK: Final = "rows in sight"


@dataclass(frozen=True, slots=True)
class _Found(Generic[Row]):
    """Who is in a list now, and the rows where somebody looks."""

    ids: array[int]
    asked: Sequence[int]
    rows: Sequence[Row]


class LongRows(Rows[Row]):
    """Rows that are read by id, where somebody looks.

    Args:
        loads: reads in the background, in order.
        read: returns the rows of ids, off the window's thread; those that are gone are left out.
        key: the id of a row.
    """

    def __init__(
        self,
        loads: Loads,
        read: Callable[[Sequence[int]], Sequence[Row]],
        key: Callable[[Row], int],
    ) -> None:
        super().__init__(loads)
        self._loads = loads
        self._read = read
        self._key = key
        self._ids: array[int] = array("q")
        self._held: dict[int, Row] = {}
        self._asked: set[int] = set()
        self._turn = 0
        self._seen = range(_FIRST_LOOK)
        self._is_going_up = False
        self._rest = QTimer(self, singleShot=True, interval=_REST_MILLISECONDS)
        self._rest.timeout.connect(self._read_ahead)
        self._chosen: int | None = None

    def load(
        self,
        list_ids: Callable[[], array[int]],
        then: Callable[[], None],
        *,
        from_top: bool = False,
    ) -> None:
        """Read who is in the list, and the rows in sight; show both at once.

        Args:
            list_ids: returns the ids, off the window's thread.
            then: called when they are shown.
            from_top: whether the top will be in sight, and not what is in sight now.
        """
        places = range(len(self._seen) or _FIRST_LOOK) if from_top else self._seen
        top = self.key_at(places.start) if places.start else None
        work = partial(_find, list_ids, self._read, places, top, self._chosen)
        self._loads.run(_IDS, work, partial(self._show, then))

    def ids(self) -> array[int]:
        """Return who is in the list, in order; not to be changed."""
        return self._ids

    def count(self) -> int:
        """Return how many there are, read or not."""
        return len(self._ids)

    def row_at(self, number: int) -> Row | None:
        """Return the row at a place; None where none is, or where it was not read yet."""
        return self._held.get(self._ids[number]) if 0 <= number < len(self._ids) else None

    def key_at(self, number: int) -> Hashable | None:
        """Return the id at a place; None where none is."""
        return self._ids[number] if 0 <= number < len(self._ids) else None

    def find_number(self, key: Hashable) -> int | None:
        """Return where the row with an id stands, or None."""
        number = _place_of(key, self._ids, -1)
        return None if number < 0 else number

    def held(self) -> tuple[Row, ...]:
        """Return the rows that are there now, in order."""
        return tuple(self._held[one] for one in self._ids if one in self._held)

    def look_at(self, first: int, last: int) -> None:
        """Somebody sees these places: read what is not there yet, then what comes next."""
        if first != self._seen.start:
            self._is_going_up = first < self._seen.start
        self._seen = range(max(first, 0), max(min(last + 1, len(self._ids)), 0))
        self._read_on()

    def choose(self, number: int) -> None:
        """Read the row at a place, and keep it wherever somebody looks."""
        self._chosen = self._ids[number] if 0 <= number < len(self._ids) else None
        self._read_on()

    # Reading ------------------------------------------------------------------------------------

    def _show(self, then: Callable[[], None], found: _Found[Row]) -> None:
        is_other = found.ids != self._ids
        if is_other:
            self.moving.emit()
        self._turn += 1
        self._ids = found.ids
        self._asked = set()
        self._keep(found.asked, found.rows)
        if is_other:
            self.moved.emit()
        else:
            self._tell(self._seen)
        then()

    def _read_on(self) -> None:
        """Read what is in sight, or else, in a moment, what comes next."""
        chosen = () if self._chosen is None else (self._chosen,)
        ids = self._unasked((*self._ids_at(self._seen), *chosen))
        if ids:
            self._fetch(self._seen, ids)
        elif not self._rest.isActive():
            self._rest.start()

    @Slot()
    def _read_ahead(self) -> None:
        near, ahead = self._ahead()
        if self._unasked(self._ids_at(near)):
            self._fetch(ahead, self._unasked(self._ids_at(ahead)))

    def _fetch(self, places: range, ids: list[int]) -> None:
        """Read rows unless some are being read: whoever waits then asks when those have come."""
        if not self._loads.is_reading(_LOOK):
            arrive = partial(self._arrive, self._turn, places, ids)
            self._loads.run(_LOOK, partial(self._read, ids), arrive)

    def _arrive(self, turn: int, places: range, ids: Sequence[int], rows: Sequence[Row]) -> None:
        if turn == self._turn:
            self._keep(ids, rows)
            self._tell(places)
        self._read_on()

    def _tell(self, places: range) -> None:
        last = min(places.stop, len(self._ids)) - 1
        if places.start <= last:
            self.renewed.emit(places.start, last)

    def _ahead(self) -> tuple[range, range]:
        """Return the next screen, and the two that are read when something of it is missing."""
        screen, seen, end = len(self._seen), self._seen, len(self._ids)
        if self._is_going_up:
            return (
                range(max(seen.start - screen, 0), seen.start),
                range(max(seen.start - 2 * screen, 0), seen.start),
            )
        return (
            range(seen.stop, min(seen.stop + screen, end)),
            range(seen.stop, min(seen.stop + 2 * screen, end)),
        )

    def _ids_at(self, places: range) -> array[int]:
        return self._ids[places.start : places.stop]

    def _unasked(self, ids: Sequence[int]) -> list[int]:
        return [one for one in ids if one not in self._asked]

    def _keep(self, asked: Sequence[int], rows: Sequence[Row]) -> None:
        """Hold rows, the newest last, and let go of the oldest that nobody looks at."""
        self._asked.update(asked)
        for row in rows:
            key = self._key(row)
            self._held.pop(key, None)
            self._held[key] = row
        spare = len(self._held) - _MOST_HELD
        if spare > 0:
            kept = {*asked, *self._ids_at(self._seen), self._chosen}
            for key in [one for one in self._held if one not in kept][:spare]:
                del self._held[key]
                self._asked.discard(key)


def _find(
    list_ids: Callable[[], array[int]],
    read: Callable[[Sequence[int]], Sequence[Row]],
    places: range,
    top: Hashable | None,
    chosen: int | None,
) -> _Found[Row]:
    """Read a list, and its rows from the one that was at the top of what somebody sees."""
    ids = list_ids()
    first = places.start if top is None else _place_of(top, ids, places.start)
    first = max(0, min(first, len(ids) - len(places)))
    asked = list(ids[first : first + len(places)])
    if chosen is not None and chosen not in asked:
        asked.append(chosen)
    return _Found(ids, asked, read(asked))


def _place_of(key: Hashable, ids: array[int], otherwise: int) -> int:
    try:
        return ids.index(key)  # type: ignore[arg-type]
    except ValueError:
        return otherwise
