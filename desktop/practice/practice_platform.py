"""The practice platform as a process beside the window: started, asked where it is, and stopped."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from desktop import paths
from desktop.domain.errors import QT_TRANSLATE_NOOP, OutsideError
from desktop.domain.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import TracebackType

_STOP_SECONDS = 5
_FIELD_KEYS = {
    "acg_faka": ("app_id", "app_key"),
    "dujiao_next": ("api_key", "api_secret"),
    "rainbow": ("user", "password"),
}
"""How the account form of each platform calls the name and the secret."""


@dataclass(frozen=True, slots=True)
class PracticeAddress:
    """Where the platform answers, as whom, and as which platform."""

    base_url: str
    app_id: str
    app_key: Secret
    platform: str = "acg_faka"

    @property
    def fields(self) -> dict[str, str]:
        """The plain fields of the account form."""
        return {"base_url": self.base_url, _FIELD_KEYS[self.platform][0]: self.app_id}

    @property
    def secrets(self) -> dict[str, Secret]:
        """The secret fields of the account form."""
        return {_FIELD_KEYS[self.platform][1]: self.app_key}

    @property
    def port(self) -> int:
        """The loopback port it was given."""
        return int(self.base_url.rsplit(":", 1)[1])


@dataclass(frozen=True, slots=True)
class PracticeWish:
    """How a practice platform is to be started; see ``PracticePlatform.start``."""

    state: Path
    dialect: str = "acg_faka"
    port: int = 0
    seed: int = 1
    faults: str = "none"


class PracticePlatform:
    """One process of the practice platform; it also ends when this process does."""

    def __init__(self, process: subprocess.Popen[str], address: PracticeAddress) -> None:
        self._process = process
        self.address = address

    @classmethod
    def start(
        cls,
        state: Path,
        *,
        port: int = 0,
        seed: int = 1,
        faults: str = "none",
        dialect: str = "acg_faka",
    ) -> Self:
        """Start it on a state file; what it sold before is still sold.

        Args:
            state: its own database, durable before it answers.
            port: 0 takes a free one; a taken one falls back to a free one.
            seed: makes its key.
            faults: a profile of ``practice --faults``.
            dialect: the platform whose interface it speaks.

        Raises:
            OutsideError: code ``practice_not_started``.
        """
        return cls.start_each([PracticeWish(state, dialect, port, seed, faults)])[0]

    @classmethod
    def start_each(cls, wishes: Sequence[PracticeWish]) -> tuple[Self, ...]:
        """Start several at once, each as ``start`` does; where one fails none goes on.

        Raises:
            OutsideError: code ``practice_not_started``.
        """
        begun = [(wish, _begun(wish)) for wish in wishes]
        started: list[Self] = []
        try:
            started.extend(cls._ready(wish, process) for wish, process in begun)
        except OutsideError:
            for platform in started:
                platform.stop()
            for _, process in begun[len(started) :]:
                process.kill()
                _let_go(process)
            raise
        return tuple(started)

    @classmethod
    def _ready(cls, wish: PracticeWish, process: subprocess.Popen[str]) -> Self:
        line = _first_line(process)
        if not line and wish.port:
            process = _begun(replace(wish, port=0))
            line = _first_line(process)
        if line:
            return cls(process, address_of(line))
        raise OutsideError(
            "practice_not_started",
            QT_TRANSLATE_NOOP("errors", "练习货源没有启动，店里的数据没有动"),
        )

    def stop(self) -> None:
        """Tell it to end, and wait."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            self._process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


def _begun(wish: PracticeWish) -> subprocess.Popen[str]:
    program = (
        [sys.executable] if paths.is_frozen() else [sys.executable, "-m", "desktop.practice.server"]
    )
    if paths.is_frozen():
        program.append("practice")
    options = ["--port", str(wish.port), "--seed", str(wish.seed), "--state", str(wish.state)]
    options += ["--faults", wish.faults, "--dialect", wish.dialect]
    return subprocess.Popen(  # noqa: S603 - our own program
        [*program, *options, "--until-input-ends"],
        cwd=paths.program_folder(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def _first_line(process: subprocess.Popen[str]) -> str:
    """Wait for what it says first; nothing when it has ended."""
    line = process.stdout.readline() if process.stdout is not None else ""
    if not line:
        _let_go(process)
    return line


def _let_go(process: subprocess.Popen[str]) -> None:
    """Wait for the end of a process that was of no use, and close what led to it."""
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()


def address_of(line: str) -> PracticeAddress:
    """Return what the first line of a running platform says."""
    told = json.loads(line)
    app_id, app_key = str(told["app_id"]), Secret(told["app_key"])
    return PracticeAddress(told["base_url"], app_id, app_key, told["platform"])
