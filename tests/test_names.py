"""No two modules of the package, and no two classes in it, have the same name."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "qabot"
MODULES = sorted(PACKAGE.rglob("*.py"))


def shared(named: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Names that stand for several places, out of (name, place)."""
    places: dict[str, list[str]] = defaultdict(list)
    for name, place in named:
        places[name].append(place)
    return {name: found for name, found in places.items() if len(found) > 1}


def place(module: Path) -> str:
    return module.relative_to(PACKAGE).as_posix()


def test_module_names_are_unique() -> None:
    named = [
        (module.stem, place(module))
        for module in MODULES
        if module.stem not in {"__init__", "__main__"}
    ]
    assert shared(named) == {}


def test_class_names_are_unique() -> None:
    named = [
        (node.name, place(module))
        for module in MODULES
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    ]
    assert shared(named) == {}
