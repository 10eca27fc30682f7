"""An import as it stood when it was looked at: what looking found, and writing it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.errors import KataiError
from desktop.services.importing import ImportKind, ImportPreview, ImportReport
from desktop.services.table_decoding import EncodingPreview, preview_encodings
from desktop.services.table_reading import load_table_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.money import Money
    from desktop.services.importing import Source
    from desktop.ui.stock_desk import StockDesk


@dataclass(frozen=True, slots=True)
class ImportOrder:
    """What is to be imported, as it stood when it was looked at."""

    kind: ImportKind
    source: Source = field(repr=False)
    encoding: str | None
    product_code: str
    cost: Money | None
    account_id: int | None = None


@dataclass(frozen=True, slots=True)
class ImportLook:
    """What looking at a source found: a preview, or why not and in which encodings it reads."""

    order: ImportOrder
    preview: ImportPreview | None = None
    error: KataiError | None = None
    encodings: tuple[EncodingPreview, ...] = ()


def look_at(look: Callable[[ImportOrder], ImportPreview], order: ImportOrder) -> ImportLook:
    """Look at a source, off the window's thread.

    An error is part of what was found, so that nothing waits for it.
    """
    try:
        preview = look(order)
    except KataiError as error:
        return ImportLook(order, error=error, encodings=_encodings_of(order, error))
    return ImportLook(order, preview)


def _encodings_of(order: ImportOrder, error: KataiError) -> tuple[EncodingPreview, ...]:
    if error.code != "encoding_unknown" or not isinstance(order.source, Path):
        return ()
    return preview_encodings(load_table_bytes(order.source))


def write_order(desk: StockDesk, order: ImportOrder) -> ImportReport:
    """Import it, off the window's thread.

    Raises:
        KataiError: nothing was imported.
    """
    importing, actor = desk.importing, desk.actor
    if order.kind is ImportKind.PRODUCTS:
        return importing.import_products(actor, order.source, order.encoding)
    if order.kind is ImportKind.CUSTOMERS:
        return importing.import_customers(actor, order.source, order.encoding)
    return importing.import_cards(
        actor,
        order.source,
        order.product_code,
        order.encoding,
        cost=order.cost,
        account_id=order.account_id,
    )
