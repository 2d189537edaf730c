"""Front matter: the YAML (``---``) or TOML (``+++``) block at the top of a Markdown file.

PyYAML itself rather than python-frontmatter: that package wraps the same parser, knows one
delimiter style less (``...``), and cannot be told to leave values alone. ``BaseLoader`` can, and is
as safe as ``safe_load``: every scalar stays the string that was written, so that ``lang: no`` is
Norwegian and not false, ``2024-06`` keeps its form and the impossible ``2024-13-45`` is no error.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from typing import Any

_YAML_BLOCK = re.compile(
    r"---[ \t]*\r?\n(?P<block>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
_TOML_BLOCK = re.compile(
    r"\+\+\+[ \t]*\r?\n(?P<block>.*?)^\+\+\+[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
_KEY_LINE = re.compile(r"^(\w[\w-]*)[ \t]*[:=][ \t]+(\S.*)$", re.MULTILINE)
_SHORT = 2_000
"""Characters in which nothing is nested too deep for any parser."""
_YAML_NULL = ("null", "Null", "NULL", "~", "")


def split(text: str) -> tuple[dict[str, Any], str]:
    """What the front matter says, and the text after it.

    A block that is broken (most often a title with a colon in it) is read line by line, as far as
    its lines are ``key: value``. One that has no keys at all is no front matter but text between
    two rules, and stays in the text.
    """
    if match := _YAML_BLOCK.match(text):
        values = _yaml(match["block"])
    elif match := _TOML_BLOCK.match(text):
        values = _toml(match["block"])
    else:
        return {}, text
    if values is None:
        return {}, text
    return values, text[match.end() :]


def _yaml(block: str) -> dict[str, Any] | None:
    # Deferred: PyYAML takes 0.03 s to import, and is needed for this alone.
    import yaml

    # That in C takes a tenth of the time, but overflows the stack in blocks nested without end.
    in_c = len(block) <= _SHORT and yaml.__with_libyaml__
    loader = yaml.CBaseLoader if in_c else yaml.BaseLoader
    try:
        if "*" in block and "&" in block and _repeats_lists(yaml.parse(block, Loader=loader)):
            return _line_by_line(block)
        values = yaml.load(block, Loader=loader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return _line_by_line(block)
    if isinstance(values, dict):
        return {str(key): value for key, value in values.items() if value not in _YAML_NULL}
    return None if block.strip() and not _is_comment(block) else {}


def _repeats_lists(events: Iterable[Any]) -> bool:
    """Whether an alias stands for a list or a mapping: nine of nine of nine make a bomb."""
    import yaml

    anchors = set()
    for event in events:
        if isinstance(event, yaml.CollectionStartEvent):
            anchors.add(event.anchor)
        elif isinstance(event, yaml.AliasEvent) and event.anchor in anchors:
            return True
    return False


def _toml(block: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(block)
    except (tomllib.TOMLDecodeError, RecursionError):
        return _line_by_line(block)


def _is_comment(block: str) -> bool:
    return all(line.lstrip().startswith("#") for line in block.splitlines() if line.strip())


def _line_by_line(block: str) -> dict[str, Any] | None:
    values = {key: value.strip("[]\"' \t\r") for key, value in _KEY_LINE.findall(block)}
    return values or None
