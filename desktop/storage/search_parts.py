"""Joining the parts of a search index, after a write of many records.

Belongs here: doing it in small writes. To join the parts of a million members takes many seconds.
Does not belong here: what an index holds, and how it is asked (``search_index``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.storage.search_index import join_more
from desktop.storage.write_gate import WritePriority

if TYPE_CHECKING:
    from desktop.storage.database import Database
    from desktop.storage.search_index import SearchTable


def join_parts(database: Database, table: SearchTable) -> None:
    """Join parts of like size; a waiting sale goes before each of the writes.

    Whatever stops it, all is found as before, and the next time goes on from there.

    Raises:
        StorageError: as ``Database.write``.
    """
    is_left = True
    while is_left:
        with database.write(WritePriority.BULK, is_part=True) as connection:
            is_left = join_more(connection, table)
