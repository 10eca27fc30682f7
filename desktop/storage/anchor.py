"""The ledger's head, kept where someone who edits the database does not look.

An edited entry shows by its signature. A cut tail, or yesterday's file put back, is consistent in
itself and shows only against an anchor.
"""

from __future__ import annotations

import hmac
import json
import os
from typing import TYPE_CHECKING, Any, Final, Protocol

from desktop.domain.errors import QT_TRANSLATE_NOOP, ProfileError
from desktop.security.keyring_port import KeyringUnavailableError
from desktop.storage.ledger import LedgerHead, find_contradictions, list_heads

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sqlalchemy import Connection

    from desktop.security.keyring_port import KeyringPort
    from desktop.security.vault import Vault
    from desktop.storage.database import Database

ANCHOR_FILE: Final = "anchor"
_MOST_TILLS: Final = 8
"""Older chains are covered by backups and slips; the keyring of Windows is small."""


class AnchorStore(Protocol):
    """Where the heads are kept."""

    is_strong: bool
    """Whether copying the profile folder back would not bring the anchor back with it."""

    def load(self) -> tuple[LedgerHead, ...]:
        """Return the heads last kept; empty if none.

        Raises:
            ProfileError: code ``anchor_damaged``.
            KeyringUnavailableError: the keyring did not answer.
        """

    def save(self, heads: Sequence[LedgerHead]) -> None:
        """Keep these heads in place of the former ones."""


class KeyringAnchors:
    """Heads in the keyring of the system."""

    is_strong = True

    def __init__(self, keyring: KeyringPort, profile_id: str) -> None:
        self._keyring = keyring
        self._account = f"anchor:{profile_id}"

    def load(self) -> tuple[LedgerHead, ...]:
        """Return the heads last kept."""
        kept = self._keyring.get(self._account)
        return _heads_from(kept) if kept else ()

    def save(self, heads: Sequence[LedgerHead]) -> None:
        """Keep these heads."""
        self._keyring.set(self._account, _text_of(heads))


class FileAnchors:
    """Heads in a signed file of the profile, where there is no keyring: weaker, but not nothing."""

    is_strong = False

    def __init__(self, folder: Path, vault: Vault) -> None:
        self._path = folder / ANCHOR_FILE
        self._vault = vault

    def load(self) -> tuple[LedgerHead, ...]:
        """Return the heads last kept."""
        try:
            text, _, mac = self._path.read_text(encoding="utf-8").partition("\n")
        except FileNotFoundError:
            return ()
        except (OSError, ValueError) as error:
            raise _damaged() from error
        if not hmac.compare_digest(self._mac_of(text).encode(), mac.strip().encode()):
            raise _damaged()
        return _heads_from(text)

    def save(self, heads: Sequence[LedgerHead]) -> None:
        """Keep these heads; a kill leaves the former file or the new one."""
        text = _text_of(heads)
        part = self._path.with_name(f"{ANCHOR_FILE}.part")
        with part.open("w", encoding="utf-8") as file:
            file.write(f"{text}\n{self._mac_of(text)}\n")
            file.flush()
            os.fsync(file.fileno())
        part.replace(self._path)

    def _mac_of(self, text: str) -> str:
        return self._vault.audit_mac(b"katai anchor " + text.encode()).hex()


class Anchoring:
    """Keeps the anchor up with the ledger; called when idle, at day close and at the end.

    An anchor that the ledger contradicts is what shows that entries are missing: it is kept as it
    is, however much is recorded since.
    """

    def __init__(self, database: Database, vault: Vault, store: AnchorStore) -> None:
        self._database = database
        self._vault = vault
        self._store = store
        self._kept: tuple[LedgerHead, ...] = ()
        self._is_compared = False

    @property
    def store(self) -> AnchorStore:
        """Where the heads are kept."""
        return self._store

    def keep_up(self) -> bool:
        """Save the heads if they moved; tell whether the anchor is now up to date."""
        with self._database.read() as connection:
            heads = list_heads(connection, self._vault)
            if heads == self._kept:
                return True
            if not (self._is_compared or self._agrees(connection)):
                return False
        self._is_compared = True
        try:
            self._store.save(heads)
        except (OSError, KeyringUnavailableError):
            return False
        self._kept = heads
        return True

    def _agrees(self, connection: Connection) -> bool:
        try:
            return not find_contradictions(connection, self._store.load())
        except (ProfileError, KeyringUnavailableError):
            return False


def _text_of(heads: Sequence[LedgerHead]) -> str:
    kept = heads[-_MOST_TILLS:]
    return json.dumps([[head.till, head.seq, head.mac.hex()] for head in kept])


def _heads_from(text: str) -> tuple[LedgerHead, ...]:
    try:
        held: list[Any] = json.loads(text)
        return tuple(LedgerHead(int(till), int(seq), bytes.fromhex(mac)) for till, seq, mac in held)
    except (ValueError, TypeError) as error:
        raise _damaged() from error


def _damaged() -> ProfileError:
    return ProfileError(
        "anchor_damaged",
        QT_TRANSLATE_NOOP(
            "errors", "账本的锚点读不懂或被改过：不能证明账本没有被截短。请核对最近一次日结的校验码"
        ),
    )
