"""What passes between the practice shop's line and its dialects: calls, replies, and who answers.

Belongs here: the shapes that every dialect shares, so that the line can fail in all of them alike.
Does not belong here: any dialect's words, HTTP, faults.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import parse_qsl

if TYPE_CHECKING:
    from collections.abc import Mapping

Form = dict[str, str]


class CallKind(StrEnum):
    """What a call is to the line: some faults hit only some kinds."""

    ORDER = "order"
    PRICE = "price"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Call:
    """One request as it arrived.

    Attributes:
        headers: by lower-case name.
    """

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes

    @property
    def form(self) -> Form:
        """Return the fields of a form, empty ones included."""
        return dict(parse_qsl(self.body.decode("utf-8", "replace"), keep_blank_values=True))


@dataclass(frozen=True, slots=True)
class Reply:
    """What the shop answers.

    Attributes:
        is_lost: it never arrives; what it tells of is kept all the same.
    """

    document: Any
    status: int = 200
    is_lost: bool = False


class Dialect(Protocol):
    """One interface of the shop. Holds no state of its own; several threads use it."""

    def kind_of(self, call: Call) -> CallKind:
        """Say what a call is, without acting on it."""

    def answer(self, call: Call, percent: int = 100) -> Reply | None:
        """Act and return the answer, or None for a path that the shop does not know.

        Args:
            call: the request.
            percent: of its prices that the shop asks now.
        """

    def sold_out(self) -> Reply:
        """Return how the shop says that nothing is left."""
