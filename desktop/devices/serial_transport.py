"""Printers on a serial port or a USB adapter that looks like one."""

from __future__ import annotations

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
_PORT: Final = PrinterField("port", QT_TRANSLATE_NOOP("devices", "串口"))
_RATES: Final = ("9600", "19200", "38400", "57600", "115200")
_RATE: Final = PrinterField(
    "rate",
    QT_TRANSLATE_NOOP("devices", "速率"),
    FieldKind.CHOICE,
    default="9600",
    choices=tuple((rate, rate) for rate in _RATES),
)


class SerialTransport:
    """Opens the port for each job."""

    def __init__(self, port: str, rate: int) -> None:
        self._port = port
        self._rate = rate

    def send(self, job: bytes) -> None:
        """Write all of a job and wait until it left the port's buffer."""
        import serial

        try:
            with serial.serial_for_url(
                self._port, baudrate=self._rate, write_timeout=TIMEOUT_SECONDS
            ) as port:
                port.write(job)
                port.flush()
        except serial.SerialTimeoutException:
            raise timed_out() from None
        except (serial.SerialException, OSError, ValueError) as error:
            raise no_answer(getattr(error, "strerror", None) or self._port) from None


def _connect(values: Mapping[str, str]) -> SerialTransport:
    return SerialTransport(required_value(values, _PORT), number_value(values, _RATE, 1_000_000))


TRANSPORT: Final = TransportChoice(
    "serial", QT_TRANSLATE_NOOP("devices", "串口打印机"), (_PORT, _RATE), _connect
)
