from __future__ import annotations

import gc
from pathlib import Path

import pytest

from desktop.cli import main


@pytest.mark.parametrize(
    ("words", "opens"),
    [
        ([], "desktop.ui.application.run_window"),
        (["demo"], "desktop.ui.application.run_window"),
        (["tour", "--out", "pictures"], "desktop.ui.tour.run_tour"),
    ],
    ids=["window", "demo", "tour"],
)
def test_nothing_is_collected_while_a_window_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], opens: str
) -> None:
    collecting: list[bool] = []

    def opened(*_: object) -> int:
        collecting.append(gc.isenabled())
        return 3

    monkeypatch.setattr(opens, opened)
    assert main(["--data-dir", str(tmp_path), *words]) == 3
    assert (collecting, gc.isenabled()) == ([False], True)
