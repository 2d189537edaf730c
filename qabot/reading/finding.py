"""From passages to ranked sentences, with the chance that one of them answers."""

from __future__ import annotations

from dataclasses import dataclass

from qabot.questions.kinds import Kind
from qabot.reading.asked_speaker import with_quotes
from qabot.reading.candidates import read_sentences
from qabot.reading.coefficients import Coefficients, coefficients
from qabot.reading.merging import merge_alike
from qabot.reading.ranking import rank, sentence_features
from qabot.reading.selection import score_sentences
from qabot.reading.task import ReadingTask
from qabot.reading.term_weights import TermWeights
from qabot.reading.verdict import answer_features
from qabot.types.explanations import ScoredSentence, SentenceReason


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """Sentences that may answer, at least one, best first.

    ``retrieved`` came first before they were ranked; ``read`` says whether a reader looked at any,
    ``leans`` whether the question is a follow-up.
    ``terms`` are those of the words that were looked for.
    """

    kind: Kind
    terms: TermWeights
    ranked: list[ScoredSentence]
    retrieved: ScoredSentence
    read: bool
    leans: bool
    models: Coefficients

    def confidence(self, first: ScoredSentence) -> float:
        """Probability that this one of the sentences answers, if those ranked before it do not."""
        place = next(number for number, sentence in enumerate(self.ranked) if sentence is first)
        ranked = self.ranked[place:]
        features = answer_features(
            ranked, self.retrieved, self.kind, read=self.read, leans=self.leans
        )
        return self.models.confidence.probability(features)

    def reasons(self) -> list[SentenceReason]:
        """The sentences, best first, with what each feature adds to their scores."""
        return [
            SentenceReason(
                number,
                sentence,
                self.models.ranking.parts(sentence_features(sentence, self.kind, read=self.read)),
            )
            for number, sentence in enumerate(self.ranked, start=1)
        ]


def find(task: ReadingTask) -> Found | None:
    """The sentences of the passages, read and ranked; None if there is no sentence."""
    terms = TermWeights.of(task.snapshot, task.wanted.looked_for)
    scored = scored_sentences(task, terms)
    if not scored:
        return None
    kind, read = task.wanted.kind, any(sentence.reading for sentence in scored)
    models = coefficients(task.settings.reading.coefficients, with_reader=read)
    ranked = rank(scored, kind, models.ranking, read=read)
    return Found(kind, terms, ranked, scored[0], read, task.leans, models)


def scored_sentences(task: ReadingTask, terms: TermWeights) -> list[ScoredSentence]:
    """The sentences of the passages as retrieval ranks them, the best of them read.

    Who says something is told by attribution, not by reading: the words of the statement are in
    the question, and sentences that share them are found without a reader.
    """
    scored = score_sentences(terms, task.vector, task.passages)
    wanted = task.wanted
    if task.reader is None or wanted.speaker is not None:
        return scored
    found = read_sentences(
        task.reader, wanted.looked_for, scored, task.settings, task.budget, kind=wanted.kind
    )
    return (
        with_quotes(task.snapshot, wanted.named_speaker, found) if wanted.named_speaker else found
    )


def group_sentences(task: ReadingTask, found: Found) -> list[list[ScoredSentence]]:
    """The sentences in groups that print alike, best first, or the newest of the best."""
    groups = merge_alike(found.ranked)
    return newest_first(groups, task.settings.reading.newest_lead) if task.newest else groups


def newest_first(groups: list[list[ScoredSentence]], lead: float) -> list[list[ScoredSentence]]:
    """The groups, first the newest of those that come near the best and were read as well.

    Args:
        lead: how far below the best a score may be to come near.
    """
    best = groups[0][0]
    near = (
        group
        for group in groups
        if group[0].score >= best.score - lead and group[0].has_answer == best.has_answer
    )
    first = max(near, key=lambda group: group[0].stored.article.published or "")
    return [first, *(group for group in groups if group is not first)]
