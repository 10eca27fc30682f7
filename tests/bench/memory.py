"""How much memory this process holds, and held at most."""

from __future__ import annotations

import sys
from pathlib import Path

_STATUS = Path("/proc/self/status")


def resident_bytes() -> int:
    """Return what is resident now; 0 where the system does not tell in this way."""
    return _status_of("VmRSS")


def peak_bytes() -> int:
    """Return the most that was ever resident."""
    return _status_of("VmHWM")


def _status_of(name: str) -> int:
    if sys.platform != "linux":
        return 0
    for line in _STATUS.read_text("ascii").splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) * 1024
    return 0


def forget_peak() -> None:
    """Let the most start anew from what is resident now, where the system can."""
    if sys.platform == "linux":
        (_STATUS.parent / "clear_refs").write_text("5", "ascii")
