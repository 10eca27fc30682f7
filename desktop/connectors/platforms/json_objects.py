"""Reading JSON objects whatever their envelope and status, and catalogues of many pages.

Belongs here: what dialects share whose envelope is not that of ``json_answers``.
Does not belong here: what any of it means; each platform has its own closed lists.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from desktop.connectors.http_call import Transport
from desktop.connectors.platforms.base import PlatformSilentError
from desktop.connectors.platforms.json_answers import UnreadableAnswerError
from desktop.connectors.strict_json import NotStrictJsonError, read_strict_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.connectors.http_call import HttpOutcome, PreparedCall
    from desktop.connectors.http_client import HttpClient

_SERVER_FAULT: Final = 500
_OWN_NUMBER: Final = re.compile(r"[0-9A-Za-z]+")


def check_own_number(number: str, length: int) -> None:
    """Raise ``ValueError`` for a number the platform would cut or change."""
    if len(number) > length or not _OWN_NUMBER.fullmatch(number):
        raise ValueError("own number")


def read_object(answer: HttpOutcome) -> dict[str, Any]:
    """Return the JSON object of an answer that is no fault of the server; judge its status still.

    Raises:
        UnreadableAnswerError: no whole answer, a server's fault, a page, or another shape.
    """
    if answer.transport is Transport.ANSWERED and answer.status >= _SERVER_FAULT:
        raise UnreadableAnswerError(f"status_{answer.status}")
    return read_object_of_any_status(answer)


def read_object_of_any_status(answer: HttpOutcome) -> dict[str, Any]:
    """Return the JSON object of an answer, also out of a fault. Raises as ``read_object``."""
    if answer.transport is not Transport.ANSWERED:
        raise UnreadableAnswerError(answer.reason)
    try:
        value = read_strict_json(answer.body)
    except NotStrictJsonError:
        is_page = answer.body.lstrip()[:1] == b"<"
        raise UnreadableAnswerError("html_page" if is_page else "not_json") from None
    if not isinstance(value, dict):
        raise UnreadableAnswerError("no_envelope")
    return value


class CatalogueReader:
    """Fetches the parts of a catalogue one after the other and tells the bytes of all."""

    def __init__(self, door: HttpClient, on_progress: Callable[[int], bool] | None) -> None:
        self._door = door
        self._on_progress = on_progress
        self._received = 0

    def fetch(self, call: PreparedCall) -> HttpOutcome:
        """Return the answer with its body, however large.

        Raises:
            PlatformSilentError: no whole answer, or stopped (reason ``stopped``).
        """
        with self._door.send_to_file(call, self._tell) as answer:
            if answer.body_file is None:
                raise PlatformSilentError(answer.reason)
            body = answer.body_file.read_bytes()
        self._received += len(body)
        return replace(answer, body=body, body_file=None)

    def _tell(self, received: int) -> bool:
        return self._on_progress is None or self._on_progress(self._received + received)
