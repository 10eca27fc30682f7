"""The operating system's keyring: small secrets under a name.

Only backends of the systems themselves are used. Others may ask on a terminal that is not there,
or keep a plain file.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, Protocol

from desktop.domain.errors import QT_TRANSLATE_NOOP, OutsideError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.domain.randomness import Randomness

SERVICE: Final = "Katai"

_ALLOWED: Final = frozenset(
    {
        ("keyring.backends.Windows", "WinVaultKeyring"),
        ("keyring.backends.macOS", "Keyring"),
        ("keyring.backends.SecretService", "Keyring"),
        ("keyring.backends.kwallet", "DBusKeyring"),
    }
)
_CHAIN: Final = ("keyring.backends.chainer", "ChainerBackend")
_ERROR_NAMES: Final = (
    ("keyring.errors", "KeyringError"),
    ("secretstorage.exceptions", "SecretStorageException"),
    ("jeepney.wrappers", "DBusErrorResponse"),
    ("win32ctypes.pywin32.pywintypes", "error"),
)


class KeyringPort(Protocol):
    """Where a few small secrets are kept outside the profile."""

    def get(self, account: str) -> str | None:
        """Return what is kept under a name, or None."""

    def set(self, account: str, text: str) -> None:
        """Keep a text under a name; Windows takes about 1,200 characters."""

    def delete(self, account: str) -> None:
        """Forget what is kept under a name, if anything."""


class KeyringUnavailableError(OutsideError):
    """The keyring is locked, gone, or refused."""


class OsKeyring:
    """The keyring of the person who is logged in.

    Each call raises ``KeyringUnavailableError`` (code ``keyring_failed``) where the system refuses.
    """

    def __init__(self, backend: Any) -> None:
        self._backend = backend
        self._errors = _backend_errors()

    @property
    def name(self) -> str:
        """Which backend it is, for ``doctor``."""
        kind = type(self._backend)
        return f"{kind.__module__}.{kind.__qualname__}"

    def get(self, account: str) -> str | None:
        """Return what is kept under a name, or None."""
        try:
            kept: str | None = self._backend.get_password(SERVICE, account)
        except self._errors as error:
            raise _unavailable() from error
        return kept

    def set(self, account: str, text: str) -> None:
        """Keep a text under a name."""
        try:
            self._backend.set_password(SERVICE, account, text)
        except self._errors as error:
            raise _unavailable() from error

    def delete(self, account: str) -> None:
        """Forget what is kept under a name, if anything."""
        try:
            if self._backend.get_password(SERVICE, account) is not None:
                self._backend.delete_password(SERVICE, account)
        except self._errors as error:
            raise _unavailable() from error


def find_os_keyring(randomness: Randomness) -> OsKeyring | None:
    """Return the system's keyring if it is one we trust and it keeps, gives back and forgets."""
    import keyring
    from keyring.errors import KeyringError

    try:
        backend = _allowed_backend(keyring.get_keyring())
    except (KeyringError, OSError, RuntimeError, ImportError):
        return None
    if backend is None:
        return None
    found = OsKeyring(backend)
    return found if passes_probe(found, randomness) else None


def passes_probe(keyring: KeyringPort, randomness: Randomness) -> bool:
    """Tell whether a keyring really works: one backend takes everything and gives back nothing."""
    account = f"probe:{randomness.bytes(8).hex()}"
    text = randomness.bytes(22).hex()
    try:
        keyring.set(account, text)
        is_kept = keyring.get(account) == text
        keyring.delete(account)
        return is_kept and keyring.get(account) is None
    except KeyringUnavailableError:
        return False


def _allowed_backend(backend: Any) -> Any | None:
    candidates: Iterable[Any] = (backend,)
    if _class_name(backend) == _CHAIN:
        candidates = backend.backends
    return next((one for one in candidates if _class_name(one) in _ALLOWED), None)


def _class_name(backend: object) -> tuple[str, str]:
    return type(backend).__module__, type(backend).__name__


def _backend_errors() -> tuple[type[Exception], ...]:
    found: list[type[Exception]] = [OSError, RuntimeError, ValueError, EOFError]
    for module, name in _ERROR_NAMES:
        if module.startswith("win32") and sys.platform != "win32":
            continue
        try:
            found.append(getattr(import_module(module), name))
        except (ImportError, AttributeError):
            continue
    return tuple(found)


def _unavailable() -> KeyringUnavailableError:
    return KeyringUnavailableError(
        "keyring_failed",
        QT_TRANSLATE_NOOP(
            "errors", "系统钥匙串没有应答或被锁着。店铺数据没有改动；可以先用口令打开"
        ),
    )
