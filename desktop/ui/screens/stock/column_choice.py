"""The button beside the filters: which columns of the stock table the owner wants to see."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Slot
from PySide6.QtWidgets import QWidget

from desktop.services.settings_catalog import SETTING_BY_KEY
from desktop.translating import translate
from desktop.ui.widgets.action_menu import ActionMenu, MenuItem
from desktop.ui.widgets.buttons import IconButton

if TYPE_CHECKING:
    from desktop.ui.stock_desk import StockDesk

_COLUMNS: Final = "stock.columns"
_CHOICES: Final = SETTING_BY_KEY[_COLUMNS].choices


class ColumnChoice(IconButton):
    """Opens a list of columns, each with a mark; a choice is a setting and stays."""

    def __init__(self, desk: StockDesk, parent: QWidget | None = None) -> None:
        super().__init__("columns-3", self.tr("选显示哪些列"), parent=parent)
        self._desk = desk
        self.setObjectName("columnChoice")
        self.clicked.connect(self.open_menu)

    @Slot()
    def open_menu(self) -> None:
        """Show the columns."""
        hidden = hidden_columns(self._desk)
        items = [
            MenuItem(
                translate("settings", choice.label),
                partial(self._turn, choice.value),
                "eye-off" if choice.value in hidden else "check",
                self.tr("不显示") if choice.value in hidden else "",
            )
            for choice in _CHOICES
        ]
        menu = ActionMenu(items, self)
        menu.setObjectName("columnMenu")
        menu.aboutToHide.connect(menu.deleteLater)
        corner = QPoint(self.width() - menu.sizeHint().width(), self.height())
        menu.popup(self.mapToGlobal(corner))

    def _turn(self, key: str) -> None:
        hidden = hidden_columns(self._desk) ^ {key}
        shown = tuple(choice.value for choice in _CHOICES if choice.value not in hidden)
        if not shown:
            self._desk.toast(self.tr("至少留一列"))
            return
        work = partial(self._desk.settings.change, self._desk.actor, {_COLUMNS: shown})
        self._desk.change(self, work, _nothing)


def hidden_columns(desk: StockDesk) -> frozenset[str]:
    """Return the columns that the owner does not want to see."""
    shown = desk.settings.current.words(_COLUMNS)
    return frozenset(choice.value for choice in _CHOICES) - frozenset(shown)


def _nothing(_changes: object) -> None:
    """The page hears of changed settings and shows itself anew."""
