from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import bootstrap
import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two locks and no environment yet."""
    for name in ("runtime", "test"):
        (tmp_path / f"{name}.lock").write_text(f"lock of {name}")
    (tmp_path / "bin").mkdir()
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "PACKAGING", tmp_path)
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    monkeypatch.setattr(bootstrap, "STAMP", tmp_path / "stamp.json")
    return tmp_path


def _python_made(machine: Path) -> None:
    python = bootstrap.venv_python()
    python.parent.mkdir(parents=True, exist_ok=True)
    python.write_text("")
    assert machine in python.parents


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        ([], {}, True),
        ([], {"DISPLAY": ""}, True),
        ([], {"DISPLAY": ":0"}, False),
        ([], {"WAYLAND_DISPLAY": "wayland-0"}, False),
        (["--lang", "en"], {}, True),
        (["--lang=en"], {}, True),
        (["--data-dir", "tour"], {}, True),
        (["doctor"], {}, False),
        (["--lang", "en", "doctor"], {}, False),
        (["--help"], {}, False),
    ],
)
def test_only_no_command_and_no_display_is_the_tour(
    arguments: list[str], environment: dict[str, str], expected: bool
) -> None:
    assert bootstrap.needs_tour(arguments, environment, "Linux") is expected


def test_other_systems_always_have_a_display() -> None:
    assert not bootstrap.needs_tour([], {}, "Windows")
    assert not bootstrap.needs_tour([], {}, "Darwin")


def test_a_library_that_cannot_be_loaded_is_named_by_its_package() -> None:
    libraries = {"libc.so.6": "libc6", "libabsent.so.9": "libabsent9"}
    assert bootstrap.missing_packages(libraries) == ["libabsent9"]


def test_without_root_the_exact_line_is_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr("shutil.which", lambda _name: "/usr/bin/apt-get")
    with pytest.raises(SystemExit) as stopped:
        bootstrap._install_libraries({"libabsent.so.9": "libabsent9"})
    assert stopped.value.code == 3
    assert "sudo apt-get update && sudo apt-get install -y libabsent9" in capsys.readouterr().err


def test_a_new_environment_is_not_current(machine: Path) -> None:
    assert not bootstrap.is_current("runtime")
    bootstrap._write_stamp("runtime")
    assert not bootstrap.is_current("runtime")  # the interpreter is not there
    _python_made(machine)
    assert bootstrap.is_current("runtime")
    assert not bootstrap.is_current("test")


def test_the_test_lock_brings_the_runtime_with_it(machine: Path) -> None:
    _python_made(machine)
    bootstrap._write_stamp("test")
    assert bootstrap.is_current("test")
    assert bootstrap.is_current("runtime")


def test_a_changed_lock_or_a_damaged_stamp_installs_again(machine: Path) -> None:
    _python_made(machine)
    bootstrap._write_stamp("test")
    (machine / "runtime.lock").write_text("changed")
    assert not bootstrap.is_current("runtime")
    assert bootstrap.is_current("test")
    (machine / "stamp.json").write_text("{")
    assert not bootstrap.is_current("test")


def test_another_python_installs_again(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _python_made(machine)
    bootstrap._write_stamp("runtime")
    monkeypatch.setattr("platform.machine", lambda: "another")
    assert not bootstrap.is_current("runtime")


def _recorded(monkeypatch: pytest.MonkeyPatch, succeeds: Callable[[str], bool]) -> list[str]:
    commands: list[str] = []

    def run(command: list[str]) -> bool:
        commands.append(" ".join(command))
        return succeeds(commands[-1])

    monkeypatch.setattr(bootstrap, "_succeeds", run)
    monkeypatch.setattr(bootstrap, "_answers", run)
    return commands


def test_uv_is_used_where_it_is_and_pip_where_it_fails(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/bin/{name}")
    commands = _recorded(monkeypatch, lambda command: not command.startswith("/bin/uv"))
    bootstrap._install_packages("runtime")
    installs = [command for command in commands if " install " in command]
    assert installs[0].startswith("/bin/uv pip install")
    assert "-m pip --python" in installs[1]
    assert all("--require-hashes" in command for command in installs)
    assert json.loads((machine / "stamp.json").read_text())["runtime"]


def test_without_an_index_nothing_is_stamped_and_the_variable_is_named(
    machine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("shutil.which", lambda _name: None)
    _recorded(monkeypatch, lambda command: " install " not in command)
    with pytest.raises(SystemExit) as stopped:
        bootstrap._install_packages("runtime")
    assert stopped.value.code == 4
    told = capsys.readouterr().err
    assert "PIP_INDEX_URL" in told
    assert "://" not in told
    assert not (machine / "stamp.json").exists()


def test_the_door_parses_on_old_pythons_and_uses_no_package() -> None:
    source = (ROOT / "main.py").read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 4))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr | ast.AnnAssign)]
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    assert all(node.returns is None for node in functions)
    top = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    assert [alias.name for node in top for alias in node.names] == ["os", "sys"]


def test_an_old_python_is_told_in_both_languages_in_one_line() -> None:
    program = (
        "import sys, runpy; sys.version_info = (3, 8, 0); "
        "runpy.run_path('main.py', run_name='__main__')"
    )
    finished = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", program],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert finished.returncode == 3
    assert finished.stderr.count("\n") == 1
    assert "需要" in finished.stderr
    assert "needs Python 3.11" in finished.stderr


def test_the_bootstrap_needs_only_the_standard_library() -> None:
    tree = ast.parse((ROOT / "packaging" / "bootstrap.py").read_text(encoding="utf-8"))
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(str(node.module).split(".")[0])
    assert names <= sys.stdlib_module_names


def test_two_starts_at_once_wait_for_each_other(machine: Path) -> None:
    program = (
        "import sys, pathlib, bootstrap\n"
        f"bootstrap.ROOT = pathlib.Path({str(machine)!r})\n"
        "bootstrap._wait_for.__globals__['say'] = lambda *_: print('waits', flush=True)\n"
        "with bootstrap._one_at_a_time(): print('in', flush=True)\n"
    )
    with bootstrap._one_at_a_time():
        second = subprocess.Popen(
            [sys.executable, "-c", program],
            cwd=ROOT / "packaging",
            stdout=subprocess.PIPE,
            text=True,
        )
        assert second.stdout is not None
        assert second.stdout.readline() == "waits\n"
        assert second.poll() is None
    with second:
        assert second.stdout.readline() == "in\n"
