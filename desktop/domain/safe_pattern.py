"""Regular expressions that come from a platform, tried without trusting them.

The ordinary engine can be made to think for hours by twenty characters. Here a pattern of a common
subset becomes a program that walks the text once, so a match takes at most pattern times text. What
is not in the subset (looking around, back references, flags) is *not understood*: the platform then
judges the value itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

MAXIMUM_PATTERN: Final = 200
MAXIMUM_PROGRAM: Final = 2000
_MAXIMUM_DEPTH: Final = 20
_MAXIMUM_REPEAT: Final = 200
_LAST: Final = 0x10FFFF
_DIGITS: Final = ((0x30, 0x39),)
_WORD: Final = ((0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A))
_SPACES: Final = ((0x09, 0x0D), (0x20, 0x20))
_SHORTHAND: Final = {"d": _DIGITS, "w": _WORD, "s": _SPACES}
_CONTROLS: Final = {"n": "\n", "r": "\r", "t": "\t"}

Ranges = tuple[tuple[int, int], ...]


class _NotUnderstoodError(Exception):
    """The pattern is not of the subset, or too large."""


@dataclass(frozen=True, slots=True)
class _Step:
    """One instruction; jumps are counted from where it stands.

    Attributes:
        ranges: for a character, the code points that it may be; None for the other steps.
        jumps: where to go on without reading a character; two for a choice.
        mark: ``^`` or ``$``.
    """

    ranges: Ranges | None = None
    jumps: tuple[int, ...] = ()
    mark: str = ""


Part = tuple[_Step, ...]


class SafePattern:
    """A compiled pattern. Made by ``compile_pattern``."""

    def __init__(self, program: Part) -> None:
        self._program = program

    def is_found_in(self, text: str) -> bool:
        """Say whether some part of a text matches; marks of start and end bind as usual."""
        end = len(self._program)
        alive: set[int] = set()
        for position in range(len(text) + 1):
            alive = self._without_reading({*alive, 0}, position, len(text))
            if end in alive:
                return True
            if position < len(text):
                alive = self._after(alive, ord(text[position]))
        return False

    def _after(self, alive: set[int], point: int) -> set[int]:
        steps = ((at, self._program[at].ranges) for at in alive)
        return {
            at + 1
            for at, ranges in steps
            if ranges is not None and any(low <= point <= high for low, high in ranges)
        }

    def _without_reading(self, starts: set[int], position: int, length: int) -> set[int]:
        seen: set[int] = set()
        waiting = list(starts)
        while waiting:
            at = waiting.pop()
            if at in seen:
                continue
            seen.add(at)
            if at == len(self._program):
                continue
            step = self._program[at]
            waiting += [at + jump for jump in step.jumps]
            if (step.mark == "^" and position == 0) or (step.mark == "$" and position == length):
                waiting.append(at + 1)
        return seen


@lru_cache(maxsize=256)
def compile_pattern(text: str) -> SafePattern | None:
    r"""Return a pattern that can be tried at no risk, or None for one that is not understood.

    >>> pattern = compile_pattern(r"^1[3-9]\d{9}$")
    >>> pattern is not None and pattern.is_found_in("13800138000")
    True
    """
    if not text or len(text) > MAXIMUM_PATTERN:
        return None
    if len(text) > 1 and text[0] == text[-1] == "/":
        text = text[1:-1]
    reader = _Reader(text)
    try:
        program = reader.read_choice(0)
        reader.require_end()
    except _NotUnderstoodError:
        return None
    return SafePattern(program)


class _Reader:
    """Reads a pattern from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def require_end(self) -> None:
        """Refuse what was left over: a bracket too many."""
        if self._at < len(self._text):
            raise _NotUnderstoodError

    def read_choice(self, depth: int) -> Part:
        """Read branches parted by bars."""
        if depth > _MAXIMUM_DEPTH:
            raise _NotUnderstoodError
        part = self._read_branch(depth)
        while self._take("|"):
            other = self._read_branch(depth)
            part = (
                _Step(jumps=(1, len(part) + 2)),
                *part,
                _Step(jumps=(len(other) + 1,)),
                *other,
            )
        return _bounded(part)

    def _read_branch(self, depth: int) -> Part:
        part: Part = ()
        while self._at < len(self._text) and self._text[self._at] not in "|)":
            part = _bounded(part + self._read_repeated(depth))
        return part

    def _read_repeated(self, depth: int) -> Part:
        part = self._read_one(depth)
        least, most = 1, 1
        if self._take("*"):
            least, most = 0, -1
        elif self._take("+"):
            least, most = 1, -1
        elif self._take("?"):
            least = 0
        elif self._peek() == "{":
            least, most = self._read_bounds()
        else:
            return part
        self._take("?")  # as few as possible: whether it matches does not depend on it
        if self._peek() in {"*", "+", "{"}:
            raise _NotUnderstoodError
        return _repeated(part, least, most)

    def _read_bounds(self) -> tuple[int, int]:
        end = self._text.find("}", self._at)
        first, comma, second = self._text[self._at + 1 : max(end, 0)].partition(",")
        words = [first, *([second] if second else [])]
        if end < 0 or not all(word.isascii() and word.isdigit() for word in words):
            raise _NotUnderstoodError
        self._at = end + 1
        least = int(first[:4])
        most = int(second[:4]) if second else (-1 if comma else least)
        if least > _MAXIMUM_REPEAT or most > _MAXIMUM_REPEAT or 0 <= most < least:
            raise _NotUnderstoodError
        return least, most

    def _read_one(self, depth: int) -> Part:
        character = self._next()
        if character == "(":
            if self._take("?") and not self._take(":"):
                raise _NotUnderstoodError
            part = self.read_choice(depth + 1)
            if not self._take(")"):
                raise _NotUnderstoodError
            return part
        if character in "*+?{":
            raise _NotUnderstoodError
        if character in "^$":
            return (_Step(mark=character),)
        if character == "[":
            return (_Step(self._read_class()),)
        if character == ".":
            return (_Step(_others(((0x0A, 0x0A),))),)
        if character == "\\":
            return (_Step(self._read_escape()),)
        return (_Step(_single(character)),)

    def _read_class(self) -> Ranges:
        is_negated = self._take("^")
        found: list[tuple[int, int]] = []
        is_first = True
        while is_first or self._peek() != "]":
            is_first = False
            low = self._read_class_part()
            is_range = self._peek() == "-" and self._text[self._at + 1 : self._at + 2] != "]"
            if not is_range:
                found += low
                continue
            self._next()
            high = self._read_class_part()
            if len(low) != 1 or len(high) != 1 or low[0][0] > high[0][1]:
                raise _NotUnderstoodError
            found.append((low[0][0], high[0][1]))
        self._next()
        return _others(tuple(found)) if is_negated else tuple(found)

    def _read_class_part(self) -> Ranges:
        character = self._next()
        if character == "[" and self._peek() in {":", ".", "="}:
            raise _NotUnderstoodError
        return self._read_escape() if character == "\\" else _single(character)

    def _read_escape(self) -> Ranges:
        letter = self._next()
        if letter in _SHORTHAND:
            return _SHORTHAND[letter]
        if letter.lower() in _SHORTHAND and letter.isascii():
            return _others(_SHORTHAND[letter.lower()])
        if letter in _CONTROLS:
            return _single(_CONTROLS[letter])
        if letter == "u":
            return self._read_code(self._text[self._at : self._at + 4], 4)
        if letter == "x" and self._peek() == "{":
            digits = self._text[self._at + 1 : max(self._text.find("}", self._at), 0)]
            return self._read_code(digits, len(digits) + 2)
        if letter.isalnum():
            raise _NotUnderstoodError
        return _single(letter)

    def _read_code(self, digits: str, length: int) -> Ranges:
        try:
            point = int(digits, 16)
        except ValueError:
            raise _NotUnderstoodError from None
        if point > _LAST or not digits.isalnum():
            raise _NotUnderstoodError
        self._at += length
        return ((point, point),)

    def _peek(self) -> str:
        return self._text[self._at : self._at + 1]

    def _next(self) -> str:
        character = self._peek()
        if not character:
            raise _NotUnderstoodError
        self._at += 1
        return character

    def _take(self, character: str) -> bool:
        is_there = self._peek() == character
        self._at += is_there
        return is_there


def _single(character: str) -> Ranges:
    return ((ord(character), ord(character)),)


def _others(ranges: Ranges) -> Ranges:
    """Return every code point but these."""
    found, low = [], 0
    for first, last in sorted(ranges):
        if first > low:
            found.append((low, first - 1))
        low = max(low, last + 1)
    return (*found, (low, _LAST)) if low <= _LAST else tuple(found)


def _repeated(part: Part, least: int, most: int) -> Part:
    copies = least + (1 if most < 0 else most - least)
    if copies * (len(part) + 2) > MAXIMUM_PROGRAM:
        raise _NotUnderstoodError
    if most < 0:
        loop = (_Step(jumps=(1, len(part) + 2)), *part, _Step(jumps=(-(len(part) + 1),)))
        return part * least + loop
    maybe: Part = ()
    for _ in range(most - least):
        inside = part + maybe
        maybe = (_Step(jumps=(1, len(inside) + 1)), *inside)
    return part * least + maybe


def _bounded(part: Part) -> Part:
    if len(part) > MAXIMUM_PROGRAM:
        raise _NotUnderstoodError
    return part
