"""The real program with somebody watching: the first paint, the first results, a day of sales.

Run as ``watched_window.py <work> <answer file> <arguments of the program>``. Works: ``start`` types
one character as soon as the search line has the caret; ``typing:20`` goes on typing and times every
keystroke beside the repaint of fifty bare rows; ``day:500`` sells to so many customers.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

sys.path.insert(0, str(Path(__file__).parents[3]))

from desktop.cli import main, window_commands
from desktop.cli.invocation import Invocation
from desktop.collecting import nothing_collected

if TYPE_CHECKING:
    from desktop.ui.application import Opening

HEAVY = ("sqlalchemy", "alembic", "requests", "keyring", "cryptography", "pypinyin")
WORK, ANSWER = sys.argv[1], Path(sys.argv[2])
open_window = window_commands.COMMANDS["window"]


class FirstPaint(QObject):
    """Waits for the paint of the frame, and only then loads what watches on."""

    def __init__(self, opening: Opening) -> None:
        super().__init__(opening)
        self._opening = opening
        opening.window.painted.connect(self._tell)

    @Slot()
    def _tell(self) -> None:
        painted = time.monotonic()
        loaded = [name for name in HEAVY if name in sys.modules]
        from tests.bench.processes.watching import Watch

        Watch(self._opening, WORK, ANSWER, painted, loaded).begin()


def open_watched_window(invocation: Invocation) -> object:
    """Open the window as the command does, with a watch on its first paint."""
    with nothing_collected():
        from desktop.ui.application import Opening

        begin = Opening.begin

        def begin_watched(opening: Opening) -> None:
            FirstPaint(opening)
            begin(opening)

        Opening.begin = begin_watched  # type: ignore[method-assign,assignment]
        return open_window(invocation)


window_commands.COMMANDS["window"] = open_watched_window  # type: ignore[assignment]
sys.exit(main(sys.argv[3:]))
