from __future__ import annotations

from pathlib import Path

import frozen_contents as contents
import pytest
import smoke

PLUGINS = "PySide6/Qt/plugins"


@pytest.mark.parametrize(
    "name",
    [
        f"{PLUGINS}/platforms/libqxcb.so",
        f"{PLUGINS}/platforms/libqoffscreen.so",
        f"{PLUGINS}/platforms/libqwayland.so",
        f"{PLUGINS}/platforminputcontexts/libibusplatforminputcontextplugin.so",
        f"{PLUGINS}/iconengines/libqsvgicon.so",
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "PySide6/Qt/lib/libQt6Svg.so.6",
        "PySide6/Qt/translations/qtbase_zh_CN.qm",
        "resources/translations/katai_en.qm",
        "resources/fonts/inter-latin-400-normal.ttf",
        "libpng16.so.16",
    ],
)
def test_what_the_till_needs_is_shipped(name: str) -> None:
    assert contents.is_wanted(name, "linux")


@pytest.mark.parametrize(
    "name",
    [
        f"{PLUGINS}/platforms/libqeglfs.so",
        f"{PLUGINS}/platformthemes/libqgtk3.so",
        f"{PLUGINS}/sqldrivers/libqsqlite.so",
        "PySide6/Qt/lib/libQt6VirtualKeyboard.so.6",
        "PySide6/Qt/lib/libQt6WaylandCompositor.so.6",
        "PySide6/Qt/lib/libQt6Qml.so.6",
        "PySide6/Qt/translations/qtbase_de.qm",
        "libgtk-3.so.0",
        "libcairo.so.2",
    ],
)
def test_what_no_window_uses_stays_out(name: str) -> None:
    assert not contents.is_wanted(name, "linux")


def test_the_windows_branch_keeps_its_own_plugins() -> None:
    assert contents.is_wanted("PySide6\\plugins\\platforms\\qwindows.dll", "win32")
    assert contents.is_wanted("PySide6\\plugins\\imageformats\\qjpeg.dll", "win32")
    assert not contents.is_wanted("PySide6\\plugins\\platforms\\qdirect2d.dll", "win32")
    assert not contents.is_wanted("PySide6\\opengl32sw.dll", "win32")


def test_every_module_of_ours_is_named_because_some_are_imported_late() -> None:
    names = contents.hidden_imports("linux", contents_root())
    assert {"desktop.domain.money", "desktop.ui", "keyring.backends.SecretService"} <= set(names)
    assert "keyring.backends.Windows" in contents.hidden_imports("win32", contents_root())


def contents_root() -> Path:
    return Path(__file__).resolve().parents[2]


def test_the_windows_version_names_the_program_in_both_languages() -> None:
    text = contents.windows_version_text("1.2.3")
    compile(text, "version", "eval")
    assert "filevers=(1, 2, 3, 0)" in text
    assert "卡台" in text


@pytest.mark.parametrize(
    "name",
    ["_internal/PySide6/Qt/lib/libQt6Charts.so.6", "_internal/bootstrap.py", "x/pytest/a.py"],
)
def test_the_smoke_test_sees_what_must_not_be_shipped(name: str) -> None:
    assert smoke.problems_of_files(["_internal/base_library.zip", name])
    assert not smoke.problems_of_files(["_internal/base_library.zip"])


def test_the_smoke_test_sees_missing_and_empty_papers(tmp_path: Path) -> None:
    png = b"\x89PNG\r\n\x1a\n" + b"x" * 20 + b"IEND\xaeB`\x82"
    for number in range(smoke.FEWEST_PICTURES):
        (tmp_path / f"{number}.png").write_bytes(png)
    assert smoke.problems_of_papers(tmp_path) == ["no receipt"]
    (tmp_path / "receipt.pdf").write_bytes(b"%PDF-1.4 ... %%EOF\n")
    assert smoke.problems_of_papers(tmp_path) == []
    (tmp_path / "0.png").write_bytes(b"")
    assert smoke.problems_of_papers(tmp_path) == ["no picture inside: 0.png"]
    (tmp_path / "0.png").unlink()
    assert smoke.problems_of_papers(tmp_path) == ["only 7 pictures"]
