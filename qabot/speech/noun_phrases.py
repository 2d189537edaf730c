"""The mentions of speakers that noun phrases print."""

from __future__ import annotations

from qabot.english.function_words import (
    ADVERBS,
    DETERMINERS,
    LEADING,
    MODIFIERS,
    PREPOSITIONS,
    PRONOUNS,
    QUANTIFIERS,
    RELATIVES,
    SUBORDINATORS,
    TIMES,
)
from qabot.english.people import NAME_PARTICLES, NOT_PEOPLE, ROLES
from qabot.english.saying import VERBS
from qabot.speech.boundaries import LONGEST_PHRASE, clause_start, core_end
from qabot.speech.names import is_person
from qabot.speech.tokens import Line


def mention_in(line: Line, start: int, end: int) -> tuple[int, int] | None:
    """The printed mention in a noun phrase: its name with title, else a pronoun, else all of it."""
    start, end = _trimmed(line, start, end)
    if start >= end:
        return None
    if line.lower[start] in PRONOUNS:
        return start, start + 1
    if line.lower[end - 1] in PRONOUNS:
        return end - 1, end
    if _is_counted(line, start):
        return start, end
    if line.lower[start] in PREPOSITIONS | TIMES | ADVERBS:
        return _last_phrase(line, start, end)
    return _named(line, start, end) or _unnamed(line, start, end)


def _trimmed(line: Line, start: int, end: int) -> tuple[int, int]:
    while start < end and line.lower[start] in LEADING:
        start += 1
    while start < end and line.is_break(end - 1):
        end -= 1
    return start, end


def _is_counted(line: Line, start: int) -> bool:
    """Whether a preposition belongs to the phrase: "about four in ten", "outside experts"."""
    if line.lower[start] not in {"about", "around", "over", "nearly", "outside", "inside"}:
        return False
    return not line.is_name(start + 1) and line.at(start + 1) not in DETERMINERS - QUANTIFIERS


def _named(line: Line, start: int, end: int) -> tuple[int, int] | None:
    """The name that heads a phrase, with its title; None if a common noun does."""
    core = core_end(line, start, end)
    first = _name_start(line, start, core)
    if all(line.lower[index] in ROLES | {"prime"} for index in range(first, core)):
        return None
    if _is_group(line, first, core, start):
        return None
    determined = first > start and line.lower[first - 1] in DETERMINERS
    return first - determined, (end if _is_institution(line, first, core, end) else core)


def _unnamed(line: Line, start: int, end: int) -> tuple[int, int] | None:
    """The whole of a phrase that a common noun heads ("the minister"), unless it cannot speak."""
    core = core_end(line, start, end)
    numbered = line.lower[start] in QUANTIFIERS or line.lower[start][0].isdigit()
    if line.lower[start] in VERBS and VERBS[line.lower[start]][1] == "past":
        return None
    if line.lower[core - 1] in TIMES or (not numbered and not line.lower[core - 1][0].isalpha()):
        return None
    return start, (end if end - start <= LONGEST_PHRASE else core)


def _name_start(line: Line, start: int, core: int) -> int:
    """Where the capitalised words that end at ``core`` begin; ``core`` if there are none."""
    first = core
    while first > start and (
        line.is_name(first - 1) if first == core else _continues_name(line, first - 1, start)
    ):
        first -= 1
    return first


def _continues_name(line: Line, index: int, start: int) -> bool:
    word = line.lower[index]
    if line.is_name(index):
        return True
    return word in NAME_PARTICLES | {"and", "&", "of"} and index > start and line.is_name(index - 1)


def _is_group(line: Line, first: int, core: int, start: int) -> bool:
    """Whether "Supporters" or "senior Democrats" is printed, which means more with what follows."""
    word = line.lower[core - 1]
    if core - first > 1 or not word.endswith("s") or word.endswith("ss"):
        return False
    if first == start:
        return start == 0 and line.at(core) in PREPOSITIONS | RELATIVES | MODIFIERS | {"and"}
    before = line.words[first - 1]
    return before.islower() and before not in DETERMINERS | ROLES | {"'s"}


def _is_institution(line: Line, first: int, core: int, end: int) -> bool:
    """Whether "of ..." belongs to the name, as in "the University of Iowa"."""
    if line.at(core) != "of" or not (line.is_name(core + 1) or line.is_name(core + 2)):
        return False
    return not is_person(tuple(line.lower[first:core])) or (core - first == 1 and end - core <= 3)


def _last_phrase(line: Line, start: int, end: int) -> tuple[int, int] | None:
    """The noun phrase that ends a stretch like "On 18 October the agency"."""
    timed = timed_name(line, start, end)
    if timed < end:
        return mention_in(line, timed, end)
    first = _name_start(line, start, end)
    if first < end:
        if line.at(first - 1) in DETERMINERS and first - 1 > start:
            first -= 1
        opens = first - 1 == start and line.lower[start] in SUBORDINATORS
        if opens or line.at(first - 1) not in PREPOSITIONS:
            return first, end
        return _behind_institution(line, first, end)
    for index in range(end - 1, start, -1):
        if line.lower[index] in DETERMINERS and line.lower[index - 1] not in PREPOSITIONS:
            return index, end
    return None


def _behind_institution(line: Line, start: int, end: int) -> tuple[int, int] | None:
    """The person in "with the Post Carl Dee": what is printed behind the institution's name."""
    for index in range(start + 1, end):
        person = line.lower[index:end]
        if line.lower[index - 1] in NOT_PEOPLE and is_person(tuple(person)):
            return index, end
    return None


def timed_name(line: Line, start: int, end: int) -> int:
    """Where the subject begins in "In March 2013 Dame Sally Davies"; ``end`` if there is none."""
    for index in range(start + 1, end):
        before = line.at(index - 1)
        timed = before in TIMES or before[:1].isdigit()
        if timed and (line.is_name(index) or line.lower[index] in DETERMINERS | PRONOUNS):
            return index
    return end


def phrase_before(line: Line, end: int) -> tuple[int, int] | None:
    """The noun phrase that ends at ``end``, before "who": a name, or all from its determiner on."""
    first = _name_start(line, 0, end)
    if first < end:
        return first, end
    for index in range(end - 1, max(-1, end - 9), -1):
        if line.is_break(index):
            break
        if line.lower[index] in DETERMINERS:
            return mention_in(line, index, end)
    return mention_in(line, clause_start(line, end), end)


def with_name_behind(line: Line, start: int, end: int) -> tuple[int, int] | None:
    """The phrase's mention; in "the president of X, Y Z," it is the name behind the comma."""
    stop = end + 1
    while stop < len(line) and line.is_name(stop):
        stop += 1
    named = any(line.is_name(index) for index in range(start, core_end(line, start, end)))
    if line.at(end) == "," and stop - end > 2 and line.is_break(stop) and not named:
        return end + 1, stop
    return mention_in(line, start, end)
