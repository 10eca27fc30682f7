from __future__ import annotations

from typing import Any

import keyring
import pytest
from keyring.backends import SecretService, chainer, fail, null
from keyring.errors import InitError, KeyringLocked, PasswordDeleteError

from desktop.security import keyring_port
from desktop.security.keyring_port import (
    KeyringUnavailableError,
    OsKeyring,
    find_os_keyring,
    passes_probe,
)
from tests.security.memory_keyring import ForgetfulKeyring, LockedKeyring, MemoryKeyring
from tests.storage.profiles import SeededRandomness


class TrustedBackend:
    """Looks like the Secret Service to the allow-list, and keeps things in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, account: str) -> str | None:
        return self.kept.get((service, account))

    def set_password(self, service: str, account: str, text: str) -> None:
        self.kept[service, account] = text

    def delete_password(self, service: str, account: str) -> None:
        if (service, account) not in self.kept:
            raise PasswordDeleteError
        del self.kept[service, account]


TrustedBackend.__module__ = SecretService.Keyring.__module__
TrustedBackend.__name__ = SecretService.Keyring.__name__


class RefusingBackend(TrustedBackend):
    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def get_password(self, service: str, account: str) -> str | None:
        raise self.error

    def set_password(self, service: str, account: str, text: str) -> None:
        raise self.error


def _find_with(backend: Any, monkeypatch: pytest.MonkeyPatch) -> OsKeyring | None:
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    return find_os_keyring(SeededRandomness())


def test_a_trusted_keyring_is_used_and_the_probe_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    backend = TrustedBackend()
    found = _find_with(backend, monkeypatch)
    assert found is not None
    assert found.name == "keyring.backends.SecretService.TrustedBackend"
    assert backend.kept == {}
    found.set("a", "1")
    assert found.get("a") == "1"
    found.delete("a")
    found.delete("a")
    assert found.get("a") is None


@pytest.mark.parametrize("backend", [fail.Keyring(), null.Keyring(), MemoryKeyring()])
def test_a_keyring_that_is_not_on_the_list_is_no_keyring(
    backend: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _find_with(backend, monkeypatch) is None


def test_the_first_trusted_one_of_a_chain_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    trusted = TrustedBackend()
    chain = chainer.ChainerBackend()
    monkeypatch.setattr(
        chainer.ChainerBackend, "backends", property(lambda _self: [null.Keyring(), trusted])
    )
    found = _find_with(chain, monkeypatch)
    assert found is not None
    found.set("a", "1")
    assert trusted.kept


@pytest.mark.parametrize(
    "error", [KeyringLocked("x"), InitError("x"), RuntimeError("x"), EOFError(), OSError(5, "x")]
)
def test_a_keyring_that_refuses_is_no_keyring_and_one_clear_error(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _find_with(RefusingBackend(error), monkeypatch) is None
    with pytest.raises(KeyringUnavailableError) as caught:
        OsKeyring(RefusingBackend(error)).get("a")
    assert caught.value.code == "keyring_failed"


def test_the_probe_sees_through_one_that_forgets() -> None:
    assert passes_probe(MemoryKeyring(), SeededRandomness())
    assert not passes_probe(ForgetfulKeyring(), SeededRandomness())
    assert not passes_probe(LockedKeyring(), SeededRandomness())


def test_the_tests_never_reach_the_keyring_of_the_person() -> None:
    assert find_os_keyring(SeededRandomness()) is None


def test_other_libraries_errors_count_as_refusals() -> None:
    names = {error.__name__ for error in keyring_port._backend_errors()}
    assert {"KeyringError", "OSError"} <= names
