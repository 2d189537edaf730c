"""How often terms occur in the passages of a generation: what BM25 is worked out from."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

_K1, _B = 1.2, 0.75
"""Those of the engine's protocol."""


@dataclass(slots=True)
class TermCounts:
    """One field of some passages: how many they are, how many terms long, and who has which term.

    ``holding`` tells by term how many passages have it.
    """

    passages: int = 0
    length: int = 0
    holding: dict[str, int] = field(default_factory=dict)

    def add(self, terms: Iterable[str]) -> None:
        """Count a passage."""
        found = Counter(terms)
        self.passages += 1
        self.length += found.total()
        for term in found:
            self.holding[term] = self.holding.get(term, 0) + 1

    def remove(self, terms: Iterable[str]) -> None:
        """Count a passage no more that was counted."""
        found = Counter(terms)
        self.passages -= 1
        self.length -= found.total()
        for term in found:
            self.holding[term] -= 1
            if not self.holding[term]:
                del self.holding[term]

    def idf(self, term: str) -> float:
        """BM25's inverse document frequency of a term; never below 0."""
        holding = self.holding.get(term, 0)
        return math.log1p((self.passages - holding + 0.5) / (holding + 0.5))

    def bm25(self, weights: Mapping[str, float], terms: Iterable[str]) -> float:
        """BM25 (Robertson & Zaragoza 2009) of a passage with these terms, for weighted ones."""
        found = Counter(terms)
        norm = _K1 * (1.0 - _B + _B * found.total() * self.passages / (self.length or 1))
        return sum(
            weight * self.idf(term) * found[term] * (_K1 + 1.0) / (found[term] + norm)
            for term, weight in weights.items()
            if term in found
        )
