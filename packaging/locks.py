"""The locks: every package with its version and hashes, and no address of any index.

python packaging/locks.py check      no address, all hashed, the two agree with each other and with
                                     pyproject.toml
python packaging/locks.py compile    writes both anew; needs uv on PATH and a network
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
RUNTIME_LOCK: Final = ROOT / "packaging" / "runtime.lock"
TEST_LOCK: Final = ROOT / "packaging" / "test.lock"

_PIN: Final = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)")
_HASH: Final = re.compile(r"--hash=sha256:[0-9a-f]{64}")
_ADDRESS: Final = re.compile(
    r"://|^\s*(?:-i|-f|--index-url|--extra-index-url|--find-links)\b|@ file"
)


def entries_of(lock: str) -> list[str]:
    """Return the logical lines of a lock: a pin with its hashes."""
    joined = lock.replace("\\\n", " ")
    return [line for line in joined.splitlines() if line.strip() and not line.startswith("#")]


def versions_of(lock: str) -> dict[str, set[str]]:
    """Return the locked versions by normalised name; a name may have one per marker."""
    versions: dict[str, set[str]] = {}
    for line in entries_of(lock):
        match = _PIN.match(line)
        if match:
            versions.setdefault(normalised(match["name"]), set()).add(match["version"])
    return versions


def normalised(name: str) -> str:
    """Return a distribution's name as every index compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def problems_of_lock(lock: str) -> list[str]:
    """Return what is wrong with one lock: an address, a line that is no pin, a pin without hash."""
    problems = [f"address: {line.strip()}" for line in lock.splitlines() if _ADDRESS.search(line)]
    for line in entries_of(lock):
        if not _PIN.match(line):
            problems.append(f"not pinned: {line.strip()[:60]}")
        elif not _HASH.search(line):
            problems.append(f"no hash: {line.strip()[:60]}")
    return problems


def problems_of_pair(runtime: str, test: str) -> list[str]:
    """Return where the test lock does not hold exactly what the runtime lock holds."""
    in_test = versions_of(test)
    return [
        f"{name} {sorted(versions)} is not the same in the test lock"
        for name, versions in sorted(versions_of(runtime).items())
        if in_test.get(name) != versions
    ]


def problems_of_requirements(requirements: Sequence[str], lock: str) -> list[str]:
    """Return the requirements that no locked version satisfies."""
    from packaging.requirements import Requirement

    locked = versions_of(lock)
    problems = []
    for text in requirements:
        requirement = Requirement(text)
        versions = locked.get(normalised(requirement.name), set())
        if not any(requirement.specifier.contains(version) for version in versions):
            problems.append(f"pyproject.toml asks for {text}, the lock has {sorted(versions)}")
    return problems


def check() -> int:
    """Fail on everything that would make two machines install different things."""
    runtime, test = RUNTIME_LOCK.read_text("utf-8"), TEST_LOCK.read_text("utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    problems = [
        *problems_of_lock(runtime),
        *problems_of_lock(test),
        *problems_of_pair(runtime, test),
        *problems_of_requirements(project["dependencies"], runtime),
        *problems_of_requirements(project["optional-dependencies"]["test"], test),
    ]
    for problem in problems:
        print(problem)
    return 1 if problems else 0


def compile_locks() -> int:
    """Write both locks anew, the test lock with the runtime lock as its constraint."""
    uv = shutil.which("uv")
    if uv is None:
        print("uv is not on PATH; only writing locks needs it")
        return 1
    _compile(uv, RUNTIME_LOCK, [])
    _compile(uv, TEST_LOCK, ["--extra", "test", "--constraint", str(RUNTIME_LOCK)])
    return check()


def _compile(uv: str, target: Path, options: Sequence[str]) -> None:
    shape = ["--universal", "--python-version", "3.11", "--generate-hashes"]
    quiet = ["--no-header", "--no-annotate", "--quiet"]
    command = [uv, "pip", "compile", "pyproject.toml", *options, *shape, *quiet, "-o", str(target)]
    subprocess.run(command, cwd=ROOT, check=True)


def main(arguments: Sequence[str]) -> int:
    """Run one of the commands named at the top."""
    match list(arguments):
        case ["check"]:
            return check()
        case ["compile"]:
            return compile_locks()
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
