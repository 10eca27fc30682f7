"""Jobs into a file: to look at, to test with, or for a program that watches it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from desktop.devices.base import (
    FieldKind,
    PrinterField,
    TransportChoice,
    no_answer,
    required_value,
)
from desktop.domain.errors import QT_TRANSLATE_NOOP

_PATH: Final = PrinterField("path", QT_TRANSLATE_NOOP("devices", "文件"), FieldKind.PATH)


class FileTransport:
    """Appends every job to one file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def send(self, job: bytes) -> None:
        """Append a job."""
        try:
            with self._path.open("ab") as file:
                file.write(job)
        except OSError as error:
            raise no_answer(error.strerror or "") from None


def _connect(values: Mapping[str, str]) -> FileTransport:
    return FileTransport(Path(required_value(values, _PATH)))


TRANSPORT: Final = TransportChoice("file", QT_TRANSLATE_NOOP("devices", "文件"), (_PATH,), _connect)
