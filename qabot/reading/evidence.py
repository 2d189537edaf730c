"""What stands around a sentence that may answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from qabot.text.terms import terms
from qabot.types.explanations import ScoredSentence

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, eq=False)
class Evidence:
    """What stands around a sentence that may answer; ``rarity`` is the idf of the asked terms."""

    sentence: ScoredSentence
    article: str
    rarity: Mapping[str, float]

    @cached_property
    def around(self) -> str:
        """The title, the sentence and its neighbours."""
        stored = self.sentence.stored
        row = stored.sentences.index(self.sentence.span)
        rows = range(max(0, row - 1), min(len(stored.sentences), row + 2))
        return "\n".join((stored.article.title, *map(stored.sentence_text, rows)))

    @cached_property
    def words(self) -> frozenset[str]:
        """The terms of the whole article."""
        return frozenset(terms(self._whole))

    @cached_property
    def letters(self) -> str:
        """The letters and digits of the whole article in a row."""
        return letters_of(self._whole)

    @cached_property
    def spelt(self) -> frozenset[str]:
        """The words of the whole article as they are spelt, in small letters."""
        return frozenset(_WORD.findall(self._whole.lower()))

    @property
    def _whole(self) -> str:
        return f"{self.sentence.stored.article.title} {self.article}"


def letters_of(text: str) -> str:
    """The letters and digits of a text in a row, in small letters."""
    return "".join(filter(str.isalnum, text.lower()))
