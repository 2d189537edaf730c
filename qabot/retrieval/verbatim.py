"""Passages that print what a question quotes, however common its words are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from qabot.config import Settings
from qabot.retrieval.hybrid import search
from qabot.retrieval.mentions import articles_with
from qabot.store.snapshot import Snapshot
from qabot.text.phrases import phrase_pattern, plain_words
from qabot.types import Filters, FloatArray, ScoredPassage, StoredPassage

_LOOKED_THROUGH = 300
"""Articles with all the words whose texts are looked at; a few milliseconds for a hundred."""


def printing_first(
    snapshot: Snapshot,
    quoted: Sequence[str],
    query: tuple[str, FloatArray],
    found: list[ScoredPassage],
    filters: Filters,
    settings: Settings,
) -> list[ScoredPassage]:
    """The passages that were found, behind those that print one of the quoted phrases.

    Args:
        quoted: phrases of a question.
        query: what was searched for, and its unit vector of shape ``(dim,)``.
    """
    patterns = [phrase_pattern(phrase) for phrase in quoted]
    if not patterns or any(_prints(scored.passage, patterns) for scored in found):
        return found
    paths = tuple(path for phrase in quoted for path in _printing(snapshot, phrase, filters))
    if not paths:
        return found
    chosen = replace(filters, paths=paths)
    near = search(snapshot, *query, max(len(found), 1), chosen, settings)
    return [*(scored for scored in near if _prints(scored.passage, patterns)), *found]


def _prints(passage: StoredPassage, patterns: Sequence[re.Pattern[str]]) -> bool:
    texts = [passage.sentence_text(row) for row in range(len(passage.sentences))]
    return any(pattern.search(text) for pattern in patterns for text in texts)


def _printing(snapshot: Snapshot, phrase: str, filters: Filters) -> list[str]:
    """Paths of articles that print a phrase."""
    pattern = phrase_pattern(phrase)
    articles = islice(articles_with(snapshot, plain_words(phrase), filters), _LOOKED_THROUGH)
    return [article.path for article in articles if pattern.search(article.text)]
