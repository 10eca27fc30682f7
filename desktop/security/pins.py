"""What is stored of a PIN: a slow hash that is useless without the vault."""

from __future__ import annotations

import hmac
from struct import Struct
from typing import TYPE_CHECKING, Final

from desktop.security.argon import HashingCost

if TYPE_CHECKING:
    from desktop.domain.randomness import Randomness
    from desktop.domain.secret import Secret
    from desktop.security.vault import Vault

_FORM: Final = 1
_HEAD: Final = Struct(">BIBB16s32s")
_SALT_BYTES: Final = 16


def make_pin_verifier(
    vault: Vault, pin: Secret, randomness: Randomness, cost: HashingCost | None = None
) -> bytes:
    """Return what to store for a PIN; the rules of ``pin_rules`` were asked before."""
    chosen = cost or HashingCost()
    salt = randomness.bytes(_SALT_BYTES)
    hashed = chosen.hashed(vault.peppered_pin(pin.reveal()), salt)
    return _HEAD.pack(_FORM, chosen.memory_kib, chosen.iterations, chosen.lanes, salt, hashed)


def is_right_pin(vault: Vault, pin: Secret, verifier: bytes) -> bool:
    """Tell whether a PIN is the one; takes 0.16 s. Count the try before asking."""
    if len(verifier) != _HEAD.size:
        return False
    form, memory_kib, iterations, lanes, salt, hashed = _HEAD.unpack(verifier)
    if form != _FORM:
        return False
    cost = HashingCost(memory_kib, iterations, lanes)
    return hmac.compare_digest(cost.hashed(vault.peppered_pin(pin.reveal()), salt), hashed)
