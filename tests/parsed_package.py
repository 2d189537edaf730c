"""What the package's code says, read once for the tests of a process that look at it."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import qabot

_PACKAGE = Path(qabot.__file__).parent


@dataclass(frozen=True, slots=True)
class ParsedModule:
    """Of a module its place in the package, its classes, and its strings but for docstrings."""

    path: Path
    classes: tuple[str, ...]
    strings: tuple[str, ...]


@cache
def parsed_modules() -> tuple[ParsedModule, ...]:
    """All modules of the package. Whoever asks is of one group under xdist: it takes a second."""
    return tuple(_parsed(path) for path in sorted(_PACKAGE.rglob("*.py")))


def _parsed(path: Path) -> ParsedModule:
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    told = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    classes = tuple(node.name for node in nodes if isinstance(node, ast.ClassDef))
    strings = tuple(
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
    )
    return ParsedModule(path.relative_to(_PACKAGE), classes, strings)
