"""Every check that the project has, in stages: what ``python3 main.py test`` runs.

python3 main.py test                  all stages, stops at the first red one
python3 main.py test --quick          without kills, benches, tour and package
python3 main.py test --full           the long sizes
python3 main.py test --keep-going     goes on after a red stage
python3 main.py test --only NAME      one stage (may be repeated)
python3 main.py test --clean-root     and the proof in a bare Debian root
python3 main.py test PYTEST-ARGS      only pytest, with these arguments

The last line is ``N passed, N failed``: the tests of all pytest runs, and each red stage that is no
pytest run counts as one failure. A stage whose folder is missing says so and counts for nothing.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

ROOT: Final = Path(__file__).resolve().parent.parent
PACKAGING: Final = ROOT / "packaging"
RESULTS: Final = ROOT / "build" / "checks"
TESTS: Final = ROOT / "tests"

WINDOW_FOLDERS: Final = ("ui",)
KILL_FOLDERS: Final = ("kills", "faults", "simulation")
BENCH_FOLDERS: Final = ("bench",)
WORKERS: Final = "2"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the caller asked for."""

    is_full: bool = False
    pytest_arguments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a stage ended."""

    is_green: bool
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the check."""

    name: str
    run: Callable[[Wishes], Outcome]
    is_quick: bool = True
    is_asked_for: bool = False
    """Runs only when named or by its own option."""


# --- stages ---


def _locks(_wishes: Wishes) -> Outcome:
    return _program([sys.executable, str(PACKAGING / "locks.py"), "check"])


def _format(_wishes: Wishes) -> Outcome:
    options = ["--check", "--output-format", "concise"]
    return _program([_tool("ruff"), "format", *options, "."])


def _lint(_wishes: Wishes) -> Outcome:
    return _program([_tool("ruff"), "check", "--quiet", "--output-format", "concise", "."])


def _types(_wishes: Wishes) -> Outcome:
    return _program([_tool("mypy"), "--no-error-summary"])


def _imports(_wishes: Wishes) -> Outcome:
    return _program([_tool("lint-imports"), "--no-logo"])


def _dependencies(_wishes: Wishes) -> Outcome:
    return _program([_tool("deptry"), "--no-ansi", "."])


def _tests(wishes: Wishes) -> Outcome:
    apart = (*WINDOW_FOLDERS, *KILL_FOLDERS, *BENCH_FOLDERS)
    ignored = [f"--ignore={TESTS / name}" for name in apart]
    return _pytest("tests", [str(TESTS), *ignored, "-n", WORKERS], wishes)


def _windows(wishes: Wishes) -> Outcome:
    return _folders("windows", WINDOW_FOLDERS, ["-n", WORKERS], wishes)


def _kills(wishes: Wishes) -> Outcome:
    return _folders("kills", KILL_FOLDERS, ["-n", WORKERS], wishes)


def _bench(wishes: Wishes) -> Outcome:
    return _folders("bench", BENCH_FOLDERS, ["-n", "0", "-p", "no:randomly", "-s"], wishes)


def _tour(_wishes: Wishes) -> Outcome:
    """Walk through the door as a person without a display does."""
    out = ROOT / "demo"
    shutil.rmtree(out, ignore_errors=True)
    outcome = _program([sys.executable, str(ROOT / "main.py")], _without_display())
    pictures = sorted(out.glob("*.png"))
    if outcome.is_green and not pictures:
        return Outcome(is_green=False, failed=1, note="the tour left no picture")
    return Outcome(outcome.is_green, failed=outcome.failed, note=f"{len(pictures)} pictures")


def _package(_wishes: Wishes) -> Outcome:
    built = _program(
        [
            _tool("pyinstaller"),
            "--noconfirm",
            "--log-level=ERROR",
            f"--workpath={ROOT / 'build' / 'freeze'}",
            f"--distpath={ROOT / 'dist'}",
            str(PACKAGING / "katai.spec"),
        ],
        os.environ | {"PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": "1700000000"},
    )
    if not built.is_green:
        return built
    return _program([sys.executable, str(PACKAGING / "smoke.py"), str(ROOT / "dist" / "katai")])


def _clean_root(_wishes: Wishes) -> Outcome:
    return _program([sys.executable, str(PACKAGING / "clean_root.py")])


def _chosen_tests(wishes: Wishes) -> Outcome:
    return _pytest("chosen", list(wishes.pytest_arguments), wishes)


STAGES: Final = (
    Stage("locks", _locks),
    Stage("format", _format),
    Stage("lint", _lint),
    Stage("types", _types),
    Stage("imports", _imports),
    Stage("dependencies", _dependencies),
    Stage("tests", _tests),
    Stage("windows", _windows),
    Stage("kills", _kills, is_quick=False),
    Stage("bench", _bench, is_quick=False),
    Stage("tour", _tour, is_quick=False),
    Stage("package", _package, is_quick=False),
    Stage("clean-root", _clean_root, is_quick=False, is_asked_for=True),
)


# --- how a stage runs ---


def _tool(name: str) -> str:
    suffix = ".exe" if os.name == "nt" else ""
    return str(Path(sys.executable).parent / f"{name}{suffix}")


def _program(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Outcome:
    finished = subprocess.run(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, check=False
    )
    if finished.returncode == 0:
        return Outcome(is_green=True)
    return Outcome(is_green=False, failed=1, note=f"exit code {finished.returncode}")


def _folders(name: str, folders: Sequence[str], options: Sequence[str], wishes: Wishes) -> Outcome:
    present = [str(TESTS / folder) for folder in folders if (TESTS / folder).is_dir()]
    absent = [folder for folder in folders if not (TESTS / folder).is_dir()]
    note = f"absent: {', '.join(f'tests/{folder}' for folder in absent)}" if absent else ""
    if not present:
        return Outcome(is_green=True, note=note)
    outcome = _pytest(name, [*present, *options], wishes)
    notes = "; ".join(part for part in (outcome.note, note) if part)
    return Outcome(outcome.is_green, outcome.passed, outcome.failed, outcome.skipped, notes)


def _pytest(name: str, arguments: Sequence[str], wishes: Wishes) -> Outcome:
    RESULTS.mkdir(parents=True, exist_ok=True)
    report = RESULTS / f"{name}.xml"
    report.unlink(missing_ok=True)
    command = [sys.executable, "-m", "pytest", "-q", f"--junitxml={report}", *arguments]
    if wishes.is_full:
        command.append("--full")
    finished = subprocess.run(
        command, cwd=ROOT, env=_without_display(), stdin=subprocess.DEVNULL, check=False
    )
    return counted(report, finished.returncode)


def counted(report: Path, exit_code: int) -> Outcome:
    """Return what a pytest run's report says; a red run never comes out without a failure."""
    if not report.exists():
        return Outcome(is_green=False, failed=1, note=f"pytest ended with {exit_code}, no report")
    suites = list(ET.parse(report).getroot().iter("testsuite"))  # noqa: S314 - a file of our own
    total, failures, errors, skipped = (
        sum(int(suite.get(key, "0")) for suite in suites)
        for key in ("tests", "failures", "errors", "skipped")
    )
    failed = failures + errors
    is_green = exit_code == 0 and not failed
    note = "" if is_green or failed else f"pytest ended with {exit_code}"
    return Outcome(
        is_green=is_green,
        passed=max(0, total - failed - skipped),
        failed=failed if is_green else max(1, failed),
        skipped=skipped,
        note=note,
    )


def _without_display() -> dict[str, str]:
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    return {name: value for name, value in os.environ.items() if name not in hidden}


# --- the whole ---


def chosen_stages(options: argparse.Namespace, pytest_arguments: Sequence[str]) -> list[Stage]:
    """Return the stages that the options ask for, in order."""
    if pytest_arguments:
        return [Stage("chosen tests", _chosen_tests)]
    if options.only:
        return [stage for stage in STAGES if stage.name in options.only]
    return [
        stage
        for stage in STAGES
        if (stage.is_quick or not options.quick)
        and (not stage.is_asked_for or (options.clean_root and stage.name == "clean-root"))
    ]


def run_stages(stages: Sequence[Stage], wishes: Wishes, *, keeps_going: bool) -> list[Outcome]:
    """Run the stages in order, telling seconds and result; stop at red unless told not to."""
    outcomes = []
    for stage in stages:
        print(f"=== {stage.name}", flush=True)
        started = time.monotonic()
        outcome = stage.run(wishes)
        outcomes.append(outcome)
        print(_line_of(stage, outcome, time.monotonic() - started), flush=True)
        if not outcome.is_green and not keeps_going:
            break
    return outcomes


def _line_of(stage: Stage, outcome: Outcome, seconds: float) -> str:
    parts = [f"--- {stage.name}: {'green' if outcome.is_green else 'RED'} in {seconds:.1f} s"]
    if outcome.passed or outcome.failed or outcome.skipped:
        parts.append(f"{outcome.passed} passed, {outcome.failed} failed, {outcome.skipped} skipped")
    if outcome.note:
        parts.append(outcome.note)
    return " · ".join(parts)


def _options(arguments: Sequence[str]) -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(
        prog="main.py test",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--clean-root", action="store_true")
    parser.add_argument("--keep-going", action="store_true")
    names = [stage.name for stage in STAGES]
    parser.add_argument("--only", action="append", choices=names, default=[])
    return parser.parse_known_args(arguments)


def main(arguments: Sequence[str]) -> int:
    """Run the chosen stages; 0 only when every one is green."""
    options, pytest_arguments = _options(arguments)
    stages = chosen_stages(options, pytest_arguments)
    wishes = Wishes(is_full=options.full, pytest_arguments=tuple(pytest_arguments))
    outcomes = run_stages(stages, wishes, keeps_going=options.keep_going)
    left_out = [stage.name for stage in stages[len(outcomes) :]]
    if left_out:
        print(f"not run after the red stage: {', '.join(left_out)}")
    is_green = all(outcome.is_green for outcome in outcomes)
    passed = sum(outcome.passed for outcome in outcomes)
    failed = sum(outcome.failed for outcome in outcomes)
    print(f"{passed} passed, {failed} failed", flush=True)
    return 0 if is_green else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
