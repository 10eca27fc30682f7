"""Named steps between which a program may die, so that a test can make it die there."""

from __future__ import annotations

from typing import Protocol


class FailPoints(Protocol):
    """Told of every named step of whatever must never be left half done."""

    def reached(self, name: str) -> None:
        """Note that the step was reached; a kill harness ends the process here."""


class NoFailPoints:
    """What the shop runs with: steps pass unnoticed."""

    def reached(self, name: str) -> None:
        """Let the step pass."""
        del name
