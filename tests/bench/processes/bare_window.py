"""The floor of a start: the smallest Qt program; prints the monotonic second of its first paint."""

from __future__ import annotations

import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel


class PaintedLabel(QLabel):
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QTimer.singleShot(0, self._tell)

    def _tell(self) -> None:
        print(time.monotonic(), flush=True)
        QApplication.quit()


application = QApplication(sys.argv[:1])
label = PaintedLabel("卡台")
label.resize(1366, 768)
label.show()
application.exec()
