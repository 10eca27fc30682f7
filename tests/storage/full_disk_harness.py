"""Sells until files may not grow any further, then looks at what is left.

Run as ``python -m tests.storage.full_disk_harness FOLDER LIMIT``; prints what it saw as JSON.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

from desktop.domain.errors import StorageError
from desktop.storage import ledger
from desktop.storage.database import WritePriority
from desktop.storage.ledger import LedgerEntry
from tests.storage.profiles import SmallProfile, small_profile


def sell(profile: SmallProfile, number: int) -> None:
    """Write one sale of two rows and an entry."""
    with profile.database.write(WritePriority.SALE) as connection:
        for half in ("goods", "money"):
            connection.exec_driver_sql(
                "INSERT INTO profile_fact VALUES (?, ?)", (f"{half} {number}", "x" * 2000)
            )
        ledger.append(connection, profile.vault, profile.clock, LedgerEntry("sold", {"n": number}))


def counts(profile: SmallProfile) -> dict[str, object]:
    """Count what there is."""
    with profile.database.read() as connection:
        verdict = ledger.verify(connection, profile.vault)
        rows = connection.exec_driver_sql(
            "SELECT count(*) FILTER (WHERE key GLOB 'goods *'), "
            "count(*) FILTER (WHERE key GLOB 'money *') FROM profile_fact"
        ).one()
    return {"goods": rows[0], "money": rows[1], "entries": verdict.entries, "ok": verdict.ok}


def main(folder: Path, limit: int | None) -> None:
    """Sell until it is refused, three times; make room; sell again."""
    profile = small_profile(folder)
    codes: list[str] = []
    sold = 0
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    if limit is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    while len(codes) < 3:
        try:
            sell(profile, sold + 1)
            sold += 1
        except StorageError as error:
            codes.append(error.code)
    full = counts(profile)
    if limit is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    else:
        (folder / "filler").unlink()
    sell(profile, sold + 1)
    after = counts(profile)
    profile.database.close()
    print(json.dumps({"codes": codes, "sold": sold, "full": full, "after": after}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if sys.argv[2] != "-" else None)
