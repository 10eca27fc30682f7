"""The floor of a keystroke: for each line that comes, a bare table repaints; prints the seconds."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from PySide6.QtWidgets import QApplication

from tests.bench.floors.repaint import BareTable

application = QApplication(sys.argv[:1])
table = BareTable()
table.seconds_of_repaint()
for _asked in sys.stdin:
    print(table.seconds_of_repaint(), flush=True)
