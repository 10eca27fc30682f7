"""Telling people who look elsewhere: a flash in the task bar, a note from the system tray.

Nothing in a note may be a secret, an account or an amount: a locked screen shows it too. Where the
system has no tray there is no note; the window says everything by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from desktop.ui.icons import logo

if TYPE_CHECKING:
    from collections.abc import Callable

_SHOWN_MILLISECONDS: Final = 8_000


def find_tray(parent: QObject) -> QSystemTrayIcon | None:
    """Return a place in the system tray, or None where there is none or it takes no notes."""
    if not (QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()):
        return None
    return QSystemTrayIcon(QIcon(logo()), parent)


class Tray(QObject):
    """Speaks only while another window is in front.

    Args:
        window: flashes in the task bar.
        find: finds the tray when there is something to say first.

    Signals:
        clicked: a note or the icon was clicked: the window should come forward.
    """

    clicked = Signal()

    def __init__(
        self,
        window: QWidget,
        find: Callable[[QObject], QSystemTrayIcon | None] = find_tray,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._find = find
        self._icon: QSystemTrayIcon | None = None

    def tell(self, title: str, text: str) -> None:
        """Flash and show a note, unless somebody is looking at the window."""
        if self._window.isActiveWindow():
            return
        QApplication.alert(self._window)
        icon = self._icon_now()
        if icon is not None:
            kind = QSystemTrayIcon.MessageIcon.Information
            icon.showMessage(title, text, kind, _SHOWN_MILLISECONDS)

    def close(self) -> None:
        """Leave the tray."""
        if self._icon is not None:
            self._icon.hide()
            self._icon.deleteLater()
            self._icon = None

    def _icon_now(self) -> QSystemTrayIcon | None:
        """Return the icon; a desktop that gets its tray later is asked again."""
        if self._icon is None:
            self._icon = self._find(self)
            if self._icon is not None:
                self._icon.messageClicked.connect(self.clicked)
                self._icon.activated.connect(self.clicked)
                self._icon.setToolTip(self._window.windowTitle())
                self._icon.show()
        return self._icon
