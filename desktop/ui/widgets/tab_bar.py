"""Tabs of a page, each with a counter of what waits behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget

from desktop.ui.theme import Tone, theme
from desktop.ui.widgets.painting import CENTER, draw_text, rounded, text_width

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class TabText:
    """One tab: its words, a counter that is hidden at zero, the counter's colour."""

    text: str
    count: int = 0
    tone: Tone = Tone.NEUTRAL


class TabBar(QTabBar):
    """Tabs 44 high with a 2 px jade underline and counters.

    Signals:
        chosen: the index, when it changed.
    """

    chosen = Signal(int)

    def __init__(self, tabs: Iterable[TabText] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tabs: list[TabText] = []
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_tabs(tabs)
        self.currentChanged.connect(self._tell)

    def set_tabs(self, tabs: Iterable[TabText]) -> None:
        """Show other tabs or counts; the chosen one stays chosen."""
        self._tabs = list(tabs)
        while self.count() > len(self._tabs):
            self.removeTab(self.count() - 1)
        for index, tab in enumerate(self._tabs):
            if index >= self.count():
                self.addTab("")
            self.setTabText(index, "")  # measures the tabs anew: a counter came or went
            name = f"{tab.text} {tab.count}" if tab.count else tab.text
            self.setAccessibleTabName(index, name)
        self.updateGeometry()
        self.update()

    def choose_next(self) -> None:
        """Choose the next tab, the first after the last (Ctrl+Tab)."""
        if self.count():
            self.setCurrentIndex((self.currentIndex() + 1) % self.count())

    def tabSizeHint(self, index: int) -> QSize:
        """Fit words and counter; Qt asks for tabs that are on their way out too."""
        if index >= len(self._tabs):
            return QSize()
        look, tab = theme(), self._tabs[index]
        width = text_width(tab.text, 14, 600) + 2 * look.px(14)
        if tab.count:
            width += look.px(8) + self._counter_width(tab)
        return QSize(round(width), look.px(44))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw words, counters and the underline."""
        painter, look = QPainter(self), theme()
        for index, tab in enumerate(self._tabs):
            box = QRectF(self.tabRect(index))
            is_on = index == self.currentIndex()
            inner = box.adjusted(look.px(14), 0, -look.px(14), 0)
            token = "text" if is_on else "text2"
            draw_text(painter, inner, tab.text, weight=600 if is_on else 400, token=token)
            if tab.count:
                self._draw_counter(painter, inner, tab)
            if is_on:
                base = QRectF(box.left(), box.bottom() - 2, box.width(), 2)
                painter.fillRect(base, look.color("accent"))
                if self.hasFocus():
                    rounded(painter, box.adjusted(2, 4, -2, -4), 6, edge="accent", width=2)

    def _counter_width(self, tab: TabText) -> float:
        return max(theme().px(18), text_width(str(tab.count), 12, 600) + theme().px(10))

    def _draw_counter(self, painter: QPainter, inner: QRectF, tab: TabText) -> None:
        width, height = self._counter_width(tab), theme().px(18)
        pill = QRectF(inner.right() - width, inner.center().y() - height / 2, width, height)
        rounded(painter, pill, height / 2, fill=tab.tone.tint)
        draw_text(
            painter, pill, str(tab.count), pixels=12, weight=600, token=tab.tone.ink, align=CENTER
        )

    @Slot(int)
    def _tell(self, index: int) -> None:
        self.chosen.emit(index)
