"""The locks name versions and hashes, and no address; each check sees a planted fault."""

from __future__ import annotations

import locks
import pytest

HASH = "--hash=sha256:" + "a" * 64
GOOD = f"requests==2.34.2 \\\n    {HASH} \\\n    {HASH}\ntzdata==2026.6 ; sys_platform == 'win32' \\\n    {HASH}\n"


def test_the_committed_locks_agree_with_the_project() -> None:
    assert locks.check() == 0


def test_a_good_lock_has_no_problem() -> None:
    assert locks.problems_of_lock(GOOD) == []


@pytest.mark.parametrize(
    "line",
    [
        f"other @ https://example.invalid/other.whl {HASH}",
        "--index-url simple",
        "--find-links wheels",
        "other==1.0",
        f"other>=1.0 {HASH}",
    ],
)
def test_a_line_that_installs_something_else_elsewhere_is_seen(line: str) -> None:
    assert locks.problems_of_lock(GOOD + line + "\n")


def test_another_version_in_the_test_lock_is_seen() -> None:
    other = GOOD.replace("2.34.2", "2.35.0")
    assert locks.problems_of_pair(GOOD, other)
    assert not locks.problems_of_pair(GOOD, GOOD)


def test_a_package_absent_from_the_test_lock_is_seen() -> None:
    assert locks.problems_of_pair(GOOD, GOOD.split("tzdata", maxsplit=1)[0])


@pytest.mark.parametrize("requirement", ["requests>=3", "absent"])
def test_a_requirement_that_the_lock_does_not_meet_is_seen(requirement: str) -> None:
    assert locks.problems_of_requirements([requirement], GOOD)


def test_names_are_compared_as_an_index_does() -> None:
    assert not locks.problems_of_requirements(
        ["Requests>=2", "TZ.Data>=2026"], GOOD.replace("tzdata", "tz-data")
    )


def test_qt_stays_below_the_version_that_loses_references() -> None:
    versions = locks.versions_of(locks.RUNTIME_LOCK.read_text("utf-8"))["pyside6-essentials"]
    assert all(tuple(map(int, version.split(".")))[:2] < (6, 12) for version in versions)
