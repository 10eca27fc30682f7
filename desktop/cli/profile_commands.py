"""``init backup restore verify doctor``: the profile itself."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from functools import partial
from io import FileIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from desktop.cli.answers import Answer
from desktop.cli.invocation import read_secret_line
from desktop.domain.errors import QT_TRANSLATE_NOOP, StorageError, UsageError
from desktop.domain.permissions import Action
from desktop.translating import sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from desktop.cli.invocation import Invocation

UNUSABLE: Final = 3


def init(invocation: Invocation) -> Answer:
    """Make a shop without the window."""
    from desktop.assembly import system_world
    from desktop.services.profiles import NewProfile, create_profile

    words = invocation.words
    wanted = NewProfile(
        words.shop,
        words.owner,
        read_secret_line(words.pin_file),
        words.phrase_language,
        invocation.passphrase,
    )
    with _phrase_keeper(words.phrase_file) as keep_phrase:
        created = create_profile(invocation.folder, wanted, system_world())
        keep_phrase(" ".join(created.phrase))
    if words.sample:
        _add_sample(invocation)
    return Answer({"profile": str(invocation.folder), "shop": words.shop, "slots": created.slots})


def backup(invocation: Invocation) -> Answer:
    """Write an encrypted backup."""
    with invocation.opened() as (shop, actor):
        made = shop.backups.backup(actor, Path(invocation.words.file))
        return Answer({"file": str(made.path), "bytes": made.size_bytes, "made_at": made.made_at})


def restore(invocation: Invocation) -> Answer:
    """Restore a backup into a profile folder that has no shop."""
    from desktop.assembly import system_world
    from desktop.services.backups import restore_shop

    words = invocation.words
    target = Path(words.to) if words.to else invocation.folder
    restored = restore_shop(
        Path(words.file),
        target,
        system_world(),
        phrase=read_secret_line(words.phrase_file).reveal(),
        passphrase=invocation.passphrase,
    )
    return Answer(
        {
            "profile": str(target),
            "made_at": restored.made_at,
            "cards_to_check": restored.cards_to_check,
            "purchases_unknown": restored.purchases_unknown,
        }
    )


def verify(invocation: Invocation) -> Answer:
    """Check ledger, balances and the database file."""
    from desktop.services.verification import problem_sentence

    with invocation.opened_to_read() as (shop, actor):
        shop.rights.require(actor, Action.ADMINISTER)
        verdict = shop.verification.verify()
    content: dict[str, Any] = {
        "ok": verdict.ok,
        "entries": verdict.entries,
        "head": verdict.head,
        "problems": [
            {"code": one.code, "place": one.place, "row": one.row, "message": problem_sentence(one)}
            for one in verdict.problems
        ],
    }
    if verdict.ok:
        return Answer(content)
    message = sentence(
        "errors",
        QT_TRANSLATE_NOOP("errors", "核对没有通过：{count} 处不对"),
        count=len(verdict.problems),
    )
    content["error"] = {"code": "verify_failed", "message": message, "details": {}}
    return Answer(content, UNUSABLE, (message,))


def doctor(invocation: Invocation) -> Answer:
    """Say how machine and shop are; fit to send to someone who helps."""
    from desktop.services.diagnosis import machine_lines
    from desktop.services.profiles import has_profile

    if not has_profile(invocation.folder):
        lines = tuple(machine_lines())
    else:
        with invocation.opened_to_read() as (shop, _actor):
            lines = shop.diagnosis.lines()
    content = {line.key: line.text for line in lines}
    return Answer(content)


def _add_sample(invocation: Invocation) -> None:
    from desktop.assembly import open_shop
    from desktop.practice.sample_shop import fill_sample_shop

    shop = open_shop(invocation.folder, passphrase=invocation.passphrase)
    try:
        for line in fill_sample_shop(shop):
            print(line, file=sys.stderr)
    finally:
        shop.close()


@contextmanager
def _phrase_keeper(file_name: str | None) -> Iterator[Callable[[str], None]]:
    """Give a way to keep the phrase that is open before there is a phrase, so none gets lost.

    Raises:
        UsageError: ``phrase_file_exists``, ``phrase_file_not_writable``; nothing was made.
        StorageError: ``phrase_file_failed``; the phrase stands on stderr instead.
    """
    if not file_name:
        yield _print_phrase
        return
    file = _opened_private(Path(file_name))
    try:
        with file:
            yield partial(_write_phrase, file)
    except BaseException:
        Path(file_name).unlink(missing_ok=True)
        raise


def _print_phrase(phrase: str) -> None:
    print(f"recovery-phrase: {phrase}", file=sys.stderr)


def _write_phrase(file: FileIO, phrase: str) -> None:
    try:
        file.write(f"{phrase}\n".encode())
        os.fsync(file.fileno())
    except OSError as error:
        _print_phrase(phrase)
        raise StorageError(
            "phrase_file_failed",
            QT_TRANSLATE_NOOP(
                "errors", "店建好了，但恢复词写不进文件，已经印在上面一行，请马上抄下来"
            ),
        ) from error


def _opened_private(path: Path) -> FileIO:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise UsageError(
            "phrase_file_exists",
            QT_TRANSLATE_NOOP("errors", "{file} 已经存在，恢复词不会写进去。什么都没有建"),
            file=str(path),
        ) from error
    except OSError as error:
        raise UsageError(
            "phrase_file_not_writable",
            QT_TRANSLATE_NOOP("errors", "恢复词写不进 {file}，换一个地方。什么都没有建"),
            file=str(path),
        ) from error
    return FileIO(descriptor, "w")


COMMANDS: Final[dict[str, Callable[[Invocation], Answer | int]]] = {
    "init": init,
    "backup": backup,
    "restore": restore,
    "verify": verify,
    "doctor": doctor,
}
