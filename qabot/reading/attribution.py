"""Who says it: the speaker of a sentence, by rules about how news articles print speech."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from qabot.reading.names import ABBREVIATED, FIRST_NAMES, FUNCTION_WORDS, ROLES, UPPER, Names, is_person, untitled
from qabot.text.quotes import quotations_within
from qabot.text.sentences import paragraphs
from qabot.types import Span

# --------------------------------------------------------------------------- the words of saying


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
    return (
        {lemma: "base", present: "present", doubled + "ing": "participle"}
        | dict.fromkeys(past, "past")
    )


_IRREGULAR = {
    "say": "said", "tell": "told", "write": "wrote written", "think": "thought", "swear": "swore sworn",
    "foresee": "foresaw foreseen", "feel": "felt", "hold": "held", "find": "found", "know": "knew known",
    "see": "saw seen", "speak": "spoke spoken", "show": "showed shown", "read": "read",
    "understand": "understood", "forecast": "forecast", "retweet": "retweeted", "sing": "sang",
}  # fmt: skip
_DOUBLED = frozenset("admit quip rebut slam snap refer concur regret rap submit chat blog plan pan".split())
_SAYING = (
    "say tell state claim warn deny add argue announce declare insist write ask reply respond report note"
    " explain assert maintain contend allege acknowledge admit concede confirm stress emphasize emphasise"
    " remark comment recall suggest predict tweet retweet quip joke testify caution counter retort rebut"
    " reiterate lament complain exclaim whisper mutter murmur opine muse recount relate posit affirm"
    " attest avow proclaim clarify speculate theorize theorise interject scoff enthuse fume gush estimate"
    " forecast surmise hypothesize advise propose recommend"
).split()
_SAYING_WHAT = (
    "answer observe continue conclude reveal disclose indicate post boast brag shout yell cry repeat"
    " point mention charge pronounce elaborate wonder marvel sigh laugh snap agree disagree concur"
    " protest object chime begin speak refer read signal hint joke imply reflect counsel note decree"
).split()
"""Verbs of saying that have other uses: a clause or a quote, or a comma on both sides, tells."""
_JUDGING = (
    "criticize criticise condemn denounce praise blast slam dismiss reject accuse blame thank applaud decry deride mock deplore commend congratulate endorse welcome hail laud"
    " demand urge vow pledge promise threaten refuse decline implore plead express chide scold rebuke"
    " castigate taunt question apologize apologise reassure assure inform quote liken encourage"
    " portray brand characterize characterise insinuate chastise ridicule describe deem tout"
).split()
_HOLDING = (
    "believe think hope fear expect feel know find call see hold show consider understand foresee"
    " doubt suspect worry figure guess assume regard dub put swear press appeal voice outline detail"
    " discuss unveil offer cite compare challenge attack defend summarize summarise label invite advocate vent regret"
    " champion pan instruct invoke"
).split()
"""Verbs that report speech only with a clause or a quote behind them ("called it “a mess”")."""

_VERBS = {
    form: (lemma, kind, strength)
    for strength, lemmas in ((1, _HOLDING), (2, _JUDGING), (3, _SAYING_WHAT), (3, _SAYING))
    for lemma in lemmas
    for form, kind in _forms(lemma).items()
}
_NEEDS_CLAUSE = frozenset(_HOLDING) | frozenset(_SAYING_WHAT)
_PHRASES = {
    ("went", "on"), ("goes", "on"), ("put", "it"), ("puts", "it"), ("made", "clear"),
    ("makes", "clear"), ("pointed", "out"),
}  # fmt: skip
_HEADLINE = frozenset("Says Said Tells Told Warns Claims Denies".split())
"""The only capitalised verbs taken for verbs: "States" and "Post" are names."""
_NEEDS_PARTNER = frozenset("put puts putting".split())
_TRANSITIVE = frozenset("tell put call accuse blame thank refer".split())

_PRONOUNS = frozenset("he she they it i we".split())
_POSSESSIVES = {"his": "he", "her": "she", "their": "they"}
_DETERMINERS = frozenset(
    "the a an his her its their this that these those some many most several few two three four five"
    " six one other another all both our my such no each every".split()
)
_BE = frozenset("is are was were be been being am get got".split())
_AUXILIARY = _BE | frozenset(
    "has have had will would could might may did does do can should must not never n't don't didn't"
    " doesn't hasn't haven't won't wouldn't couldn't neither nor".split()
)
_ADVERBS = frozenset(
    "also then later now again once even still just often further soon too first himself herself"
    " themselves itself always already elsewhere instead thus only long ever today yesterday recently"
    " however famously earlier both rather though together".split()
)
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june"
    " july august september october november december yesterday today tonight tomorrow week month"
    " year night morning afternoon evening earlier later last next this mon tue wed thu fri sat sun"
    " less minutes hours days weeks months years decades times am pm GMT BST CET EST EDT jan feb mar apr jun jul aug sept oct nov dec recently afterwards afterward then ago there"
    " here".split()
)
_PREPOSITIONS = frozenset(
    "of for in at from with on to by near about into over during after before between among against"
    " under without within upon through outside inside across around behind since despite amid via"
    " like as than per following".split()
)
_SUBORDINATORS = frozenset(
    "that because when while if although though but until whether how why where what than so unless as after"
    " before since yet once".split()
)
_RELATIVES = frozenset("who which whom whose".split())
_MODIFIERS = frozenset("familiar close involved speaking citing based working running".split())
_STOPS = frozenset("# , ; : ( ) [ ] – — - . ? ! … / | \n".split()) | {"\n", "--"}

_DASHES = ("—", "–", "-", "--")
_MASK = "\x01"
_TOKEN = re.compile(
    rf"{_MASK}+|{ABBREVIATED}|(?:[{UPPER}]\.)+(?:-\w+)*|[A-Z]-(?:[A-Z]\w*\.)+|\d[\d,.]*\d(?![\w-])|'s\b"
    rf"|\w+(?:['&-](?!s\b)\w+|\.(?=\w)\w+)*|--|\S|\n"
)


# --------------------------------------------------------------------------------- public results


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says a sentence, and where the article shows it.

    ``mention`` is the speaker as printed beside the statement ("Mr Kim", "the minister", "he");
    ``name`` is where the article prints that person in full without titles, the mention itself if
    nowhere better. ``statement`` is what is said, inside the sentence that was asked about; when
    the speaker is named in its midst, it reaches around that. ``verb`` is the verb or phrase of
    saying, None if there is only a colon or the speaker is told by the neighbourhood.
    """

    mention: Span
    name: Span
    statement: Span
    verb: str | None


def attribute(text: str, sentences: Sequence[Span], target: int) -> Attribution | None:
    """Who says the sentence at position ``target``, or None if the article itself asserts it.

    Args:
        text: the article.
        sentences: a partition of it (see :func:`qabot.text.sentences.sentences`).
        target: index into ``sentences``.
    """
    return _Reading(text, sentences).attribution(sentences[target])


_SAID = "|".join(sorted((form for form, (_, kind, strength) in _VERBS.items() if strength > 1), key=len)[::-1])
_HELD = "thinks?|thought|believes?|believed|hopes?|hoped|fears?|feared|expects?|expected|called|calls|dubbed"
_HELPER = (
    r"(?:(?:has|have|had|was|is|were|are|it|that|the|person|one|first|also|once|then|later|ever|actually"
    r"|really|famously|publicly|reportedly|purportedly|\w+ly|who|been|to)\s+){0,5}"
)
_WHO = r"(?:who(?:ever)?|(?:which|what)(?:\s+(?!did|does|do|was|were|is)[\w'-]+){1,4}?)"
_FRAMES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^(?:\W|and |but |so |do you know |tell me |name )*{_WHO}\s+{_HELPER}(?:{_SAID}|{_HELD})\b"
        r"(?:\s+as\s+saying)?(?!\s+(?:by|to\s+(?:whom|who))\b)(?:\s+(?:it|this|that))?[\s,:]*",
        r"^\W*(?:according to (?:whom|who|which|what)\b|(?:in|by) (?:whose|what) \w+)[\s,:]*",
        r"^\W*whose (?:words?|quote|quotation|claim|statement|remark|comment|view|opinion|warning|denial)s?"
        r"\s+(?:is|are|was|were)?(?:\s+(?:it|this|these|that|those)\b)?[\s,:]*(?:that\s+)?",
        r"^\W*who\s+(?:made|issued|gave|is behind)\s+(?:the|this|that|these)\s+"
        r"(?:claim|statement|remark|comment|warning|denial|announcement|promise|declaration)s?\b"
        r"[\s,:]*(?:that\s+)?",
        r"^\W*(?:by|to) whom (?:is|was|were|are) (?:it )?",
    )
]
_TRAILING_FRAME = re.compile(
    r"[\s,:–—-]*\b(?:who (?:said|says|claimed|wrote|stated) (?:it|this|that|so|these words)"
    r"|according to (?:whom|who)|whose words (?:are|were) (?:these|those|they)|who said)\W*$",
    re.IGNORECASE,
)


def asks_for_speaker(question: str) -> bool:
    """Whether the question wants a speaker ("Who warned that ...?", "According to whom ...?").

    "Who did X say ...?" and "What did X say?" do not: there the speaker is given.
    """
    asked = _straight(question)
    return any(frame.match(asked) for frame in _FRAMES) or bool(_TRAILING_FRAME.search(asked))


def statement_asked_for(question: str) -> str:
    """The question without its who-said frame: what to look for in the articles.

    A question without such a frame comes back as it is but for its question mark.
    """
    asked = _straight(question)
    match = next((match for frame in _FRAMES if (match := frame.match(asked))), None)
    start = match.end() if match else 0
    ending = None if match else _TRAILING_FRAME.search(asked)
    statement = question[start : ending.start() if ending else len(question)].strip()
    statement = statement.rstrip("?").strip()
    if len(statement) > 1 and statement[0] in "“\"'‘«„" and statement[-1] in "”\"'’»“":
        statement = statement[1:-1].strip()
    return statement


def _straight(question: str) -> str:
    return question.replace("’", "'").replace("‘", "'").replace("\xa0", " ")


# ------------------------------------------------------------------ the grammar of one sentence


def _lowered(word: str) -> str:
    """In lower case, but for acronyms: "WHO" and "US" are not "who" and "us"."""
    return word if len(word) > 1 and word.isupper() else word.lower()


class _Line:
    """The tokens of a stretch of narration; each quoted stretch in it is one token of masks."""

    def __init__(self, narration: str, span: Span) -> None:
        self.words: list[str] = []
        self.spans: list[Span] = []
        for match in _TOKEN.finditer(narration, span.start, span.end):
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
        return self.at(index).startswith(_MASK)

    def is_name(self, index: int) -> bool:
        """Whether the token is capitalised and neither a time word nor a function word."""
        word = self.words[index] if 0 <= index < len(self.words) else ""
        lower = _lowered(word)
        if word.isdigit():
            return index > 0 and self.is_name(index - 1)
        if lower == "times" or self.at(index - 1) == "the" and self._is_capital(index + 1):
            return word[:1].isupper() and lower not in FUNCTION_WORDS
        if lower == "will" and word != lower:
            return self._is_capital(index + 1)
        return word[:1].isupper() and lower not in _TIMES and lower not in FUNCTION_WORDS

    def _is_capital(self, index: int) -> bool:
        return index < len(self.words) and self.words[index][0].isupper()

    def is_break(self, index: int) -> bool:
        """Whether the token is outside the line, punctuation or a quotation."""
        word = self.at(index)
        return not word or word in _STOPS or self.is_quote(index)


@dataclass(frozen=True, slots=True)
class _Cue:
    """One sign of a speaker: subject and verb as token ranges, and how much it is to be trusted."""

    subject: tuple[int, int]
    verb: tuple[int, int]
    strength: int
    trailing: bool
    relative: bool = False


def _cues(line: _Line) -> list[_Cue]:
    """All signs of speakers in a line, in order."""
    found: list[_Cue] = []
    for at, word in enumerate(line.lower):
        cue = None
        printed = line.words[at].islower() or line.words[at] in _HEADLINE
        if printed and (word in _VERBS or (word, line.at(at + 1)) in _PHRASES):
            cue = _verb_cue(line, at, found)
        elif word == "according" and line.at(at + 1) == "to":
            cue = _preposed(line, at, at + 2, 2)
        elif word in {"words", "view", "phrase", "opinion", "telling"}:
            cue = _words_cue(line, at)
        if cue:
            found.append(cue)
    return found


def _verb_cue(line: _Line, at: int, found: list[_Cue]) -> _Cue | None:
    lemma, form, strength = _VERBS.get(line.lower[at], (line.lower[at], "past", 3))
    phrase = (line.lower[at], line.at(at + 1)) in _PHRASES
    if line.lower[at] in _NEEDS_PARTNER and not phrase:
        return None
    end = at + 2 if phrase else at + 1
    before = _before_verb(line, at)
    helpers = set(line.lower[before + 1 : at])
    if form == "past" and helpers & _BE and not _quoted_as_saying(line, at):
        return None
    if form == "past" and line.at(at + 1) == "by":
        return _preposed(line, at, at + 2, 1) if strength == 3 or lemma in {"quote", "cite"} else None
    if line.at(at - 1) == "to" and line.at(at - 2) != "on":
        return _infinitive(line, at, strength)
    if line.at(at - 1) in _DETERMINERS - {"both", "all"} | {"own"} or form == "participle" and line.at(at - 1) == "'s":
        return None
    if lemma not in _TRANSITIVE and before == at - 1 and form != "participle":
        inverted = _inverted_subject(line, before, end)
        if inverted and (line.is_quote(before) or lemma not in _NEEDS_CLAUSE):
            return _Cue(inverted, (at, end), strength, trailing=True)
    return _subject_cue(line, at, end, before, found)


def _subject_cue(line: _Line, at: int, end: int, before: int, found: list[_Cue]) -> _Cue | None:
    lemma, form, strength = _VERBS.get(line.lower[at], (line.lower[at], "past", 3))
    helpers = set(line.lower[before + 1 : at])
    needs_clause = lemma in _NEEDS_CLAUSE and end == at + 1 and not _has_clause(line, at, lemma)
    if form == "participle" and not helpers & _BE:
        behind_noun = not (line.is_break(before) or line.at(before) in _PREPOSITIONS | _SUBORDINATORS | {"and", "or"})
        if needs_clause or strength < 3 and behind_noun:
            return None
        shared = _shared_subject(line, at, found)
        return _Cue(shared, (at, end), 1, trailing=False) if shared else None
    if not _is_finite(line, at, before, form, bool(helpers & _AUXILIARY)):
        return None
    relative = False
    subject: tuple[int, int] | None
    if line.at(before) in {"and", "but", "or"} or before < 0 or line.is_quote(before):
        subject = _shared_subject(line, at, found)
    elif line.at(before) in _RELATIVES or line.at(before) == "that":
        relative = True
        head = before - 1 if line.at(before - 1) != "," else before - 2
        subject = _phrase_before(line, head + 1)
    elif line.at(before) == ",":
        subject = _head_of_apposition(line, before)
    else:
        stop = _open_bracket(line, before) if line.at(before) in {")", *_DASHES} else before + 1
        subject = _mention(line, _clause_start(line, stop), stop)
    if subject and form == "present" and subject[1] - subject[0] == 1:
        word = line.words[subject[0]]
        subject = None if word.islower() and word not in _PRONOUNS and not word.endswith("s") else subject
    if subject is None or form == "base" and not helpers & _AUXILIARY and not _is_plural(line, subject, relative):
        return None
    trailing = _is_trailing(line, subject[0], end)
    if needs_clause and not trailing:
        return None
    return _Cue(subject, (at, end), strength, trailing, relative)


def _before_verb(line: _Line, at: int) -> int:
    """Index of what stands before the verb and its adverbs, auxiliaries and "on Monday"."""
    index = at - 1
    while index >= 0:
        word = line.lower[index]
        if word in _AUXILIARY or word in _ADVERBS or word.endswith("ly") and line.words[index].islower():
            index -= 1
        elif word in _TIMES and line.at(index - 1) in {"on", "this", "last", "in", "past"}:
            index -= 3 if (line.at(index - 2), line.at(index - 1)) == ("this", "past") else 2
        elif word in _TIMES and index and not line.is_break(index - 1) and line.words[index][0].isupper():
            index -= 1
        elif word == "'s" and line.at(index - 1) in _PRONOUNS or word == "to" and line.at(index - 1) == "on":
            index -= 1
        elif (line.at(index - 1), word) in {("went", "on"), ("goes", "on")}:
            index -= 2
        else:
            break
    return index


def _is_finite(line: _Line, at: int, before: int, form: str, helped: bool) -> bool:
    """Whether the form is a verb here: "the claims" and "of reports" are nouns."""
    word = line.at(at - 1)
    if word in _DETERMINERS - {"both", "all"} or word in _PREPOSITIONS or word in {"'s", "'"} and not helped:
        return False
    subject = line.at(before)
    if form == "base" and not helped:
        return subject not in _SINGULAR
    if form == "present" and line.words[before].islower() and subject not in _PRONOUNS | _RELATIVES:
        return not subject.endswith("s") and line.at(at + 1) not in _PREPOSITIONS
    return True


_SINGULAR = frozenset("he she it this".split())


def _is_plural(line: _Line, subject: tuple[int, int], relative: bool) -> bool:
    """Whether a verb without ending ("say") can go with the subject; "Trump plan" is none."""
    words = line.lower[slice(*subject)]
    core = line.lower[subject[0] : _core_end(line, *subject)]
    numbers = _DETERMINERS - {"the", "a", "an", "his", "her", "its", "their", "this", "that"}
    plural = {"they", "we", "i", "people", "police", "and"}
    return relative or words[0] in numbers or words[0][0].isdigit() or any(
        word in plural or word.endswith("s") and word != "'s" for word in core
    )


def _has_clause(line: _Line, at: int, lemma: str) -> bool:
    following = line.at(at + 1)
    if following in {"that", ":", "how", "why", "whether"} or line.is_quote(at + 1):
        return True
    if any(line.is_quote(index) for index in range(at + 1, min(at + 10, len(line)))):
        return True
    clausal = lemma in {"believe", "think", "hope", "fear", "expect", "feel", "know", "suspect", "doubt"}
    return clausal and (following in _PRONOUNS | _DETERMINERS | {"there"} or line.is_name(at + 1))


def _quoted_as_saying(line: _Line, at: int) -> bool:
    rest = line.lower[at : at + 9]
    return "as" in rest and rest[rest.index("as") + 1 : rest.index("as") + 2] == ["saying"]


def _is_trailing(line: _Line, subject: int, verb_end: int) -> bool:
    """Whether the statement stands before "X said", and nothing but circumstances behind it."""
    before = line.at(subject - 1)
    if not (before in {",", "—", "–", "-", "--"} or line.is_quote(subject - 1)):
        return False
    after = line.at(verb_end)
    stop = verb_end
    while not line.is_break(stop):
        stop += 1
    told = line.at(verb_end - 1) in {"told", "tells", "asked", "asks"}
    if after not in _PREPOSITIONS | _TIMES and not told:
        return stop == verb_end and after != ":"
    if line.is_quote(subject - 1) or line.is_quote(subject - 2):
        return True
    return "that" not in line.lower[verb_end:stop] and not line.is_quote(stop) and line.at(stop) != ":"


def _open_bracket(line: _Line, close: int) -> int:
    """Where the aside that ends at ``close`` begins: (R-Texas), - her aide -."""
    opens = {"("} if line.lower[close] == ")" else _DASHES
    index = close - 1
    while index > 0 and line.lower[index] not in opens:
        index -= 1
    return index if index > 0 else close


def _clause_start(line: _Line, end: int) -> int:
    """Where the noun phrase that ends at ``end`` can begin: behind punctuation or a conjunction."""
    start = end
    while start > 0 and not line.is_break(start - 1):
        word = line.lower[start - 1]
        if word in _SUBORDINATORS and start - 1 > 0 or word in _RELATIVES and _is_object(line, start - 1):
            break
        if word in {"and", "or", "but"} and not _joins_nouns(line, start - 1):
            break
        start -= 1
    return start


def _is_object(line: _Line, relative: int) -> bool:
    """Whether a clause with a subject of its own follows: "a speech in which Trump said"."""
    after = line.at(relative + 1)
    return line.at(relative - 1) in _PREPOSITIONS or line.is_name(relative + 1) or after in _PRONOUNS | _DETERMINERS


def _joins_nouns(line: _Line, at: int) -> bool:
    """Whether "and" stands between two parts of a subject and not between two clauses."""
    if line.lower[at] == "but":
        return False
    if line.is_name(at - 1) and line.is_name(at + 1):
        left = at - 1
        while left > 0 and line.is_name(left - 1):
            left -= 1
        if line.lower[0] in _PREPOSITIONS and not any(line.is_break(index) for index in range(at)):
            return True
        return line.is_break(left - 1) or line.at(left - 1) in _DETERMINERS | _SUBORDINATORS | {"of", "'s"} | ROLES
    for index in range(at - 1, -1, -1):
        word = line.lower[index]
        if line.is_break(index) or word in _SUBORDINATORS:
            return True
        if word in _VERBS or word in _AUXILIARY or word in _PRONOUNS or word.endswith("ed"):
            return False
    return True


def _head_of_apposition(line: _Line, comma: int) -> tuple[int, int] | None:
    """The subject before ", a senior analyst at ...," and before the name in "her aide, X,"."""
    segments: list[tuple[int, int]] = []
    end = comma
    while end > 0:
        start = end
        while start > 0 and not line.is_break(start - 1):
            start -= 1
        if start == end and line.at(end - 1) in {")", *_DASHES} and _open_bracket(line, end - 1) < end - 1:
            end = _open_bracket(line, end - 1)
            continue
        segments.insert(0, (start, end))
        if _is_all_name(line, start, end) and line.at(start - 1) == "," and _has_common_head(line, start - 1):
            return _mention(line, start, end)
        if line.at(start - 1) != "," or not _is_apposition(line, start, end):
            break
        end = start - 1
    while len(segments) > 1 and not _can_be_head(line, *segments[0]):
        segments.pop(0)
    start, end = segments[0]
    if any(line.lower[stop - 1] in _RELATIVES for _, stop in segments[1:]):
        return _phrase_before(line, end)
    return _mention(line, _clause_start(line, end), end) if start < end else None


def _phrase_before(line: _Line, end: int) -> tuple[int, int] | None:
    """The noun phrase that ends at ``end``, before "who": a name, or all from its determiner on."""
    first = _name_start(line, 0, end)
    if first < end:
        return first, end
    for index in range(end - 1, max(-1, end - 9), -1):
        if line.is_break(index):
            break
        if line.lower[index] in _DETERMINERS:
            return _mention(line, index, end)
    return _mention(line, _clause_start(line, end), end)


def _is_all_name(line: _Line, start: int, end: int) -> bool:
    return start < end and all(line.is_name(index) for index in range(start, end))


def _is_apposition(line: _Line, start: int, end: int) -> bool:
    """Whether a stretch between commas says more about what stands before it."""
    if start == end:
        return True
    if line.lower[start] in {"and", "but"}:
        return False
    if _follows_name(line, start - 1) and not _is_all_name(line, start, end):
        return True
    word = line.words[start]
    if not line.is_name(start) or end - start == 1 and _ABBREVIATED_PLACE.fullmatch(word):
        return line.lower[start] not in _PRONOUNS
    if any(line.lower[index] in ROLES for index in range(start, end)) and not line.is_name(end - 1):
        return True
    place = _is_all_name(line, start, end) and _ends_in_place(line, start - 1)
    return place or _is_all_name(line, start, end) and (line.at(start - 2) in ROLES or _has_common_head(line, start - 1))


def _follows_name(line: _Line, comma: int) -> bool:
    """Whether a name of two words or more is all that stands between two commas, or before one."""
    start = comma
    while line.is_name(start - 1):
        start -= 1
    return line.at(comma) == "," and comma - start > 1 and line.is_break(start - 1)


_ABBREVIATED_PLACE = re.compile(r"[RD]-.*|[A-Z][a-z]{1,5}\.|(?:[A-Z]\.)+")


def _ends_in_place(line: _Line, comma: int) -> bool:
    """Whether "in Aurora" or the like stands before the comma."""
    index = comma - 1
    while line.is_name(index):
        index -= 1
    return index < comma - 1 and line.at(index) in {"in", "at", "near", "from", "of"}


def _has_common_head(line: _Line, comma: int) -> bool:
    """Whether the segment before the comma is a phrase like "Ukraine's ambassador to the UN"."""
    start = comma
    while start > 0 and not line.is_break(start - 1):
        start -= 1
    return any(line.lower[index] in ROLES for index in range(start, comma))


def _can_be_head(line: _Line, start: int, end: int) -> bool:
    if start >= end:
        return False
    word = line.lower[start]
    if _timed_name(line, start, end) < end:
        return True
    if word in _SUBORDINATORS - {"but", "so", "yet"}:
        return line.at(start + 1) in _DETERMINERS | _PRONOUNS or line.is_name(start + 1)
    if word in _RELATIVES or word.endswith("ing"):
        return False
    return word not in _PREPOSITIONS and word not in _TIMES


def _timed_name(line: _Line, start: int, end: int) -> int:
    """Where the subject begins in "In March 2013 Dame Sally Davies"; ``end`` if there is none."""
    for index in range(start + 1, end):
        before = line.at(index - 1)
        timed = before in _TIMES or before[:1].isdigit()
        if timed and (line.is_name(index) or line.lower[index] in _DETERMINERS | _PRONOUNS):
            return index
    return end


def _shared_subject(line: _Line, at: int, found: list[_Cue]) -> tuple[int, int] | None:
    """The subject of "..., adding that" and "... and warned": that of the verb before, or the first."""
    earlier = [cue for cue in found if cue.verb[0] < at and not cue.relative]
    if earlier:
        return earlier[-1].subject
    return _leading_subject(line)


def _leading_subject(line: _Line) -> tuple[int, int] | None:
    """The noun phrase that a sentence begins with, behind "In a statement," and "On Monday"."""
    start = _after_dateline(line)
    while line.at(start) in _OPENERS or line.is_break(start) and start < len(line) and not line.is_quote(start):
        start += 1
    for at in range(start, min(start + 5, len(line) - 2)):
        if line.lower[at : at + 2] == ["it", "was"] and line.is_name(at + 2):
            return _mention(line, at + 2, _phrase_end(line, at + 2))
    if line.at(start) == "for" and line.is_name(start + 1):
        start += 1
    while _is_adverbial(line, start):
        behind = _after_adverbial(line, start)
        if behind >= len(line):
            start += line.at(start) in _SUBORDINATORS and line.at(start + 1) in _PRONOUNS
            break
        start = behind
        while line.at(start) in _OPENERS:
            start += 1
    end = _phrase_end(line, start)
    if line.at(end) in {"is", "was"} and line.is_name(end + 1) and not _is_all_name(line, start, end):
        start, end = end + 1, _phrase_end(line, end + 1)
    return _with_name_behind(line, start, end) if end > start else None


def _is_adverbial(line: _Line, start: int) -> bool:
    word = line.at(start)
    if word in _PREPOSITIONS | _SUBORDINATORS | _TIMES | _ADVERBS | _RELATIVES or line.at(start + 1) in _TIMES:
        return True
    comma = next((at for at in range(start, min(start + 7, len(line))) if line.lower[at] == ","), 0)
    if comma and line.lower[comma - 1] in _TIMES and not line.is_name(start):
        return True
    if word.endswith("ly"):
        return not line.is_name(start + 1) and line.at(start + 1) not in _VERBS
    return word.endswith(("ing", "ed"))


_OPENERS = frozenset("and but or so yet still meanwhile however likewise even well indeed moreover , then".split())


def _after_dateline(line: _Line) -> int:
    """Behind "WASHINGTON, Dec. 8 (UPI) —" at the beginning of an article."""
    if not line.words or not (line.words[0].isupper() and len(line.words[0]) > 2):
        return 0
    return next((at + 1 for at in range(1, min(14, len(line))) if line.lower[at] in _DASHES), 0)


def _after_adverbial(line: _Line, start: int) -> int:
    timed = _timed_name(line, start, len(line))
    comma = next((index for index in range(start, len(line)) if line.lower[index] == ","), len(line))
    inverted = any(line.lower[index] in {"was", "were", "is", "are"} for index in range(start, comma))
    if inverted and line.lower[start] in _PREPOSITIONS:
        return len(line)
    return min(timed, comma + 1)


def _phrase_end(line: _Line, start: int) -> int:
    """Where the noun phrase that starts at ``start`` ends."""
    index = start
    while index < len(line) and index - start < 16:
        word = line.lower[index]
        if line.is_break(index) or word in _AUXILIARY or word in _RELATIVES or word in _TIMES:
            break
        if word in _PREPOSITIONS and word != "of" or word in _SUBORDINATORS:
            break
        if word == "and" and not (line.is_name(index - 1) and line.is_name(index + 1)):
            break
        if index > start and (line.lower[index - 1] in _PRONOUNS or _is_past(line, index, start)):
            break
        if index > start and _ends_after_name(line, index, start):
            break
        index += 1
    return index


def _is_past(line: _Line, index: int, start: int) -> bool:
    """Whether a verb in the past ends the phrase: not "retired" in "the retired general"."""
    word, before = line.lower[index], line.lower[index - 1]
    if not word.endswith("ed") and _VERBS.get(word, ("", "", 0))[1] != "past":
        return False
    return before not in _DETERMINERS and not before.endswith("ly") and line.words[index].islower()


def _ends_after_name(line: _Line, index: int, start: int) -> bool:
    """Whether a word in lower case behind a name is a verb and not "aide" in "Clinton aide X"."""
    word = line.lower[index]
    if not line.is_name(index - 1) or line.words[index][0].isupper() or word in {"'s", "of", "and", "&"}:
        return False
    if line.lower[start] in _DETERMINERS or line.words[start].islower() or word in _PARTICLES:
        return False
    for at in range(index, index + 3):
        if line.at(at) in ROLES or line.is_name(at):
            return at > index and word.endswith(("s", "ed"))
        if line.is_break(at) or line.at(at) in _PREPOSITIONS | _AUXILIARY:
            return True
    return True


_PARTICLES = frozenset("de van von der den la le al bin du di da".split())


def _inverted_subject(line: _Line, before: int, start: int) -> tuple[int, int] | None:
    """The subject in “...,” said X, or None if what follows is an object or a clause."""
    quoted = before < 0 or line.is_quote(before) or line.at(before) in {"”", '"', "''"}
    if not quoted and line.at(before) not in {",", *_DASHES}:
        return None
    first = line.at(start)
    if first in _PREPOSITIONS:
        return None
    end = _phrase_end(line, start)
    named = any(line.is_name(index) or line.at(index) in ROLES for index in range(start, end))
    if not (line.is_name(start) or first in _DETERMINERS or first in {"he", "she", "they"} or named):
        return None
    after = line.at(end)
    closed = line.is_break(end) and after != ":" or after in _RELATIVES | _TIMES
    if closed or quoted and after in _PREPOSITIONS | {"and", "as", "when", "while"}:
        return _with_name_behind(line, start, end)
    return None


def _infinitive(line: _Line, at: int, strength: int) -> _Cue | None:
    """ "X was moved to say that ..." """
    following = line.at(at + 1)
    if strength < 3 or not (following in {"that", ":"} or line.is_quote(at + 1) or line.is_quote(at + 2)):
        return None
    start = _clause_start(line, at - 1)
    subject = _mention(line, start, _phrase_end(line, start))
    return _Cue(subject, (at, at + 1), 1, trailing=False) if subject else None


def _with_name_behind(line: _Line, start: int, end: int) -> tuple[int, int] | None:
    """The phrase's mention; in "the president of X, Y Z," it is the name behind the comma."""
    stop = end + 1
    while stop < len(line) and line.is_name(stop):
        stop += 1
    named = any(line.is_name(index) for index in range(start, _core_end(line, start, end)))
    if line.at(end) == "," and stop - end > 2 and line.is_break(stop) and not named:
        return end + 1, stop
    return _mention(line, start, end)


def _preposed(line: _Line, at: int, start: int, strength: int) -> _Cue | None:
    """A speaker behind "according to" or "reported by"."""
    end = start
    while end < len(line) and not line.is_break(end) and line.lower[end] not in _RELATIVES:
        if end > start and line.is_name(end - 1) and line.lower[end] in _DETERMINERS | _PRONOUNS:
            break
        end += 1
    subject = _with_name_behind(line, start, end) if end > start else None
    if subject is None:
        return None
    return _Cue(subject, (at, start), strength, trailing=at > 0)


def _words_cue(line: _Line, at: int) -> _Cue | None:
    """A speaker in "in Mr X's words" and "in the words of X"."""
    if line.at(at - 1) == "'s":
        start = at - 2
        while start > 0 and not line.is_break(start - 1) and line.lower[start - 1] not in _PREPOSITIONS:
            start -= 1
        subject = _mention(line, start, at - 1)
        return _Cue(subject, (start, at + 1), 2, trailing=False) if subject else None
    if line.at(at - 1) in _POSSESSIVES and line.at(at - 2) == "in":
        return _Cue((at - 1, at), (at - 2, at + 1), 2, trailing=False)
    if line.at(at - 1) == "the" and line.at(at + 1) == "of":
        return _preposed(line, at, at + 2, 2)
    return None


def _core_end(line: _Line, start: int, end: int) -> int:
    """Where the phrase's head ends: before its first preposition or relative clause."""
    for index in range(start + 1, end):
        word = line.lower[index]
        if word == "of" and line.at(index - 1) in ROLES and _names_person(line, index + 1, end):
            continue
        if word in _PREPOSITIONS or word in _RELATIVES or word in _MODIFIERS or word == "that":
            return index
    return end


def _names_person(line: _Line, start: int, end: int) -> bool:
    """Whether the office's name runs on into a person's: "secretary of state Hillary Clinton"."""
    if any(line.lower[index] in _PREPOSITIONS | _DETERMINERS for index in range(start, end)):
        return False
    return any(line.lower[index] in FIRST_NAMES and line.is_name(index + 1) for index in range(start, end - 1))


def _mention(line: _Line, start: int, end: int) -> tuple[int, int] | None:
    """The printed mention in a noun phrase: its name with title, else a pronoun, else all of it."""
    while start < end and line.lower[start] in _LEADING:
        start += 1
    while start < end and (line.is_break(start) or line.is_break(end - 1)):
        start, end = (start + 1, end) if line.is_break(start) else (start, end - 1)
    if start >= end:
        return None
    if line.lower[start] in _PRONOUNS:
        return start, start + 1
    if line.lower[end - 1] in _PRONOUNS:
        return end - 1, end
    counted = line.lower[start] in {"about", "around", "over", "nearly", "outside", "inside"}
    if counted and not line.is_name(start + 1) and line.at(start + 1) not in _DETERMINERS - _NUMBERS:
        return start, end
    if line.lower[start] in _PREPOSITIONS or line.lower[start] in _TIMES or line.lower[start] in _ADVERBS:
        return _last_phrase(line, start, end)
    core = _core_end(line, start, end)
    if line.lower[end - 1] in ROLES and line.is_name(end - 2) and core < end:
        return start, end
    first = _name_start(line, start, core)
    whole = start, (end if end - start <= 16 else core)
    office = all(line.lower[index] in ROLES or line.lower[index] == "prime" for index in range(first, core))
    if first < core and not office and not _is_group(line, first, core, start):
        determined = first - 1 if first > start and line.lower[first - 1] in _DETERMINERS else first
        return determined, (end if _is_institution(line, first, core, end) else core)
    numbered = line.lower[start] in _NUMBERS or line.lower[start][0].isdigit()
    if _VERBS.get(line.lower[start], ("", "", 0))[1] == "past":
        return None
    if line.lower[core - 1] in _TIMES or not numbered and not line.lower[core - 1][0].isalpha():
        return None
    return whole


_LEADING = frozenset("and but so then yet when as while if even also just only though although".split())
_NUMBERS = frozenset("two three four five six seven eight nine ten half some many most several".split())


def _name_start(line: _Line, start: int, core: int) -> int:
    """Where the capitalised words that end at ``core`` begin; ``core`` if there are none."""
    first = core
    while first > start and (line.is_name(first - 1) if first == core else _continues_name(line, first - 1, start)):
        first -= 1
    return first


def _is_group(line: _Line, first: int, core: int, start: int) -> bool:
    """Whether "Supporters" or "senior Democrats" is printed, which means more with what follows."""
    word = line.lower[core - 1]
    if core - first > 1 or not word.endswith("s") or word.endswith("ss"):
        return False
    if first == start:
        return start == 0 and line.at(core) in _PREPOSITIONS | _RELATIVES | _MODIFIERS | {"and"}
    return line.words[first - 1].islower() and line.lower[first - 1] not in _DETERMINERS | ROLES | {"'s"}


def _continues_name(line: _Line, index: int, start: int) -> bool:
    word = line.lower[index]
    if line.is_name(index):
        return True
    joins = word in {"and", "&", "de", "van", "von", "der", "la", "al", "bin", "of"} and index > start
    return joins and line.is_name(index - 1)


def _is_institution(line: _Line, first: int, core: int, end: int) -> bool:
    """Whether "of ..." belongs to the name, as in "the University of Iowa"."""
    if line.at(core) != "of" or not (line.is_name(core + 1) or line.is_name(core + 2)):
        return False
    return not is_person(tuple(line.lower[first:core])) or core - first == 1 and end - core <= 3


def _last_phrase(line: _Line, start: int, end: int) -> tuple[int, int] | None:
    """The noun phrase that ends a stretch like "On 18 October the agency"."""
    timed = _timed_name(line, start, end)
    if timed < end:
        return _mention(line, timed, end)
    first = _name_start(line, start, end)
    if first < end:
        if line.at(first - 1) in _DETERMINERS and first - 1 > start:
            first -= 1
        return None if line.at(first - 1) in _PREPOSITIONS else (first, end)
    for index in range(end - 1, start, -1):
        if line.lower[index] in _DETERMINERS and line.lower[index - 1] not in _PREPOSITIONS:
            return index, end
    return None


# ------------------------------------------------------------------------- reading the article


_STRAIGHTENED = (("’", "'"), ("‘", "'"), ("\xa0", " "), ("\u202f", " "), ("\t", " "), (_MASK, " "))
_CLOSING_MARK = re.compile(rf"{_MASK}{{1,2}} ")
_LINE_BREAKS = re.compile(r"[\r\n\f\v]")


_CUT_SHORT = re.compile(rf"(?:^|[\s(]){ABBREVIATED}$")


def _mended(text: str, sentences: Sequence[Span]) -> Iterator[Span]:
    """The sentences, with those cut after "Ms." and the like put together again."""
    start = None
    for sentence in sentences:
        begin = sentence.start if start is None else start
        if _CUT_SHORT.search(text, max(begin, sentence.end - 8), sentence.end):
            start = begin
            continue
        yield Span(begin, sentence.end)
        start = None
    if start is not None:
        yield Span(start, sentences[-1].end)


class _Reading:
    """One article while one of its sentences is attributed."""

    def __init__(self, text: str, sentences: Sequence[Span]) -> None:
        self.text = text
        self.sentences = list(_mended(text, sentences))
        self.starts = [sentence.start for sentence in self.sentences]
        self.paragraphs = paragraphs(text)
        self.quotes = [quote for part in self.paragraphs for quote in quotations_within(text, part)]
        self.flat, self.narration = self._flattened()

    @cached_property
    def names(self) -> Names:
        """The article's full names; most of the work, so only when someone is to be resolved."""
        return Names(self.flat)

    def _flattened(self) -> tuple[str, str]:
        """The text with straight apostrophes and no line breaks in paragraphs; the same, masked."""
        straight = self.text
        for printed, plain in _STRAIGHTENED:
            straight = straight.replace(printed, plain)
        flat, last = [], 0
        for paragraph in self.paragraphs:
            flat += ["\n" * (paragraph.start - last), _LINE_BREAKS.sub(" ", paragraph.of(straight))]
            last = paragraph.end
        flat.append("\n" * (len(straight) - last))
        text = "".join(flat)
        narration, last = [], 0
        for quote in self.quotes:
            narration.append(text[last : quote.start])
            narration.append(self._masked(text, quote))
            last = quote.end
        return text, "".join([*narration, text[last:]])

    def _masked(self, text: str, quote: Span) -> str:
        inner = text[quote.start + 1 : quote.end - 1]
        before, after = text[quote.start - 2 : quote.start], text[quote.end : quote.end + 2]
        nickname = inner.isalpha() and before[:1].isalpha() and after[:1] == " " and after[1:].isupper()
        return f" {inner} " if nickname and inner[0].isupper() else _MASK * len(quote)

    # ------------------------------------------------------------------ one sentence and around it

    def attribution(self, sentence: Span) -> Attribution | None:
        """See :func:`attribute`."""
        target = self._index(sentence.start)
        span = self.sentences[target]
        line = self._line(span)
        cue = _best(line)
        if cue:
            statement = _statement(self.text, line, cue, span)
            return self._attributed(line, cue, target, statement)
        quote = self._main_quote(span)
        if quote is None:
            return None
        statement = Span(max(quote.start, span.start), min(quote.end, span.end))
        index, line, cue = self._around(target, quote) or (0, line, None)
        return self._attributed(line, cue, index, statement) if cue else None

    def _line(self, span: Span) -> _Line:
        """The sentence's tokens, but for the mark that closes the quotation before it."""
        tail = _CLOSING_MARK.match(self.narration, span.start, span.end)
        return _Line(self.narration, Span(tail.end(), span.end) if tail else span)

    def _main_quote(self, span: Span) -> Span | None:
        """The quotation that most of the sentence stands in, if there is one."""
        first = max(0, bisect_right(self.quotes, span.start, key=lambda quote: quote.start) - 1)
        best, share = None, 0
        for quote in self.quotes[first:]:
            if quote.start >= span.end:
                break
            overlap = min(quote.end, span.end) - max(quote.start, span.start)
            if overlap > share:
                best, share = quote, overlap
        return best if best and best.start <= span.start + 1 else None

    def _around(self, target: int, quote: Span) -> tuple[int, _Line, _Cue] | None:
        """The cue for a quotation whose sentence has none: behind it, before it, further on."""
        last = self._index(quote.end - 1)
        for index in (last, last + 1):
            if index < len(self.sentences) and (index != target or index == last):
                found = self._tag(index, quote)
                if found:
                    return found
        return self._earlier(self._index(quote.start), target) or self._later(last + 1, target)

    def _tag(self, index: int, quote: Span) -> tuple[int, _Line, _Cue] | None:
        """The cue that follows a quotation at once: “...,” he said."""
        end = self.sentences[index].end
        if self.text[quote.end : self.sentences[index].start].strip(" ") or end <= quote.end:
            return None
        if index == self._index(end - 1) != self._index(quote.end - 1) and not _expects_tag(self.text, quote):
            return None
        line = _Line(self.narration, Span(quote.end - 1, end))
        cue = _best(line)
        if cue and cue.trailing and min(cue.subject[0], cue.verb[0]) <= 3:
            return index, line, cue
        return None

    def _earlier(self, start: int, target: int) -> tuple[int, _Line, _Cue] | None:
        """The last cue before: in the quotation's paragraph, or the one before it.

        Paragraphs that are all quotation are passed over, so a long quotation goes back to where
        its speaker was named.
        """
        paragraph = self._paragraph(start)
        narrated = False
        for index in range(start, max(-1, start - _FAR), -1):
            line = self._line(self.sentences[index])
            here = self._paragraph(index)
            if here != paragraph:
                if narrated and here < self._paragraph(start):
                    return None
                paragraph = here
            cue = (_best(line) or _subject_alone(line, here == self._paragraph(start))) if index != target else None
            if cue:
                return index, line, cue
            narrated = narrated or sum(not line.is_break(at) for at in range(len(line))) > 0 and here != self._paragraph(start)
        return None

    def _later(self, start: int, target: int) -> tuple[int, _Line, _Cue] | None:
        """The next cue behind: in the same paragraph, or at the next one's beginning."""
        paragraph = self._paragraph(target)
        for index in range(start, min(len(self.sentences), start + _FAR)):
            here = self._paragraph(index)
            line = self._line(self.sentences[index])
            cue = _best(line)
            if cue:
                return index, line, cue
            if here != paragraph:
                return None
        return None

    def _index(self, position: int) -> int:
        return max(0, bisect_right(self.starts, position) - 1)

    def _paragraph(self, index: int) -> int:
        if index >= len(self.sentences):
            return len(self.paragraphs)
        return bisect_right(self.paragraphs, self.starts[index], key=lambda span: span.start)

    def _attributed(self, line: _Line, cue: _Cue, index: int, statement: Span) -> Attribution:
        mention = line.span(*cue.subject)
        name = self._resolved(line, cue, index) or mention
        verb = line.span(*cue.verb).of(self.text) if cue.verb[1] > cue.verb[0] else None
        return Attribution(mention, name, statement, verb)

    # ---------------------------------------------------------------------------- who it is in full

    def _resolved(self, line: _Line, cue: _Cue, index: int) -> Span | None:
        mention = line.span(*cue.subject)
        words = line.lower[cue.subject[0] : cue.subject[1]]
        pronoun = _POSSESSIVES.get(words[0], words[0]) if len(words) == 1 else ""
        if pronoun in {"he", "she"}:
            return self._antecedent(pronoun, line, cue, index)
        if pronoun == "they":
            return self._plural(index)
        if "and" in words or pronoun in _PRONOUNS:
            return None
        if _is_role(words):
            return self._role(words, mention)
        small = {word for word in line.words[slice(*cue.subject)] if word.islower()}
        if not small - _DETERMINERS - _PARTICLES - {"of", "&"}:
            return self.names.full_name(mention) or untitled(self.flat, mention).span
        return None

    def _role(self, words: list[str], mention: Span) -> Span | None:
        if words[0] in {"a", "an", "one", "some", "another", "several", "two", "three"}:
            return None
        phrase = [word for word in words if word not in _DETERMINERS]
        for first in range(len(phrase)):
            holder = self.names.role_holder(" ".join(phrase[first:]), mention, earlier=first > 0)
            if holder:
                return holder
        return None

    def _antecedent(self, pronoun: str, line: _Line, cue: _Cue, index: int) -> Span | None:
        """Whom "he" or "she" means: the subject before, else the nearest name that fits.

        Not someone whom the statement names: people rarely speak of themselves by name.
        """
        mention = line.span(*cue.subject)
        start = self.sentences[index].start
        said = self.flat[start : mention.start] if cue.trailing else ""
        unlikely = frozenset(re.findall(r"\w+", said.lower()))
        own = next((other for other in _cues(line) if other.verb[1] <= min(cue.subject[0], cue.verb[0])), None)
        if own and line.is_name(own.subject[1] - 1):
            return self.names.full_name(line.span(*own.subject)) or line.span(*own.subject)
        if not cue.trailing and cue.subject[0] > 0:
            name = self._person(_Line(self.narration, Span(start, mention.start)), pronoun, unlikely)
            if name:
                return name
        for earlier in range(index - 1, max(-1, index - _FAR), -1):
            name = self._person(self._line(self.sentences[earlier]), pronoun, unlikely)
            if name:
                return name
        return self._nearest_name(pronoun, mention.start, unlikely)

    def _person(self, line: _Line, pronoun: str, unlikely: frozenset[str]) -> Span | None:
        """The speaker or else the subject of a line, if that is a person whom the pronoun fits."""
        cue = _best(line)
        for subject in (cue.subject if cue else None, _leading_subject(line)):
            if subject is None:
                continue
            mention = line.span(*subject)
            words = line.lower[slice(*subject)]
            if _is_role(words):
                name = self._role(words, mention) or mention
            elif line.is_name(subject[1] - 1) and "and" not in words:
                name = self.names.full_name(mention)
                short = untitled(self.flat, mention)
                if name is None and short.title and is_person(short.words):
                    name = short.span
            else:
                continue
            sure = bool(cue and subject == cue.subject) or name and self.names.is_surely_person(name)
            if name and sure and self._fits(name, pronoun, unlikely):
                return name
        return None

    def _fits(self, name: Span, pronoun: str, unlikely: frozenset[str]) -> bool:
        words = tuple(name.of(self.flat).lower().split())
        return words[-1] not in unlikely and self.names.gender(words) in (None, pronoun)

    def _nearest_name(self, pronoun: str, position: int, unlikely: frozenset[str]) -> Span | None:
        for name in self.names.before(position):
            quoted = self.narration[name.span.start] == _MASK
            if not quoted and self.names.is_surely_person(name.span) and self._fits(name.span, pronoun, unlikely):
                return name.span
        return None

    def _plural(self, index: int) -> Span | None:
        """Whom "they" means: the last speakers who are more than one."""
        for earlier in range(index - 1, max(-1, index - 6), -1):
            line = self._line(self.sentences[earlier])
            cue = _best(line)
            if cue and (line.lower[cue.subject[1] - 1].endswith("s") or "and" in line.lower[slice(*cue.subject)]):
                return line.span(*cue.subject)
        return None


def _expects_tag(text: str, quote: Span) -> bool:
    """Whether a quotation can be followed by "he said": it does not end in a full stop."""
    return not re.search(r"(?<!\.)\.\W{1,3}$", text[max(quote.start, quote.end - 6) : quote.end])


_FAR = 60
"""Sentences to look back or on for a speaker."""


def _is_role(words: Sequence[str]) -> bool:
    return words[-1] in ROLES and all(word in ROLES or word in _DETERMINERS or word.isalpha() for word in words) and (
        words[0] in _DETERMINERS or all(word in ROLES or word == "prime" for word in words)
    )


def _best(line: _Line) -> _Cue | None:
    """The cue that tells who says the line as a whole, if there is one."""
    cues = _cues(line)
    colon = _colon_cue(line) if not any(cue.strength == 3 for cue in cues) else None
    ranked = [*cues, colon] if colon else cues
    frame = next((cue for cue in cues if _holds_the_rest(line, cue)), None)
    return max(ranked, key=lambda cue: (_rank(line, cue, frame), -cue.verb[0]), default=None)


def _holds_the_rest(line: _Line, cue: _Cue) -> bool:
    """Whether what follows in the line is what this cue's speaker says."""
    lemma, form, strength = _VERBS.get(line.lower[cue.verb[0]], ("", "", 0))
    if cue.trailing or cue.relative or strength < 3:
        return False
    if line.at(cue.subject[0] - 1) in _SUBORDINATORS - {"but", "so", "yet"}:
        return False
    return cue.strength == 3 or line.at(cue.verb[1]) == "that"


def _rank(line: _Line, cue: _Cue, frame: _Cue | None) -> int:
    """A person who says it beats a source that it is according to; the frame beats what it holds."""
    if line.at(cue.verb[0]) == "according":
        return 5
    rank = 2 * cue.strength + (3 if cue.trailing and cue.strength > 1 else 0) - (3 if cue.relative else 0)
    first, last = min(cue.subject[0], cue.verb[0]), max(cue.subject[1], cue.verb[1])
    near = range(last, min(last + 3, len(line)))
    if line.is_quote(first - 1) or any(line.is_quote(index) for index in near):
        rank += 2
    if line.at(first - 1) in _SUBORDINATORS - {"but", "so", "yet"} and not cue.trailing:
        rank -= 2
    joined = line.at(first - 1) in {"and", "but", ";"} and rank > 7
    if frame and frame.verb[0] < first and not cue.trailing and not joined:
        rank -= 4
    return rank


def _colon_cue(line: _Line) -> _Cue | None:
    """The subject of a sentence that ends in a quotation behind a colon."""
    for index in range(1, len(line)):
        if line.is_quote(index) and line.lower[index - 1] == ":":
            if line.lower[0] in _POSSESSIVES:
                return _Cue((0, 1), (index, index), 1, trailing=False)
            subject = _leading_subject(line)
            return _Cue(subject, (index, index), 1, trailing=False) if subject else None
    return None


def _subject_alone(line: _Line, near: bool) -> _Cue | None:
    """The person whom the sentence before a quotation is about."""
    subject = _leading_subject(line) if near or line.at(len(line) - 1) == ":" else None
    if subject is None:
        return None
    person = line.is_name(subject[1] - 1) or line.lower[subject[0]] in {"he", "she"}
    return _Cue(subject, (len(line), len(line)), 1, trailing=False) if person else None


def _statement(text: str, line: _Line, cue: _Cue, sentence: Span) -> Span:
    """What is said: the sentence without the words that say who says it."""
    first, last = min(cue.subject[0], cue.verb[0]), max(cue.subject[1], cue.verb[1])
    before, after = Span(sentence.start, line.spans[first].start), Span(line.spans[last - 1].end, sentence.end)
    quoted = [index for index in range(len(line)) if line.is_quote(index)]
    earlier, later = [at for at in quoted if at < first], [at for at in quoted if at > last]
    if not cue.trailing:
        begin = _complement(line, last)
        after = Span(line.spans[begin].start, sentence.end) if begin < len(line) else after
        return _stripped(text, after if len(after) > 3 else before)
    if earlier:
        return line.span(earlier[0], (later or earlier)[-1] + 1)
    if line.lower[0] in {"it", "there"} and first < 4 and later:
        return _stripped(text, Span(line.spans[later[0]].start, sentence.end))
    circumstance = line.at(last) in _PREPOSITIONS | _TIMES or line.at(last - 1) in {"told", "tells"}
    if len(after) < 4 or circumstance and not later:
        return _stripped(text, before)
    return sentence


def _complement(line: _Line, verb_end: int) -> int:
    """Where what is said begins: behind "that" or a colon if only hearers and times come before."""
    if line.at(verb_end) in _PRONOUNS - {"it"}:
        return verb_end
    for index in range(verb_end, min(verb_end + 14, len(line))):
        word = line.lower[index]
        if word in {"that", ":"} and line.at(index + 1) not in _TIMES:
            return index + 1
        if word in _AUXILIARY or line.is_break(index):
            break
    return verb_end


def _stripped(text: str, span: Span) -> Span:
    part = span.of(text)
    start = re.match(r"(?:[\s,:;—–]|that\b)*", part)
    begin = span.start + (start.end() if start else 0)
    end = span.start + len(part.rstrip(" ,;:—–-\n"))
    return Span(begin, end) if begin < end else span
