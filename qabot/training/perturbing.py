"""Questions changed so that the text no longer answers them, as annotators of SQuAD 2.0 did."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from random import Random

from qabot.training.squad import TrainingQuestion

_SWAPPABLE = re.compile(r"(?<=\s)(?:[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*|\d[\d,.]*\d|\d)")
_AUXILIARY = re.compile(
    r"\b(?:did|does|do|is|are|was|were|can|could|would|should|will|has|have|had)\b", re.IGNORECASE
)
_OPPOSITES = (
    "first last,largest smallest,biggest smallest,highest lowest,oldest youngest,longest shortest,"
    "best worst,most least,more less,many few,before after,north south,east west,northern southern,"
    "eastern western,left right,early late,earliest latest,begin end,began ended,start stop,"
    "started stopped,increase decrease,increased decreased,rise fall,rose fell,win lose,won lost,"
    "buy sell,bought sold,male female,men women,man woman,father mother,son daughter,king queen,"
    "husband wife,brother sister,accepted rejected,allowed banned,support oppose,"
    "supported opposed,joined left,inside outside,above below,public private,"
    "positive negative,major minor,main minor,old new,good bad,strong weak,like dislike,"
    "liked disliked,always never,all none,with without,successful unsuccessful,winter summer,"
    "day night,high low,large small,big small,long short,fast slow,hot cold,easy hard"
)
_OPPOSITE: dict[str, str] = {
    one: other
    for pair in _OPPOSITES.split(",")
    for one, other in (pair.split(), reversed(pair.split()))
}
_DENIED = 0.15
"""Share of the questions that are denied instead."""
_WORD = re.compile(r"\w+")

Pools = Mapping[bool, Mapping[str, Sequence[str]]]
"""Names (False) and numbers (True) that questions print, by article, and all of them under ""."""


def pools(questions: Sequence[TrainingQuestion]) -> Pools:
    """What can be exchanged for one another."""
    found: dict[bool, dict[str, list[str]]] = {False: {}, True: {}}
    for question in questions:
        for text in _SWAPPABLE.findall(question.text):
            for key in (question.article, ""):
                found[text[0].isdigit()].setdefault(key, []).append(text)
    return found


def perturbed(question: TrainingQuestion, exchange: Pools, random: Random) -> str | None:
    """The question with a name or number exchanged, a word turned round, or denied.

    The kinds of Rajpurkar et al. 2018, "Know What You Don't Know", table 1, that rules can make:
    entity swap, antonym, negation. None where no rule applies.
    """
    first, second = random.sample((_exchanged, _opposite), 2)
    denied = _denied(question) if random.random() < _DENIED else None
    return denied or first(question, exchange, random) or second(question, exchange, random)


def _exchanged(question: TrainingQuestion, exchange: Pools, random: Random) -> str | None:
    found = list(_SWAPPABLE.finditer(question.text))
    if not found:
        return None
    match = random.choice(found)
    pool = exchange[match.group()[0].isdigit()]
    for key in (question.article, ""):
        own = match.group().casefold()
        others = [text for text in pool.get(key, []) if text.casefold() != own][:5000]
        if others:
            other = random.choice(others)
            return question.text[: match.start()] + other + question.text[match.end() :]
    return None


def _opposite(question: TrainingQuestion, _: Pools, random: Random) -> str | None:
    found = [m for m in _WORD.finditer(question.text) if m.group().lower() in _OPPOSITE]
    if not found:
        return None
    match = random.choice(found)
    other = _OPPOSITE[match.group().lower()]
    return question.text[: match.start()] + other + question.text[match.end() :]


def _denied(question: TrainingQuestion) -> str | None:
    match = _AUXILIARY.search(question.text)
    if match is None:
        return None
    return f"{question.text[: match.end()]} not{question.text[match.end() :]}"
