"""Every file of an extension folder stands in its tuple and has a test. Read, not imported."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class ExtensionPoint:
    """A folder where one file is one thing, and the tuple that lists the things."""

    folder: str
    listed_in: str
    tuple_name: str
    file_pattern: str = "*.py"
    supports: frozenset[str] = frozenset({"__init__", "base"})
    """Modules of the folder that are no things of their own."""


POINTS = (
    ExtensionPoint(
        "desktop/connectors/platforms",
        "desktop/connectors/platforms/__init__.py",
        "PLATFORMS",
        supports=frozenset(
            {
                "__init__",
                "base",
                "account_form",
                "account_refusals",
                "json_answers",
                "listing",
                "paging",
                "json_objects",
            }
        ),
    ),
    ExtensionPoint(
        "desktop/connectors/payments",
        "desktop/connectors/payments/__init__.py",
        "GATEWAYS",
    ),
    ExtensionPoint(
        "desktop/promotions",
        "desktop/promotions/__init__.py",
        "RULES",
        supports=frozenset({"__init__", "base", "best", "ranks"}),
    ),
    ExtensionPoint(
        "desktop/reports",
        "desktop/reports/__init__.py",
        "REPORTS",
        supports=frozenset({"__init__", "base", "exporting", "funds", "funds_goods"}),
    ),
    ExtensionPoint("desktop/ui/screens", "desktop/ui/navigation.py", "SCREENS", "*_screen.py"),
)


def modules_of(point: ExtensionPoint, root: Path = ROOT) -> list[str]:
    """Return the names of the modules that are things; parts of one begin with its name."""
    names = sorted(path.stem for path in (root / point.folder).glob(point.file_pattern))
    things = [name for name in names if name not in point.supports and not name.startswith("_")]
    return [name for name in things if not any(name.startswith(f"{other}_") for other in things)]


def listed_modules(point: ExtensionPoint, root: Path = ROOT) -> set[str]:
    """Return the module names that the tuple mentions, through imports or as text."""
    tree = ast.parse((root / point.listed_in).read_text(encoding="utf-8"))
    module_by_name = _imported(tree)
    value = _value_of(tree, point.tuple_name)
    if value is None:
        pytest.fail(f"{point.listed_in} has no {point.tuple_name}")
    mentioned: set[str] = set()
    for node in ast.walk(value):
        if isinstance(node, ast.Name):
            mentioned.add(module_by_name.get(node.id, ""))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            mentioned |= set(node.value.replace(":", ".").split("."))
    return mentioned


def _imported(tree: ast.Module) -> dict[str, str]:
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                own = alias.asname or alias.name
                is_module = alias.name.islower() and not alias.name.isupper()
                from_module = (node.module or "").rsplit(".", 1)[-1]
                names[own] = alias.name if is_module else from_module
    return names


def _value_of(tree: ast.Module, name: str) -> ast.expr | None:
    for node in tree.body:
        if isinstance(node, ast.Assign) and _last_id(node.targets[0]) == name:
            return node.value
        if isinstance(node, ast.AnnAssign) and _last_id(node.target) == name:
            return node.value
    return None


def _last_id(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def find_tests(name: str) -> list[Path]:
    """Return the test files of a thing; a screen's are named after its page."""
    return list((ROOT / "tests").rglob(f"test_{name.removesuffix('_screen')}*.py"))


@pytest.mark.parametrize("point", POINTS, ids=lambda point: point.tuple_name)
def test_every_file_of_the_folder_is_listed(point: ExtensionPoint) -> None:
    modules = modules_of(point)
    listed = listed_modules(point) if modules else set()
    forgotten = [name for name in modules if name not in listed]
    assert not forgotten, f"not in {point.tuple_name} of {point.listed_in}: {forgotten}"


@pytest.mark.parametrize("point", POINTS, ids=lambda point: point.tuple_name)
def test_every_listed_thing_has_a_test_file(point: ExtensionPoint) -> None:
    untested = [name for name in modules_of(point) if not find_tests(name)]
    assert not untested, f"no tests/**/test_<name>*.py for {untested}"


def _folder_with(root: Path, listing: str, *modules: str) -> ExtensionPoint:
    folder = root / "things"
    folder.mkdir()
    (folder / "__init__.py").write_text(listing)
    (folder / "base.py").write_text("")
    for name in modules:
        (folder / f"{name}.py").write_text("")
    return ExtensionPoint("things", "things/__init__.py", "THINGS")


def test_a_forgotten_line_is_noticed(tmp_path: Path) -> None:
    listing = "from things.apple import APPLE\nTHINGS = (APPLE,)\n"
    point = _folder_with(tmp_path, listing, "apple", "pear")
    assert "apple" in listed_modules(point, tmp_path)
    assert "pear" in modules_of(point, tmp_path)
    assert "pear" not in listed_modules(point, tmp_path)


def test_an_import_without_the_entry_is_noticed(tmp_path: Path) -> None:
    listing = "from things.apple import APPLE\nfrom things.pear import PEAR\nTHINGS = (APPLE,)\n"
    point = _folder_with(tmp_path, listing, "apple", "pear")
    assert "pear" not in listed_modules(point, tmp_path)


@pytest.mark.parametrize(
    "listing",
    [
        "from things import apple\nTHINGS: Final = (apple.APPLE,)\n",
        "from things.apple import Apple\nTHINGS = (Apple(),)\n",
        "THINGS: tuple[str, ...] = ('things.apple:Apple',)\n",
    ],
)
def test_each_way_of_listing_is_understood(tmp_path: Path, listing: str) -> None:
    assert "apple" in listed_modules(_folder_with(tmp_path, listing, "apple"), tmp_path)


def test_a_part_of_a_thing_needs_no_line_of_its_own(tmp_path: Path) -> None:
    point = _folder_with(tmp_path, "THINGS = ()", "apple", "apple_seeds")
    assert modules_of(point, tmp_path) == ["apple"]
