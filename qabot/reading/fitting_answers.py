"""Whether what a sentence answers with is of the kind that is asked for, and which one's is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial

from qabot.comparing.named_places import places_in
from qabot.english.calendar import MONTHS, WEEKDAYS
from qabot.english.number_words import NUMBER_WORDS, VAGUE_NUMBERS
from qabot.english.saying import VERBS
from qabot.questions.kinds import Kind, has_kind
from qabot.questions.question import Wanted
from qabot.reading.sentence_groups import Groups, led_by_fitting
from qabot.reading.short_answers import read_span, short_answer, tells_when
from qabot.reading.verdict import leaves_out_fate
from qabot.types import Span
from qabot.types.explanations import ScoredSentence

_COUNTS = re.compile(
    r"\b(?:how (?:many|much|old)"
    r"|(?:what|which) (?:\w+ )?(?:percentage|percent|number|share|age))\b",
    re.IGNORECASE,
)
_SAID = frozenset(form for form, (_, _, how) in VERBS.items() if how > 1)
_SAID_WITHIN = 4
"""Words before a date, of which one is the verb of saying that it belongs to."""
_THAT = re.compile(r",?\s+that\b")
_LONGEST_BEFORE = 60
"""Code points before a date that are looked at."""
_THING = re.compile(r"\W*what(?:['’]?s|\s+(?:is|was|are|were))\s+(?:an?\s+|the\s+)?", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_WHEN = re.compile(
    r"\W*(?:(?:about|around|in|on|by|the|of|end|early|late|mid|last|next|this)[\s-]+)*"
    rf"(?:\d{{1,2}}\s)?(?:\d{{4}}s?|{'|'.join((*MONTHS, *WEEKDAYS))}"
    r"|(?-i:(?:\w+\s)?(?:year|month|week|day|hour|minute|decade)s?(?:\s(?:ago|later|earlier))?))"
    rf"(?:[\s,]+(?:\d{{1,4}}|{'|'.join(MONTHS)}))*\W*",
    re.IGNORECASE,
)
"""Words that tell when, and nothing else."""
_HOW_SOON = re.compile(r"\bhow (?:soon|quickly|recently|early|late)\b", re.IGNORECASE)
_NOT_WHEN = frozenset((Kind.PLACE, Kind.PERSON, Kind.ACCOUNT))
_WHICH = re.compile(r"\W*(?:(?:and|in|on|of|from|to|for|at|by|with)\s+)?which\b", re.IGNORECASE)
_WHICH_ONES = re.compile(
    rf"{_WHICH.pattern}\s+(?!(?:years|months|days|dates|numbers|ages|figures)\b)[a-z-]+(?<![sui])s\b",
    re.IGNORECASE,
)
_NUMBER_FIRST = re.compile(rf"\W*(?:\d|(?:{'|'.join(NUMBER_WORDS)})\b)", re.IGNORECASE)
_DOING = re.compile(r"[^\W\d_]{4,}ing")


def fitting_first(wanted: Wanted, groups: Groups, near: Iterable[int]) -> tuple[Groups, bool]:
    """The groups, led by the first whose answer fits the question, and whether it may answer.

    How many is answered by a number, if a vague one, and how many died by a sentence that tells of
    the dead; where, who and why not by when; which ones not by how many, nor by what the question
    names itself; when something was by what tells when, not by when it was announced; and what
    something is rather by a sentence that defines it.

    Args:
        near: numbers of the groups that may come first as well.
    """
    groups, fitting = led_by_fitting(groups, near, partial(fits, wanted))
    return groups, fitting or wanted.describes


def fits(wanted: Wanted, sentence: ScoredSentence) -> bool:
    """Whether what a sentence answers with is of the kind that is asked for."""
    if leaves_out_fate(wanted, sentence.text):
        return False
    short = short_answer(sentence.text, read_span(sentence), wanted)
    if wanted.kind is Kind.NUMBER and _COUNTS.search(wanted.text):
        return _gives_number(short.of(sentence.text))
    if tells_how_many(wanted, short.of(sentence.text)) or gives_back(
        wanted, short.of(sentence.text)
    ):
        return False
    asks_when = wanted.kind not in _NOT_WHEN or _HOW_SOON.search(wanted.text)
    if not asks_when and _WHEN.fullmatch(short.of(sentence.text)):
        return False
    if wanted.kind is Kind.TIME:
        told = tells_when(short.of(sentence.text))
        return told and not is_date_of_saying(sentence.text, short, wanted.text)
    thing = _THING.match(wanted.text) if wanted.describes else None
    return thing is None or defines(sentence.text, wanted.text[thing.end() :].rstrip(" ?!."))


def tells_how_many(wanted: Wanted, printed: str) -> bool:
    """Whether an answer tells how many where it is asked which ones: "5 against and 35"."""
    return (
        _WHICH_ONES.match(wanted.text) is not None
        and _NUMBER_FIRST.match(printed) is not None
        and not any(word[0].isupper() for word in _WORD.findall(printed))
    )


def gives_back(wanted: Wanted, printed: str) -> bool:
    """Whether an answer to "which" is a thing that the question names, if by a longer name.

    A place that is named says where the thing is that is asked for: "a town in South Africa".
    """
    if _WHICH.match(wanted.text) is None:
        return False
    end = printed.rstrip(" .,;:!?'\"’”")
    return any(" " in name and end.endswith(name) and not places_in(name) for name in wanted.names)


def _gives_number(printed: str) -> bool:
    words = {word.lower() for word in _WORD.findall(printed)}
    return has_kind(printed, Kind.NUMBER) or not VAGUE_NUMBERS.isdisjoint(words)


def is_date_of_saying(sentence: str, date: Span, question: str) -> bool:
    """Whether a date tells when something was said, and the question does not ask for that.

    "The firm announced on 3 May that it had closed" does not tell when it closed.
    """
    if not _SAID.isdisjoint(_WORD.findall(question.lower())):
        return False
    before = sentence[max(0, date.start - _LONGEST_BEFORE) : date.start].lower().split()
    told = not _SAID.isdisjoint(before[-_SAID_WITHIN:])
    return told and _THAT.match(sentence, date.end) is not None


def defines(sentence: str, thing: str) -> bool:
    """Whether a sentence says what a thing is: "X is a ...", "X, a ...", "a ... called X".

    Of podcasting, "A podcast is basically a ..." does.
    """
    forms = [thing, thing.removesuffix("ing")] if _DOING.fullmatch(thing) else [thing]
    name = f"(?:{'|'.join(map(re.escape, forms))})"
    is_a = rf"\b{name}(?:e?s)?(?:\s*\([^()]*\))?(?:,|\s+[-–—]|\s+(?:is|are|was|were|means?))"
    named = rf"\b(?:called|known as|dubbed|termed)\s+(?:an?\s+|the\s+)?\W?{name}\b"
    told = rf"{is_a}\s+(?:[a-z]+ly\s+)?(?:an?|the|which|or|one|how|when|where)\b|{named}"
    return re.search(told, sentence, re.IGNORECASE) is not None
