"""Questions for what someone says about something."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qabot.english.function_words import PRONOUNS
from qabot.english.saying import VERBS
from qabot.speech.names import untitled
from qabot.types import Span


@dataclass(frozen=True, slots=True)
class TopicQuestion:
    """Whose statements are wanted, without titles ("Kim Jong Un", "the mayor"), and on what.

    ``topic`` is empty where any statement will do ("What did Kim say?").
    """

    speaker: str
    topic: str


_LONGEST_SPEAKER = 8
"""Words of whoever says something in a question."""
_TOLD = "|".join(
    sorted(
        (form for form, (_, kind, strength) in VERBS.items() if strength > 1 and kind != "present"),
        reverse=True,
    )
)
_ADVERBS = r"(?:(?:also|ever|just|first|once|since|publicly|actually|recently|have|had|to)\s+)*"
_ABOUT = r"(?:about|on|of|regarding|concerning|over|in\s+response\s+to|to)"
_WHAT_SAID = re.compile(
    rf"^\W*(?:and\s+|but\s+|so\s+)?what(?:\s+else|\s+exactly)?\s+"
    rf"(?:did|does|do|has|have|had)\s+(?P<speaker>\S.{{0,80}}?)\s+{_ADVERBS}"
    rf"(?P<verb>{_TOLD}|think|thought|believe|believed|feel|felt)\b"
    rf"(?:\s+{_ABOUT}|(?<=\btell)(?:\s+[\w'’]+){{1,4}}?\s+about)\s+(?P<topic>\S.*)$",
    re.IGNORECASE,
)
_WHAT_VIEW = re.compile(
    r"^\W*what\s+(?:is|are|was|were)\s+(?P<speaker>\S.{0,80}?)(?:['’]s|s['’])\s+(?:own\s+)?"
    rf"(?:(?:view|opinion|thought)s?\s+{_ABOUT}"
    rf"|(?:position|stance|comment|remark|word|response|reaction)s?\s+(?!of\b){_ABOUT})"
    r"\s+(?P<topic>\S.*)$",
    re.IGNORECASE,
)
_WHAT_AT_ALL = re.compile(
    r"^\W*(?:and\s+|but\s+|so\s+)?what\s+(?:did|has|have|had)\s+(?P<speaker>\S.{0,80}?)\s+"
    r"(?:say|said|tell|told|claim|claimed|announce|announced|declare|declared)(?P<topic>)\W*$",
    re.IGNORECASE,
)
_WHAT_SAYS = re.compile(
    r"\W*(?:and\s+|but\s+|so\s+)?what(?:\s+else|\s+exactly)?\s+(?:did|does|do|has|have|had)\s"
    rf"(?:[^\W_][^\s]*\s+){{1,{_LONGEST_SPEAKER}}}?{_ADVERBS}(?:say|said|tell|told|reply|answer)\b",
    re.IGNORECASE,
)
_DID_SAY = re.compile(
    r"^\W*(?:and\s+|but\s+|so\s+)?(?:did|has|have|had|does)\s+(?P<speaker>\S.{0,80}?)\s+"
    rf"{_ADVERBS}(?:{_TOLD})\b(?!\s+(?:sorry|hello|goodbye|farewell|thanks?|no|yes)\b)",
    re.IGNORECASE,
)
"""Not "Did Y say sorry?": that is done, and seldom told as words."""
_LONGEST_NAME = 7
_NOBODY = PRONOUNS | {"people", "anyone", "everyone", "someone", "you", "one", "it", "this", "that"}


def speaker_named(question: str, asked: TopicQuestion | None) -> str | None:
    """Whose words "What did Y say ...?" and "Did Y say ...?" ask for; None for other questions.

    Args:
        asked: what :func:`topic_question` makes of the question.
    """
    if asked is not None:
        return asked.speaker
    match = _DID_SAY.match(" ".join(question.split()))
    words = match["speaker"].lower().split() if match else []
    if match is None or len(words) > _LONGEST_NAME or words[0] in _NOBODY:
        return None
    return match["speaker"]


def asks_for_words(question: str) -> bool:
    """Whether "What did Y say ...?" is asked, in whatever connection: "after the match"."""
    return _WHAT_SAYS.match(question) is not None


def topic_question(question: str) -> TopicQuestion | None:
    """The parts of "What did Y say about Z?", "What does Y think of Z?"; None for other questions.

    "What did Y say?" is one of them, without a topic. A pronoun in the speaker's place is nobody:
    who it means was said before the question.
    """
    asked = " ".join(question.split())
    match = _WHAT_SAID.match(asked) or _WHAT_VIEW.match(asked) or _WHAT_AT_ALL.match(asked)
    if match is None:
        return None
    topic = match["topic"].strip().rstrip("?!. ").strip("“”\"'‘’")
    words = match["speaker"].lower().split()
    if (match["topic"] and not topic) or len(words) > _LONGEST_NAME or words[0] in _NOBODY:
        return None
    whole = Span(match.start("speaker"), match.end("speaker"))
    return TopicQuestion(untitled(asked, whole).span.of(asked), topic)
