"""A sealed file of cards: when there is one, and its password.

The password is drawn by chance, and easy to read aloud and to type.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.domain.secret import Secret

if TYPE_CHECKING:
    from desktop.domain.randomness import Randomness

ENDING: Final = "xlsx"
LEAST_CARDS: Final = 2
"""A single card is shown, copied or printed."""
ALPHABET: Final = "ACDEFGHJKMNPQRTVWXY3479"
"""Of every two that are taken for one another (O 0, I L 1, B 8, S 5, Z 2, G 6, U V) one at most."""
_GROUPS, _GROUP = 4, 4


def new_file_password(randomness: Randomness) -> Secret:
    """Draw sixteen characters in groups of four, 72 bits; the hyphens belong to the password."""
    groups = (
        "".join(ALPHABET[randomness.below(len(ALPHABET))] for _ in range(_GROUP))
        for _ in range(_GROUPS)
    )
    return Secret("-".join(groups))
