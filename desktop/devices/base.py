"""What a printer is to the shop, and how its settings form is declared.

A printer is an encoder over a transport. Nothing here decides what is printed; every failure is a
``DeviceError`` whose sentence says that the sale is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from desktop.domain.errors import QT_TRANSLATE_NOOP, DeviceError
from desktop.domain.receipt import PaperWidth, Receipt
from desktop.translating import translate


class FieldKind(StrEnum):
    """How a field is typed in."""

    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    PATH = "path"


@dataclass(frozen=True, slots=True)
class PrinterField:
    """A setting of a transport; the form is drawn from it.

    Attributes:
        label: Chinese, marked for translation.
        choices: for ``CHOICE``: value and label.
    """

    key: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    is_required: bool = True
    default: str = ""
    choices: tuple[tuple[str, str], ...] = ()


class Transport(Protocol):
    """A way to get bytes to a printer."""

    def send(self, job: bytes) -> None:
        """Hand over one job whole.

        Raises:
            DeviceError: it could not be handed over; part of it may be on paper.
        """


@dataclass(frozen=True, slots=True)
class TransportChoice:
    """A transport the owner can choose.

    Attributes:
        systems: values of ``sys.platform`` it works on; empty for all.
        connect: makes the transport from field values; does not open anything yet.
    """

    key: str
    name: str
    fields: tuple[PrinterField, ...]
    connect: Callable[[Mapping[str, str]], Transport]
    systems: tuple[str, ...] = ()


class TextCoding(StrEnum):
    """How text reaches the printer; ``PICTURE`` for printers without Chinese letters."""

    GB18030 = "gb18030"
    GBK = "gbk"
    UTF_8 = "utf-8"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class PrinterSettings:
    """A configured printer.

    Attributes:
        values: what was typed into the transport's fields.
        draws_qr: send QR codes as pictures, for printers without the QR command.
        has_cutter: end papers with a cut instead of only feeding them out.
    """

    transport_key: str
    values: Mapping[str, str]
    width: PaperWidth = PaperWidth.MM_58
    coding: TextCoding = TextCoding.GB18030
    draws_qr: bool = False
    has_cutter: bool = True


class Printer(Protocol):
    """A printer of the shop."""

    def print_receipt(self, receipt: Receipt) -> None:
        """Put a document on paper.

        Raises:
            DeviceError: it could not be printed, or not all of it.
        """

    def open_drawer(self) -> None:
        """Kick the cash drawer open; never part of a document.

        Raises:
            DeviceError: the printer did not take the command.
        """


def no_answer(reason: str) -> DeviceError:
    """Return the error for a printer that cannot be reached or stopped answering."""
    return DeviceError(
        "printer_no_answer",
        QT_TRANSLATE_NOOP("errors", "打印机没有回应（{reason}）。这一单已经记好，可以补打"),
        reason=reason,
    )


def timed_out() -> DeviceError:
    """Return the error for a printer that takes nothing any more: off, jammed or out of paper."""
    return DeviceError(
        "printer_no_answer",
        QT_TRANSLATE_NOOP("errors", "打印机没有回应，看看电源和纸。这一单已经记好，可以补打"),
    )


def setting_missing(label: str) -> DeviceError:
    """Return the error for a printer that is not set up."""
    return DeviceError(
        "printer_not_set_up",
        QT_TRANSLATE_NOOP("errors", "打印机没有设好：{field}。这一单已经记好，可以补打"),
        field=translate("devices", label),
    )


def required_value(values: Mapping[str, str], field: PrinterField) -> str:
    """Return a field's value or its default.

    Raises:
        DeviceError: ``printer_not_set_up``: it is required and empty.
    """
    value = values.get(field.key, "").strip() or field.default
    if not value and field.is_required:
        raise setting_missing(field.label)
    return value


def number_value(values: Mapping[str, str], field: PrinterField, maximum: int) -> int:
    """Return a whole number from 1 to ``maximum``.

    Raises:
        DeviceError: ``printer_not_set_up``: it is something else.
    """
    text = required_value(values, field)
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= maximum):
        raise setting_missing(field.label)
    return int(text)
