"""The page for the customer: full window, always white, amount, goods, code; Esc goes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.screens.sale.customer_sheet import (
    CustomerSheet,
    CustomerView,
    text_width_of,
)
from desktop.ui.shortcuts import Action
from desktop.ui.theme import theme
from desktop.ui.widgets.painting import RIGHT

if TYPE_CHECKING:
    from desktop.ui.screen import WindowContext


class CustomerPage(CustomerSheet):
    """Covers the whole window; takes the keys until it is closed.

    Signals:
        shown: the view, for a second screen that shows the same.
        closed: the till is in front again.
    """

    shown = Signal(object)
    closed = Signal()

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self.setObjectName("customerPage")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._registry = context.registry
        self._focus_before: QWidget | None = None
        self.hide()

    def show_view(self, view: CustomerView) -> None:
        """Cover the window with this."""
        window = QApplication.activeWindow()
        if window is None or self.isVisible():
            return
        self.take_view(view)
        self._focus_before = QApplication.focusWidget()
        self.setParent(window)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        closing = (
            Action("page.back", self.close_page, is_listed=False),
            Action("payment.show", self.close_page, is_listed=False),
        )
        self._registry.open_layer(self, closing)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.shown.emit(view)

    def show_other(self, view: CustomerView) -> None:
        """Show something else while the page covers the window: another code, or none."""
        if self.isVisible():
            self.take_view(view)

    def close_page(self) -> None:
        """Show the till again."""
        if not self.isVisible():
            return
        self._registry.close_layer(self)
        self.hide()
        self._view = CustomerView()
        if self._focus_before is not None and self._focus_before.isVisible():
            self._focus_before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._focus_before = None
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Nothing typed here reaches the till below."""
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click does nothing either."""
        event.accept()

    def draw_keys(self, painter: QPainter) -> None:
        """Draw which keys go back."""
        row = QRectF(self.width() - 220, self.height() - 40, 200, 24)
        words = self.tr("返回")
        self._text(painter, row, words, 12, token="text2", align=RIGHT)
        right = row.right() - text_width_of(words, 12, 400) - 6
        for act in ("page.back", "payment.show"):
            key = self._registry.key_text(act)
            width, height = max(20.0, text_width_of(key, 11, 600) + 12), theme().px(18)
            right -= width
            cap = QRectF(right + 0.5, row.center().y() - height / 2 + 0.5, width - 1, height - 1)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self._color("line2"))
            painter.setBrush(self._color("sunken"))
            painter.drawRoundedRect(cap, 4, 4)
            self._text(
                painter, cap, key, 11, 600, token="text2", align=Qt.AlignmentFlag.AlignCenter
            )
            right -= 6
