"""Sentences that share a question's words and do not answer it: the reader's negatives."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import numpy as np

from qabot.types import IdArray

_CONTEXT = 0.5
"""Weight of what the whole article shares with a question, beside what the sentence does."""


class SentenceSearch:
    """All sentences of some articles, found by the rare tokens that they share with a question.

    What a sentence shares is the sum of the inverse document frequencies of those tokens, as
    retrieval's coverage of the question's terms is; half of what its article shares is added.
    Without an encoder, so that questions of any number of articles need no index to train on.
    """

    def __init__(self, articles: Sequence[Sequence[Collection[int]]]) -> None:
        """Count the tokens of each sentence of each article."""
        self._firsts = np.cumsum([0, *(len(sentences) for sentences in articles)])
        self._owners = np.repeat(np.arange(len(articles)), np.diff(self._firsts))
        postings: dict[int, list[int]] = {}
        flat = (tokens for sentences in articles for tokens in sentences)
        for number, tokens in enumerate(flat):
            for token in tokens:
                postings.setdefault(token, []).append(number)
        self._postings = {token: np.array(found) for token, found in postings.items()}

    def within(self, article: int, asked: Iterable[int]) -> list[int]:
        """Numbers of an article's sentences, those first that share most with a question."""
        first, end = self._firsts[article], self._firsts[article + 1]
        shared = np.zeros(end - first)
        for places, weight in self._found(asked):
            low, high = np.searchsorted(places, (first, end))
            shared[places[low:high] - first] += weight
        order: list[int] = np.argsort(-shared, kind="stable").tolist()
        return order

    def elsewhere(self, article: int, asked: Iterable[int], top_k: int) -> list[tuple[int, int]]:
        """The best sentences of all other articles, as numbers of the article and in it."""
        sentences = np.zeros(len(self._owners))
        contexts = np.zeros(len(self._firsts) - 1)
        for places, weight in self._found(asked):
            sentences[places] += weight
            contexts[np.unique(self._owners[places])] += weight
        sentences[self._owners == article] = 0.0
        scores = np.where(sentences > 0, sentences + _CONTEXT * contexts[self._owners], 0.0)
        best: list[int] = np.argsort(-scores, kind="stable")[:top_k].tolist()
        return [
            (int(self._owners[place]), int(place - self._firsts[self._owners[place]]))
            for place in best
            if scores[place] > 0
        ]

    def _found(self, asked: Iterable[int]) -> list[tuple[IdArray, float]]:
        """Sentences that print a token, and its weight, for each token that any prints."""
        total = len(self._owners)
        found = [self._postings[token] for token in sorted(set(asked)) if token in self._postings]
        return [(places, float(np.log(1.0 + total / len(places)))) for places in found]
