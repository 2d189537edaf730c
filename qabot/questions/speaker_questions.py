"""Questions that want a speaker, and what they say was said."""

from __future__ import annotations

import re
from dataclasses import dataclass

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
    rf"(?P<verb>(?!added\s+(?:to|up)\b)(?:{_ASKED}|{_HELD}))\b(?:\s+as\s+saying)?(?:\s+that\b)?[\s,:]*",
    re.IGNORECASE,
)
_NOUN = "word|quote|claim|statement|remark|comment|view|opinion|warning|denial|announcement"
_WHOSE_WORDS = re.compile(
    r"^\W*(?:according to (?:whom|who|which \w+)\b|(?:in|by) whose \w+"
    rf"|whose (?:{_NOUN})s?\s+(?:is|are|was|were)\b(?:\s+(?:it|this|these|that)\b)?"
    rf"|who\s+(?:made|issued|gave)\s+(?:the|this|that|these)\s+(?:{_NOUN}|promise)s?\b"
    r")[\s,:]*(?:that\s+)?",
    re.IGNORECASE,
)
_ASKED_LAST = re.compile(
    r"(?<![\s,:–—-])[\s,:–—-]*\b(?:who (?:said|says|claimed|wrote|stated)"
    r"(?: (?:it|this|that|so|these words))?"
    r"|according to (?:whom|who)|whose words (?:are|were) (?:these|those|they))\W*$",
    re.IGNORECASE,
)
_HEARER = re.compile(r"^(?!that\b)(?:[\w'’-]+\s+){1,4}that\s+", re.IGNORECASE)
_CONTENT = re.compile(r"that\b|how\b|why\b|whether\b|.*[“\"‘«„]|.*\s(?:an?|it)\s", re.IGNORECASE)
_QUOTED = re.compile('[“"‘«„]')
_OTHER_USES = NEEDS_CLAUSE - {"believe", "think", "fear"} | {"write"}
_ONLY_A_SPEAKER = frozenset(
    "said says say think thinks thought believe believes believed fear fears feared".split()
)
"""Verbs whose subject nobody knows but by what they say."""
_HAS_HEARER = frozenset("tell warn assure reassure inform".split())


@dataclass(frozen=True, slots=True)
class SpeakerQuestion:
    """A question that wants a speaker: "Who warned that ...?", "According to whom ...?".

    ``statement`` is the question without that frame: what to look for in the articles. ``surely``
    tells that only a speaker can answer ("Who said that ...?", not "Who proposed the plan?").
    """

    statement: str
    surely: bool


def speaker_question(question: str) -> SpeakerQuestion | None:
    """What is said to have been said where the question wants a speaker; None where it does not.

    "Who did X say ...?", "What did X say?" and "Who was told?" do not want one: there the speaker
    is given or not asked for. "Who wrote Hamlet?" and "Who called the police?" are not about
    speech. A statement that would be empty is the question without its question mark.
    """
    asked = _straight(question)
    if match := _WHO_SAID.match(asked):
        return _who_said(question, asked, match)
    if match := _WHOSE_WORDS.match(asked):
        return SpeakerQuestion(_statement(question, match.end(), len(question)), surely=True)
    if match := _ASKED_LAST.search(asked):
        return SpeakerQuestion(_statement(question, 0, match.start()), surely=True)
    return None


def _who_said(question: str, asked: str, match: re.Match[str]) -> SpeakerQuestion | None:
    """The parts of "Who said ...?"; None if its verb is used in another sense."""
    verb, rest = match["verb"].lower(), asked[match.end() :]
    lemma = VERBS[verb][0]
    told = match.group().rstrip().endswith(" that")
    if lemma in _OTHER_USES and not told and not _CONTENT.match(rest):
        return None
    statement = _unquoted(question[match.end() :])
    if lemma in _HAS_HEARER:
        statement = _HEARER.sub("", statement)
    surely = verb in _ONLY_A_SPEAKER or told or bool(_QUOTED.match(rest))
    return SpeakerQuestion(statement or _unquoted(question), surely)


def _statement(question: str, start: int, end: int) -> str:
    return _unquoted(question[start:end]) or _unquoted(question)


def _unquoted(statement: str) -> str:
    """Without the question mark and the marks around the whole."""
    statement = statement.strip().rstrip("?").strip()
    if len(statement) > 1 and statement[0] in "“\"'‘«„" and statement[-1] in "”\"'’»“":
        return statement[1:-1].strip()
    return statement


def _straight(question: str) -> str:
    return question.replace("’", "'").replace("‘", "'").replace("\xa0", " ")
