"""Printers the system shows as a device file, such as ``/dev/usb/lp0``."""

from __future__ import annotations

import os
import select
from collections.abc import Mapping
from typing import Final

from desktop.devices.base import (
    FieldKind,
    PrinterField,
    TransportChoice,
    no_answer,
    required_value,
    timed_out,
)
from desktop.domain.errors import QT_TRANSLATE_NOOP

TIMEOUT_SECONDS: Final = 5.0
_CHUNK_BYTES: Final = 4096
_PATH: Final = PrinterField(
    "path", QT_TRANSLATE_NOOP("devices", "设备文件"), FieldKind.PATH, default="/dev/usb/lp0"
)


class DeviceFileTransport:
    """Writes without blocking: a printer out of paper must not hold its lane for ever."""

    def __init__(self, path: str, timeout_seconds: float = TIMEOUT_SECONDS) -> None:
        self._path = path
        self._timeout_seconds = timeout_seconds

    def send(self, job: bytes) -> None:
        """Write all of a job; no progress for the time-out is a printer that does not answer."""
        try:
            # the device must exist: a missing printer may not become a plain file of that name
            descriptor = os.open(self._path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
        except OSError as error:
            raise no_answer(error.strerror or "") from None
        try:
            self._write_all(descriptor, memoryview(job))
        except OSError as error:
            raise no_answer(error.strerror or "") from None
        finally:
            os.close(descriptor)

    def _write_all(self, descriptor: int, rest: memoryview) -> None:
        while rest:
            _, ready, _ = select.select([], [descriptor], [], self._timeout_seconds)
            if not ready:
                raise timed_out()
            try:
                written = os.write(descriptor, rest[:_CHUNK_BYTES])
            except BlockingIOError:
                continue
            rest = rest[written:]


def _connect(values: Mapping[str, str]) -> DeviceFileTransport:
    return DeviceFileTransport(required_value(values, _PATH))


TRANSPORT: Final = TransportChoice(
    "device", QT_TRANSLATE_NOOP("devices", "USB 设备文件"), (_PATH,), _connect, ("linux",)
)
