"""Work that nobody asked for: the same thing once at a time, and what failed waits for the next."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from desktop.ui.background import Lane

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from PySide6.QtCore import QObject

    from desktop.ui.operations import Operations

ResultT = TypeVar("ResultT")


class QuietWork:
    """Runs pieces of work off the window's thread, each by its name.

    Args:
        owner: for whom; with it go the results that are still on their way.
        operations: where it runs.
    """

    def __init__(self, owner: QObject, operations: Operations) -> None:
        self._owner = owner
        self._operations = operations
        self._under_way: set[Hashable] = set()

    def __len__(self) -> int:
        """How many pieces are under way."""
        return len(self._under_way)

    def is_under_way(self, name: Hashable) -> bool:
        """Whether this piece is being done now."""
        return name in self._under_way

    def run(
        self,
        name: Hashable,
        work: Callable[[], ResultT],
        then: Callable[[ResultT], None],
        *,
        lane: Lane = Lane.READ,
        failed: Callable[[], None] | None = None,
    ) -> None:
        """Do it, unless it is under way; its changes are for ``then`` to tell."""
        if name in self._under_way:
            return
        self._under_way.add(name)
        self._operations.run_query(
            self._owner,
            work,
            partial(self._done, name, then),
            refused=partial(self._failed, name, failed),
            lane=lane,
        )

    def _done(self, name: Hashable, then: Callable[[ResultT], None], result: ResultT) -> None:
        self._under_way.discard(name)
        then(result)

    def _failed(self, name: Hashable, failed: Callable[[], None] | None, _error: object) -> None:
        self._under_way.discard(name)
        if failed is not None:
            failed()
