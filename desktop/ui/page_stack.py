"""Which page is in front: built on the first visit, asked before it is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QStackedWidget

from desktop.ui.navigation import entry_of

if TYPE_CHECKING:
    from desktop.ui.screen import Screen, WindowContext
    from desktop.ui.shortcuts import ActionRegistry


class PageStack(QObject):
    """Builds and switches pages."""

    switched = Signal(str)

    def __init__(
        self, pages: QStackedWidget, registry: ActionRegistry, context: WindowContext, shop: Any
    ) -> None:
        super().__init__(pages)
        self._pages = pages
        self._registry = registry
        self._context = context
        self._shop = shop
        self._built: dict[str, Screen] = {}
        self._current = ""

    @property
    def current(self) -> str:
        """The page in front."""
        return self._current

    def screen(self, page: str) -> Screen:
        """Return a page, building it on the first visit."""
        if page not in self._built:
            screen = entry_of(page).build(self._context, self._shop)
            screen.keys_changed.connect(self._read_keys)
            self._pages.addWidget(screen)
            self._built[page] = screen
        return self._built[page]

    def find_built(self, page: str) -> Screen | None:
        """Return a page if it was visited."""
        return self._built.get(page)

    def show(self, page: str, argument: Any = None) -> None:
        """Bring a page in front, unless the one in front wants to stay."""
        if self._current and self._current != page and not self._built[self._current].can_leave():
            return
        screen = self.screen(page)
        self._current = page
        self._pages.setCurrentWidget(screen)
        screen.refresh_if_stale()
        if argument is not None:
            screen.arrive(argument)
        self._read_keys()
        self._pages.window().activateWindow()
        screen.focus_home()
        self.switched.emit(page)

    def focus_home(self) -> None:
        """Put the caret back to where the page's work begins."""
        if self._current:
            self._built[self._current].focus_home()

    def drop_all(self) -> None:
        """Throw built pages away, for another language."""
        for screen in self._built.values():
            self._pages.removeWidget(screen)
            screen.hide()
            screen.deleteLater()
        self._built.clear()
        self._current = ""

    @Slot()
    def _read_keys(self) -> None:
        if self._current in self._built:
            self._registry.show_page(self._built[self._current].page_keys())
