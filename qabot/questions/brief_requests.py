"""Requests to be told about something in a few sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qabot.english.briefing import POINT_NOUNS, SUMMARY_NOUNS, TEXT_NOUNS
from qabot.english.function_words import QUESTION_WORDS


@dataclass(frozen=True, slots=True)
class BriefRequest:
    """A request for a brief, and its topic: "the Yukos affair".

    ``topic`` is empty where it is to be about the articles at hand ("summarise this article").
    """

    topic: str


def _one_of(words: frozenset[str]) -> str:
    return "|".join(sorted(words))


_ASKING = (
    r"^\W*(?:(?:please|kindly|and|ok|okay|now|just|so|hi|hello|(?:can|could|would|will) you"
    r"|i (?:want|need|would like)(?: you)? to|i['’]d like(?: you)? to|let['’]s)\b\W*)*"
)
_OF = r"(?:of|on|about|for|regarding|concerning)\b"
_WHAT_IS = r"what(?:['’]?s| is| are)\s+"
_SUMMARY = (
    r"(?:(?:an?|the|your|short|quick|brief|concise|complete|full|general|good|rough|detailed"
    rf"|one-(?:paragraph|sentence|line)) )*(?:{_one_of(SUMMARY_NOUNS)})\b"
)
_POINTS = rf"(?:the )?(?:main|key|most important|essential) (?:{_one_of(POINT_NOUNS)})\b"
_ALL_THAT = r"(?:what(?:ever)?|all|everything) (?:we|you|they|the articles) (?:know|have|say)"
_REQUESTS = tuple(
    re.compile(_ASKING + pattern, re.IGNORECASE)
    for pattern in (
        r"(?:summari[sz]e|sum up|recap|outline)\b(?: for (?:me|us)\b)?"
        rf"(?: (?:{_ALL_THAT})(?: (?:about|on)\b)?)?",
        rf"(?:give|write|show|make|get|prepare|send) (?:me |us )?{_SUMMARY} {_OF}",
        rf"(?:give|write|show|tell|list|get) (?:me |us )?{_POINTS} {_OF}",
        rf"(?:i (?:want|need|would like)|i['’]d like) {_SUMMARY} {_OF}",
        rf"{_SUMMARY}(?: {_OF}|\s*:)",
        rf"(?:{_WHAT_IS})?{_POINTS} {_OF}",
        r"(?:tell|inform) (?:me|us) (?:(?:all|much|everything|something|anything|a (?:bit|little)"
        rf"|a lot|the (?:story|news)|{_ALL_THAT}) )?(?:more )?about\b",
        r"(?:brief|fill|update|catch) (?:me|us)(?: in| up)? (?:on|about)\b",
        r"bring (?:me|us) up to (?:date|speed) (?:on|with|about)\b",
        r"what (?:do|does) (?:we|you|(?:the|these|this|my) (?:articles?|papers|news|folder))"
        r" (?:actually |really )?(?:know|says?|reports?|have) (?:about|on|of)\b",
        r"what (?:is|was|has been) (?:known|reported) (?:about|on|of)\b",
        rf"{_WHAT_IS}new(?: (?:on|with|about|in|at|for|from)\b|\W*$)",
        rf"(?:{_WHAT_IS})?(?:the )?(?:latest|newest|most recent)"
        r"(?: (?:news|developments?|updates?))? (?:on|about|with|regarding|concerning)\b",
        r"(?:(?:is|are) there )?any (?:news|updates?) (?:on|about|of|from)\b",
        rf"{_WHAT_IS}the (?:whole |full )?(?:story|news) (?:with|of|on|about|behind)\b",
        rf"{_WHAT_IS}(?:going on|happening) (?:with|at)\b",
        r"what(?:['’]s| has)? happened with\b",
    )
)
_THIS = (
    rf"(?:(?:this|these|the|that|those|each|all)(?: of)?(?: the)?(?: picked| chosen| selected)?"
    rf"(?: (?:{_one_of(TEXT_NOUNS)}))?|everything)"
)
_AT_HAND = re.compile(rf"{_THIS}$", re.IGNORECASE)
_ABOUT_WHAT = re.compile(
    rf"{_ASKING}what(?:['’]?s| is| are| was| were| does| do)\s+(?P<text>{_THIS}|it|they"
    rf"|(?:the )?(?:[\w'’-]+ ){{1,6}}?(?:affair|row|story|scandal|saga|case|dispute|controversy))"
    r"(?: say| (?:all |mainly |really )?about)\W*$",
    re.IGNORECASE,
)
_ASKED_LAST = re.compile(
    rf"[?.!;:]\s+(?:please )?(?:(?:give|write|make|show) (?:me |us )?)?(?:an? |the )?(?:\w+ )?"
    rf"(?:{_one_of(SUMMARY_NOUNS)})(?: please)?\W*$",
    re.IGNORECASE,
)
_ABOUT_ARTICLES = re.compile(
    rf"^(?:the |all |any )*(?:{_one_of(TEXT_NOUNS)}) (?:about|on|of)\s+", re.IGNORECASE
)
_HAPPENED = re.compile(
    r"^what(?:['’]s| is| was| has| have)? (?:been )?(?:happen(?:ed|s|ing)?|going on|went on)\b"
    r"(?: (?:with|to|at|about|in|on)\b)?\s*",
    re.IGNORECASE,
)
_MANNER = re.compile(
    r"(?<![\s,])(?:[\s,]+(?:for (?:me|us)|please|thanks|thank you|briefly|in brief|in short|so far"
    r"|again|now|in (?:a few|\w+) (?:sentences|words|lines|points)))+\W*$",
    re.IGNORECASE,
)
_LONGEST = 300
"""Characters of a request: what is longer is a pasted text."""


def brief_request(question: str) -> BriefRequest | None:
    """What a request for a brief is about; None for other questions.

    "Tell me who won" is a question like "Who won?", and "tell me about it" leans on what was said
    before.
    """
    asked = " ".join(question.split())
    if len(asked) > _LONGEST:
        return None
    topic = _topic(asked)
    if topic is None:
        return None
    if _AT_HAND.match(topic):
        return BriefRequest("")
    opens = topic.split(maxsplit=1)[0].lower() if topic else ""
    return None if opens in QUESTION_WORDS else BriefRequest(topic)


def _topic(asked: str) -> str | None:
    """What stands in the request behind its frame, or before it."""
    if match := _ABOUT_WHAT.match(asked):
        return "" if match["text"].lower() in {"it", "they"} else match["text"]
    if match := _ASKED_LAST.search(asked):
        return _trimmed(asked[: match.start()])
    ends = (match.end() for pattern in _REQUESTS if (match := pattern.match(asked)))
    end = max(ends, default=None)
    return None if end is None else _trimmed(asked[end:])


def _trimmed(topic: str) -> str:
    """The topic without what is said of the brief, and what was asked of it."""
    topic = _MANNER.sub("", topic).strip(" ?!.,;:“”\"'‘’")
    return _HAPPENED.sub("", _ABOUT_ARTICLES.sub("", topic)).strip()
