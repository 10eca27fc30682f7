"""A keyring for a process of its own: kept in a file, found the way the system's is.

``PYTHON_KEYRING_BACKEND`` names it to the keyring library, as for any backend, so that the program
pays for the library, for looking through what the machine has, and for its own probe. Only the
conversation with the desktop's key service is missing.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend, get_all_keyring
from keyring.errors import PasswordDeleteError

FILE_VARIABLE = "KATAI_BENCH_KEYRING"

get_all_keyring()  # what a machine pays that names none


class Keyring(KeyringBackend):
    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        del service
        return self._kept().get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        del service
        self._keep(self._kept() | {username: password})

    def delete_password(self, service: str, username: str) -> None:
        del service
        kept = self._kept()
        if username not in kept:
            raise PasswordDeleteError
        del kept[username]
        self._keep(kept)

    def _kept(self) -> dict[str, str]:
        kept: dict[str, str] = json.loads(Path(os.environ[FILE_VARIABLE]).read_text("utf-8"))
        return kept

    def _keep(self, kept: dict[str, str]) -> None:
        Path(os.environ[FILE_VARIABLE]).write_text(json.dumps(kept), "utf-8")


Keyring.__module__ = "keyring.backends.SecretService"  # the program uses those it knows, no other
