from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.domain.errors import BusinessRuleError, ProfileError
from desktop.domain.secret import Secret
from desktop.security.argon import HashingCost
from desktop.security.keyring_port import KeyringUnavailableError
from desktop.security.phrase import PhraseLanguage, entropy_of, new_phrase
from desktop.security.slots import (
    SlotKind,
    keyring_account,
    make_keyring_slot,
    make_passphrase_slot,
    make_phrase_slot,
    open_with_keyring,
    open_with_passphrase,
    open_with_phrase,
)
from desktop.security.system import SystemRandomness
from desktop.security.vault import new_vault
from tests.security.memory_keyring import LockedKeyring, MemoryKeyring
from tests.storage.profiles import QUICK

CHANCE = SystemRandomness()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_twelve_words_open_the_vault_in_every_way_of_typing_them(language: str) -> None:
    vault = new_vault(CHANCE)
    for _ in range(20):
        words = new_phrase(CHANCE, "en" if language == "en" else "zh")
        slot = make_phrase_slot(vault, " ".join(words), CHANCE)
        ways = [" ".join(words), "\n".join(words), "，".join(words), f" 1. {'  2.'.join(words)} "]
        ways.append("".join(words) if language == "zh" else " ".join(words).upper())
        assert len(words) == 12
        for typed in ways:
            opened = open_with_phrase(slot, typed, CHANCE)
            assert opened.data_key.reveal() == vault.data_key.reveal()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_any_other_phrase_gets_one_and_the_same_error(language: str) -> None:
    vault = new_vault(CHANCE)
    chosen: PhraseLanguage = "en" if language == "en" else "zh"
    words = new_phrase(CHANCE, chosen)
    slot = make_phrase_slot(vault, " ".join(words), CHANCE)
    other = new_phrase(CHANCE, chosen)
    wrong = [
        "",
        "hello",
        "一",
        " ".join(words[:11]),
        " ".join((*words, words[0])),
        " ".join(other),
        " ".join((words[1], words[0], *words[2:])) if words[0] != words[1] else "",
        "\x00" * 12,
        "龘" * 12,
        "zzzz " * 12,
    ]
    sentences = set()
    for typed in wrong:
        with pytest.raises(ProfileError) as caught:
            open_with_phrase(slot, typed, CHANCE)
        assert caught.value.code == "phrase_wrong"
        sentences.add(str(caught.value))
    assert len(sentences) == 1


def test_a_phrase_is_the_same_however_its_words_are_spaced() -> None:
    words = new_phrase(CHANCE, "zh")
    assert entropy_of("".join(words)) == entropy_of(" ".join(words))


def test_the_passphrase_opens_whatever_way_its_characters_are_composed() -> None:
    vault = new_vault(CHANCE)
    slot = make_passphrase_slot(vault, Secret("ｃａｆé店铺口令123"), CHANCE, QUICK)
    opened = open_with_passphrase(slot, Secret(" cafe\u0301店铺口令123\n"), CHANCE)
    assert opened.data_key.reveal() == vault.data_key.reveal()
    with pytest.raises(ProfileError) as caught:
        open_with_passphrase(slot, Secret("cafe店铺口令123"), CHANCE)
    assert caught.value.code == "passphrase_wrong"


@pytest.mark.parametrize("short", ["", "1234567", "  1234567  "])
def test_a_short_passphrase_is_refused(short: str) -> None:
    with pytest.raises(BusinessRuleError) as caught:
        make_passphrase_slot(new_vault(CHANCE), Secret(short), CHANCE, QUICK)
    assert caught.value.code == "passphrase_short"
    assert short.strip() not in str(caught.value) or not short.strip()


def test_the_usual_cost_of_a_passphrase_is_64_mebibytes_and_three_passes() -> None:
    slot = make_passphrase_slot(new_vault(CHANCE), Secret("12345678"), CHANCE)
    assert HashingCost.from_text(slot.parameters) == HashingCost(65536, 3, 1)


def test_the_keyring_holds_44_characters_that_are_not_the_data_key() -> None:
    vault, keyring = new_vault(CHANCE), MemoryKeyring()
    slot = make_keyring_slot(vault, keyring, "p1", CHANCE)
    (kept,) = keyring.kept.values()
    assert len(kept) == 44
    assert vault.data_key.reveal().hex() not in kept
    opened = open_with_keyring(slot, keyring, "p1", CHANCE)
    assert opened is not None
    assert opened.data_key.reveal() == vault.data_key.reveal()


def test_without_its_entry_the_keyring_slot_stays_closed() -> None:
    keyring = MemoryKeyring()
    slot = make_keyring_slot(new_vault(CHANCE), keyring, "p1", CHANCE)
    assert open_with_keyring(slot, keyring, "other", CHANCE) is None
    for wrong in ("", "x", "A" * 43 + "=", "口令" * 22):
        keyring.set(keyring_account("p1"), wrong)
        assert open_with_keyring(slot, keyring, "p1", CHANCE) is None


def test_a_locked_keyring_makes_no_slot() -> None:
    with pytest.raises(KeyringUnavailableError):
        make_keyring_slot(new_vault(CHANCE), LockedKeyring(), "p1", CHANCE)


@pytest.mark.parametrize(
    "change",
    [
        {"kind": SlotKind.PHRASE},
        {"key_id": "other"},
        {"parameters": QUICK.to_text().replace("64", "65")},
        {"parameters": '{"m": 99999999, "t": 1, "p": 1}'},
        {"parameters": "{}"},
        {"parameters": "[]"},
        {"salt": bytes(16)},
        {"wrapped_key": bytes(60)},
        {"wrapped_key": b""},
    ],
)
def test_a_slot_that_was_tampered_with_does_not_open(change: dict[str, object]) -> None:
    slot = make_passphrase_slot(new_vault(CHANCE), Secret("12345678"), CHANCE, QUICK)
    with pytest.raises(ProfileError):
        open_with_passphrase(replace(slot, **change), Secret("12345678"), CHANCE)  # type: ignore[arg-type]


def test_a_slot_does_not_print_its_wrapped_key() -> None:
    slot = make_passphrase_slot(new_vault(CHANCE), Secret("12345678"), CHANCE, QUICK)
    assert "wrapped_key" not in repr(slot)
