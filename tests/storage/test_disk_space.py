from __future__ import annotations

from pathlib import Path

import pytest

from desktop.storage.disk_space import DiskRoom, ProfileDisk, room_for

MEGABYTE = 1024 * 1024


@pytest.mark.parametrize(
    ("free", "room"),
    [
        (100 * MEGABYTE - 1, DiskRoom.CRITICAL), (100 * MEGABYTE, DiskRoom.LOW),
        (500 * MEGABYTE - 1, DiskRoom.LOW), (500 * MEGABYTE, DiskRoom.ENOUGH),
    ],
)  # fmt: skip
def test_room_is_judged_at_its_limits(free: int, room: DiskRoom) -> None:
    assert room_for(free) is room


def test_the_ballast_is_kept_once_and_thrown_off(tmp_path: Path) -> None:
    disk = ProfileDisk(tmp_path)
    assert disk.keep_ballast()
    assert (tmp_path / "ballast").stat().st_size == 20 * MEGABYTE
    assert disk.keep_ballast()
    assert disk.drop_ballast()
    assert not disk.drop_ballast()
    assert list(tmp_path.iterdir()) == []


def test_no_ballast_is_taken_where_room_is_short(tmp_path: Path) -> None:
    disk = ProfileDisk(tmp_path, lambda _folder: 510 * MEGABYTE)
    assert not disk.keep_ballast()
    assert disk.room() is DiskRoom.ENOUGH
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_does_not_say_stops_nobody(tmp_path: Path) -> None:
    for disk in (ProfileDisk(None), ProfileDisk(tmp_path / "gone")):
        assert disk.free() is None
        assert disk.room() is DiskRoom.ENOUGH
        assert not disk.keep_ballast()
        assert not disk.drop_ballast()
