"""What a pattern tells an adversary: what leads to each of its repetitions, and what to repeat."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

# The parser of ``re`` is not public, but nothing else reads all that ``re`` does.
from re import _constants as kinds  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

CHARACTERS = " aA1.,'\"-\n“_(é’:;/&|@t[•"
"""Of each class of characters some of these stand for all."""
MANY = 3
"""Repetitions above which a repetition is one that an adversary can make long."""
_REPEATS = (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT)


def pumped(pattern: re.Pattern[str]) -> set[tuple[str, str]]:
    """Texts that lead to each repetition of a pattern, each with what it may repeat."""
    return set(_pumped(parser.parse(pattern.pattern, pattern.flags), ""))


def _pumped(parts: Sequence[Any], before: str) -> Iterator[tuple[str, str]]:
    for part in parts:
        kind, value = part
        if kind in _REPEATS:
            if value[1] > MANY:
                yield from ((before, one) for one in _texts(value[2]) if one)
            yield from _pumped(value[2], before)
        for inner in _alternatives(kind, value):
            yield from _pumped(inner, before)
        before += _texts([part])[-1]


def _alternatives(kind: Any, value: Any) -> Sequence[Any]:
    """The patterns in a part, any one of which it may match."""
    if kind is kinds.SUBPATTERN:
        return [value[-1]]
    if kind is kinds.ATOMIC_GROUP:
        return [value]
    alternatives: list[Any] = value[1] if kind is kinds.BRANCH else []
    return alternatives


def _texts(parts: Sequence[Any]) -> list[str]:
    """Some texts that parts match one behind the other; the last is of the last alternatives."""
    pieces = [_pieces(kind, value) for kind, value in parts]
    longest = max(map(len, pieces), default=1)
    rows = [list(itertools.islice(itertools.cycle(each), longest)) for each in pieces]
    return ["".join(row) for row in zip(*rows, strict=True)] or [""]


def _pieces(kind: Any, value: Any) -> list[str]:
    """Some texts that one part matches, a single empty one if it matches no text."""
    if kind is kinds.LITERAL:
        return [chr(value)]
    if kind in (kinds.IN, kinds.ANY, kinds.NOT_LITERAL):
        return [each for each in CHARACTERS if _is_in(each, kind, value)] or ["x"]
    if kind in _REPEATS:
        texts = [one * max(1, value[0]) for one in _texts(value[2])]
        return texts if value[0] else ["", *texts]
    return [one for inner in _alternatives(kind, value) for one in _texts(inner)] or [""]


def _is_in(character: str, kind: Any, value: Any) -> bool:
    """Whether a class of characters has one."""
    if kind is kinds.ANY:
        return character != "\n"
    if kind is kinds.NOT_LITERAL:
        return bool(ord(character) != value)
    negated = bool(value) and value[0][0] is kinds.NEGATE
    return any(_is_of(character, *one) for one in value[negated:]) != negated


def _is_of(character: str, kind: Any, value: Any) -> bool:
    if kind is kinds.LITERAL:
        return bool(ord(character) == value)
    if kind is kinds.RANGE:
        return bool(value[0] <= ord(character) <= value[1])
    name = str(value)
    letter = {"WORD": "w", "DIGIT": "d", "SPACE": "s"}[name.rpartition("_")[2]]
    return re.fullmatch(rf"\{letter.upper() if 'NOT' in name else letter}", character) is not None
