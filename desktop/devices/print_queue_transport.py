"""Printers behind the system's print queue on Linux and macOS: ``lp -o raw``."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from typing import Final

from desktop.devices.base import (
    PrinterField,
    TransportChoice,
    no_answer,
    required_value,
    timed_out,
)
from desktop.domain.errors import QT_TRANSLATE_NOOP

TIMEOUT_SECONDS: Final = 15.0
_QUEUE: Final = PrinterField("queue", QT_TRANSLATE_NOOP("devices", "打印队列名"))


class PrintQueueTransport:
    """Hands each job to the queue; what the queue does with it later is not known here."""

    def __init__(self, queue: str, program: str = "lp") -> None:
        self._queue = queue
        self._program = program

    def send(self, job: bytes) -> None:
        """Pass a job to the queue unchanged."""
        command = [self._program, "-d", self._queue, "-o", "raw", "-s"]
        try:
            finished = subprocess.run(  # noqa: S603 - the queue's name is one argument, no shell
                command, input=job, capture_output=True, timeout=TIMEOUT_SECONDS, check=False
            )
        except subprocess.TimeoutExpired:
            raise timed_out() from None
        except (OSError, ValueError) as error:
            raise no_answer(getattr(error, "strerror", None) or "") from None
        if finished.returncode:
            raise no_answer(finished.stderr.decode("utf-8", "replace").strip()[:120])


def _connect(values: Mapping[str, str]) -> PrintQueueTransport:
    return PrintQueueTransport(required_value(values, _QUEUE))


TRANSPORT: Final = TransportChoice(
    "queue",
    QT_TRANSLATE_NOOP("devices", "系统打印队列"),
    (_QUEUE,),
    _connect,
    ("linux", "darwin"),
)
