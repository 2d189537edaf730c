"""Why a sentence is cited: everything that was considered, with what its rank is made of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from qabot.config import Settings
from qabot.protocols import Reader
from qabot.questions.followups import Interpretation
from qabot.questions.speaker_questions import asks_for_speaker
from qabot.reading.answering import find_sentences, words_looked_for
from qabot.reading.coefficients import Linear, coefficients
from qabot.reading.finding import Found
from qabot.reading.merging import merge_alike
from qabot.reading.ranking import sentence_features
from qabot.reading.selection import ScoredSentence
from qabot.reading.speakers import first_said
from qabot.reading.statements import find_statements
from qabot.retrieval.context import query_terms, weighted_terms
from qabot.retrieval.hybrid import combined, dense_weight
from qabot.store.snapshot import Snapshot
from qabot.text.terms import terms
from qabot.types import Filters, FloatArray, ScoredPassage


@dataclass(frozen=True, slots=True, eq=False)
class Attempt:
    """How an answer was found: a question as it was read, and the passages that were read.

    ``query`` is what was searched for, with the unit vector of shape ``(dim,)``; words that
    ``filters`` stand for are left out of both.
    """

    question: str
    query: str
    vector: FloatArray
    passages: list[ScoredPassage]
    filters: Filters


class ChosenBy(StrEnum):
    """What decides which sentences are cited, on top of their rank."""

    RANK = "rank"
    SPEAKER = "speaker"
    DATES = "dates"
    STATEMENTS = "statements"


@dataclass(frozen=True, slots=True, eq=False)
class SentenceReason:
    """A sentence with its rank among all that were considered, from 1.

    ``parts`` are what each feature adds to ``sentence.score``; they sum up to it.
    """

    rank: int
    sentence: ScoredSentence
    parts: Mapping[str, float]


@dataclass(frozen=True, slots=True, eq=False)
class PassageReason:
    """A passage with what each of the question's words adds to its BM25, largest first.

    The words are as the question prints them and sum up to ``scored.bm25``. ``bonus`` is the part
    of ``scored.score`` that it has because an earlier answer cited its article or because of its
    date. ``sentences`` are those that count for this passage, best first: one that two passages
    share counts once.
    """

    scored: ScoredPassage
    bonus: float
    words: Mapping[str, float]
    sentences: tuple[SentenceReason, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Explanation:
    """The passages that were considered, best first, and how the citations were chosen.

    ``question`` is the question as it was understood.
    """

    question: str
    chosen_by: ChosenBy
    passages: tuple[PassageReason, ...]

    @property
    def sentences(self) -> list[SentenceReason]:
        """All sentences by their rank."""
        every = (reason for passage in self.passages for reason in passage.sentences)
        return sorted(every, key=lambda reason: reason.rank)


def explain(
    snapshot: Snapshot,
    asked: Interpretation,
    attempt: Attempt,
    settings: Settings,
    reader: Reader | None,
) -> Explanation:
    """Read the passages as an answer does, and keep what it throws away."""
    question, vector, passages = attempt.question, attempt.vector, attempt.passages
    read_by = reader if question else None  # without a topic there is nothing to read for
    found = find_sentences(snapshot, question, vector, passages, settings, read_by)
    stated = find_statements(snapshot, question, vector, passages, attempt.filters, settings)
    if stated is not None:
        chosen_by = ChosenBy.STATEMENTS
    elif not question:
        chosen_by = ChosenBy.DATES
    else:
        chosen_by = _chosen_by(snapshot, question, found, settings)
    words = _words(snapshot, attempt.query, asked.earlier, passages, settings)
    weight = dense_weight(snapshot, settings)
    reasons = _sentence_reasons(found, settings) if found is not None else []
    return Explanation(
        asked.question,
        chosen_by,
        tuple(
            PassageReason(
                scored,
                scored.score - combined(scored.dense, scored.lexical, weight),
                words[scored.passage.id],
                tuple(reason for reason in reasons if reason.sentence.passage is scored),
            )
            for scored in passages
        ),
    )


def _chosen_by(
    snapshot: Snapshot, question: str, found: Found | None, settings: Settings
) -> ChosenBy:
    if found is None or not asks_for_speaker(question):
        return ChosenBy.RANK
    groups = merge_alike(found.ranked)
    said = first_said(snapshot, groups, words_looked_for(question), settings)
    return ChosenBy.RANK if said is None else ChosenBy.SPEAKER


def _sentence_reasons(found: Found, settings: Settings) -> list[SentenceReason]:
    model: Linear = coefficients(settings.reading.coefficients, with_reader=found.read).ranking
    return [
        SentenceReason(
            rank,
            sentence,
            model.parts(sentence_features(sentence, found.kind, read=found.read)),
        )
        for rank, sentence in enumerate(found.ranked, start=1)
    ]


def _words(
    snapshot: Snapshot,
    query: str,
    asked_before: Sequence[str],
    passages: Sequence[ScoredPassage],
    settings: Settings,
) -> dict[int, dict[str, float]]:
    """By passage id, what each word adds to its BM25; only words that add something."""
    printed = _printed((query, *asked_before))
    ids = [scored.passage.id for scored in passages]
    shares: dict[int, dict[str, float]] = {number: {} for number in ids}
    earlier = weighted_terms(asked_before, settings)
    ascending = np.array(sorted(ids), dtype=np.int64)
    for term, weight in query_terms(query, earlier).items():
        scores = snapshot.engine.bm25({term: weight}, ascending)
        for number, score in zip(ascending.tolist(), scores.tolist(), strict=True):
            if score:
                word = printed.get(term, term)
                shares[number][word] = shares[number].get(word, 0.0) + score
    return {
        number: dict(sorted(words.items(), key=lambda share: -share[1]))
        for number, words in shares.items()
    }


def _printed(texts: Sequence[str]) -> dict[str, str]:
    """Terms as the index holds them, with the first word of the texts that each comes from."""
    words: dict[str, str] = {}
    for text in texts:
        for word in re.findall(r"\w+", text):
            for term in terms(word):
                words.setdefault(term, word)
    return words
