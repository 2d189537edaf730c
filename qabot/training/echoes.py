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
        self._articles = {
            token: np.unique(self._owners[places]) for token, places in self._postings.items()
        }

    def within(self, article: int, asked: Iterable[int]) -> list[int]:
        """Numbers of an article's sentences, those first that share most with a question."""
        first, end = self._firsts[article], self._firsts[article + 1]
        shared = np.zeros(end - first)
        for _, places, weight in self._found(asked):
            low, high = np.searchsorted(places, (first, end))
            shared[places[low:high] - first] += weight
        order: list[int] = np.argsort(-shared, kind="stable").tolist()
        return order

    def elsewhere(self, article: int, asked: Iterable[int], top_k: int) -> list[tuple[int, int]]:
        """The best sentences of all other articles, as numbers of the article and in it."""
        sentences = np.zeros(len(self._owners))
        contexts = np.zeros(len(self._firsts) - 1)
        for token, places, weight in self._found(asked):
            sentences[places] += weight
            contexts[self._articles[token]] += weight
        sentences[self._firsts[article] : self._firsts[article + 1]] = 0.0
        sharing = np.flatnonzero(sentences)
        scores = sentences[sharing] + _CONTEXT * contexts[self._owners[sharing]]
        if len(scores) > top_k:
            least = np.partition(scores, -top_k)[-top_k]
            sharing, scores = sharing[scores >= least], scores[scores >= least]
        best = sharing[np.argsort(-scores, kind="stable")[:top_k]].tolist()
        return [
            (int(self._owners[place]), int(place - self._firsts[self._owners[place]]))
            for place in best
        ]

    def _found(self, asked: Iterable[int]) -> list[tuple[int, IdArray, float]]:
        """Each token that any sentence prints, with those sentences and its weight."""
        total = len(self._owners)
        printed = [token for token in sorted(set(asked)) if token in self._postings]
        return [
            (token, self._postings[token], float(np.log(1.0 + total / len(self._postings[token]))))
            for token in printed
        ]
