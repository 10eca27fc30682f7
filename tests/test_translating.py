from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop import paths, translating
from desktop.domain.errors import BusinessRuleError

OUT_OF_STOCK = BusinessRuleError("out", "库存不足：{name} 剩 {left} 件", name="点卡", left=2)


@pytest.fixture(autouse=True)
def _catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    folder = tmp_path / "resources" / "translations"
    folder.mkdir(parents=True)
    english = {"errors": {OUT_OF_STOCK.template: "Only {left} of {name} left"}}
    (folder / "katai_en.json").write_text(json.dumps(english), encoding="utf-8")
    monkeypatch.setattr(paths, "resource_folder", lambda: tmp_path / "resources")
    yield
    translating.set_language("zh")


def test_chinese_needs_no_catalogue() -> None:
    assert translating.sentence_of(OUT_OF_STOCK) == "库存不足：点卡 剩 2 件"
    assert translating.current_language() == "zh"


def test_english_comes_from_the_catalogue() -> None:
    translating.set_language("en")
    assert translating.sentence_of(OUT_OF_STOCK) == "Only 2 of 点卡 left"
    assert translating.current_language() == "en"


def test_an_error_inside_an_error_is_translated_too() -> None:
    translating.set_language("en")
    outer = BusinessRuleError("row", "{column}：{reason}", column="name", reason=OUT_OF_STOCK)
    assert translating.sentence_of(outer) == "name：Only 2 of 点卡 left"


def test_a_sentence_without_entry_stays_chinese() -> None:
    translating.set_language("en")
    assert translating.sentence("errors", "没有 {what}", what="纸") == "没有 纸"
    assert translating.translate("elsewhere", OUT_OF_STOCK.template) == OUT_OF_STOCK.template


def test_a_forgotten_value_never_hides_the_sentence() -> None:
    assert translating.sentence("errors", "{a} 和 {b}", a="甲") == "甲 和 {b}"


def test_braces_in_a_value_are_only_text() -> None:
    assert translating.sentence("errors", "找不到 {name}", name="{left}") == "找不到 {left}"
