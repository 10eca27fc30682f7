"""From typed words to an exit code: language, profile, who acts, and the command."""

from __future__ import annotations

import io
import os
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from desktop import paths
from desktop.cli.answers import Answer, print_answer, print_error
from desktop.cli.parsing import parsed
from desktop.domain.errors import QT_TRANSLATE_NOOP, KataiError, ProfileError, UsageError
from desktop.domain.permissions import Actor, Role
from desktop.domain.secret import Secret
from desktop.translating import set_language

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

    from desktop.assembly import Shop

COMMAND_LINE: Final = "command_line"
_READS_BESIDE_A_WINDOW: Final = frozenset(
    {"products", "goods", "cards", "purchases", "report", "verify", "export", "account"}
)


@dataclass(frozen=True, slots=True)
class Invocation:
    """A command as typed, and the profile it is about."""

    words: argparse.Namespace
    folder: Path

    @property
    def passphrase(self) -> Secret | None:
        """The owner's passphrase, from its file or the environment.

        Raises:
            UsageError: the file cannot be read.
        """
        if self.words.passphrase_file:
            return read_secret_line(self.words.passphrase_file)
        text = os.environ.get("KATAI_PASSPHRASE")
        return Secret(text) if text else None

    @contextmanager
    def opened(self, *, is_read_only: bool = False) -> Iterator[tuple[Shop, Actor]]:
        """Open the shop and say who acts; a reader takes no lock beside an open window."""
        from desktop.assembly import open_shop

        shop = open_shop(self.folder, passphrase=self.passphrase, is_read_only=is_read_only)
        try:
            if not self.words.lang:
                set_language(
                    "en" if shop.settings.current.text("appearance.language") == "en" else "zh"
                )
            yield shop, self._actor(shop, is_read_only=is_read_only)
        finally:
            shop.close()

    @contextmanager
    def opened_to_read(self) -> Iterator[tuple[Shop, Actor]]:
        """Open to read only: no lock is taken, so it works beside an open window."""
        with self.opened(is_read_only=True) as both:
            yield both

    def _actor(self, shop: Shop, *, is_read_only: bool) -> Actor:
        if self.words.staff and not is_read_only:
            return self._staff_actor(shop)
        owner = next(person for person in shop.staff.list_people() if person.role is Role.OWNER)
        return Actor(owner, COMMAND_LINE)

    def _staff_actor(self, shop: Shop) -> Actor:
        if not self.words.staff_pin_file:
            raise UsageError(
                "staff_pin_missing",
                QT_TRANSLATE_NOOP("errors", "--staff 要和 --staff-pin-file 一起用"),
            )
        found = shop.staff.find_person(self.words.staff)
        if found is None:
            raise UsageError(
                "staff_unknown",
                QT_TRANSLATE_NOOP("errors", "没有叫 {name} 的人"),
                name=self.words.staff,
            )
        person = shop.staff.check_pin(found.id, read_secret_line(self.words.staff_pin_file))
        return Actor(person, COMMAND_LINE)


def run_command(arguments: list[str]) -> int:
    """Do what was typed; every error ends as a sentence and an exit code."""
    _speak_utf8()
    is_json = "--json" in arguments
    try:
        words = parsed(arguments)
        set_language(words.lang or _profile_language(words))
        invocation = Invocation(words, paths.profile_folder(words.data_dir, os.environ))
        answer = _command_of(words)(invocation)
    except KataiError as error:
        print_error(error, is_json=is_json)
        return error.exit_code
    except BrokenPipeError:
        return 0
    if isinstance(answer, int):
        return answer
    print_answer(answer, is_json=words.json, zone=None)
    return answer.exit_code


def read_secret_line(file_name: str) -> Secret:
    """Return the first line of a small UTF-8 file.

    Raises:
        UsageError: code ``secret_file_unreadable``.
    """
    try:
        with Path(file_name).open(encoding="utf-8-sig") as file:
            return Secret(file.readline(4096).rstrip("\r\n"))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            "secret_file_unreadable",
            QT_TRANSLATE_NOOP("errors", "读不了文件 {file}"),
            file=file_name,
        ) from error


def _command_of(words: argparse.Namespace) -> Callable[[Invocation], Answer | int]:
    if words.command is None or words.command in {"demo", "tour", "practice"}:
        from desktop.cli import window_commands

        return window_commands.COMMANDS[words.command or "window"]
    from desktop.cli import book_commands, goods_commands, profile_commands, wholesale_commands

    by_name: dict[str, Callable[[Invocation], Answer | int]] = {
        **profile_commands.COMMANDS,
        **goods_commands.COMMANDS,
        **wholesale_commands.COMMANDS,
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
