"""A secret in the wrong column of a card file reaches neither a screen nor a file."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from desktop import logs
from tests.cli.command_line import CommandLine
from tests.cli.test_goods_commands import a_product
from tests.kills.byte_scan import find_in
from tests.shifted_cards import CANARIES, pieces_in, shifted_files


@pytest.mark.parametrize("style", [(), ("--json",), ("--dry-run",)])
def test_no_card_is_quoted_on_stdout_stderr_or_in_the_log(
    line: CommandLine, tmp_path: Path, style: tuple[str, ...], caplog: pytest.LogCaptureFixture
) -> None:
    a_product(line)
    caplog.set_level(logging.DEBUG)
    stop = logs.start_logging(line.folder, is_verbose=True)
    files = tmp_path / "files"
    files.mkdir()
    codes = []
    try:
        for name, file in shifted_files(files):
            ended = line.type("import", "cards", file, "--product", "DK10", *style)
            assert pieces_in(ended.out + ended.err) == [], name
            codes.append(ended.code)
    finally:
        stop()
    assert codes.count(1) > len(codes) / 2, "most of the files were to be refused"
    assert pieces_in(caplog.text) == []
    secrets = dict(zip(("secret", "number", "digits"), CANARIES, strict=True))
    assert find_in(line.folder, secrets) == []
