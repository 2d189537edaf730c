"""From passages to ranked sentences, with the chance that one of them answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qabot.config import Settings
from qabot.protocols import Reader
from qabot.questions.kinds import Kind, kind_of
from qabot.reading.candidates import read_sentences
from qabot.reading.coefficients import Linear, coefficients
from qabot.reading.ranking import rank
from qabot.reading.selection import ScoredSentence, score_sentences
from qabot.reading.verdict import answer_features
from qabot.store.snapshot import Snapshot
from qabot.types import FloatArray, ScoredPassage


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """Sentences that may answer, at least one, best first.

    ``retrieved`` came first before they were ranked; ``read`` says whether a reader looked at any.
    """

    kind: Kind
    ranked: list[ScoredSentence]
    retrieved: ScoredSentence
    read: bool
    model: Linear

    def confidence(self, first: ScoredSentence) -> float:
        """Probability that this one of the sentences answers, if it is put first."""
        ranked = [first, *(sentence for sentence in self.ranked if sentence is not first)]
        features = answer_features(ranked, self.retrieved, self.kind, read=self.read)
        return self.model.probability(features)


def find(
    snapshot: Snapshot,
    question: str,
    question_vector: FloatArray,
    passages: Sequence[ScoredPassage],
    settings: Settings,
    reader: Reader | None,
) -> Found | None:
    """The sentences of the passages, read and ranked; None if there is no sentence."""
    scored = scored_sentences(snapshot, question, question_vector, passages, settings, reader)
    if not scored:
        return None
    kind, read = kind_of(question), any(sentence.reading for sentence in scored)
    models = coefficients(settings.reading.coefficients, with_reader=read)
    ranked = rank(scored, kind, models.ranking, read=read)
    return Found(kind, ranked, scored[0], read, models.confidence)


def scored_sentences(
    snapshot: Snapshot,
    question: str,
    question_vector: FloatArray,
    passages: Sequence[ScoredPassage],
    settings: Settings,
    reader: Reader | None,
) -> list[ScoredSentence]:
    """The sentences of the passages as retrieval ranks them, the best of them read."""
    scored = score_sentences(snapshot, question, question_vector, passages)
    return read_sentences(reader, question, scored, settings) if reader is not None else scored
