from __future__ import annotations

import sys
from pathlib import Path

import pytest

from desktop import paths


def test_the_chosen_folder_wins_over_the_environment(tmp_path: Path) -> None:
    environment = {"KATAI_DATA_DIR": str(tmp_path / "from-environment")}
    chosen = str(tmp_path / "chosen")
    assert paths.profile_folder(chosen, environment) == tmp_path / "chosen"
    assert paths.profile_folder(None, environment) == tmp_path / "from-environment"


def test_without_a_choice_it_is_the_platforms_own_place() -> None:
    assert paths.profile_folder(None, {}) == paths.default_profile_folder()
    assert paths.default_profile_folder().name == "Katai"


def test_an_empty_variable_is_no_choice() -> None:
    assert paths.profile_folder(None, {"KATAI_DATA_DIR": ""}) == paths.default_profile_folder()


def test_a_relative_folder_is_fixed_at_the_start() -> None:
    assert paths.profile_folder("shop", {}).is_absolute()


def test_resources_are_found_in_the_sources_and_in_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (paths.resource_folder().parent / "main.py").exists()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resource("icons", "a.svg") == tmp_path / "resources" / "icons" / "a.svg"
