"""The printer that the settings describe: where it is, how wide its paper, how it is spoken to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from desktop.devices.base import Printer, PrinterSettings, TextCoding
from desktop.domain.receipt import PageRenderer, PaperWidth

if TYPE_CHECKING:
    from desktop.services.settings_values import SettingsValues

NO_PRINTER: Final = "none"
"""The kind of a till that prints nothing; nothing fails for that."""
_WIDTHS: Final = {"58": PaperWidth.MM_58, "80": PaperWidth.MM_80}
_FIELD_OF_KIND: Final = {
    "tcp": ("host", "port", ":"),
    "serial": ("port", "rate", "@"),
    "device": ("path", "", ""),
    "file": ("path", "", ""),
    "queue": ("queue", "", ""),
    "windows": ("name", "", ""),
}
OpenPrinter = Callable[[PrinterSettings, PageRenderer | None], Printer]


def printer_settings(settings: SettingsValues) -> PrinterSettings:
    """Return the printer of the settings: ``host:port``, ``port@rate``, else a name or path."""
    kind, target = settings.text("printer.kind"), settings.text("printer.target")
    first, second, separator = _FIELD_OF_KIND.get(kind, ("", "", ""))
    values = {first: target}
    if separator and separator in target:
        head, _, tail = target.rpartition(separator)
        values = {first: head, second: tail}
    return PrinterSettings(
        transport_key=kind,
        values=values,
        width=paper_width(settings),
        coding=TextCoding(settings.text("printer.encoding")),
    )


def paper_width(settings: SettingsValues) -> PaperWidth:
    """Return how wide the paper is."""
    return _WIDTHS[settings.text("printer.width")]
