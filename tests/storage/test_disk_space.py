from __future__ import annotations

from pathlib import Path

import pytest

from desktop.storage import disk_space
from desktop.storage.disk_space import DiskRoom, disk_room, drop_ballast, keep_ballast, room_for

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
    assert keep_ballast(tmp_path)
    assert (tmp_path / "ballast").stat().st_size == 20 * MEGABYTE
    assert keep_ballast(tmp_path)
    assert drop_ballast(tmp_path)
    assert not drop_ballast(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_no_ballast_is_taken_where_room_is_short(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk_space, "free_bytes", lambda _folder: 510 * MEGABYTE)
    assert not keep_ballast(tmp_path)
    assert disk_room(tmp_path) is DiskRoom.ENOUGH
    assert list(tmp_path.iterdir()) == []
