"""Row ids, the numbers of sales, and own order numbers.

A row's id is known before it is written, because it is part of what seals the row's secret columns.
"""

from __future__ import annotations

import re
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING, Final

from desktop.domain.clock import to_milliseconds

if TYPE_CHECKING:
    from collections.abc import Collection

    from desktop.domain.clock import Clock
    from desktop.domain.randomness import Randomness

_EPOCH_MILLISECONDS: Final = 1_577_836_800_000  # 2020-01-01: 41 bits last until 2089
_RANDOM_BITS: Final = 22
_RANDOM_BYTES: Final = 3
_RANDOM_MASK: Final = (1 << _RANDOM_BITS) - 1
_BASE_32: Final = (
    "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without I, L, O, U: read aloud and typed by hand
)

_SALE_NUMBER: Final = re.compile(
    r"S(?P<year>\d\d)(?P<month>\d\d)(?P<day>\d\d)-(?P<sequence>\d{4,9})", re.ASCII
)

OWN_NUMBER_LENGTH: Final = 19
"""acg-faka's column is the tightest of all platforms (protocols: section 1)."""
NUMBER_PREFIX_LENGTH: Final = 2


class Identifiers:
    """Makes ids that grow with time and never repeat within a process."""

    def __init__(self, clock: Clock, randomness: Randomness) -> None:
        self._clock = clock
        self._randomness = randomness
        self._last = 0
        self._lock = Lock()

    def next_id(self) -> int:
        """Return a new positive 63-bit id, larger than any this object gave before."""
        return self.next_ids(1)[0]

    def next_ids(self, count: int) -> range:
        """Return so many new ids for rows that are written together, each as ``next_id``.

        The first of a millisecond is drawn by chance; those after it follow it one by one.
        """
        since_epoch = max(0, to_milliseconds(self._clock.now()) - _EPOCH_MILLISECONDS)
        with self._lock:
            first = self._last + 1
            if since_epoch > self._last >> _RANDOM_BITS:
                chance = int.from_bytes(self._randomness.bytes(_RANDOM_BYTES), "big")
                first = (since_epoch << _RANDOM_BITS) | (chance & _RANDOM_MASK)
            self._last = first + count - 1
        return range(first, first + count)

    def next_own_number(self, shop_prefix: str) -> str:
        """Return a purchase's own number: 2 characters of the shop and 17 base 32 (85 bits).

        Nine characters are time and eight are randomness (40 bits), so two shops that drew the
        same prefix collide only within one millisecond and one in a million million.
        """
        since_epoch = max(0, to_milliseconds(self._clock.now()) - _EPOCH_MILLISECONDS)
        time_part = _in_base_32(since_epoch, 9)
        random_part = _in_base_32(self._randomness.below(1 << 40), 8)
        return f"{shop_prefix}{time_part}{random_part}"


def new_number_prefix(randomness: Randomness, taken: Collection[str] = ()) -> str:
    """Draw the two characters that begin a shop's own numbers; never one of those taken."""
    while True:
        prefix = _in_base_32(randomness.below(32**NUMBER_PREFIX_LENGTH), NUMBER_PREFIX_LENGTH)
        if prefix not in taken:
            return prefix


def sale_number_of(business_date: date, sequence: int) -> str:
    """Return the number of a sale: its date and its place in that day.

    >>> sale_number_of(date(2026, 6, 18), 7)
    'S260618-0007'
    """
    digits = business_date.isoformat().replace("-", "")
    return f"S{digits[2:]}-{sequence:04d}"


def read_sale_number(number: str) -> tuple[date, int] | None:
    """Return the date and the place in the day that a sale's number says; None for other text.

    >>> read_sale_number("S260618-0007"), read_sale_number("S269999-0007")
    ((datetime.date(2026, 6, 18), 7), None)
    """
    match = _SALE_NUMBER.fullmatch(number)
    if match is None:
        return None
    try:
        on = date(2000 + int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
    return on, int(match["sequence"])


def claim_code_of(seed: int) -> str:
    """Return the three characters a customer claims goods with, such as ``K27``."""
    letters = "ABCDEFGHJKMNPQRSTVWXYZ"
    letter_index, number = divmod(seed % (len(letters) * 100), 100)
    return f"{letters[letter_index]}{number:02d}"


def _in_base_32(number: int, width: int) -> str:
    digits = []
    for _ in range(width):
        number, digit = divmod(number, 32)
        digits.append(_BASE_32[digit])
    return "".join(reversed(digits))
