"""Yes or no: what a sentence decides of a question, where its words leave no doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from qabot.english.antonyms import antonyms
from qabot.english.function_words import ARTICLES, BE, RELATIVES, TIMES
from qabot.english.past_forms import BASE_FORMS
from qabot.questions.denials import is_silent, negations
from qabot.questions.kinds import Kind
from qabot.questions.question import Wanted
from qabot.questions.words import Word
from qabot.text.terms import terms
from qabot.types import Span

_EITHER = re.compile(r"\bor\b", re.IGNORECASE)
_TELLING = re.compile(
    r"\b(?:say|said|tell|told|confirm\w*|comment\w*|reveal\w*|disclos\w*|admit\w*|name[ds]?|know"
    r"|known|decide[ds]?|establish\w*|announce\w*|explain\w*)\b",
    re.IGNORECASE,
)
"""What a question asks about that somebody who is silent does not do."""
_OPEN = re.compile(
    r"\b(?:could|may|might|would|should|if|whether|when|unless|until|once|hop(?:es?|ed|ing)"
    r"|expect(?:s|ed|ing)?|likely|unlikely|possibl[ey]|perhaps|probably|consider(?:s|ed|ing)?"
    r"|plan(?:s|ned|ning)?|propos(?:es?|ed|al|als)|want(?:s|ed|ing)?|seek(?:s|ing)?|try|tried|trying"
    r"|discussions?|talks|ask(?:s|ed|ing)?|urg(?:es?|ed|ing)|calls?|called|threat\w*|rumou?r\w*"
    r"|alleg\w*|claim\w*|accus\w*|suggest\w*|question|hard|difficult|almost|nearly|few|little|less"
    r"|fewer|only|yet|subject)\b",
    re.IGNORECASE,
)
"""Words after which something is not so, or not yet, or not for everyone."""
_BUT = re.compile(r",? but\b.*", re.IGNORECASE | re.DOTALL)
_CLAUSES = re.compile(r"[,;:()]| [-–—] ")
_ASIDE = re.compile(
    r"\s*(?:(?:and|of|in|for) )?(?:who|whom|whose|which|where|when|while|although|though|despite|if"
    r"|as|because|since|after|before|with)\b",
    re.IGNORECASE,
)
"""How a clause begins that says something besides."""
_BESIDE = (
    ARTICLES
    | BE
    | TIMES
    | RELATIVES
    | frozenset("and have had has of in on at to for from with".split())
)
"""Words that change nothing about what they stand between: "stand down" is not "stand"."""
_MOST = 0.6
"""Share of a question's other words that a sentence has which says the opposite of one."""
_FEWEST = 3
"""Words of a question that a sentence has to state for a yes."""


def affirms(wanted: Wanted, sentence: str, read: Span) -> bool | None:
    """Whether a sentence says yes or no to a question; None where it does not decide.

    No, where what a reader points at denies (once: "nothing prevents him" does not), or says the
    opposite of a word of the question ("its shops will stay open" to "Will it shut its shops?").
    Yes, where the sentence states the question in the question's own words and order. In both
    cases nothing about it may be open. A question that denies or offers a choice is not decided.

    Args:
        read: what a reader points at; empty where there is none.
    """
    asked, told = wanted.text, _BUT.sub("", read.of(sentence))
    if wanted.kind is not Kind.YES_NO or not told.strip():
        return None
    if wanted.negated or _EITHER.search(asked):
        return None
    content = wanted.content
    if negations(told):
        is_open = is_silent(told) and not _TELLING.search(asked)
        return False if _denies(content, told) and not is_open else None
    if _opposes(content, sentence, told):
        return None if _OPEN.search(told) else False
    return _states(content, sentence, told, asked) or None


def _denies(content: Sequence[Word], told: str) -> bool:
    """Whether one clause denies, once, which is no aside and, of several, about what is asked."""
    clauses = [clause for clause in _CLAUSES.split(told) if clause.strip()]
    denying = [clause for clause in clauses if negations(clause)]
    if len(denying) != 1 or negations(denying[0]) != 1:
        return False
    if len(clauses) == 1:
        return True
    asked = {base for word in content for base in _bases(word.text)}
    return not _ASIDE.match(denying[0]) and not asked.isdisjoint(_bases(denying[0]))


def _opposes(content: Sequence[Word], sentence: str, told: str) -> bool:
    """Whether a sentence has the opposite of a word of a question, and most of its other words."""
    own, found = set(_bases(sentence)), set(_bases(told))
    asked = {base for word in content if not word.is_name for base in _bases(word.text)}
    opposed = {base for base in asked - own if _opposites(base) & found}
    others = asked - opposed
    return len(opposed) == 1 and bool(others) and len(others & own) >= _MOST * len(others)


def _states(content: Sequence[Word], sentence: str, told: str, asked: str) -> bool:
    """Whether a sentence has all words of a question in their order, close together."""
    wanted = [base for word in content for base in _bases(word.text)]
    printed = list(_bases(sentence))
    if len(wanted) < _FEWEST:
        return False
    places: list[int] = []
    for base in wanted:
        if base not in printed[(places or [-1])[-1] + 1 :]:
            return False
        places.append(printed.index(base, (places or [-1])[-1] + 1))
    between = set(printed[places[0] : places[-1] + 2]) - set(wanted) - set(_bases(asked))
    is_open = any(
        match.group().lower() not in asked.lower() for match in _OPEN.finditer(f"{sentence} {told}")
    )
    return between <= _BESIDE and not is_open and not negations(sentence)


def _bases(text: str) -> tuple[str, ...]:
    """The terms of a text, irregular verbs by their base forms."""
    return tuple(
        base
        for word in re.findall(r"[^\W_]+", text.lower())
        for base in terms(BASE_FORMS.get(word, word))
    )


@cache
def _opposites(base: str) -> frozenset[str]:
    """The terms of the words that mean the opposite of a term."""
    return _opposed_terms().get(base, frozenset())


@cache
def _opposed_terms() -> dict[str, frozenset[str]]:
    opposed: dict[str, set[str]] = {}
    for word, other in antonyms():
        for base in terms(word):
            opposed.setdefault(base, set()).update(terms(other))
    return {base: frozenset(others - {base}) for base, others in opposed.items()}
