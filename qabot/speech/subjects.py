"""Where the subject of a sentence is: at its beginning, or before an apposition."""

from __future__ import annotations

import re

from qabot.english.function_words import (
    ADVERBS,
    DETERMINERS,
    OPENERS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
    TIMES,
)
from qabot.english.people import ROLES
from qabot.speech.boundaries import clause_start, is_all_name, open_bracket, phrase_end
from qabot.speech.noun_phrases import mention_in, phrase_before, timed_name, with_name_behind
from qabot.speech.tokens import DASHES, STOPS, Line


def head_of_apposition(line: Line, comma: int) -> tuple[int, int] | None:
    """The subject before ", a senior analyst at ...," or the name in "her aide, X,"."""
    segments = _segments_before(line, comma)
    if not segments:  # a piece of a text may begin with its comma
        return None
    while len(segments) > 1 and not _can_be_head(line, *segments[0]):
        segments.pop(0)
    start, end = segments[0]
    if any(line.at(stop - 1) in RELATIVES for _, stop in segments[1:]):
        return phrase_before(line, end)
    return mention_in(line, clause_start(line, end), end) if start < end else None


def _segments_before(line: Line, comma: int) -> list[tuple[int, int]]:
    """The stretches between commas back to the one that can hold the subject, in order."""
    segments: list[tuple[int, int]] = []
    end = comma
    while end > 0:
        start = end
        while start > 0 and not line.is_break(start - 1):
            start -= 1
        aside = open_bracket(line, end - 1) if line.at(end - 1) in {")", *DASHES} else end
        if start == end and aside < end - 1:
            end = aside
            continue
        segments.append((start, end))
        if line.at(start - 1) != "," or not _is_apposition(line, start, end):
            break
        end = start - 1
    return segments[::-1]


def _can_be_head(line: Line, start: int, end: int) -> bool:
    if start >= end:
        return False
    word = line.lower[start]
    if word in SUBORDINATORS - {"but", "so", "yet"}:
        return line.at(start + 1) in DETERMINERS | PRONOUNS or line.is_name(start + 1)
    return word not in RELATIVES | PREPOSITIONS | TIMES and not word.endswith("ing")


def _is_apposition(line: Line, start: int, end: int) -> bool:
    """Whether a stretch between commas says more about what stands before it."""
    if start == end:
        return True
    if line.lower[start] in {"and", "but"}:
        return False
    if is_all_name(line, start, end):
        abbreviated = end - start == 1 and _ABBREVIATED_PLACE.fullmatch(line.words[start])
        office = line.words[end - 1].lower() in ROLES and _follows_name(line, start - 1)
        return bool(abbreviated) or office or _ends_in_place(line, start - 1)
    if _follows_name(line, start - 1) or not line.is_name(start):
        return line.lower[start] not in PRONOUNS
    roles = any(line.lower[index] in ROLES for index in range(start, end))
    return roles and not line.is_name(end - 1)


def _follows_name(line: Line, comma: int) -> bool:
    """Whether a name of two words or more is all that stands between two commas, or before one.

    But for what opens a sentence: "But Ana Ruiz, ...".
    """
    start = comma
    while line.is_name(start - 1):
        start -= 1
    long = comma - start > 1
    while line.at(start - 1) in OPENERS - {","}:
        start -= 1
    return line.at(comma) == "," and long and line.is_break(start - 1)


_ABBREVIATED_PLACE = re.compile(r"[RD]-.*|[A-Z][a-z]{1,5}\.|(?:[A-Z]\.)+")


def _ends_in_place(line: Line, comma: int) -> bool:
    """Whether "in Aurora" or the like stands before the comma."""
    index = comma - 1
    while line.is_name(index):
        index -= 1
    return index < comma - 1 and line.at(index) in {"in", "at", "near", "from", "of"}


def leading_subject(line: Line) -> tuple[int, int] | None:
    """The noun phrase that a sentence begins with, behind "In a statement," and "On Monday".

    In "It was X who answered" and "The most famous was X" it is X.
    """
    start = _after_openers(line, _after_dateline(line))
    for at in range(start, min(start + 5, len(line) - 2)):
        if line.lower[at : at + 2] == ["it", "was"] and line.is_name(at + 2):
            return mention_in(line, at + 2, phrase_end(line, at + 2))
    start = _after_adverbials(line, start)
    end = phrase_end(line, start)
    is_name = is_all_name(line, start, end)
    if line.at(end) in {"is", "was"} and line.is_name(end + 1) and not is_name:
        start, end = end + 1, phrase_end(line, end + 1)
    return with_name_behind(line, start, end) if end > start else None


def _after_openers(line: Line, start: int) -> int:
    while line.at(start) in OPENERS or (line.at(start) and line.at(start) in STOPS):
        start += 1
    return start


def _after_adverbials(line: Line, start: int) -> int:
    """Behind "On Monday, ..., " to where the subject begins; of "For X, ..." it is X."""
    if line.at(start) == "for" and line.is_name(start + 1):
        return start + 1
    while _is_adverbial(line, start):
        behind = _after_adverbial(line, start)
        if behind >= len(line):
            subordinate = line.at(start) in SUBORDINATORS and line.at(start + 1) in PRONOUNS
            return start + subordinate
        start = _after_openers(line, behind)
    return start


def _is_adverbial(line: Line, start: int) -> bool:
    word = line.at(start)
    if word in _ADVERBIAL_STARTS or line.at(start + 1) in TIMES:
        return True
    comma = next((at for at in range(start, start + 7) if line.at(at) == ","), 0)
    if comma and line.at(comma - 1) in TIMES and not line.is_name(start):
        return True
    if word.endswith("ly"):
        return not line.is_name(start + 1)
    return word.endswith(("ing", "ed"))


_ADVERBIAL_STARTS = PREPOSITIONS | SUBORDINATORS | TIMES | ADVERBS | RELATIVES


def _after_dateline(line: Line) -> int:
    """Behind "WASHINGTON, Dec. 8 (UPI) —" at the beginning of an article."""
    if not line.words or not (line.words[0].isupper() and len(line.words[0]) > 2):
        return 0
    return next((at + 1 for at in range(1, min(14, len(line))) if line.lower[at] in DASHES), 0)


def _after_adverbial(line: Line, start: int) -> int:
    """Behind the adverbial's comma; nowhere in "Among the guests were X, Y and Z"."""
    timed = timed_name(line, start, len(line))
    comma = next((at for at in range(start, len(line)) if line.lower[at] == ","), len(line))
    verbs = {"was", "were", "is", "are"}.intersection(line.lower[start:comma])
    if verbs and line.lower[start] in PREPOSITIONS:
        return len(line)
    return min(timed, comma + 1)
