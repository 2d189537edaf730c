"""Questions that want a speaker, and what they say was said."""

from __future__ import annotations

import re

from qabot.english.saying import NEEDS_CLAUSE, VERBS

_ASKED = "|".join(sorted((form for form, (_, _, how) in VERBS.items() if how > 1), reverse=True))
_HELD = "thinks?|thought|believes?|believed|fears?|feared|called|calls|dubbed"
_HELPERS = (
    r"(?:'s|'d)?\s+(?:(?:has|have|had|it|first|also|once|then|later|ever|\w+ly"
    r"|(?:was|is)\s+(?:it|the (?:one|person|first))\s+(?:that|who|to)"
    r"|(?:is|are|was|were)(?=\s+(?:\w+ing|quoted|cited)\b))\s+){0,4}"
)
_WHO = (
    r"(?:who(?:ever)?"
    r"|(?:which|what)(?:\s+(?!did|does|do|was|were|is|are|has|have|had)[\w'-]+){1,4}?)"
)
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
_QUOTED = re.compile('[“"‘«„]')
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


def is_surely_about_speech(question: str) -> bool:
    """Whether only a speaker can answer: "Who said that ...?", not "Who proposed the plan?"."""
    asked = _straight(question)
    match = _WHO_SAID.match(asked)
    if match is None:
        return asks_for_speaker(asked)
    if match["verb"].lower() in {"said", "says", "say"}:
        return True
    told = match.group().rstrip().endswith(" that") or bool(_QUOTED.match(asked[match.end() :]))
    return told and asks_for_speaker(asked)
