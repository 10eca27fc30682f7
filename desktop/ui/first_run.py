"""The first run: the wizard over an empty window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.domain.secret import Secret


def make_wizard(folder: Path, done: Callable[[Secret | None], None]) -> QWidget:
    """Return the wizard for a folder without a shop; ``done`` opens what it made."""
    from desktop.ui.screens.wizard import build_wizard

    return build_wizard(folder, done)
