"""Argon2id with stored cost, for the owner's passphrase and for PINs."""

from __future__ import annotations

import json
from dataclasses import dataclass

_MOST_MEMORY_KIB = 1024 * 1024
_MOST_ITERATIONS = 32


@dataclass(frozen=True, slots=True)
class HashingCost:
    """What one guess costs: 64 MiB and three passes are 0.16 s on a plain machine."""

    memory_kib: int = 64 * 1024
    iterations: int = 3
    lanes: int = 1

    def to_text(self) -> str:
        """Return the stored form."""
        return json.dumps({"m": self.memory_kib, "t": self.iterations, "p": self.lanes})

    @classmethod
    def from_text(cls, text: str) -> HashingCost:
        """Read the stored form.

        Raises:
            ValueError: not of this form, or a cost that would stop the machine.
        """
        try:
            held = json.loads(text)
            cost = cls(int(held["m"]), int(held["t"]), int(held["p"]))
        except (KeyError, TypeError) as error:
            raise ValueError("not a hashing cost") from error
        if cost.memory_kib > _MOST_MEMORY_KIB or not 0 < cost.iterations <= _MOST_ITERATIONS:
            raise ValueError("a hashing cost out of bounds")
        return cost

    def hashed(self, secret: bytes, salt: bytes) -> bytes:
        """Return 32 bytes that take this cost to try."""
        from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

        return Argon2id(
            salt=salt,
            length=32,
            iterations=self.iterations,
            lanes=self.lanes,
            memory_cost=self.memory_kib,
        ).derive(secret)
