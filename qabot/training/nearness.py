"""Sentences that are near a question in meaning and do not answer it: what retrieval brings up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from qabot.protocols import Encoder
from qabot.training.squad import TrainingQuestion
from qabot.training.tokenized import TokenizedArticle
from qabot.types import FloatArray, PassageInput

_PASSAGE_TOKENS = 100
"""What a passage of whole sentences aims at; a sentence's vector knows those around it."""
_ALIKE = 0.65
"""Inner product with a sentence of the answer from which a sentence may well answer, too."""
_SPARE = 4
"""Times as many are looked at, for those that are left out."""
_NEVER = -2.0
"""Below every inner product of unit vectors."""
_AT_ONCE = 256
"""Questions compared, and passages encoded, at a time."""


@dataclass(frozen=True, slots=True)
class Near:
    """The sentences nearest to a question, best first.

    ``within`` are numbers of its own article's sentences, ``elsewhere`` those of others, as the
    path of the article and the number in it.
    """

    within: list[int]
    elsewhere: list[tuple[str, int]]


def near_sentences(
    articles: Mapping[str, TokenizedArticle],
    questions: Sequence[TrainingQuestion],
    encoder: Encoder,
    top_k: int,
) -> dict[str, Near]:
    """For each question's text the ``top_k`` nearest of each kind, by inner product of vectors.

    Sentences that are much like those with the answer are left out: they may answer as well.
    """
    paths = list(articles)
    numbers = {path: number for number, path in enumerate(paths)}
    counts = [len(article.sentences) for article in articles.values()]
    firsts = np.cumsum([0, *counts])
    owners = np.repeat(np.arange(len(counts)), counts)
    table = np.concatenate(list(_vectors(list(articles.values()), encoder)))
    found = {}
    for begin in range(0, len(questions), _AT_ONCE):
        asked = questions[begin : begin + _AT_ONCE]
        encoded = encoder.encode_passages([PassageInput("", (one.text,)) for one in asked])
        scores = np.stack([one.vector for one in encoded]) @ table.T
        for question, row in zip(asked, scores, strict=True):
            own = numbers[question.article]
            first, end = firsts[own], firsts[own + 1]
            answers = articles[question.article].sentences_at(question.answers)
            golds = table[[first + sentence for sentence in answers]]
            inside = [first + one for one in _best(row[first:end], end - first)]
            row[first:end] = _NEVER
            outside = _best(row, _SPARE * top_k)
            found[question.text] = Near(
                [int(one - first) for one in _unlike(golds, inside, table)[:top_k]],
                [
                    (paths[owners[one]], int(one - firsts[owners[one]]))
                    for one in _unlike(golds, outside, table)[:top_k]
                ],
            )
    return found


def _unlike(golds: FloatArray, found: list[int], table: FloatArray) -> list[int]:
    """Those of the sentences that are not much like any with the answer."""
    alike = (table[found] @ golds.T).max(axis=1, initial=_NEVER) >= _ALIKE
    return [one for one, left_out in zip(found, alike, strict=True) if not left_out]


def _best(scores: FloatArray, top_k: int) -> list[int]:
    """Numbers of the highest scores, best first."""
    count = min(top_k, len(scores))
    best = np.argpartition(-scores, count - 1)[:count]
    ordered: list[int] = best[np.argsort(-scores[best], kind="stable")].tolist()
    return [one for one in ordered if scores[one] > _NEVER]


def _vectors(articles: Sequence[TokenizedArticle], encoder: Encoder) -> Iterator[FloatArray]:
    """The vectors of all sentences, in order."""
    passages = [passage for article in articles for passage in _passages(article)]
    for begin in range(0, len(passages), _AT_ONCE):
        for encoded in encoder.encode_passages(passages[begin : begin + _AT_ONCE]):
            yield encoded.sentence_vectors


def _passages(article: TokenizedArticle) -> Iterator[PassageInput]:
    """Runs of sentences that are about as long as a passage."""
    held: list[str] = []
    tokens = 0
    for sentence, count in zip(article.sentences, article.counts, strict=True):
        if held and tokens + count > _PASSAGE_TOKENS:
            yield PassageInput(article.heading, tuple(held))
            held, tokens = [], 0
        held.append(sentence.of(article.text))
        tokens += count
    yield PassageInput(article.heading, tuple(held))
