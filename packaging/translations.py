"""The catalogue of sentences: found, translated by people, compiled.

python packaging/translations.py update: sentences of the sources into the .ts file
python packaging/translations.py missing: unfinished entries as JSON, to be filled in
python packaging/translations.py fill FILE.json: takes such a file back
python packaging/translations.py build: .ts into .qm (window) and .json (everything else)
python packaging/translations.py check: fails on unfinished, missing or stale entries

Sentences are found by reading the syntax tree, so a mark whose argument is not a plain literal is
an error with a line number, not a sentence that silently stays Chinese. Linguist opens the .ts.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

ROOT: Final = Path(__file__).resolve().parent.parent
FOLDER: Final = ROOT / "resources" / "translations"
CATALOGUE: Final = FOLDER / "katai_en.ts"

Entries = dict[tuple[str, str], str]
"""English by context and Chinese source; an empty text is unfinished."""

_CHINESE: Final = re.compile("[\u4e00-\u9fff]")
_PLACEHOLDER: Final = re.compile(r"\{[^{}]*\}")
_SAME_VALUE: Final = {"{percent}": "{rate}"}
"""9 折 is said 10% off: sentences with a rate are given both figures."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the sources of one or more files hold."""

    sentences: frozenset[tuple[str, str]]
    problems: tuple[str, ...]


class _Reader(ast.NodeVisitor):
    """Collects the marked sentences of one file; the context of ``tr`` is the class around it."""

    def __init__(self, name: str, tree: ast.Module) -> None:
        self.name = name
        self.wrappers = _wrappers_of(tree)
        self.marks = _marks_of(tree)
        self.classes: list[str] = []
        self.sentences: set[tuple[str, str]] = set()
        self.problems: list[str] = []

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.classes.append(node.name)
        self.generic_visit(node)
        self.classes.pop()

    def visit_Call(self, node: ast.Call) -> None:
        called = ast.unparse(node.func)
        if called in {"self.tr", "cls.tr"}:
            self._add(node, self.classes[-1] if self.classes else "", node.args[:1])
        elif called in self.marks:
            self._add(node, _literal(node.args[:1]), node.args[1:2])
        elif called.removeprefix("translating.") in _LOOK_UPS:
            self._look_up(node, _literal(node.args[:1]), node.args[1:2])
        elif called in self.wrappers:
            self._look_up(node, self.wrappers[called], node.args[:1])
        self.generic_visit(node)

    def _look_up(self, node: ast.Call, context: str, texts: Sequence[ast.expr]) -> None:
        """Take a literal; a variable was marked elsewhere, a mark in place is met on its own.

        A composed text is an error.
        """
        if not texts or isinstance(texts[0], ast.Name | ast.Attribute | ast.Subscript):
            return
        if isinstance(texts[0], ast.Call) and ast.unparse(texts[0].func) in self.marks:
            if context and _literal(texts[0].args[:1]) != context:
                self.problems.append(f"{self.name}:{node.lineno}: marked for another context")
            return
        self._add(node, context, texts)

    def _add(self, node: ast.Call, context: str, texts: Sequence[ast.expr]) -> None:
        text = _literal(texts)
        if context and text:
            self.sentences.add((context, text))
        else:
            self.problems.append(f"{self.name}:{node.lineno}: not a plain literal sentence")


_LOOK_UPS: Final = frozenset({"QCoreApplication.translate", "translate", "sentence"})


def _literal(arguments: Sequence[ast.expr]) -> str:
    """Return the text of the first argument, or nothing when it is no literal text."""
    value = arguments[0].value if arguments and isinstance(arguments[0], ast.Constant) else ""
    return value if isinstance(value, str) else ""


def _marks_of(tree: ast.Module) -> set[str]:
    """Return the names that the file marks with: the one name, and what it calls it for short."""
    marks = {"QT_TRANSLATE_NOOP"}
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.value) in marks:
            marks |= {ast.unparse(target) for target in node.targets}
        elif isinstance(node, ast.ImportFrom):
            marks |= {alias.asname for alias in node.names if alias.asname and alias.name in marks}
    return marks


def _wrappers_of(tree: ast.Module) -> dict[str, str]:
    """Return the file's own short names for looking up, each with its context.

    Such a function passes its first parameter on: ``return QCoreApplication.translate("x", text)``.
    """
    wrappers = {}
    for function in tree.body:
        if not isinstance(function, ast.FunctionDef) or not function.args.args:
            continue
        first = function.args.args[0].arg
        for call in ast.walk(function):
            if isinstance(call, ast.Call) and _passes_on(call, first):
                wrappers[function.name] = _literal(call.args[:1])
    return wrappers


def _passes_on(call: ast.Call, parameter: str) -> bool:
    return (
        ast.unparse(call.func).removeprefix("translating.") in _LOOK_UPS
        and len(call.args) > 1
        and isinstance(call.args[1], ast.Name)
        and call.args[1].id == parameter
        and bool(_literal(call.args[:1]))
    )


def sentences_of(source: str, name: str) -> Found:
    """Return the marked sentences of one file's text."""
    tree = ast.parse(source)
    reader = _Reader(name, tree)
    reader.visit(tree)
    return Found(frozenset(reader.sentences), tuple(reader.problems))


def unmarked_of(source: str, name: str) -> list[str]:
    """Return the Chinese literals of a file that no mark covers, and that are no documentation."""
    tree = ast.parse(source)
    marked = {text for _, text in sentences_of(source, name).sentences}
    documentation = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    return [
        f"{name}:{node.lineno}: {node.value}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in documentation
        and _CHINESE.search(node.value)
        and node.value not in marked
    ]


def sentences_of_sources(root: Path = ROOT) -> Found:
    """Return the marked sentences of everything in ``desktop``."""
    sentences: set[tuple[str, str]] = set()
    problems: list[str] = []
    for path in sorted((root / "desktop").rglob("*.py")):
        found = sentences_of(path.read_text(encoding="utf-8"), str(path.relative_to(root)))
        sentences |= found.sentences
        problems += found.problems
    return Found(frozenset(sentences), tuple(problems))


def read_catalogue(path: Path = CATALOGUE) -> Entries:
    """Return the entries of a .ts file; none when there is no file yet."""
    if not path.exists():
        return {}
    entries: Entries = {}
    for context in ET.parse(path).getroot().iter("context"):  # noqa: S314 - a file of our own
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            translation = message.find("translation")
            is_done = translation is not None and translation.get("type") is None
            text = (translation.text or "") if translation is not None and is_done else ""
            entries[name, message.findtext("source") or ""] = text
    return entries


def write_catalogue(entries: Entries, path: Path = CATALOGUE) -> None:
    """Write the entries as a .ts file, sorted, so that a change shows as a small difference."""
    root = ET.Element("TS", version="2.1", language="en", sourcelanguage="zh_CN")
    for context_name in sorted({context for context, _ in entries}):
        context = ET.SubElement(root, "context")
        ET.SubElement(context, "name").text = context_name
        for (_, source), text in sorted(_of_context(entries, context_name)):
            message = ET.SubElement(context, "message")
            ET.SubElement(message, "source").text = source
            translation = ET.SubElement(message, "translation")
            if text:
                translation.text = text
            else:
                translation.set("type", "unfinished")
    ET.indent(root, space="    ")
    body = ET.tostring(root, encoding="unicode", short_empty_elements=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8"
    )


def _of_context(entries: Entries, name: str) -> Iterator[tuple[tuple[str, str], str]]:
    return ((key, text) for key, text in entries.items() if key[0] == name)


def updated(entries: Entries, found: Found) -> Entries:
    """Return the entries of the sentences that exist now, with what is translated already."""
    return {key: entries.get(key, "") for key in found.sentences}


def as_json(entries: Entries) -> str:
    """Return the finished entries as the catalogue that code without Qt reads."""
    by_context: dict[str, dict[str, str]] = {}
    for (context, source), text in sorted(entries.items()):
        if text:
            by_context.setdefault(context, {})[source] = text
    return json.dumps(by_context, ensure_ascii=False, indent=1) + "\n"


def problems_of(entries: Entries, found: Found) -> list[str]:
    """Return what is wrong with the entries, seen from the sources: one line each."""
    lines = list(found.problems)
    lines += [f"missing: [{c}] {s}" for c, s in sorted(found.sentences - entries.keys())]
    lines += [f"no longer used: [{c}] {s}" for c, s in sorted(entries.keys() - found.sentences)]
    for (context, source), text in sorted(entries.items()):
        if not text:
            lines.append(f"unfinished: [{context}] {source}")
        elif _placeholders(text) != _placeholders(source):
            lines.append(f"other placeholders: [{context}] {source} -> {text}")
    return lines


def _placeholders(text: str) -> list[str]:
    found = set(_PLACEHOLDER.findall(text))
    return sorted({_SAME_VALUE.get(each, each) for each in found})


def compiled_qm(catalogue: Path) -> bytes:
    """Return the .ts file compiled for the window.

    Raises:
        subprocess.CalledProcessError: lrelease does not accept the file.
    """
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "out.qm"
        program = Path(sys.executable).with_name("pyside6-lrelease")
        command = [str(program), "-silent", str(catalogue), "-qm", str(target)]
        subprocess.run(command, check=True, capture_output=True)
        return target.read_bytes()


def stale_files(catalogue: Path = CATALOGUE) -> list[str]:
    """Return the compiled files that are not what the .ts file compiles to."""
    expected = {".json": as_json(read_catalogue(catalogue)).encode(), ".qm": None}
    expected[".qm"] = compiled_qm(catalogue)
    return [
        f"stale: {catalogue.with_suffix(suffix).name}"
        for suffix, content in expected.items()
        if not catalogue.with_suffix(suffix).exists()
        or catalogue.with_suffix(suffix).read_bytes() != content
    ]


def update() -> int:
    """Bring the .ts file to the sentences of the sources."""
    found = sentences_of_sources()
    entries = updated(read_catalogue(), found)
    write_catalogue(entries)
    unfinished = sum(1 for text in entries.values() if not text)
    print(f"{len(entries)} sentences, {unfinished} unfinished")
    return _told(found.problems)


def _replace(target: Path, content: bytes) -> None:
    """Put a new file in the place of the old one, which a running program may still have open."""
    fresh = target.with_name(f"{target.name}.new")
    fresh.write_bytes(content)
    fresh.replace(target)


def build() -> int:
    """Compile the .ts file for the window and for everything else."""
    entries = read_catalogue()
    _replace(CATALOGUE.with_suffix(".json"), as_json(entries).encode())
    _replace(CATALOGUE.with_suffix(".qm"), compiled_qm(CATALOGUE))
    print(f"compiled {sum(1 for text in entries.values() if text)} sentences")
    return 0


def check() -> int:
    """Fail on everything that would leave a sentence in the wrong language."""
    entries = read_catalogue()
    return _told([*problems_of(entries, sentences_of_sources()), *_stale_if_there()])


def missing() -> int:
    """Print the unfinished entries as JSON: context, source, empty text."""
    entries = updated(read_catalogue(), sentences_of_sources())
    by_context: dict[str, dict[str, str]] = {}
    for (context, source), text in sorted(entries.items()):
        if not text:
            by_context.setdefault(context, {})[source] = ""
    print(json.dumps(by_context, ensure_ascii=False, indent=1))
    return 0


def fill(path: Path) -> int:
    """Take translations from a JSON file of the form that ``missing`` prints."""
    given: Mapping[str, Mapping[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    entries = updated(read_catalogue(), sentences_of_sources())
    unknown = []
    for context, texts in given.items():
        for source, text in texts.items():
            if (context, source) in entries:
                entries[context, source] = text
            else:
                unknown.append(f"no such sentence: [{context}] {source}")
    write_catalogue(entries)
    return _told(unknown)


def _stale_if_there() -> list[str]:
    return stale_files() if CATALOGUE.exists() else ["there is no catalogue"]


def _told(lines: Iterable[str]) -> int:
    shown = list(lines)
    for line in shown:
        print(line)
    return 1 if shown else 0


def main(arguments: Sequence[str]) -> int:
    """Run one of the commands named at the top."""
    commands = {"update": update, "build": build, "check": check, "missing": missing}
    match list(arguments):
        case [name] if name in commands:
            return commands[name]()
        case ["fill", path]:
            return fill(Path(path))
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
