from __future__ import annotations

from pathlib import Path

import pytest

from desktop.translating import set_language
from tests.cli.command_line import CommandLine, a_desk, copy_of, typed


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    """A shop made by ``init``; tests get copies of it."""
    line = a_desk(tmp_path_factory.mktemp("made"))
    ended = typed(*line.init_words("--phrase-file", line.phrase_file))
    assert ended.code == 0, ended.err
    return line


@pytest.fixture
def line(made_once: CommandLine, tmp_path: Path) -> CommandLine:
    return copy_of(made_once, tmp_path)


@pytest.fixture(autouse=True)
def _chinese_again():
    yield
    set_language("zh")
