"""Fail points that count where a flow passes, or end the process there."""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass, field


@dataclass
class RecordingFailPoints:
    """Remembers every step that is passed while it is armed, in order."""

    names: list[str] = field(default_factory=list)
    is_armed: bool = False

    def reached(self, name: str) -> None:
        if self.is_armed:
            self.names.append(name)


@dataclass
class KillingFailPoints:
    """Ends this very process at the n-th time a step is reached; nothing of it runs afterwards.

    What is passed before it is armed is the start, which puts an earlier death right.
    """

    name: str
    hit: int
    passed: int = 0
    is_armed: bool = False

    def reached(self, name: str) -> None:
        if name != self.name or not self.is_armed:
            return
        self.passed += 1
        if self.passed == self.hit:
            os.kill(os.getpid(), signal.SIGKILL)


ArmedFailPoints = RecordingFailPoints | KillingFailPoints


def each_step(names: list[str]) -> list[tuple[str, int]]:
    """Return every step with the count of its occurrence: the plan of one kill each."""
    plan: list[tuple[str, int]] = []
    for position, name in enumerate(names):
        plan.append((name, names[: position + 1].count(name)))
    return plan
