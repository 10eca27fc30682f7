"""The schema: making it fresh, and the number that a file is stamped with.

A new table or column is declared in ``models`` and gets a migration in ``migrations``; triggers and
search tables stand in ``EXTRA_DDL``. A test compares the migrated schema with the fresh one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.domain.errors import QT_TRANSLATE_NOOP, ProfileError
from desktop.models import (
    account_entries,
    administration,
    after_sales,
    alerts,
    bills,
    card_secrets,
    catalog,
    chains,
    compliance,
    consents,
    customers,
    gateways,
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
from desktop.storage.search_index import SEARCH_DDL

if TYPE_CHECKING:
    from sqlalchemy import Connection

SCHEMA_NUMBER: Final = 1
"""Also the number of the newest migration."""

TABLE_MODULES: Final = (
    account_entries,
    administration,
    after_sales,
    alerts,
    bills,
    card_secrets,
    catalog,
    chains,
    compliance,
    consents,
    customers,
    gateways,
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


def number_of(connection: Connection) -> int:
    """Return the schema number of a file; 0 means that nothing was ever created in it."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def set_number(connection: Connection, number: int) -> None:
    """Stamp the file, within the transaction that made the schema so."""
    connection.exec_driver_sql(f"PRAGMA user_version = {number}")


def newer_error(number: int) -> ProfileError:
    """Return the error for a file whose schema this version does not know."""
    return ProfileError(
        "profile_newer",
        QT_TRANSLATE_NOOP(
            "errors",
            "这份数据是更新版本的卡台写的（{number}，本机只认得到 {known}）。没有改动，请先升级",
        ),
        number=number,
        known=SCHEMA_NUMBER,
    )
