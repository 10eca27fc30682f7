"""The first run: a wizard that makes a shop in a folder without one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.ui.screens.wizard.first_run_wizard import FirstRunWizard
from desktop.ui.screens.wizard.new_shop import FirstRun, FolderFirstRun

if TYPE_CHECKING:
    from desktop.domain.secret import Secret

__all__ = ["FirstRun", "FirstRunWizard", "FolderFirstRun", "build_wizard"]


def build_wizard(folder: Path, done: Callable[[Secret | None], None]) -> FirstRunWizard:
    """Return the wizard for a folder without a shop; ``done`` opens what it made."""
    return FirstRunWizard(FolderFirstRun(folder), done)
