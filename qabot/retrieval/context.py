"""Earlier questions as weighted parts of a query."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from qabot.config import Settings
from qabot.protocols import Encoder
from qabot.text.terms import terms
from qabot.types import FloatArray, ScoredPassage
from qabot.types.unit_vectors import unit

_TWO_WORDS = re.compile(r"(?<![^\W_])(?=([^\W\d_]{3,20})[ -]([^\W\d_]{3,20})(?![^\W_]))")
_TWO_IN_ONE = re.compile(r"(?<![^\W_])[A-Z]?[a-z]+(?:[A-Z][a-z]+)+(?![^\W_])")
_INNER_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MOST_TERMS = 64
"""Distinct terms of a question that are looked up; more would make a pasted page slow."""


def vector_in_context(
    encoder: Encoder, question: str, earlier: Sequence[str], settings: Settings
) -> FloatArray:
    """Unit vector of the question and, with falling weights, of the earlier ones, newest first.

    Adding vectors lets each question keep its say; a text of all of them together is dominated
    by the longest (article@1 on conversations: one earlier question .86, three .81 that way).
    """
    vector = encoder.encode_question(question)
    if not earlier:
        return vector
    for turn, text in enumerate(earlier):
        weight = settings.follow_ups.dense * settings.follow_ups.decay**turn
        vector = vector + weight * encoder.encode_question(text)
    return unit(vector)


def weighted_terms(earlier: Sequence[str], settings: Settings) -> list[tuple[str, float]]:
    """The earlier questions, newest first, with the weight that their terms have in BM25."""
    return [
        (text, settings.follow_ups.lexical * settings.follow_ups.decay**turn)
        for turn, text in enumerate(earlier)
    ]


def query_terms(question: str, earlier: Sequence[tuple[str, float]] = ()) -> dict[str, float]:
    """The terms to search for, with their weights: 1 for the question's own.

    Those are also its neighbouring words written as one, and its parts of a word that has a capital
    inside: "Game Boy", "GameBoy". A term that only ``earlier`` texts have counts with the weight of
    the first that has it.
    """
    spelt = " ".join((question, *_joined(question), *_split(question)))
    weights = dict.fromkeys(terms(spelt), 1.0)
    for text, weight in earlier:
        weights |= dict.fromkeys(terms(text), weight) | weights
    return dict(list(weights.items())[:_MOST_TERMS])


def _joined(text: str) -> list[str]:
    """Each two neighbouring words, of letters alone, as one: "gameboy" of "game boy"."""
    return [f"{match[1]}{match[2]}" for match in _TWO_WORDS.finditer(text)]


def _split(text: str) -> list[str]:
    """The parts of words with a capital inside: "Game Boy" of "GameBoy"."""
    return [_INNER_CAPITAL.sub(" ", word) for word in _TWO_IN_ONE.findall(text)]


def preferring(
    passages: Sequence[ScoredPassage], cited: Mapping[str, float], bonus: float
) -> list[ScoredPassage]:
    """The passages with those from articles (by path) that were cited before higher.

    Each article gets its share of the bonus.
    """
    raised = [
        replace(scored, score=scored.score + bonus * cited[scored.passage.article.path])
        if scored.passage.article.path in cited
        else scored
        for scored in passages
    ]
    return sorted(raised, key=lambda scored: -scored.score)
