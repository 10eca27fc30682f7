"""Reading in the background, in order: the newest answer wins, and acts wait for it.

A person or a robot may type a number, Enter and P faster than the lookup answers. What is pressed
meanwhile is kept and done, in order, on what the lookup found.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from desktop.domain.errors import KataiError
from desktop.translating import sentence_of
from desktop.ui.background import Lane

if TYPE_CHECKING:
    from desktop.ui.screen import WindowContext

ResultT = TypeVar("ResultT")


class Loads(QObject):
    """The reads of one tab, by name; a newer read of a name makes the older one void."""

    settled = Signal()
    """Nothing is being read any more."""
    _broke = Signal(str, int)

    def __init__(self, context: WindowContext, owner: QObject) -> None:
        super().__init__(owner)
        self._context = context
        self._owner = owner
        self._count = 0
        self._newest: dict[str, int] = {}
        self._waiting: deque[Callable[[], None]] = deque()
        self._broke.connect(self._forget, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether something is being read."""
        return bool(self._newest)

    def is_reading(self, name: str) -> bool:
        """Whether something is being read under this name."""
        return name in self._newest

    def run(self, name: str, work: Callable[[], ResultT], then: Callable[[ResultT], None]) -> None:
        """Read something; ``then`` gets it unless a newer read of the same name was begun."""
        self._count += 1
        self._newest[name] = self._count
        self._context.operations.run_query(
            self._owner,
            partial(self._guarded, name, self._count, work),
            partial(self._take, name, self._count, then),
            refused=partial(self._refuse, name, self._count),
            lane=Lane.READ,
        )

    def drop(self, name: str) -> None:
        """What is being read under this name is not wanted any more."""
        if self._newest.pop(name, None) is not None:
            self._go_on()

    def when_settled(self, act: Callable[[], None]) -> None:
        """Do something now, or in its turn once everything has been read."""
        if self.is_busy or self._waiting:
            self._waiting.append(act)
        else:
            act()

    def _guarded(self, name: str, number: int, work: Callable[[], ResultT]) -> ResultT:
        """Run off-thread; a fault of ours must not leave acts waiting for ever."""
        try:
            return work()
        except KataiError:
            raise
        except BaseException:
            if shiboken6.isValid(self):
                self._broke.emit(name, number)
            raise

    def _take(self, name: str, number: int, then: Callable[[Any], None], result: Any) -> None:
        if self._newest.get(name) != number:
            return
        del self._newest[name]
        then(result)
        self._go_on()

    def _refuse(self, name: str, number: int, error: KataiError) -> None:
        self._forget(name, number)
        self._context.messages.show_refusal(sentence_of(error))

    @Slot(str, int)
    def _forget(self, name: str, number: int) -> None:
        if self._newest.get(name) == number:
            del self._newest[name]
            self._waiting.clear()
            self._go_on()

    def _go_on(self) -> None:
        while self._waiting and not self._newest:
            self._waiting.popleft()()
        if not self._newest:
            self.settled.emit()
