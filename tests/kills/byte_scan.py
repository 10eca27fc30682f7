"""Looks for secrets in every file of a folder, however they may have been written down."""

from __future__ import annotations

import base64
import io
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote


def spellings(text: str) -> dict[str, bytes]:
    """Return the ways in which a text may stand in a file; short or equal ones only once."""
    utf_8 = text.encode()
    ways = {
        "utf-8": utf_8,
        "utf-16-le": text.encode("utf-16-le"),
        "utf-16-be": text.encode("utf-16-be"),
        "utf-32-le": text.encode("utf-32-le"),
        "gb18030": text.encode("gb18030"),
        "hex": utf_8.hex().encode(),
        "HEX": utf_8.hex().upper().encode(),
        "json": json.dumps(text)[1:-1].encode(),
        "percent": quote(text, safe="").encode(),
        "reversed": utf_8[::-1],
    }
    for shift in range(3):
        for letters, encode in (("", base64.b64encode), (" url", base64.urlsafe_b64encode)):
            ways[f"base64{letters} +{shift}"] = _inner_base64(utf_8, shift, encode)
    return ways


def _inner_base64(content: bytes, shift: int, encode: object) -> bytes:
    """Return the part of the base64 text that does not hang on the bytes around it."""
    assert callable(encode)
    coded: bytes = encode(b"\0" * shift + content).rstrip(b"=")
    first = -(-shift * 8 // 6)
    last = (shift + len(content)) * 8 // 6
    return coded[first:last]


def find_in(folder: Path, secrets: Mapping[str, str]) -> list[str]:
    """Return where any secret stands: ``name: file (spelling)``."""
    ways = {name: spellings(text) for name, text in secrets.items()}
    return [
        f"{name}: {place} ({way})"
        for place, content in _contents(folder)
        for name, spelled in ways.items()
        for way, text in spelled.items()
        if text in content
    ]


def _contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        place = path.relative_to(folder).as_posix()
        yield f"name of {place}", place.encode()
        content = path.read_bytes()
        yield place, content
        if content.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(content)) as parts:
                for part in parts.namelist():
                    yield f"{place}/{part}", parts.read(part)
        elif content.startswith((b"\x78", b"\x1f\x8b")):
            yield f"{place} unpacked", zlib.decompress(content, wbits=47)
