"""Where the noun phrases of a sentence begin and end."""

from __future__ import annotations

from qabot.english.function_words import (
    AUXILIARY,
    DETERMINERS,
    MODIFIERS,
    PREPOSITIONS,
    PRONOUNS,
    QUANTIFIERS,
    RELATIVES,
    SUBORDINATORS,
    TIMES,
)
from qabot.english.given_names import GIVEN_NAMES
from qabot.english.people import NAME_PARTICLES, ROLES
from qabot.english.saying import OTHER_PAST, VERBS
from qabot.speech.tokens import DASHES, Line

LONGEST_PHRASE = 16
"""Tokens of a phrase; a longer one is no subject."""


def core_end(line: Line, start: int, end: int) -> int:
    """Where the phrase's head ends: before its first preposition or relative clause."""
    for index in range(start + 1, end):
        word = line.lower[index]
        if word == "of" and line.at(index - 1) in ROLES and _names_person(line, index + 1, end):
            continue
        if word == "in" and line.at(index - 1) in QUANTIFIERS and _is_number(line, index + 1):
            continue  # "six in 10 voters"
        if word in PREPOSITIONS | RELATIVES | MODIFIERS | {"that"}:
            return index
    return end


def _is_number(line: Line, index: int) -> bool:
    return line.at(index) in QUANTIFIERS or line.at(index).isdigit()


def _names_person(line: Line, start: int, end: int) -> bool:
    """Whether the office's name runs on into a person's: "secretary of state Hillary Clinton"."""
    return any(
        line.lower[index] in GIVEN_NAMES and line.is_name(index + 1)
        for index in range(start, end - 1)
    )


def phrase_end(line: Line, start: int) -> int:
    """Where the noun phrase that starts at ``start`` ends."""
    index = start
    while index < len(line) and index - start < LONGEST_PHRASE:
        word = line.lower[index]
        if line.is_break(index) or word in _PHRASE_STOPS:
            break
        if word == "and" and not (line.is_name(index - 1) and line.is_name(index + 1)):
            break
        if index > start and _is_verb_behind(line, index, start):
            break
        index += 1
    return index


_PHRASE_STOPS = AUXILIARY | RELATIVES | TIMES | SUBORDINATORS | PREPOSITIONS - {"of"}


def _is_verb_behind(line: Line, index: int, start: int) -> bool:
    if line.lower[index - 1] in PRONOUNS or _is_past(line, index):
        return True
    return _ends_after_name(line, index, start)


def _is_past(line: Line, index: int) -> bool:
    """Whether a verb in the past ends the phrase: not "retired" in "the retired general"."""
    word, before = line.lower[index], line.lower[index - 1]
    if (
        not word.endswith("ed")
        and word not in OTHER_PAST
        and VERBS.get(word, ("", "", 0))[1] != "past"
    ):
        return False
    return before not in DETERMINERS and not before.endswith("ly") and line.words[index].islower()


def _ends_after_name(line: Line, index: int, start: int) -> bool:
    """Whether a word in lower case behind a name is a verb and not "aide" in "Clinton aide X"."""
    word = line.lower[index]
    if not line.is_name(index - 1) or line.words[index][0].isupper():
        return False
    if word in {"'s", "of", "and", "&"}:
        return False
    if line.lower[start] in DETERMINERS or line.words[start].islower() or word in NAME_PARTICLES:
        return False
    for at in range(index, index + 3):
        if line.at(at) in ROLES or line.is_name(at):
            return at > index and word.endswith(("s", "ed"))
        if line.is_break(at) or line.at(at) in PREPOSITIONS | AUXILIARY:
            return True
    return True


def clause_start(line: Line, end: int) -> int:
    """Where the noun phrase that ends at ``end`` can begin: behind punctuation or a conjunction."""
    start = end
    while start > 0 and not line.is_break(start - 1):
        word = line.lower[start - 1]
        if word in SUBORDINATORS and start > 1:
            break
        if word in RELATIVES and _is_object(line, start - 1):
            break
        if word in {"and", "or"} and not _joins_nouns(line, start - 1):
            break
        start -= 1
    return start


def _is_object(line: Line, relative: int) -> bool:
    """Whether a clause with a subject of its own follows: "a speech in which Trump said"."""
    after = line.at(relative + 1)
    return (
        line.at(relative - 1) in PREPOSITIONS
        or line.is_name(relative + 1)
        or after in PRONOUNS | DETERMINERS
    )


def _joins_nouns(line: Line, at: int) -> bool:
    """Whether "and" stands between two parts of a subject and not between two clauses."""
    if line.is_name(at - 1) and line.is_name(at + 1):
        return _joins_names(line, at)
    for index in range(at - 1, -1, -1):
        word = line.lower[index]
        if line.is_break(index) or word in SUBORDINATORS:
            return True
        if word in VERBS or word in AUXILIARY | PRONOUNS or word.endswith("ed"):
            return False
    return True


def _joins_names(line: Line, at: int) -> bool:
    left = at - 1
    while left > 0 and line.is_name(left - 1):
        left -= 1
    if line.lower[0] in PREPOSITIONS and not any(line.is_break(index) for index in range(at)):
        return True
    before = line.at(left - 1)
    return line.is_break(left - 1) or before in DETERMINERS | SUBORDINATORS | ROLES | {"of", "'s"}


def open_bracket(line: Line, close: int) -> int:
    """Where the aside that ends at ``close`` begins: (R-Texas), - her aide -."""
    opens = {"("} if line.lower[close] == ")" else DASHES
    index = close - 1
    while index > 0 and line.lower[index] not in opens:
        index -= 1
    return index if index > 0 else close


def is_all_name(line: Line, start: int, end: int) -> bool:
    """Whether a stretch is a name and nothing else."""
    return start < end and all(line.is_name(index) for index in range(start, end))
