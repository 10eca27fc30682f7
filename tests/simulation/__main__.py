"""Live histories until so many calls were made: ``python -m tests.simulation --calls 1000000``.

Prints a line for each stretch of seeds, so that a violation can be lived again, and the sums.
"""

from __future__ import annotations

import argparse
import sys
import time
from concurrent.futures import ProcessPoolExecutor

from tests.simulation.kinds_world import WORLDS, Lived, World, live, stretches
from tests.simulation.purchase_world import BrokenPromiseError


def main() -> int:
    wanted = _wanted()
    worlds = [one for one in WORLDS if wanted.kind in one.name]
    with ProcessPoolExecutor(wanted.processes) as pool:
        jobs = [pool.submit(live_calls, one, wanted.calls, wanted.first_seed) for one in worlds]
        return sum(job.result() for job in jobs)


def live_calls(world: World, calls: int, first_seed: int) -> int:
    """Live stretches in a world until so many calls were made; return how many promises broke."""
    lived, broken, began = Lived(), 0, time.monotonic()
    for seeds in stretches(first_seed):
        if lived.calls >= calls:
            return broken
        try:
            lived += live(world, seeds)
        except BrokenPromiseError as error:
            broken += 1
            _say(f"BROKEN in seeds {seeds.start}-{seeds.stop - 1}: {error}")
        per_second = lived.calls / (time.monotonic() - began)
        last = seeds.stop - 1
        _say(f"{world.name}: seeds {first_seed}-{last}: {lived}, {per_second:.0f} calls/s")
    return broken


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _wanted() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--calls", type=int, default=1_000_000, help="calls in each world")
    parser.add_argument("--kind", default="", help="only worlds whose name contains this")
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--processes", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
