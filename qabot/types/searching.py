"""What an engine indexes, what it is asked, and what it finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qabot.types.arrays import FloatArray, IdArray
from qabot.types.retrieval_values import Filters


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A passage as an engine indexes it: its id, its article's id, and what is searched of it.

    ``vector`` is of unit length, shape ``(dim,)``; None while the passage waits for it.
    """

    passage: int
    article: int
    title: str
    text: str
    vector: FloatArray | None


@dataclass(frozen=True, slots=True, eq=False)
class EngineQuery:
    """What is searched for: terms with their weights (:mod:`qabot.text.terms`), and a unit vector.

    Without a vector only terms are searched, without terms only the vector.
    """

    terms: Mapping[str, float]
    vector: FloatArray | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """The articles to search in.

    ``articles`` are the ids of those that the filters leave, ascending; None if they leave all.
    An engine that knows dates and outlets itself may go by ``filters`` where ``articles`` were
    more than it can be sent.
    """

    filters: Filters = field(default_factory=Filters)
    articles: IdArray | None = None

    @property
    def is_empty(self) -> bool:
        """Whether no article is left."""
        return self.articles is not None and not len(self.articles)


@dataclass(frozen=True, slots=True, eq=False)
class Hits:
    """Passages found, by ascending id, with their cosines and BM25: arrays of shape ``(n,)``.

    A score is 0 where the query, or the generation, has nothing to make it of.
    """

    ids: IdArray
    cosines: FloatArray
    bm25: FloatArray

    def __len__(self) -> int:
        return len(self.ids)
