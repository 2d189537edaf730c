"""Which countries and parts of the world a text names, however it calls them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from qabot.english.people import NOT_PEOPLE
from qabot.english.places import COUNTRIES, OTHER_MEANINGS, PARTS_OF_THE_WORLD, SIDES
from qabot.types import Span

_FORMS = COUNTRIES | PARTS_OF_THE_WORLD
_WORD = re.compile(r"(?<![\w’'])[^\W\d_](?:[^\W\d_]|\.(?=[^\W\d_]))*+")
_SIDE = re.compile(
    rf"\b(?:{'|'.join(sorted(SIDES, reverse=True))})(?:[ -]|(?: part| half| coast)? of (?:the )?)$",
    re.IGNORECASE,
)
_NAME_BEFORE = re.compile(r"(?<![\w’'-])([A-ZÀ-ÖØ-Þ][\w’'-]*)(?: of)? $")
_INSTITUTION_AFTER = re.compile(rf" (?:{'|'.join(word.title() for word in NOT_PEOPLE)})\b")
_WIDEST = 32


def places_in(text: str, *, typed: bool = False) -> dict[str, Span]:
    """The countries and parts of the world that a text names, each with its first form there.

    A form inside a longer name ("Bank of England", "Michael Jordan") is none.

    Args:
        typed: whether it may lack capitals, as questions do.
    """
    found: dict[str, Span] = {}
    for name, span in _named(text, typed=typed):
        found.setdefault(name, span)
    return found


def only_in_part(text: str, place: str) -> Span | None:
    """Where a text names a part of a place ("eastern Germany"), if it never names the whole."""
    spans = [span for name, span in _named(text, typed=False) if name == place]
    parts = [_with_side(text, span) for span in spans]
    return parts[0] if parts and all(parts) else None


def _named(text: str, *, typed: bool) -> Iterator[tuple[str, Span]]:
    for form, span in _printed_forms(text):
        small = text[span.start].islower()
        if small and (not typed or form in OTHER_MEANINGS):
            continue
        if small or not _inside_name(text, span.start, span.end):
            yield _FORMS[form], span


def _printed_forms(text: str) -> Iterator[tuple[str, Span]]:
    """The forms that a text prints, of two words where two make one: "South Korean"."""
    words = list(_WORD.finditer(text))
    reached = 0
    for word, following in zip_longest(words, words[1:]):
        if word.start() < reached:
            continue
        pair = _pair(text, word, following) if following else ""
        if pair in _FORMS and following:
            reached = following.end()
            yield pair, Span(word.start(), reached)
        elif word.group().lower() in _FORMS and not _is_hyphenated(text, word):
            yield word.group().lower(), Span(*word.span())


def _pair(text: str, word: re.Match[str], following: re.Match[str]) -> str:
    beside = following.start() == word.end() + 1 and text[word.end()] in " -"
    return f"{word.group()} {following.group()}".lower() if beside else ""


def _is_hyphenated(text: str, word: re.Match[str]) -> bool:
    return "-" in (text[word.start() - 1 : word.start()], text[word.end() : word.end() + 1])


def _inside_name(text: str, start: int, end: int) -> bool:
    """Whether a form is a part of a longer name: "Bank of England", "British Airways"."""
    if _INSTITUTION_AFTER.match(text, end):
        return True
    before = _NAME_BEFORE.search(text, max(0, start - _WIDEST), start)
    if before is None:
        return False
    opens = before.start() == 0 or text[: before.start()].rstrip()[-1:] in ".!?:"
    return not opens and before[1].lower() not in SIDES


def _with_side(text: str, span: Span) -> Span | None:
    side = _SIDE.search(text, max(0, span.start - _WIDEST), span.start)
    return Span(side.start(), span.end) if side else None
