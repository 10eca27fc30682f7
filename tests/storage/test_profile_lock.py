from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.domain.errors import ProfileError, StorageError
from desktop.storage.profile_lock import ProfileLock

HOLDER = """
import sys
from pathlib import Path
from desktop.storage.profile_lock import ProfileLock
lock = ProfileLock.acquire(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def _holder(folder: Path) -> subprocess.Popen[str]:
    held = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert held.stdout is not None
    assert held.stdout.readline() == "held\n"
    return held


def test_the_second_program_is_told_that_the_shop_is_open(tmp_path: Path) -> None:
    with _holder(tmp_path) as held:
        with pytest.raises(ProfileError) as caught:
            ProfileLock.acquire(tmp_path)
        assert caught.value.code == "profile_locked"
        assert held.stdin is not None
        held.stdin.close()
    ProfileLock.acquire(tmp_path).release()


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_killed_program_leaves_no_lock(tmp_path: Path) -> None:
    with _holder(tmp_path) as held:
        held.send_signal(signal.SIGKILL)
        held.wait()
    with ProfileLock.acquire(tmp_path):
        pass


def test_the_lock_holds_within_one_program_too(tmp_path: Path) -> None:
    with ProfileLock.acquire(tmp_path / "new" / "folder"):
        with pytest.raises(ProfileError):
            ProfileLock.acquire(tmp_path / "new" / "folder")
    lock = ProfileLock.acquire(tmp_path / "new" / "folder")
    lock.release()
    lock.release()


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StorageError) as caught:
        ProfileLock.acquire(tmp_path / "file" / "profile")
    assert caught.value.code == "profile_not_writable"


def test_a_child_process_does_not_keep_the_lock(tmp_path: Path) -> None:
    with ProfileLock.acquire(tmp_path):
        child = subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()"],
                                 stdin=subprocess.PIPE)  # fmt: skip
    with ProfileLock.acquire(tmp_path):
        assert (tmp_path / "katai.lock").exists()
    child.communicate(b"")
