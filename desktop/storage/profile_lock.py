"""One program at a time on a profile; the kernel frees the lock even after a kill."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final, Self

from desktop.domain.errors import QT_TRANSLATE_NOOP, ProfileError, StorageError

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

LOCK_FILE: Final = "katai.lock"


class ProfileLock:
    """The lock on a profile folder, held until ``release`` or the end of the process.

    The file stays where it is: removing it would let two programs lock two files of one name.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor

    @classmethod
    def acquire(cls, folder: Path) -> ProfileLock:
        """Take the lock, making the folder if it is not there.

        Raises:
            ProfileError: code ``profile_locked``: another program works on this profile.
            StorageError: code ``profile_not_writable``: the folder cannot be made or written.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor = os.open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise StorageError(
                "profile_not_writable",
                QT_TRANSLATE_NOOP("errors", "数据文件夹 {folder} 不能写入，没有打开店铺"),
                folder=str(folder),
            ) from error
        try:
            _lock(descriptor)
        except OSError as error:
            os.close(descriptor)
            raise ProfileError(
                "profile_locked",
                QT_TRANSLATE_NOOP("errors", "这个店铺已经在另一个窗口打开，这里什么都没有做"),
            ) from error
        return cls(descriptor)

    def release(self) -> None:
        """Give the lock back; doing it twice is no fault."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
