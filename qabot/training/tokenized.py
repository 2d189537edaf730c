"""Articles of training as tokens, cut into sentences and windows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from qabot.encoding.tokenizer import ModelTokenizer
from qabot.readers.trained import TEXT_TOKENS, TITLE_TOKENS
from qabot.reading.windows import window
from qabot.text.sentences import sentences
from qabot.training.squad import TrainingArticle
from qabot.types import Span


@dataclass(frozen=True, slots=True)
class Window:
    """A piece of an article as the reader sees it.

    ``golds`` are the token spans (first and last, inclusive, counted in ``text``) that answer.
    """

    title: list[int]
    text: list[int]
    golds: tuple[tuple[int, int], ...] = ()


class TokenizedArticle:
    """An article, tokenised and cut into sentences once."""

    def __init__(self, article: TrainingArticle, tokenizer: ModelTokenizer) -> None:
        self.text = article.text
        self.heading = article.title
        self.ids, offsets = tokenizer.encode(article.text)
        self.starts, self.ends = offsets[:, 0], offsets[:, 1]
        self.sentences = sentences(article.text)
        self._starts = [sentence.start for sentence in self.sentences]
        edges = np.searchsorted(self.starts, [*self._starts, len(article.text) + 1])
        self.edges: list[int] = edges.tolist()
        self.counts: list[int] = np.diff(edges).tolist()
        self.tokens = [set(self.ids[first:last]) for first, last in pairwise(self.edges)]
        self.title = tokenizer.encode(article.title)[0][:TITLE_TOKENS]
        titled = bool(article.title) and self.sentences[0].of(self.text) == article.title
        self.body = int(titled)
        """Number of the first sentence that is not the title."""

    def sentence_at(self, position: int) -> int:
        """Number of the sentence that a code point stands in."""
        return max(0, bisect_right(self._starts, position) - 1)

    def window(
        self,
        centre: int,
        budget: int,
        golds: Sequence[Span] = (),
        without: Collection[int] = (),
    ) -> Window:
        """The window around a sentence, with those answers that lie inside it.

        It ends before the sentences that it is to be ``without``, the centre not among them.
        """
        counts = [
            budget + 1 if number in without else count for number, count in enumerate(self.counts)
        ]
        chosen = window(counts, centre, budget)
        first = self.edges[chosen[0]]
        last = min(self.edges[chosen[-1] + 1], first + TEXT_TOKENS)
        spans = [self._tokens(gold) for gold in golds]
        inside = tuple(
            (start - first, end - first) for start, end in spans if first <= start <= end < last
        )
        return Window(self.title, self.ids[first:last], inside)

    def sentences_at(self, spans: Iterable[Span]) -> set[int]:
        """Numbers of the sentences that some spans touch."""
        return {
            number
            for span in spans
            for number in range(self.sentence_at(span.start), self.sentence_at(span.end - 1) + 1)
        }

    def _tokens(self, span: Span) -> tuple[int, int]:
        first = int(np.searchsorted(self.ends, span.start, side="right"))
        last = int(np.searchsorted(self.starts, span.end)) - 1
        return first, last
