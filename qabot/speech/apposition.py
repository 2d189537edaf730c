"""What is printed beside a name: “the economist X”, “X, a fellow at ...,”, “X, who runs ...,”."""

from __future__ import annotations

from dataclasses import dataclass

from qabot.speech.cues import Cue
from qabot.speech.lines import Line
from qabot.speech.phrases import is_all_name
from qabot.speech.vocabulary import (
    ADVERBS,
    AUXILIARY,
    DASHES,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    ROLES,
    SUBORDINATORS,
    TIMES,
    VERBS,
)

Range = tuple[int, int]
_LONGEST = 40
"""Tokens that a name and what is printed beside it can have."""
_LONGEST_BEFORE = 8
_HONORIFICS = frozenset("mr mr. mrs mrs. ms ms. miss messrs. sir dame lord lady".split())
_TITLES = frozenset(
    "sen sen. sens. rep rep. reps. gov gov. gen gen. col col. lt lt. sgt sgt. capt capt. adm adm."
    " rev rev. dr dr. prof prof.".split()
)
_NOT_BESIDE = AUXILIARY | PRONOUNS | SUBORDINATORS | RELATIVES | TIMES | ADVERBS | PREPOSITIONS


@dataclass(frozen=True, slots=True)
class Printed:
    """A speaker as token ranges: all that is printed beside the name, and the role in it."""

    mention: Range
    role: Range | None


def printed_speaker(line: Line, cue: Cue) -> Printed:
    """A cue's subject with the appositions around it."""
    first, last = cue.subject
    named = line.is_name(last - 1)
    reversed_order = cue.verb[0] < first
    start = _described_from(line, first, cue.verb[1] if reversed_order else 0) if named else first
    limit = len(line) if reversed_order or cue.verb[0] < last else _verb_start(line, cue, last)
    end, segments = _appositions(line, last, min(limit, last + _LONGEST), named)
    role = _role_before(line, start, last) if named else None
    return Printed((start, end), role or _first_role(line, segments) if named else None)


def role_beside(line: Line, first: int, last: int) -> Range | None:
    """The role printed beside a name: before it, or between commas on either side."""
    start = _described_from(line, first, 0)
    before = _role_before(line, start, last)
    if before:
        return before
    _, segments = _appositions(line, last, min(len(line), last + _LONGEST), named=True)
    return _first_role(line, segments) or _headed(line, start)


def _verb_start(line: Line, cue: Cue, last: int) -> int:
    """Where the verb with its auxiliaries and adverbs begins."""
    start = cue.verb[0]
    while start > last and line.lower[start - 1] in AUXILIARY | ADVERBS | TIMES:
        start -= 1
    return start


# -- before the name -------------------------------------------------------------------------------


def _described_from(line: Line, first: int, least: int) -> int:
    """Where the description before a name begins; ``first`` if what stands there is none."""
    start, described = first, False
    while start > max(least, first - _LONGEST_BEFORE):
        word = line.lower[start - 1]
        if word in DETERMINERS:
            return start - 1 if described or word in {"the", "a", "an"} else first
        if not _describes(line, start - 1):
            break
        described = described or word in ROLES or word == "'s"
        start -= 1
    return start if described else first


def _describes(line: Line, index: int) -> bool:
    word = line.lower[index]
    if line.is_break(index) or word in _NOT_BESIDE or word in {"and", "or"}:
        return False
    if line.is_name(index) or word in ROLES or word == "'s":
        return True
    return word[0].isalpha() and word not in VERBS and not word.endswith(("ed", "ly"))


def _role_before(line: Line, start: int, last: int) -> Range | None:
    """The role in "the economist Jared Bernstein" and "Foreign Minister Choe Son Hui"."""
    roles = [
        at
        for at in range(start, last - 1)
        if line.lower[at] in ROLES or (line.lower[at] in _TITLES and line.is_name(at))
    ]
    if not roles:
        return None
    begin, end = start, roles[-1] + 1
    if line.lower[end : end + 1] == ["of"]:
        return None
    while begin < end and line.lower[begin] in _HONORIFICS:
        begin += 1
    return begin, end


def _headed(line: Line, start: int) -> Range | None:
    """The role in "The North Korean leader, Kim Jong Un,": what stands before the comma."""
    if line.at(start - 1) != "," or start < 2:
        return None
    begin = start - 1
    while begin > 0 and not line.is_break(begin - 1) and start - begin < _LONGEST_BEFORE:
        begin -= 1
        if line.lower[begin] in DETERMINERS and line.at(begin - 1) not in PREPOSITIONS:
            break
    stretch = (begin, start - 1)
    if line.lower[begin] not in DETERMINERS and not line.is_name(begin):
        return None
    return stretch if any(line.lower[at] in ROLES for at in range(*stretch)) else None


# -- behind the name -------------------------------------------------------------------------------


def _appositions(line: Line, last: int, limit: int, named: bool) -> tuple[int, list[Range]]:
    """Where what is printed behind a name ends, and the stretches between commas in it."""
    at, end = last, last
    segments: list[Range] = []
    while at < limit:
        word = line.lower[at]
        if word in {"(", "["}:
            stop = _closing(line, at, limit)
        elif word == "," or word in DASHES:
            stop = _segment_end(line, at + 1, limit)
            if not _says_more(line, at + 1, stop, word):
                break
            segments.append((at + 1, stop))
        elif (at == last or line.at(at - 1) in {")", "]"}) and _qualifies(line, at, named):
            stop = _segment_end(line, at, limit)
        elif word in DASHES:
            stop = at + 1
        else:
            break
        if stop <= at:
            break
        at = end = stop
        if at < limit and line.lower[at] in DASHES and line.at(segments[-1][0] - 1 if segments else 0) in DASHES:
            at += 1
    return end, segments


def _closing(line: Line, at: int, limit: int) -> int:
    close = {"(": ")", "[": "]"}[line.lower[at]]
    return next((index + 1 for index in range(at, limit) if line.lower[index] == close), at)


def _qualifies(line: Line, at: int, named: bool) -> bool:
    """Whether a phrase without a comma belongs to the name: "X of Iowa", "X who knows her"."""
    word = line.lower[at]
    if line.at(at + 1) in TIMES:
        return False
    if word in RELATIVES:
        return True
    return word == "of" or (not named and word in {"for", "from", "with", "at", "by"})


def _segment_end(line: Line, at: int, limit: int) -> int:
    """Where a stretch ends: at a comma, a dash, a bracket, or what ends a sentence or clause."""
    index, verbs = at, 0
    relative = line.at(at) in RELATIVES
    while index < limit:
        word = line.lower[index]
        if word == "." and line.at(index + 1) == ",":
            index += 1
            continue
        if line.is_break(index) and word not in {"-", "/"} and not line.is_quote(index):
            break
        if line.is_quote(index) and index == at:
            break
        if not relative and word in RELATIVES:
            relative = True
        if not relative and (word in AUXILIARY or _is_finite_verb(line, index)):
            verbs += 1
            break
        index += 1
    return index


def _is_finite_verb(line: Line, index: int) -> bool:
    word, before = line.lower[index], line.at(index - 1)
    if VERBS.get(word, ("", "", 0))[1] != "past" or not line.words[index].islower():
        return False
    return before not in DETERMINERS and line.is_name(index - 1)


def _says_more(line: Line, start: int, stop: int, mark: str) -> bool:
    """Whether a stretch between commas says more about the name before."""
    if start >= stop or line.is_quote(start):
        return False
    word = line.lower[start]
    if word in RELATIVES:
        return line.at(start + 1) != "," and not (word == "which" and False)
    if word[0].isdigit():
        return stop - start == 1
    if mark in DASHES:
        return word == "and" or word in DETERMINERS
    if word in DETERMINERS:
        return line.at(start + 1) not in TIMES
    if word == "including":
        return True
    if is_all_name(line, start, stop):
        return _is_place(line, start)
    if word in _NOT_BESIDE or word in VERBS or word.endswith(("ing", "ly")):
        return word in {"then", "now"} and any(line.lower[at] in ROLES for at in range(start, stop))
    return _has_head(line, start, stop)


def _is_place(line: Line, start: int) -> bool:
    """Whether the name behind the comma is where the place before it lies: "Lima, Peru"."""
    index = start - 2
    while index >= 0 and line.is_name(index):
        index -= 1
    return line.at(index) in {"in", "from", "of", "at", "near"} and index < start - 2


def _has_head(line: Line, start: int, stop: int) -> bool:
    """Whether a stretch without a determiner is a role: "chief executive of ...", "a fellow"."""
    head = start
    while head < stop and line.lower[head] not in PREPOSITIONS | RELATIVES:
        if line.lower[head] in AUXILIARY | PRONOUNS:
            return False
        if line.lower[head] in ROLES:
            return True
        head += 1
    return head < stop and line.lower[head] in {"of", "at", "for", "to", "with"}


def _first_role(line: Line, segments: list[Range]) -> Range | None:
    """The first stretch that says what someone is, up to its relative clause."""
    for start, stop in segments:
        word = line.lower[start]
        if word in RELATIVES or word[0].isdigit() or word == "including":
            continue
        if word == "and" or is_all_name(line, start, stop):
            continue
        end = next((at for at in range(start, stop) if line.lower[at] in RELATIVES), stop)
        return (start, end) if end > start else None
    return None
