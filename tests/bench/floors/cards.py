"""The parts that taking cards into stock cannot do without, each timed alone."""

from __future__ import annotations

import os
import sqlite3
import time
from hashlib import blake2b
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_INSERT = (
    "INSERT INTO card_secret (id, product_id, batch_id, number_sealed, secret_sealed, fingerprint,"
    " state, cost, expires_on) VALUES (?, ?, ?, ?, ?, ?, 'available', 9100, NULL)"
    " ON CONFLICT (fingerprint) DO NOTHING"
)


def seconds_of_parts(cards: list[tuple[str, str]], database: Path, product_id: int) -> list[float]:
    """Return the seconds of sealing, of fingerprinting, and of one durable insert, in this order.

    Args:
        cards: number and secret of each.
        database: a file with the schema; the cards are written into it.
        product_id: whose cards.
    """
    cipher = AESGCM(bytes(32))
    start = time.perf_counter()
    sealed = [
        (_sealed(cipher, "number_sealed", at, number), _sealed(cipher, "secret_sealed", at, secret))
        for at, (number, secret) in enumerate(cards)
    ]
    sealed_at = time.perf_counter()
    prints = [
        blake2b(f"{number}\x1f{secret}".encode(), key=bytes(32), digest_size=16).digest()
        for number, secret in cards
    ]
    printed_at = time.perf_counter()
    _insert(database, product_id, sealed, prints)
    return [sealed_at - start, printed_at - sealed_at, time.perf_counter() - printed_at]


def _sealed(cipher: AESGCM, column: str, row_id: int, text: str) -> bytes:
    nonce = os.urandom(12)
    place = f"card_secret\x1f{column}\x1f{row_id}\x1f1".encode()
    return b"\x01" + nonce + cipher.encrypt(nonce, text.encode(), place)


def _insert(
    database: Path, product_id: int, sealed: list[tuple[bytes, bytes]], prints: list[bytes]
) -> None:
    connection = sqlite3.connect(database, isolation_level=None)
    for pragma in (
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",
        "cache_size = -16000",
    ):
        connection.execute(f"PRAGMA {pragma}")
    batch_id = time.time_ns()
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(
        "INSERT INTO card_batch (id, product_id, origin, card_count, created_at)"
        " VALUES (?, ?, 'import', ?, 0)",
        (batch_id, product_id, len(prints)),
    )
    connection.executemany(
        _INSERT,
        (
            (batch_id + 1 + at, product_id, batch_id, number, secret, prints[at])
            for at, (number, secret) in enumerate(sealed)
        ),
    )
    connection.execute("COMMIT")
    connection.close()
