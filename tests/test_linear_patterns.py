"""No pattern of the package takes more than linear time, whatever it is run over."""

from __future__ import annotations

import ast
import builtins
import functools
import importlib
import inspect
import itertools
import operator
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from time import thread_time
from types import ModuleType
from typing import Any

import pytest

import qabot
from qabot.store.article_table import glob_pattern
from qabot.text.phrases import phrase_pattern
from tests.pattern_samples import pumped

PIECES = (
    "Ana ", "Ana, ", "Ana Ruiz, ", "Ana and ", "a", "A", "1", " ", "\n", "\t", "“", '"', "'", "‘a",
    "(", "[", "[[a|", "-", "a-", "- ", "a.", "A.", "1,", "1.", "1 ", "$1 ", "a, b, c and d ", "a ",
    "who said ", "the ", "to ", "A'", "'s ", "on 9 June 2024 ", ".", ", ", "_", "1-", "not the ",
    "<a ", "&a", "/1", "http://a", "|", "*", "#", "a=b\n", "\r\n", "million ", "of the ",
)  # fmt: skip
"""What an adversary repeats."""
FEW = (4, 8, 16, 20, 24)
"""Repetitions at which what doubles with each piece takes long, but not for ever."""
LONG = 1000
"""Characters of a text in which what takes the square of its length takes long."""
INSTANT = 0.004
"""Seconds of this thread below which a time is no evidence."""
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
METHODS = r"search|match|fullmatch|finditer|findall|sub|subn|split"
ANYHOW = {"finditer", "fullmatch"}
"""How a pattern is applied of which that is not known."""
CALLED = re.compile(rf"{METHODS}|compile")
FLAGS = re.compile(r"re\.[A-Z]+( \| re\.[A-Z]+)*")
UNKNOWN = ("a", "Ana Ruiz", "1 a")
"""What stands for each value that a pattern is made of in a function and that its source does not
tell, such as a word of a question."""


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
        if name.startswith("__") or not (patterns := [*held_in(value)]):
            continue
        applied = set(re.findall(rf"\b{name}\.({METHODS})\b", source)) or handed_on
        for pattern in patterns:
            yield f"{module.__name__}.{name}", pattern, applied


class Unknown(str):
    """A text in place of a value of which nothing is known; so is all that it has."""

    def __getattr__(self, _: str) -> Unknown:
        return self


class Values(dict[str, Any]):
    """The values of names in a function: by what it says, or the module; else some text."""

    def __init__(self, function: ast.AST, module: ModuleType, unknown: str) -> None:
        super().__init__()
        self._said = {
            ast.unparse(node.targets[0]): node.value
            for node in within(function)
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.JoinedStr | ast.Constant)
        }
        self._known = {**vars(builtins), **vars(module)}
        self._unknown = Unknown(unknown)

    def __missing__(self, name: str) -> Any:
        if name in self._said:
            return self.of(self._said[name])
        return self._known.get(name, self._unknown)

    def of(self, node: ast.expr) -> Any:
        """What an expression comes to."""
        return eval(compile(ast.Expression(node), "pattern", "eval"), {}, self)


def within(function: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function, or of a module, but for those of functions in it."""
    for node in ast.iter_child_nodes(function):
        yield node
        if not isinstance(node, FUNCTIONS):
            yield from within(node)


def inline_patterns(module: ModuleType) -> Iterator[tuple[str, re.Pattern[str], set[str]]]:
    """The patterns that a module hands to ``re``: as text, or made of what it has at that time.

    Those that it keeps under a name are not among them.
    """
    named = {pattern for _, pattern, _ in named_patterns(module)}
    tree = ast.parse(inspect.getsource(module))
    for function in (tree, *(node for node in ast.walk(tree) if isinstance(node, FUNCTIONS))):
        calls = [*calls_of_re(function)]
        for unknown in UNKNOWN if calls else ():
            values = Values(function, module, unknown)
            for node, called in calls:
                given = [*node.args[1:], *(keyword.value for keyword in node.keywords)]
                flags = [values.of(each) for each in given if FLAGS.fullmatch(ast.unparse(each))]
                text, flag = values.of(node.args[0]), functools.reduce(operator.or_, flags, 0)
                if not isinstance(text, str) or (pattern := re.compile(text, flag)) in named:
                    continue
                applied = ANYHOW if called == "compile" else {called}
                yield f"{module.__name__}:{node.lineno}", pattern, applied


def calls_of_re(function: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    """The calls of functions of ``re`` in a function, or in a module outside any, with their names.

    Few calls are such: all others are told by their shape, as to write down each takes seconds.
    """
    for node in within(function):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="re"), attr=name)):
                if CALLED.fullmatch(name):
                    yield node, name


def modules() -> Iterator[ModuleType]:
    """All modules of the package."""
    for info in pkgutil.walk_packages(qabot.__path__, "qabot."):
        if not info.name.endswith("__main__"):
            yield importlib.import_module(info.name)


def every_pattern() -> dict[str, tuple[re.Pattern[str], set[str]]]:
    """All patterns of the package, each once, by the first place that it has."""
    found: dict[re.Pattern[str], tuple[str, set[str]]] = {}
    for module in modules():
        for name, pattern, applied in (*named_patterns(module), *inline_patterns(module)):
            place, before = found.get(pattern, (name, set()))
            found[pattern] = place, before | applied
    return {f"{name} {pattern.pattern}": (pattern, ways) for pattern, (name, ways) in found.items()}


def ways(applied: set[str]) -> set[str]:
    """How a pattern is to be tried: as ``finditer`` for all that find places."""
    anchored = applied & {"match", "fullmatch"}
    return anchored | ({"finditer"} if applied - anchored - {"search"} else applied - anchored)


def seconds(pattern: re.Pattern[str], applied: str, text: str) -> float:
    """The time that a pattern takes to be applied to the whole of a text."""
    start = thread_time()
    if applied == "finditer":
        for _ in pattern.finditer(text):
            pass
    else:
        getattr(pattern, applied)(text)
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
    """A piece whose repetition makes a pattern take more than linear time, if there is one.

    Nothing has the second ending, so that all ways to reach it are tried.
    """
    tried = itertools.product(PIECES, ways(applied), ("", "\0"))
    return next((each[0] for each in tried if grows(pattern, each[1], each[0], each[2])), None)


def doubling(pattern: re.Pattern[str], applied: set[str]) -> tuple[str, str] | None:
    """What to repeat, behind what, for a pattern to take long with each repetition more.

    As :func:`growing`, but what leads to a repetition stands before it, and few times are enough.
    """
    for (before, piece), way, ending in itertools.product(
        pumped(pattern), ways(applied), ("", "\0")
    ):
        texts = [before + piece * times + ending for times in FEW]
        if any(all(seconds(pattern, way, text) > INSTANT for _ in range(2)) for text in texts):
            return before, piece
    return None


@pytest.mark.xdist_group("model")  # modules of all rooms are imported, torch with them
def test_patterns_take_linear_time() -> None:
    patterns = every_pattern()
    suspects = [name for name, each in patterns.items() if growing(*each)]
    # Looked at once more: what else the machine does can only lengthen a time.
    slow = {name: found for name in suspects if (found := growing(*patterns[name]))}
    assert len(patterns) > 450
    assert slow == {}


@pytest.mark.xdist_group("model")
def test_patterns_do_not_double_behind_what_leads_to_them() -> None:
    slow = {name: found for name, each in every_pattern().items() if (found := doubling(*each))}
    assert slow == {}


@pytest.mark.parametrize("phrase", ["a", "Ana", "a Ana", "1 1", "on 9 June", "who said"])
def test_patterns_of_phrases_take_linear_time(phrase: str) -> None:
    assert growing(phrase_pattern(phrase), {"finditer"}) is None


@pytest.mark.parametrize("glob", ["*a*b*", "*a*a*a*a*#", "*/?*[a-z]*[^a]*.txt", "*" * 50])
def test_patterns_of_paths_take_linear_time(glob: str) -> None:
    assert growing(glob_pattern(glob), {"fullmatch"}) is None


MADE_IN_A_FUNCTION = """
import re
_WORDS = r"[a-z ]+"
def find(word, text):
    pattern = rf"{_WORDS}{re.escape(word)}#"
    return re.search(pattern, text, re.IGNORECASE)
class Finder:
    STEADY = re.compile("a", flags=re.I | re.S)
"""


def test_a_pattern_that_is_made_in_a_function_or_a_class_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "made_in_a_function.py").write_text(MADE_IN_A_FUNCTION, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    found = [*inline_patterns(importlib.import_module("made_in_a_function"))]
    made = {(pattern.pattern, pattern.flags & ~re.UNICODE): way for _, pattern, way in found}
    assert made[r"[a-z ]+Ana\ Ruiz#", re.IGNORECASE] == {"search"}
    assert made["a", re.IGNORECASE | re.DOTALL] == ANYHOW
    slow = {pattern.pattern for _, pattern, way in found if growing(pattern, way)}
    assert slow == {f"[a-z ]+{re.escape(unknown)}#" for unknown in UNKNOWN}


@pytest.mark.parametrize("bad", [r"(?:\s*[A-Z]\w*\s*)*", r"\w+ #", r"(a|a)*#"])
def test_a_pattern_that_takes_longer_is_found(bad: str) -> None:
    assert growing(re.compile(bad), {"search", "fullmatch"}) is not None


@pytest.mark.parametrize(
    "bad", [r", (?:the )?(?:[\w'-]+[ -])*", r"x(?:(?!a)(?:\w+\s?))*y", r"1(\d|\d)*#"]
)
def test_a_pattern_that_doubles_behind_what_leads_to_it_is_found(bad: str) -> None:
    assert doubling(re.compile(bad), {"fullmatch"}) is not None
