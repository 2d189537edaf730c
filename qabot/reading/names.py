"""The names that an article prints, and the noun phrases they stand in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from qabot.types import Span

# -------------------- vocabulary

ROLES = frozenset(
    "president minister premier chancellor secretary senator governor general leader speaker whip"
    " chairman chairwoman chair chief director head judge justice ambassador mayor representative"
    " deputy commissioner congressman congresswoman lawmaker legislator reporter correspondent"
    " editor columnist host anchor author writer journalist professor doctor scientist physicist"
    " economist historian analyst researcher expert adviser advisor aide strategist manager"
    " consultant pollster lobbyist attorney lawyer counsel prosecutor spokesman spokeswoman"
    " spokesperson candidate nominee frontrunner front-runner executive founder owner officer"
    " administrator treasurer envoy negotiator diplomat official commander coach captain king"
    " queen prince princess pope emperor activist organizer organiser delegate businessman"
    " businesswoman mogul billionaire investigator detective inspector superintendent virologist"
    " bacteriologist epidemiologist astronaut astronomer explorer geologist biologist chemist"
    " climber mountaineer climatologist presenter actor actress singer".split()
)
FUNCTION_WORDS = frozenset(
    "a an the and but or nor so yet for if when while as because although though since until"
    " unless after before once whether that this these those there here then now thus hence still"
    " however meanwhile also even only just not no in on at by with from to of into over under"
    " about against during between among through without within upon like near off up down out"
    " around across behind beyond despite except per than toward towards it he she they we you i"
    " its his her their our my your who whom whose which what where why how is are was were be"
    " been has have had do does did will would can could may might must should all some many most"
    " few several both each every any another other such one two three asked yesterday today"
    " tomorrow last next earlier later".split()
)
_IRREGULAR = {
    "say": "said", "tell": "told", "write": "wrote written", "think": "thought", "read": "read",
    "foresee": "foresaw foreseen", "see": "saw seen", "feel": "felt", "hold": "held", "put": "put",
    "find": "found", "know": "knew known", "speak": "spoke spoken", "show": "showed shown",
    "understand": "understood", "forecast": "forecast", "swear": "swore sworn",
}  # fmt: skip
_DOUBLED = frozenset(
    "admit quip rebut slam snap refer concur regret rap submit chat blog plan pan".split()
)


def _forms(lemma: str) -> dict[str, str]:
    """Each inflected form of a lemma, with "past", "present", "base" or "participle"."""
    irregular = _IRREGULAR.get(lemma)
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    doubled = stem + stem[-1] if lemma in _DOUBLED else stem
    if lemma[-1] == "y" and lemma[-2] not in "aeou":
        past, present = [lemma[:-1] + "ied"], lemma[:-1] + "ies"
    else:
        past = [doubled + "ed"]
        present = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
    past = irregular.split() if irregular else past
    participle = (lemma if lemma.endswith("ee") else doubled) + "ing"
    forms = {lemma: "base", present: "present", participle: "participle"}
    return forms | dict.fromkeys(past, "past")


_SAYING = (
    "say tell state claim warn deny add argue announce declare insist write ask reply respond"
    " report note explain assert maintain contend allege acknowledge admit concede confirm stress"
    " emphasize emphasise remark comment recall suggest predict tweet retweet quip joke testify"
    " caution counter retort rebut reiterate lament complain exclaim whisper mutter murmur opine"
    " muse recount relate posit affirm attest avow proclaim clarify speculate theorize theorise"
    " interject scoff enthuse fume gush estimate forecast surmise hypothesize advise propose"
    " recommend"
).split()
_SAYING_WHAT = (
    "answer observe continue conclude reveal disclose indicate post boast brag shout yell cry"
    " repeat point mention charge pronounce elaborate wonder marvel sigh laugh snap agree disagree"
    " concur protest object chime speak refer read signal hint joke imply reflect counsel"
    " note decree"
).split()
"""Verbs of saying that have other uses: a clause or a quote, or a comma on both sides, tells."""


_JUDGING = (
    "criticize criticise condemn denounce praise slam dismiss reject accuse blame thank"
    " applaud decry deride mock deplore commend congratulate endorse welcome hail laud urge"
    " vow pledge promise threaten refuse decline implore plead express chide scold rebuke"
    " castigate taunt question apologize apologise reassure assure inform quote liken encourage"
    " portray brand characterize characterise insinuate chastise ridicule describe deem tout"
).split()
_HOLDING = (
    "demand blast believe think hope fear expect feel know find call see hold show consider understand foresee"
    " doubt suspect worry figure guess assume regard dub put swear press appeal voice outline"
    " detail discuss unveil offer cite compare challenge attack defend summarize summarise label"
    " invite advocate vent regret champion pan instruct invoke"
).split()
"""Verbs that report speech only with a clause or a quote behind them ("called it “a mess”")."""


VERBS: dict[str, tuple[str, str, int]] = {
    form: (lemma, kind, strength)
    for strength, lemmas in ((1, _HOLDING), (2, _JUDGING), (3, _SAYING_WHAT), (3, _SAYING))
    for lemma in lemmas
    for form, kind in _forms(lemma).items()
}


"""Form to lemma, kind of form, and how surely it reports speech: 3 says, 2 judges, 1 holds."""

NEEDS_CLAUSE = frozenset(_HOLDING) | frozenset(_SAYING_WHAT)
VERB_PHRASES = {
    ("went", "on"), ("goes", "on"), ("put", "it"), ("puts", "it"), ("made", "clear"),
    ("makes", "clear"), ("pointed", "out"),
}  # fmt: skip
HEADLINE_VERBS = frozenset("Says Said Tells Told Warns Claims Denies".split())
"""The only capitalised verbs taken for verbs: "States" and "Post" are names."""


NEEDS_PARTNER = frozenset("put puts putting".split())
TRANSITIVE = frozenset("tell put call accuse blame thank refer".split())


PRONOUNS = frozenset("he she they it i we".split())
POSSESSIVES = {"his": "he", "her": "she", "their": "they"}


DETERMINERS = frozenset(
    "the a an his her its their this that these those some many most several few two three four"
    " five six one other another all both our my such no each every".split()
)
NUMBERS = frozenset(
    "two three four five six seven eight nine ten half some many most several".split()
)
BE = frozenset("is are was were be been being am get got".split())


AUXILIARY = BE | frozenset(
    "has have had will would could might may did does do can should must not never n't don't"
    " didn't doesn't hasn't haven't won't wouldn't couldn't neither nor".split()
)
ADVERBS = frozenset(
    "also then later now again once even still just often further soon too first himself herself"
    " themselves itself always already elsewhere instead thus only long ever today yesterday"
    " recently however famously earlier both rather though together".split()
)
TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may"
    " june july august september october november december yesterday today tonight tomorrow week"
    " month year night morning afternoon evening earlier later last next this mon tue wed thu fri"
    " sat sun less minutes hours days weeks months years decades times am pm GMT BST CET EST EDT"
    " jan feb mar apr jun jul aug sept oct nov dec recently afterwards afterward then ago there"
    " here".split()
)
PREPOSITIONS = frozenset(
    "of for in at from with on to by near about into over during after before between among"
    " against under without within upon through outside inside across around behind since despite"
    " amid via like as than per following".split()
)
SUBORDINATORS = frozenset(
    "that because when while if although though but until whether how why where what than so"
    " unless as after before since yet once".split()
)
RELATIVES = frozenset("who which whom whose".split())


MODIFIERS = frozenset("familiar close involved speaking citing based working running".split())
PARTICLES = frozenset("de van von der den la le al bin du di da".split())


LEADING = frozenset(
    "and but so then yet when as while if even also just only though although".split()
)
OPENERS = frozenset(
    "and but or so yet still meanwhile however likewise even well indeed moreover , then".split()
)
STOPS = frozenset("# , ; : ( ) [ ] – — - . ? ! … / | \n".split()) | {"\n", "--"}


DASHES = ("—", "–", "-", "--")


# -------------------- names

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


# -------------------- phrases

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
