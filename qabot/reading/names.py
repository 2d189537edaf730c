"""The names that an article prints: who "Mr Kim", "Clinton" and "the minister" are in full."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from qabot.types import Span

UPPER = "".join(c for c in map(chr, range(0x530)) if c.isupper())
ABBREVIATED = r"(?:Mr|Mrs|Ms|Dr|Prof|Messrs|Sen|Sens|Rep|Reps|Gov|Gen|Col|Lt|Sgt|Capt|Maj|Adm|Rev|Hon|St|Jr|Sr|Atty)\."
_WORD = rf"(?:{ABBREVIATED}|(?:[{UPPER}]\.)+(?:-\w+)*|(?:[Dd]'|[ae]l-)?[{UPPER}](?:\w|['&-](?!s\b)(?=\w))*)"
_PARTICLE = r"(?:(?:de|del|della|da|dos|di|du|la|le|van|von|der|den|ter|bin|ibn|al|el|y)[ ]){1,3}"
_SEQUENCE = re.compile(rf"(?<![\w'.-]){_WORD}(?: (?:[“\"']\w+[”\"'] )?(?:{_PARTICLE})?{_WORD})*(?:,? (?:Jr|Sr)\b\.?)?")

_MALE_TITLES = frozenset("mr mr. sir lord king prince pope father brother congressman chairman".split())
_FEMALE_TITLES = frozenset(
    "mrs mrs. ms ms. miss dame lady queen princess sister mother congresswoman chairwoman".split()
)
_HONORIFICS = (_MALE_TITLES | _FEMALE_TITLES | frozenset(
    "dr dr. prof prof. professor messrs. sen sen. sens. rep rep. reps. gov gov. gen gen. col col. lt"
    " lt. sgt sgt. capt capt. maj maj. adm adm. rev rev. reverend hon. st. atty. baroness baron"
    " sheikh ayatollah imam rabbi cardinal bishop archbishop captain colonel lieutenant sergeant"
    " admiral marshal commander sheriff".split()
))
ROLES = frozenset(
    "president minister premier chancellor secretary senator governor general leader speaker whip"
    " chairman chairwoman chair chief director head judge justice ambassador mayor representative"
    " deputy commissioner congressman congresswoman lawmaker legislator reporter correspondent"
    " editor columnist host anchor author writer journalist professor doctor scientist physicist"
    " economist historian analyst researcher expert adviser advisor aide strategist manager"
    " consultant pollster lobbyist attorney lawyer counsel prosecutor spokesman spokeswoman"
    " spokesperson candidate nominee frontrunner front-runner executive founder owner officer"
    " administrator treasurer envoy negotiator diplomat official commander coach captain king queen"
    " prince princess pope emperor activist organizer organiser delegate businessman businesswoman"
    " mogul billionaire investigator detective inspector superintendent virologist bacteriologist"
    " epidemiologist astronaut astronomer explorer geologist biologist chemist climber mountaineer"
    " climatologist presenter actor actress singer".split()
)
_PARTIES = frozenset("republican democrat democratic conservative labour gop tory former ex then".split())

_NOT_PEOPLE = frozenset(
    "committee party institute university college house times post news department ministry council"
    " court street journal center centre union league association foundation group company corp inc"
    " bank agency bureau office commission assembly congress senate parliament school hospital network"
    " tower towers hotel airport avenue city county state states kingdom republic korea island islands"
    " ocean river sea mountain war act treaty prize press magazine television radio media force forces"
    " army navy police service services security nations administration campaign coalition alliance"
    " movement project fund trust society club team board authority organization organisation"
    " conference convention summit games olympics international national federal central american"
    " european african asian british russian chinese korean japanese german french israeli iranian"
    " iraqi syrian ukrainian muslim islamic christian jewish catholic democrats republicans america"
    " britain russia china japan germany france ukraine iran iraq syria moscow tuesday wednesday"
    " thursday friday saturday sunday monday january february april june july august september october"
    " november december facebook twitter google fox cnn msnbc nbc abc cbs bbc reuters bay beach valley"
    " affairs studies law laboratory budget health rights politics policy research constitution"
    " amendment intelligence super"
    " genomics pharmaceuticals systems technologies industries motors airlines energy capital partners"
    " holdings labs software electric airways brothers sciences science"
    " senior junior tories liberals conservatives officials lawmakers voters".split()
)
_PLACE_FIRST = frozenset(
    "north south east west new los las san santa united white supreme saudi puerto sri fort port mount"
    " lake great capitol silicon middle black wall good big holy south-east".split()
)
FUNCTION_WORDS = frozenset(
    "a an the and but or nor so yet for if when while as because although though since until unless"
    " after before once whether that this these those there here then now thus hence still however"
    " meanwhile also even only just not no in on at by with from to of into over under about against"
    " during between among through without within upon like near off up down out around across behind"
    " beyond despite except per than toward towards it he she they we you i its his her their our my"
    " your who whom whose which what where why how is are was were be been has have had do does did"
    " will would can could may might must should all some many most few several both each every any"
    " another other such one two three asked yesterday today tomorrow last next earlier later".split()
)

_MALE_NAMES = frozenset(
    "james john robert michael william david richard joseph thomas charles christopher daniel matthew"
    " anthony mark donald steven paul andrew joshua kenneth kevin brian george timothy ronald edward"
    " jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin"
    " samuel gregory frank alexander raymond patrick jack dennis jerry tyler aaron jose adam nathan"
    " henry peter zachary douglas harold carl arthur gerald roger keith jeremy terry lawrence sean"
    " christian austin jim tom bill bob mike joe dan steve ted ben chris tim jeff greg bernie mitch"
    " marco jeb rand rick lindsey newt mitt barack al vladimir boris nelson winston neil alan martin"
    " simon ian graham hugh philip luis juan carlos miguel pedro ali mohammed muhammad ahmed omar"
    " hassan ibrahim ivan sergei dmitri igor andrei mikhail volodymyr emmanuel francois pierre jean"
    " hans helmut fred walter albert harry roy russell howard ralph corey dave doug pete ken ron rob"
    " sam max leo louis francis phil glenn brad todd reince rudy tony antonio barney gordon nigel"
    " isaac edmund rolf tim kyle cory lloyd".split()
)
_FEMALE_NAMES = frozenset(
    "mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra"
    " margaret ashley kimberly emily donna michelle carol amanda melissa deborah stephanie dorothy"
    " rebecca sharon laura cynthia amy kathleen angela shirley brenda emma anna pamela nicole samantha"
    " katherine christine helen debra rachel carolyn janet maria catherine heather diane olivia julie"
    " joyce victoria ruth virginia lauren kelly christina joan evelyn judith andrea hannah megan"
    " cheryl jacqueline martha madison teresa gloria sara janice ann kathryn abigail sophia frances"
    " jean alice judy isabella julia grace amber denise danielle marilyn beverly charlotte theresa"
    " hillary ivanka melania carly elena ursula loretta debbie kellyanne katrina huma megyn jen jill"
    " kate katie jane claire fiona gillian nicola theresa angelina marie sally rosalind fabiola"
    " france rosa sonia ruth claudia monica chelsea tulsi kirsten dianne susana cecile donna hope"
    " rosemary anne sue wendy tina olga natalia svetlana irina fatima aisha leila".split()
)
FIRST_NAMES = _MALE_NAMES | _FEMALE_NAMES
_FAMILY_FIRST = frozenset(
    "kim lee park choi hong yoon moon jung kang cho han shin oh seo kwon hwang ahn song ryu ri pak"
    " xi li wang zhang chen liu yang huang zhao wu zhou xu sun ma zhu hu guo lin deng mao nguyen".split()
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
        if not short.words or not is_person(short.words) and len(short.words) > 1:
            return None
        gender = _gender_of_title(short.title)
        fitting = [
            name
            for name in self._by_word.get(surname(short.words), [])
            if _means(short.words, name.words)
            and (gender is None or self.gender(name.words) in (None, gender))
        ]
        if gender is None and not short.title and short.words[0] not in FIRST_NAMES | _FAMILY_FIRST:
            fitting = [name for name in fitting if surname(name.words) == surname(short.words)]
        last = [name for name in fitting if surname(name.words) == surname(short.words)]
        return _nearest(last or fitting, mention)

    def role_holder(self, role: str, mention: Span, *, earlier: bool = False) -> Span | None:
        """The person printed beside that role ("Prime Minister X", "X, the minister of ...,").

        Args:
            role: one or more words in lower case.
            mention: where the role stands alone; the nearest person before it is taken.
            earlier: whether to leave out those who are printed with their role only later.
        """
        holders = [
            self._full[at]
            for match in re.finditer(rf"(?<![\w-]){re.escape(role)}\b", self._text, re.IGNORECASE)
            if not _NOT_NOW.search(self._text, max(0, match.start() - 8), match.start())
            and (at := self._beside(Span(*match.span()))) is not None
        ]
        if earlier:
            holders = [name for name in holders if name.span.start < mention.start]
        holder = _nearest(holders, mention)
        unnamed = rf"\ban? (?:[\w'-]+ ){{0,4}}{re.escape(role)}\b(?! [{UPPER}]|,)"
        for match in re.finditer(unnamed, self._text[: mention.start]):
            if holder and (match.start() > holder.start or holder.start > mention.start):
                return None
        return holder

    def before(self, position: int) -> Iterator[Name]:
        """Full names of people that end before ``position``, nearest first."""
        for at in range(bisect_left(self._starts, position) - 1, -1, -1):
            yield self._full[at]

    def gender(self, words: tuple[str, ...]) -> str | None:
        """"he" or "she" by the titles that go with the surname, else by first name, else None."""
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
_ROLE_THEN_NAME = re.compile(r"(?: of(?: the)? [\w' ]{1,40}| for [\w' ]{1,40}| to [\w' ]{1,40})?,? (?:\w+\.? )?")
_NOT_NOW = re.compile(r"\b(?:last|former|vice|deputy|then|ex|shadow)[ -]$", re.IGNORECASE)
_ROLE_BEHIND = re.compile(r", (?:the|an?|who|his|her|its|then|\d\d,)\b|'s (?:wife|husband)")
_NAME_THEN_ROLE = re.compile(r", (?:[^,.;:\n]*[ -])?")


def untitled(text: str, span: Span) -> Name:
    """The name at ``span`` without the honorifics and roles that lead it."""
    words = [(m.group(), m.start()) for m in re.finditer(r"[^\s,]+", span.of(text))]
    first = 0
    while first < len(words) - 1 and _is_function_word(words[first][0]):
        first += 1
    skipped = first
    for position, (word, _) in enumerate(words[:-1]):
        lower = word.lower()
        if lower in _HONORIFICS or lower.rstrip(".") in ROLES or position == first and lower in _PARTIES:
            first = position + 1
            if first < len(words) - 1 and words[first][0] == "of":
                first += 1
    for position in range(len(words) - 3, first - 1, -1):
        if words[position][0].isalpha() and words[position][0].isupper() and len(words[position][0]) > 1:
            first = position + 1
            break
    title = " ".join(word for word, _ in words[skipped:first])
    if not words:
        return Name(span, (), "")
    kept = tuple(word.lower().strip("“”\"'") for word, _ in words[first:])
    if title and not is_person(kept):
        kept, title, first = tuple(word.lower() for word, _ in words[skipped:]), "", skipped
    return Name(Span(span.start + words[first][1], span.end), kept, title)


def _is_function_word(word: str) -> bool:
    return word.lower() in FUNCTION_WORDS and not (word.isupper() and len(word) > 1)


def is_person(words: tuple[str, ...]) -> bool:
    """Whether the words can be a person's name and not a place's, an office's or a company's."""
    if len(words) > 5 or words[0] in _PLACE_FIRST or words[:2] == ("hong", "kong"):
        return False
    return not any(word in _NOT_PEOPLE or word.endswith("-based") or word in FUNCTION_WORDS for word in words)


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
