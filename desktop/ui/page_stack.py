"""Which page is in front: built on the first visit, asked before it is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot
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
        self._outdated: set[str] = set()
        self._carried: dict[str, Any] = {}
        self._current = ""
        context.notifier.changed.connect(self._go_on_renewing)
        context.messages.sheets.closed.connect(self._go_on_renewing)

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
            carried = self._carried.pop(page, None)
            if carried is not None:
                screen.arrive(carried)
        return self._built[page]

    def find_built(self, page: str) -> Screen | None:
        """Return a page if it was visited."""
        return self._built.get(page)

    def show(self, page: str, argument: Any = None) -> None:
        """Bring a page in front, unless the one in front wants to stay."""
        if self._current and self._current != page and not self._built[self._current].can_leave():
            return
        self._drop_outdated()
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

    def renew(self) -> None:
        """Build the pages anew: their words, keys or sizes are others now.

        A page carries its open work over to the new one; where it cannot, as with money that is
        being taken or a sheet that is being filled in, it stays as it is until that work is done.
        """
        self._outdated.update(self._built)
        self._replace_current()

    def _replace_current(self) -> None:
        if self._context.session.is_locked:
            return  # the caret belongs to the lock; the next switch of pages comes here again
        current = self._current
        self._drop_outdated()
        if self._current != current:
            self.show(current)

    def _drop_outdated(self) -> None:
        if self._context.messages.sheets.current() is not None:
            return  # a sheet gives its answer to the page that opened it
        for page in sorted(self._outdated):
            screen = self._built[page]
            if screen.must_stay() or self._context.operations.is_waited_for_by(screen):
                continue
            self._outdated.discard(page)
            self._carried[page] = screen.carry_over()
            del self._built[page]
            if page == self._current:
                self._current = ""
            self._pages.removeWidget(screen)
            screen.hide()
            screen.deleteLater()
        for page in [page for page, carried in self._carried.items() if carried is not None]:
            self.screen(page)  # nothing open is out of sight of who asks what is

    @Slot()
    def _read_keys(self) -> None:
        if self._current in self._built:
            self._registry.show_page(self._built[self._current].page_keys())
        self._go_on_renewing()

    @Slot()
    def _go_on_renewing(self, *_reason: object) -> None:
        if self._outdated:
            # After whoever says so has finished: the page may be gone then.
            QTimer.singleShot(0, self, self._replace_current)
