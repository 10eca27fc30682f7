"""Runs the tour: opens the sample shop in the real window and goes from step to step."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
import traceback
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal, Slot

from desktop.assembly import SampleShop, system_world
from desktop.translating import translate
from desktop.ui.application import Opening, WindowOptions, ready_application
from desktop.ui.tour.day import STEPS, Step
from desktop.ui.tour.stage import Script, Stage, StepFailedError, Wanted
from desktop.ui.tour.tour_clock import TourClock

if TYPE_CHECKING:
    from desktop.translating import Language

_POLL_MILLISECONDS: Final = 10
_DONE, _FAILED = 0, 1


def guide_through(out: Path, language: Language | None) -> int:
    """Open the sample shop, take every step, and say what held."""
    application = ready_application()
    out.mkdir(parents=True, exist_ok=True)
    for old in out.glob("*"):
        if old.is_file():
            old.unlink()
    folder = Path(tempfile.mkdtemp(prefix="katai-tour-"))
    try:
        machine = system_world()
        clock = TourClock(machine.clock)
        with SampleShop(folder / "profile") as sample:
            options = WindowOptions(
                folder / "profile",
                sample.passphrase,
                language=language,
                prepare=sample.build,
                world=replace(machine, clock=clock),
            )
            opening = Opening(application, options)
            guide = Guide(Stage(opening, out, clock))
            loop = QEventLoop()
            guide.ended.connect(loop.quit)
            opening.ended.connect(loop.quit)
            opening.begin()
            guide.begin()
            loop.exec()
            opening.finish()
            return guide.result
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Guide(QObject):
    """Steps through the day on a timer, so that the window's own events run in between."""

    ended = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._left = list(STEPS)
        self._held = 0
        self._script: Script | None = None
        self._step: Step | None = None
        self._wanted: Wanted | None = None
        self._deadline = 0.0
        self._started = 0.0
        self.result = _FAILED
        self._timer = QTimer(self, interval=_POLL_MILLISECONDS)
        self._timer.timeout.connect(self._tick)

    def begin(self) -> None:
        """Start with the first step."""
        self._timer.start()

    @Slot()
    def _tick(self) -> None:
        try:
            self._go_on()
        except StepFailedError as failure:
            self._fail(str(failure))
        except Exception:  # noqa: BLE001 - a step that breaks is a step that did not hold
            self._fail(traceback.format_exc(limit=3))

    def _go_on(self) -> None:
        if self._wanted is not None:
            if not self._wanted.is_met():
                self._refuse_lateness(self._wanted)
                return
            self._wanted = None
        if self._script is None and not self._begin_step():
            return
        assert self._script is not None  # noqa: S101 - a step has just begun
        try:
            self._wanted = next(self._script)
        except StopIteration:
            self._end_step()
        else:
            self._deadline = time.monotonic() + self._wanted.seconds

    def _begin_step(self) -> bool:
        if not self._left:
            self.result = _DONE
            self._finish()
            return False
        self._step = self._left.pop(0)
        self._started = time.monotonic()
        self._script = self._step.play(self._stage)
        return True

    def _end_step(self) -> None:
        self._script = None
        self._held += 1
        if self._step is not None:
            seconds = time.monotonic() - self._started
            name, checked = (
                translate("tour", self._step.name),
                translate("tour", self._step.checked),
            )
            print(f"ok   {name}  ({seconds:.1f} s)  {checked}", flush=True)

    def _refuse_lateness(self, wanted: Wanted) -> None:
        if time.monotonic() > self._deadline:
            message = f"waited {wanted.seconds:.0f} s for: {wanted.what}"
            raise StepFailedError(message)

    def _fail(self, why: str) -> None:
        name = translate("tour", self._step.name) if self._step is not None else "start"
        print(f"FAIL {name}: {why}", file=sys.stderr, flush=True)
        self._stage.picture("failed")
        self._finish()

    def _finish(self) -> None:
        self._timer.stop()
        stage = self._stage
        papers = sorted(
            path.name for path in stage.out.iterdir() if path.suffix in {".pdf", ".xlsx"}
        )
        print(
            f"{self._held} of {len(STEPS)} steps held; {len(stage.pictures)} pictures and "
            f"{len(papers)} papers in {stage.out}",
            flush=True,
        )
        self.ended.emit()
