"""The real program with somebody watching: the first paint, the first results, a day of sales.

Run as ``watched_window.py <work> <answer file> <arguments of the program>``. Works: ``start`` types
one character as soon as the search line has the caret; ``typing:20`` goes on typing and times every
keystroke beside the repaint of fifty bare rows; ``day:500`` sells to so many customers.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer

sys.path.insert(0, str(Path(__file__).parents[3]))

from desktop.ui.application import Opening

HEAVY = ("sqlalchemy", "alembic", "requests", "keyring", "cryptography", "pypinyin")
WORK, ANSWER = sys.argv[1], Path(sys.argv[2])
_begin = Opening.begin


class FirstPaint(QObject):
    """Waits for the paint of the frame, and only then loads what watches on."""

    def __init__(self, opening: Opening) -> None:
        super().__init__(opening)
        self._opening = opening
        self._is_told = False
        opening.window.page_frame.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Tell when the first paint is over."""
        if event.type() == QEvent.Type.Paint and not self._is_told:
            self._is_told = True
            QTimer.singleShot(0, self._tell)
        return False

    def _tell(self) -> None:
        painted = time.monotonic()
        loaded = [name for name in HEAVY if name in sys.modules]
        self._opening.window.page_frame.removeEventFilter(self)
        from tests.bench.processes.watching import Watch

        Watch(self._opening, WORK, ANSWER, painted, loaded).begin()


def begin(self: Opening) -> None:
    """Show the window as always, with a watch on its first paint."""
    FirstPaint(self)
    _begin(self)


Opening.begin = begin  # type: ignore[method-assign]
from desktop.cli import main  # noqa: E402 - the watch comes first

sys.exit(main(sys.argv[3:]))
