from __future__ import annotations

import gc
from pathlib import Path

import pytest

from desktop.cli import main


def test_nothing_is_collected_while_the_window_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    collecting: list[bool] = []

    def opened(_options: object) -> int:
        collecting.append(gc.isenabled())
        return 3

    monkeypatch.setattr("desktop.ui.application.run_window", opened)
    assert main(["--data-dir", str(tmp_path)]) == 3
    assert (collecting, gc.isenabled()) == ([False], True)
