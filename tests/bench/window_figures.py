"""G3, G15, G16, G18, G19: the window: keystroke to paint, start, references, memory over a day."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any

from tests.bench.measuring import ROUNDS, CannotMeasureError, Finding, readable
from tests.bench.shops import PASSPHRASE, BenchShop

ROOT = Path(__file__).parents[2]
PROCESSES = Path(__file__).parent / "processes"
PACKAGED = ROOT / "dist" / "katai" / ("katai.exe" if sys.platform == "win32" else "katai")
SOLD_PRODUCTS = 5
_LONGEST = 900


def keystroke(*, is_full: bool) -> list[Finding]:
    """G3: from the key to the painted results, beside a bare table that resets and repaints."""
    with _shop_with(goods=100_000 if is_full else 300) as place:
        answers = [watched_window(place, f"typing:{20 if is_full else 2}") for _ in range(ROUNDS)]
    ratios = [median(one["keystrokes"]) / median(one["repaints"]) for one in answers]
    middle = answers[ratios.index(sorted(ratios)[ROUNDS // 2])]
    claim = "key to painted results, p50 ÷ reset of 50 bare rows + repaint, p50"
    note = f"{readable(median(middle['keystrokes']))} / {readable(median(middle['repaints']))}"
    return [Finding("G3", claim, median(ratios), 1.3, note=note)]


def scrolling(*, is_full: bool) -> list[Finding]:
    """G17: jumps into goods that were never read, and pages one after another, until painted.

    Each is timed from the step of the scroll bar until a paint in which every row in sight says
    what it is: the reading counts. Beside it a bare table of fifty rows repaints.
    """
    steps = 60 if is_full else 4
    with _shop_with(goods=100_000 if is_full else 600) as place:
        answers = [watched_window(place, f"scroll:{steps}") for _ in range(ROUNDS)]
    grown = median(one["grown"] for one in answers) / 2**20
    claims = {
        "jumps": "jump anywhere in the goods, read and painted ÷ repaint of 50 bare rows, p50",
        "pages": "next page of the goods, read and painted ÷ repaint of 50 bare rows, p50",
    }
    findings = []
    for kind, claim in claims.items():
        ratios = [median(one[kind]) / median(one["repaints"]) for one in answers]
        middle = answers[ratios.index(sorted(ratios)[ROUNDS // 2])]
        times = f"{readable(median(middle[kind]))} / {readable(median(middle['repaints']))}"
        note = f"{times}, {middle['rows']:,} rows"
        findings.append(Finding("G17", claim, median(ratios), 1.5, note=note))
    if sys.platform == "linux":
        text = f"memory for all rows instead of none, {2 * steps} screens looked at"
        findings.append(Finding("G17", text, grown, 8.0, "MiB"))
    return findings


def cold_start(*, is_full: bool) -> list[Finding]:
    """G15: process to first paint and to the first results, against a bare label.

    The shop is opened by its keyring slot, and asks for no PIN.
    """
    starts = 7 if is_full else 1
    with _shop_with(goods=5_000 if is_full else 100) as place:
        _bare_start(place)
        _watched_with_keyring(place)
        painted, usable, stalls, bare, loaded = [], [], [], [], set[str]()
        for _ in range(starts):
            bare.append(_bare_start(place))
            begun = time.monotonic()
            answer = _watched_with_keyring(place)
            painted.append(answer["painted"] - begun)
            usable.append(answer["usable"] - begun)
            stalls.append(answer["stall"])
            loaded |= set(answer["loaded"])
    floor = median(bare)
    return [
        _start_finding(
            "first paint of the shell ÷ first paint of a bare label", median(painted), floor, 1.8
        ),
        _start_finding(
            "a typed character shows results ÷ first paint of a bare label",
            median(usable),
            floor,
            4.0,
        ),
        _start_finding(
            "longest stall while the rest is loaded ÷ first paint of a bare label",
            median(stalls),
            floor,
            1.0,
        ),
        Finding(
            "G15",
            "heavy libraries loaded at first paint",
            len(loaded),
            0,
            "modules",
            note=" ".join(sorted(loaded)),
            is_fact=True,
        ),
    ]


def packaged_start(*, is_full: bool) -> list[Finding]:
    """G16: the packaged program against the same from source, until the shop is open."""
    if not PACKAGED.exists():
        raise CannotMeasureError("dist/katai is not there: main.py test --only package builds it")
    source = [sys.executable, "-c", "import sys; from desktop.cli import main; sys.exit(main())"]
    starts = 5 if is_full else 1
    with _shop_with(goods=100) as place:
        packaged, raw = [], []
        for number in range(starts + 1):
            both = (_seconds_to_open(place, [str(PACKAGED)]), _seconds_to_open(place, source))
            if number:
                packaged.append(both[0])
                raw.append(both[1])
    note = f"{readable(median(packaged))} / {readable(median(raw))}"
    claim = "process to open shop, packaged folder ÷ source"
    return [Finding("G16", claim, median(packaged) / median(raw), 1.3, note=note)]


def references(*, is_full: bool) -> list[Finding]:
    """G18: a binding that loses references to None ends the process after some thousand calls."""
    del is_full
    from PySide6.QtCore import QObject

    thing = QObject()
    gc.collect()
    before = sys.getrefcount(None)
    for _ in range(1000):
        thing.setObjectName("a")
    for _ in range(1000):
        thing.parent()
    lost = abs(sys.getrefcount(None) - before)
    claim = "references to None that 2,000 void calls of Qt take away"
    return [Finding("G18", claim, lost, 9, "", is_fact=True)]


def memory(*, is_full: bool) -> list[Finding]:
    """G19: what the program holds after a day, and how much of it the day added."""
    if sys.platform != "linux":
        raise CannotMeasureError("only Linux tells what a process holds without another library")
    sales = 500 if is_full else 2
    with _shop_with(goods=100_000 if is_full else 300, sales=sales) as place:
        answer = watched_window(place, f"day:{sales}")
    sizes = [size / 2**20 for size in answer["sizes"]]
    opened = answer["opened"] / 2**20
    note = f"{opened:.0f} MiB when opened, {sizes[0]:.0f} after the first sale"
    return [
        Finding(
            "G19", f"resident after {sales} sales through the window", max(sizes), 180, "MiB", note
        ),
        Finding("G19", "growth from the first sale to the last", sizes[-1] - sizes[0], 10, "MiB"),
    ]


@contextmanager
def _shop_with(*, goods: int, sales: int = 0) -> Iterator[Path]:
    with TemporaryDirectory() as place:
        shop = BenchShop(Path(place) / "profile")
        for number in range(SOLD_PRODUCTS):
            shop.a_product(f"D{number}", cards=sales // SOLD_PRODUCTS + 1)
        shop.import_products(goods)
        shop.open_to_windows()
        shop.close()
        (Path(place) / "passphrase").write_text(PASSPHRASE, "utf-8")
        (Path(place) / "keyring.json").write_text(json.dumps(shop.keyring.kept), "utf-8")
        yield Path(place)


def _environment(place: Path) -> dict[str, str]:
    """Return the surroundings of a process: its second start finds every module compiled."""
    inherited = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return inherited | {
        "PYTHONPYCACHEPREFIX": str(place / "compiled"),
        "QT_QPA_PLATFORM": "offscreen",
        "TMPDIR": str(place),
        "HOME": str(place),
    }


def _words(place: Path) -> list[str]:
    return [
        *("--data-dir", str(place / "profile")),
        *("--passphrase-file", str(place / "passphrase")),
    ]


def _watched_with_keyring(place: Path) -> dict[str, Any]:
    keyring = {
        "PYTHON_KEYRING_BACKEND": "tests.bench.processes.file_keyring.Keyring",
        "KATAI_BENCH_KEYRING": str(place / "keyring.json"),
    }
    return watched_window(place, "start", ("--data-dir", str(place / "profile")), keyring)


def watched_window(
    place: Path,
    work: str,
    words: Sequence[str] = (),
    more_environment: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, Any]:
    """Run the program with a watch that does some work in it; return what the watch saw."""
    answer = place / "answer.json"
    answer.unlink(missing_ok=True)
    script = str(PROCESSES / "watched_window.py")
    done = subprocess.run(
        [sys.executable, script, work, str(answer), *(words or _words(place))],
        cwd=ROOT,
        env={**_environment(place), **more_environment},
        capture_output=True,
        text=True,
        timeout=_LONGEST,
        check=False,
    )
    assert answer.exists(), (done.returncode, done.stderr[-3000:])
    found: dict[str, Any] = json.loads(answer.read_text("utf-8"))
    assert not found["trouble"], (found["trouble"], done.stderr[-3000:])
    return found


def _bare_start(place: Path) -> float:
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, str(PROCESSES / "bare_window.py")],
        env=_environment(place),
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout) - begun


def _seconds_to_open(place: Path, program: Sequence[str]) -> float:
    """Return when the window answers a second start: the shop is open, its pages are there."""
    begun = time.monotonic()
    with subprocess.Popen(
        [*program, *_words(place)], cwd=ROOT, env=_environment(place), stderr=subprocess.PIPE
    ) as process:
        while not any(place.glob("katai-*")):
            assert process.poll() is None, process.stderr and process.stderr.read()[-2000:]
            assert time.monotonic() - begun < _LONGEST
            time.sleep(0.001)
        seconds = time.monotonic() - begun
        process.kill()
    for left in place.glob("katai-*"):
        left.unlink()
    return seconds


def _start_finding(claim: str, subject: float, floor: float, goal: float) -> Finding:
    note = f"{readable(subject)} / {readable(floor)}"
    return Finding("G15", claim, subject / floor, goal, note=note)
