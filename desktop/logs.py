"""A rotating log in the profile, one JSON document a line, with secrets masked.

Code never writes a secret to the log. The masking here is the last defence for what comes in
through the messages of other libraries and through tracebacks: it hides rather too much than too
little.
"""

from __future__ import annotations

import json
import logging
import os
import re
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from io import FileIO, TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

from desktop.domain.errors import KataiError

FILE_NAME: Final = "katai.log"
FILE_BYTES: Final = 2_000_000
OLD_FILES: Final = 4
MASK: Final = "•••"

_HIDDEN_NAMES: Final = (
    r"[\w-]*(?:secret|passphrase|password|passwd|token|phrase|app_?key|api_?key|merchant_?key|"
    r"authorization|cookie|signature)[\w-]*|sign|key|pin|pwd|kami|card|cards|卡密|密码|口令"
)
_NAMED: Final = re.compile(
    rf"(?P<name>[\"']?(?<![\w-])(?:{_HIDDEN_NAMES})[\"']?\s*[=:：]\s*)"
    r"(?P<value>\"[^\"]*\"|'[^']*'|(?:(?:Bearer|Basic)\s+)?[^\s,;&}\])]+)",
    re.IGNORECASE,
)
_CREDENTIALS: Final = re.compile(r"(?<=://)[^/\s@]+(?=@)")
_DIGITS: Final = re.compile(
    r"(?!20\d\d-?[01]\d-?[0-3]\d(?!\d))(?:(?<![\w.])\d(?:[ -]?\d){7,}(?![\w.])|\d{8,})"
)
"""Card numbers and telephone numbers, but not a date: the shop's own numbers begin with one."""
_GROUPS: Final = re.compile(r"(?<![\w-])[A-Za-z0-9]{4,}(?:-[A-Za-z0-9]{4,}){2,}(?![\w-])")
_LONG_TOKEN: Final = re.compile(
    r"(?<![\w/.+-])(?=[A-Za-z0-9+_]*\d)(?=[A-Za-z0-9+_]*[A-Za-z])[A-Za-z0-9+_]{16,}={0,2}"
)


def masked(text: str) -> str:
    """Return the text with everything hidden that may be a secret.

    Hidden are the values of names such as ``key=`` and ``sign=``, credentials in addresses, runs of
    eight and more digits, and long mixtures of letters and digits.

    >>> masked("GET /trade?app_key=k3y&num=1")
    'GET /trade?app_key=•••&num=1'
    """
    text = _NAMED.sub(rf"\g<name>{MASK}", text)
    for pattern in (_CREDENTIALS, _GROUPS, _LONG_TOKEN, _DIGITS):
        text = pattern.sub(MASK, text)
    return text


def places_of(error: BaseException) -> list[str]:
    """Return where an error happened: types, codes, files and lines; no values and no messages.

    An exception's text may quote a card or a key; this is fit to be kept and sent.
    """
    lines = []
    chain: BaseException | None = error
    while chain is not None:
        code = chain.code if isinstance(chain, KataiError) else ""
        lines.append(f"{type(chain).__module__}.{type(chain).__qualname__} {code}".rstrip())
        frames = traceback.extract_tb(chain.__traceback__)
        lines += [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
        chain = chain.__cause__ or (None if chain.__suppress_context__ else chain.__context__)
    return lines


class MaskingFilter(logging.Filter):
    """Replaces a record's message and traceback by their masked texts."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Mask in place and let every record pass."""
        record.msg = masked(record.getMessage())
        record.args = None
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        record.exc_text = masked(record.exc_text) if record.exc_text else None
        return True


class _PrivateFile(RotatingFileHandler):
    """A rotating file, each piece of which only the owner can read."""

    def _open(self) -> TextIOWrapper:
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        return TextIOWrapper(FileIO(descriptor, "a"), encoding=self.encoding, write_through=True)


class JsonLines(logging.Formatter):
    """Writes a record as one line of JSON: at, level, from, thread, text, and a traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, without its end."""
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "thread": record.threadName,
            "text": record.getMessage(),
        }
        if record.exc_text:
            line["traceback"] = record.exc_text
        return json.dumps(line, ensure_ascii=False)


def start_logging(profile: Path, *, is_verbose: bool = False) -> Callable[[], None]:
    """Log into ``<profile>/logs/katai.log`` from now on; return what ends it.

    The file and its folder are the owner's alone. A write that fails later never stops the shop.

    Raises:
        OSError: the folder cannot be made or the file cannot be opened.
    """
    folder = profile / "logs"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    target = _PrivateFile(
        folder / FILE_NAME, maxBytes=FILE_BYTES, backupCount=OLD_FILES, encoding="utf-8"
    )
    target.addFilter(MaskingFilter())
    target.setFormatter(JsonLines())
    logger = logging.getLogger("desktop")
    logger.setLevel(logging.DEBUG if is_verbose else logging.INFO)
    logger.addHandler(target)
    logging.raiseExceptions = False

    def stop() -> None:
        logger.removeHandler(target)
        target.close()

    return stop
