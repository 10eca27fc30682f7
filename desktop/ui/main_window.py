"""The window: rail, banner, pages, status bar. It knows no service; it shows what it is given."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QMainWindow, QStackedWidget, QWidget

from desktop.ui.messages import Messages
from desktop.ui.navigation import ScreenEntry
from desktop.ui.shortcuts import ActionRegistry
from desktop.ui.widgets.banner import Banner
from desktop.ui.widgets.sheet import SheetHost
from desktop.ui.widgets.shell import NavItem, NavRail, StatusBar
from desktop.ui.widgets.toast import ToastHost

SMALLEST: Final = (1180, 680)
USUAL: Final = (1366, 768)
RAIL_PX: Final = 76
STATUS_BAR_PX: Final = 40


class MainWindow(QMainWindow):
    """The frame around every page.

    Signals:
        close_wanted: somebody closes the window; accept with ``close_now``.
        closed: it is closed.
        painted: the frame is on the screen for the first time.
    """

    close_wanted = Signal()
    closed = Signal()
    resized = Signal()
    painted = Signal()

    def __init__(self, registry: ActionRegistry) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowTitle(self.tr("卡台"))
        self.setMinimumSize(*SMALLEST)
        self.resize(*USUAL)
        self._may_close = False
        self._guards_close = False
        self._was_painted = False
        self.page_frame = QWidget()
        self.page_frame.setObjectName("page")
        self.rail = NavRail((), self.tr("锁屏"))
        self.banner = Banner()
        self.pages = QStackedWidget()
        self.pages.setObjectName("pages")
        self.status_bar = StatusBar()
        self._build_frame()
        self.toasts = ToastHost(self.page_frame, STATUS_BAR_PX, RAIL_PX)
        self.sheets = SheetHost(self.page_frame, registry)
        self.messages = Messages(self.sheets, self.toasts, self.banner)

    def show_rail(self, entries: tuple[ScreenEntry, ...]) -> None:
        """Show the pages of the person who signed in."""
        self.rail.set_items(
            NavItem(entry.page, QCoreApplication.translate("navigation", entry.title), entry.icon)
            for entry in entries
        )

    def guard_close(self) -> None:
        """From now on closing asks first, through ``close_wanted``."""
        self._guards_close = True

    def close_now(self) -> None:
        """Close without asking."""
        self._may_close = True
        self.close()

    @Slot()
    def come_forward(self) -> None:
        """Be in front again, whatever was done with the window."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before an open cart or payment is left behind."""
        if self._guards_close and not self._may_close:
            event.ignore()
            self.close_wanted.emit()
            return
        super().closeEvent(event)
        self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell what covers the window that it has another size."""
        super().resizeEvent(event)
        self.resized.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once the first paint is over."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def _build_frame(self) -> None:
        self.page_frame.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        grid = QGridLayout(self.page_frame)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self.rail, 0, 0, 3, 1)
        grid.addWidget(self.banner, 0, 1)
        grid.addWidget(self.pages, 1, 1)
        grid.addWidget(self.status_bar, 2, 1)
        grid.setRowStretch(1, 1)
        grid.setColumnStretch(1, 1)
        self.setCentralWidget(self.page_frame)
