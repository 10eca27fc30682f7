"""Comparing work with its floor: both in one run, turn by turn, in rounds; only ratios are judged."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

Work = Callable[[], object]
ROUNDS = 3


class CannotMeasureError(Exception):
    """Says what this machine lacks for a figure."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the table.

    Attributes:
        figure: its number, such as ``G4``.
        claim: what was measured, against what.
        measured: the ratio or amount; the smaller the better.
        unit: ``×`` for a ratio, else what is counted.
        note: the figures behind a ratio.
        is_fact: it holds or does not, on every machine and at every size; no timing.
    """

    figure: str
    claim: str
    measured: float
    goal: float
    unit: str = "×"
    note: str = ""
    is_fact: bool = False

    @property
    def is_reached(self) -> bool:
        return self.measured <= self.goal


@dataclass(frozen=True, slots=True)
class Comparison:
    """Seconds of every turn of the subject and of its floor, round by round."""

    subject: tuple[tuple[float, ...], ...]
    floor: tuple[tuple[float, ...], ...]

    def ratio(self, percentile: float = 50, floor_percentile: float | None = None) -> float:
        """Return the median over the rounds of subject ÷ floor."""
        below = percentile if floor_percentile is None else floor_percentile
        return median(
            at_percentile(mine, percentile) / at_percentile(raw, below)
            for mine, raw in zip(self.subject, self.floor, strict=True)
        )

    def note(self, percentile: float = 50, floor_percentile: float | None = None) -> str:
        """Say the median over the rounds of both in words."""
        below = percentile if floor_percentile is None else floor_percentile
        mine = median(at_percentile(turns, percentile) for turns in self.subject)
        raw = median(at_percentile(turns, below) for turns in self.floor)
        return f"{readable(mine)} / {readable(raw)}"


_LONGEST_UNREST = 120.0
_CALM_PROBES = 5


def nothing() -> None:
    """Do nothing."""


def compare(
    subject: Work, floor: Work, *, turns: int, rounds: int = ROUNDS, between: Work = nothing
) -> Comparison:
    """Time both in turn, so that noise of the machine meets both alike.

    ``between`` runs after each pair and is not timed.
    """
    for _ in range(max(3, turns // 20)):
        _turn(subject, floor, between)
    mine: list[tuple[float, ...]] = []
    raw: list[tuple[float, ...]] = []
    for _ in range(rounds):
        with garbage_kept():
            pairs = [_turn(subject, floor, between) for _ in range(turns)]
        mine.append(tuple(pair[0] for pair in pairs))
        raw.append(tuple(pair[1] for pair in pairs))
    return Comparison(tuple(mine), tuple(raw))


@contextmanager
def garbage_kept() -> Iterator[None]:
    """Collect garbage before, not in between: the window does it in idle moments too."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _turn(subject: Work, floor: Work, between: Work) -> tuple[float, float]:
    pair = (seconds_of(subject), seconds_of(floor))
    between()
    return pair


def seconds_of(work: Work) -> float:
    """Return how long it takes once."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def at_percentile(turns: Sequence[float], percentile: float) -> float:
    """Return the value that so many per cent of the turns stay at or under."""
    ordered = sorted(turns)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percentile / 100))]


def readable(seconds: float) -> str:
    """Say a duration in the unit that suits it."""
    if seconds < 1e-3:
        return f"{seconds * 1e6:.0f} µs"
    return f"{seconds * 1e3:.2f} ms" if seconds < 1 else f"{seconds:.2f} s"


@contextmanager
def flush_of(folder: Path, size: int = 24 * 1024) -> Iterator[Work]:
    """Give the work of overwriting and flushing a file in place: the least a disk can take."""
    file = os.open(folder / "flush", os.O_RDWR | os.O_CREAT, 0o600)
    block = os.urandom(size)
    os.write(file, block)
    flush = os.fdatasync if sys.platform == "linux" else os.fsync

    def work() -> None:
        os.lseek(file, 0, os.SEEK_SET)
        os.write(file, block)
        flush(file)

    try:
        yield work
    finally:
        os.close(file)


def wait_for_calm_disk(flush: Work, usual: float) -> None:
    """Wait until a flush takes about as long as it did before much was written.

    A disk goes on for seconds with what it was given at once, and many (every rented one) are slow
    for a while after it; neither is what years of sales cost.

    Args:
        flush: the least a disk can do.
        usual: seconds that it took, in the median.
    """
    give_up = time.monotonic() + _LONGEST_UNREST
    calm = 0
    while calm < _CALM_PROBES and time.monotonic() < give_up:
        calm = calm + 1 if usual_of(flush) < 1.5 * usual else 0
        time.sleep(1)


def usual_of(work: Work, times: int = 50) -> float:
    """Return how many seconds a piece of work takes, in the median."""
    return median(seconds_of(work) for _ in range(times))
