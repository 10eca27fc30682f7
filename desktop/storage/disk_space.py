"""Room on the profile's disk: a warning in time, and a ballast to throw off."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WARNING_BYTES: Final = 500 * 1024 * 1024
STOP_BUYING_BYTES: Final = 100 * 1024 * 1024
BALLAST_BYTES: Final = 20 * 1024 * 1024
BALLAST_FILE: Final = "ballast"
_PIECE: Final = bytes(1024 * 1024)


class DiskRoom(StrEnum):
    """How much room is left."""

    ENOUGH = "enough"
    LOW = "low"
    """Under 500 MB: say so."""
    CRITICAL = "critical"
    """Under 100 MB: sell, but buy nothing new, because an answer might not be kept."""


def free_bytes(folder: Path) -> int:
    """Return the free bytes of the folder's disk."""
    return shutil.disk_usage(folder).free


def room_for(free: int) -> DiskRoom:
    """Judge free bytes."""
    if free < STOP_BUYING_BYTES:
        return DiskRoom.CRITICAL
    return DiskRoom.LOW if free < WARNING_BYTES else DiskRoom.ENOUGH


class ProfileDisk:
    """The disk under a profile's folder.

    Args:
        folder: the profile's; None for a shop in memory, which never runs out of disk.
        measure: returns the free bytes of a folder's disk.
    """

    def __init__(self, folder: Path | None, measure: Callable[[Path], int] = free_bytes) -> None:
        self._folder = folder
        self._measure = measure

    def free(self) -> int | None:
        """Return the free bytes; None where there is no disk, or it does not say."""
        if self._folder is not None:
            with suppress(OSError):
                return self._measure(self._folder)
        return None

    def room(self) -> DiskRoom:
        """Judge the room; a disk that does not say is no reason to stop."""
        free = self.free()
        return DiskRoom.ENOUGH if free is None else room_for(free)

    def keep_ballast(self) -> bool:
        """Keep 20 MB aside, if there is plenty of room; tell whether it is there."""
        free = self.free()
        if self._folder is None or free is None:
            return False
        ballast = self._folder / BALLAST_FILE
        if ballast.exists() and ballast.stat().st_size == BALLAST_BYTES:
            return True
        if room_for(free - BALLAST_BYTES) is not DiskRoom.ENOUGH:
            return False
        try:
            with ballast.open("wb") as file:
                for _ in range(BALLAST_BYTES // len(_PIECE)):
                    file.write(_PIECE)
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            self.drop_ballast()
            return False
        return True

    def drop_ballast(self) -> bool:
        """Give the room back so that the day can be ended; tell whether there was any."""
        if self._folder is not None:
            with suppress(OSError):
                (self._folder / BALLAST_FILE).unlink()
                return True
        return False
