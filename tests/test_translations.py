"""Every sentence is found, translated and compiled; each kind of gap is seen."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import translations
from translations import Found

SOURCE = """
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError

LABEL = QT_TRANSLATE_NOOP("labels", "标签")


class SaleScreen(QWidget):
    def build(self):
        self.a = self.tr("共 {n} 件").format(n=1)
        self.b = QCoreApplication.translate("Other", "你好"
                                            "世界")

    def fail(self):
        raise BusinessRuleError("code", QT_TRANSLATE_NOOP("errors", "库存不足：{name}"), name=1)
"""
EXPECTED = {
    ("labels", "标签"),
    ("SaleScreen", "共 {n} 件"),
    ("Other", "你好世界"),
    ("errors", "库存不足：{name}"),
}
FOUND = Found(frozenset({("a", "你好 {n}"), ("b", "再见 & <谢谢>")}), ())
DONE = {("a", "你好 {n}"): "Hello {n}", ("b", "再见 & <谢谢>"): "Bye & <thanks>"}


def test_the_catalogue_is_complete_and_compiled() -> None:
    found = translations.sentences_of_sources()
    problems = translations.problems_of(translations.read_catalogue(), found)
    assert not problems, "\n".join(problems)
    assert not translations.stale_files()


def test_every_way_of_marking_a_sentence_is_found() -> None:
    found = translations.sentences_of(SOURCE, "x.py")
    assert found.sentences == EXPECTED
    assert not found.problems


def test_qts_own_tool_finds_the_same_sentences(tmp_path: Path) -> None:
    (tmp_path / "x.py").write_text(SOURCE, encoding="utf-8")
    lupdate = Path(sys.executable).with_name("pyside6-lupdate")
    command = [str(lupdate), "x.py", "-ts", "x.ts"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    assert set(translations.read_catalogue(tmp_path / "x.ts")) == EXPECTED


WRAPPED = """
def _say(text):
    return QCoreApplication.translate("widgets", text) if text else ""

A = _say("你好")
B = _say(row.text)
C = sentence("errors", "缺纸 {n}", n=1)
D = translate(context, text)
"""


def test_a_files_own_short_name_for_looking_up_is_understood() -> None:
    found = translations.sentences_of(WRAPPED, "x.py")
    assert found.sentences == {("widgets", "你好"), ("errors", "缺纸 {n}")}
    assert not found.problems


def test_a_mark_made_where_it_is_looked_up_names_the_same_context() -> None:
    source = 'translate("paper", QT_TRANSLATE_NOOP("paper", "甲"))\n'
    found = translations.sentences_of(source, "x.py")
    assert found.sentences == {("paper", "甲")}
    assert not found.problems
    wrong = translations.sentences_of(source.replace('P("paper"', 'P("till"'), "x.py")
    assert wrong.problems == ("x.py:1: marked for another context",)


def test_a_rate_may_be_said_as_per_cent_off() -> None:
    entries = {("a", "{rate} 折"): "{percent}% off"}
    found = Found(frozenset(entries), ())
    assert not translations.problems_of(entries, found)


LEFT_OUT = '''"""文档"""
class A:
    """文档"""
    def b(self):
        self.tr("好")
        self.c = "漏掉"
        self.d = f"共 {n} 件"
'''


def test_a_chinese_literal_without_a_mark_is_seen() -> None:
    unmarked = translations.unmarked_of(LEFT_OUT, "x.py")
    assert unmarked == ["x.py:6: 漏掉", "x.py:7: 共 ", "x.py:7:  件"]


def test_a_short_name_for_the_mark_is_understood() -> None:
    source = 'from a import QT_TRANSLATE_NOOP as N\n_T = QT_TRANSLATE_NOOP\nX = (_T("k", "甲"), N("k", "乙"))\n'
    assert translations.sentences_of(source, "x.py").sentences == {("k", "甲"), ("k", "乙")}


def test_no_chinese_of_the_window_or_the_command_line_is_left_unmarked() -> None:
    unmarked = [
        line
        for path in [
            *translations.ROOT.glob("desktop/ui/**/*.py"),
            *translations.ROOT.glob("desktop/c*.py"),
        ]
        for line in translations.unmarked_of(
            path.read_text(encoding="utf-8"), str(path.relative_to(translations.ROOT))
        )
    ]
    assert not unmarked, "\n".join(unmarked)


@pytest.mark.parametrize(
    "line",
    ['self.tr(f"{n} 件")', "self.tr(name)", 'QT_TRANSLATE_NOOP("errors", a + "b")', 'self.tr("")'],
)
def test_a_sentence_that_cannot_be_found_is_a_problem(line: str) -> None:
    found = translations.sentences_of(f"class A:\n    def b(self):\n        {line}\n", "x.py")
    assert found.problems == ("x.py:3: not a plain literal sentence",)


def test_the_catalogue_survives_writing_and_reading(tmp_path: Path) -> None:
    path = tmp_path / "x.ts"
    entries = DONE | {("a", "没有"): ""}
    translations.write_catalogue(entries, path)
    assert translations.read_catalogue(path) == entries


def test_what_is_translated_stays_and_what_is_gone_goes() -> None:
    old = {("a", "你好 {n}"): "Hello {n}", ("a", "旧"): "old"}
    assert translations.updated(old, FOUND) == {
        ("a", "你好 {n}"): "Hello {n}",
        ("b", "再见 & <谢谢>"): "",
    }


@pytest.mark.parametrize(
    ("entries", "word"),
    [
        ({("a", "你好 {n}"): "Hello {n}"}, "missing"),
        (DONE | {("c", "旧"): "old"}, "no longer used"),
        (DONE | {("a", "你好 {n}"): ""}, "unfinished"),
        (DONE | {("a", "你好 {n}"): "Hello {m}"}, "other placeholders"),
    ],
)
def test_each_gap_is_told(entries: translations.Entries, word: str) -> None:
    assert not translations.problems_of(DONE, FOUND)
    problems = translations.problems_of(entries, FOUND)
    assert len(problems) == 1
    assert problems[0].startswith(word)


def test_stale_compiled_files_are_seen(tmp_path: Path) -> None:
    path = tmp_path / "x.ts"
    translations.write_catalogue(DONE, path)
    path.with_suffix(".json").write_text(translations.as_json(DONE), encoding="utf-8")
    path.with_suffix(".qm").write_bytes(translations.compiled_qm(path))
    assert not translations.stale_files(path)
    translations.write_catalogue(DONE | {("b", "再见 & <谢谢>"): "Good-bye"}, path)
    assert translations.stale_files(path) == ["stale: x.json", "stale: x.qm"]


def test_unfinished_sentences_are_not_compiled() -> None:
    compiled = json.loads(translations.as_json({("a", "一"): "one", ("a", "二"): ""}))
    assert compiled == {"a": {"一": "one"}}
