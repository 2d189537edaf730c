"""Lists: everything that is asked for, where a sentence enumerates it or several name one each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qabot.english.function_words import ARTICLES, PREPOSITIONS
from qabot.english.number_words import NUMBER_WORDS
from qabot.questions.kinds import Kind
from qabot.questions.question import Wanted
from qabot.reading.citing import cited_span
from qabot.reading.fitting_answers import fits
from qabot.reading.short_answers import read_span, short_answer
from qabot.types import Citation, CitedSpan, Span
from qabot.types.explanations import ScoredSentence

_NUMBERS = "|".join(NUMBER_WORDS)
_FOLLOWS = r"\s+(?:are|were|do|did|have|had|will|would|can|could|may|might|should)\b"
_PLURAL = r"[a-z-]+(?<![sui])s\b(?!['’])"
_ASKS = re.compile(
    r"\W*(?:(?:and|in|on|of|from|to|for|at|by)\s+)?"
    rf"(?:(?:which|what)\s+(?!one\b)(?:{_NUMBERS}|\d+)\s+[a-z-]+"
    rf"|which\s+(?:(?:{_NUMBERS}|\d+|other|more)\s+)?(?!is\b|was\b|has\b|does\b){_PLURAL}"
    rf"|(?:which|what)\s+(?:[a-z-]+\s+){{0,2}}{_PLURAL}{_FOLLOWS}"
    rf"|(?:who|which)\s+(?:else\s+)?(?:are|were)\b|what\s+(?:are|were)\s+(?:the\s+)?(?:{_NUMBERS}|\d+)\b"
    rf"|name\s+(?:the\s+)?(?:{_NUMBERS}|\d+|all)\b)",
    re.IGNORECASE,
)
_WORD = r"[A-ZÀ-ÖØ-Þ][\w’'&-]*(?:\.\w+)*"
_INSIDE = r"(?:of|the|de|of the)"
_ITEM = rf"(?:(?:the|an?|its|his|her|their)\s+)?{_WORD}(?:\s+(?:{_INSIDE}\s+)?{_WORD}){{0,5}}"
_NEXT = re.compile(rf"(?:,?\s+(?:and|or|as well as)\s+|,\s+)({_ITEM})(?=\W|$)")
_JOINT = re.compile(r"(?<!\s)(?:,?\s+(?:and|or|as well as)\s+|,\s+)")
_CLOSED = re.compile(r"\s(?:and|or|as well as)\s")
"""What an enumeration has before its last item; an apposition has none: "Oslo, Norway"."""
_LONGEST = 60
"""Code points of an item that may be another one's neighbour."""


def asks_for_list(wanted: Wanted) -> bool:
    """Whether several things may answer: "which countries", "who are the judges"."""
    return wanted.kind is not Kind.YES_NO and _ASKS.match(wanted.text) is not None


def whole_list(sentence: str, span: Span) -> Span:
    """A name in a sentence with the names that are enumerated with it: "Peru, Chile and Cuba"."""
    if not re.search(r"[A-ZÀ-ÖØ-Þ]", span.of(sentence)):
        return span
    start, end = span.start, span.end
    while (following := _NEXT.match(sentence, end)) and _is_item(following[1]):
        end = following.end(1)
    while (leading := _item_before(sentence, start)) is not None:
        start = leading
    whole = Span(start, end)
    return whole if _CLOSED.search(whole.of(sentence)) else span


def items_of(sentence: str, span: Span) -> list[Span]:
    """The items of an enumeration, in order; the span itself where it is none.

    What tells where or what one is, behind a comma, is a part of it: "Leith, in Scotland, and Hull"
    are two.
    """
    places = [span.start]
    for joint in _JOINT.finditer(sentence, span.start, span.end):
        if not _tells_of_item(sentence, joint):
            places += [joint.start(), joint.end()]
    places.append(span.end)
    pairs = zip(places[::2], places[1::2], strict=True)
    return [Span(start, end) for start, end in pairs if start < end]


def list_items(
    wanted: Wanted,
    groups: Sequence[list[ScoredSentence]],
    citations: Sequence[Citation],
) -> tuple[CitedSpan, ...]:
    """Where each item of a list stands: those of the first sentence, then of others as well read.

    Args:
        groups: the groups that are cited, best first.
        citations: of these.
    """
    found: dict[str, CitedSpan] = {}
    for number, group in enumerate(groups):
        best = group[0]
        if number and not (best.has_answer and fits(wanted, best)):
            continue
        short = listed_answer(best.text, read_span(best), wanted)
        for item in items_of(best.text, short):
            place = cited_span(citations, best.stored.article, item.shifted(best.span.start))
            if place is not None and not _is_known(item.of(best.text), found):
                found[item.of(best.text).lower()] = place
    return tuple(found.values()) if len(found) > 1 else ()


def listed_answer(sentence: str, read: Span, wanted: Wanted) -> Span:
    """The short answer to a question for several things, with all that is enumerated with it."""
    short = short_answer(sentence, read, wanted)
    return short if short == Span(0, len(sentence)) else whole_list(sentence, short)


def _tells_of_item(sentence: str, joint: re.Match[str]) -> bool:
    """Whether behind a comma stands where something is, or who someone is: no further item."""
    if _CLOSED.search(joint.group()):
        return False
    following = sentence[joint.end() :].split(maxsplit=2)[:2]
    if not following or following[0] in PREPOSITIONS:
        return bool(following)
    named = sentence[: joint.start()].split()[-1:]
    is_name = bool(named) and named[0][:1].isupper()
    return is_name and following[0] in ARTICLES and following[-1][:1].islower()


def _is_known(printed: str, found: dict[str, CitedSpan]) -> bool:
    words = printed.lower()
    return any(words in other or other in words for other in found)


def _is_item(printed: str) -> bool:
    return len(printed) <= _LONGEST


def _item_before(sentence: str, start: int) -> int | None:
    """Where the item begins that is enumerated just before a position, if one is."""
    begin = max(0, start - _LONGEST)
    joints = list(_JOINT.finditer(sentence, begin, start))
    if not joints or joints[-1].end() != start:
        return None
    items = list(_items_ending(sentence, begin, joints[-1].start()))
    return items[0] if items else None


def _items_ending(sentence: str, begin: int, end: int) -> Iterator[int]:
    """Where an item may begin that ends at a position: behind the mark before it."""
    for match in re.finditer(_ITEM, sentence[begin:end]):
        if begin + match.end() == end:
            yield begin + match.start()
