"""Kills a till at every named step of its flows, and looks at what the next start finds.

Run as ``python -m tests.kills.harness FOLDER FLOWS KILLS SEED [FAULTS]``. The warm parent only
forks: it has no thread and never opens the profile. Each round a child opens the shop, works
through a flow and ends itself at a step (or, with flows ``day``, is killed at a random moment);
another child is the next start: it recovers, finishes the flow as the window would, lets the
purchases settle and checks everything there is. Prints JSON of what came of it.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import random
import select
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Any

from tests.kills import checks
from tests.kills.flows import FLOWS
from tests.kills.points import KillingFailPoints, RecordingFailPoints, each_step
from tests.kills.till import Outside, Till, make_till
from tests.practice.practice_process import practice

CRASHED = 99
PATIENCE_SECONDS = 60


class Harness:
    """The parent: it remembers what was said, and forks."""

    def __init__(self, folder: Path, flows: str, seed: int, state: Path | None) -> None:
        self.outside = Outside(folder)
        self.flows = FLOWS[flows]
        self.chance = random.Random(seed)
        self.state = state
        self.said: checks.Said = []
        self.names: list[str] = []
        self.kills: Counter[str] = Counter()
        self.ends: dict[str, int] = {}

    def start(self, cards: int, platform: dict[str, str] | None) -> None:
        """Make the till in a child, so that the parent never has a connection or a thread."""

        def make(said: int) -> None:
            make_till(self.outside, platform, cards)
            os.write(said, _line({"kind": "end", **self.outside.told()}))

        self._learn(self._child(make, None))

    def record(self, flow: str) -> list[tuple[str, int]]:
        """Run a flow to its end and return a kill for each step it passed."""
        name = self._next_name("w")

        def run(said: int) -> None:
            points = RecordingFailPoints()
            till = Till(self.outside, points, said)
            self.flows[flow](till, name)
            till.close()
            os.write(said, _line({"kind": "steps", "names": points.names}))
            os.write(said, _line({"kind": "end", **self.outside.told()}))

        heard = self._child(run, None)
        self._learn(heard)
        (steps,) = (one for one in heard if one["kind"] == "steps")
        self._next_start([flow], name)
        return each_step(steps["names"])

    def kill_at(self, flow: str, step: str, hit: int) -> None:
        """Let a child die at a step, then start anew and check."""
        name = self._next_name("r")

        def run(said: int) -> None:
            till = Till(self.outside, KillingFailPoints(step, hit), said)
            self.flows[flow](till, name)

        self._child(run, signal.SIGKILL)
        self.kills[step] += 1
        self._next_start([flow], name)

    def kill_any_time(self) -> None:
        """Kill a child at a random moment of a day of all flows."""
        name = self._next_name("d")
        order = self.chance.sample(sorted(self.flows), len(self.flows))

        def run(said: int) -> None:
            till = Till(self.outside, None, said)
            till.say("begun")
            for flow in order:
                self.flows[flow](till, f"{name}-{flow}")
            time.sleep(PATIENCE_SECONDS)

        self._child(run, signal.SIGKILL, after_seconds=self.chance.random() * 0.35)
        self.kills["any time"] += 1
        self._next_start(order, name)

    def finish(self) -> None:
        """Open once more and check everything."""
        self._next_start([], "")

    def _next_start(self, flows: list[str], name: str) -> None:
        self.outside.is_again = True

        def run(said: int) -> None:
            till = Till(self.outside)
            before = checks.open_purchases(till)
            checks.check_recovery(till, before, till.shop.recovery.run())
            checks.check_acknowledged(till, self.said)
            checks.check_whole(till)
            till._said = said
            for flow in flows:
                self.flows[flow](till, name if len(flows) == 1 else f"{name}-{flow}")
            till.settle()
            checks.check_acknowledged(till, self.said)
            checks.check_each_need_once(till, self.names)
            if not flows or self.outside.starts % 5 == 0:
                checks.check_whole(till)
            ends = checks.check_needs(till, self.state) if self.state else {}
            till.close()
            os.write(said, _line({"kind": "end", "ends": ends, **self.outside.told()}))

        self._learn(self._child(run, None))
        self.outside.is_again = False

    def _child(
        self, work: Callable[[int], None], ends_by: int | None, after_seconds: float | None = None
    ) -> checks.Said:
        """Fork, let the child work, and return what it said; it must end as expected."""
        self.outside.starts += 1
        listening, said = os.pipe()
        child = os.fork()
        if child == 0:
            _work_in_child(work, listening, said)
        os.close(said)
        with os.fdopen(listening, "rb", closefd=True) as pipe:
            if after_seconds is not None:
                assert select.select([listening], [], [], PATIENCE_SECONDS)[0], "never began"
                time.sleep(after_seconds)
                os.kill(child, signal.SIGKILL)
            text = pipe.read()
        _, status = os.waitpid(child, 0)
        signalled = os.WTERMSIG(status) if os.WIFSIGNALED(status) else None
        assert signalled == ends_by, f"ended by {signalled}, exit {status}: {text[-600:]!r}"
        assert ends_by is not None or os.WEXITSTATUS(status) == 0, text.decode()[-4000:]
        heard = [json.loads(line) for line in text.splitlines() if line.endswith(b"}")]
        self.said += [one for one in heard if one["kind"] not in {"end", "steps", "begun"}]
        return heard

    def _learn(self, heard: checks.Said) -> None:
        (end,) = (one for one in heard if one["kind"] == "end")
        self.outside.learn(end)
        self.ends = end.get("ends", self.ends)

    def _next_name(self, letter: str) -> str:
        self.names.append(f"{letter}{len(self.names)}")
        return self.names[-1]


def _work_in_child(work: Callable[[int], None], listening: int, said: int) -> None:
    os.close(listening)
    code = CRASHED
    try:
        work(said)
        code = 0
    except BaseException:
        text = traceback.format_exc()
        os.write(said, _line({"kind": "crash", "text": text[-3000:]}))
        sys.stderr.write(text)
    finally:
        sys.stderr.flush()
        os._exit(code)


def _line(content: dict[str, Any]) -> bytes:
    return json.dumps(content).encode() + b"\n"


def run(folder: Path, flows: str, kills: int, seed: int, faults: str | None) -> dict[str, Any]:
    """Kill so many times; raises at the first thing that is not as it must be."""
    gc.disable()  # a short child never needs it, and its sweeps would copy the parent's pages
    state = folder / "practice.db" if faults else None
    with contextlib.ExitStack() as stack:
        platform = None
        if faults:
            arguments = ("--state", str(state), "--faults", faults, "--seed", str(seed))
            platform = stack.enter_context(practice(*arguments)).first_line
        harness = Harness(folder, flows, seed, state)
        harness.start(kills * (14 if flows == "day" else 4) + 40, platform)
        if flows == "day":
            for _ in range(kills):
                harness.kill_any_time()
        else:
            plan = [(flow, *step) for flow in harness.flows for step in harness.record(flow)]
            for _, (flow, step, hit) in zip(range(kills), cycle(plan), strict=False):
                harness.kill_at(flow, step, hit)
            assert kills >= len(plan), f"{len(plan)} steps, only {kills} kills"
        harness.finish()
    said = Counter(one["kind"] for one in harness.said)
    return {"kills": dict(harness.kills), "said": dict(said), "ends": harness.ends}


def main(folder: str, flows: str, kills: str, seed: str, faults: str | None = None) -> None:
    """Run and print."""
    print(json.dumps(run(Path(folder), flows, int(kills), int(seed), faults)))


if __name__ == "__main__":
    main(*sys.argv[1:])
