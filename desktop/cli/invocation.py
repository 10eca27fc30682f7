"""A command as typed: its profile, its secrets from files, and who acts."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop.domain.errors import QT_TRANSLATE_NOOP, ProfileError, UsageError
from desktop.domain.permissions import Actor, Role
from desktop.domain.secret import Secret
from desktop.translating import set_language

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from datetime import tzinfo

    from desktop.assembly import Shop

COMMAND_LINE: Final = "command_line"


@dataclass(slots=True)
class Invocation:
    """A command as typed, and the profile it is about.

    Attributes:
        opened_zone: of the shop, once it was opened.
    """

    words: argparse.Namespace
    folder: Path
    opened_zone: tzinfo | None = None

    @property
    def zone(self) -> tzinfo:
        """The shop's once it was opened, till then that of a new shop; times are printed in it."""
        from desktop.domain.clock import CHINA_STANDARD_TIME

        return self.opened_zone or CHINA_STANDARD_TIME

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
        from desktop.domain.clock import zone_named

        shop = open_shop(self.folder, passphrase=self.passphrase, is_read_only=is_read_only)
        try:
            self.opened_zone = zone_named(shop.settings.current.text("day.zone"))
            if not self.words.lang:
                set_language(
                    "en" if shop.settings.current.text("appearance.language") == "en" else "zh"
                )
            yield shop, self._actor(shop)
        finally:
            shop.close()

    @contextmanager
    def opened_to_read(self) -> Iterator[tuple[Shop, Actor]]:
        """Open to read only: no lock is taken, so it works beside an open window.

        With ``--staff`` a PIN is checked, and counted before that: then it is opened to write if
        no window has it.
        """
        with self.opened(is_read_only=not self.words.staff or self._is_in_use()) as both:
            yield both

    def _is_in_use(self) -> bool:
        from desktop.services.profiles import has_profile
        from desktop.storage.profile_lock import ProfileLock

        try:
            if has_profile(self.folder):
                ProfileLock.acquire(self.folder).release()
        except ProfileError as error:
            return error.code == "profile_locked"
        return False

    def _actor(self, shop: Shop) -> Actor:
        if self.words.staff:
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
