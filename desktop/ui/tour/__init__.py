"""A working day through the real windows, driven by posted key events.

It calls no service to make something happen and asserts from widgets and files; it runs frozen
too, as the packaged program's own proof.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.translating import Language

__all__ = ["run_tour"]


def run_tour(out: Path, language: Language | None = None) -> int:
    """Go through the day, a line and pictures per step; 0 only if every step held."""
    from desktop.ui.tour.guide import guide_through

    return guide_through(out, language)
