"""How useful the answers are to whoever asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from qabot.evaluation.figures import (
    Asked,
    Figure,
    calibration_figures,
    checkable,
    citation_figures,
    means,
)
from qabot.evaluation.gold_questions import GoldQuestion
from qabot.evaluation.wordings import answer_words, says_the_same
from qabot.types import Answer, Span

_SHORT = frozenset({"who", "when", "how_many", "where_which", "who_said", "follow_up"})
"""Kinds of question that expect a short answer, as those of no kind do."""
_LONG = frozenset({"why", "how", "what_is", "what_said", "keywords", "yes_no"})
"""Kinds to which the right sentence is answer enough."""
_FOLLOW_UP = "follow_up"
_CONFIDENT = 0.6


class Fault(StrEnum):
    """Why an answer is of no use."""

    REFUSED = "refused"
    WRONG_CITATION = "wrong citation"
    WRONG_SHORT_ANSWER = "wrong short answer"
    UNANSWERABLE = "answered the unanswerable"


@dataclass(frozen=True, slots=True)
class Miss:
    """A question that got no useful answer, or got one where there is none."""

    question: GoldQuestion
    answer: Answer
    why: Fault

    def to_dict(self) -> dict[str, Any]:
        """What was expected and what came, as JSON values."""
        question, answer = self.question, self.answer
        citations = [(one.article.path, one.span, one.text) for one in answer.citations]
        right = [(gold.article, gold.span, gold.text) for gold in question.places]
        return {
            "id": question.id,
            "kind": question.kind,
            "question": question.text,
            "history": list(question.history),
            "why": self.why.value,
            "expected": list(question.wordings),
            "got": answer.text,
            "speaker": answer.speaker.to_dict() if answer.speaker else None,
            "verdict": answer.verdict.value,
            "confidence": answer.confidence,
            "right": [_place(*place) for place in right],
            "cited": [_place(*place) for place in citations],
        }


def misses(asked: Sequence[Asked]) -> tuple[Miss, ...]:
    """The questions of which it is known that they got no useful answer."""
    faults = ((one, fault_of(one)) for one in checkable(asked))
    return tuple(Miss(one.question, one.answer, fault) for one, fault in faults if fault)


def fault_of(asked: Asked) -> Fault | None:
    """What is wrong with an answer, None if it is useful, or rightly none.

    An answer is useful if it says that it is one, its first citation is right, and so is its
    short answer where one is expected.
    """
    if not asked.question.answerable:
        return None if asked.refused else Fault.UNANSWERABLE
    if asked.refused:
        return Fault.REFUSED
    if not asked.right:
        return Fault.WRONG_CITATION
    if _expects_short_answer(asked) and not _short_answer_is_right(asked):
        return Fault.WRONG_SHORT_ANSWER
    return None


def judged(asked: Sequence[Asked]) -> list[Asked]:
    """The questions to report usefulness of; none unless lines tell what a person would take."""
    return checkable(asked) if any(_tells_what_to_take(one.question) for one in asked) else []


def usefulness_figures(asked: Sequence[Asked]) -> dict[str, Figure]:
    """Useful and misleading answers, out of :func:`judged` questions.

    "Refused" is of the answerable, "left unanswered" of the others; "misleading" and the wrong
    ones of high confidence are of all.
    """
    answerable = [one for one in asked if one.question.answerable]
    misleading = [not one.refused and fault_of(one) is not None for one in asked]
    confident = [one.answer.confidence >= _CONFIDENT for one in asked]
    return means(
        {
            "useful": [fault_of(one) is None for one in answerable],
            "misleading": misleading,
            "wrong with .6 and more": [
                wrong and sure for wrong, sure in zip(misleading, confident, strict=True)
            ],
            "refused": [one.refused for one in answerable],
            "left unanswered": [one.refused for one in asked if not one.question.answerable],
            "short answer": [
                not one.refused and _short_answer_is_right(one)
                for one in answerable
                if _expects_short_answer(one)
            ],
            "speaker named": [_names_speaker(one) for one in answerable if one.question.speaker],
        }
    )


def figures_by_kind(asked: Sequence[Asked]) -> dict[str, dict[str, Figure]]:
    """The same for :func:`judged` questions of each kind; follow-ups are one, of whatever kind."""
    groups: dict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        kinds = {one.question.kind, _FOLLOW_UP if one.question.history else None}
        for kind in filter(None, kinds):
            groups[kind].append(one)
    return {
        kind: usefulness_figures(group) | citation_figures(group) | calibration_figures(group)
        for kind, group in sorted(groups.items())
    }


def _tells_what_to_take(question: GoldQuestion) -> bool:
    told = question.sentences or question.accept or question.speaker
    return bool(told) or question.kind in _SHORT | _LONG


def _expects_short_answer(asked: Asked) -> bool:
    return asked.question.kind not in _LONG


def _short_answer_is_right(asked: Asked) -> bool:
    """Whether the short answer, or the speaker, is worded like a right one."""
    wordings = asked.question.wordings
    return any(says_the_same(given, wordings) for given in _short_answers(asked.answer))


def _names_speaker(asked: Asked) -> bool:
    """Whether the speaker's last name is in the short answer, or is the speaker's who is named."""
    surname = answer_words(asked.question.speaker or "")[-1:]
    return any(
        surname and surname[0] in answer_words(text) for text in _short_answers(asked.answer)
    )


def _short_answers(answer: Answer) -> list[str]:
    speaker = answer.speaker
    named = (speaker.name, speaker.mention, speaker.role) if speaker else ()
    return [text for text in (answer.text, *named) if text]


def _place(path: str, span: Span, text: str) -> dict[str, Any]:
    return {"path": path, "start": span.start, "end": span.end, "text": text}
