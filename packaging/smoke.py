"""Proves the packaged program: python packaging/smoke.py dist/katai.

It runs what was built with nothing of the machine it was built on: no Python path, no display, a
throw-away home. It must walk through the tour, leave pictures and papers that can be opened, speak
as the practice platform, and hold nothing that may not be shipped.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

TOUR_SECONDS: Final = 300
FEWEST_PICTURES: Final = 8
FORBIDDEN_FILES: Final = re.compile(
    r"Qt6(?:WaylandCompositor|QuickTimeline|Lottie|Charts|VirtualKeyboard|DataVisualization)"
    r"|(?:^|/)(?:bootstrap|checks)\.py|(?:^|/)(?:pytest|_pytest|mypy|hypothesis)(?:/|$)"
)


def problems_of_files(names: Sequence[str]) -> list[str]:
    """Return the files that must not be shipped: GPL-only parts of Qt, and our own workshop."""
    return [f"must not be shipped: {name}" for name in names if FORBIDDEN_FILES.search(name)]


def problems_of_papers(folder: Path) -> list[str]:
    """Return what the tour should have left and did not."""
    pictures, papers = sorted(folder.rglob("*.png")), sorted(folder.rglob("*.pdf"))
    problems = [f"no picture inside: {path.name}" for path in pictures if not _is_png(path)]
    problems += [f"no paper inside: {path.name}" for path in papers if not _is_pdf(path)]
    if len(pictures) < FEWEST_PICTURES:
        problems.append(f"only {len(pictures)} pictures")
    if not papers:
        problems.append("no receipt")
    return problems


def _is_png(path: Path) -> bool:
    content = path.read_bytes()
    return content.startswith(b"\x89PNG\r\n\x1a\n") and content.endswith(b"IEND\xaeB`\x82")


def _is_pdf(path: Path) -> bool:
    content = path.read_bytes()
    return content.startswith(b"%PDF-") and b"%%EOF" in content[-1024:]


def _bare_environment(home: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP") if name in os.environ}
    return kept | {
        "HOME": str(home),
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "QT_QPA_PLATFORM": "offscreen",
    }


def _run(program: Path, home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(program), *arguments],
        cwd=home,
        env=_bare_environment(home),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=TOUR_SECONDS,
        check=False,
    )


def _problems_of_tour(program: Path, home: Path) -> Iterator[str]:
    finished = _run(program, home, "tour", "--out", str(home / "tour"))
    print(finished.stdout[-4000:])
    if finished.returncode:
        yield f"the tour ended with {finished.returncode}: {finished.stderr[-3000:]}"
        return
    yield from problems_of_papers(home / "tour")


def _problems_of_practice(program: Path, home: Path) -> Iterator[str]:
    with subprocess.Popen(
        [str(program), "practice", "--state", str(home / "practice.db")],
        cwd=home,
        env=_bare_environment(home),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as practice:
        line = practice.stdout.readline() if practice.stdout else ""
        practice.send_signal(signal.SIGTERM)
    if not line.startswith("{") or "base_url" not in json.loads(line):
        yield f"the practice platform said {line!r}"
    elif practice.returncode:
        yield f"the practice platform ended with {practice.returncode}"


def _problems_of_doctor(program: Path, home: Path) -> Iterator[str]:
    finished = _run(program, home, "--data-dir", str(home / "none"), "doctor")
    print(finished.stdout[-4000:])
    if "Traceback" in finished.stderr:
        yield f"doctor: {finished.stderr[-3000:]}"


def main(arguments: Sequence[str]) -> int:
    """Check the folder that was built; 0 only when everything held."""
    folder = Path(arguments[0]).resolve()
    program = folder / ("katai.exe" if os.name == "nt" else "katai")
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*")]
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    size = sum(path.stat().st_size for path in files)
    print(f"{len(names)} files, {size / 1e6:.0f} MB")
    problems = problems_of_files(names)
    with tempfile.TemporaryDirectory(prefix="katai-smoke-") as home:
        for ask in (_problems_of_doctor, _problems_of_practice, _problems_of_tour):
            problems += ask(program, Path(home))
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
