"""One window per profile: a second start brings the first forward."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_ANSWER_MILLISECONDS = 1_000


def _name_of(profile: Path) -> str:
    return f"katai-{hashlib.sha256(str(profile.resolve()).encode()).hexdigest()[:16]}"


class SingleWindow(QObject):
    """Listens for a second start."""

    called = Signal()

    def __init__(self, profile: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        name = _name_of(profile)
        if not self._server.listen(name):
            QLocalServer.removeServer(name)
            self._server.listen(name)

    @Slot()
    def _answer(self) -> None:
        connection = self._server.nextPendingConnection()
        connection.write(b"here")
        connection.flush()
        connection.disconnectFromServer()
        self.called.emit()


def call_first_window(profile: Path) -> bool:
    """Ask the window that has the profile to come forward; tell whether it answered."""
    socket = QLocalSocket()
    socket.connectToServer(_name_of(profile))
    return socket.waitForConnected(_ANSWER_MILLISECONDS) and socket.waitForReadyRead(
        _ANSWER_MILLISECONDS
    )
