"""No pattern over a question or an article takes more than linear time."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from time import thread_time
from types import ModuleType

import pytest

import qabot
from qabot.text.phrases import phrase_pattern

APART = ("ui", "cli", "evaluation", "training", "service", "sessions", "wording", "__main__")
"""Rooms that match no text of a question or an article."""
PIECES = (
    "Ana ", "Ana, ", "Ana Ruiz, ", "Ana and ", "a", "A", "1", " ", "\n", "\t", "“", '"', "'", "‘a",
    "(", "[", "[[a|", "-", "a-", "- ", "a.", "A.", "1,", "1.", "1 ", "$1 ", "a, b, c and d ", "a ",
    "who said ", "the ", "to ", "A'", "'s ", "on 9 June 2024 ", ".", ", ", "_", "1-", "not the ",
)  # fmt: skip
"""What an adversary repeats."""
FEW = (4, 8, 16, 20, 24)
"""Repetitions at which what doubles with each piece takes long, but not for ever."""
LONG = 1000
"""Characters of a text in which what takes the square of its length takes long."""
INSTANT = 0.004
"""Seconds of this thread below which a time is no evidence."""
METHODS = r"search|match|fullmatch|finditer|findall|sub|subn|split"


def held_in(value: object) -> Iterator[re.Pattern[str]]:
    """The patterns over text that a value is, or that are in it if it is a container."""
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif isinstance(value, dict):
        yield from held_in((*value, *value.values()))
    elif is_dataclass(value) and not isinstance(value, type):
        yield from held_in([getattr(value, field.name) for field in fields(value)])
    elif isinstance(value, (tuple, list, set, frozenset)):
        for item in value:
            yield from held_in(item)


def named_patterns(module: ModuleType) -> Iterator[tuple[str, re.Pattern[str], set[str]]]:
    """The patterns that a module holds, each with its name and how the module applies it."""
    source = inspect.getsource(module)
    handed_on = set(re.findall(rf"\b(?!re\.)[a-z]\w*\.({METHODS})\(", source)) or {"search"}
    for name, value in vars(module).items():
        if not name.startswith("__"):
            applied = set(re.findall(rf"\b{name}\.({METHODS})\b", source)) or handed_on
            for pattern in held_in(value):
                yield f"{module.__name__}.{name}", pattern, applied


def inline_patterns(module: ModuleType) -> Iterator[tuple[str, re.Pattern[str], set[str]]]:
    """The patterns that a module's functions hand to ``re`` as they are called."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        name = ast.unparse(node.func)
        constant = node.args and isinstance(node.args[0], ast.Constant)
        if re.fullmatch(rf"re\.({METHODS})", name) and constant:
            text = ast.literal_eval(node.args[0])
            ignored = re.search(r"\bre\.I\b|IGNORECASE", ast.unparse(node))
            pattern = re.compile(text, re.IGNORECASE if ignored else 0)
            if isinstance(text, str):
                yield f"{module.__name__}:{node.lineno}", pattern, {node.func.attr}


def modules() -> Iterator[ModuleType]:
    """The modules of the rooms that read questions and articles."""
    for room in pkgutil.iter_modules(qabot.__path__):
        if room.name not in APART:
            yield (module := importlib.import_module(f"qabot.{room.name}"))
            for info in pkgutil.walk_packages(
                getattr(module, "__path__", ()), f"{module.__name__}."
            ):
                yield importlib.import_module(info.name)


def every_pattern() -> dict[str, tuple[re.Pattern[str], set[str]]]:
    """All patterns of the package that are run over questions or articles, by their names."""
    found: dict[str, tuple[re.Pattern[str], set[str]]] = {}
    for module in modules():
        for name, pattern, applied in (*named_patterns(module), *inline_patterns(module)):
            found[f"{name} {pattern.pattern}"] = pattern, applied
    return found


def seconds(pattern: re.Pattern[str], applied: str, text: str) -> float:
    """The time that a pattern takes to be applied to the whole of a text."""
    start = thread_time()
    if applied in {"match", "fullmatch"}:
        getattr(pattern, applied)(text)
    elif applied == "search":
        pattern.search(text)
    else:
        for _ in pattern.finditer(text):
            pass
    return thread_time() - start


def grows(pattern: re.Pattern[str], applied: str, piece: str, ending: str) -> bool:
    """Whether a text twice as long takes much more than twice the time."""

    def taken(times: int, tries: int = 1) -> float:
        text = piece * times + ending
        return min(seconds(pattern, applied, text) for _ in range(tries))

    if any(taken(times) > INSTANT and taken(times, 2) > INSTANT for times in FEW):
        return True
    once, twice = LONG // len(piece), 2 * LONG // len(piece)
    return taken(twice) > INSTANT and taken(twice, 3) > 3 * taken(once, 3)


def growing(pattern: re.Pattern[str], applied: set[str]) -> str | None:
    """A piece whose repetition makes a pattern take more than linear time, if there is one."""
    for piece in PIECES:
        if any(grows(pattern, way, piece, ending) for way in applied for ending in ("", "\0")):
            return piece  # nothing has the second ending: all ways to reach it are tried
    return None


def test_patterns_take_linear_time() -> None:
    patterns = every_pattern()
    slow = {name: found for name, each in patterns.items() if (found := growing(*each))}
    assert len(patterns) > 100
    assert slow == {}


@pytest.mark.parametrize("phrase", ["a", "Ana", "a Ana", "1 1", "on 9 June", "who said"])
def test_patterns_of_phrases_take_linear_time(phrase: str) -> None:
    assert growing(phrase_pattern(phrase), {"finditer"}) is None


@pytest.mark.parametrize("bad", [r"(?:\s*[A-Z]\w*\s*)*", r"\w+ #", r"(a|a)*#"])
def test_a_pattern_that_takes_longer_is_found(bad: str) -> None:
    assert growing(re.compile(bad), {"search", "fullmatch"}) is not None
