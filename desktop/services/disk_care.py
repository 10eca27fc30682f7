"""Room on the disk: kept an eye on, and nothing new bought where an answer might find none.

Belongs here: what the shop does about a disk that fills. Does not belong here: measuring it and the
ballast (``storage.disk_space``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.storage.backup import remove_leftovers
from desktop.storage.disk_space import DiskRoom

if TYPE_CHECKING:
    from desktop.storage.ground import Ground

_MEGABYTE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class DiskLook:
    """What a look at the disk found.

    Attributes:
        free_megabytes: None where the disk does not say.
    """

    room: DiskRoom
    free_megabytes: int | None

    @property
    def is_low(self) -> bool:
        """Whether somebody should make room."""
        return self.room is not DiskRoom.ENOUGH

    @property
    def stops_buying(self) -> bool:
        """Whether nothing is bought from sources until there is more."""
        return self.room is DiskRoom.CRITICAL


class DiskCare:
    """Looks after the room of a profile."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def look(self) -> DiskLook:
        """Judge the room."""
        disk = self._ground.database.disk
        free = disk.free()
        return DiskLook(disk.room(), None if free is None else free // _MEGABYTE)

    def keep_room_aside(self) -> None:
        """While there is plenty, keep some for the end of a day on which the disk is full."""
        self._ground.database.disk.keep_ballast()

    def tidy(self) -> int:
        """Remove what a backup that was killed left behind; return how many files.

        To be called at a start, when no backup is under way.
        """
        path = self._ground.database.path
        return 0 if path is None else remove_leftovers(path.parent)


def refuse_to_buy_without_room(ground: Ground) -> None:
    """Refuse to order anything whose answer might not be kept.

    Raises:
        BusinessRuleError: code ``disk_nearly_full``; nothing was sent and no money taken.
    """
    disk = ground.database.disk
    if disk.room() is DiskRoom.CRITICAL:
        raise BusinessRuleError(
            "disk_nearly_full",
            QT_TRANSLATE_NOOP(
                "errors",
                "磁盘只剩 {free} MB，货源的回话可能存不下，先不从货源买。没有收款，也没有下单；"
                "本地卡密照卖，腾出空间再来",
            ),
            free=(disk.free() or 0) // _MEGABYTE,
        )
