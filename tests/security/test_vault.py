from __future__ import annotations

import pickle
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import ProfileError
from desktop.security.data_key import DataKey
from desktop.security.system import SystemRandomness
from desktop.security.vault import Purpose, Vault, new_vault
from tests.storage.profiles import SeededRandomness

VAULT = new_vault(SystemRandomness())
SEALING = ("secret", "account", "pii")


@given(
    st.sampled_from(SEALING),
    st.text(max_size=20),
    st.text(max_size=20),
    st.integers(-(2**63), 2**63 - 1),
    st.binary(max_size=4000),
)
def test_what_was_sealed_opens_at_its_place(
    purpose: str, table: str, column: str, row_id: int, plaintext: bytes
) -> None:
    sealed = VAULT.seal(purpose, table, column, row_id, plaintext)
    assert len(sealed) == len(plaintext) + 29
    assert VAULT.open(purpose, table, column, row_id, sealed) == plaintext


PLACES = [
    (purpose, table, column, row_id)
    for purpose in ("secret", "pii")
    for table in ("card_secret", "sale_line")
    for column in ("number_sealed", "secret_sealed")
    for row_id in (1, 2)
]


@pytest.mark.parametrize(("here", "there"), [*permutations(PLACES, 2)])
def test_sealed_bytes_open_nowhere_else(
    here: tuple[str, str, str, int], there: tuple[str, str, str, int]
) -> None:
    sealed = VAULT.seal(*here, b"TEN-YUAN-CARD")
    with pytest.raises(ProfileError) as caught:
        VAULT.open(*there, sealed)
    assert caught.value.code == "sealed_unreadable"
    assert "TEN-YUAN" not in str(caught.value)


def test_names_that_run_together_are_different_places() -> None:
    sealed = VAULT.seal("pii", "a", "bc", 1, b"x")
    with pytest.raises(ProfileError):
        VAULT.open("pii", "ab", "c", 1, sealed)


def test_every_damaged_or_cut_byte_is_noticed() -> None:
    sealed = VAULT.seal("secret", "t", "c", 1, b"0123456789")
    damaged = [
        sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :] for at in range(len(sealed))
    ]
    cut = [sealed[:length] for length in range(len(sealed))]
    for wrong in [*damaged, *cut, sealed + b"\0"]:
        with pytest.raises(ProfileError):
            VAULT.open("secret", "t", "c", 1, wrong)


def test_another_shop_cannot_open_it() -> None:
    sealed = VAULT.seal("secret", "t", "c", 1, b"x")
    with pytest.raises(ProfileError):
        new_vault(SystemRandomness()).open("secret", "t", "c", 1, sealed)


def test_the_same_text_seals_differently_each_time() -> None:
    assert len({VAULT.seal("secret", "t", "c", 1, b"x") for _ in range(200)}) == 200


def test_a_key_meant_for_something_else_seals_nothing() -> None:
    for purpose in set(Purpose) - set(SEALING):
        with pytest.raises(KeyError):
            VAULT.seal(purpose, "t", "c", 1, b"x")


def test_fingerprints_know_equal_values_of_one_kind_in_one_shop() -> None:
    again = Vault(DataKey(VAULT.data_key.reveal(), VAULT.key_id), SystemRandomness())
    assert VAULT.fingerprint("card", b"A1") == again.fingerprint("card", b"A1")
    different = {
        VAULT.fingerprint("card", b"A1"),
        VAULT.fingerprint("card", b"A2"),
        VAULT.fingerprint("phone", b"A1"),
        new_vault(SystemRandomness()).fingerprint("card", b"A1"),
    }
    assert len(different) == 4


def test_every_purpose_has_a_key_of_its_own() -> None:
    message = b"123456"
    made = {VAULT.audit_mac(message), VAULT.peppered_pin("123456"), VAULT.backup_key(b"s" * 16)}
    assert len(made) == 3
    assert VAULT.backup_key(b"s" * 16) != VAULT.backup_key(b"t" * 16)
    assert VAULT.data_key.reveal() not in made


def test_nothing_of_the_key_is_printed_or_pickled() -> None:
    vault = new_vault(SeededRandomness())
    key = vault.data_key.reveal()
    shown = f"{vault!r} {vault.data_key!r}"
    assert key.hex() not in shown
    assert repr(key)[2:20] not in shown
    with pytest.raises(TypeError):
        pickle.dumps(vault.data_key)


def test_a_closed_vault_has_no_key_left() -> None:
    vault = new_vault(SeededRandomness())
    vault.close()
    assert vault.data_key.reveal() == bytes(32)


def test_a_key_of_the_wrong_size_is_refused() -> None:
    with pytest.raises(ValueError):
        DataKey(b"short", "id")
