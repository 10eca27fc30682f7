"""The schema: making it fresh. The number that a file is stamped with stands in ``schema_number``.

A new table or column is declared in ``models`` and gets a migration in ``migrations``; triggers and
search tables stand in ``EXTRA_DDL``. A test compares the migrated schema with the fresh one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.models import (
    account_entries,
    administration,
    after_sales,
    agents,
    alerts,
    bills,
    card_secrets,
    catalog,
    chains,
    compliance,
    consents,
    customers,
    gateways,
    kept_totals,
    ledger,
    marketing,
    member_ledgers,
    owner,
    payments,
    platform_accounts,
    promotions,
    purchases,
    sales,
    shifts,
    vault,
)
from desktop.models.base import METADATA
from desktop.storage import engine_sqlite
from desktop.storage.schema_number import SCHEMA_NUMBER, set_number
from desktop.storage.search_index import SEARCH_DDL

if TYPE_CHECKING:
    from sqlalchemy import Connection

TABLE_MODULES: Final = (
    account_entries,
    administration,
    after_sales,
    agents,
    alerts,
    bills,
    card_secrets,
    catalog,
    chains,
    compliance,
    consents,
    customers,
    gateways,
    kept_totals,
    ledger,
    marketing,
    member_ledgers,
    owner,
    payments,
    platform_accounts,
    promotions,
    purchases,
    sales,
    shifts,
    vault,
)
"""Every module that declares tables: importing it is what registers them."""

EXTRA_DDL: Final[tuple[str, ...]] = (
    *engine_sqlite.TRIGGERS,
    *SEARCH_DDL,
)
"""What tables cannot say, in order of creation. Further triggers and search tables go here."""


def create_fresh(connection: Connection) -> None:
    """Create everything in an empty database, within the caller's transaction."""
    METADATA.create_all(connection, checkfirst=False)
    for statement in EXTRA_DDL:
        connection.exec_driver_sql(statement)
    set_number(connection, SCHEMA_NUMBER)
