"""The names that an article prints: who "Mr Kim", "Clinton" and "the minister" are in full."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from qabot.english.function_words import FUNCTION_WORDS
from qabot.english.given_names import FEMALE_NAMES, GIVEN_NAMES, MALE_NAMES
from qabot.english.people import (
    FAMILY_FIRST,
    NAME_PARTICLES,
    NOT_PEOPLE,
    PARTIES,
    PLACE_FIRST,
    ROLES,
)
from qabot.english.titles import ABBREVIATED_TITLES, FEMALE_TITLES, HONORIFICS, MALE_TITLES
from qabot.types import Span

UPPER = "".join(c for c in map(chr, range(0x530)) if c.isupper())
ABBREVIATED = rf"(?:{'|'.join(ABBREVIATED_TITLES)}|Jr|Sr)\."
_WORD = (
    rf"(?:{ABBREVIATED}|(?:[{UPPER}]\.)+(?:-\w+)*"
    rf"|(?:[Dd]'|[ae]l-)?[{UPPER}](?:\w|['&-](?!s\b)(?=\w))*)"
)
_PARTICLE = rf"(?:(?:{'|'.join(sorted(NAME_PARTICLES))})[ ]){{1,3}}"


SEQUENCE = re.compile(
    rf"(?<![\w'.-]){_WORD}(?: (?:[“\"']\w+[”\"'] )?(?:{_PARTICLE})?{_WORD})*(?:,? (?:Jr|Sr)\b\.?)?"
)
"""Words that may be a name: those with capitals, and the small ones inside."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name of two words or more as printed: ``span`` without titles, ``words`` lower-cased."""

    span: Span
    words: tuple[str, ...]
    title: str


class Printings:
    """Full names in the order of an article, to find the best one for a mention."""

    def __init__(self, names: list[Name]) -> None:
        self._names = sorted(names, key=lambda name: name.span.start)
        self._starts = [name.span.start for name in self._names]
        self._fullest: dict[tuple[str, ...], list[Span]] = {}

    def begins_before(self, position: int) -> bool:
        """Whether any of the names stands before a position."""
        return bool(self._starts) and self._starts[0] < position

    def nearest(self, position: int) -> Span | None:
        """The last one printed before, else the next; of that person's names the fullest."""
        if not self._names:
            return None
        chosen = self._names[max(0, bisect_right(self._starts, position) - 1)]
        fullest = self._fullest.get(chosen.words) or self._fullest_of(chosen.words)
        return fullest[max(0, bisect_right(fullest, position, key=lambda span: span.start) - 1)]

    def _fullest_of(self, words: tuple[str, ...]) -> list[Span]:
        same = [name for name in self._names if set(words) <= set(name.words)]
        longest = max(len(name.words) for name in same)
        found = [name.span for name in same if len(name.words) == longest]
        self._fullest[words] = found
        return found


class Names:
    """All full names of an article, and who the shorter ones mean.

    ``text`` must have straight apostrophes and, inside paragraphs, single spaces for line breaks;
    its positions are the article's.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._full: list[Name] = []
        self._genders: Counter[tuple[str, str]] = Counter()
        self._meant: dict[tuple[tuple[str, ...], str | None, bool], Printings] = {}
        self._holding: dict[str, tuple[Printings, list[int]]] = {}
        self._people: dict[tuple[str, ...], bool] = {}
        for match in SEQUENCE.finditer(text):
            if " " not in match.group():
                continue
            name = untitled(text, Span(*match.span()))
            gender = _gender_of_title(name.title)
            if gender:
                self._genders[name.words[-1], gender] += 1
            if len(name.words) > 1 and is_person(name.words):
                self._full.append(name)
        self._starts = [name.span.start for name in self._full]
        self._by_end: dict[str, list[Name]] = {}
        self._by_word: dict[str, list[Name]] = {}
        for name in self._full:
            for word in {surname(name.words), name.words[0]}:
                self._by_end.setdefault(word, []).append(name)
            for word in set(name.words):
                self._by_word.setdefault(word, []).append(name)

    def full_name(self, mention: Span) -> Span | None:
        """Where the person mentioned is printed in full, or None if that is nowhere.

        Among namesakes it is the one printed last before the mention, else the first after it; of
        several printings of one person the fullest, then the nearest. A surname comes last, or
        first where Korean and Chinese names are printed in their own order.
        """
        short = untitled(self._text, mention)
        if not short.words or (not is_person(short.words) and len(short.words) > 1):
            return None
        begins = bool(short.title) or short.words[0] in GIVEN_NAMES | FAMILY_FIRST
        key = (short.words, _gender_of_title(short.title), begins)
        if key not in self._meant:
            self._meant[key] = Printings(self._fitting(*key))
        return self._meant[key].nearest(mention.start)

    def _fitting(self, words: tuple[str, ...], gender: str | None, begins: bool) -> list[Name]:
        """Full names that the words can be short for."""
        fitting = [
            name
            for name in self._having(words)
            if gender is None or self.gender(name.words) in (None, gender)
        ]
        last = [name for name in fitting if surname(name.words) == surname(words)]
        return last or (fitting if begins else [])

    def _having(self, words: tuple[str, ...]) -> list[Name]:
        """Full names with all of these words that begin or end with the surname among them.

        In order. They are looked for among those that have the rarest of the words.
        """
        family, every = surname(words), set(words)
        lists = [self._by_end.get(family, []), *(self._by_word.get(word, []) for word in every)]
        return [
            name
            for name in min(lists, key=len)
            if every <= set(name.words) and family in (surname(name.words), name.words[0])
        ]

    def role_holder(self, role: str, mention: Span, *, earlier: bool = False) -> Span | None:
        """The person printed beside that role ("Prime Minister X", "X, the minister of ...,").

        Args:
            role: one or more words in lower case.
            mention: where the role stands alone; the nearest person before it is taken.
            earlier: whether to leave out those who are printed with their role only later.
        """
        if role not in self._holding:
            unnamed = rf"\ban? (?:[\w'-]+ ){{0,4}}{re.escape(role)}\b(?! [{UPPER}]|,)"
            others = [match.start() for match in re.finditer(unnamed, self._text)]
            self._holding[role] = Printings(self._holders(role)), others
        holders, others = self._holding[role]
        holder = holders.nearest(mention.start)
        if holder is None or (earlier and not holders.begins_before(mention.start)):
            return None
        last = bisect_left(others, mention.start) - 1
        if last >= 0 and (others[last] > holder.start or holder.start > mention.start):
            return None  # "a minister" comes in between
        return holder

    def _holders(self, role: str) -> list[Name]:
        """Everyone who is printed beside a role, in order."""
        printed = re.finditer(rf"(?<![\w-]){re.escape(role)}\b", self._text, re.IGNORECASE)
        return [
            self._full[at]
            for match in printed
            if not _NOT_NOW.search(self._text, max(0, match.start() - 8), match.start())
            and (at := self._beside(Span(*match.span()))) is not None
        ]

    def printings(self, name: Span) -> Iterator[Span]:
        """Where the article prints this person's full name, in order."""
        words = untitled(self._text, name).words
        for other in self._having(words) if words else []:
            yield other.span

    def before(self, position: int) -> Iterator[Name]:
        """Full names of people that end before ``position``, nearest first."""
        for at in range(bisect_left(self._starts, position) - 1, -1, -1):
            yield self._full[at]

    def gender(self, words: tuple[str, ...]) -> str | None:
        """The pronoun, "he" or "she", by first name, else by titles; None if neither tells."""
        first = words[0]
        if len(words) > 1 and (first in MALE_NAMES) != (first in FEMALE_NAMES):
            return "he" if first in MALE_NAMES else "she"
        he, she = self._genders[surname(words), "he"], self._genders[surname(words), "she"]
        return None if he == she else "he" if he > she else "she"

    def is_surely_person(self, span: Span) -> bool:
        """Whether a first name, a title or a role beside it tells that the name is a person's."""
        words = untitled(self._text, span).words
        if words not in self._people:
            self._people[words] = self._is_person(words)
        return self._people[words]

    def _is_person(self, words: tuple[str, ...]) -> bool:
        if words[0] in GIVEN_NAMES or words[0] in FAMILY_FIRST or self.gender(words):
            return True
        same = [name for name in self._having(words) if name.words == words]
        return any(name.title or _ROLE_BEHIND.match(self._text, name.span.end) for name in same)

    def _beside(self, role: Span) -> int | None:
        after = bisect_left(self._starts, role.end)
        if after < len(self._full) and _ROLE_THEN_NAME.fullmatch(
            self._text, role.end, self._full[after].span.start
        ):
            return after
        before = bisect_left(self._starts, role.start) - 1
        if before >= 0 and (name := self._full[before]).span.end <= role.start:
            gap = self._text[name.span.end : role.start]
            if len(gap) < _LONGEST_APPOSITION and _NAME_THEN_ROLE.fullmatch(gap):
                return before
        inside = before >= 0 and self._full[before].title
        return before if inside and role.end <= self._full[before].span.start else None


_LONGEST_APPOSITION = 60
_ROLE_THEN_NAME = re.compile(
    r"(?: of(?: the)? [\w' ]{1,40}| for [\w' ]{1,40}| to [\w' ]{1,40})?,? (?:\w+\.? )?"
)
_NOT_NOW = re.compile(r"\b(?:last|former|vice|deputy|then|ex|shadow)[ -]$", re.IGNORECASE)


_ROLE_BEHIND = re.compile(r", (?:the|an?|who|his|her|its|then|\d\d,)\b|'s (?:wife|husband)")
_NAME_THEN_ROLE = re.compile(
    r", (?:(?:the|an?|his|her|its|their|then|now) )?(?:(?!(?:the|an?|is|was|had|who) )[\w'-]+ )*"
    r"(?:[\w'-]+-)?"
)


def untitled(text: str, span: Span) -> Name:
    """The name at ``span`` without the honorifics and roles that lead it."""
    words = [(match.group(), match.start()) for match in re.finditer(r"[^\s,]+", span.of(text))]
    if not words:
        return Name(span, (), "")
    begin = 0
    while begin < len(words) - 1 and _is_function_word(words[begin][0]):
        begin += 1
    printed = [word for word, _ in words[begin:]]
    first = _after_titles(printed)
    if not is_person(_plain(printed[first:])):
        first = 0
    start = span.start + words[begin + first][1]
    return Name(Span(start, span.end), _plain(printed[first:]), " ".join(printed[:first]))


def _after_titles(words: list[str]) -> int:
    """How many words are titles: "Russian Defence Minister", "Republican Sen.", "UKIP MEP"."""
    first = 0
    for position, word in enumerate(words[:-1]):
        lower = word.lower()
        if lower in HONORIFICS or lower in ROLES or (position == first and lower in PARTIES):
            first = position + 1
    initials = [
        position
        for position in range(first, len(words) - 2)
        if words[position].isalpha() and words[position].isupper() and len(words[position]) > 1
    ]
    return initials[-1] + 1 if initials else first


def _plain(words: list[str]) -> tuple[str, ...]:
    return tuple(word.lower().strip("“”\"'") for word in words)


def _is_function_word(word: str) -> bool:
    return word.lower() in FUNCTION_WORDS and not (word.isupper() and len(word) > 1)


def is_person(words: tuple[str, ...]) -> bool:
    """Whether the words can be a person's name and not a place's, an office's or a company's."""
    if len(words) > 5 or words[0] in PLACE_FIRST or words[:2] == ("hong", "kong"):
        return False
    return not any(
        word in NOT_PEOPLE or word.endswith("-based") or word in FUNCTION_WORDS for word in words
    )


def surname(words: tuple[str, ...]) -> str:
    """The last word but for "Jr" and the like."""
    kept = [word for word in words if word.rstrip(".") not in {"jr", "sr", "ii", "iii", "iv"}]
    return kept[-1] if kept else words[-1]


def _gender_of_title(title: str) -> str | None:
    words = set(title.lower().split())
    return "he" if words & MALE_TITLES else "she" if words & FEMALE_TITLES else None
