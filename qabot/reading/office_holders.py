"""Who holds an office: the sentences that print it beside a name come first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qabot.comparing.named_places import places_in
from qabot.english.function_words import FUNCTION_WORDS
from qabot.english.people import ROLES
from qabot.english.titles import HONORIFICS
from qabot.questions.offices import Office
from qabot.reading.name_descriptions import beside
from qabot.reading.sentence_groups import Groups, led_by
from qabot.speech.names import SEQUENCE
from qabot.types import Span

_WORD = re.compile(r"[^\W_]+")
_LESSER = frozenset("deputy vice assistant former ex acting interim outgoing shadow".split())
_OF_ANY = frozenset("chief executive officer managing general group company firm club bank".split())
"""What stands beside any leader's title."""
_FEWEST = 2
"""Words of a name in full."""
_ALIKE = 5
"""Letters that two forms of a word begin with: "economy", "economics"."""


def holder_first(office: Office, groups: Groups) -> tuple[Groups, Span | None]:
    """The groups, led by the first that names who holds the office, and where it does."""
    for number, (first, *_) in enumerate(groups):
        holder = holder_in(first.text, office)
        if holder is not None:
            return led_by(groups, number), holder
    return groups, None


def holder_in(sentence: str, office: Office) -> Span | None:
    """Where a sentence names the holder, with the office beside the name."""
    for name in _names(sentence):
        described = filter(None, beside(sentence, name, person=True))
        if any(_is_of(one.span.of(sentence), office) for one in described):
            return name
    return None


def _names(sentence: str) -> Iterator[Span]:
    """What may be the full name of a person, without the titles before it."""
    for match in SEQUENCE.finditer(sentence):
        parts = list(_WORD.finditer(sentence, *match.span()))
        titles = [
            number
            for number, part in enumerate(parts)
            if part.group().lower() in ROLES or part.group().lower() in HONORIFICS
        ]
        own = parts[titles[-1] + 1 :] if titles else parts
        if len(own) >= _FEWEST:
            yield Span(own[0].start(), match.end())


def _is_of(description: str, office: Office) -> bool:
    """Whether words beside a name tell of that office, of all that it is of."""
    printed = [word.lower() for word in _WORD.findall(description)]
    title = next((at for at, word in enumerate(printed) if word in office.titles), None)
    if title is None or not _LESSER.isdisjoint(set(printed) - {*office.field}):
        return False
    if not all(any(_alike(word, other) for other in printed) for word in office.field):
        return False
    asked, named = places_in(office.of, typed=True), places_in(description)
    own = {word for span in asked.values() for word in _words(span.of(office.of))}
    of = [word for word in _words(office.of) if word not in own]
    if (not asked and not of) or not asked.keys() <= named.keys():
        return False
    short = _initials(office.of) if _initials(office.of) in description.split() else ""
    if not short and not all(any(_alike(word, other) for other in printed) for word in of):
        return False
    known = {word for span in named.values() for word in _words(span.of(description))}
    before = (
        set(printed[:title]) - known - office.titles - _OF_ANY - FUNCTION_WORDS - {short.lower()}
    )
    return not office.is_any or all(any(_alike(word, other) for other in of) for word in before)


def _words(text: str) -> list[str]:
    found = [word.lower() for word in _WORD.findall(text)]
    return [word for word in found if word not in FUNCTION_WORDS and word != "s"]


def _initials(name: str) -> str:
    """What a name may be called for short: "PTC"; nothing for one of a single word."""
    found = "".join(word[0] for word in _WORD.findall(name) if word[0].isupper())
    return found if len(found) > 1 else ""


def _alike(word: str, other: str) -> bool:
    return word == other or (len(word) >= _ALIKE and word[:_ALIKE] == other[:_ALIKE])
