"""From typed words to an exit code: language, profile, who acts, and the command."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING, Any, Final

from desktop import paths
from desktop.cli.invocation import Invocation
from desktop.cli.last_resort import LastResort
from desktop.cli.parsing import parsed, typed_language
from desktop.domain.errors import QT_TRANSLATE_NOOP, KataiError, ProfileError
from desktop.translating import set_language

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Mapping

    from desktop.cli.answers import Answer

_THROWN_AWAY: Final = frozenset({"demo", "tour", "practice"})
"""Commands that open no shop's profile."""


def run_command(arguments: list[str]) -> int:
    """Do what was typed; every error ends as a sentence and an exit code."""
    _speak_utf8()
    is_json = "--json" in arguments
    with LastResort(is_json=is_json) as last_resort:
        try:
            return _run(arguments)
        except KataiError as error:
            from desktop.cli.answers import print_error

            print_error(error, is_json=is_json)
            return error.exit_code
        except BrokenPipeError:
            return 0
    return last_resort.exit_code


def _run(arguments: list[str]) -> int:
    set_language(typed_language(arguments) or "zh")
    words = parsed(arguments)
    set_language(words.lang or _profile_language(words))
    if words.command not in _THROWN_AWAY:
        _refuse_a_server(os.environ)
    invocation = Invocation(words, paths.profile_folder(words.data_dir, os.environ))
    answer = _command_of(words)(invocation)
    if isinstance(answer, int):
        return answer
    from desktop.cli.answers import print_answer

    print_answer(answer, is_json=words.json, zone=invocation.zone)
    return answer.exit_code


def _refuse_a_server(environment: Mapping[str, str]) -> None:
    """Open nothing where a server is named: a shop must not sell into another database unseen."""
    if environment.get(paths.DATABASE_VARIABLE):
        raise ProfileError(
            "database_server_unsupported",
            QT_TRANSLATE_NOOP(
                "errors",
                "设了 {variable}，可卡台现在只用本机的数据库，几台电脑不能合用一个；"
                "什么也没打开，去掉它再开",
            ),
            variable=paths.DATABASE_VARIABLE,
        )


def _command_of(words: argparse.Namespace) -> Callable[[Invocation], Answer | int]:
    if words.command is None or words.command in {"demo", "tour", "practice"}:
        from desktop.cli import window_commands

        return window_commands.COMMANDS[words.command or "window"]
    from desktop.cli import (
        book_commands,
        goods_commands,
        profile_commands,
        purchase_commands,
        wholesale_commands,
    )

    by_name: dict[str, Callable[[Invocation], Answer | int]] = {
        **profile_commands.COMMANDS,
        **goods_commands.COMMANDS,
        **wholesale_commands.COMMANDS,
        **purchase_commands.COMMANDS,
        **book_commands.COMMANDS,
    }
    return by_name[words.command]


def _profile_language(words: argparse.Namespace) -> Any:
    import json

    folder = paths.profile_folder(words.data_dir, os.environ)
    try:
        content = json.loads((folder / paths.APPEARANCE_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return "zh"
    is_english = isinstance(content, dict) and content.get("appearance.language") == "en"
    return "en" if is_english else "zh"


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
