"""The boundary between screens and services: run off-thread, deliver, notify, and say what failed.

An error reaches the person in one of three ways: a business rule as a toast or beside a field, an
outside system as a sentence with what was kept safe, anything else through the crash dialog.
Whoever waits for an answer gets one in all three: nothing stays busy for ever.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from desktop.domain.changes import Changes
from desktop.domain.errors import KataiError, UnexpectedError
from desktop.ui.background import Background, Lane

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from desktop.ui.change_notifier import ChangeNotifier

ResultT = TypeVar("ResultT")


class Operations:
    """What screens call instead of touching threads."""

    def __init__(
        self,
        background: Background,
        notifier: ChangeNotifier,
        *,
        show_error: Callable[[KataiError], None],
        show_crash: Callable[[Exception], None],
    ) -> None:
        self._background = background
        self._notifier = notifier
        self._show_error = show_error
        self._show_crash = show_crash
        self._held_back: list[Callable[[], None]] | None = None

    def hold_back(self) -> None:
        """The window starts: what the first keystroke does not need waits for ``let_go``."""
        self._held_back = []

    def let_go(self) -> None:
        """The window has started: ask what waited."""
        waiting, self._held_back = self._held_back or [], None
        for ask in waiting:
            ask()

    def is_waited_for_by(self, page: QObject) -> bool:
        """Whether a page that goes now would miss the answer to more than a read."""
        return self._background.is_waited_for_by(page)

    def run_query(
        self,
        owner: QObject,
        work: Callable[[], ResultT],
        then: Callable[[ResultT], None],
        *,
        refused: Callable[[KataiError], None] | None = None,
        lane: Lane = Lane.READ,
    ) -> None:
        """Read something and hand it to ``then`` on the window's thread."""
        self._background.run(
            lane, work, owner=owner, succeeded=then, failed=partial(self._fail, refused)
        )

    def run_query_after_start(
        self, owner: QObject, work: Callable[[], ResultT], then: Callable[[ResultT], None]
    ) -> None:
        """Read something that a start can do without for a moment."""
        ask = partial(self.run_query, owner, work, then)
        if self._held_back is None:
            ask()
        else:
            self._held_back.append(ask)

    def run_change(
        self,
        owner: QObject,
        work: Callable[[], ResultT],
        then: Callable[[ResultT], None] | None = None,
        *,
        refused: Callable[[KataiError], None] | None = None,
        lane: Lane = Lane.WRITE,
    ) -> None:
        """Change something; hand the outcome to ``then``, then tell every screen what changed."""
        self._background.run(
            lane,
            work,
            owner=owner,
            succeeded=partial(self._changed, owner, then),
            failed=partial(self._fail, refused),
        )

    def _changed(self, owner: QObject, then: Callable[[Any], None] | None, outcome: Any) -> None:
        if then is not None:
            then(outcome)
        changes = (
            outcome if isinstance(outcome, Changes) else getattr(outcome, "changes", Changes())
        )
        self._notifier.notify(changes, owner)

    def _fail(self, refused: Callable[[KataiError], None] | None, error: Exception) -> None:
        if not isinstance(error, KataiError):
            self._show_crash(error)
            error = UnexpectedError()
        (refused or self._show_error)(error)
