"""Words of saying in a sentence: whether they are verbs there, and what stands around them."""

from __future__ import annotations

from dataclasses import dataclass

from qabot.english.function_words import (
    ADVERBS,
    AUXILIARY,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    TIMES,
)
from qabot.english.number_words import NUMBER_WORDS
from qabot.english.saying import NEEDS_CLAUSE, VERB_PHRASES, VERBS
from qabot.speech.boundaries import core_end
from qabot.speech.tokens import Line


@dataclass(frozen=True, slots=True)
class Verb:
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


def verb_at(line: Line, at: int) -> Verb:
    """The word of saying at an index, with what stands before it."""
    word = line.lower[at]
    lemma, form, strength = VERBS.get(word, (word, "past", 3))
    end = at + 2 if (word, line.at(at + 1)) in VERB_PHRASES else at + 1
    before = before_verb(line, at)
    return Verb(at, end, lemma, form, strength, before, frozenset(line.lower[before + 1 : at]))


_COUNTS = (frozenset(NUMBER_WORDS) - {"one"}) | {"zero", "nil"}
"""Words behind which "points" and "claims" are counted."""


def is_noun(line: Line, verb: Verb) -> bool:
    """Whether the form is a noun here: "the claims", "a warning", "zero points"."""
    word = line.at(verb.at - 1)
    if line.at(verb.at).endswith("s") and (word in _COUNTS or word.isdigit()):
        return True
    if word in DETERMINERS - {"both", "all"} | {"own"}:
        return True
    return verb.form == "participle" and word == "'s"


def agrees(line: Line, verb: Verb, subject: tuple[int, int], relative: bool) -> bool:
    """Whether subject and form go together; what does not is a noun: "independent states"."""
    word = line.words[subject[0]]
    if verb.form == "present" and subject[1] - subject[0] == 1 and word.islower():
        return word in PRONOUNS or word.endswith("s")
    bare = verb.form == "base" and not verb.helpers & AUXILIARY
    return not bare or relative or is_plural(line, subject)


def lacks_clause(line: Line, verb: Verb) -> bool:
    """Whether a verb with other uses ("called", "found") has no clause or quotation behind it."""
    if verb.lemma not in NEEDS_CLAUSE or verb.end > verb.at + 1:
        return False
    return not has_clause(line, verb.at, verb.lemma)


def before_verb(line: Line, at: int) -> int:
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
    weekday = line.words[index][0].isupper() and before not in DETERMINERS
    if word in TIMES and not line.is_break(index - 1) and weekday:
        return 1
    return int(word == "'s" and before in PRONOUNS)


def is_finite(line: Line, verb: Verb) -> bool:
    """Whether the form is a verb here: "of reports" and "Trump's claims" are nouns."""
    word, subject = line.at(verb.at - 1), line.at(verb.before)
    helped = bool(verb.helpers & AUXILIARY)
    if word in PREPOSITIONS or (word in {"'s", "'"} and not helped):
        return False
    common = verb.before >= 0 and line.words[verb.before].islower()
    if verb.form == "present" and common and subject not in PRONOUNS | RELATIVES:
        return not subject.endswith("s") and line.at(verb.at + 1) not in PREPOSITIONS
    return True


def is_plural(line: Line, subject: tuple[int, int]) -> bool:
    """Whether a verb without ending ("say") can go with the subject; "Trump plan" is none."""
    first = line.lower[subject[0]]
    if first in _MANY or first[0].isdigit():
        return True
    core = line.lower[subject[0] : core_end(line, *subject)]
    plural = {"they", "we", "i", "people", "police", "and"}
    return any(word in plural or (word.endswith("s") and word != "'s") for word in core)


_MANY = DETERMINERS - {"the", "a", "an", "his", "her", "its", "their", "this", "that"}


def has_clause(line: Line, at: int, lemma: str) -> bool:
    """Whether a clause or a quotation follows the verb at an index."""
    following = line.at(at + 1)
    if following in {"that", ":", "how", "why", "whether"} or line.is_quote(at + 1):
        return True
    if any(line.is_quote(index) for index in range(at + 1, min(at + 10, len(line)))):
        return True
    if lemma not in _CLAUSAL:
        return False
    return following in PRONOUNS | DETERMINERS | {"there"} or line.is_name(at + 1)


_CLAUSAL = frozenset("believe think hope fear expect feel know suspect doubt".split())


def quoted_as_saying(line: Line, at: int) -> bool:
    """Whether "as saying" follows: "was quoted by the paper as saying"."""
    rest = line.lower[at : at + 9]
    return "as" in rest and rest[rest.index("as") + 1 : rest.index("as") + 2] == ["saying"]
