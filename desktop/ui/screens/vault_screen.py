"""The page that asks for the owner's passphrase, where no keyring keeps the key."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.ui.screens.lock.dark_side import DarkSide
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import PRIMARY, make_button
from desktop.ui.widgets.inputs import LineInput
from desktop.ui.widgets.labels import PlainLabel


class VaultScreen(QWidget):
    """Covers the window until the vault is open.

    Signals:
        submitted: the passphrase.
    """

    submitted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("vaultScreen")
        self.side = DarkSide()
        self.side.set_lines((("lock", self.tr("卡密和密钥都锁在保险库里，口令只在这台机器上用")),))
        self._line = QLineEdit()
        self._line.setEchoMode(QLineEdit.EchoMode.Password)
        self._line.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
        self.passphrase = LineInput(self.tr("口令"), name="vaultPassphrase", editor=self._line)
        self.button = make_button(
            PRIMARY, self.tr("打开店铺"), "Enter", name="openVault", size="lg"
        )
        self._build()
        self.passphrase.entered.connect(self._submit)
        self.button.clicked.connect(self._submit)

    def show_wrong(self, sentence: str) -> None:
        """Say why it did not open; what was typed is forgotten."""
        self.button.set_busy("")
        self._line.setReadOnly(False)
        self._line.clear()
        self.passphrase.set_error(sentence)
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The caret belongs into the line."""
        super().focusInEvent(event)
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Nothing below the page may see its keys."""
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Cover what lies below."""
        QPainter(self).fillRect(QRectF(self.rect()), theme().color("bg"))

    def _build(self) -> None:
        look = theme()
        panel = QWidget()
        panel.setFixedWidth(look.px(520))
        column = QVBoxLayout(panel)
        column.setContentsMargins(88, 24, 88, 24)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(PlainLabel(self.tr("输入口令，打开店铺"), "h1"))
        words = self.tr("口令是建店时定的。忘了口令，用 12 个恢复词可以恢复备份")
        column.addWidget(PlainLabel(words, "", "2", wraps=True))
        column.addSpacing(8)
        column.addWidget(self.passphrase)
        column.addWidget(self.button)
        column.addStretch(2)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side, 1)
        row.addWidget(panel)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @Slot()
    def _submit(self) -> None:
        if not self._line.text() or self.button.is_busy():
            return
        self.passphrase.set_error("")
        self.button.set_busy(self.tr("正在打开"))
        self._line.setReadOnly(True)
        self.submitted.emit(self._line.text())
