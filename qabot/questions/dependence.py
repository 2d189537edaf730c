"""Whether a question leans on the ones before it, told by its words alone.

The signs are English: pronouns and demonstratives without anything in the question to refer to,
questions that begin in the middle ("and in 2022?"), and ones that hardly say what they are about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import pairwise

from qabot.english.function_words import (
    AUXILIARY,
    PERSONAL,
    POSSESSIVES,
    PREPOSITIONS,
    QUESTION_WORDS,
)
from qabot.english.people import ROLES
from qabot.english.saying import VERBS
from qabot.questions.quoted import masked
from qabot.questions.words import Word, words


class Dependence(Enum):
    """How much a question needs the ones before it."""

    NONE = "none"
    """It stands alone."""
    POSSIBLE = "possible"
    """It can be read alone, but names nothing: it may as well be of what was asked before."""
    LOOSE = "loose"
    """It can be read alone, but says little, or goes on about the same thing without a name."""
    FULL = "full"
    """It refers to what was said before."""


POSSESSIVE = frozenset((*POSSESSIVES, "its"))
_PERSONS = ROLES | frozenset(
    "man woman person people child boy girl someone somebody anyone anybody everyone who author"
    " father mother son daughter wife husband brother sister student player patient victim".split()
)
_CLAUSE_MARKS = frozenset(
    "when while if that because although though as until till unless after before since which who"
    " whom whose where whether so than and but or besides , ; :".split()
)
_OPENING = re.compile(
    r"(?:(?:ok|okay|yes|no|yeah|oh|well|thanks|thank you|sorry|interesting|great|i see|btw)"
    r"[,.! ]+)*"
    r"(?:(?:and|but|or|so|then|also|plus|otherwise)\b"
    r"|(?:what|how) about\b|how come\b|what if\b|what else\b|why not\b|like (?:what|who|which)\b"
    r"|for example\b|such as\b|are you sure\b|tell me more\b|go on\b"
    r"|any(?:thing|one)? (?:else|other)|i (?:mean|meant)\b"
    r"|i(?:'m| am| was) (?:referring|talking|asking)\b|you (?:said|say|mention))",
    re.IGNORECASE,
)
_EMPTY_IT = re.compile(
    r"\bit (?:\w+ly )?(?:possible|impossible|true|common|necessary|important|safe|legal|illegal|"
    r"better|best|easy|easier|hard|harder|difficult|worth|likely|normal|okay|ok|wrong|right)\b"
    r"|\bit (?:is|was|'s) (?:\w+ly )?(?:possible|true|common|necessary|important|likely|called)\b"
    r"|\b(?:does|did|will|would) it (?:take|mean|cost)\b(?= (?:\S+ ){0,4}(?:to|if|when)\b)"
    r"|\btime is it\b|\bit like to\b"
    r"|\bit (?:rain|snow)|\bit called\b",
    re.IGNORECASE,
)
_NAMED_DAY = frozenset("year month week morning season century decade weekend".split())
_THAT_IS_IT = re.compile(
    r"\b(?:after|before|of|about|like|since|by|during|besides|with) that\b(?! (?:is|was|\w+ed)\b)"
    r"|^(?:is|was|did|does|were|are|would|will|has|had|can) that\b"
    r"|\bthat(?:\W*$| (?:time|year|day|period|case|country|place|event|project|way)\b)"
    r"|\bthose\b(?! (?:who|that|which|of|at|in|with|from)\b)|\bthe (?:former|latter|same)\W*$",
    re.IGNORECASE,
)
_THERE = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bbe )\bthere\b"
    r"(?! (?:is|are|was|were|be|been|must|may|can|will|would|exists?|a|an|any|really)\b)(?!')",
    re.IGNORECASE,
)
_FURTHER = re.compile(
    r"\b(?:else|others?|another|again|instead)\b"
    r"|\b(?:which|what|any|first|second|last|new|old) ones?\b"
    r"|\b(?:next|then|afterwards|either|too|as well|more|better|worse|one)\W*$"
    r"|^(?:which|what|who) (?:is|are|was|were) (?:the )?(?:more|most|better|best|worse|worst)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"\b(?:besides|than|aside|apart|another (?:name|term|word|way))\b", re.I)
_BARE_NAME = re.compile(
    r"(?:what|who|where)(?: is| are| was| were|'s)(?: an?)? [\w-]+\W*$|define [\w-]+\W*$"
    r"|what (?:do|does) \W?[\w-]+\W? mean\W*$",
    re.IGNORECASE,
)
_SHORT = 4
"""Letters up to which a word is its own stem."""
_FRAGMENT = 3
"""Words up to which a question that asks nothing is a fragment."""


def dependence(question: str, history: Sequence[str]) -> Dependence:
    """How much a question needs the earlier ones; without any it stands alone.

    What it quotes leans on nothing, and says as much as a name what it is about.
    """
    if not any(map(str.strip, history)):
        return Dependence.NONE
    question = masked(question)
    asked = words(question)
    if refers_back(asked):
        return Dependence.FULL
    if any(word.is_name for word in asked):
        return Dependence.NONE
    content = {word.lower for word in asked if word.is_content}
    if not content or (_FURTHER.search(question) and not _COMPARED.search(question)):
        return Dependence.FULL
    poor = len(content) == 1 and not _BARE_NAME.match(question.strip())
    if poor or _is_fragment(asked) or _goes_on(_topic(asked) or content, history):
        return Dependence.LOOSE
    return Dependence.POSSIBLE


def refers_back(asked: Sequence[Word]) -> bool:
    """Whether a question's own words say that it leans on others: an opening, a pronoun, "this"."""
    plain = _spaced(asked)
    return (
        bool(_OPENING.match(plain) or _THAT_IS_IT.search(plain) or _THERE.search(plain))
        or next(unbound_pronouns(asked), None) is not None
        or _points(asked)
    )


def unbound_pronouns(asked: Sequence[Word]) -> Iterator[int]:
    """Where a question has a pronoun that nothing before it in the question can stand for."""
    empty_it = bool(_EMPTY_IT.search(_spaced(asked)))
    for position, word in enumerate(asked):
        form = PERSONAL.get(word.lower)
        if form is None or (form == "it" and empty_it and word.lower != "its"):
            continue
        if not _is_bound(asked, position, form):
            yield position


def _spaced(asked: Sequence[Word]) -> str:
    """The question with single spaces between its words and marks."""
    return " ".join(word.text for word in asked).replace(" '", "'")


def _is_bound(asked: Sequence[Word], position: int, form: str) -> bool:
    possessive = asked[position].lower in POSSESSIVE and is_possessive(asked, position)
    reflexive = asked[position].lower.endswith(("self", "selves"))
    before = asked[:position]
    if not possessive and not reflexive:
        marks = [at for at, word in enumerate(before) if at and word.lower in _CLAUSE_MARKS]
        if _opens_clause(asked, position):
            marks = [position]
        if not marks:
            return False
        before = before[: marks[-1]]
    return any(_can_be(word, form) for word in _antecedents(before))


def _opens_clause(asked: Sequence[Word], position: int) -> bool:
    """Whether the pronoun begins what someone "said it would" do."""
    around = asked[max(position - 1, 0) : position + 2]
    if len(around) < len(("said", "it", "would")) or around[2].lower not in AUXILIARY:
        return False
    return around[0].is_content or around[0].lower in VERBS


def is_possessive(asked: Sequence[Word], position: int) -> bool:
    """Whether "her" is followed by what is hers."""
    follows = asked[position + 1 : position + 2]
    return asked[position].lower != "her" or any(
        word.text[0].isalnum() and word.lower not in PREPOSITIONS | _CLAUSE_MARKS
        for word in follows
    )


def _antecedents(before: Sequence[Word]) -> Iterator[Word]:
    """The words that a pronoun behind them can stand for.

    Left out are what is asked for ("what benefits does it ...") and what the pronoun's own phrase
    hangs on ("the capital of its ...").
    """
    start = _asked_for(before)
    end = len(before)
    if end and before[-1].lower in PREPOSITIONS:
        end -= 1
        while end > start and before[end - 1].is_content and not before[end - 1].is_name:
            end -= 1
    for at, word in enumerate(before):
        if word.is_name or (start <= at < end and (word.is_content or word.lower == "who")):
            yield word


def _asked_for(before: Sequence[Word]) -> int:
    """How many words the question word's phrase has, 0 if it is itself the subject."""
    if not before or before[0].lower not in QUESTION_WORDS:
        return 0
    found = next((at for at, word in enumerate(before) if word.lower in AUXILIARY), 0)
    owns = found == len(before) - 1 and before[found].lower in {"has", "have", "had"}
    return 0 if owns else found  # "which school has its origins"


def _can_be(word: Word, form: str) -> bool:
    if form in {"he", "she"}:
        return word.is_name or word.lower in _PERSONS
    return word.lower != "who" or form == "they"


def _points(asked: Sequence[Word]) -> bool:
    """Whether "this" or "these" points at something said before."""
    return any(
        word.lower in {"this", "these"}
        and not (position + 1 < len(asked) and asked[position + 1].lower in _NAMED_DAY)
        for position, word in enumerate(asked)
    )


def points_at_all(question: str) -> bool:
    """Whether "that" or "this" stands for what was asked: "what will that cost", "why is that"."""
    asked = words(masked(question))
    return any(
        word.lower in {"that", "this"} and before.lower in AUXILIARY
        for before, word in pairwise(asked)
    )


def _is_fragment(asked: Sequence[Word]) -> bool:
    """Whether it is two or three words and no question ("regional differences")."""
    spoken = [word.lower for word in asked if word.text[0].isalnum()]
    is_asking = any(word in QUESTION_WORDS | AUXILIARY for word in spoken)
    return len(spoken) <= _FRAGMENT and not is_asking


def _topic(asked: Sequence[Word]) -> set[str]:
    """The words of meaning but for what someone did: "who won the rugby" is not about winning."""
    start = 2 if asked and asked[0].lower == "who" else 0
    return {word.lower for word in asked[start:] if word.is_content}


def topic_stems(question: str) -> set[str]:
    """Stems of the words of meaning, other than names, that tell what a question is about."""
    asked = words(masked(question.partition(" (")[0]))
    return {_stem(word) for word in _topic([word for word in asked if not word.is_name])}


def _goes_on(content: set[str], history: Sequence[str]) -> bool:
    """Whether the question has a word of meaning in common with an earlier one."""
    earlier = {_stem(word.lower) for turn in history for word in words(turn) if word.is_content}
    return any(_stem(word) in earlier for word in content)


def _stem(word: str) -> str:
    return re.sub(r"(?:ies|es|s|ed|ing|y|e)$", "", word) if len(word) > _SHORT else word
