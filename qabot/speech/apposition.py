"""What is printed beside a name: “the economist X”, “X, a fellow at ...,”, “X, who runs ...,”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qabot.english.function_words import (
    ADVERBS,
    AUXILIARY,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
    TIMES,
)
from qabot.english.people import NOT_PEOPLE, ROLES
from qabot.english.saying import VERBS
from qabot.english.titles import COURTESY_TITLES, SHORT_RANKS
from qabot.speech.boundaries import core_end, is_all_name
from qabot.speech.cues import Cue
from qabot.speech.tokens import DASHES, Line

Range = tuple[int, int]
_LONGEST = 40
"""Tokens that can be printed behind a name."""
_LONGEST_BEFORE = 8
_FORMER = frozenset("former senior acting longtime veteran late one-time top chief then".split())
_NOT_BESIDE = (
    AUXILIARY | PRONOUNS | SUBORDINATORS | RELATIVES | TIMES | ADVERBS | PREPOSITIONS
) - _FORMER
_CLOSES = {"(": ")", "[": "]"}
_PARTY = re.compile(r"[RDI]-.+")
_TELLING = frozenset("say add note tell write think believe".split())


@dataclass(frozen=True, slots=True)
class PrintedBeside:
    """A speaker as token ranges: all that is printed beside the name, and the role in it."""

    mention: Range
    role: Range | None


def printed_speaker(line: Line, cue: Cue) -> PrintedBeside:
    """A cue's subject with the appositions around it."""
    first, last = cue.subject
    if not line.is_name(last - 1):
        return PrintedBeside((first, _tail(line, cue, named=False)[0]), None)
    inverted = cue.verb[0] < first
    least = cue.verb[1] if inverted else 0
    start = _described_from(line, first, least)
    headed = _headed(line, start, least)
    end, segments = _tail(line, cue, named=True)
    role = _role_before(line, start, last) or headed or _first_role(line, segments)
    return PrintedBeside((headed[0] if headed else start, end), role)


def role_beside(line: Line, first: int, last: int) -> Range | None:
    """The role printed beside a name: before it, or between commas on either side."""
    start = _described_from(line, first, 0)
    before = _role_before(line, start, last) or _headed(line, start, 0)
    if before:
        return before
    _, segments = _appositions(line, last, min(len(line), last + _LONGEST))
    closed = [segment for segment in segments if line.is_break(segment[1])]
    return _first_role(line, closed)  # "According to X, the bay has sunk": the bay is no role


# -- before the name -------------------------------------------------------------------------------


def _described_from(line: Line, first: int, least: int) -> int:
    """Where the description before a name begins; ``first`` if what stands there is none.

    It is common nouns behind names behind a determiner: "the former Ohio governor X".
    """
    at = first
    described, names = line.lower[first] in ROLES | SHORT_RANKS, False
    while at > max(least, first - _LONGEST_BEFORE) and _describes(line, at - 1):
        word = line.lower[at - 1]
        if names and line.words[at - 1].islower() and word not in _FORMER | {"'s"}:
            break
        names = names or line.is_name(at - 1)
        described = described or word in ROLES or word == "'s"
        at -= 1
    if at > least and line.lower[at - 1] in DETERMINERS - {"that", "this", "such"}:
        heard = line.at(at - 2) in PREPOSITIONS and line.at(first - 1) in NOT_PEOPLE
        return first if heard else at - 1  # "in a talk with the Post X said"
    return at if described else first


def _describes(line: Line, index: int) -> bool:
    word = line.lower[index]
    if line.is_break(index) or word in _NOT_BESIDE | DETERMINERS or word in {"and", "or"}:
        return False
    if line.is_name(index) or word in ROLES or word == "'s":
        return True
    is_verb = VERBS.get(word, ("", "base", 0))[1] != "base"
    return word[0].isalpha() and not is_verb and not word.endswith(("ed", "ly"))


def _role_before(line: Line, start: int, last: int) -> Range | None:
    """The role in "the economist Jared Bernstein" and "Foreign Minister Choe Son Hui"."""
    roles = [at for at in range(start, last - 1) if _is_title(line, at)]
    if not roles or line.at(roles[-1] + 1) in {"of", "'s"}:
        return None
    while start < roles[-1] and line.lower[start] in COURTESY_TITLES | {"including"}:
        start += 1
    return start, roles[-1] + 1


def _is_title(line: Line, index: int) -> bool:
    word = line.lower[index]
    return word in ROLES or (word in SHORT_RANKS and line.is_name(index))


def _headed(line: Line, start: int, least: int) -> Range | None:
    """The role in "The North Korean leader, Kim Jong Un,": what stands before the comma."""
    if line.at(start - 1) != ",":
        return None
    begin = start - 1
    while begin > least and not line.is_break(begin - 1) and start - begin <= 2 * _LONGEST_BEFORE:
        begin -= 1
    while begin < start - 1 and line.lower[begin] in SUBORDINATORS | {"and", "but"}:
        begin += 1
    core = core_end(line, begin, start - 1)
    if line.lower[core - 1] not in ROLES:
        return None
    determined = line.lower[begin] in DETERMINERS or "'s" in line.lower[begin:core]
    return (begin, start - 1) if determined else None


# -- behind the name -------------------------------------------------------------------------------


def _tail(line: Line, cue: Cue, *, named: bool) -> tuple[int, list[Range]]:
    """Where a cue's subject ends with all that is printed behind it, and its appositions."""
    last = cue.subject[1]
    limit = len(line)
    if cue.verb[0] >= last:
        limit = cue.verb[0]
        while limit > last and line.lower[limit - 1] in AUXILIARY | ADVERBS | TIMES:
            limit -= 1
        if _is_aside(line, last, limit):
            return limit - 1, [(last + 1, limit - 1)]
    if not named and line.at(last) in {"of", "for", "from", "with", "at"}:
        last = _segment_end(line, last, limit)
    end, segments = _appositions(line, last, min(limit, last + _LONGEST))
    leading = cue.verb[1] <= cue.subject[0] and not cue.trailing
    if leading and not _first_title(line, segments):
        return last, []  # "According to the agency, the quay has dropped"
    return end, segments


def _first_title(line: Line, segments: list[Range]) -> bool:
    return bool(segments) and any(line.lower[at] in ROLES for at in range(*segments[0]))


def _is_aside(line: Line, start: int, end: int) -> bool:
    """Whether a stretch between dashes says more about the name: "X - her aide - said"."""
    if line.at(start) not in DASHES or line.at(end - 1) not in DASHES or end - start > _LONGEST:
        return False
    word = line.at(start + 1)
    return end - start > 2 and word not in PREPOSITIONS and not _tells(line, start + 1)


def _appositions(line: Line, last: int, limit: int) -> tuple[int, list[Range]]:
    """Where what is printed behind a name ends, and the stretches between commas in it."""
    end = last
    segments: list[Range] = []
    for start, stop in _stretches(line, last, limit):
        if line.lower[start] in {",", *DASHES}:
            segments.append((start + 1, stop))
        end = stop
    if segments and segments[-1][1] == end and line.lower[segments[-1][0]].isdigit():
        end = segments.pop()[0] - 1  # an age says nothing by itself
    return end, segments


def _stretches(line: Line, last: int, limit: int) -> Iterator[Range]:
    """The stretches behind a name that belong to it, in order, each with its mark."""
    at = last
    while at < limit:
        word = line.lower[at]
        if word in _CLOSES:
            stop = _closing(line, at, limit)
        elif word == "," or word in DASHES:
            stop = _segment_end(line, at + 1, limit)
            stop = stop if _says_more(line, at + 1, stop) else at
        else:
            of_name = word == "of" or (word in RELATIVES and not _tells(line, at))
            stop = _segment_end(line, at, limit) if of_name else at
        if stop == at:
            return
        yield at, stop
        at = stop


def _closing(line: Line, at: int, limit: int) -> int:
    close = _CLOSES[line.lower[at]]
    return next((index + 1 for index in range(at, limit) if line.lower[index] == close), at)


def _tells(line: Line, relative: int) -> bool:
    """Whether a relative clause begins another statement: "X, who added that ..."."""
    words = line.lower[relative + 1 : relative + 4]
    return any(VERBS.get(word, ("", "", 0))[0] in _TELLING for word in words)


def _segment_end(line: Line, at: int, limit: int) -> int:
    """Where a stretch ends: at punctuation, or where a verb shows that it is a clause."""
    index = at
    relative = line.at(at) in RELATIVES
    while index < limit:
        abbreviated = line.lower[index] == "." and line.at(index + 1) == ","
        quoted = line.is_quote(index) and index > at
        if line.is_break(index) and not (abbreviated or quoted or line.lower[index] in {"-", "/"}):
            break
        relative = relative or line.lower[index] in RELATIVES
        if line.lower[index] in RELATIVES and index > at and _tells(line, index):
            break
        if not relative and (line.lower[index] in AUXILIARY or _is_past(line, index)):
            break
        index += 1
    return index


def _is_past(line: Line, index: int) -> bool:
    """Whether a verb of saying in the past stands there: not "retired" in "a retired general"."""
    _lemma, form, strength = VERBS.get(line.lower[index], ("", "", 0))
    if form != "past" or strength < 2 or not line.words[index].islower():
        return False
    return line.at(index - 1) not in DETERMINERS and not line.is_break(index - 1)


def _says_more(line: Line, start: int, stop: int) -> bool:
    """Whether a stretch between commas says more about the name before."""
    if start >= stop:
        return False
    word = line.lower[start]
    if word in RELATIVES:
        return stop - start > 1 and not _tells(line, start)
    if word[0].isdigit() or _PARTY.fullmatch(line.words[start]):
        return stop - start == 1
    if word in DETERMINERS:
        return line.at(start + 1) not in TIMES
    if is_all_name(line, start, stop):
        return _is_place(line, start)
    return word == "including" or _has_head(line, start, stop)


def _is_place(line: Line, start: int) -> bool:
    """Whether the name behind the comma is where the place before it lies: "Lima, Peru"."""
    index = start - 2
    while index >= 0 and line.is_name(index):
        index -= 1
    return line.at(index) in {"in", "from", "of", "at", "near"} and index < start - 2


def _has_head(line: Line, start: int, stop: int) -> bool:
    """Whether a stretch without a determiner is a role: "chief executive of ...", "editor"."""
    word = line.lower[start]
    if word in _NOT_BESIDE or word in VERBS or word.endswith(("ing", "ly", "ed")):
        return False
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
    for number, (start, stop) in enumerate(segments):
        word = line.lower[start]
        if word in RELATIVES or word[0].isdigit() or word in {"including", "and"}:
            continue
        if is_all_name(line, start, stop):
            continue
        for _, place in segments[number + 1 :]:
            if not is_all_name(line, stop + 1, place):
                break
            stop = place
        end = next((at for at in range(start, stop) if line.lower[at] in RELATIVES), stop)
        return (start, end) if end > start else None
    return None
