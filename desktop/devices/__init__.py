"""Printers, their transports and the cash drawer.

A new transport is one file here and one line in ``TRANSPORTS``.
"""

from __future__ import annotations

import sys
from typing import Final

from desktop.devices import (
    device_file_transport,
    file_transport,
    print_queue_transport,
    serial_transport,
    tcp_transport,
    windows_spooler_transport,
)
from desktop.devices.base import Printer, PrinterSettings, TransportChoice, setting_missing
from desktop.devices.escpos import EscPosPrinter
from desktop.domain.receipt import PageRenderer

TRANSPORTS: Final = (
    tcp_transport.TRANSPORT,
    windows_spooler_transport.TRANSPORT,
    print_queue_transport.TRANSPORT,
    device_file_transport.TRANSPORT,
    serial_transport.TRANSPORT,
    file_transport.TRANSPORT,
)


def list_transports(system: str = sys.platform) -> tuple[TransportChoice, ...]:
    """Return the transports that work on a system, the most likely one first."""
    return tuple(choice for choice in TRANSPORTS if not choice.systems or system in choice.systems)


def open_printer(settings: PrinterSettings, renderer: PageRenderer | None = None) -> Printer:
    """Return the configured printer; nothing is opened until it prints.

    Raises:
        DeviceError: ``printer_not_set_up``.
    """
    for choice in TRANSPORTS:
        if choice.key == settings.transport_key:
            return EscPosPrinter(settings, choice.connect(settings.values), renderer)
    raise setting_missing(settings.transport_key[:40])
