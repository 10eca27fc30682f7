"""Bodies that no platform may be believed on: whatever they look like, nothing was refused."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

from desktop.connectors.http_call import HttpOutcome, Transport


def dumped(document: Any) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode()


def answered(
    body: Any, status: int = 200, content_type: str = "application/json;charset=utf-8"
) -> HttpOutcome:
    content = body if isinstance(body, bytes) else dumped(body)
    return HttpOutcome(Transport.ANSWERED, "ok", status, content_type, content)


def broken_bodies(refusal: dict[str, Any]) -> dict[str, bytes]:
    """Return what becomes of a perfect refusal on a bad line, and what never was one."""
    good = dumped(refusal)
    text = json.dumps(refusal, ensure_ascii=False)
    key, value = next(iter(refusal.items()))
    twice = f"{{{json.dumps(key)}:{json.dumps(value)},".encode() + good[1:]
    return {
        "empty": b"",
        "space": b"   ",
        "null": b"null",
        "true": b"true",
        "zero": b"0",
        "text": dumped("库存不足"),
        "list": b"[]",
        "empty object": b"{}",
        "in a list": b"[" + good + b"]",
        "in a text": dumped(text),
        "html": b"<!doctype html><html>busy</html>",
        "plain": "余额不足".encode(),
        "cut": good[:-2],
        "half": good[: len(good) // 2],
        "two documents": good * 2,
        "trailing": good + b"<br>Warning",
        "leading": b"<br />Notice: x " + good,
        "comment": b"/* x */" + good,
        "single quotes": text.replace('"', "'").encode(),
        "gb18030": json.dumps({**refusal, "x": "库存"}, ensure_ascii=False).encode("gb18030"),
        "utf-16": text.encode("utf-16"),
        "bad utf-8": good[:-1] + b',"x":"\xff\xfe"}',
        "a raw nul": good[:-1] + b',"x":"\x00"}',
        "nan": good[:-1] + b',"x":NaN}',
        "infinite": good[:-1] + b',"x":-Infinity}',
        "long number": good[:-1] + b',"x":' + b"9" * 5000 + b"}",
        "deep": b"[" * 100_000,
        "deep inside": good[:-1] + b',"x":' + b"[" * 50_000 + b"]" * 50_000 + b"}",
        "key twice": twice,
    }


WRONG_WRAPPINGS = (500, 502, 503, 504, 520)
"""Statuses of a server that may have acted: no refusal in them is final."""

documents = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)
"""Any document; for a strategy that knows a platform's words, see ``worded``."""


def worded(*words: str) -> st.SearchStrategy[Any]:
    """Return documents that use a platform's own keys in odd places."""
    return st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(words), inner, max_size=6)
        ),
        max_leaves=20,
    )
