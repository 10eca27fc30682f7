"""Telling a scanner from a person by the time between characters.

A keyboard-wedge scanner is a burst of characters ended by Enter or Tab. Characters reach the
focused field at once; only when the end key arrives is the burst known to have been one.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_QUICKEST_TYPING_SECONDS: Final = 0.12
"""No scanner pauses as long as that between two characters; people mostly do."""
_LEAST_CODE: Final = 3
_ROOM: Final = 1.5
_STEP_SECONDS: Final = 0.005


@dataclass(frozen=True, slots=True)
class ScannerThresholds:
    """What counts as a burst; both are settings.

    Attributes:
        minimum_length: fewer characters are typing.
        maximum_gap_seconds: a longer pause begins anew.
    """

    minimum_length: int = 6
    maximum_gap_seconds: float = 0.035


@dataclass(frozen=True, slots=True)
class MeasuredScan:
    """How a scanner types, taken from one scan on trial.

    Attributes:
        length: characters before the end key.
        slowest_seconds: the longest pause between two keys, the end key included.
    """

    length: int
    slowest_seconds: float

    def is_burst_by(self, thresholds: ScannerThresholds) -> bool:
        """Whether the till tells it from typing."""
        is_quick = self.slowest_seconds < thresholds.maximum_gap_seconds
        return is_quick and self.length >= thresholds.minimum_length

    def find_fitting(self, thresholds: ScannerThresholds) -> ScannerThresholds | None:
        """Return thresholds by which it is a burst, with room; None where a person typed it.

        >>> MeasuredScan(13, 0.048).find_fitting(ScannerThresholds())
        ScannerThresholds(minimum_length=6, maximum_gap_seconds=0.075)
        """
        if self.slowest_seconds > _QUICKEST_TYPING_SECONDS or self.length < _LEAST_CODE:
            return None
        with_room = ceil(self.slowest_seconds * _ROOM / _STEP_SECONDS) * _STEP_SECONDS
        return ScannerThresholds(
            min(thresholds.minimum_length, self.length),
            max(thresholds.maximum_gap_seconds, round(with_room, 3)),
        )


@dataclass(frozen=True, slots=True)
class Burst:
    """A recognised burst and the field's text before it.

    Attributes:
        text: what was scanned.
        place: which field had the focus (its identity), so that it can be restored.
        text_before: that field's text before the first character.
    """

    text: str
    place: object
    text_before: str


class BurstDetector:
    """Collects characters until the end key; one per window.

    Args:
        monotonic_seconds: a clock that only grows.
        thresholds: what counts as a burst.
    """

    def __init__(
        self,
        monotonic_seconds: Callable[[], float],
        thresholds: ScannerThresholds | None = None,
    ) -> None:
        self._now = monotonic_seconds
        self.thresholds = thresholds or ScannerThresholds()
        self._characters: list[str] = []
        self._place: object = None
        self._text_before = ""
        self._last_at = 0.0

    def add(self, character: str, place: object, text_before: str) -> None:
        """Note one typed character; another place or a pause begins anew."""
        at = self._now()
        is_late = at - self._last_at >= self.thresholds.maximum_gap_seconds
        if is_late or place is not self._place or not self._characters:
            self._characters = []
            self._place, self._text_before = place, text_before
        self._characters.append(character)
        self._last_at = at

    def finish(self, place: object) -> Burst | None:
        """Return the burst that the end key completes, or None when it was typing."""
        at, characters = self._now(), self._characters
        self._characters = []
        is_late = at - self._last_at >= self.thresholds.maximum_gap_seconds
        if is_late or place is not self._place or len(characters) < self.thresholds.minimum_length:
            return None
        return Burst("".join(characters), place, self._text_before)

    def reset(self) -> None:
        """Forget: another key came in between, or the page changed."""
        self._characters = []
