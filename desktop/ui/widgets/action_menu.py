"""The menu of rare and grave acts: refund, void, mark delivered have no key of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu, QWidget

from desktop.ui.icons import TEXT_PX, pixmap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One line of a menu.

    Attributes:
        text: a verb.
        call: does it.
        icon: Lucide name.
        note: at the right: the key, or 店主 PIN.
        is_enabled: False greys it out; ``note`` then says why.
        is_grave: apart from the others, below a line, its icon red.
    """

    text: str
    call: Callable[[], None]
    icon: str = ""
    note: str = ""
    is_enabled: bool = True
    is_grave: bool = False


class ActionMenu(QMenu):
    """Items 40 px high; grave ones below a line."""

    def __init__(self, items: Iterable[MenuItem], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setToolTipsVisible(True)
        has_line = False
        for item in items:
            if item.is_grave and not has_line and self.actions():
                self.addSeparator()
                has_line = True
            self.addAction(self._made(item))

    def _made(self, item: MenuItem) -> QAction:
        # A tab, not a shortcut: keys belong to the dispatcher alone.
        words = item.text.replace("&", "&&")
        action = QAction(f"{words}\t{item.note}" if item.note else words, self)
        action.setEnabled(item.is_enabled)
        if item.icon:
            token = "disabled" if not item.is_enabled else "danger" if item.is_grave else "text"
            action.setIcon(QIcon(pixmap(item.icon, token, TEXT_PX)))
        action.triggered.connect(item.call)
        return action
