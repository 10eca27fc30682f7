"""Starts the practice platform as what it is: a process of its own."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop.connectors.platforms.base import AccountAccess
from desktop.practice.practice_platform import PracticeAddress, address_of
from tests.connectors.platform_contract import noon

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Practice:
    """A running practice platform and the account it printed."""

    process: subprocess.Popen[bytes]
    first_line: dict[str, str]

    @property
    def address(self) -> PracticeAddress:
        return address_of(json.dumps(self.first_line))

    @property
    def access(self) -> AccountAccess:
        return AccountAccess(self.address.fields, self.address.secrets, noon)


@contextlib.contextmanager
def practice(*arguments: object) -> Iterator[Practice]:
    process = subprocess.Popen(
        [sys.executable, "-m", "desktop.practice.server", *map(str, arguments)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdout is not None
    assert process.stdin is not None
    with process.stdout, process.stdin:
        try:
            yield Practice(process, json.loads(process.stdout.readline()))
        finally:
            process.kill()
            process.wait()
