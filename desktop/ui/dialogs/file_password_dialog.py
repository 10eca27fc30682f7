"""The password of a sealed file: seen once, copied for a while, and then nowhere any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.ui.formatting import cards_text
from desktop.ui.theme import Tone
from desktop.ui.widgets.labels import SecretLabel
from desktop.ui.widgets.sheet import MEDIUM, Sheet

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QShowEvent

    from desktop.domain.secret import Secret
    from desktop.services.sealed_files import SealedFile
    from desktop.ui.screen import WindowContext


class FilePasswordSheet(Sheet):
    """Shows the password of a file that was just written; closing it forgets it.

    Args:
        context: the window.
        sealed: the file.
        path: where it lies.
        seconds: how long the clipboard keeps the password.

    Signals:
        seen: it stands on the screen, which may be after other sheets or never.
    """

    seen = Signal()

    def __init__(
        self,
        context: WindowContext,
        sealed: SealedFile,
        path: Path,
        seconds: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", width=MEDIUM, icon="lock", parent=parent)
        self.set_title(
            self.tr("{cards}卡密存好了，密码只显示这一次").format(cards=cards_text(sealed.count))
        )
        self._context = context
        self._password: Secret | None = sealed.password
        self._seconds = seconds
        self.add_text(self.tr("文件在 {path}").format(path=path))
        self.password = SecretLabel()
        self.password.setObjectName("filePassword")
        self.password.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.password.show_secret(sealed.password.reveal())
        self.body.addWidget(_framed(self.password))
        self.add_text(self.tr("密码另外发给顾客，别和文件一起发。"), Tone.WARN.value, "bodyStrong")
        self.add_text(
            self.tr(
                "用 Excel 或 WPS 打开，连横线一起输。密码不留底，丢了要重新存一份，算再看一次。"
            ),
            "3",
            "caption",
        )
        self.add_cancel(self.tr("关闭"))
        self._copy_button = self.add_confirm(self.tr("复制密码"))
        self._copy_button.set_icon_name("copy")
        self.set_first_focus(self._copy_button)
        self.accepted.connect(self._copy)
        self.closed.connect(self._forget)
        self._was_seen = False

    def showEvent(self, event: QShowEvent) -> None:
        """Say so the first time."""
        super().showEvent(event)
        if not self._was_seen:
            self._was_seen = True
            self.seen.emit()

    @Slot()
    def _copy(self) -> None:
        if self._password is not None:
            self._context.clipboard.copy(self._password, self._seconds)
            words = self.tr("密码复制了，{n} 秒后从剪贴板清掉").format(n=self._seconds)
            self._context.messages.show_toast(words, icon="copy-check")

    @Slot()
    def _forget(self) -> None:
        self._password = None
        self.password.show_secret("")


def _framed(label: SecretLabel) -> QFrame:
    card = QFrame()
    card.setProperty("card", "raised")
    card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    inner = QVBoxLayout(card)
    inner.setContentsMargins(14, 16, 14, 16)
    inner.addWidget(label)
    return card
