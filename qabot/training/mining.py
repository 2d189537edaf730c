"""What retrieval ranks high for each training question: the reader's positives and negatives."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from qabot.config import Settings
from qabot.index import Index
from qabot.reading.selection import score_sentences
from qabot.reading.term_weights import TermWeights
from qabot.retrieval.hybrid import search
from qabot.training.squad import TrainingArticle, TrainingQuestion
from qabot.types import Filters

_LOGGER = logging.getLogger(__name__)
_RANKED = 16
_CHUNK = 200


def mine(
    articles: Mapping[str, TrainingArticle],
    questions: Sequence[TrainingQuestion],
    folder: Path,
    workers: int,
) -> Path:
    """Index the articles and rank sentences for every question, as ``QABot.ask`` would.

    Returns:
        A file of one JSON object a line and question, in the order of ``questions``: ``ranked``
        holds [article, start, end] of the best sentences. It is kept: a second run reads it.
    """
    target = folder / "ranked.jsonl"
    if target.exists():
        return target
    texts = folder / "articles"
    texts.mkdir(parents=True, exist_ok=True)
    for article in articles.values():
        (texts / article.path).write_text(article.text, encoding="utf-8", newline="")
    index = Index.create(folder / "index", Settings())
    report = index.sync([texts])
    _LOGGER.info("indexed %d articles, %d passages", len(articles), report.passages)
    partial = target.with_suffix(".partial")
    with partial.open("w", encoding="utf-8") as lines:
        for number, ranked in enumerate(_ranked(folder / "index", questions, workers), start=1):
            lines.write(json.dumps({"ranked": ranked}) + "\n")
            if number % 2000 == 0:
                _LOGGER.info("ranked sentences for %d of %d questions", number, len(questions))
    partial.rename(target)
    return target


def _ranked(
    index: Path, questions: Sequence[TrainingQuestion], workers: int
) -> Iterator[list[list[Any]]]:
    texts = [(str(index), question.text) for question in questions]
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(_rank, texts, chunksize=_CHUNK)


def _rank(task: tuple[str, str]) -> list[list[Any]]:
    """The best sentences for one question, as [article, start, end]."""
    folder, question = task
    index = _opened(folder)
    settings = index.settings
    vector = index.encoder.encode_question(question)
    with index.snapshot() as snapshot:
        passages = search(
            snapshot, question, vector, settings.reading.passages_read, Filters(), settings
        )
        sentences = score_sentences(snapshot, TermWeights.of(snapshot, question), vector, passages)
    return [
        [sentence.stored.article.path, sentence.span.start, sentence.span.end]
        for sentence in sentences[:_RANKED]
    ]


@cache
def _opened(folder: str) -> Index:
    return Index.open(folder)
