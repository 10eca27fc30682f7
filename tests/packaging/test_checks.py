from __future__ import annotations

from pathlib import Path

import checks
import pytest
from checks import Outcome, Stage, Wishes

REPORT = (
    '<testsuites><testsuite tests="{t}" failures="{f}" errors="{e}" skipped="{s}"/></testsuites>'
)


def report(tmp_path: Path, t: int = 0, f: int = 0, e: int = 0, s: int = 0) -> Path:
    path = tmp_path / "report.xml"
    path.write_text(REPORT.format(t=t, f=f, e=e, s=s))
    return path


def names(*arguments: str) -> list[str]:
    options, rest = checks._options(arguments)
    return [stage.name for stage in checks.chosen_stages(options, rest)]


def test_the_report_is_counted(tmp_path: Path) -> None:
    outcome = checks.counted(report(tmp_path, t=10, f=1, e=1, s=3), exit_code=1)
    assert outcome == Outcome(is_green=False, passed=5, failed=2, skipped=3)


def test_a_green_run_is_green(tmp_path: Path) -> None:
    assert checks.counted(report(tmp_path, t=4), exit_code=0) == Outcome(is_green=True, passed=4)


@pytest.mark.parametrize("exit_code", [1, 2, 3, 4, 5, -9])
def test_a_red_run_never_comes_out_without_a_failure(tmp_path: Path, exit_code: int) -> None:
    outcome = checks.counted(report(tmp_path, t=4), exit_code)
    assert not outcome.is_green
    assert outcome.failed == 1


def test_a_run_that_died_before_its_report_is_red(tmp_path: Path) -> None:
    assert not checks.counted(tmp_path / "absent.xml", exit_code=0).is_green


def test_quick_leaves_out_kills_benches_tour_and_package() -> None:
    plain = names()
    assert plain[:3] == ["locks", "format", "lint"]
    assert set(plain) - set(names("--quick")) == {"kills", "bench", "tour", "package"}


def test_the_bare_root_is_only_proved_when_asked_for() -> None:
    assert "clean-root" not in names()
    assert names("--clean-root")[-1] == "clean-root"


def test_pytest_arguments_run_pytest_alone() -> None:
    assert names("tests/domain", "-k", "money") == ["chosen tests"]


def test_one_stage_can_be_chosen() -> None:
    assert names("--only", "lint", "--only", "locks") == ["locks", "lint"]


def stages(*results: bool) -> list[Stage]:
    def stage(number: int, is_green: bool) -> Stage:
        return Stage(f"s{number}", lambda _wishes: Outcome(is_green, failed=int(not is_green)))

    return [stage(number, is_green) for number, is_green in enumerate(results)]


def test_the_first_red_stage_ends_the_check() -> None:
    assert len(checks.run_stages(stages(True, False, True), Wishes(), keeps_going=False)) == 2


def test_a_check_that_keeps_going_still_is_red() -> None:
    outcomes = checks.run_stages(stages(True, False, True), Wishes(), keeps_going=True)
    assert [outcome.is_green for outcome in outcomes] == [True, False, True]


def test_the_last_line_counts_everything(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = [
        Stage("a", lambda _wishes: Outcome(is_green=True, passed=3)),
        Stage("b", lambda _wishes: Outcome(is_green=False, passed=1, failed=2)),
        Stage("c", lambda _wishes: Outcome(is_green=True, passed=5)),
    ]
    monkeypatch.setattr(checks, "STAGES", made)
    assert checks.main(["--keep-going"]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "9 passed, 2 failed"
    assert checks.main([]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[-2:] == ["not run after the red stage: c", "4 passed, 2 failed"]


def test_a_missing_folder_is_told_and_counts_for_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "TESTS", tmp_path)
    outcome = checks._folders("x", ["absent"], [], Wishes())
    assert outcome == Outcome(is_green=True, note="absent: tests/absent")


def test_no_test_folder_is_forgotten() -> None:
    apart = {*checks.WINDOW_FOLDERS, *checks.KILL_FOLDERS, *checks.BENCH_FOLDERS}
    assert not apart & {"domain", "storage", "services", "packaging"}


def test_a_screen_of_the_person_is_hidden_from_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    assert "DISPLAY" not in checks._without_display()
