"""Starts the practice platform as what it is: a process of its own."""

from __future__ import annotations

import contextlib
import json
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from desktop.connectors.platforms.base import AccountAccess
from desktop.practice.practice_platform import PracticeAddress, address_of
from desktop.practice.server.goods import GOODS
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


@dataclass(frozen=True)
class Seen:
    """An order as a person reads it on the practice platform's website."""

    trade_no: str
    our_number: str
    cards: tuple[str, ...]


def website(base_url: str) -> str:
    """Open the page of what was bought."""
    with urllib.request.urlopen(f"{base_url}/", timeout=10) as answer:
        return str(answer.read().decode())


def orders_seen(base_url: str) -> list[Seen]:
    """Read that page; where no number of ours is taken it stands in what was filled in."""
    seen = []
    for row in re.findall(r"<tr>(<td>.*?)</tr>", website(base_url), re.DOTALL):
        cells = [unescape(cell) for cell in re.findall(r"<td>(.*?)</td>", row, re.DOTALL)]
        seen.append(Seen(cells[1], cells[2] or cells[6], tuple(cells[7].split("\n"))))
    return seen


def upstream_id(platform: str, code: str, variant: int = 0) -> str:
    """Return under which number a dialect sells the goods with this code."""
    codes = [goods.code for goods in GOODS]
    if platform == "acg_faka" or code not in codes:
        return code
    number = codes.index(code) + 1
    sku = number * 100 + variant
    return f"{number}-{sku}" if platform == "dujiao_next" else str(sku)


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
