"""Whether other articles give the same answer, or another one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qabot.config import Settings
from qabot.indexing.snapshot import Snapshot
from qabot.reading.answer_values import AnswerValue, ValueKind, answer_value
from qabot.reading.citing import cite
from qabot.reading.selection import ScoredSentence
from qabot.reading.wording import words
from qabot.types import Agreement, Citation, DifferingAnswer

_SAME_THING = 0.5
"""Share of the terms of the shorter of two sentences, answers left out, that both have to have for
their answers to be of the same thing; more for names, as two people may well do one thing."""
_SAME_THING_NAMES = 0.7
_LEAST_TERMS = 3
"""Terms without which a sentence is too short to tell what it is about."""
_AS_SURE = 2.0
"""Log-odds of the reader by which a rival may be less sure than the first sentence."""
_AS_CLOSE = 0.1
"""Share of the question's terms that a rival may lack beside the first sentence."""
_MOST_SHOWN = 3


def agreement(
    snapshot: Snapshot,
    groups: Sequence[list[ScoredSentence]],
    cited: Sequence[Citation],
    settings: Settings,
) -> Agreement | None:
    """What other articles give as the answer of the first sentence; None where none was read.

    An article supports the answer if one of its sentences, worded in its own way, was read to the
    same value and ranks near the first. It differs if its sentence is nearly as good as the first
    one, is about the same thing, and gives another number of the same unit, another date or
    another full name. A difference is rather missed than made up.

    Args:
        groups: sentences that print alike, the best group first; those of one group are copies.
        cited: the citations so far; what differs is one of them or gets the next number.
    """
    best = groups[0][0]
    if best.reading is None:
        return None
    value = _value(best)
    supporting = {best.stored.article_id}
    differing: list[ScoredSentence] = []
    for other in _elsewhere(groups, settings):
        given = _value(other)
        if given.agrees(value):
            supporting.add(other.stored.article_id)
        elif given.differs(value) and _is_rival(snapshot, best, other, given.kind, settings):
            differing.append(other)
    return Agreement(len(supporting), tuple(_shown(snapshot, differing, cited)))


def _elsewhere(
    groups: Sequence[list[ScoredSentence]], settings: Settings
) -> Iterator[ScoredSentence]:
    """The best of each further group that was read to an answer, if no article has the first."""
    best = groups[0][0]
    having = {sentence.stored.article_id for sentence in groups[0]}
    for group in groups[1:]:
        first = group[0]
        near = first.score >= best.score - settings.citation_lead
        read = first.reading is not None and first.reading.score > 0.0
        if near and read and first.stored.article_id not in having:
            yield first


def _value(sentence: ScoredSentence) -> AnswerValue:
    assert sentence.reading is not None
    return answer_value(sentence.text, sentence.reading.span, sentence.stored.article.published)


def _is_rival(
    snapshot: Snapshot,
    best: ScoredSentence,
    other: ScoredSentence,
    kind: ValueKind,
    settings: Settings,
) -> bool:
    """Whether the sentence is as good an answer as the first, to the same question."""
    assert best.reading and other.reading
    as_good = other.score >= best.score - settings.differing_lead
    as_sure = other.reading.score >= best.reading.score - _AS_SURE
    as_close = other.coverage >= best.coverage - _AS_CLOSE
    least = _SAME_THING_NAMES if kind is ValueKind.NAME else _SAME_THING
    return as_good and as_sure and as_close and _shared(snapshot, best, other) >= least


def _shared(snapshot: Snapshot, one: ScoredSentence, other: ScoredSentence) -> float:
    """Share of the shorter sentence's terms that the other has too, their answers left out."""
    terms = [_about(snapshot, sentence) for sentence in (one, other)]
    shorter = min(len(found) for found in terms)
    return len(terms[0] & terms[1]) / shorter if shorter >= _LEAST_TERMS else 0.0


def _about(snapshot: Snapshot, sentence: ScoredSentence) -> set[str]:
    assert sentence.reading is not None
    answer = set(snapshot.terms(sentence.reading.span.of(sentence.text)))
    content = " ".join(word.text for word in words(sentence.text) if word.is_content)
    return set(snapshot.terms(content)) - answer


def _shown(
    snapshot: Snapshot, differing: Sequence[ScoredSentence], cited: Sequence[Citation]
) -> Iterator[DifferingAnswer]:
    """One for each other answer, from the newest article on, the undated last."""
    newest = sorted(
        differing, key=lambda sentence: sentence.stored.article.published or "", reverse=True
    )
    numbers = {(citation.article, citation.span): citation for citation in cited}
    values: list[AnswerValue] = []
    for sentence in newest:
        value = _value(sentence)
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
        yield DifferingAnswer(sentence.reading.span.of(sentence.text), citation)
