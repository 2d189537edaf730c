"""Whether other articles give the same answer, or another one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qabot.comparing.quantities import unit_of
from qabot.comparing.values import AnswerValue, answer_value
from qabot.config import Settings
from qabot.questions.question import Wanted
from qabot.reading.citing import cite
from qabot.reading.coefficients import differing_model
from qabot.reading.rivals import rival_features
from qabot.reading.short_answers import short_answer
from qabot.reading.task import ReadingTask
from qabot.store.snapshot import Snapshot
from qabot.types import Agreement, Citation, DifferingAnswer
from qabot.types.explanations import ScoredSentence

_MOST_SHOWN = 3


@dataclass(frozen=True, slots=True, eq=False)
class Rival:
    """A sentence with another answer than the first one's, and what tells if both are of one thing.

    ``features`` are those of :func:`qabot.reading.rivals.rival_features`.
    """

    sentence: ScoredSentence
    value: AnswerValue
    features: Mapping[str, float]


def agreement(
    task: ReadingTask, groups: Sequence[list[ScoredSentence]], cited: Sequence[Citation]
) -> Agreement | None:
    """What other articles give as the answer of the first sentence; None where none was read.

    An article supports the answer if one of its sentences, worded in its own way, was read to the
    same value and ranks near the first. It differs if its value cannot be meant by the same
    number, date or full name, and is likely of the same thing. A difference is rather missed than
    made up.

    Args:
        groups: sentences that print alike, the best group first; those of one group are copies.
        cited: the citations so far; what differs is one of them or gets the next number.
    """
    best = groups[0][0]
    if best.reading is None:
        return None
    asked, settings = unit_of(task.wanted.counted), task.settings
    value = _value(best, asked)
    supporting = {best.stored.article_id} | {
        other.stored.article_id
        for other in _elsewhere(groups, settings.reading.citation_lead)
        if _value(other, asked).agrees(value)
    }
    model = differing_model(settings.reading.coefficients)
    shown = [
        rival
        for rival in rivals(task.wanted, groups, settings)
        if model.probability(rival.features) >= settings.reading.differing_from
    ]
    return Agreement(len(supporting), tuple(_shown(task.snapshot, task.wanted, shown, cited)))


def rivals(
    wanted: Wanted,
    groups: Sequence[list[ScoredSentence]],
    settings: Settings,
) -> Iterator[Rival]:
    """Sentences of other articles, near the first, whose values differ from its; none unread."""
    best = groups[0][0]
    if best.reading is None:
        return
    asked = unit_of(wanted.counted)
    value = _value(best, asked)
    for other in _elsewhere(groups, settings.reading.differing_lead):
        given = _value(other, asked)
        if given.differs(value):
            features = rival_features((best, value), (other, given))
            yield Rival(other, given, features)


def _elsewhere(groups: Sequence[list[ScoredSentence]], lead: float) -> Iterator[ScoredSentence]:
    """The best of each further group that was read to an answer, if no article has the first."""
    best = groups[0][0]
    having = {sentence.stored.article_id for sentence in groups[0]}
    for group in groups[1:]:
        first = group[0]
        near = first.score >= best.score - lead
        if near and first.has_answer and first.stored.article_id not in having:
            yield first


def _value(sentence: ScoredSentence, asked: str) -> AnswerValue:
    assert sentence.reading is not None
    published = sentence.stored.article.published
    return answer_value(sentence.text, sentence.reading.span, published, asked)


def _shown(
    snapshot: Snapshot, wanted: Wanted, differing: Sequence[Rival], cited: Sequence[Citation]
) -> Iterator[DifferingAnswer]:
    """One for each other answer, from the newest article on, the undated last."""
    newest = sorted(
        differing, key=lambda rival: rival.sentence.stored.article.published or "", reverse=True
    )
    numbers = {(citation.article, citation.span): citation for citation in cited}
    values: list[AnswerValue] = []
    for rival in newest:
        sentence, value = rival.sentence, rival.value
        if any(value.agrees(other) for other in values) or len(values) == _MOST_SHOWN:
            continue
        values.append(value)
        place = (sentence.stored.article, sentence.span)
        citation = numbers.get(place) or cite(
            snapshot.article(sentence.stored.article_id),
            sentence.span,
            number=len(numbers) + 1,
            score=sentence.score,
            expected=sentence.text,
        )
        numbers.setdefault(place, citation)
        assert sentence.reading is not None
        short = short_answer(sentence.text, sentence.reading.span, wanted)
        yield DifferingAnswer(short.of(sentence.text), citation)
