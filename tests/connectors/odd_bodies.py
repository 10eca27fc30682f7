"""Bodies that prove nothing about an order: none may read as a refusal or as a purchase."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st


def dumped(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def documents(*keys: str) -> st.SearchStrategy[Any]:
    """Return JSON documents of every shape, with the members a connector looks for in them."""
    names = ["code", "msg", "data", *keys]
    return st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(names), inner, max_size=5)
        ),
    )


def odd_bodies(
    refusal: Mapping[str, Any],
    success: Mapping[str, Any],
    echo: str | None,
    number: str,
    other_codes: tuple[object, ...],
) -> dict[str, bytes]:
    """Return bad variations of a good refusal and a good success.

    Args:
        refusal: a refusal the platform's closed list knows.
        success: the answer to an order that was taken.
        echo: the member of its ``data`` that repeats our number; None if the platform does not.
        number: the member that holds the platform's number.
        other_codes: codes that are on no list.
    """
    no, yes = dict(refusal), dict(success)
    data = dict(success["data"])
    text, code = no["msg"], no["code"]
    bodies = _broken(no, yes) | {
        "code as text": dumped(no | {"code": str(code)}),
        "code as fraction": dumped(no | {"code": float(code) + 0.5}),
        "code as whole fraction": dumped(no | {"code": float(code)}),
        "code false": dumped(no | {"code": False}),
        "code null": dumped(no | {"code": None}),
        "code list": dumped(no | {"code": [code]}),
        "code missing": dumped({"msg": text}),
        "refusal with data": dumped(no | {"data": data}),
        "refusal with a list": dumped(no | {"data": [1]}),
        "refusal without a text": dumped({"code": code}),
        "refusal with an empty text": dumped(no | {"msg": "  "}),
        "refusal with a text of null": dumped(no | {"msg": None}),
        "refusal with a number for a text": dumped(no | {"msg": 5}),
        "refusal with an object for a text": dumped(no | {"msg": {"text": text}}),
        "success code as text": dumped(yes | {"code": str(yes["code"])}),
        "success without data": dumped({"code": yes["code"], "msg": "ok"}),
        "success with null": dumped(yes | {"data": None}),
        "success with a list": dumped(yes | {"data": [data]}),
        "success with text": dumped(yes | {"data": "A----1"}),
        "success without number": dumped(yes | {"data": _without(data, number)}),
        "success with an empty number": dumped(yes | {"data": data | {number: ""}}),
        "success with a number of null": dumped(yes | {"data": data | {number: None}}),
        "success with a page for a number": dumped(yes | {"data": data | {number: "<b>"}}),
        "success with a fraction for a number": dumped(yes | {"data": data | {number: 1.5}}),
        "a refusal inside a success": dumped(yes | {"data": no}),
    }
    for other in other_codes:
        bodies[f"code {other}"] = dumped(no | {"code": other})
        bodies[f"code {other} with a success"] = dumped(yes | {"code": other})
    if echo is not None:
        bodies |= {
            "success without our number": dumped(yes | {"data": _without(data, echo)}),
            "success with another number": dumped(yes | {"data": data | {echo: "KT9"}}),
            "success with an empty echo": dumped(yes | {"data": data | {echo: ""}}),
            "success with our number and more": dumped(
                yes | {"data": data | {echo: data[echo] + "0"}}
            ),
        }
    return bodies


def _broken(no: dict[str, Any], yes: dict[str, Any]) -> dict[str, bytes]:
    whole, text = dumped(no), no["msg"]
    return {
        "empty": b"",
        "space": b"   ",
        "null": b"null",
        "true": b"true",
        "number": b"0",
        "text": dumped(text),
        "list": b"[]",
        "list of a refusal": b"[" + whole + b"]",
        "empty object": b"{}",
        "page": b"<!doctype html><html>busy</html>",
        "plain words": text.encode(),
        "cut refusal": whole[:-2],
        "cut success": dumped(yes)[:-1],
        "two documents": whole * 2,
        "a warning behind": whole + b"<br>Warning",
        "a notice before": b"<br />Notice: x " + whole,
        "single quotes": str(no).encode(),
        "gb18030": json.dumps(no, ensure_ascii=False).encode("gb18030"),
        "utf-16": json.dumps(no, ensure_ascii=False).encode("utf-16"),
        "not a number": whole.replace(str(no["code"]).encode(), b"NaN", 1),
        "infinite": whole.replace(str(no["code"]).encode(), b"-Infinity", 1),
        "code twice": whole[:-1] + b',"code":' + str(no["code"]).encode() + b"}",
        "text twice": whole[:-1] + b',"msg":"x"}',
        "deep": b"[" * 100_000,
        "deep inside": whole[:-1] + b',"data":' + b"[" * 50_000 + b"]" * 50_000 + b"}",
        "digits without end": whole[:-1] + b',"n":' + b"9" * 5000 + b"}",
    }


def _without(data: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name != key}
