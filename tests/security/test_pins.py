from __future__ import annotations

from desktop.domain.secret import Secret
from desktop.security.pins import is_right_pin, make_pin_verifier
from desktop.security.system import SystemRandomness
from desktop.security.vault import new_vault
from tests.storage.profiles import QUICK

CHANCE = SystemRandomness()
PIN = Secret("402913")


def test_only_the_right_pin_passes() -> None:
    vault = new_vault(CHANCE)
    verifier = make_pin_verifier(vault, PIN, CHANCE, QUICK)
    assert is_right_pin(vault, PIN, verifier)
    assert not is_right_pin(vault, Secret("402914"), verifier)
    assert not is_right_pin(vault, Secret(""), verifier)


def test_a_copied_database_without_the_vault_cannot_try_pins() -> None:
    verifier = make_pin_verifier(new_vault(CHANCE), PIN, CHANCE, QUICK)
    assert not is_right_pin(new_vault(CHANCE), PIN, verifier)


def test_two_people_with_one_pin_have_different_verifiers() -> None:
    vault = new_vault(CHANCE)
    made = {make_pin_verifier(vault, PIN, CHANCE, QUICK) for _ in range(2)}
    assert len(made) == 2
    assert not any(b"402913" in verifier for verifier in made)


def test_a_verifier_of_another_form_lets_nobody_in() -> None:
    vault = new_vault(CHANCE)
    verifier = make_pin_verifier(vault, PIN, CHANCE, QUICK)
    for wrong in (b"", b"x", verifier[:-1], b"\x02" + verifier[1:]):
        assert not is_right_pin(vault, PIN, wrong)


def test_the_usual_cost_is_stored_with_the_verifier() -> None:
    vault = new_vault(CHANCE)
    verifier = make_pin_verifier(vault, PIN, CHANCE)
    assert int.from_bytes(verifier[1:5], "big") == 64 * 1024
    assert is_right_pin(vault, PIN, verifier)
