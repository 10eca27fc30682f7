"""What the linters cannot say: forbidden words, calls and places. Each rule sees a planted fault.

A rule is a function from one file of ``desktop`` to the lines that break it.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DESKTOP = ROOT / "desktop"

MAGNET_FILES = {"utils", "util", "helpers", "helper", "misc", "common", "base_stuff", "tools"}
FORBIDDEN_WORDS = {
    "manager", "helper", "helpers", "handler", "handlers", "util", "utils", "misc", "common",
    "data", "info", "process",
}  # fmt: skip
NAMED_BY_THE_LIBRARY = {"handle_error", "handle_timeout"}  # socketserver calls them
NAMED_BY_THE_DESIGN = {
    "DataTable", "data_table",  # the component sheet calls it so
    "DataKey", "data_key",  # the key that seals the data: the word of the key scheme
}  # fmt: skip

BROAD_EXCEPT_PLACES = {
    "desktop/ui/operations.py",  # the boundary to the window
    "desktop/ui/application.py",  # the excepthook
    "desktop/services/stock_sync.py",  # one account must not stop the others
    "desktop/ui/tour/guide.py",  # a step that breaks is a step that did not hold
}
PRINTING_PLACES = (
    "desktop/cli/answers.py",
    "desktop/cli/profile_commands.py",
    "desktop/command_line/",
    "desktop/ui/tour/",
    "desktop/practice/",
)
SYSTEM_SOURCES = (
    "desktop/security/system.py",  # the injected clock and randomness are implemented here
    "desktop/practice/server/",  # a process of its own that imports nothing of ours
)
EVENT_LOOP_PLACES = ("desktop/ui/application.py", "desktop/ui/tour/")

HEAVY_MODULES = (
    "PySide6", "sqlalchemy", "alembic", "requests", "keyring", "cryptography", "pypinyin",
    "python_calamine", "xlsxwriter", "msoffcrypto", "zxingcpp", "segno", "serial",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of the program, parsed."""

    name: str
    text: str

    @property
    def tree(self) -> ast.Module:
        return _parsed(self.text)

    def calls(self) -> Iterator[ast.Call]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))

    def at(self, node: ast.AST) -> str:
        return f"{self.name}:{getattr(node, 'lineno', 0)}"


@cache
def _parsed(text: str) -> ast.Module:
    return ast.parse(text)


@cache
def _sources() -> tuple[SourceFile, ...]:
    return tuple(
        SourceFile(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
        for path in sorted(DESKTOP.rglob("*.py"))
    )


Rule = Callable[[SourceFile], Iterator[str]]


# --- the rules ---


def file_names_say_what_is_inside(file: SourceFile) -> Iterator[str]:
    stem = Path(file.name).stem
    if stem in NAMED_BY_THE_DESIGN:
        return
    if stem in MAGNET_FILES or FORBIDDEN_WORDS & set(stem.split("_")):
        yield file.name


def class_names_say_what_the_class_is(file: SourceFile) -> Iterator[str]:
    for node in ast.walk(file.tree):
        if isinstance(node, ast.ClassDef) and node.name not in NAMED_BY_THE_DESIGN:
            words = {word.lower() for word in re.findall(r"[A-Z][a-z0-9]*", node.name)}
            if words & FORBIDDEN_WORDS:
                yield f"{file.at(node)} {node.name}"


def functions_are_not_called_do_or_handle(file: SourceFile) -> Iterator[str]:
    for node in ast.walk(file.tree):
        if not isinstance(node, ast.FunctionDef) or node.name in NAMED_BY_THE_LIBRARY:
            continue
        if re.match(r"_*(do_[a-z]|handle_)", node.name):
            yield f"{file.at(node)} {node.name}"


def no_lambda_is_connected_to_a_signal(file: SourceFile) -> Iterator[str]:
    for call in file.calls():
        is_connect = isinstance(call.func, ast.Attribute) and call.func.attr == "connect"
        if is_connect and any(isinstance(argument, ast.Lambda) for argument in call.args):
            yield file.at(call)


def style_sheets_are_set_by_the_theme_only(file: SourceFile) -> Iterator[str]:
    if file.name != "desktop/ui/theme.py":
        yield from _named(file, {"setStyleSheet"})


def nobody_pumps_events_by_hand(file: SourceFile) -> Iterator[str]:
    yield from _named(file, {"processEvents"})


def money_columns_are_never_floating(file: SourceFile) -> Iterator[str]:
    if file.name.startswith(("desktop/models/", "desktop/storage/", "desktop/reports/")):
        yield from _named(file, {"Float", "Numeric", "DECIMAL", "REAL", "Double", "FLOAT"})


def tables_have_a_table_model(file: SourceFile) -> Iterator[str]:
    yield from _named(file, {"QTableWidget", "QTreeWidget", "QListWidget"})


def no_dialog_runs_a_loop_of_its_own(file: SourceFile) -> Iterator[str]:
    if file.name.startswith("desktop/ui/") and not file.name.startswith(EVENT_LOOP_PLACES):
        for call in file.calls():
            if isinstance(call.func, ast.Attribute) and call.func.attr in {"exec", "exec_"}:
                yield file.at(call)


def text_from_outside_goes_into_plain_labels(file: SourceFile) -> Iterator[str]:
    if file.name.startswith("desktop/ui/widgets/"):
        return
    for call in file.calls():
        if _last_name(call.func) == "QLabel" and not _is_own_sentence(call.args[:1]):
            yield file.at(call)


def statements_are_never_put_together_from_values(file: SourceFile) -> Iterator[str]:
    if file.name.startswith("desktop/storage/migrations/"):
        return
    names = {"text", "exec_driver_sql", "execute", "executemany", "executescript"}
    for call in file.calls():
        is_statement = _last_name(call.func) in names and bool(call.args)
        if is_statement and _is_composed(call.args[0]) and not _has_reason(file, call):
            yield file.at(call)


def everything_is_caught_in_three_places_only(file: SourceFile) -> Iterator[str]:
    if file.name in BROAD_EXCEPT_PLACES:
        return
    for node in ast.walk(file.tree):
        if isinstance(node, ast.ExceptHandler) and _is_broad(node) and not _raises_again(node):
            yield file.at(node)


def only_the_command_line_and_the_tour_print(file: SourceFile) -> Iterator[str]:
    if not file.name.startswith(PRINTING_PLACES):
        for call in file.calls():
            if isinstance(call.func, ast.Name) and call.func.id == "print":
                yield file.at(call)


def time_and_chance_are_handed_in(file: SourceFile) -> Iterator[str]:
    if file.name.startswith(SYSTEM_SOURCES):
        return
    for node in ast.walk(file.tree):
        imported = _imported_modules(node)
        if imported & {"random", "secrets"} or _is_system_source(node):
            yield file.at(node)


RULES: tuple[Rule, ...] = (
    file_names_say_what_is_inside,
    class_names_say_what_the_class_is,
    functions_are_not_called_do_or_handle,
    no_lambda_is_connected_to_a_signal,
    style_sheets_are_set_by_the_theme_only,
    nobody_pumps_events_by_hand,
    money_columns_are_never_floating,
    tables_have_a_table_model,
    no_dialog_runs_a_loop_of_its_own,
    text_from_outside_goes_into_plain_labels,
    statements_are_never_put_together_from_values,
    everything_is_caught_in_three_places_only,
    only_the_command_line_and_the_tour_print,
    time_and_chance_are_handed_in,
)

PLANTED: tuple[tuple[Rule, str, str], ...] = (
    (file_names_say_what_is_inside, "desktop/services/utils.py", ""),
    (file_names_say_what_is_inside, "desktop/services/sale_helper.py", ""),
    (class_names_say_what_the_class_is, "desktop/x.py", "class SaleManager: ..."),
    (class_names_say_what_the_class_is, "desktop/x.py", "class _ProductInfo: ..."),
    (functions_are_not_called_do_or_handle, "desktop/x.py", "def _handle_click(): ..."),
    (functions_are_not_called_do_or_handle, "desktop/x.py", "def do_pay(): ..."),
    (no_lambda_is_connected_to_a_signal, "desktop/x.py", "a.clicked.connect(lambda: b())"),
    (style_sheets_are_set_by_the_theme_only, "desktop/ui/x.py", "a.setStyleSheet('')"),
    (nobody_pumps_events_by_hand, "desktop/ui/x.py", "QApplication.processEvents()"),
    (money_columns_are_never_floating, "desktop/models/x.py", "Column('price', Numeric(8, 2))"),
    (money_columns_are_never_floating, "desktop/models/x.py", "Column('price', sa.Float)"),
    (tables_have_a_table_model, "desktop/ui/x.py", "QTableWidget(3, 4)"),
    (no_dialog_runs_a_loop_of_its_own, "desktop/ui/x.py", "QDialog(self).exec()"),
    (text_from_outside_goes_into_plain_labels, "desktop/ui/screens/x.py", "QLabel(name)"),
    (text_from_outside_goes_into_plain_labels, "desktop/ui/screens/x.py", "QLabel()"),
    (text_from_outside_goes_into_plain_labels, "desktop/ui/screens/x.py", "QLabel(f'{a}')"),
    (statements_are_never_put_together_from_values, "desktop/x.py", "text(f'SELECT {a}')"),
    (statements_are_never_put_together_from_values, "desktop/x.py", "c.execute('SELECT ' + a)"),
    (statements_are_never_put_together_from_values, "desktop/x.py", "text('{}'.format(a))"),
    (everything_is_caught_in_three_places_only, "desktop/x.py", "try: a\nexcept Exception: b"),
    (everything_is_caught_in_three_places_only, "desktop/x.py", "try: a\nexcept: b"),
    (everything_is_caught_in_three_places_only, "desktop/x.py",
     "try: a\nexcept (ValueError, BaseException) as e: b"),
    (only_the_command_line_and_the_tour_print, "desktop/services/x.py", "print(1)"),
    (time_and_chance_are_handed_in, "desktop/x.py", "datetime.now(UTC)"),
    (time_and_chance_are_handed_in, "desktop/x.py", "dt.date.today()"),
    (time_and_chance_are_handed_in, "desktop/x.py", "time.time()"),
    (time_and_chance_are_handed_in, "desktop/x.py", "from time import time"),
    (time_and_chance_are_handed_in, "desktop/x.py", "import random"),
    (time_and_chance_are_handed_in, "desktop/x.py", "from secrets import token_hex"),
    (time_and_chance_are_handed_in, "desktop/x.py", "os.urandom(8)"),
    (time_and_chance_are_handed_in, "desktop/x.py", "uuid.uuid4()"),
)  # fmt: skip

ALLOWED: tuple[tuple[Rule, str, str], ...] = (
    (file_names_say_what_is_inside, "desktop/storage/database.py", ""),
    (class_names_say_what_the_class_is, "desktop/x.py", "class Database: ..."),
    (functions_are_not_called_do_or_handle, "desktop/x.py", "def do_GET(): ..."),
    (style_sheets_are_set_by_the_theme_only, "desktop/ui/theme.py", "a.setStyleSheet('')"),
    (no_dialog_runs_a_loop_of_its_own, "desktop/ui/application.py", "application.exec()"),
    (text_from_outside_goes_into_plain_labels, "desktop/ui/x.py", "QLabel(self.tr('单价'))"),
    (statements_are_never_put_together_from_values, "desktop/x.py", "c.execute(f'PRAGMA a={b}')"),
    (statements_are_never_put_together_from_values, "desktop/x.py",
     "c.execute(f'SELECT {t}')  # noqa: S608 - one of two constants"),
    (everything_is_caught_in_three_places_only, "desktop/x.py",
     "try: a\nexcept BaseException:\n    undo()\n    raise"),
    (time_and_chance_are_handed_in, "desktop/x.py", "self._clock.now()"),
    (time_and_chance_are_handed_in, "desktop/x.py", "from desktop.models import card_secrets"),
)  # fmt: skip


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_program_keeps_the_rule_that(rule: Rule) -> None:
    broken = [line for file in _sources() for line in rule(file)]
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize(("rule", "name", "text"), PLANTED)
def test_a_planted_fault_is_seen(rule: Rule, name: str, text: str) -> None:
    assert list(rule(SourceFile(name, text)))


@pytest.mark.parametrize(("rule", "name", "text"), ALLOWED)
def test_what_is_meant_well_is_let_through(rule: Rule, name: str, text: str) -> None:
    assert not list(rule(SourceFile(name, text)))


def test_every_rule_has_a_planted_fault() -> None:
    assert {rule for rule, _, _ in PLANTED} == set(RULES)


def test_the_rules_look_at_the_whole_program() -> None:
    assert {"desktop/domain/money.py", "desktop/paths.py"} <= {file.name for file in _sources()}


def test_the_command_line_starts_without_heavy_libraries() -> None:
    loaded = _modules_loaded_by("import desktop.cli")
    assert "desktop.cli" in loaded
    assert not [name for name in HEAVY_MODULES if name in loaded]


def test_a_heavy_library_would_be_noticed() -> None:
    assert "segno" in _modules_loaded_by("import segno")


def _modules_loaded_by(statement: str) -> set[str]:
    finished = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", statement],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr[-2000:]
    names = (line.rsplit("|", 1)[-1].strip() for line in finished.stderr.splitlines())
    return set(names)


# --- how the rules look ---


def _named(file: SourceFile, names: set[str]) -> Iterator[str]:
    for node in ast.walk(file.tree):
        name = getattr(node, "attr", None) or getattr(node, "id", None)
        if isinstance(node, ast.Attribute | ast.Name) and name in names:
            yield f"{file.at(node)} {name}"


def _last_name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _is_own_sentence(arguments: list[ast.expr]) -> bool:
    if not arguments:
        return False
    first = arguments[0]
    if isinstance(first, ast.Call):
        return _last_name(first.func) in {"tr", "translate"}
    return isinstance(first, ast.Constant)


def _is_composed(node: ast.expr) -> bool:
    if isinstance(node, ast.JoinedStr):
        start = node.values[0] if node.values else None
        is_pragma = isinstance(start, ast.Constant) and str(start.value).startswith("PRAGMA ")
        return not is_pragma  # a PRAGMA takes no parameters; its values are numbers of ours
    if isinstance(node, ast.BinOp):
        return not _is_literal_sum(node)
    return isinstance(node, ast.Call) and _last_name(node.func) == "format"


def _has_reason(file: SourceFile, call: ast.Call) -> bool:
    """Whether the statement says, where it stands, why nothing from outside can be in it."""
    lines = file.text.splitlines()[call.lineno - 1 : call.end_lineno]
    return any("noqa: S608 - " in line or "# composed: " in line for line in lines)


def _is_literal_sum(node: ast.expr) -> bool:
    if isinstance(node, ast.BinOp):
        return _is_literal_sum(node.left) and _is_literal_sum(node.right)
    return isinstance(node, ast.Constant)


def _is_broad(node: ast.ExceptHandler) -> bool:
    if node.type is None:
        return True
    caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
    return any(_last_name(name) in {"Exception", "BaseException"} for name in caught)


def _raises_again(node: ast.ExceptHandler) -> bool:
    return any(isinstance(part, ast.Raise) and part.exc is None for part in ast.walk(node))


def _imported_modules(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Import):
        return {alias.name.split(".")[0] for alias in node.names}
    if isinstance(node, ast.ImportFrom) and not node.level:
        return {(node.module or "").split(".")[0]}
    return set()


def _is_system_source(node: ast.AST) -> bool:
    if isinstance(node, ast.ImportFrom):
        names = {(node.module, alias.name) for alias in node.names}
        return bool(names & {("time", "time"), ("os", "urandom"), ("uuid", "uuid4")})
    if not isinstance(node, ast.Attribute):
        return False
    owner = _last_name(node.value)
    return (owner, node.attr) in {
        ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"),
        ("time", "time"), ("time", "time_ns"), ("os", "urandom"), ("uuid", "uuid1"),
        ("uuid", "uuid4"),
    }  # fmt: skip
