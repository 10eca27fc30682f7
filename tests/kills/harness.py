"""Kills a till at every named step of its flows, and looks at what the next start finds.

Run as ``python -m tests.kills.harness FOLDER FLOWS KILLS SEED [FAULTS [BUG]]``, where ``FAULTS`` is
what is wrong with each practice platform, joined by ``+``; one that is not the usual one is named
before it, as in ``rainbow=none``. The warm parent only
forks: it has no thread and never opens the profile. Each child is the start after the one that died
before it: it recovers, checks everything there is, finishes the flow as the window would, lets the
purchases settle and checks again; then it works through the next flow and ends itself at a step
(or, with flows ``day`` or ``rush``, is killed at a random moment). Prints JSON of what came of it.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import random
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import cycle
from pathlib import Path
from typing import Any

import desktop.connectors.http_transport  # noqa: F401 - the parent is warm: no child loads it
from desktop.storage import card_queries
from tests.kills import checks, desk_checks
from tests.kills.bugs import BUGS
from tests.kills.flows import AT_ANY_MOMENT, FLOWS
from tests.kills.gateway_flows import GATEWAY
from tests.kills.gateway_process import gateway
from tests.kills.points import ArmedFailPoints, KillingFailPoints, RecordingFailPoints, each_step
from tests.kills.till import FURTHER_GOODS, Outside, Till, make_till
from tests.practice.practice_process import practice

CRASHED = 99
PATIENCE_SECONDS = 60
CARDS_PER_CHUNK = 20
ORDERLY_EVERY = 5
"""How often a till is also closed as it should be, and looked at once more."""
Work = Callable[[int], None]


class Harness:
    """The parent: it remembers what was said and what was interrupted, and forks."""

    def __init__(self, folder: Path, flows: str, seed: int, states: Sequence[Path]) -> None:
        self.outside = Outside(folder)
        self.flows = FLOWS[flows]
        self.chance = random.Random(seed)
        self.states = states
        self.said: checks.Said = []
        self.names: list[str] = []
        self.kills: Counter[str] = Counter()
        self.ends: dict[str, int] = {}
        self._interrupted: tuple[Sequence[str], str] = ((), "")

    def start(self, cards: int, platforms: Sequence[dict[str, str]]) -> None:
        """Make the till in a child, so that the parent never has a connection or a thread."""

        def make(said: int) -> None:
            make_till(self.outside, platforms, cards)
            os.write(said, _line({"kind": "end", **self.outside.told()}))

        self._learn(self._child(make, None))

    def record(self, flow: str) -> list[tuple[str, int]]:
        """Run a flow to its end and return a kill for each step it passed."""
        name = self._next_name("w")

        def run(said: int) -> None:
            points = RecordingFailPoints()
            till = self._started(points, said)
            self.flows[flow](till, name)
            till.settle()
            till.close()
            os.write(said, _line({"kind": "steps", "names": points.names}))
            os.write(said, _line({"kind": "end", **self.outside.told()}))

        heard = self._child(run, None)
        self._learn(heard)
        self._interrupted = ((), "")
        (steps,) = (one for one in heard if one["kind"] == "steps")
        return each_step(steps["names"])

    def kill_at(self, flow: str, step: str, hit: int) -> None:
        """Start, put right what was interrupted, and let the child die at a step of a flow."""
        name = self._next_name("r")

        def run(said: int) -> None:
            till = self._started(KillingFailPoints(step, hit), said)
            self.flows[flow](till, name)

        self._learn(self._child(run, signal.SIGKILL))
        self.kills[step] += 1
        self._interrupted = ((flow,), name)

    def kill_any_time(self) -> None:
        """Start, put right what was interrupted, and kill the child at a moment of a whole day."""
        name = self._next_name("d")
        order = self.chance.sample(sorted(self.flows), len(self.flows))

        def run(said: int) -> None:
            till = self._started(None, said)
            till.say("begun")
            for flow in order:
                self.flows[flow](till, f"{name}-{flow}")
            time.sleep(PATIENCE_SECONDS)

        self._learn(self._child(run, signal.SIGKILL, after_seconds=self.chance.random() * 0.35))
        self.kills["any time"] += 1
        self._interrupted = (order, name)

    def finish(self) -> None:
        """Start once more, put right what was interrupted, and check everything."""

        def run(said: int) -> None:
            till = self._started(None, said)
            self._check_all(till)
            till.close()

        self._learn(self._child(run, None))

    def _started(self, points: ArmedFailPoints | None, said: int) -> Till:
        """In a child: open the till after a death, put everything right, and arm its next one."""
        flows, name = self._interrupted
        till = Till(self.outside, points, said)
        before = checks.open_purchases(till)
        checks.check_recovery(till, before, till.shop.recovery.run())
        self._check_all(till)
        self.outside.is_again = True
        for flow in flows:
            self.flows[flow](till, name if len(flows) == 1 else f"{name}-{flow}")
        self.outside.is_again = False
        till.settle()
        self._check_said(till)
        checks.check_each_need_once(till, self.names)
        ends = checks.check_needs(till, self.states) if self.states else {}
        till = self._closed_in_order(till, points, said)
        till.remember_outside()
        os.write(said, _line({"kind": "end", "ends": ends, **self.outside.told()}))
        if points is not None:
            points.is_armed = True
        return till

    def _closed_in_order(self, till: Till, points: ArmedFailPoints | None, said: int) -> Till:
        if self.outside.starts % ORDERLY_EVERY:
            return till
        till.close()
        self.outside.pass_a_second()
        again = Till(self.outside, points, said)
        again.spoken = till.spoken
        self._check_all(again)
        return again

    def _check_all(self, till: Till) -> None:
        self._check_said(till)
        checks.check_whole(till)
        desk_checks.check_whole(till)

    def _check_said(self, till: Till) -> None:
        said = [*self.said, *till.spoken]
        checks.check_acknowledged(till, said)
        desk_checks.check_acknowledged(till, said)

    def _child(
        self, work: Work, ends_by: int | None, after_seconds: float | None = None
    ) -> checks.Said:
        """Fork, let the child work, and return what it said; it must end as expected."""
        self.outside.starts += 1
        self.outside.pass_a_second()
        listening, said = os.pipe()
        child = os.fork()
        if child == 0:
            _work_in_child(work, listening, said)
        os.close(said)
        with os.fdopen(listening, "rb") as pipe:
            lines = []
            for line in pipe:
                lines.append(line)
                if after_seconds is not None and b'"begun"' in line:
                    time.sleep(after_seconds)
                    os.kill(child, signal.SIGKILL)
        text = b"".join(lines)
        _, status = os.waitpid(child, 0)
        signalled = os.WTERMSIG(status) if os.WIFSIGNALED(status) else None
        assert signalled == ends_by, f"ended by {signalled}, exit {status}: {text[-3000:]!r}"
        assert ends_by is not None or os.WEXITSTATUS(status) == 0, text.decode()[-4000:]
        heard = [json.loads(line) for line in lines if line.endswith(b"}\n")]
        self.said += [one for one in heard if one["kind"] not in {"end", "steps", "begun"}]
        return heard

    def _learn(self, heard: checks.Said) -> None:
        """Take over what outlives the child, as it stood when it last said so."""
        end = [one for one in heard if one["kind"] == "end"][-1]
        self.outside.learn(end)
        self.ends = end.get("ends", self.ends)

    def _next_name(self, letter: str) -> str:
        self.names.append(f"{letter}{len(self.names)}")
        return self.names[-1]


def _work_in_child(work: Work, listening: int, said: int) -> None:
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
    card_queries.CHUNK_ROWS = CARDS_PER_CHUNK  # type: ignore[misc]
    each = faults.split("+") if faults else []
    states = [folder / f"practice{at}.db" for at in range(len(each))]
    with contextlib.ExitStack() as stack:
        platforms = []
        for at, (state, fault) in enumerate(zip(states, each, strict=True)):
            dialect, _, trouble = fault.rpartition("=")
            arguments = ["--state", str(state), "--faults", trouble, "--seed", str(seed + at)]
            arguments += ["--dialect", dialect] if dialect else []
            arguments += ["--catalogue", str(FURTHER_GOODS)] if len(each) > 1 else []
            platforms.append(stack.enter_context(practice(*arguments)).first_line)
        if FLOWS[flows].keys() <= GATEWAY.keys():
            stack.enter_context(gateway(folder))
        harness = Harness(folder, flows, seed, states)
        harness.start(kills * (16 if flows == "day" else 4) + 40, platforms)
        if flows in AT_ANY_MOMENT:
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


def main(folder: str, flows: str, kills: str, seed: str, faults: str = "", bug: str = "") -> None:
    """Run and print; an empty word is none."""
    if bug:
        put_in, *_ = BUGS[bug]
        put_in()
    print(json.dumps(run(Path(folder), flows, int(kills), int(seed), faults or None)))


if __name__ == "__main__":
    main(*sys.argv[1:])
