"""Scored sentences for tests, made by their features."""

from __future__ import annotations

import numpy as np

from qabot.types import ArticleRef, ScoredPassage, SentenceReading, Span, StoredPassage
from qabot.types.explanations import ScoredSentence


def passage(*sentences: str, id: int = 1, article: int = 1, title: str = "") -> StoredPassage:
    """A passage at the start of its article, its sentences set apart by single spaces."""
    spans, start = [], 0
    for sentence in sentences:
        spans.append(Span(start, start + len(sentence)))
        start += len(sentence) + 1
    return StoredPassage(
        id=id,
        article_id=article,
        article=ArticleRef(f"{article}.txt", title, None, None, None),
        sentences=tuple(spans),
        text=" ".join(sentences),
        sentence_vectors=np.zeros((len(sentences), 2), dtype=np.float32),
    )


def sentence(
    text: str = "Yes.",
    *,
    score: float = 0.0,
    passage_score: float = 0.0,
    passage_cosine: float = 0.0,
    cosine: float = 0.0,
    coverage: float = 0.0,
    context: float = 0.0,
    reading: float | None = None,
    marginal: float | None = None,
    answer: str | None = None,
    article: int = 1,
) -> ScoredSentence:
    """A sentence that is a passage of its own.

    ``reading`` is the log-odds of a reader's best span, which is ``answer`` or else the whole
    sentence, ``marginal`` those of any.
    """
    stored = passage(text, article=article)
    scored = ScoredPassage(stored, passage_score, 0.0, 0.0, cosine=passage_cosine, bm25=0.0)
    span = Span(0, len(text))
    start = text.index(answer) if answer else 0
    answered = Span(start, start + len(answer)) if answer else span
    found = None if reading is None else SentenceReading(reading, answered, marginal)
    return ScoredSentence(scored, span, text, score, cosine, coverage, context, found)


def placed(stored: StoredPassage, row: int, *, score: float = 0.0) -> ScoredSentence:
    """One of the sentences of a passage."""
    scored = ScoredPassage(stored, score, 0.0, 0.0, cosine=0.0, bm25=0.0)
    return ScoredSentence(scored, stored.sentences[row], stored.sentence_text(row), score, 0.0, 0.0)
