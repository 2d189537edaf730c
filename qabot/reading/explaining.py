"""The trace of an answer: what was considered for it, kept to be shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from qabot.protocols import Searcher
from qabot.reading.outcome import Ranking
from qabot.retrieval.context import query_terms
from qabot.text.terms import terms
from qabot.types import ScoredPassage
from qabot.types.explanations import ChosenBy, Explanation, PassageReason, SentenceReason


@dataclass(frozen=True, slots=True, eq=False)
class ReadingTrace:
    """What an answer was made of; costs nothing until it is asked for.

    ``question`` is the question as it was understood, ``query`` what was searched for with the
    ``earlier`` questions and the weights of their terms. ``passages`` are those that were read,
    best first, each with what its dates and earlier answers added to its score in ``bonuses``.
    """

    question: str
    query: str
    earlier: Sequence[tuple[str, float]]
    passages: Sequence[ScoredPassage]
    bonuses: Sequence[float]
    chosen_by: ChosenBy
    ranking: Ranking | None
    engine: Searcher

    def explain(self) -> Explanation:
        """The passages that were considered, with their sentences and what speaks for each."""
        words = self._words()
        sentences: dict[int, list[SentenceReason]] = {}
        others: dict[int, ScoredPassage] = {}
        for reason in self.ranking.reasons() if self.ranking else ():
            scored = reason.sentence.passage
            sentences.setdefault(scored.passage.id, []).append(reason)
            others.setdefault(scored.passage.id, scored)
        reasons = []
        for scored, bonus in zip(self.passages, self.bonuses, strict=True):
            number = scored.passage.id
            others.pop(number, None)
            reasons.append(
                PassageReason(scored, bonus, words[number], tuple(sentences.get(number, ())))
            )
        for number, scored in others.items():  # statements that no passage was found by
            reasons.append(PassageReason(scored, 0.0, {}, tuple(sentences[number])))
        return Explanation(self.question, self.chosen_by, tuple(reasons))

    def _words(self) -> dict[int, dict[str, float]]:
        """By passage id, what each word adds to its BM25; only words that add something."""
        printed = self._printed()
        shares: dict[int, dict[str, float]] = {one.passage.id: {} for one in self.passages}
        ids = np.array(sorted(shares), dtype=np.int64)
        for term, weight in query_terms(self.query, self.earlier).items():
            word = printed.get(term, term)
            scores = self.engine.bm25({term: weight}, ids).tolist()
            for number, score in zip(ids.tolist(), scores, strict=True):
                if score > 0.0:
                    shares[number][word] = shares[number].get(word, 0.0) + score
        return {
            number: dict(sorted(words.items(), key=lambda share: -share[1]))
            for number, words in shares.items()
        }

    def _printed(self) -> dict[str, str]:
        """Terms as the index holds them, with the first word of the texts that each is of."""
        words: dict[str, str] = {}
        for text in (self.query, *(text for text, _ in self.earlier)):
            for word in re.findall(r"\w+", text):
                for term in terms(word):
                    words.setdefault(term, word)
        return words
