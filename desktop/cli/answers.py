"""Values of the services as what the command line prints: money as yuan text, times as ISO 8601."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any

from desktop.domain.errors import KataiError
from desktop.domain.money import Money
from desktop.translating import sentence_of

if TYPE_CHECKING:
    from datetime import tzinfo


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command found.

    Attributes:
        content: JSON-ready once ``plain`` went over it.
        exit_code: 0 unless something in the content failed.
        messages: sentences for stderr.
    """

    content: Any = None
    exit_code: int = 0
    messages: tuple[str, ...] = field(default=())


def plain(value: Any, zone: tzinfo | None = None) -> Any:
    """Return a value as JSON can hold it."""
    if isinstance(value, Mapping):
        return {str(key): plain(item, zone) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return [plain(item, zone) for item in value]
    return _plain_single(value, zone)


def _plain_single(value: Any, zone: tzinfo | None) -> Any:
    if isinstance(value, KataiError):
        return error_content(value)
    if isinstance(value, Money):
        return str(value)
    if isinstance(value, datetime):
        return value.astimezone(zone).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def error_content(error: KataiError) -> dict[str, Any]:
    """Return the error object of ``--json``."""
    return {
        "code": error.code,
        "message": sentence_of(error),
        "details": {name: plain(value) for name, value in error.values.items()},
    }


def print_answer(answer: Answer, *, is_json: bool, zone: tzinfo | None = None) -> None:
    """Print what was found: one JSON document, or lines for people."""
    print_messages(answer.messages)
    content = plain(answer.content, zone)
    if is_json:
        print(json.dumps(content, ensure_ascii=False, indent=2))
    elif content is not None:
        for line in _lines_of(content):
            print(line)


def print_messages(messages: Iterable[str]) -> None:
    """Print sentences for people, beside whatever is on stdout."""
    for message in messages:
        print(message, file=sys.stderr)


def print_error(error: KataiError, *, is_json: bool) -> None:
    """Print an error: a sentence on stderr, and with ``--json`` its object on stdout."""
    print(sentence_of(error), file=sys.stderr)
    if is_json:
        print(json.dumps({"error": error_content(error)}, ensure_ascii=False, indent=2))


def _lines_of(content: Any, indent: str = "") -> list[str]:
    if isinstance(content, dict):
        return [line for key, value in content.items() for line in _field(key, value, indent)]
    if isinstance(content, list):
        if not content:
            return [f"{indent}—"]
        if all(isinstance(row, dict) for row in content):
            return _table(content, indent)
        return [f"{indent}{row}" for row in content]
    return [f"{indent}{content}"]


def _field(key: str, value: Any, indent: str) -> list[str]:
    if isinstance(value, dict | list) and value:
        return [f"{indent}{key}:", *_lines_of(value, indent + "  ")]
    return [f"{indent}{key}: {_cell(value)}"]


def _table(rows: list[dict[str, Any]], indent: str) -> list[str]:
    keys = list(rows[0])
    return [
        indent + "\t".join(keys),
        *(indent + "\t".join(_cell(row.get(key)) for key in keys) for row in rows),
    ]


def _cell(value: Any) -> str:
    if value is None:
        return "—"
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
