"""What every page of the window is, and what it is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.domain.changes import Changes, Topic
from desktop.ui.shortcuts import PageKeys

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent

    from desktop.domain.clock import Clock
    from desktop.ui.approvals import Approvals
    from desktop.ui.change_notifier import ChangeNotifier
    from desktop.ui.messages import Messages
    from desktop.ui.operations import Operations
    from desktop.ui.secret_clipboard import SecretClipboard
    from desktop.ui.session import Session
    from desktop.ui.shortcuts import ActionRegistry


@dataclass(frozen=True, slots=True)
class WindowContext:
    """What a page may use of the window around it.

    Attributes:
        go_to: shows a page by name, with an argument for its ``arrive``.
        set_badge: shows a count on a rail item.
    """

    operations: Operations
    notifier: ChangeNotifier
    messages: Messages
    approvals: Approvals
    registry: ActionRegistry
    session: Session
    clipboard: SecretClipboard
    clock: Clock
    go_to: Callable[..., None]
    set_badge: Callable[[str, int], None]


class Screen(QWidget):
    """A page: refreshes when what it shows changed, and only while somebody looks.

    Subclasses set ``topics`` and override ``refresh``, ``page_keys``, ``focus_home`` and, where
    another page may
    send somebody here with an argument, ``arrive``.
    """

    keys_changed = Signal()
    """The page's keys are others now (it shows another step); the window reads them again."""

    topics: ClassVar[frozenset[Topic]] = frozenset()

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._is_stale = True
        context.notifier.changed.connect(self._note_changes)
        context.session.changed.connect(self._note_session)

    def refresh(self) -> None:
        """Read again what is shown."""

    def page_keys(self) -> PageKeys:
        """Return the keys of what is in front now."""
        return PageKeys("")

    def focus_home(self) -> None:
        """Put the caret where the page's work begins."""
        self.setFocus()

    def arrive(self, argument: Any) -> None:
        """Take what another page sent along."""

    def open_work(self) -> str:
        """Return what would be left behind if the window closed now; empty for nothing."""
        return ""

    def carry_over(self) -> Any:
        """Return what this page, built anew, must be given through ``arrive``; None for nothing."""
        return None

    def must_stay(self) -> bool:
        """Whether building this page anew would lose work that cannot be carried over."""
        return bool(self.open_work())

    def is_showing_sale(self, sale_id: int) -> bool:
        """Whether the goods of this sale are in front: then nobody need be told of them."""
        del sale_id
        return False

    def prepare_more(self) -> bool:
        """Build one thing that will be shown later; say whether there was one left to build."""
        return False

    def can_leave(self) -> bool:
        """Whether another page may come in front without asking."""
        return True

    def refresh_if_stale(self) -> None:
        """Read again if something changed while the page was hidden."""
        if self._is_stale:
            self._is_stale = False
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed meanwhile."""
        super().showEvent(event)
        self.refresh_if_stale()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing to do; here so that a page may add to it."""
        super().hideEvent(event)

    @Slot(object, object)
    def _note_changes(self, changes: Changes, initiator: QObject | None) -> None:
        if initiator is self or not (changes.topics & self.topics):
            return
        self._mark_stale()

    @Slot()
    def _note_session(self) -> None:
        self._mark_stale()

    def _mark_stale(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self.refresh_if_stale()
