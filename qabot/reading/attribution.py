"""Who says it: the speaker of a sentence, by rules about how news articles print speech."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qabot.reading.names import ABBREVIATED, FUNCTION_WORDS, ROLES, UPPER, Names, is_person, untitled
from qabot.text.quotes import quotations
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
    "say tell state claim warn deny add argue announce declare insist write ask reply respond answer"
    " report note explain assert maintain contend allege acknowledge admit concede confirm stress"
    " emphasize emphasise observe remark comment continue conclude recall reveal disclose suggest"
    " indicate predict tweet retweet post quip joke testify caution counter retort rebut reiterate"
    " repeat lament complain boast brag shout yell cry exclaim whisper mutter murmur opine muse"
    " recount relate point mention posit charge affirm attest avow proclaim pronounce elaborate"
    " clarify speculate theorize theorise wonder interject scoff fume gush enthuse marvel sigh laugh"
    " snap estimate forecast surmise hypothesize advise propose recommend agree disagree concur"
    " protest object chime begin"
).split()
_JUDGING = (
    "criticize criticise condemn denounce praise blast slam dismiss reject defend accuse blame thank"
    " attack applaud decry deride mock deplore commend congratulate endorse welcome hail laud deem"
    " demand urge vow pledge promise threaten swear offer refuse decline appeal press implore plead"
    " express voice chide scold rebuke castigate taunt question outline detail pan tout champion"
    " apologize apologise hint reassure assure inform instruct cite quote invoke liken compare invite"
    " encourage vent signal portray brand label characterize characterise insinuate imply discuss"
    " unveil advocate speak refer regret chastise ridicule challenge summarize summarise describe"
).split()
_HOLDING = (
    "believe think hope fear expect feel know find call see hold show consider understand foresee"
    " doubt suspect worry figure guess assume regard read dub put"
).split()
"""Verbs that report speech only with a clause or a quote behind them ("called it “a mess”")."""

_VERBS = {
    form: (lemma, kind, strength)
    for strength, lemmas in ((1, _HOLDING), (2, _JUDGING), (3, _SAYING))
    for lemma in lemmas
    for form, kind in _forms(lemma).items()
}
_PHRASES = {
    ("went", "on"), ("goes", "on"), ("put", "it"), ("puts", "it"), ("made", "clear"),
    ("makes", "clear"), ("pointed", "out"),
}  # fmt: skip
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
    " however famously both rather though".split()
)
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june"
    " july august september october november december yesterday today tonight tomorrow week month"
    " year night morning afternoon evening earlier later last next this mon tue wed thu fri sat sun"
    " jan feb mar apr jun jul aug sept oct nov dec recently afterwards afterward then ago there"
    " here".split()
)
_PREPOSITIONS = frozenset(
    "of for in at from with on to by near about into over during after before between among against"
    " under without within upon through outside inside across around behind since despite amid via"
    " like as than per following".split()
)
_SUBORDINATORS = frozenset(
    "that because when while if although though but until whether how why where than so unless as after"
    " before since yet once".split()
)
_RELATIVES = frozenset("who which whom whose".split())
_MODIFIERS = frozenset("familiar close involved speaking citing based working running".split())
_STOPS = frozenset(", ; : ( ) [ ] – — - . ? ! … / | \n".split()) | {"\n", "--"}

_MASK = "\x01"
_TOKEN = re.compile(
    rf"{_MASK}+|{ABBREVIATED}|(?:[{UPPER}]\.)+(?:-\w+)*|\d[\d,.]*\d|'s\b"
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
    return _Reading(text, sentences).attribution(target)


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


class _Line:
    """The tokens of a stretch of narration; each quoted stretch in it is one token of masks."""

    def __init__(self, narration: str, span: Span) -> None:
        self.words: list[str] = []
        self.spans: list[Span] = []
        for match in _TOKEN.finditer(narration, span.start, span.end):
            self.words.append(match.group())
            self.spans.append(Span(*match.span()))
        self.lower = [word.lower() for word in self.words]

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
        lower = word.lower()
        return word[:1].isupper() and lower not in _TIMES and lower not in FUNCTION_WORDS

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
        if word in _VERBS or (word, line.at(at + 1)) in _PHRASES:
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
    if line.at(at - 1) == "to" and (line.at(at - 2), line.at(at - 1)) != ("on", "to"):
        return None
    if strength == 1 and not phrase and not _has_clause(line, at, lemma):
        return None
    if lemma not in _TRANSITIVE and before == at - 1 and form in {"past", "present"}:
        inverted = _inverted_subject(line, end)
        if inverted and (before < 0 or line.at(before) in {",", "—", "–", "-", "--"} or line.is_quote(before)):
            return _Cue(inverted, (at, end), strength, trailing=True)
    return _subject_cue(line, at, end, before, found)


def _subject_cue(line: _Line, at: int, end: int, before: int, found: list[_Cue]) -> _Cue | None:
    lemma, form, strength = _VERBS.get(line.lower[at], (line.lower[at], "past", 3))
    helpers = set(line.lower[before + 1 : at])
    if form == "participle" and not helpers & _BE:
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
        subject = _mention(line, _clause_start(line, head + 1), head + 1)
    elif line.at(before) == ",":
        subject = _head_of_apposition(line, before)
    else:
        stop = _open_bracket(line, before) if line.at(before) == ")" else before + 1
        subject = _mention(line, _clause_start(line, stop), stop)
    if subject is None:
        return None
    trailing = _is_trailing(line, subject[0], end)
    return _Cue(subject, (at, end), strength, trailing, relative)


def _before_verb(line: _Line, at: int) -> int:
    """Index of what stands before the verb and its adverbs, auxiliaries and "on Monday"."""
    index = at - 1
    while index >= 0:
        word = line.lower[index]
        if word in _AUXILIARY or word in _ADVERBS or word.endswith("ly") and line.words[index].islower():
            index -= 1
        elif word in _TIMES and line.at(index - 1) in {"on", "this", "last", "in"}:
            index -= 2
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
    if word in _DETERMINERS or word in _PREPOSITIONS or word in {"'s", "'"} and not helped:
        return False
    subject = line.at(before)
    if form == "base" and not helped:
        plural = subject.endswith("s") or subject in {"they", "we", "i", "people", "who", "that", "and"}
        return plural or subject == ","
    if form == "present" and line.words[before].islower() and subject not in _PRONOUNS | _RELATIVES:
        return not subject.endswith("s") and line.at(at + 1) not in _PREPOSITIONS
    return True


def _has_clause(line: _Line, at: int, lemma: str) -> bool:
    following = line.at(at + 1)
    if following in {"that", ":"} or line.is_quote(at + 1):
        return True
    if any(line.is_quote(index) for index in range(at + 1, min(at + 12, len(line)))):
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
    told = line.at(verb_end - 1) in {"told", "tells"}
    return line.is_break(verb_end) and after != ":" or after in _PREPOSITIONS | _TIMES or told


def _open_bracket(line: _Line, close: int) -> int:
    index = close
    while index > 0 and line.lower[index] != "(":
        index -= 1
    return index if index else close


def _clause_start(line: _Line, end: int) -> int:
    """Where the noun phrase that ends at ``end`` can begin: behind punctuation or a conjunction."""
    start = end
    while start > 0 and not line.is_break(start - 1):
        word = line.lower[start - 1]
        if word in _RELATIVES or word in _SUBORDINATORS and start - 1 > 0:
            break
        if word in {"and", "or", "but"} and not _joins_nouns(line, start - 1):
            break
        start -= 1
    return start


def _joins_nouns(line: _Line, at: int) -> bool:
    """Whether "and" stands between two parts of a subject and not between two clauses."""
    if line.lower[at] == "but":
        return False
    if line.is_name(at - 1) and line.is_name(at + 1):
        left = at - 1
        while left > 0 and line.is_name(left - 1):
            left -= 1
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
        if start == end and line.at(end - 1) == ")":
            end = _open_bracket(line, end - 1)
            continue
        segments.insert(0, (start, end))
        if line.at(start - 1) != "," or not _is_apposition(line, start, end):
            break
        end = start - 1
    while len(segments) > 1 and not _can_be_head(line, *segments[0]):
        segments.pop(0)
    for start, end in segments[:3]:
        if all(line.is_name(index) for index in range(start, end)):
            return _mention(line, start, end)
        if start != segments[0][0]:
            break
        following = segments[1] if len(segments) > 1 else None
        if following and not line.is_name(end - 1) and _is_all_name(line, *following):
            return _mention(line, *following)
    start, end = segments[0]
    return _mention(line, _clause_start(line, end), end) if start < end else None


def _is_all_name(line: _Line, start: int, end: int) -> bool:
    return start < end and all(line.is_name(index) for index in range(start, end))


def _is_apposition(line: _Line, start: int, end: int) -> bool:
    """Whether a stretch between commas says more about what stands before it."""
    if start == end:
        return True
    word = line.words[start]
    if not line.is_name(start) or re.fullmatch(r"[RD]-.*|[A-Z][a-z]{1,5}\.|(?:[A-Z]\.)+", word):
        return line.lower[start] not in _PRONOUNS
    if any(line.lower[index] in ROLES for index in range(start, end)) and not line.is_name(end - 1):
        return True
    return _is_all_name(line, start, end) and (line.at(start - 2) in ROLES or _has_common_head(line, start - 1))


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
    if word in _RELATIVES or word.endswith("ing") or word in _SUBORDINATORS:
        return False
    if word not in _PREPOSITIONS and word not in _TIMES:
        return True
    return _mention(line, start, end) is not None and line.at(start + 1) in _TIMES | {"a", "an"}


def _shared_subject(line: _Line, at: int, found: list[_Cue]) -> tuple[int, int] | None:
    """The subject of "..., adding that" and "... and warned": that of the verb before, or the first."""
    earlier = [cue for cue in found if cue.verb[0] < at and not cue.relative]
    if earlier:
        return earlier[-1].subject
    return _leading_subject(line)


def _leading_subject(line: _Line) -> tuple[int, int] | None:
    """The noun phrase that a sentence begins with, behind "In a statement," and "On Monday"."""
    start = 0
    while start < len(line) and line.is_break(start) and not line.is_quote(start):
        start += 1
    if line.lower[start : start + 2] == ["it", "was"] and line.is_name(start + 2):
        start += 2
    if line.at(start) in _PREPOSITIONS | _SUBORDINATORS or line.at(start).endswith("ing"):
        start = _after_adverbial(line, start)
    while line.at(start) in {"and", "but", "so", "then", "yet", "still", "meanwhile", "however", ","}:
        start += 1
    end = _phrase_end(line, start)
    return _mention(line, start, end) if end > start else None


def _after_adverbial(line: _Line, start: int) -> int:
    for index in range(start, len(line)):
        if line.lower[index] == ",":
            return index + 1
        timed = line.at(index - 1) in _TIMES or line.at(index - 1).isdigit()
        if timed and index > start + 1 and (line.is_name(index) or line.lower[index] in _PRONOUNS):
            return index
    return len(line)


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
        if index > start and line.lower[index - 1] in _PRONOUNS:
            break
        if index > start and _ends_after_name(line, index):
            break
        index += 1
    return index


def _ends_after_name(line: _Line, index: int) -> bool:
    """Whether a word in lower case behind a name is a verb and not "aide" in "Clinton aide X"."""
    word = line.lower[index]
    if not line.is_name(index - 1) or line.words[index][0].isupper() or word in {"'s", "of", "and"}:
        return False
    if word in ROLES or line.at(index + 1) in ROLES:
        return False
    particle = word in {"de", "van", "von", "der", "den", "la", "le", "al", "bin", "du", "di", "da", "&"}
    return not particle and not (line.is_name(index + 1) and not word.endswith(("s", "ed")))


def _inverted_subject(line: _Line, start: int) -> tuple[int, int] | None:
    """The subject in “...,” said X, or None if what follows is an object or a clause."""
    first = line.at(start)
    begins = line.is_name(start) or first in _DETERMINERS or first in ROLES or first in {"he", "she", "they"}
    if not begins:
        return None
    end = _phrase_end(line, start)
    after = line.at(end)
    if not (line.is_break(end) or after in _PREPOSITIONS | _RELATIVES | _TIMES | {"and", "as", "when"}):
        return None
    return _with_name_behind(line, start, end)


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
        if word in _PREPOSITIONS or word in _RELATIVES or word in _MODIFIERS or word == "that":
            return index
    return end


def _mention(line: _Line, start: int, end: int) -> tuple[int, int] | None:
    """The printed mention in a noun phrase: its name with title, else a pronoun, else all of it."""
    while start < end and line.lower[start] in {"and", "but", "so", "then", "yet", "when", "as", "while", "if"}:
        start += 1
    while start < end and (line.is_break(start) or line.is_break(end - 1)):
        start, end = (start + 1, end) if line.is_break(start) else (start, end - 1)
    if start >= end:
        return None
    if line.lower[end - 1] in _PRONOUNS:
        return end - 1, end
    if line.lower[start] in _PREPOSITIONS or line.lower[start] in _TIMES or line.lower[start] in _ADVERBS:
        return _last_phrase(line, start, end)
    core = _core_end(line, start, end)
    if line.is_name(core - 1):
        first = core - 1
        while first > start and _continues_name(line, first - 1, start):
            first -= 1
        return first, (end if _is_institution(line, first, core, end) else core)
    if line.lower[core - 1] in _TIMES or not line.lower[core - 1][0].isalpha():
        return None
    return start, (end if end - start <= 16 else core)


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
    first = end
    while first > start and _continues_name(line, first - 1, start):
        first -= 1
    if first < end:
        direct = first > start and line.lower[first - 1] in _PREPOSITIONS and first - 1 == start
        return None if direct else (first, end)
    for index in range(end - 1, start, -1):
        if line.lower[index] in _DETERMINERS and index - 1 != start:
            return index, end
    return None


# ------------------------------------------------------------------------- reading the article


_STRAIGHTEN = str.maketrans({"’": "'", "‘": "'", "\xa0": " ", "\u202f": " ", "\t": " ", _MASK: " "})


class _Reading:
    """One article while one of its sentences is attributed."""

    def __init__(self, text: str, sentences: Sequence[Span]) -> None:
        self.text = text
        self.sentences = sentences
        self.starts = [sentence.start for sentence in sentences]
        self.quotes = quotations(text)
        self.paragraphs = paragraphs(text)
        self.flat, self.narration = self._flattened()
        self.names = Names(self.flat)

    def _flattened(self) -> tuple[str, str]:
        """The text with straight apostrophes and no line breaks in paragraphs; the same, masked."""
        straight = self.text.translate(_STRAIGHTEN)
        flat, last = [], 0
        for paragraph in self.paragraphs:
            flat += ["\n" * (paragraph.start - last), re.sub(r"[\r\n\f\v]", " ", paragraph.of(straight))]
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

    def attribution(self, target: int) -> Attribution | None:
        """See :func:`attribute`."""
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
        return _Line(self.narration, span)

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
        return best if 2 * share >= len(span) else None

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
        line = self._line(Span(quote.end - 1, end))
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
        if line.is_name(cue.subject[1] - 1) or line.is_name(cue.subject[0]) and len(words) > 1:
            return self.names.full_name(mention) or untitled(self.flat, mention).span
        return None

    def _role(self, words: list[str], mention: Span) -> Span | None:
        if words[0] in {"a", "an", "one", "some", "another", "several", "two", "three"}:
            return None
        phrase = [word for word in words if word not in _DETERMINERS]
        while phrase:
            holder = self.names.role_holder(" ".join(phrase), mention)
            if holder:
                return holder
            phrase.pop(0)
        return None

    def _antecedent(self, pronoun: str, line: _Line, cue: _Cue, index: int) -> Span | None:
        """Whom "he" or "she" means: the subject before, else the nearest name that fits.

        Not someone whom the statement names: people rarely speak of themselves by name.
        """
        mention = line.span(*cue.subject)
        start = self.sentences[index].start
        said = self.flat[start : mention.start] if cue.trailing else ""
        unlikely = frozenset(re.findall(r"\w+", said.lower()))
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
                name = self._role(words, mention)
            elif line.is_name(subject[1] - 1) and "and" not in words:
                name = self.names.full_name(mention)
                short = untitled(self.flat, mention)
                if name is None and short.title and is_person(short.words):
                    name = short.span
            else:
                continue
            if name and self._fits(name, pronoun, unlikely):
                return name
        return None

    def _fits(self, name: Span, pronoun: str, unlikely: frozenset[str]) -> bool:
        words = tuple(name.of(self.flat).lower().split())
        return words[-1] not in unlikely and self.names.gender(words) in (None, pronoun)

    def _nearest_name(self, pronoun: str, position: int, unlikely: frozenset[str]) -> Span | None:
        for name in self.names.before(position):
            quoted = self.narration[name.span.start] == _MASK
            if not quoted and self._fits(name.span, pronoun, unlikely):
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
    return max(ranked, key=lambda cue: (_rank(line, cue), -cue.verb[0]), default=None)


def _rank(line: _Line, cue: _Cue) -> int:
    """A person who says it beats a source that it is according to; the frame beats what it holds."""
    if line.lower[cue.verb[0]] == "according":
        return 5
    rank = 2 * cue.strength + (3 if cue.trailing and cue.strength > 1 else 0) - (3 if cue.relative else 0)
    first, last = min(cue.subject[0], cue.verb[0]), max(cue.subject[1], cue.verb[1])
    near = range(last, min(last + 3, len(line)))
    if line.is_quote(first - 1) or any(line.is_quote(index) for index in near):
        rank += 2
    if line.at(first - 1) in _SUBORDINATORS and not cue.trailing:
        rank -= 2
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
    if cue.trailing:
        if any(index > last for index in quoted) and any(index < first for index in quoted):
            return line.span(quoted[0], quoted[-1] + 1)
        if any(index < first for index in quoted) or len(after) < len(before):
            return _stripped(text, before)
        return _stripped(text, after) if len(before) < 12 else sentence
    return _stripped(text, after) if len(after) > 3 else _stripped(text, before)


def _stripped(text: str, span: Span) -> Span:
    part = span.of(text)
    start = re.match(r"(?:[\s,:;—–]|that\b)*", part)
    begin = span.start + (start.end() if start else 0)
    end = span.start + len(part.rstrip(" ,;:—–-\n"))
    return Span(begin, end) if begin < end else span
