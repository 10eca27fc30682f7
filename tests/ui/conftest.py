from __future__ import annotations

import gc
from collections.abc import Iterator
from itertools import count

import pytest
from PySide6.QtGui import QGuiApplication

_TESTS_BETWEEN_FULL_COLLECTIONS = 20
_numbers = count(1)


@pytest.fixture(scope="session", autouse=True)
def _leave_no_copied_card() -> Iterator[None]:
    """Empty the clipboard at the end, as a window does that closes.

    What was made in Python and lies there when the process ends, ends it badly.
    """
    yield
    if QGuiApplication.instance() is not None:
        QGuiApplication.clipboard().clear()


@pytest.fixture(scope="session", autouse=True)
def _collect_on_no_other_thread() -> Iterator[None]:
    """Keep the collector off, as the program does from its first line to its last.

    Python's collector runs on whatever thread allocates. Between two windows that may be a server
    or a deadline of the one before: it would destroy what is left of that window there, and the
    style sheet of the next one would go through widgets that are gone.
    """
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def _collect_here() -> Iterator[None]:
    """Collect after each test what the collector would have found meanwhile."""
    yield
    gc.collect(2 if next(_numbers) % _TESTS_BETWEEN_FULL_COLLECTIONS == 0 else 1)
