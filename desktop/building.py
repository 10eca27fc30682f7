"""Things that are built when they are first asked for, and once."""

from __future__ import annotations

from threading import Event, RLock
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Callable

BuiltT = TypeVar("BuiltT")


class built_once(Generic[BuiltT]):  # noqa: N801 - read as a decorator, like ``property``
    """Turns a method into an attribute that the first to ask for builds; the others wait for it.

    ``functools.cached_property`` lets two threads build two from Python 3.12 on, and two services
    of a kind would each remember their own half.
    """

    def __init__(self, build: Callable[[Any], BuiltT]) -> None:
        self._build = build
        self._lock = RLock()
        self.__doc__ = build.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, thing: None, owner: type) -> built_once[BuiltT]: ...

    @overload
    def __get__(self, thing: object, owner: type) -> BuiltT: ...

    def __get__(self, thing: object, owner: type) -> BuiltT | built_once[BuiltT]:
        if thing is None:
            return self
        with self._lock:
            if self._name not in thing.__dict__:
                thing.__dict__[self._name] = self._build(thing)
            built: BuiltT = thing.__dict__[self._name]
            return built


class BuiltLater:
    """Stands for an attribute of a thing until something of it is asked for."""

    def __init__(self, thing: object, name: str) -> None:
        self._thing = thing
        self._attribute = name

    def __getattr__(self, name: str) -> Any:
        return getattr(getattr(self._thing, self._attribute), name)


class Awaited:
    """Stands for a thing that another thread is still making: who asks it something waits."""

    def __init__(self) -> None:
        self._thing: object | None = None
        self._refusal: Exception | None = None
        self._is_settled = Event()

    @property
    def is_there(self) -> bool:
        """Whether nobody has to wait."""
        return self._thing is not None

    def become(self, thing: object) -> None:
        """It is made: be this one from now on."""
        self._thing = thing
        self._is_settled.set()

    def give_up(self, refusal: Exception) -> None:
        """It will not be made: everybody who waits gets this error, unless it is there."""
        self._refusal = refusal
        self._is_settled.set()

    def __getattr__(self, name: str) -> Any:
        self._is_settled.wait()
        if self._thing is None and self._refusal is not None:
            raise self._refusal
        return getattr(self._thing, name)
