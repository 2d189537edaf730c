"""Which countries and parts of the world a text names, however it calls them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qabot.english.people import NOT_PEOPLE
from qabot.english.places import COUNTRIES, OTHER_MEANINGS, PARTS_OF_THE_WORLD, SIDES
from qabot.types import Span

_FORMS = COUNTRIES | PARTS_OF_THE_WORLD
_PLACE = re.compile(
    r"(?<![\w’'-])(?:"
    + "|".join(re.escape(form).replace(r"\ ", "[ -]") for form in sorted(_FORMS, reverse=True))
    + r")(?![\w-])",
    re.IGNORECASE,
)
_SIDE = re.compile(
    rf"\b(?:{'|'.join(sorted(SIDES, reverse=True))})(?:[ -]|(?: part| half| coast)? of (?:the )?)$",
    re.IGNORECASE,
)
_NAME_BEFORE = re.compile(r"([A-ZÀ-ÖØ-Þ][\w’'-]*)(?: of)? $")
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
    for match in _PLACE.finditer(text):
        form = match.group().lower().replace("-", " ")
        small = match.group()[0].islower()
        if form not in _FORMS or (small and (not typed or form in OTHER_MEANINGS)):
            continue
        if not small and _inside_name(text, *match.span()):
            continue
        yield _FORMS[form], Span(*match.span())


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
