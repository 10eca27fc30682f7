from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import logs

LOGGER = logging.getLogger("desktop.test")


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Path]:
    stop = logs.start_logging(tmp_path)
    yield tmp_path
    stop()


def lines_of(profile: Path) -> list[dict[str, Any]]:
    text = (profile / "logs" / logs.FILE_NAME).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("GET /trade?app_key=k3y&num=1", "k3y"),
        ("POST sign=0a1b2c num=2", "0a1b2c"),
        ('{"app_key": "k3y", "num": 1}', "k3y"),
        ("{'passphrase': 'open sesame'}", "sesame"),
        ("卡密：AB12-CD34", "AB12"),
        ("Authorization: Bearer abc.def", "abc.def"),
        ("https://shop:pass@example.invalid/x", "pass"),
        ("ask 19800002046 again", "0002046"),
        ("ask 198 0000 2046 again", "2046"),
        ("card ABCD-EFGH-1234-9999 sold", "9999"),
        ("card 6666777788889999", "7777"),
        ("card A1B2C3D4E5F6G7H8", "C3D4"),
        ("Set-Cookie: session=abc", "abc"),
        ("secret_key = hunter2", "hunter2"),
    ],
)
def test_what_may_be_a_secret_is_hidden(text: str, secret: str) -> None:
    assert secret in text
    assert secret not in logs.masked(text)
    assert logs.MASK in logs.masked(text)


@pytest.mark.parametrize(
    "text",
    [
        "sale 20251123-0001 completed",
        "product YJ100 sold 2 in 12.5 ms",
        "KeyError: 'row'",
        'File "/home/anna/katai/desktop/services/checkout.py", line 120, in complete_sale',
        "monkey=1 keyboard: layout",
        "at 2025-11-23T10:00:00+00:00",
    ],
)
def test_what_is_needed_to_understand_stays(text: str) -> None:
    assert logs.masked(text) == text


@given(st.text(alphabet="0123456789", min_size=13, max_size=40))
def test_no_long_run_of_digits_survives(digits: str) -> None:
    assert digits not in logs.masked(f"before {digits} after")


def test_a_record_is_one_line_of_json(profile: Path) -> None:
    LOGGER.warning("价格 %s\n第二行", "¥95.00")
    (line,) = lines_of(profile)
    assert line["text"] == "价格 ¥95.00\n第二行"
    assert line["level"] == "warning"
    assert line["from"] == "desktop.test"
    assert line["at"].endswith("+00:00")


def test_secrets_in_arguments_and_tracebacks_are_hidden(profile: Path) -> None:
    try:
        raise ValueError("refused: app_key=canary-in-error")
    except ValueError:
        LOGGER.exception("sign=%s", "canary-in-argument")
    (line,) = lines_of(profile)
    assert "canary" not in json.dumps(line)
    assert "ValueError" in line["traceback"]


def test_the_log_is_the_owners_alone_and_rotates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logs, "FILE_BYTES", 500)
    stop = logs.start_logging(tmp_path)
    for number in range(40):
        LOGGER.info("line %s of a long day", number)
    stop()
    files = sorted((tmp_path / "logs").iterdir())
    assert len(files) == logs.OLD_FILES + 1
    assert (tmp_path / "logs" / logs.FILE_NAME).stat().st_mode & 0o077 == 0


def test_after_the_end_nothing_is_written(tmp_path: Path) -> None:
    logs.start_logging(tmp_path)()
    LOGGER.warning("late")
    assert lines_of(tmp_path) == []
