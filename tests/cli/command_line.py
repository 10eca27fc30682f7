"""The command line as an owner's script uses it: words in, exit code and texts out."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.assembly import Shop, open_shop
from desktop.cli import main
from desktop.domain.permissions import Actor, Role
from desktop.domain.secret import Secret

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE, PIN = "门口的槐树很高 8841", "604918"
PROGRAM = "from desktop.cli import run; run()"
READERS: tuple[tuple[str, ...], ...] = (
    ("products",),
    ("goods", "--account", "练习卡盟"),
    ("cards",),
    ("purchases",),
    ("report", "day"),
    ("verify",),
    ("export", "sales", "{out}/sales.csv"),
    ("doctor",),
    ("account", "list"),
)
"""What reads beside an open window."""


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on stdout; anything beside it is an error here."""
        return json.loads(self.out)

    @property
    def error_code(self) -> str:
        return str(self.document["error"]["code"])


@dataclass(frozen=True)
class CommandLine:
    """A profile folder, the files beside it, and a way to type."""

    folder: Path
    desk: Path

    @property
    def passphrase_file(self) -> Path:
        return self.desk / "passphrase"

    @property
    def phrase_file(self) -> Path:
        return self.desk / "phrase"

    def words(self, *words: object) -> list[str]:
        return [
            "--data-dir",
            str(self.folder),
            "--passphrase-file",
            str(self.passphrase_file),
            *map(str, words),
        ]

    def type(self, *words: object) -> Ended:
        """Type a command and return how it ended."""
        return typed(*self.words(*words))

    def ask(self, *words: object) -> Any:
        """Type a command with ``--json`` that must succeed; return its document."""
        ended = self.type(*words, "--json")
        assert ended.code == 0, (ended.out, ended.err)
        return ended.document

    def refused(self, *words: object) -> tuple[int, str]:
        """Type a command with ``--json`` that must fail; return exit and error code."""
        ended = self.type(*words, "--json")
        assert ended.code != 0, ended.out
        assert ended.err.strip(), "no sentence for people"
        return ended.code, ended.error_code

    def run(self, *words: object, **options: Any) -> Ended:
        """Type a command into a process of its own."""
        return started(*self.words(*words), **options)

    def secret_file(self, name: str, text: str) -> Path:
        path = self.desk / name
        path.write_text(text + "\n", encoding="utf-8")
        return path

    @contextmanager
    def shop(self) -> Iterator[tuple[Shop, Actor]]:
        """Open the profile as the window does."""
        opened = open_shop(self.folder, passphrase=Secret(PASSPHRASE))
        try:
            people = opened.staff.list_people()
            yield opened, Actor(next(one for one in people if one.role is Role.OWNER))
        finally:
            opened.close()

    def init_words(self, *more: object) -> list[str]:
        pin = self.secret_file("pin", PIN)
        return self.words("init", "--shop", "禾光点卡", "--owner", "程禾", "--pin-file", pin, *more)


def typed(*words: str) -> Ended:
    """Type words as they are, in this process."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(list(words))
    return Ended(code, out.getvalue(), err.getvalue())


def started(*words: str, environment: dict[str, str] | None = None, **options: Any) -> Ended:
    """Type words into a process of its own."""
    finished = subprocess.run(
        [sys.executable, "-c", PROGRAM, *words],
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        encoding="utf-8",
        check=False,
        **options,
    )
    return Ended(finished.returncode, finished.stdout, finished.stderr)


def a_desk(folder: Path) -> CommandLine:
    """Return a command line without a profile yet; its passphrase is on the desk."""
    desk = folder / "desk"
    desk.mkdir(parents=True)
    line = CommandLine(folder / "profile", desk)
    line.secret_file("passphrase", PASSPHRASE)
    return line


def copy_of(line: CommandLine, folder: Path) -> CommandLine:
    """Return the same shop in another folder."""
    shutil.copytree(line.desk, folder / "desk")
    shutil.copytree(line.folder, folder / "profile")
    return CommandLine(folder / "profile", folder / "desk")
