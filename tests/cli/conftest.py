from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.secret import Secret
from desktop.security.slots import make_passphrase_slot
from desktop.storage import vault_slots
from desktop.translating import set_language
from tests.cli.command_line import PASSPHRASE, CommandLine, a_desk, copy_of, typed
from tests.storage.profiles import QUICK


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    """A shop made by ``init``; tests get copies of it."""
    line = a_desk(tmp_path_factory.mktemp("made"))
    ended = typed(*line.init_words("--phrase-file", line.phrase_file))
    assert ended.code == 0, ended.err
    _open_quickly(line)
    return line


def _open_quickly(line: CommandLine) -> None:
    """Let the passphrase cost nothing; a slot says itself what it cost."""
    with line.shop() as (shop, _):
        ground = shop.ground
        cheap = make_passphrase_slot(ground.vault, Secret(PASSPHRASE), ground.randomness, QUICK)
        with ground.database.write() as connection:
            vault_slots.save_slot(connection, cheap, ground.now())


@pytest.fixture
def line(made_once: CommandLine, tmp_path: Path) -> CommandLine:
    return copy_of(made_once, tmp_path)


@pytest.fixture(autouse=True)
def _chinese_again():
    yield
    set_language("zh")
