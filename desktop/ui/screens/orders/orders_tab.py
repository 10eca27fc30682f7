"""What every tab of 订单 is: a table with a foot, a detail beside it, and its acts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.export_files import ExportFiles
from desktop.ui.loads import Loads
from desktop.ui.theme import theme
from desktop.ui.widgets.action_menu import ActionMenu, MenuItem
from desktop.ui.widgets.buttons import ActionButton, make_button
from desktop.ui.widgets.cards import EmptyState
from desktop.ui.widgets.labels import PlainLabel, line

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent

    from desktop.services.exporting import ExportKind
    from desktop.ui.order_desk import OrderDesk
    from desktop.ui.screens.orders.detail_panel import DetailPanel
    from desktop.ui.shortcuts import Action
    from desktop.ui.widgets.data_table import DataTable

_TICK_MILLISECONDS = 1_000

OfferedRow = tuple[ActionButton, Callable[[], None], str, bool]
"""A button of the detail, what it does, its icon, and whether it is grave."""


class Ground(QWidget):
    """A strip of one colour behind chips or sums."""

    def __init__(self, token: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._token = token

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill it."""
        QPainter(self).fillRect(event.rect(), theme().color(self._token))


class OrdersTab(QWidget):
    """A tab; subclasses build their table and detail and override what they need.

    Signals:
        tab_wanted: another tab, with an argument for its ``arrive``.
        changed: something was changed from here; every tab is to be read again.
    """

    tab_wanted = Signal(str, object)
    changed = Signal()

    key = ""
    empty_icon = "receipt-text"
    search_hint = ""
    """Placeholder of the page's search box; empty hides the box on this tab."""

    def __init__(self, desk: OrderDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.table: DataTable[Any] = self.make_table()
        self.detail: DetailPanel = self.make_detail()
        self.empty = EmptyState(self.empty_icon, "")
        self.loads = Loads(desk.context, self)
        self.tools = QWidget()
        self.tools_row = QHBoxLayout(self.tools)
        self.tools_row.setContentsMargins(0, 0, 0, 0)
        self.tools_row.setSpacing(12)
        self.foot_left = PlainLabel("", "caption", "2")
        self.foot_right = PlainLabel("", "caption", "2")
        self.above = QVBoxLayout()
        self.below = QVBoxLayout()
        self._list = QStackedWidget()
        self._tick_timer = QTimer(self, interval=_TICK_MILLISECONDS)
        self._tick_timer.timeout.connect(self._tick)
        self._lay_out()
        self.build()

    def show_keys(self, buttons: Mapping[str, ActionButton]) -> None:
        """Show on buttons the keys that their acts have now."""
        for action_id, button in buttons.items():
            button.set_key_cap(self.desk.context.registry.key_text(action_id))

    # What subclasses override ------------------------------------------------------------------

    def has_draft(self) -> bool:
        """Whether something was written here that is kept nowhere else."""
        return False

    def make_table(self) -> DataTable[Any]:
        """Return the table with its columns."""
        raise NotImplementedError

    def make_detail(self) -> DetailPanel:
        """Return the panel at the right."""
        raise NotImplementedError

    def build(self) -> None:
        """Add what this tab has besides, and connect it all."""

    def refresh(self) -> None:
        """Read what is shown again."""

    def search(self, text: str) -> None:
        """Show what a typed text means."""

    def arrive(self, argument: Any) -> None:
        """Show what another page or tab sent."""

    def page_actions(self) -> tuple[Action, ...]:
        """Return the acts of this tab."""
        return ()

    def menu_items(self) -> tuple[MenuItem, ...]:
        """Return the acts without a key of their own."""
        return ()

    def tick(self) -> None:
        """A second has passed while the tab is in front."""

    def leave(self) -> None:
        """The tab goes out of sight."""

    def wants_table_first(self) -> bool:
        """Whether the work of this tab begins at the table and not at the search box."""
        return False

    # Shared ------------------------------------------------------------------------------------

    def add_export(self, kind: ExportKind) -> None:
        """Offer the owner the whole list as a table."""
        if not self.desk.is_owner:
            return
        self._files = ExportFiles(self.desk.context, self.desk.exporting, self)
        name = f"export{str(kind).capitalize()}"
        button = make_button("", self.tr("导出"), "", "download", name=name)
        button.clicked.connect(partial(self._export, kind))
        self.tools_row.addWidget(button)

    @Slot()
    def _export(self, kind: ExportKind, *_checked: bool) -> None:
        self._files.ask(kind)

    def show_rows(self, rows: tuple[Any, ...]) -> None:
        """Show rows; select the first if none is selected; an empty list says why."""
        self.table.set_rows(rows)
        self.show_list()

    def show_list(self) -> None:
        """Show the rows that the table has now, or why there are none."""
        has_rows = self.table.model().rowCount() > 0
        self._list.setCurrentIndex(1 if has_rows else 0)
        if has_rows and not self.table.currentIndex().isValid():
            self.table.select_number(0)

    def enter_table(self) -> None:
        """Move the focus to the rows, once they are read; to the tab when there are none."""
        self._focus_rows()
        self.loads.when_settled(self._focus_rows)

    def move_selection(self, step: int) -> None:
        """Move the selection while the focus stays in the search box."""
        number = self.table.currentIndex().row() + step
        self.table.select_number(min(max(number, 0), self.table.model().rowCount() - 1))

    def act(self, act: Callable[[], None]) -> Callable[[], None]:
        """Return an act that waits for what is being read."""
        return partial(self.loads.when_settled, act)

    def can(self, judge: Callable[[], bool]) -> Callable[[], bool]:
        """Return whether an act may be done; while something is read it may, and is judged then."""
        return partial(self._can, judge)

    def open_menu(self) -> None:
        """Show the acts without a key, beside the detail's foot."""
        items = self.menu_items()
        if not items:
            return
        menu = ActionMenu(items, self)
        corner = self.detail.mapToGlobal(QPoint(0, self.detail.height()))
        menu.popup(corner - QPoint(0, menu.sizeHint().height()))

    def showEvent(self, event: QShowEvent) -> None:
        """Count the seconds while the tab is in front."""
        super().showEvent(event)
        self._tick_timer.start()
        self.tick()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: stop counting."""
        super().hideEvent(event)
        self._tick_timer.stop()
        self.leave()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width between table and detail."""
        super().resizeEvent(event)
        self.detail.fit(self.width())

    def _lay_out(self) -> None:
        nothing = Ground("surface")
        QVBoxLayout(nothing).addWidget(self.empty)
        self._list.addWidget(nothing)
        self._list.addWidget(self.table)
        strip = Ground("raised")
        foot = QHBoxLayout(strip)
        foot.setContentsMargins(12, 9, 12, 9)
        foot.addWidget(self.foot_left, 1)
        foot.addWidget(self.foot_right)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addLayout(self.above)
        left.addWidget(self._list, 1)
        left.addLayout(self.below)
        left.addWidget(line())
        left.addWidget(strip)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.detail)

    def _can(self, judge: Callable[[], bool]) -> bool:
        return self.loads.is_busy or judge()

    def _focus_rows(self) -> None:
        (self.table if self._list.currentIndex() else self).setFocus()

    @Slot()
    def _tick(self) -> None:
        self.tick()


def offered_items(rows: Iterable[OfferedRow]) -> tuple[MenuItem, ...]:
    """Return the menu's rows of buttons that are not hidden; a key stands only where it works."""
    return tuple(
        MenuItem(
            button.label(),
            call,
            icon,
            button.key_cap() if button.isEnabled() else "",
            button.isEnabled(),
            is_grave,
        )
        for button, call, icon, is_grave in rows
        if not button.isHidden()
    )
