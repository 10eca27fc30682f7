"""The data key in memory: one copy, hidden from prints and pickles, wiped at the end."""

from __future__ import annotations

import contextlib
import ctypes
import sys
from typing import NoReturn

KEY_BYTES = 32


class DataKey:
    """Holds the 32 bytes that everything else is derived from.

    Python and the cipher library make short-lived copies that nobody can wipe; this object keeps
    the lasting one out of swap where the system allows it.
    """

    __slots__ = ("_bytes", "key_id")

    def __init__(self, key: bytes, key_id: str) -> None:
        if len(key) != KEY_BYTES:
            raise ValueError("a data key has 32 bytes")
        self._bytes = bytearray(key)
        self.key_id = key_id
        _keep_out_of_swap(self._bytes)

    def reveal(self) -> bytes:
        """Return the key; only the vault and its slots ask."""
        return bytes(self._bytes)

    def wipe(self) -> None:
        """Overwrite the key; it cannot be used afterwards."""
        self._bytes[:] = bytes(len(self._bytes))

    def __repr__(self) -> str:
        return "DataKey(•••)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a data key never leaves the process")


def _keep_out_of_swap(key: bytearray) -> None:
    if not sys.platform.startswith("linux"):
        return
    with contextlib.suppress(OSError, AttributeError):  # a limit on locked memory is no fault
        address = (ctypes.c_char * len(key)).from_buffer(key)
        ctypes.CDLL(None).mlock(ctypes.addressof(address), len(key))
