"""Network printers: raw bytes to TCP port 9100."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from typing import Final

from desktop.devices.base import (
    FieldKind,
    PrinterField,
    TransportChoice,
    no_answer,
    number_value,
    required_value,
    timed_out,
)
from desktop.domain.errors import QT_TRANSLATE_NOOP

TIMEOUT_SECONDS: Final = 5.0
_HOST: Final = PrinterField("host", QT_TRANSLATE_NOOP("devices", "打印机地址"))
_PORT: Final = PrinterField(
    "port", QT_TRANSLATE_NOOP("devices", "端口"), FieldKind.NUMBER, default="9100"
)


class TcpTransport:
    """Opens a connection for each job, so that a printer switched off and on is found again."""

    def __init__(self, host: str, port: int, timeout_seconds: float = TIMEOUT_SECONDS) -> None:
        self._address = (host, port)
        self._timeout_seconds = timeout_seconds

    def send(self, job: bytes) -> None:
        """Connect, send all, close in order."""
        try:
            with socket.create_connection(self._address, self._timeout_seconds) as connection:
                connection.settimeout(self._timeout_seconds)
                connection.sendall(job)
                connection.shutdown(socket.SHUT_WR)
        except TimeoutError:
            raise timed_out() from None
        except (OSError, UnicodeError) as error:
            raise no_answer(getattr(error, "strerror", None) or "") from None


def _connect(values: Mapping[str, str]) -> TcpTransport:
    return TcpTransport(required_value(values, _HOST), number_value(values, _PORT, 65535))


TRANSPORT: Final = TransportChoice(
    "tcp", QT_TRANSLATE_NOOP("devices", "网络打印机"), (_HOST, _PORT), _connect
)
