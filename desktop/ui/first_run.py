"""The first run: what the wizard may do before a shop is open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.secret import Secret

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def make_wizard(folder: Path, done: Callable[[Secret | None], None]) -> QWidget:
    """Return the wizard for a folder without a shop; ``done`` opens what it made."""
    from desktop.ui.screens.wizard import build_wizard

    return build_wizard(folder, done)
