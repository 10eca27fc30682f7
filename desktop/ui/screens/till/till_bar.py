"""The till page's top bar: the day, what is done with it, papers, the one button that closes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui.formatting import day_text
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import DEFAULT, PRIMARY, IconButton, Segmented, make_button
from desktop.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from desktop.ui.screens.till.till_view import TillView

LOOK: Final = 0
CLOSE: Final = 1
HAND_OVER: Final = 2
_DAY: Final = timedelta(days=1)


class TillBar(QWidget):
    """Day, mode, papers.

    Args:
        key_text: the key shown for an act.

    Signals:
        day_stepped: a ``timedelta`` of one day back or on.
        mode_chosen: look, close or hand over.
    """

    day_stepped = Signal(object)
    mode_chosen = Signal()

    def __init__(self, key_text: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(theme().px(64))
        self.before = IconButton("chevron-left", self.tr("前一天"))
        self.after = IconButton("chevron-right", self.tr("后一天"))
        self.day = PlainLabel("", "bodyStrong")
        self.modes = Segmented((self.tr("X 中途查看"), self.tr("Z 日结"), self.tr("交班")))
        self.modes.setObjectName("tillMode")
        self.modes.set_current(CLOSE)
        self.cash_button = make_button("", self.tr("存取现金"), "", "banknote", name="moveCash")
        self.export_button = make_button("", self.tr("导出"), "", "download", name="exportDay")
        self.print_button = make_button(
            "", self.tr("打印"), key_text("page.print"), "printer", name="printDay"
        )
        self.close_button = make_button(
            DEFAULT, self.tr("签字并日结"), key_text("till.sign"), "pen-line", name="closeDay"
        )
        self._capped = tuple(
            (button, button.key_cap()) for button in (self.print_button, self.close_button)
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(PlainLabel(self.tr("日结"), "h1"))
        for widget in (self.before, self.day, self.after, self.modes):
            row.addWidget(widget)
        row.addStretch(1)
        for button in (self.cash_button, self.export_button, self.print_button, self.close_button):
            row.addWidget(button)
        for button in (self.cash_button, self.export_button, self.print_button, self.close_button):
            button.setEnabled(False)
        self.before.clicked.connect(self._go_before)
        self.after.clicked.connect(self._go_after)
        self.modes.chosen.connect(self._tell_mode)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the words have no room the keys go first."""
        super().resizeEvent(event)
        self._fit_caps()

    def _fit_caps(self) -> None:
        for button, key in self._capped:
            button.set_key_cap(key)
        layout = self.layout()
        if layout is not None and layout.sizeHint().width() > self.width():
            for button, _key in self._capped:
                button.set_key_cap("")

    def mode(self) -> int:
        """Return ``LOOK``, ``CLOSE`` or ``HAND_OVER``."""
        return self.modes.current()

    def choose_mode(self, mode: int) -> None:
        """Change the mode, as a click does."""
        self.modes.choose(mode)

    def show_day(self, view: TillView, *, can_print: bool, is_signing: bool) -> None:
        """Show the day and what can be done with it."""
        self.day.setText(day_text(view.on))
        self.after.setEnabled(view.on < max(view.today, view.closing_date))
        self.cash_button.setEnabled(view.shift is not None)
        later = "" if can_print else self.tr("输完再看")
        for button in (self.export_button, self.print_button):
            button.setEnabled(can_print)
            button.setToolTip(later)
        self.close_button.set_kind(PRIMARY if is_signing else DEFAULT)
        self.close_button.setEnabled(is_signing)
        self.close_button.setToolTip("" if is_signing else self.tr("六步走完、签了字才能日结"))
        is_open = view.can_close
        self.close_button.setVisible(is_open and self.mode() == CLOSE)
        reason = "" if view.shift is not None else self.tr("没有开着的班")
        self.modes.set_choice_enabled(HAND_OVER, view.shift is not None, reason)
        self._fit_caps()

    @Slot()
    def _go_before(self) -> None:
        self.day_stepped.emit(-_DAY)

    @Slot()
    def _go_after(self) -> None:
        self.day_stepped.emit(_DAY)

    @Slot(int)
    def _tell_mode(self, _index: int) -> None:
        self.mode_chosen.emit()
