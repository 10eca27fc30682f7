"""The first schema, as statements that never change with the models of later versions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.storage.migrations.baseline_statements import STATEMENTS

if TYPE_CHECKING:
    from alembic.operations import Operations

NUMBER: Final = 1


def upgrade(operations: Operations) -> None:
    """Create everything."""
    connection = operations.get_bind()
    for statement in STATEMENTS:
        connection.exec_driver_sql(statement)
