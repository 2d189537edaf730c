"""Words that mean the opposite of each other, from the kept list ``antonyms.txt``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def antonyms() -> frozenset[tuple[str, str]]:
    """The pairs, each in both orders, in lower case."""
    text = files("qabot.english").joinpath("antonyms.txt").read_text("utf-8")
    pairs = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return frozenset(pair for first, second in pairs for pair in ((first, second), (second, first)))
