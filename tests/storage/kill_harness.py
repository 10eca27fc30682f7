"""Kills writers in the middle of their work, many times from one warm process.

Run as ``python -m tests.storage.kill_harness FOLDER ROUNDS SEED``. A child writes whole "sales" (two
rows and a ledger entry in one transaction) and says each number only after its commit; the parent
kills it at a random moment, opens the database as the next start would, and checks that everything
said is there, that nothing is there by half, and that the ledger is in order.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sys
import time
from pathlib import Path

from desktop.storage import ledger, schema_number
from desktop.storage.database import DATABASE_FILE, Database, WritePriority
from desktop.storage.ledger import LedgerEntry
from tests.storage.profiles import SetClock, SmallProfile, small_profile


def sell_until_killed(profile: SmallProfile, path: Path, first: int, said: int) -> None:
    """Write sales one after the other and say each number after its commit."""
    database = Database.open(path)
    for number in range(first, first + 1_000_000):
        with database.write(WritePriority.SALE) as connection:
            for half in ("goods", "money"):
                connection.exec_driver_sql(
                    "INSERT INTO profile_fact VALUES (?, ?)", (f"{half} {number}", "x" * 700)
                )
            entry = LedgerEntry("sale_completed", {"number": number})
            ledger.append(connection, profile.vault, SetClock(), entry)
        os.write(said, number.to_bytes(8, "big"))
        if number % 7 == 0:
            database.checkpoint_when_idle()


def run_round(profile: SmallProfile, path: Path, first: int, chance: random.Random) -> int:
    """Let a child sell, kill it at a random moment, and return the last number it said."""
    listening, said = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(listening)
        try:
            sell_until_killed(profile, path, first, said)
        finally:
            os._exit(99)
    os.close(said)
    ready, _, _ = select.select([listening], [], [], 20)
    assert ready, "the child never sold anything"
    time.sleep(chance.random() * 0.012)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL, f"the child ended by itself: {status}"
    heard = b""
    while piece := os.read(listening, 65536):
        heard += piece
    os.close(listening)
    numbers = [int.from_bytes(heard[at : at + 8], "big") for at in range(0, len(heard) // 8 * 8, 8)]
    return numbers[-1] if numbers else first - 1


def check_after_kill(profile: SmallProfile, path: Path, last_said: int) -> int:
    """Open as the next start would; return the last number there is."""
    database = Database.open(path)
    try:
        with database.read() as connection:
            halves: dict[str, set[int]] = {"goods": set(), "money": set()}
            for (key,) in connection.exec_driver_sql(
                "SELECT key FROM profile_fact WHERE key GLOB 'goods *' OR key GLOB 'money *'"
            ):
                half, _, number = key.partition(" ")
                halves[half].add(int(number))
            verdict = ledger.verify(connection, profile.vault)
            assert connection.exec_driver_sql("PRAGMA quick_check").scalar() == "ok"
        assert halves["goods"] == halves["money"], "half a sale"
        assert set(range(1, last_said + 1)) <= halves["goods"], "an acknowledged sale is lost"
        assert verdict.ok, verdict
        assert verdict.entries == len(halves["goods"]), "a sale without its entry"
        return len(halves["goods"])
    finally:
        database.close()


def main(folder: Path, rounds: int, seed: int) -> None:
    """Run the rounds on one growing database and print what came of it."""
    profile = small_profile(folder)
    profile.database.close()
    path, last, chance = folder / DATABASE_FILE, 0, random.Random(seed)
    for _ in range(rounds):
        said = run_round(profile, path, last + 1, chance)
        last = check_after_kill(profile, path, said)
    print(json.dumps({"rounds": rounds, "sales": last, "schema": schema_number.SCHEMA_NUMBER}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
