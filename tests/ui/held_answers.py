"""Holding answers back, so that a test can type ahead of them for certain."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from threading import Event
from typing import ParamSpec, TypeVar

Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")

_LONGEST_SECONDS = 20


class Gate:
    """Calls through it wait until it is opened."""

    def __init__(self) -> None:
        self._opened = Event()

    def open(self) -> None:
        self._opened.set()

    def holding(self, call: Callable[Arguments, Answer]) -> Callable[Arguments, Answer]:
        @wraps(call)
        def wait(*values: Arguments.args, **named: Arguments.kwargs) -> Answer:
            assert self._opened.wait(_LONGEST_SECONDS), "the gate was never opened"
            return call(*values, **named)

        return wait
