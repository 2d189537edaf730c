"""What a brief is to tell of: the words that an article about it has to print."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from qabot.english.briefing import STORY_NOUNS
from qabot.questions.words import names, words
from qabot.reading.term_weights import TermWeights
from qabot.store.snapshot import Snapshot
from qabot.text.terms import terms

_YEAR = re.compile(r"(?:1[0-9]|20)\d\d")


@dataclass(frozen=True, slots=True)
class BriefTopic:
    """The words of a topic that an article about it has to print.

    Left out is what only says that it is a story ("affair"). The words of each of its ``names``
    have to stand in one sentence. A lone name of one word ("the Power inquiry") may be a common
    word as well: an article has to print its ``capitals``. Its ``years`` need not be printed by
    articles of that year, nor by the undated where none prints them.
    """

    words: TermWeights
    names: tuple[frozenset[str], ...]
    years: frozenset[str]
    capitals: frozenset[str]

    @classmethod
    def of(cls, snapshot: Snapshot, topic: str) -> Self:
        """What a topic comes to; its ``words`` have no weight if it says nothing."""
        told = [
            word.text
            for word in words(topic)
            if (word.is_name or word.is_content) and word.lower not in STORY_NOUNS
        ]
        called = names(topic)
        lone = called[0] if len(called) == 1 and len(told) > 1 and " " not in called[0] else ""
        return cls(
            TermWeights.of(snapshot, " ".join(told)),
            tuple(frozenset(terms(name)) for name in called if terms(name)),
            frozenset(filter(_YEAR.fullmatch, told)),
            frozenset(terms(lone)),
        )

    @property
    def rarest(self) -> str:
        """The term that fewest articles print; a year if there is nothing else."""
        weights = self.words.weights
        return max(weights.keys() - self.years or weights, key=weights.__getitem__)

    @property
    def undated(self) -> BriefTopic:
        """The topic without its years."""
        kept = {term: idf for term, idf in self.words.weights.items() if term not in self.years}
        weights = TermWeights(kept, sum(kept.values()) or 1.0)
        return BriefTopic(weights, self.names, frozenset(), self.capitals)

    def share(self, held: Collection[str], published: str | None = None) -> float:
        """Share of its words, by rarity, that these terms of an article of some date hold."""
        return self.words.share({*held, *self._own_year(published)})

    def names_in(self, printed: Sequence[Collection[str]], published: str | None) -> bool:
        """Whether sentences, as their terms, have all its names and its years."""
        named = all(any(name.issubset(held) for held in printed) for name in self.names)
        return named and self.years <= set().union(*printed) | self._own_year(published)

    def _own_year(self, published: str | None) -> set[str]:
        return {year for year in self.years if published and published.startswith(year)}


def capitalised(lines: Iterable[str]) -> set[str]:
    """The terms of the words of lines that begin with a capital."""
    found = (word.text for line in lines for word in words(line) if word.text[0].isupper())
    return {term for word in found for term in terms(word)}
