from __future__ import annotations

import re
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.domain.safe_pattern import MAXIMUM_PATTERN, compile_pattern

_ATOMS = st.sampled_from(
    ["a", "b", "1", ".", r"\d", r"\w", r"\s", "[ab]", "[^a1]", "[a-b-]", "^", "$", "\\."]
)
_TEXTS = st.text(alphabet="ab1 .-\n", max_size=8)


def _grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    ends = st.sampled_from(["*", "+", "?", "{2}", "{1,}", "{0,2}", "*?"])
    return st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map("|".join),
        st.tuples(inner, ends).map(lambda parts: f"({parts[0]}){parts[1]}"),
        inner.map(lambda part: f"(?:{part})"),
    )


@given(st.recursive(_ATOMS, _grown, max_leaves=6), _TEXTS)
@example("(a|b)*1$", "abab1")
@example("[]a]", "]")
def test_it_finds_what_the_ordinary_engine_finds(pattern: str, text: str) -> None:
    compiled = compile_pattern(pattern)
    ordinary = re.compile(pattern.replace("$", r"\Z"), re.ASCII)
    assert compiled is not None
    assert compiled.is_found_in(text) == (ordinary.search(text) is not None)


@given(st.text(max_size=60), st.text(max_size=30))
def test_whatever_a_platform_sends_is_a_pattern_or_is_not_understood(
    pattern: str, text: str
) -> None:
    compiled = compile_pattern(pattern)
    if compiled is not None:
        compiled.is_found_in(text)


@pytest.mark.parametrize(
    "pattern",
    ["^(a+)+$", "^(a|aa)+$", "^(a*)*b$", "(.*a){20}", "(x+x+)+y", "^(([a-z])+.)+[A-Z]([a-z])+$"],
)
def test_a_pattern_made_to_take_hours_is_over_at_once(pattern: str) -> None:
    compiled = compile_pattern(pattern)
    assert compiled is not None
    before = process_time()
    compiled.is_found_in("a" * 200 + "!")
    assert process_time() - before < 5, "hours would be 10**60 of them"


@pytest.mark.parametrize(
    "pattern",
    ["(?=a)a", "(?<!a)b", r"(a)\1", r"\bword", "(?i)a", "a{1001}", "((a{100}){100}){100}", "a" * (MAXIMUM_PATTERN + 1),
     "(", "a)", "[a", "*a", "a**", "[[:digit:]]", "/a/i)", "a{,3}", "", "(" * 40 + ")" * 40],
)  # fmt: skip
def test_what_is_not_in_the_subset_is_not_understood(pattern: str) -> None:
    assert compile_pattern(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "good", "bad"),
    [
        (r"^1[3-9]\d{9}$", "13800138000", "138001380001"),
        (r"/^[1-9]\d{4,10}$/", "10001", "01000"),
        (r"^[\u4e00-\u9fa5]{2,6}$", "云境传说", "a云境"),
        (r"^[\x{4e00}-\x{9fa5}]+$", "云", "x"),
        (r"^\+?[0-9\-()\s]{6,20}$", "+86 (20) 1234", "12a456"),
        (r"^[^@\s]+@[^@\s]+\.[a-z]+$", "a@b.cn", "a@b"),
    ],
)
def test_the_patterns_of_the_platforms_are_understood(pattern: str, good: str, bad: str) -> None:
    compiled = compile_pattern(pattern)
    assert compiled is not None
    assert compiled.is_found_in(good)
    assert not compiled.is_found_in(bad)
