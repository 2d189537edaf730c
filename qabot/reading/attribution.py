"""Who says it: the speaker of a sentence, by rules about how news articles print speech."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice

from qabot.reading.names import (
    ABBREVIATED,
    ADVERBS,
    AUXILIARY,
    BE,
    DASHES,
    DETERMINERS,
    HEADLINE_VERBS,
    MASK,
    NEEDS_CLAUSE,
    NEEDS_PARTNER,
    PARTICLES,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    ROLES,
    SUBORDINATORS,
    TIMES,
    TRANSITIVE,
    VERB_PHRASES,
    VERBS,
    Line,
    Names,
    clause_start,
    core_end,
    head_of_apposition,
    is_person,
    leading_subject,
    mention_in,
    open_bracket,
    phrase_before,
    phrase_end,
    untitled,
    with_name_behind,
)
from qabot.text.quotes import quotations_within
from qabot.text.sentences import paragraphs
from qabot.types import Span

# -------------------- cues


@dataclass(frozen=True, slots=True)
class Cue:
    """One sign of a speaker: subject and verb as token ranges, and how much it is to be trusted."""

    subject: tuple[int, int]
    verb: tuple[int, int]
    strength: int
    trailing: bool
    relative: bool = False

    @property
    def extent(self) -> tuple[int, int]:
        """From the first token of subject and verb to behind the last."""
        return min(self.subject[0], self.verb[0]), max(self.subject[1], self.verb[1])


def find_cues(line: Line) -> list[Cue]:
    """All signs of speakers in a line, in order."""
    found: list[Cue] = []
    for at, word in enumerate(line.lower):
        cue = None
        printed = line.words[at].islower() or line.words[at] in HEADLINE_VERBS
        if printed and (word in VERBS or (word, line.at(at + 1)) in VERB_PHRASES):
            cue = _verb_cue(line, at, found)
        elif word == "according" and line.at(at + 1) == "to":
            cue = _preposed(line, at, at + 2, 2)
        elif word in {"words", "view", "phrase", "opinion", "telling"}:
            cue = _words_cue(line, at)
        if cue:
            found.append(cue)
    return found


@dataclass(frozen=True, slots=True)
class _Verb:
    """A word of saying at ``at`` (to ``end``): its lemma and form, and what stands before it.

    ``before`` is the token before its adverbs and auxiliaries, ``helpers`` are those.
    """

    at: int
    end: int
    lemma: str
    form: str
    strength: int
    before: int
    helpers: frozenset[str]


def _verb_at(line: Line, at: int) -> _Verb:
    word = line.lower[at]
    lemma, form, strength = VERBS.get(word, (word, "past", 3))
    end = at + 2 if (word, line.at(at + 1)) in VERB_PHRASES else at + 1
    before = _before_verb(line, at)
    return _Verb(at, end, lemma, form, strength, before, frozenset(line.lower[before + 1 : at]))


def _verb_cue(line: Line, at: int, found: list[Cue]) -> Cue | None:
    """The cue that a word of saying gives, if it is a verb here and has a subject."""
    verb = _verb_at(line, at)
    if (line.lower[at] in NEEDS_PARTNER and verb.end == at + 1) or _is_noun(line, verb):
        return None
    if verb.form == "past" and verb.helpers & BE and not _quoted_as_saying(line, at):
        return None
    if verb.form == "past" and line.at(at + 1) == "by":
        speech = verb.strength == 3 or verb.lemma in {"quote", "cite"}
        return _preposed(line, at, at + 2, 1) if speech else None
    if line.at(at - 1) == "to" and line.at(at - 2) != "on":
        return _infinitive(line, verb)
    inverted = _inverted_subject(line, verb)
    if inverted:
        return Cue(inverted, (at, verb.end), verb.strength, trailing=True)
    if verb.form == "participle" and not verb.helpers & BE:
        return _participle_cue(line, verb, found)
    return _subject_cue(line, verb, found)


def _is_noun(line: Line, verb: _Verb) -> bool:
    """Whether the form is a noun here: "the claims", "a warning", "its own estimates"."""
    word = line.at(verb.at - 1)
    if word in DETERMINERS - {"both", "all"} | {"own"}:
        return True
    return verb.form == "participle" and word == "'s"


def _participle_cue(line: Line, verb: _Verb, found: list[Cue]) -> Cue | None:
    """A speaker in "..., adding that ..." and "a statement saying that ..."."""
    apart = line.is_break(verb.before) or line.at(verb.before) in _BEFORE_PARTICIPLE
    if _lacks_clause(line, verb):
        return None
    if not apart and (verb.strength < 3 or not _has_clause(line, verb.at, verb.lemma)):
        return None
    shared = _shared_subject(line, verb.at, found)
    return Cue(shared, (verb.at, verb.end), 1, trailing=False) if shared else None


_BEFORE_PARTICIPLE = PREPOSITIONS | SUBORDINATORS | {"and", "or"}


def _subject_cue(line: Line, verb: _Verb, found: list[Cue]) -> Cue | None:
    """A speaker before a finite verb."""
    if not _is_finite(line, verb):
        return None
    relative = line.at(verb.before) in RELATIVES | {"that"}
    subject = _subject(line, verb, found)
    if subject is None or not _agrees(line, verb, subject, relative):
        return None
    trailing = _is_trailing(line, subject[0], verb.end)
    if _lacks_clause(line, verb) and not trailing:
        return None
    return Cue(subject, (verb.at, verb.end), verb.strength, trailing, relative)


def _subject(line: Line, verb: _Verb, found: list[Cue]) -> tuple[int, int] | None:
    before = verb.before
    word = line.at(before)
    if word in {"and", "but", "or"} or before < 0 or line.is_quote(before):
        return _shared_subject(line, verb.at, found)
    if word in RELATIVES or word == "that":
        return phrase_before(line, before - 1 if line.at(before - 1) == "," else before)
    if word == ",":
        return head_of_apposition(line, before)
    stop = open_bracket(line, before) if word in {")", *DASHES} else before + 1
    return mention_in(line, clause_start(line, stop), stop)


def _agrees(line: Line, verb: _Verb, subject: tuple[int, int], relative: bool) -> bool:
    """Whether subject and form go together; what does not is a noun: "independent states"."""
    word = line.words[subject[0]]
    if verb.form == "present" and subject[1] - subject[0] == 1 and word.islower():
        return word in PRONOUNS or word.endswith("s")
    bare = verb.form == "base" and not verb.helpers & AUXILIARY
    return not bare or relative or _is_plural(line, subject)


def _lacks_clause(line: Line, verb: _Verb) -> bool:
    """Whether a verb with other uses ("called", "found") has no clause or quotation behind it."""
    if verb.lemma not in NEEDS_CLAUSE or verb.end > verb.at + 1:
        return False
    return not _has_clause(line, verb.at, verb.lemma)


def _shared_subject(line: Line, at: int, found: list[Cue]) -> tuple[int, int] | None:
    """The subject of ", adding that" and "and warned": that of the verb before, else the first."""
    earlier = [cue for cue in found if cue.verb[0] < at and not cue.relative]
    if earlier:
        return earlier[-1].subject
    return leading_subject(line)


def _inverted_subject(line: Line, verb: _Verb) -> tuple[int, int] | None:
    """The subject in “...,” said X, or None if what follows is an object or a clause."""
    before, start = verb.before, verb.end
    quoted = before < 0 or line.is_quote(before) or line.at(before) in {"”", '"', "''"}
    if not (quoted or line.at(before) in {",", *DASHES}) or not _can_invert(line, verb):
        return None
    end = phrase_end(line, start)
    if not _can_speak(line, start, end):
        return None
    after = line.at(end)
    closed = (line.is_break(end) and after != ":") or after in RELATIVES | TIMES
    if closed or (quoted and after in PREPOSITIONS | {"and", "as", "when", "while"}):
        return with_name_behind(line, start, end)
    return None


def _can_invert(line: Line, verb: _Verb) -> bool:
    if verb.lemma in TRANSITIVE or verb.before != verb.at - 1 or verb.form == "participle":
        return False
    return line.is_quote(verb.before) or verb.lemma not in NEEDS_CLAUSE


def _can_speak(line: Line, start: int, end: int) -> bool:
    first = line.at(start)
    if first in PREPOSITIONS:
        return False
    if line.is_name(start) or first in DETERMINERS or first in {"he", "she", "they"}:
        return True
    return any(line.is_name(index) or line.at(index) in ROLES for index in range(start, end))


def _infinitive(line: Line, verb: _Verb) -> Cue | None:
    """A speaker in "X was moved to say that ..."."""
    at = verb.at
    said = line.at(at + 1) in {"that", ":"} or line.is_quote(at + 1) or line.is_quote(at + 2)
    if verb.strength < 3 or not said:
        return None
    start = clause_start(line, at - 1)
    subject = mention_in(line, start, phrase_end(line, start))
    return Cue(subject, (at, at + 1), 1, trailing=False) if subject else None


def _before_verb(line: Line, at: int) -> int:
    """Index of what stands before the verb and its adverbs, auxiliaries and "on Monday"."""
    index = at - 1
    while index >= 0 and (step := _adverb_length(line, index)):
        index -= step
    return index


def _adverb_length(line: Line, index: int) -> int:
    """How many tokens that end at ``index`` can stand between subject and verb."""
    word, before = line.lower[index], line.at(index - 1)
    if word in AUXILIARY or word in ADVERBS:
        return 1
    if word.endswith("ly") and line.words[index].islower():
        return 1
    if word in TIMES and before in {"on", "this", "last", "in", "past"}:
        return 3 if (line.at(index - 2), before) == ("this", "past") else 2
    if word in TIMES and not line.is_break(index - 1) and line.words[index][0].isupper():
        return 1
    if (before, word) in {("went", "on"), ("goes", "on")}:
        return 2
    return int((word == "'s" and before in PRONOUNS) or (word == "to" and before == "on"))


def _is_finite(line: Line, verb: _Verb) -> bool:
    """Whether the form is a verb here: "of reports" and "Trump's claims" are nouns."""
    word, subject = line.at(verb.at - 1), line.at(verb.before)
    helped = bool(verb.helpers & AUXILIARY)
    if word in PREPOSITIONS or (word in {"'s", "'"} and not helped):
        return False
    if verb.form == "base" and not helped:
        return subject not in _SINGULAR
    common = verb.before >= 0 and line.words[verb.before].islower()
    if verb.form == "present" and common and subject not in PRONOUNS | RELATIVES:
        return not subject.endswith("s") and line.at(verb.at + 1) not in PREPOSITIONS
    return True


_SINGULAR = frozenset("he she it this".split())


def _is_plural(line: Line, subject: tuple[int, int]) -> bool:
    """Whether a verb without ending ("say") can go with the subject; "Trump plan" is none."""
    first = line.lower[subject[0]]
    if first in _MANY or first[0].isdigit():
        return True
    core = line.lower[subject[0] : core_end(line, *subject)]
    plural = {"they", "we", "i", "people", "police", "and"}
    return any(word in plural or (word.endswith("s") and word != "'s") for word in core)


_MANY = DETERMINERS - {"the", "a", "an", "his", "her", "its", "their", "this", "that"}


def _has_clause(line: Line, at: int, lemma: str) -> bool:
    following = line.at(at + 1)
    if following in {"that", ":", "how", "why", "whether"} or line.is_quote(at + 1):
        return True
    if any(line.is_quote(index) for index in range(at + 1, min(at + 10, len(line)))):
        return True
    if lemma not in _CLAUSAL:
        return False
    return following in PRONOUNS | DETERMINERS | {"there"} or line.is_name(at + 1)


_CLAUSAL = frozenset("believe think hope fear expect feel know suspect doubt".split())


def _quoted_as_saying(line: Line, at: int) -> bool:
    rest = line.lower[at : at + 9]
    return "as" in rest and rest[rest.index("as") + 1 : rest.index("as") + 2] == ["saying"]


def _is_trailing(line: Line, subject: int, verb_end: int) -> bool:
    """Whether the statement stands before "X said", and nothing but circumstances behind it."""
    before = line.at(subject - 1)
    if before not in {",", *DASHES} and not line.is_quote(subject - 1):
        return False
    after = line.at(verb_end)
    stop = verb_end
    while not line.is_break(stop):
        stop += 1
    told = line.at(verb_end - 1) in {"told", "tells", "asked", "asks"}
    if after not in PREPOSITIONS | TIMES and not told:
        return stop == verb_end and after != ":"
    if line.is_quote(subject - 1) or line.is_quote(subject - 2):
        return True
    return (
        "that" not in line.lower[verb_end:stop] and not line.is_quote(stop) and line.at(stop) != ":"
    )


def _preposed(line: Line, at: int, start: int, strength: int) -> Cue | None:
    """A speaker behind "according to" or "reported by"."""
    end = start
    while end < len(line) and not line.is_break(end) and line.lower[end] not in RELATIVES:
        if end > start and line.is_name(end - 1) and line.lower[end] in DETERMINERS | PRONOUNS:
            break
        end += 1
    subject = with_name_behind(line, start, end) if end > start else None
    if subject is None:
        return None
    return Cue(subject, (at, start), strength, trailing=at > 0)


def _words_cue(line: Line, at: int) -> Cue | None:
    """A speaker in "in Mr X's words" and "in the words of X"."""
    if line.at(at - 1) == "'s":
        start = at - 2
        while (
            start > 0 and not line.is_break(start - 1) and line.lower[start - 1] not in PREPOSITIONS
        ):
            start -= 1
        subject = mention_in(line, start, at - 1)
        return Cue(subject, (at, at + 1), 2, trailing=False) if subject else None
    if line.at(at - 1) in POSSESSIVES and line.at(at - 2) == "in":
        return Cue((at - 1, at), (at, at + 1), 2, trailing=False)
    if line.at(at - 1) == "the" and line.at(at + 1) == "of":
        return _preposed(line, at, at + 2, 2)
    return None


def best_cue(line: Line) -> Cue | None:
    """The cue that tells who says the line as a whole, if there is one."""
    cues = find_cues(line)
    colon = _colon_cue(line) if not any(cue.strength == 3 for cue in cues) else None
    ranked = [*cues, colon] if colon else cues
    frame = next((cue for cue in cues if _holds_the_rest(line, cue)), None)
    return max(ranked, key=lambda cue: (_rank(line, cue, frame), -cue.verb[0]), default=None)


def _holds_the_rest(line: Line, cue: Cue) -> bool:
    """Whether what follows in the line is what this cue's speaker says."""
    _lemma, _form, strength = VERBS.get(line.lower[cue.verb[0]], ("", "", 0))
    if cue.trailing or cue.relative or strength < 3:
        return False
    if line.at(cue.subject[0] - 1) in _SUBORDINATING:
        return False
    return cue.strength == 3 or line.at(cue.verb[1]) == "that"


def _rank(line: Line, cue: Cue, frame: Cue | None) -> int:
    """A speaker beats a source ("according to"); a frame beats what it holds ("X said Y said")."""
    if line.at(cue.verb[0]) == "according":
        return 5
    rank = 2 * cue.strength - 3 * cue.relative
    first, last = cue.extent
    near = range(last, min(last + 3, len(line)))
    if line.is_quote(first - 1) or any(line.is_quote(index) for index in near):
        rank += 2
    if cue.trailing:
        return rank + 3 if cue.strength > 1 else rank
    if line.at(first - 1) in _SUBORDINATING:
        rank -= 2
    joined = line.at(first - 1) in {"and", "but", ";"} and rank > 7
    return rank - 4 if frame and frame.verb[0] < first and not joined else rank


_SUBORDINATING = SUBORDINATORS - {"but", "so", "yet"}


def _colon_cue(line: Line) -> Cue | None:
    """The subject of a sentence that ends in a quotation behind a colon."""
    for index in range(1, len(line)):
        if line.is_quote(index) and line.lower[index - 1] == ":":
            if line.lower[0] in POSSESSIVES:
                return Cue((0, 1), (index, index), 1, trailing=False)
            subject = leading_subject(line)
            return Cue(subject, (index, index), 1, trailing=False) if subject else None
    return None


def subject_alone(line: Line, near: bool) -> Cue | None:
    """The person whom the sentence before a quotation is about."""
    subject = leading_subject(line) if near or line.at(len(line) - 1) == ":" else None
    if subject is None:
        return None
    person = line.is_name(subject[1] - 1) or line.lower[subject[0]] in {"he", "she"}
    return Cue(subject, (len(line), len(line)), 1, trailing=False) if person else None


def statement_of(text: str, line: Line, cue: Cue, sentence: Span) -> Span:
    """What is said: the sentence without the words that say who says it; never empty."""
    found = _stripped(text, _told(line, cue, sentence))
    return found if len(found) > 1 else sentence


def _told(line: Line, cue: Cue, sentence: Span) -> Span:
    first, last = cue.extent
    before = Span(sentence.start, line.spans[first].start)
    after = Span(line.spans[last - 1].end, sentence.end)
    earlier = [at for at in range(first) if line.is_quote(at)]
    later = [at for at in range(last, len(line)) if line.is_quote(at)]
    if not cue.trailing:
        begin = _complement(line, last)
        after = Span(line.spans[begin].start, sentence.end) if begin < len(line) else after
        return after if len(after) > 3 else before
    if earlier:
        return line.span(earlier[0], (later or earlier)[-1] + 1)
    if line.lower[0] in {"it", "there"} and first < 4 and later:
        return Span(line.spans[later[0]].start, sentence.end)
    circumstance = line.at(last) in PREPOSITIONS | TIMES or line.at(last - 1) in {"told", "tells"}
    return before if len(after) < 4 or (circumstance and not later) else sentence


def _complement(line: Line, verb_end: int) -> int:
    """Where what is said begins: behind "that" or a colon if only hearers and times come before."""
    if line.at(verb_end) in PRONOUNS - {"it"}:
        return verb_end
    for index in range(verb_end, min(verb_end + 14, len(line))):
        word = line.lower[index]
        if word in {"that", ":"} and line.at(index + 1) not in TIMES:
            return index + 1
        if word in AUXILIARY or line.is_break(index):
            break
    return verb_end


def _stripped(text: str, span: Span) -> Span:
    part = span.of(text)
    start = re.match(r"(?:[\s,:;—–]|that\b)*", part)
    begin = span.start + (start.end() if start else 0)
    end = span.start + len(part.rstrip(" ,;:—–-\n"))
    return Span(begin, max(begin, end))


# -------------------- attribution


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


_ASKED = "|".join(sorted((form for form, (_, _, how) in VERBS.items() if how > 1), reverse=True))
_HELD = "thinks?|thought|believes?|believed|fears?|feared|called|calls|dubbed"
_HELPERS = (
    r"(?:'s|'d)?\s+(?:(?:has|have|had|it|first|also|once|then|later|ever|\w+ly"
    r"|(?:was|is)\s+(?:it|the (?:one|person|first))\s+(?:that|who|to)"
    r"|(?:is|are|was|were)(?=\s+(?:\w+ing|quoted|cited)\b))\s+){0,4}"
)
_WHO = r"(?:who(?:ever)?|(?:which|what)(?:\s+(?!did|does|do|was|were|is|are)[\w'-]+){1,4}?)"
_WHO_SAID = re.compile(
    rf"^(?:\W|and |but |so |do you know |tell me |name )*{_WHO}{_HELPERS}"
    rf"(?P<verb>{_ASKED}|{_HELD})\b(?:\s+as\s+saying)?(?:\s+that\b)?[\s,:]*",
    re.IGNORECASE,
)
_NOUN = "(?:word|quote|claim|statement|remark|comment|view|opinion|warning|denial|announcement"
_WHOSE_WORDS = re.compile(
    r"^\W*(?:according to (?:whom|who|which \w+)\b|(?:in|by) whose \w+"
    rf"|whose {_NOUN})s?\s+(?:is|are|was|were)\b(?:\s+(?:it|this|these|that)\b)?"
    rf"|who\s+(?:made|issued|gave)\s+(?:the|this|that|these)\s+{_NOUN}|promise)s?\b"
    r")[\s,:]*(?:that\s+)?",
    re.IGNORECASE,
)
_ASKED_LAST = re.compile(
    r"[\s,:–—-]*\b(?:who (?:said|says|claimed|wrote|stated)(?: (?:it|this|that|so|these words))?"
    r"|according to (?:whom|who)|whose words (?:are|were) (?:these|those|they))\W*$",
    re.IGNORECASE,
)
_HEARER = re.compile(r"^(?!that\b)(?:[\w'’-]+\s+){1,4}that\s+", re.IGNORECASE)
_CONTENT = re.compile(r"that\b|how\b|why\b|whether\b|.*[“\"‘«„]|.*\s(?:an?|it)\s", re.IGNORECASE)
_OTHER_USES = NEEDS_CLAUSE - {"believe", "think", "fear"} | {"write"}


def asks_for_speaker(question: str) -> bool:
    """Whether the question wants a speaker ("Who warned that ...?", "According to whom ...?").

    "Who did X say ...?", "What did X say?" and "Who was told?" do not: there the speaker is given
    or not wanted. "Who wrote Hamlet?" and "Who called the police?" are not about speech.
    """
    asked = _straight(question)
    match = _WHO_SAID.match(asked)
    if match is None:
        return bool(_WHOSE_WORDS.match(asked) or _ASKED_LAST.search(asked))
    if VERBS[match["verb"].lower()][0] not in _OTHER_USES:
        return True
    return match.group().rstrip().endswith(" that") or bool(_CONTENT.match(asked[match.end() :]))


def statement_asked_for(question: str) -> str:
    """The question without its who-said frame: what to look for in the articles.

    A question without such a frame, or without anything else, comes back as it is but for its
    question mark.
    """
    asked = _straight(question)
    match = (
        (_WHO_SAID.match(asked) or _WHOSE_WORDS.match(asked)) if asks_for_speaker(asked) else None
    )
    ending = None if match else _ASKED_LAST.search(asked)
    start = match.end() if match else 0
    statement = _unquoted(question[start : ending.start() if ending else len(question)])
    if match and match.re is _WHO_SAID and VERBS[match["verb"].lower()][0] in _HAS_HEARER:
        statement = _HEARER.sub("", statement)
    return statement or _unquoted(question)


_HAS_HEARER = frozenset("tell warn assure reassure inform".split())


def _unquoted(statement: str) -> str:
    """Without the question mark and the marks around the whole."""
    statement = statement.strip().rstrip("?").strip()
    if len(statement) > 1 and statement[0] in "“\"'‘«„" and statement[-1] in "”\"'’»“":
        return statement[1:-1].strip()
    return statement


def _straight(question: str) -> str:
    return question.replace("’", "'").replace("‘", "'").replace("\xa0", " ")


def _is_role(words: Sequence[str]) -> bool:
    if words[-1] not in ROLES or not all(word.isalpha() for word in words):
        return False
    return words[0] in DETERMINERS or all(word in ROLES or word == "prime" for word in words)


_STRAIGHTENED = (("’", "'"), ("‘", "'"), ("\xa0", " "), ("\u202f", " "), ("\t", " "), (MASK, " "))
_CLOSING_MARK = re.compile(rf"{MASK}{{1,2}} ")


_LINE_BREAKS = re.compile(r"[\r\n\f\v]")
_CUT_SHORT = re.compile(rf"\b{ABBREVIATED}$")


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


_BECOMING = "(?:as|becomes?|became|elected|named|appointed)"
_FAR = 60
"""Sentences to look back or on for a speaker."""


def _expects_tag(text: str, quote: Span) -> bool:
    """Whether a quotation can be followed by "he said": it does not end in a full stop."""
    return not re.search(r"(?<!\.)\.\W{1,3}$", text[max(quote.start, quote.end - 6) : quote.end])


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
        nickname = (
            inner.isalpha() and before[:1].isalpha() and after[:1] == " " and after[1:].isupper()
        )
        return f" {inner} " if nickname and inner[0].isupper() else MASK * len(quote)

    # ------------------------------------------------------------------ one sentence and around it

    def attribution(self, sentence: Span) -> Attribution | None:
        """See :func:`attribute`."""
        target = self._index(sentence.start)
        span = self.sentences[target]
        line = self._line(span)
        cue = best_cue(line)
        if cue:
            statement = statement_of(self.text, line, cue, span)
            return self._attributed(line, cue, target, statement)
        quote = self._main_quote(span)
        if quote is None:
            return None
        found = self._around(target, quote)
        if found is None:
            return None
        index, line, cue = found
        statement = Span(max(quote.start, span.start), min(quote.end, span.end))
        return self._attributed(line, cue, index, statement)

    def _line(self, span: Span) -> Line:
        """The sentence's tokens, but for the mark that closes the quotation before it."""
        tail = _CLOSING_MARK.match(self.narration, span.start, span.end)
        return Line(self.narration, Span(tail.end(), span.end) if tail else span)

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

    def _around(self, target: int, quote: Span) -> tuple[int, Line, Cue] | None:
        """The cue for a quotation whose sentence has none: behind it, before it, further on."""
        last = self._index(quote.end - 1)
        for index in range(last, min(last + 2, len(self.sentences))):
            found = self._tag(index, quote)
            if found:
                return found
        return self._earlier(self._index(quote.start), target) or self._later(last + 1, target)

    def _tag(self, index: int, quote: Span) -> tuple[int, Line, Cue] | None:
        """The cue that follows a quotation at once: “...,” he said."""
        end = self.sentences[index].end
        if self.text[quote.end : self.sentences[index].start].strip(" ") or end <= quote.end:
            return None
        if self.sentences[index].start >= quote.end and not _expects_tag(self.text, quote):
            return None
        line = Line(self.narration, Span(quote.end - 1, end))
        cue = best_cue(line)
        if cue and cue.trailing and min(cue.subject[0], cue.verb[0]) <= 3:
            return index, line, cue
        return None

    def _earlier(self, start: int, target: int) -> tuple[int, Line, Cue] | None:
        """The last cue before: in the quotation's paragraph, or the one before it.

        Paragraphs that are all quotation are passed over, so a long quotation goes back to where
        its speaker was named.
        """
        own = self._paragraph(start)
        narrated = None
        for index in range(start, max(-1, start - _FAR), -1):
            here = self._paragraph(index)
            if narrated not in (None, here):
                return None
            line = self._line(self.sentences[index])
            cue = (best_cue(line) or subject_alone(line, here == own)) if index != target else None
            if cue:
                return index, line, cue
            if here != own and not all(line.is_break(at) for at in range(len(line))):
                narrated = here
        return None

    def _later(self, start: int, target: int) -> tuple[int, Line, Cue] | None:
        """The next cue behind: in the same paragraph, or at the next one's beginning."""
        paragraph = self._paragraph(target)
        for index in range(start, min(len(self.sentences), start + _FAR)):
            here = self._paragraph(index)
            line = self._line(self.sentences[index])
            cue = best_cue(line)
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

    def _attributed(self, line: Line, cue: Cue, index: int, statement: Span) -> Attribution:
        mention = line.span(*cue.subject)
        name = self._resolved(line, cue, index) or mention
        verb = line.span(*cue.verb).of(self.text) if cue.verb[1] > cue.verb[0] else None
        return Attribution(mention, name, statement, verb)

    # ---------------------------------------------------------------------------- who it is in full

    def _resolved(self, line: Line, cue: Cue, index: int) -> Span | None:
        mention = line.span(*cue.subject)
        words = line.lower[cue.subject[0] : cue.subject[1]]
        pronoun = POSSESSIVES.get(words[0], words[0]) if len(words) == 1 else ""
        if pronoun in {"he", "she"}:
            return self._antecedent(pronoun, line, cue, index)
        if pronoun == "they":
            return self._plural(index)
        if "and" in words or pronoun in PRONOUNS:
            return None
        if _is_role(words):
            return self._role(words, mention)
        small = {word for word in line.words[slice(*cue.subject)] if word.islower()}
        if not small - DETERMINERS - PARTICLES - {"of", "&"}:
            return self.names.full_name(mention) or untitled(self.flat, mention).span
        return None

    def _role(self, words: list[str], mention: Span) -> Span | None:
        if words[0] in {"a", "an", "one", "some", "another", "several", "two", "three"}:
            return None
        phrase = [word for word in words if word not in DETERMINERS]
        for first in range(len(phrase)):
            holder = self.names.role_holder(" ".join(phrase[first:]), mention, earlier=first > 0)
            if holder:
                return holder
        return self._appointed(phrase[-1], mention)

    def _appointed(self, role: str, mention: Span) -> Span | None:
        """The subject of an earlier "took the oath as president" or "was elected president"."""
        pattern = rf"\b{_BECOMING} (?:the )?(?:[\w'-]+ ){{0,2}}{re.escape(role)}\b"
        for match in re.finditer(pattern, self.narration[: mention.start], re.IGNORECASE):
            line = self._line(self.sentences[self._index(match.start())])
            subject = leading_subject(line)
            if subject and line.is_name(subject[1] - 1):
                return self.names.full_name(line.span(*subject))
        return None

    def _antecedent(self, pronoun: str, line: Line, cue: Cue, index: int) -> Span | None:
        """Whom "he" or "she" means: the subject before, else the nearest name that fits.

        Not someone whom the statement names: people rarely speak of themselves by name.
        """
        mention = line.span(*cue.subject)
        start = self.sentences[index].start
        said = self.flat[start : mention.start] if cue.trailing else ""
        unlikely = frozenset(re.findall(r"\w+", said.lower()))
        for other in find_cues(line):
            if other.verb[1] <= cue.extent[0] and line.is_name(other.subject[1] - 1):
                subject = line.span(*other.subject)
                return self.names.full_name(subject) or subject
        nearer = [] if cue.trailing else [Line(self.narration, Span(start, mention.start))]
        before = range(index - 1, max(-1, index - _FAR), -1)
        further = (self._line(self.sentences[earlier]) for earlier in before)
        for candidate in chain(nearer, further):
            name = self._person(candidate, pronoun, unlikely)
            if name:
                return name
        return self._nearest_name(pronoun, mention.start, unlikely)

    def _person(self, line: Line, pronoun: str, unlikely: frozenset[str]) -> Span | None:
        """The speaker or else the subject of a line, if that is a person whom the pronoun fits."""
        cue = best_cue(line)
        if cue:
            name = self._who(line, cue.subject)
            if name and self._fits(name, pronoun, unlikely):
                return name
        subject = leading_subject(line)
        name = self._who(line, subject) if subject else None
        if name is None or not self._fits(name, pronoun, unlikely):
            return None
        return name if self.names.is_surely_person(name) else None

    def _who(self, line: Line, subject: tuple[int, int]) -> Span | None:
        """The person whom a subject names, or the subject if it is a role without a name."""
        mention = line.span(*subject)
        words = line.lower[slice(*subject)]
        if _is_role(words):
            return self._role(words, mention) or mention
        if not line.is_name(subject[1] - 1) or "and" in words:
            return None
        short = untitled(self.flat, mention)
        titled = short.span if short.title and is_person(short.words) else None
        return self.names.full_name(mention) or titled

    def _fits(self, name: Span, pronoun: str, unlikely: frozenset[str]) -> bool:
        words = tuple(name.of(self.flat).lower().split())
        return words[-1] not in unlikely and self.names.gender(words) in (None, pronoun)

    def _nearest_name(self, pronoun: str, position: int, unlikely: frozenset[str]) -> Span | None:
        for name in islice(self.names.before(position), _FAR):
            quoted = self.narration[name.span.start] == MASK
            if quoted or not self.names.is_surely_person(name.span):
                continue
            if self._fits(name.span, pronoun, unlikely):
                return name.span
        return None

    def _plural(self, index: int) -> Span | None:
        """Whom "they" means: the last speakers who are more than one."""
        for earlier in range(index - 1, max(-1, index - 6), -1):
            line = self._line(self.sentences[earlier])
            cue = best_cue(line)
            if cue and (
                line.lower[cue.subject[1] - 1].endswith("s")
                or "and" in line.lower[slice(*cue.subject)]
            ):
                return line.span(*cue.subject)
        return None
