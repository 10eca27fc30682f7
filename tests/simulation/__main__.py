"""Live histories until so many calls were made: ``python -m tests.simulation --calls 1000000``.

Prints a line for each stretch of seeds, so that a violation can be lived again, and the sums. The
worlds advance evenly: stopped early, each has about as many calls as the others.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, field

from tests.simulation.kinds_world import WORLDS, Lived, World, live, stretches


@dataclass
class Course:
    """How far a world has come."""

    world: World
    ahead: Iterator[range]
    lived: Lived = field(default_factory=Lived)
    seconds: float = 0.0
    broken: int = 0

    def take_in(self, seeds: range, job: Future[tuple[Lived, float]]) -> str:
        """Count a stretch that was lived; return the line that tells of it."""
        error = job.exception()
        if error is not None:
            self.broken += 1
            return f"BROKEN in {self.world.name}, seeds {seeds.start}-{seeds.stop - 1}: {error!r}"
        lived, seconds = job.result()
        self.lived += lived
        self.seconds += seconds
        return f"{self} (to seed {seeds.stop - 1})"

    def __str__(self) -> str:
        pace = self.lived.calls / max(self.seconds, 1e-9)
        return f"{self.world.name}: {self.lived}, {self.broken} broken, {pace:.0f} calls/s"


def main() -> int:
    wanted = _wanted()
    courses = [
        Course(one, stretches(wanted.first_seed))
        for one in WORLDS
        if not wanted.kinds or one.name in wanted.kinds
    ]
    began = time.monotonic()
    with ProcessPoolExecutor(wanted.processes) as pool:
        live_evenly(pool, courses, wanted.calls, wanted.processes)
    for course in courses:
        _say(f"DONE {course}")
    _say(f"{time.monotonic() - began:.0f} s in all")
    return sum(course.broken for course in courses)


def live_evenly(
    pool: ProcessPoolExecutor, courses: list[Course], calls: int, processes: int
) -> None:
    """Live stretches, always of the worlds that have come least far."""
    running: dict[Future[tuple[Lived, float]], tuple[Course, range]] = {}
    while True:
        busy = [course.world for course, _ in running.values()]
        behind = [one for one in courses if one.lived.calls < calls and one.world not in busy]
        behind.sort(key=lambda course: course.lived.calls)
        for course in behind[: processes - len(running)]:
            seeds = next(course.ahead)
            running[pool.submit(live_timed, course.world, seeds)] = (course, seeds)
        if not running:
            return
        for job in wait(running, return_when=FIRST_COMPLETED).done:
            course, seeds = running.pop(job)
            _say(f"{time.strftime('%H:%M:%S')} {course.take_in(seeds, job)}")


def live_timed(world: World, seeds: range) -> tuple[Lived, float]:
    """Live a stretch; return what happened and how long it took."""
    began = time.monotonic()
    return live(world, seeds), time.monotonic() - began


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _wanted() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--calls", type=int, default=1_000_000, help="calls in each world")
    parser.add_argument("--kinds", nargs="*", default=[], help="only the worlds of these names")
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--processes", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
