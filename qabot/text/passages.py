"""Passages: windows of whole sentences that fit the encoder."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from qabot.types import IdArray, Passage, Span


def windows(
    sentences: Sequence[Span],
    token_offsets: IdArray,
    *,
    passage_tokens: int,
    longest: int,
    overlap: int = 1,
    headline: int = 0,
    headline_room: int = 0,
) -> list[Passage]:
    """Cut an article into passages.

    Each passage is filled with whole sentences up to ``passage_tokens``; the next begins with the
    last ``overlap`` sentences again, as far as they leave room for a new one. Every sentence is in
    a passage, in order. Only a sentence that alone exceeds ``longest`` tokens is cut, between
    tokens.

    A headline is a passage with what follows it, even if that goes beyond ``passage_tokens``; where
    the encoder cannot take both, it is in none, as its words are with every passage as the title.

    Args:
        sentences: a partition of the text (see :func:`qabot.text.sentences.sentences`).
        token_offsets: shape ``(tokens, 2)``, each token's code points in the text, ascending.
        passage_tokens: what a passage aims at.
        longest: what the encoder can take.
        headline: how many of the first sentences are the article's headline.
        headline_room: tokens that the encoder can take beyond ``longest`` with the headline, which
            needs no title before it.
    """
    starts = token_offsets[:, 0]
    pieces = [piece for sentence in sentences for piece in _pieces(sentence, starts, longest)]
    counts = [_count(piece, starts) for piece in pieces]
    passages: list[Passage] = []
    fits = sum(counts[: headline + 1]) <= longest + headline_room
    first = 0 if fits else headline
    while first < len(pieces):
        end = max(first, headline if first == 0 else 0) + 1
        while end < len(pieces) and sum(counts[first : end + 1]) <= passage_tokens:
            end += 1
        passages.append(Passage(tuple(pieces[first:end])))
        if end == len(pieces):
            break
        repeated = min(overlap, end - first - 1)
        while repeated and sum(counts[end - repeated : end + 1]) > passage_tokens:
            repeated -= 1
        first = end - repeated
    return passages


def _count(span: Span, starts: IdArray) -> int:
    return int(np.searchsorted(starts, span.end) - np.searchsorted(starts, span.start))


def _pieces(sentence: Span, starts: IdArray, longest: int) -> list[Span]:
    """The sentence whole, or cut where a token begins if it alone is too long for the encoder."""
    first, last = (int(i) for i in np.searchsorted(starts, [sentence.start, sentence.end]))
    if last - first <= longest:
        return [sentence]
    cuts = [
        sentence.start,
        *(int(starts[i]) for i in range(first + longest, last, longest)),
        sentence.end,
    ]
    return [Span(start, end) for start, end in pairwise(cuts)]
