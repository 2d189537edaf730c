"""The names that an article prints: who "Mr Kim", "Clinton" and "the minister" are in full."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from qabot.speech.vocabulary import FUNCTION_WORDS, ROLES
from qabot.types import Span

UPPER = "".join(c for c in map(chr, range(0x530)) if c.isupper())
ABBREVIATED = (
    r"(?:Mr|Mrs|Ms|Dr|Prof|Messrs|Sens?|Reps?|Gov|Gen|Col|Lt|Sgt|Capt|Maj|Adm|Rev|Hon|St|Jr|Sr)\."
)
_WORD = (
    rf"(?:{ABBREVIATED}|(?:[{UPPER}]\.)+(?:-\w+)*"
    rf"|(?:[Dd]'|[ae]l-)?[{UPPER}](?:\w|['&-](?!s\b)(?=\w))*)"
)
_PARTICLE = r"(?:(?:de|del|della|da|dos|di|du|la|le|van|von|der|den|ter|bin|ibn|al|el|y)[ ]){1,3}"


_SEQUENCE = re.compile(
    rf"(?<![\w'.-]){_WORD}(?: (?:[“\"']\w+[”\"'] )?(?:{_PARTICLE})?{_WORD})*(?:,? (?:Jr|Sr)\b\.?)?"
)
_MALE_TITLES = frozenset(
    "mr mr. sir lord king prince pope father brother congressman chairman".split()
)
_FEMALE_TITLES = frozenset(
    "mrs mrs. ms ms. miss dame lady queen princess sister mother congresswoman chairwoman".split()
)
_HONORIFICS = (
    _MALE_TITLES
    | _FEMALE_TITLES
    | frozenset(
        "dr dr. prof prof. professor messrs. sen sen. sens. rep rep. reps. gov gov. gen gen. col"
        " col. lt lt. sgt sgt. capt capt. maj maj. adm adm. rev rev. reverend hon. st. atty."
        " baroness baron sheikh ayatollah imam rabbi cardinal bishop archbishop captain colonel"
        " lieutenant sergeant admiral marshal commander sheriff".split()
    )
)
_PARTIES = frozenset(
    "republican democrat democratic conservative labour gop tory former ex then".split()
)
_NOT_PEOPLE = frozenset(
    "committee party institute university college house times post news department ministry"
    " council court street journal center centre union league association foundation group company"
    " corp inc bank agency bureau office commission assembly congress senate parliament school"
    " hospital network tower towers hotel airport avenue city county state states kingdom republic"
    " korea island islands ocean river sea mountain war act treaty prize press magazine television"
    " radio media force forces army navy police service services security nations administration"
    " campaign coalition alliance movement project fund trust society club team board authority"
    " organization organisation conference convention summit games olympics international national"
    " federal central american european african asian british russian chinese korean japanese"
    " german french israeli iranian iraqi syrian ukrainian muslim islamic christian jewish"
    " catholic democrats republicans america britain russia china japan germany france ukraine"
    " iran iraq syria moscow tuesday wednesday thursday friday saturday sunday monday january"
    " february april june july august september october november december facebook twitter google"
    " fox cnn msnbc nbc abc cbs bbc reuters bay beach valley affairs studies law laboratory budget"
    " health rights politics policy research constitution amendment intelligence super genomics"
    " pharmaceuticals systems technologies industries motors airlines energy capital partners"
    " holdings labs software electric airways brothers sciences science senior junior tories"
    " liberals conservatives officials lawmakers voters".split()
)
_PLACE_FIRST = frozenset(
    "north south east west new los las san santa united white supreme saudi puerto sri fort port"
    " mount lake great capitol silicon middle black wall good big holy south-east".split()
)
_MALE_NAMES = frozenset(
    "james john robert michael william david richard joseph thomas charles christopher daniel"
    " matthew anthony mark donald steven paul andrew joshua kenneth kevin brian george timothy"
    " ronald edward jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin"
    " scott brandon benjamin samuel gregory frank alexander raymond patrick jack dennis jerry"
    " tyler aaron jose adam nathan henry peter zachary douglas harold carl arthur gerald roger"
    " keith jeremy terry lawrence sean christian austin jim tom bill bob mike joe dan steve ted"
    " ben chris tim jeff greg bernie mitch marco jeb rand rick lindsey newt mitt barack al"
    " vladimir boris nelson winston neil alan martin simon ian graham hugh philip luis juan carlos"
    " miguel pedro ali mohammed muhammad ahmed omar hassan ibrahim ivan sergei dmitri igor andrei"
    " mikhail volodymyr emmanuel francois pierre jean hans helmut fred walter albert harry roy"
    " russell howard ralph corey dave doug pete ken ron rob sam max leo louis francis phil glenn"
    " brad todd reince rudy tony antonio barney gordon nigel isaac edmund rolf kyle cory"
    " lloyd".split()
)
_FEMALE_NAMES = frozenset(
    "mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty"
    " sandra margaret ashley kimberly emily donna michelle carol amanda melissa deborah stephanie"
    " dorothy rebecca sharon laura cynthia amy kathleen angela shirley brenda emma anna pamela"
    " nicole samantha katherine christine helen debra rachel carolyn janet maria catherine heather"
    " diane olivia julie joyce victoria ruth virginia lauren kelly christina joan evelyn judith"
    " andrea hannah megan cheryl jacqueline martha madison teresa gloria sara janice ann kathryn"
    " abigail sophia frances jean alice judy isabella julia grace amber denise danielle marilyn"
    " beverly charlotte theresa hillary ivanka melania carly elena ursula loretta debbie kellyanne"
    " katrina huma megyn jen jill kate katie jane claire fiona gillian nicola angelina marie sally"
    " rosalind fabiola france rosa sonia claudia monica chelsea tulsi kirsten dianne susana cecile"
    " hope rosemary anne sue wendy tina olga natalia svetlana irina fatima aisha leila".split()
)
FIRST_NAMES = _MALE_NAMES | _FEMALE_NAMES


_FAMILY_FIRST = frozenset(
    "kim lee park choi hong yoon moon jung kang cho han shin oh seo kwon hwang ahn song ryu ri"
    " pak xi li wang zhang chen liu yang huang zhao wu zhou xu sun ma zhu hu guo lin deng mao"
    " nguyen".split()
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name of two words or more as printed: ``span`` without titles, ``words`` lower-cased."""

    span: Span
    words: tuple[str, ...]
    title: str


class Names:
    """All full names of an article, and who the shorter ones mean.

    ``text`` must have straight apostrophes and, inside paragraphs, single spaces for line breaks;
    its positions are the article's.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._full: list[Name] = []
        self._genders: Counter[tuple[str, str]] = Counter()
        self._holding: dict[str, list[Name]] = {}
        for match in _SEQUENCE.finditer(text):
            if " " not in match.group():
                continue
            name = untitled(text, Span(*match.span()))
            gender = _gender_of_title(name.title)
            if gender:
                self._genders[name.words[-1], gender] += 1
            if len(name.words) > 1 and is_person(name.words):
                self._full.append(name)
        self._starts = [name.span.start for name in self._full]
        self._by_word: dict[str, list[Name]] = {}
        for name in self._full:
            for word in {surname(name.words), name.words[0]}:
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
        gender = _gender_of_title(short.title)
        fitting = [
            name
            for name in self._by_word.get(surname(short.words), [])
            if _means(short.words, name.words)
            and (gender is None or self.gender(name.words) in (None, gender))
        ]
        last = [name for name in fitting if surname(name.words) == surname(short.words)]
        begins = short.title or short.words[0] in FIRST_NAMES | _FAMILY_FIRST
        return _nearest(last or (fitting if begins else []), mention)

    def role_holder(self, role: str, mention: Span, *, earlier: bool = False) -> Span | None:
        """The person printed beside that role ("Prime Minister X", "X, the minister of ...,").

        Args:
            role: one or more words in lower case.
            mention: where the role stands alone; the nearest person before it is taken.
            earlier: whether to leave out those who are printed with their role only later.
        """
        holders = self._holders(role)
        if earlier:
            holders = [name for name in holders if name.span.start < mention.start]
        holder = _nearest(holders, mention)
        unnamed = rf"\ban? (?:[\w'-]+ ){{0,4}}{re.escape(role)}\b(?! [{UPPER}]|,)"
        for match in re.finditer(unnamed, self._text[: mention.start]):
            if holder and (match.start() > holder.start or holder.start > mention.start):
                return None
        return holder

    def _holders(self, role: str) -> list[Name]:
        """Everyone who is printed beside a role, in order."""
        if role not in self._holding:
            printed = re.finditer(rf"(?<![\w-]){re.escape(role)}\b", self._text, re.IGNORECASE)
            self._holding[role] = [
                self._full[at]
                for match in printed
                if not _NOT_NOW.search(self._text, max(0, match.start() - 8), match.start())
                and (at := self._beside(Span(*match.span()))) is not None
            ]
        return self._holding[role]

    def printings(self, name: Span) -> Iterator[Span]:
        """Where else the article prints this person's full name, in order."""
        words = untitled(self._text, name).words
        for other in self._by_word.get(surname(words), []) if words else []:
            if other.span != name and set(words) <= set(other.words):
                yield other.span

    def before(self, position: int) -> Iterator[Name]:
        """Full names of people that end before ``position``, nearest first."""
        for at in range(bisect_left(self._starts, position) - 1, -1, -1):
            yield self._full[at]

    def gender(self, words: tuple[str, ...]) -> str | None:
        """The pronoun, "he" or "she", by first name, else by titles; None if neither tells."""
        first = words[0]
        if len(words) > 1 and (first in _MALE_NAMES) != (first in _FEMALE_NAMES):
            return "he" if first in _MALE_NAMES else "she"
        he, she = self._genders[surname(words), "he"], self._genders[surname(words), "she"]
        return None if he == she else "he" if he > she else "she"

    def is_surely_person(self, span: Span) -> bool:
        """Whether a first name, a title or a role beside it tells that the name is a person's."""
        words = untitled(self._text, span).words
        if words[0] in FIRST_NAMES or words[0] in _FAMILY_FIRST or self.gender(words):
            return True
        same = [name for name in self._by_word.get(surname(words), []) if name.words == words]
        return any(name.title or _ROLE_BEHIND.match(self._text, name.span.end) for name in same)

    def _beside(self, role: Span) -> int | None:
        after = bisect_left(self._starts, role.end)
        if after < len(self._full):
            gap = self._text[role.end : self._full[after].span.start]
            if _ROLE_THEN_NAME.fullmatch(gap):
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
    r", (?:(?:the|an?|his|her|its|their|then|now) )?(?:(?!(?:the|an?|is|was|had|who) )[\w'-]+[ -])*"
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
        if lower in _HONORIFICS or lower in ROLES or (position == first and lower in _PARTIES):
            first = position + 1
    if first < len(words) - 1 and words[first] == "of":
        first += 1
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
    if len(words) > 5 or words[0] in _PLACE_FIRST or words[:2] == ("hong", "kong"):
        return False
    return not any(
        word in _NOT_PEOPLE or word.endswith("-based") or word in FUNCTION_WORDS for word in words
    )


def surname(words: tuple[str, ...]) -> str:
    """The last word but for "Jr" and the like."""
    kept = [word for word in words if word.rstrip(".") not in {"jr", "sr", "ii", "iii", "iv"}]
    return kept[-1] if kept else words[-1]


def _means(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    if len(short) > 1:
        return set(short) <= set(full)
    word = short[0]
    return word == surname(full) or word == full[0]


def _gender_of_title(title: str) -> str | None:
    words = set(title.lower().split())
    return "he" if words & _MALE_TITLES else "she" if words & _FEMALE_TITLES else None


def _nearest(names: list[Name], mention: Span) -> Span | None:
    if not names:
        return None
    earlier = [name for name in names if name.span.start <= mention.start]
    chosen = earlier[-1] if earlier else names[0]
    same = [name for name in names if set(chosen.words) <= set(name.words)]
    longest = max(len(name.words) for name in same)
    fullest = [name for name in same if len(name.words) == longest]
    before = [name for name in fullest if name.span.start <= mention.start]
    return (before[-1] if before else fullest[0]).span
