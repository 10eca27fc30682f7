"""The practice platform's command line: start, say where, serve until told to stop.

Belongs here: arguments, the first line on stdout, signals.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import signal
import sqlite3
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop.practice.server.dialects import DIALECTS, FIRST
from desktop.practice.server.faults import PROFILES, Faults
from desktop.practice.server.service import Shop
from desktop.practice.server.store import APP_ID, Store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CANNOT_START: Final = 4


class _StopRequestedError(BaseException):
    """A signal asked to end; outside ``Exception`` so that no server code swallows it."""


def run(argv: Sequence[str] | None = None) -> int:
    """Serve until SIGINT or SIGTERM, and return the exit code.

    The first line on stdout is JSON with the address and the member's id and key.
    """
    arguments = _parser().parse_args(argv)
    try:
        faults = Faults(arguments.faults, arguments.seed, is_everywhere=arguments.faults_everywhere)
    except ValueError as error:
        print(f"--faults: {error}", file=sys.stderr)
        return 2
    try:
        return _serve(arguments, faults)
    except (OSError, sqlite3.Error) as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return _CANNOT_START


def _serve(arguments: argparse.Namespace, faults: Faults) -> int:
    state: Path | None = arguments.state
    with (
        contextlib.suppress(_StopRequestedError),
        _stopping_by_signal(),
        contextlib.closing(
            Store(state, arguments.seed, arguments.catalogue, arguments.manual_seconds)
        ) as store,
        Shop(arguments.port, store, faults, DIALECTS[arguments.dialect]) as shop,
    ):
        first_line = {
            "base_url": shop.base_url,
            "app_id": APP_ID,
            "app_key": store.app_key,
            "platform": arguments.dialect,
        }
        print(json.dumps(first_line), flush=True)
        if arguments.until_input_ends:
            threading.Thread(target=_stop_at_end_of_input, daemon=True).start()
        shop.serve_forever(poll_interval=0.2)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="katai practice")
    parser.add_argument("--port", type=int, default=0, help="0 picks a free one")
    parser.add_argument(
        "--dialect", default=FIRST, choices=tuple(DIALECTS), help="whose interface it speaks"
    )
    parser.add_argument(
        "--faults", default="none", metavar="PROFILE[:SHARE]", help=" ".join(PROFILES)
    )
    parser.add_argument("--faults-everywhere", action="store_true", help="not only orders")
    parser.add_argument("--seed", type=int, default=0, help="draws faults and makes the key")
    parser.add_argument("--state", type=Path, help="keep goods and orders in this file")
    parser.add_argument("--catalogue", type=int, default=0, help="this many further goods")
    parser.add_argument(
        "--manual-seconds", type=float, default=5.0, help="until goods by hand are delivered"
    )
    parser.add_argument("--until-input-ends", action="store_true", help="stop when stdin is closed")
    return parser


@contextlib.contextmanager
def _stopping_by_signal() -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield  # a test calls from a thread and ends the process itself
        return
    before = {number: signal.signal(number, _stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(number: int, frame: object) -> None:
    del number, frame
    raise _StopRequestedError


def _stop_at_end_of_input() -> None:
    while sys.stdin.buffer.read(1024):
        pass
    signal.raise_signal(signal.SIGINT)
