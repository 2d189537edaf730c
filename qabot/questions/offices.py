"""The office whose holder a question asks for: "who is the manager of Auxerre?"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qabot.english.describing import is_somebody
from qabot.english.function_words import ARTICLES
from qabot.questions.words import words

_WHO_IS = re.compile(
    r"\W*(?:and\s+|so\s+)?who(?:['’]?s|\s+(?:is|was|are|were))\s+(?:now\s+|currently\s+)?"
    r"(?:the\s+|an?\s+)?(?:current\s+|present\s+)?(?=\S)",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"\W*(?:and\s+|so\s+)?who\s+(?:currently\s+|now\s+)?(?:runs|leads|heads|chairs)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"[,;]|\b(?:that|who|whom|which|when|while|after|before|beside|besides|until|since|during|with"
    r"|not|at the time|in \d{4}|first|second|next|last|previous|new|old|former|replac\w+)\b"
)
"""What asks for more than an office: of then, another, one that something else is told of."""
_OF = re.compile(
    r"(?P<title>[^\W\d_][\w\s-]*?)\s+(?:of|at|for)\s+(?:the\s+)?(?P<of>\S.*)", re.IGNORECASE
)
_OWNED = re.compile(r"(?P<of>\S.*?)['’]s?\s+(?P<title>[^\W\d_][\w\s-]*)", re.IGNORECASE)
_BESIDE = re.compile(r"(?P<of>(?:[A-Z][\w&.-]*\s+)+)(?P<title>[a-z][a-z\s-]*)")
_LONGEST_TITLE = 4
_LEADERS = frozenset(
    "boss head chief chairman chairwoman chair president leader executive director manager coach"
    " controller governor ceo".split()
)
_SAME = {
    "boss": _LEADERS,
    "head": _LEADERS,
    "chief": _LEADERS,
    "leader": frozenset("leader head chief boss".split()),
    "manager": frozenset("manager coach boss".split()),
    "coach": frozenset("coach manager".split()),
    "chairman": frozenset("chairman chair chairwoman".split()),
    "chairwoman": frozenset("chairwoman chair".split()),
    "chair": frozenset("chairman chair chairwoman".split()),
    "ceo": frozenset(("ceo", "executive")),
    "executive": frozenset(("executive", "ceo")),
}
"""Other words for who leads, as news has them."""


@dataclass(frozen=True, slots=True)
class Office:
    """An office as words in small letters.

    One of the ``titles`` names it, and the words of its ``field`` have to stand beside that
    ("foreign" of the foreign minister); ``of`` is what it is an office of, as printed.
    """

    titles: frozenset[str]
    field: tuple[str, ...]
    of: str

    @property
    def is_any(self) -> bool:
        """Whether it is asked who leads, by whatever title."""
        return self.titles == _LEADERS


def office_asked(question: str) -> Office | None:
    """The office that a question names by title and place, and asks no more of.

    None for "who was chairman before her?" and "who is the minister who resigned?".
    """
    asked = " ".join(question.split()).rstrip(" ?!.")
    if leads := _LEADS.match(asked):
        of = asked[leads.end() :]
        return Office(_LEADERS, (), of) if _is_named(of) and not _MORE.search(of) else None
    begun = _WHO_IS.match(asked)
    phrase = asked[begun.end() :] if begun else ""
    if not phrase or _MORE.search(phrase):
        return None
    ways = (_OWNED.fullmatch(phrase), _OF.fullmatch(phrase), _BESIDE.fullmatch(phrase))
    for found in ways:
        title = found["title"].lower().split() if found else []
        if found and 0 < len(title) <= _LONGEST_TITLE and _is_title(title[-1]):
            held = _SAME.get(title[-1], frozenset((title[-1],)))
            field = tuple(word for word in title[:-1] if word not in ARTICLES | {"chief"})
            return Office(held, field, found["of"].strip())
    return None


def _is_title(word: str) -> bool:
    return is_somebody(word) or word in _SAME


def _is_named(printed: str) -> bool:
    """Whether words are a name: "Yukos", not "a firm"."""
    found = words(printed)
    return bool(found) and all(word.text[0].isupper() or not word.is_content for word in found)
