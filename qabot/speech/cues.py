"""The signs of a speaker in one sentence: “X said”, “said X”, “according to X”, “in X's words”."""

from __future__ import annotations

from dataclasses import dataclass

from qabot.english.function_words import (
    AUXILIARY,
    BE,
    DETERMINERS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
    TIMES,
)
from qabot.english.people import ROLES
from qabot.english.saying import (
    HEADLINE_VERBS,
    NEEDS_CLAUSE,
    NEEDS_PARTNER,
    TRANSITIVE,
    VERB_PHRASES,
    VERBS,
)
from qabot.speech.boundaries import clause_start, open_bracket, phrase_end
from qabot.speech.noun_phrases import mention_in, phrase_before, with_name_behind
from qabot.speech.subjects import head_of_apposition, leading_subject
from qabot.speech.tokens import DASHES, Line
from qabot.speech.verbs import (
    Verb,
    agrees,
    has_clause,
    is_finite,
    is_noun,
    lacks_clause,
    quoted_as_saying,
    verb_at,
)


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


def _verb_cue(line: Line, at: int, found: list[Cue]) -> Cue | None:
    """The cue that a word of saying gives, if it is a verb here and has a subject."""
    verb = verb_at(line, at)
    if (line.lower[at] in NEEDS_PARTNER and verb.end == at + 1) or is_noun(line, verb):
        return None
    if verb.form == "past" and verb.helpers & BE and not quoted_as_saying(line, at):
        return None
    if verb.form == "past" and line.at(at + 1) == "by":
        speech = verb.strength == 3 or verb.lemma in {"quote", "cite"}
        return _preposed(line, at, at + 2, 1) if speech else None
    if line.at(at - 1) == "to":
        return _infinitive(line, verb)
    inverted = _inverted_subject(line, verb)
    if inverted:
        return Cue(inverted, (at, verb.end), verb.strength, trailing=True)
    if verb.form == "participle" and not verb.helpers & BE:
        return _participle_cue(line, verb, found)
    return _subject_cue(line, verb, found)


def _participle_cue(line: Line, verb: Verb, found: list[Cue]) -> Cue | None:
    """A speaker in "..., adding that ..." and "a statement saying that ..."."""
    apart = line.is_break(verb.before) or line.at(verb.before) in _BEFORE_PARTICIPLE
    if lacks_clause(line, verb):
        return None
    clause = has_clause(line, verb.at, verb.lemma) or "that" in line.lower[verb.end : verb.end + 4]
    if not apart and (verb.strength < 3 or not clause):
        return None
    shared = _shared_subject(line, verb.at, found)
    return Cue(shared, (verb.at, verb.end), 1, trailing=False) if shared else None


_BEFORE_PARTICIPLE = PREPOSITIONS | SUBORDINATORS | {"and", "or"}


def _subject_cue(line: Line, verb: Verb, found: list[Cue]) -> Cue | None:
    """A speaker before a finite verb."""
    if not is_finite(line, verb):
        return None
    relative = line.at(verb.before) in RELATIVES | {"that"}
    subject = _subject(line, verb, found)
    if subject is None or not agrees(line, verb, subject, relative):
        return None
    trailing = not relative and _is_trailing(line, subject[0], verb.end)
    if lacks_clause(line, verb) and not trailing:
        return None
    return Cue(subject, (verb.at, verb.end), verb.strength, trailing, relative)


def _subject(line: Line, verb: Verb, found: list[Cue]) -> tuple[int, int] | None:
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


def _shared_subject(line: Line, at: int, found: list[Cue]) -> tuple[int, int] | None:
    """The subject of ", adding that" and "and warned": that of the verb before, else the first."""
    earlier = [cue for cue in found if cue.verb[0] < at and not cue.relative]
    if earlier:
        return earlier[-1].subject
    return leading_subject(line)


def _inverted_subject(line: Line, verb: Verb) -> tuple[int, int] | None:
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
    if verb.strength == 3 and after in PREPOSITIONS and _ends_line(line, end):
        return with_name_behind(line, start, end)  # "..., says the economist X at Y"
    return None


def _ends_line(line: Line, start: int) -> bool:
    """Whether no clause follows, as in "The crew, said X at the port, had left"."""
    rest = line.lower[start:]
    return not any(word in AUXILIARY | {",", ":"} or word in VERBS for word in rest)


def _can_invert(line: Line, verb: Verb) -> bool:
    if verb.lemma in TRANSITIVE or verb.before != verb.at - 1 or verb.form == "participle":
        return False
    return line.is_quote(verb.before) or verb.lemma not in NEEDS_CLAUSE


def _can_speak(line: Line, start: int, end: int) -> bool:
    first = line.at(start)
    if line.is_name(start) or first in DETERMINERS or first in {"he", "she", "they"}:
        return True
    return any(line.is_name(index) or line.at(index) in ROLES for index in range(start, end))


def _infinitive(line: Line, verb: Verb) -> Cue | None:
    """A speaker in "X was moved to say that ..."."""
    at = verb.at
    said = line.at(at + 1) in {"that", ":"} or line.is_quote(at + 1) or line.is_quote(at + 2)
    if verb.strength < 3 or not (said or line.at(at - 2) in _READY):
        return None
    start = clause_start(line, at - 1)
    end = phrase_end(line, start)
    caused = next((index for index in range(start, at - 1) if line.lower[index] in _CAUSING), None)
    if caused is not None and caused + 1 < at - 1:
        start, end = caused + 1, at - 1
    subject = mention_in(line, start, end)
    return Cue(subject, (at, at + 1), 1, trailing=False) if subject else None


_READY = frozenset("likely quick continued happy ready first".split())
_CAUSING = frozenset(
    "led leads prompted prompts caused causes forced forces allowed allows moved pushed".split()
)
"""Words before the one who is made to say something: "which led X to say that ..."."""


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
