"""What a question that begins in the middle asks, said by the question before it.

"And in 2022?" puts its year into that question, "and in Japan?" its place, "and last week?" its
date; "since when?" asks the same of another thing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from qabot.english.calendar import MONTHS, WEEKDAYS, title_case
from qabot.english.function_words import (
    ARTICLES,
    AUXILIARY,
    BE,
    DETERMINERS,
    PREPOSITIONS,
    QUESTION_WORDS,
)
from qabot.english.given_names import GIVEN_NAMES
from qabot.english.saying import VERBS
from qabot.questions.asked_dates import date_phrases, without
from qabot.questions.quoted import MASK, masked
from qabot.questions.words import Word, names, phrases, words
from qabot.speech.names import is_person
from qabot.types import Span

_LEAST_WORDS = 3
"""Words that a question has at most if it is too short to be asked again of something else."""
_PREPOSITION = r"(?:in|since|by|before|after|during|from|until|on|of|for|to|at|with|about)"
_BEFORE_NAME = re.compile(rf"\b(?P<preposition>{_PREPOSITION}) (?:the )?$", re.IGNORECASE)
_AND = re.compile(r"(?:\b(?:and|or)|,) (?:the )?$", re.IGNORECASE)
_OPENING = re.compile(
    r"^\W*(?:(?:ok|okay|well|thanks|so)\W+)?(?:(?:and|but|or|then)\b\W*)?"
    r"(?:(?:what|how) about\b)?\W*",
    re.IGNORECASE,
)
_QUESTION_WORD = re.compile(
    r"(?:(?:since|until|till|by|from|to) )?"
    r"(?:why|when|where|how(?: (?:much|many|long|often|far|old))?)(?: exactly)?",
    re.IGNORECASE,
)
_DO = frozenset("do does did".split())
_ASKS_FOR_NO_SUBJECT = frozenset("why when where how".split())
LIKE = (
    re.compile(r"\b(?:1[0-9]|20)\d\d\b"),
    re.compile(rf"\b(?:{'|'.join(title_case(MONTHS))})\b"),
    re.compile(rf"\b(?:{'|'.join(title_case(WEEKDAYS))})\b"),
)
"""Kinds of phrase of which one can take the other's place."""


def filled_in(question: str, before: str) -> str | None:
    """A question that begins in the middle, in the words of the one before; None if it does not.

    Args:
        question: as it was typed.
        before: the question before it, as it is meant; what it has in brackets is left out.
    """
    before = before.partition(" (")[0]
    if not words(before)[_LEAST_WORDS:]:
        return None
    rest = _OPENING.sub("", question, count=1).rstrip(" ?!.")
    return (
        _replaced(rest, before)
        or _redated(rest, before)
        or _located(rest, before)
        or _asked_otherwise(rest, before)
    )


def is_surely_person(name: str) -> bool:
    """Whether a name begins with a first name and goes on."""
    lower = name.lower().split()  # the mark keeps "Theresa May" from being a verb
    return len(lower) > 1 and lower[0] in GIVEN_NAMES and is_person((lower[0], lower[-1] + "."))


def person_within(name: str) -> str:
    """The person that a name ends with, without the office or party before; empty if none."""
    parts = name.split()
    ends = (" ".join(parts[at:]) for at in range(len(parts)))
    return next((end for end in ends if is_surely_person(end)), "")


def _replaced(rest: str, before: str) -> str | None:
    """The question before with the year or name of this one, if that has one like phrase."""
    match = re.fullmatch(rf"(?:(?P<preposition>{_PREPOSITION}) )?(?P<new>.+)", rest, re.IGNORECASE)
    if match is None:
        return None
    new, preposition = match["new"], (match["preposition"] or "").lower()
    place = _place_of(new, preposition, before)
    if place is None:
        return None
    start, end = place
    leading = _BEFORE_NAME.search(before[:start])
    if preposition and leading:
        start, new = leading.start(), rest
    return before[:start] + new + before[end:]


def _redated(rest: str, before: str) -> str | None:
    """The question before with another date, or with its first one."""
    new, old = date_phrases(rest), date_phrases(masked(before))
    if new != [Span(0, len(rest))] or len(old) > 1:
        return None
    before = before.rstrip(" ?!.")
    undated = without(before, old[0]) or before[: old[0].start] if old else before
    return " ".join(f"{undated} {rest}?".split())


def _located(rest: str, before: str) -> str | None:
    """The question before with a place behind it that takes no other's: "and in Japan?"."""
    match = re.fullmatch(rf"{_PREPOSITION} (?:the )?(?P<new>.+)", rest, re.IGNORECASE)
    if match is None or MASK in masked(before) or names(f"x {match['new']}") != (match["new"],):
        return None
    return f"{before.rstrip(' ?!.')} {rest}?"


def _asked_otherwise(question: str, before: str) -> str | None:
    """The question before with another question word: "Since when?" after "Is X in force?".

    Not where that asked for its subject ("Who won?"): without an answer none is known.
    """
    asked = words(before)
    verb = _verb(asked)
    if not _QUESTION_WORD.fullmatch(question) or verb is None:
        return None
    old = before[: asked[verb].start]
    if verb and words(question)[-1].lower == asked[verb - 1].lower:
        return None  # "Why?" after "Why did X?" asks for more
    left = phrases(f"x {old}")[1:]
    bracketed = f" ({', '.join(left)})" if left else ""
    after = before[asked[verb].end :]
    if question.lower() == "why" and old.strip().lower() == "what":
        after = _with_object(asked[verb + 1 :], before) or after
    clause = asked[verb].lower + after.rstrip(" ?!.")
    return f"{question} {clause}?{bracketed}"


def _with_object(clause: Sequence[Word], before: str) -> str:
    """What stands behind the verb of "what did she say about it", with "that" for what was said."""
    for word, follows in pairwise(clause):
        ends = follows.lower in PREPOSITIONS or not follows.text[0].isalnum()
        if word.lower in VERBS and ends:
            return f"{before[clause[0].start - 1 : word.end]} that{before[word.end :]}"
    return ""


def _verb(asked: tuple[Word, ...]) -> int | None:
    """Where a question has the verb that its subject stands behind; None if it has none."""
    found = next((at for at, word in enumerate(asked) if word.lower in AUXILIARY), None)
    if found is None or found + 2 >= len(asked):
        return None
    first, verb, subject = asked[0].lower, asked[found].lower, asked[found + 1]
    if found and first not in QUESTION_WORDS:
        return None
    if found == 0 or verb in _DO or first in _ASKS_FOR_NO_SUBJECT:
        return found
    if verb in BE and first == "who":
        return None
    return found if subject.is_name or subject.lower in ARTICLES | DETERMINERS else None


def _place_of(new: str, preposition: str, before: str) -> tuple[int, int] | None:
    """Where the one phrase of the same kind as ``new`` stands in the question before.

    Not in what that quotes: somebody's words are nobody else's. Of several names it is the one
    behind the same preposition, else the last, if it is not one of two that are named together.
    """
    before = masked(before)
    for kind in LIKE:
        if kind.fullmatch(new):
            found = [match.span() for match in kind.finditer(before)]
            return found[0] if len(found) == 1 else None
    if names(f"x {new}") != (new,):
        return None
    there = [
        (start, start + len(name))
        for name in names(before)
        if MASK not in name
        and before.count(name) == 1
        and not any(kind.fullmatch(name) for kind in LIKE)
        and is_surely_person(name) == is_surely_person(new)
        for start in (before.index(name),)
    ]
    leading = [_BEFORE_NAME.search(before[:start]) for start, _ in there]
    if preposition:
        same = [
            place
            for place, match in zip(there, leading, strict=True)
            if match and match["preposition"].lower() == preposition
        ]
        there = same or [place for place, match in zip(there, leading, strict=True) if match]
        return there[0] if len(there) == 1 else None
    if not there or (len(there) > 1 and _AND.search(before[: there[-1][0]])):
        return None
    return there[-1]
