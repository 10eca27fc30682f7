"""How large things have become: python packaging/sizes.py. A report; it never fails a check.

Past the last number, look again whether a thing does two jobs.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
LOOK_AGAIN: Final = {"file": 400, "pure file": 250, "function": 40, "public methods": 15}
PURE: Final = ("desktop/domain/", "desktop/promotions/", "desktop/reports/")

Size = tuple[int, str]


def functions_of(tree: ast.Module, name: str) -> Iterator[Size]:
    """Give the lines of every function."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield (node.end_lineno or 0) - node.lineno + 1, f"{name}:{node.lineno} {node.name}"


def public_methods_of(tree: ast.Module, name: str) -> Iterator[Size]:
    """Give the number of public methods of every class."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            methods = [part for part in node.body if isinstance(part, ast.FunctionDef)]
            public = [method for method in methods if not method.name.startswith("_")]
            yield len(public), f"{name}:{node.lineno} {node.name}"


def measured(root: Path = ROOT) -> dict[str, list[Size]]:
    """Return every size by kind."""
    sizes: dict[str, list[Size]] = {kind: [] for kind in LOOK_AGAIN}
    for path in sorted((root / "desktop").rglob("*.py")):
        name = path.relative_to(root).as_posix()
        text = path.read_text(encoding="utf-8")
        tree = ast.parse(text)
        kind = "pure file" if name.startswith(PURE) else "file"
        if text.strip():
            sizes[kind].append((len(text.splitlines()), name))
        sizes["function"] += functions_of(tree, name)
        sizes["public methods"] += public_methods_of(tree, name)
    return sizes


def main() -> int:
    """Print median, ninth decile and what is past the last number."""
    for kind, sizes in measured().items():
        numbers = [size for size, _ in sizes]
        if len(numbers) < 2:
            continue
        decile = quantiles(numbers, n=10)[-1]
        print(f"{kind}: {len(numbers)}, median {median(numbers):.0f}, ninth decile {decile:.0f}")
        for size, name in sorted(sizes, reverse=True):
            if size > LOOK_AGAIN[kind]:
                print(f"    {size:5} {name}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
