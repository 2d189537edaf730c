"""The terms of a text: what BM25 and everything that compares words go by."""

from __future__ import annotations

from functools import cache, lru_cache

import tantivy

from qabot.text.normalise import lexical_text

_LONGEST_TERM = 60
_KEPT = 4096
"""Texts whose terms are kept: a question's own, and the sentences that are read for it."""


@lru_cache(_KEPT)
def terms(text: str) -> tuple[str, ...]:
    """The text's terms, in order: lower-cased, without accents, stemmed (Snowball English)."""
    return tuple(term_analyser().analyze(lexical_text(text)))


@cache
def term_analyser() -> tantivy.TextAnalyzer:
    """What makes terms of :func:`~qabot.text.normalise.lexical_text`, for an index to use."""
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(_LONGEST_TERM))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.stemmer("english"))
        .build()
    )
