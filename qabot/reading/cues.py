"""The signs of a speaker in one sentence: “X said”, “said X”, “according to X”, “in X's words”."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qabot.reading.phrases import (
    Line,
    clause_start,
    core_end,
    head_of_apposition,
    leading_subject,
    mention_in,
    open_bracket,
    phrase_before,
    phrase_end,
    with_name_behind,
)
from qabot.reading.vocabulary import (
    ADVERBS,
    AUXILIARY,
    BE,
    DASHES,
    DETERMINERS,
    HEADLINE_VERBS,
    NEEDS_CLAUSE,
    NEEDS_PARTNER,
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
)
from qabot.types import Span


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
    clause = _has_clause(line, verb.at, verb.lemma) or "that" in line.lower[verb.end : verb.end + 4]
    if not apart and (verb.strength < 3 or not clause):
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
