"""Sentences as tokens, and the noun phrases in them that can be speakers."""

from __future__ import annotations

import re
from itertools import islice

from qabot.reading.names import ABBREVIATED, FIRST_NAMES, UPPER, is_person
from qabot.reading.vocabulary import (
    ADVERBS,
    AUXILIARY,
    DASHES,
    DETERMINERS,
    FUNCTION_WORDS,
    LEADING,
    MODIFIERS,
    NUMBERS,
    OPENERS,
    PARTICLES,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    ROLES,
    STOPS,
    SUBORDINATORS,
    TIMES,
    VERBS,
)
from qabot.types import Span

MASK = "\x01"
_TOKEN = re.compile(
    rf"{MASK}+|{ABBREVIATED}|(?:[{UPPER}]\.)+(?:-\w+)*|[A-Z]-(?:[A-Z]\w*\.)+"
    r"|\d[\d,.]*\d(?![\w-])|'s\b|\w+(?:['&-](?!s\b)\w+|\.(?=\w)\w+)*|--|\S|\n"
)
_LONGEST = 400
"""Tokens of narration that are read of one sentence: what is longer is a table or a list."""


def _lowered(word: str) -> str:
    """In lower case, but for acronyms: "WHO" and "US" are not "who" and "us"."""
    return word if len(word) > 1 and word.isupper() else word.lower()


class Line:
    """The tokens of a stretch of narration; each quoted stretch in it is one token of masks."""

    def __init__(self, narration: str, span: Span) -> None:
        self.words: list[str] = []
        self.spans: list[Span] = []
        for match in islice(_TOKEN.finditer(narration, span.start, span.end), _LONGEST):
            self.words.append(match.group())
            self.spans.append(Span(*match.span()))
        self.lower = [_lowered(word) for word in self.words]

    def __len__(self) -> int:
        return len(self.words)

    def at(self, index: int) -> str:
        """The lower-cased token, or "" outside the line."""
        return self.lower[index] if 0 <= index < len(self.lower) else ""

    def span(self, start: int, end: int) -> Span:
        """Where the tokens ``start`` to ``end - 1`` stand in the article."""
        return Span(self.spans[start].start, self.spans[end - 1].end)

    def is_quote(self, index: int) -> bool:
        """Whether the token is a quotation."""
        return self.at(index).startswith(MASK)

    def is_name(self, index: int) -> bool:
        """Whether the token is capitalised and neither a time word nor a function word."""
        word = self.words[index] if 0 <= index < len(self.words) else ""
        lower = _lowered(word)
        if word.isdigit():
            return index > 0 and self.is_name(index - 1)
        if lower == "times" or (self.at(index - 1) == "the" and self._is_capital(index + 1)):
            return word[:1].isupper() and lower not in FUNCTION_WORDS
        if lower == "will" and word != lower:
            return self._is_capital(index + 1)
        return word[:1].isupper() and lower not in TIMES and lower not in FUNCTION_WORDS

    def _is_capital(self, index: int) -> bool:
        return index < len(self.words) and self.words[index][0].isupper()

    def is_break(self, index: int) -> bool:
        """Whether the token is outside the line, punctuation or a quotation."""
        word = self.at(index)
        return not word or word in STOPS or self.is_quote(index)


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
    while start < end and (line.lower[start] in LEADING or line.is_break(start)):
        start += 1
    while start < end and line.is_break(end - 1):
        end -= 1
    return start, end


def _is_counted(line: Line, start: int) -> bool:
    """Whether a preposition belongs to the phrase: "about four in ten", "outside experts"."""
    if line.lower[start] not in {"about", "around", "over", "nearly", "outside", "inside"}:
        return False
    return not line.is_name(start + 1) and line.at(start + 1) not in DETERMINERS - NUMBERS


def _named(line: Line, start: int, end: int) -> tuple[int, int] | None:
    """The name that heads a phrase, with its title; None if a common noun does."""
    core = core_end(line, start, end)
    if line.lower[end - 1] in ROLES and line.is_name(end - 2) and core < end:
        return None
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
    numbered = line.lower[start] in NUMBERS or line.lower[start][0].isdigit()
    if line.lower[start] in VERBS and VERBS[line.lower[start]][1] == "past":
        return None
    if line.lower[core - 1] in TIMES or (not numbered and not line.lower[core - 1][0].isalpha()):
        return None
    return start, (end if end - start <= _LONGEST_PHRASE else core)


_LONGEST_PHRASE = 16


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
    return word in PARTICLES | {"and", "&", "of"} and index > start and line.is_name(index - 1)


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


def core_end(line: Line, start: int, end: int) -> int:
    """Where the phrase's head ends: before its first preposition or relative clause."""
    for index in range(start + 1, end):
        word = line.lower[index]
        if word == "of" and line.at(index - 1) in ROLES and _names_person(line, index + 1, end):
            continue
        if word in PREPOSITIONS | RELATIVES | MODIFIERS | {"that"}:
            return index
    return end


def _names_person(line: Line, start: int, end: int) -> bool:
    """Whether the office's name runs on into a person's: "secretary of state Hillary Clinton"."""
    if any(line.lower[index] in PREPOSITIONS | DETERMINERS for index in range(start, end)):
        return False
    return any(
        line.lower[index] in FIRST_NAMES and line.is_name(index + 1)
        for index in range(start, end - 1)
    )


def _last_phrase(line: Line, start: int, end: int) -> tuple[int, int] | None:
    """The noun phrase that ends a stretch like "On 18 October the agency"."""
    timed = _timed_name(line, start, end)
    if timed < end:
        return mention_in(line, timed, end)
    first = _name_start(line, start, end)
    if first < end:
        if line.at(first - 1) in DETERMINERS and first - 1 > start:
            first -= 1
        return None if line.at(first - 1) in PREPOSITIONS else (first, end)
    for index in range(end - 1, start, -1):
        if line.lower[index] in DETERMINERS and line.lower[index - 1] not in PREPOSITIONS:
            return index, end
    return None


def _timed_name(line: Line, start: int, end: int) -> int:
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


def phrase_end(line: Line, start: int) -> int:
    """Where the noun phrase that starts at ``start`` ends."""
    index = start
    while index < len(line) and index - start < _LONGEST_PHRASE:
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
    if not word.endswith("ed") and VERBS.get(word, ("", "", 0))[1] != "past":
        return False
    return before not in DETERMINERS and not before.endswith("ly") and line.words[index].islower()


def _ends_after_name(line: Line, index: int, start: int) -> bool:
    """Whether a word in lower case behind a name is a verb and not "aide" in "Clinton aide X"."""
    word = line.lower[index]
    if not line.is_name(index - 1) or line.words[index][0].isupper():
        return False
    if word in {"'s", "of", "and", "&"}:
        return False
    if line.lower[start] in DETERMINERS or line.words[start].islower() or word in PARTICLES:
        return False
    for at in range(index, index + 3):
        if line.at(at) in ROLES or line.is_name(at):
            return at > index and word.endswith(("s", "ed"))
        if line.is_break(at) or line.at(at) in PREPOSITIONS | AUXILIARY:
            return True
    return True


def with_name_behind(line: Line, start: int, end: int) -> tuple[int, int] | None:
    """The phrase's mention; in "the president of X, Y Z," it is the name behind the comma."""
    stop = end + 1
    while stop < len(line) and line.is_name(stop):
        stop += 1
    named = any(line.is_name(index) for index in range(start, core_end(line, start, end)))
    if line.at(end) == "," and stop - end > 2 and line.is_break(stop) and not named:
        return end + 1, stop
    return mention_in(line, start, end)


def clause_start(line: Line, end: int) -> int:
    """Where the noun phrase that ends at ``end`` can begin: behind punctuation or a conjunction."""
    start = end
    while start > 0 and not line.is_break(start - 1):
        word = line.lower[start - 1]
        if word in SUBORDINATORS and start > 1:
            break
        if word in RELATIVES and _is_object(line, start - 1):
            break
        if word in {"and", "or", "but"} and not _joins_nouns(line, start - 1):
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
    if line.lower[at] == "but":
        return False
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


def head_of_apposition(line: Line, comma: int) -> tuple[int, int] | None:
    """The subject before ", a senior analyst at ...," or the name in "her aide, X,"."""
    segments = _segments_before(line, comma)
    if _is_all_name(line, *segments[0]) and _has_common_head(line, segments[0][0] - 1):
        return mention_in(line, *segments[0])
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
        behind_comma = line.at(start - 1) == ","
        if behind_comma and _is_all_name(line, start, end) and _has_common_head(line, start - 1):
            break
        if not behind_comma or not _is_apposition(line, start, end):
            break
        end = start - 1
    return segments[::-1]


def _can_be_head(line: Line, start: int, end: int) -> bool:
    if start >= end:
        return False
    word = line.lower[start]
    if _timed_name(line, start, end) < end:
        return True
    if word in SUBORDINATORS - {"but", "so", "yet"}:
        return line.at(start + 1) in DETERMINERS | PRONOUNS or line.is_name(start + 1)
    return word not in RELATIVES | PREPOSITIONS | TIMES and not word.endswith("ing")


def _is_apposition(line: Line, start: int, end: int) -> bool:
    """Whether a stretch between commas says more about what stands before it."""
    if start == end:
        return True
    if line.lower[start] in {"and", "but"}:
        return False
    if _is_all_name(line, start, end):
        abbreviated = end - start == 1 and _ABBREVIATED_PLACE.fullmatch(line.words[start])
        return bool(abbreviated) or _ends_in_place(line, start - 1)
    if _follows_name(line, start - 1) or not line.is_name(start):
        return line.lower[start] not in PRONOUNS
    roles = any(line.lower[index] in ROLES for index in range(start, end))
    return roles and not line.is_name(end - 1)


def _is_all_name(line: Line, start: int, end: int) -> bool:
    return start < end and all(line.is_name(index) for index in range(start, end))


def _follows_name(line: Line, comma: int) -> bool:
    """Whether a name of two words or more is all that stands between two commas, or before one."""
    start = comma
    while line.is_name(start - 1):
        start -= 1
    return line.at(comma) == "," and comma - start > 1 and line.is_break(start - 1)


_ABBREVIATED_PLACE = re.compile(r"[RD]-.*|[A-Z][a-z]{1,5}\.|(?:[A-Z]\.)+")


def _ends_in_place(line: Line, comma: int) -> bool:
    """Whether "in Aurora" or the like stands before the comma."""
    index = comma - 1
    while line.is_name(index):
        index -= 1
    return index < comma - 1 and line.at(index) in {"in", "at", "near", "from", "of"}


def _has_common_head(line: Line, comma: int) -> bool:
    """Whether the segment before the comma is a phrase like "Ukraine's ambassador to the UN"."""
    start = comma
    while start > 0 and not line.is_break(start - 1):
        start -= 1
    return any(line.lower[index] in ROLES for index in range(start, comma))


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
    is_name = _is_all_name(line, start, end)
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
        return not line.is_name(start + 1) and line.at(start + 1) not in VERBS
    return word.endswith(("ing", "ed"))


_ADVERBIAL_STARTS = PREPOSITIONS | SUBORDINATORS | TIMES | ADVERBS | RELATIVES


def _after_dateline(line: Line) -> int:
    """Behind "WASHINGTON, Dec. 8 (UPI) —" at the beginning of an article."""
    if not line.words or not (line.words[0].isupper() and len(line.words[0]) > 2):
        return 0
    return next((at + 1 for at in range(1, min(14, len(line))) if line.lower[at] in DASHES), 0)


def _after_adverbial(line: Line, start: int) -> int:
    """Behind the adverbial's comma; nowhere in "Among the guests were X, Y and Z"."""
    timed = _timed_name(line, start, len(line))
    comma = next((at for at in range(start, len(line)) if line.lower[at] == ","), len(line))
    verbs = {"was", "were", "is", "are"}.intersection(line.lower[start:comma])
    if verbs and line.lower[start] in PREPOSITIONS:
        return len(line)
    return min(timed, comma + 1)
