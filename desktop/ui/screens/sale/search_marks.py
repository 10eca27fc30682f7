"""Which part of a name the typed text means: written so, or by its syllables' first letters."""

from __future__ import annotations


def find_mark(text: str, initials: str, typed: str) -> tuple[int, int] | None:
    """Return the half-open range of ``text`` that ``typed`` found, or None.

    Args:
        text: begins with the name that the initials belong to.
        initials: one letter for each syllable, Latin letters and digits as they are.
        typed: as it stands in the search line.

    >>> find_mark("云境传说点卡 100 元", "yjcsdk", "cs")
    (2, 4)
    >>> find_mark("Steam 充值码", "steamczm", "TEAMC")
    (1, 7)
    >>> find_mark("云境传说点卡", "yjcsdk", "点卡"), find_mark("云境传说点卡", "yjcsdk", "zz")
    ((4, 6), None)
    """
    wanted = typed.casefold().strip()
    if not wanted:
        return None
    at = text.casefold().find(wanted)
    if at >= 0:
        return at, at + len(wanted)
    letters = "".join(wanted.split())
    first = initials.find(letters) if letters.isascii() else -1
    places = [place for place, character in enumerate(text) if character.isalnum()]
    if first < 0 or first + len(letters) > len(places):
        return None
    return places[first], places[first + len(letters) - 1] + 1
