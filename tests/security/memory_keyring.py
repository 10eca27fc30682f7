"""Keyrings for tests: one that works, and the ways in which real ones do not."""

from __future__ import annotations

from desktop.security.keyring_port import KeyringUnavailableError


class MemoryKeyring:
    """Keeps, gives back and forgets."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def get(self, account: str) -> str | None:
        return self.kept.get(account)

    def set(self, account: str, text: str) -> None:
        self.kept[account] = text

    def delete(self, account: str) -> None:
        self.kept.pop(account, None)


class ForgetfulKeyring(MemoryKeyring):
    """Takes everything and gives back nothing, like the null backend."""

    def get(self, account: str) -> str | None:
        return None


class LockedKeyring(MemoryKeyring):
    """Refuses every call."""

    def get(self, account: str) -> str | None:
        raise KeyringUnavailableError("keyring_failed", "locked")

    def set(self, account: str, text: str) -> None:
        raise KeyringUnavailableError("keyring_failed", "locked")
