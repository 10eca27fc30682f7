"""Text that must not be seen by accident."""

from __future__ import annotations


class Secret:
    """A secret text whose ``repr`` and ``str`` show nothing.

    >>> Secret("1234")
    Secret(•••)
    """

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """Return the text; the only way to it, and easy to search for."""
        return self._text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._text == self._text

    def __hash__(self) -> int:
        return hash((Secret, self._text))

    def __repr__(self) -> str:
        return "Secret(•••)"

    __str__ = __repr__
