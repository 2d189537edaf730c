"""Words that a reader looks for in a text, and where they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from qabot.types import Span

_MOST = 10_000
"""Places that are told apart; nobody steps through more."""


def words_pattern(words: str) -> re.Pattern[str] | None:
    """Finds words in any case, whatever white space is between them; None for no words."""
    parts = [re.escape(word) for word in words.split()]
    return re.compile(r"\s+".join(parts), re.IGNORECASE) if parts else None


def find_words(text: str, words: str) -> list[Span]:
    """Where the words stand, in order; parts of longer words too."""
    pattern = words_pattern(words)
    matches = pattern.finditer(text) if pattern else iter(())
    return [Span(*match.span()) for match in islice(matches, _MOST)]


@dataclass(frozen=True, slots=True)
class FoundWords:
    """Places of words, one of which is looked at: ``at`` counts from 0."""

    places: Sequence[Span]
    at: int = 0

    @property
    def place(self) -> Span | None:
        """The place that is looked at."""
        return self.places[self.at] if self.places else None

    def stepped(self, by: int) -> FoundWords:
        """A place further on, round and round."""
        return FoundWords(self.places, (self.at + by) % max(len(self.places), 1))

    @property
    def counted(self) -> str:
        """Which of how many."""
        return f"{self.at + 1:,} of {len(self.places):,}" if self.places else "not found"
