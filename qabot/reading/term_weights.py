"""The terms of what is looked for, each with its inverse document frequency."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Self

from qabot.store.snapshot import Snapshot
from qabot.text.terms import terms


@dataclass(frozen=True, slots=True)
class TermWeights:
    """Terms as an index has them, in the order of the text that they are of."""

    weights: Mapping[str, float]
    whole: float

    @classmethod
    def of(cls, snapshot: Snapshot, text: str) -> Self:
        """The terms of a text; analysed once, to be compared with many sentences."""
        weights = {term: snapshot.engine.idf(term) for term in terms(text)}
        return cls(weights, sum(weights.values()) or 1.0)

    def share(self, held: Collection[str]) -> float:
        """Share of the weight of all terms that those held have, in [0, 1]."""
        return sum(weight for term, weight in self.weights.items() if term in held) / self.whole
