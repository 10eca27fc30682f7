from __future__ import annotations

import subprocess
import sys

import pytest

LATE = (
    "desktop.connectors.platforms.acg_faka",
    "desktop.practice.sample_shop",
    "desktop.services.backups",
    "desktop.services.checkout",
    "desktop.services.printing",
    "desktop.services.purchasing",
    "desktop.services.stock_sync",
)


@pytest.mark.parametrize("late", LATE)
def test_knowing_every_service_loads_none_that_was_not_asked_for(late: str) -> None:
    assert late not in loaded_with_the_assembly()


_LOADED: set[str] = set()


def loaded_with_the_assembly() -> set[str]:
    if not _LOADED:
        code = "import sys, desktop.assembly; print(*sys.modules)"
        shown = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
        )
        _LOADED.update(shown.stdout.split())
    return _LOADED
