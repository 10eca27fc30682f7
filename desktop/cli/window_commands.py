"""The window, the sample shop in it, the tour through it, and the practice platform.

While the shop is opened on a thread of its own, nothing may be collected: a widget would be
destroyed there. Once it is open the window collects by itself (``ui.main_thread_collector``).
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop.cli.invocation import read_secret_line
from desktop.collecting import nothing_collected
from desktop.domain.errors import QT_TRANSLATE_NOOP, OutsideError, UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from desktop.cli.answers import Answer
    from desktop.cli.invocation import Invocation


@nothing_collected()
def window(invocation: Invocation) -> int:
    """Open the window."""
    from desktop.ui.application import WindowOptions, run_window

    words = invocation.words
    pin = read_secret_line(words.staff_pin_file) if words.staff_pin_file else None
    options = WindowOptions(
        invocation.folder, invocation.passphrase, words.staff or "", pin, words.lang
    )
    return run_window(options)


@nothing_collected()
def demo(invocation: Invocation) -> int:
    """Open the sample shop on a profile that is thrown away."""
    from desktop.assembly import SampleShop
    from desktop.ui.application import WindowOptions, run_window

    with tempfile.TemporaryDirectory(prefix="katai-demo-") as folder:
        profile = Path(folder) / "profile"
        with SampleShop(profile) as sample:
            options = WindowOptions(
                profile, sample.passphrase, language=invocation.words.lang, prepare=sample.build
            )
            return run_window(options)


@nothing_collected()
def tour(invocation: Invocation) -> int:
    """Drive the real windows through a working day."""
    from desktop.ui.tour import run_tour

    return run_tour(Path(invocation.words.out), invocation.words.lang)


def practice(invocation: Invocation) -> int:
    """Run the practice platform alone until it is told to stop."""
    from desktop.practice.server import run
    from desktop.practice.server.dialects import DIALECTS
    from desktop.practice.server.faults import PROFILES, Faults

    words = invocation.words
    if words.dialect not in DIALECTS:
        raise UsageError(
            "dialect_unknown",
            QT_TRANSLATE_NOOP("errors", "练习货源不会说 {text}，可以是 {dialects}"),
            text=words.dialect[:40],
            dialects=" ".join(DIALECTS),
        )
    try:
        Faults(words.faults, seed=0)
    except ValueError as error:
        raise UsageError(
            "faults_unknown",
            QT_TRANSLATE_NOOP(
                "errors", "没有毛病 {text}，可以是 {profiles}，后面可加 :0.5 这样的比例"
            ),
            text=words.faults[:40],
            profiles=" ".join(PROFILES),
        ) from error
    exit_code = run(_practice_arguments(words))
    if exit_code:
        raise OutsideError(
            "practice_not_started",
            QT_TRANSLATE_NOOP("errors", "练习货源没有开起来：端口有人用，或 --state 的文件打不开"),
        )
    return exit_code


def _practice_arguments(words: argparse.Namespace) -> list[str]:
    arguments = ["--port", str(words.port), "--faults", words.faults, "--dialect", words.dialect]
    if words.seed is not None:
        arguments += ["--seed", str(words.seed)]
    if words.state is not None:
        arguments += ["--state", words.state]
    if words.until_input_ends:
        arguments.append("--until-input-ends")
    return arguments


COMMANDS: Final[dict[str, Callable[[Invocation], Answer | int]]] = {
    "window": window,
    "demo": demo,
    "tour": tour,
    "practice": practice,
}
