"""Printers of the Windows spooler, as raw bytes.

This branch runs on Windows only; the tests on other systems reach as far as its refusal.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any, Final

from desktop.devices.base import PrinterField, TransportChoice, no_answer, required_value
from desktop.domain.errors import QT_TRANSLATE_NOOP

_NAME: Final = PrinterField("name", QT_TRANSLATE_NOOP("devices", "打印机名"))


class WindowsSpoolerTransport:
    """Hands each job to a printer of the spooler with the data type RAW."""

    def __init__(self, name: str) -> None:
        self._name = name

    def send(self, job: bytes) -> None:
        """Spool one job."""
        try:
            import win32print
        except ImportError:
            raise no_answer(sys.platform) from None
        try:
            _spool(win32print, self._name, job)
        except (OSError, win32print.error) as error:
            raise no_answer(getattr(error, "strerror", None) or self._name) from None


def _spool(spooler: Any, name: str, job: bytes) -> None:
    printer = spooler.OpenPrinter(name)
    try:
        spooler.StartDocPrinter(printer, 1, ("Katai", None, "RAW"))
        try:
            spooler.StartPagePrinter(printer)
            spooler.WritePrinter(printer, job)
            spooler.EndPagePrinter(printer)
        finally:
            spooler.EndDocPrinter(printer)
    finally:
        spooler.ClosePrinter(printer)


def _connect(values: Mapping[str, str]) -> WindowsSpoolerTransport:
    return WindowsSpoolerTransport(required_value(values, _NAME))


TRANSPORT: Final = TransportChoice(
    "windows", QT_TRANSLATE_NOOP("devices", "Windows 打印机"), (_NAME,), _connect, ("win32",)
)
