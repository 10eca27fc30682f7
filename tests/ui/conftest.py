from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication


@pytest.fixture(scope="session", autouse=True)
def _leave_no_copied_card() -> Iterator[None]:
    """Empty the clipboard at the end, as a window does that closes.

    What was made in Python and lies there when the process ends, ends it badly.
    """
    yield
    if QGuiApplication.instance() is not None:
        QGuiApplication.clipboard().clear()
