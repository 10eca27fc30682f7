"""Putting a secret on the clipboard: kept out of histories, cleared if it is still ours."""

from __future__ import annotations

import sys

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QImage

from desktop.domain.secret import Secret

_KDE_HINT = "x-kde-passwordManagerHint"
_WINDOWS_HINT = 'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"'
_MAC_HINT = "application/x-nspasteboard-concealed-type"
_SECOND = 1000


class SecretClipboard(QObject):
    """Copies a secret and clears it after a while, but only if nobody copied something else."""

    ticked = Signal(int)
    """Seconds until it is cleared; 0 when it is no longer ours."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._copied: Secret | None = None
        self._seconds_left = 0
        self._timer = QTimer(self, interval=_SECOND)
        self._timer.timeout.connect(self._tick)

    @property
    def seconds_left(self) -> int:
        """Seconds until the clipboard is cleared."""
        return self._seconds_left

    def copy(self, secret: Secret, seconds: int) -> None:
        """Copy a secret for so many seconds."""
        content = QMimeData()
        content.setText(secret.reveal())
        content.setData(_KDE_HINT, b"secret")
        if sys.platform == "win32":
            content.setData(_WINDOWS_HINT, b"\x00\x00\x00\x00")
        elif sys.platform == "darwin":
            content.setData(_MAC_HINT, b"")
        QGuiApplication.clipboard().setMimeData(content)
        self._copied = secret
        self._seconds_left = seconds
        self._timer.start()
        self.ticked.emit(seconds)

    def copy_plain(self, text: str) -> None:
        """Copy something that is no secret; it stays."""
        self._forget()
        QGuiApplication.clipboard().setText(text)

    def copy_picture(self, picture: QImage) -> None:
        """Copy a picture that is no secret; it stays."""
        self._forget()
        QGuiApplication.clipboard().setImage(picture)

    def clear_if_ours(self) -> None:
        """Clear the clipboard if it still holds what was copied."""
        clipboard = QGuiApplication.clipboard()
        import hmac

        if self._copied is not None and hmac.compare_digest(
            clipboard.text().encode(), self._copied.reveal().encode()
        ):
            clipboard.clear()
        self._forget()

    @Slot()
    def _tick(self) -> None:
        self._seconds_left -= 1
        if self._seconds_left <= 0:
            self.clear_if_ours()
        else:
            self.ticked.emit(self._seconds_left)

    def _forget(self) -> None:
        self._timer.stop()
        self._copied = None
        self._seconds_left = 0
        self.ticked.emit(0)
