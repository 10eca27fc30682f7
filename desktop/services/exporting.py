"""Exporting what the shop holds as CSV or XLSX; whoever opens the vault from a shell may."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from desktop.domain.clock import zone_named
from desktop.domain.permissions import Action
from desktop.services.table_writing import write_table
from desktop.storage import compliance_queries, export_queries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import tzinfo
    from pathlib import Path

    from sqlalchemy import Connection

    from desktop.domain.permissions import Actor
    from desktop.domain.sale import Approval
    from desktop.services.rights import Rights
    from desktop.services.settings import Settings
    from desktop.services.table_writing import Cell
    from desktop.storage.ground import Ground


class ExportKind(StrEnum):
    """What can be exported; the words of the command line."""

    PRODUCTS = "products"
    CUSTOMERS = "customers"
    SALES = "sales"
    PURCHASES = "purchases"
    PRICES = "prices"
    LEDGER = "ledger"
    RULES = "rules"


_EXPORTS: Final[
    dict[ExportKind, tuple[tuple[str, ...], Callable[[Connection], Iterator[tuple[Any, ...]]]]]
] = {
    ExportKind.PRODUCTS: (export_queries.PRODUCT_HEADERS, export_queries.product_rows),
    ExportKind.CUSTOMERS: (export_queries.CUSTOMER_HEADERS, export_queries.customer_rows),
    ExportKind.SALES: (export_queries.SALES_HEADERS, export_queries.sale_rows),
    ExportKind.PURCHASES: (export_queries.PURCHASE_HEADERS, export_queries.purchase_rows),
    ExportKind.PRICES: (export_queries.PRICE_HEADERS, export_queries.price_rows),
    ExportKind.LEDGER: (export_queries.LEDGER_HEADERS, export_queries.ledger_rows),
    ExportKind.RULES: (compliance_queries.DECISION_HEADERS, compliance_queries.decision_rows),
}


class Exporting:
    """Writes files for the owner's other programs; it only reads the shop."""

    def __init__(self, ground: Ground, settings: Settings, rights: Rights) -> None:
        self._ground = ground
        self._settings = settings
        self._rights = rights

    def export(
        self,
        kind: ExportKind | str,
        path: Path,
        *,
        actor: Actor | None = None,
        approval: Approval | None = None,
    ) -> int:
        """Write one kind of record to a file and return how many rows it has.

        Args:
            kind: what to write.
            path: its ending chooses CSV or XLSX.
            actor: who asks from the window; None for the command line, which is the owner's.
            approval: the owner's consent, for others.

        Raises:
            UsageError: the ending is neither ``.csv`` nor ``.xlsx``, or too many rows for a sheet.
            StorageError: the file could not be written; nothing of it is left behind.
            BusinessRuleError: a right is missing.
        """
        if actor is not None:
            self._rights.require(actor, Action.ADMINISTER, approval=approval)
        headers, rows_of = _EXPORTS[ExportKind(kind)]
        zone = zone_named(self._settings.current.text("day.zone"))
        with self._ground.database.read() as connection:
            rows = [_in_zone(row, zone) for row in rows_of(connection)]
        return write_table(path, headers, rows)


def _in_zone(row: Iterable[Any], zone: tzinfo) -> tuple[Cell, ...]:
    return tuple(cell.astimezone(zone) if isinstance(cell, datetime) else cell for cell in row)
