"""Starting the sample shop beside the wizard: a program of its own, on a folder thrown away."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QProcess

from desktop import paths


def sample_command() -> list[str]:
    """Return the command line of this very program that opens the sample shop."""
    if paths.is_frozen():
        return [sys.executable, "demo"]
    door = Path(__file__).resolve().parents[4] / "main.py"
    return [sys.executable, str(door), "demo"]


def start_sample_shop() -> bool:
    """Open the sample shop in a window of its own; False when it did not start."""
    command = sample_command()
    is_started, _process_id = QProcess.startDetached(command[0], command[1:])
    return bool(is_started)
