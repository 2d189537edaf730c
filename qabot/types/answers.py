"""What an answer is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from qabot.errors import CitationError
from qabot.types.articles import ArticleRef, Source, Span
from qabot.types.asking import Filters, ScoredPassage, UnderstoodDates
from qabot.types.explanations import Trace


class Verdict(StrEnum):
    """How far the articles answer the question."""

    ANSWERED = "answered"
    RELATED = "related"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim piece of an article.

    Made by :func:`qabot.reading.citing.cite`, which compares ``text`` with the article. ``also``
    are the other places that print the same sentence, but for marks and words of grammar.
    ``copies`` are the other articles that print the same story, whole or nearly so: not further
    sources, since they all come from one. ``outdated`` marks one out of a saved session that the
    index no longer prints: it was compared when the answer was made, and cannot be any more.
    """

    number: int
    article: ArticleRef
    span: Span
    text: str
    score: float
    also: tuple[Source, ...] = ()
    copies: tuple[ArticleRef, ...] = ()
    outdated: bool = False

    def __post_init__(self) -> None:
        if not self.text or len(self.text) != len(self.span):
            raise CitationError(f"{self.article.path}: citation and span differ in length")

    def to_dict(self) -> dict[str, Any]:
        """The names that JSON output uses."""
        return {
            "number": self.number,
            "article": self.article.to_dict(),
            "start": self.span.start,
            "end": self.span.end,
            "text": self.text,
            "score": round(self.score, 4),
            "also": [source.to_dict() for source in self.also],
            "copies": [article.to_dict() for article in self.copies],
        } | ({"outdated": True} if self.outdated else {})


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said it: ``mention`` as printed beside the quote, ``name`` in full.

    ``role`` is what the article says they are ("Foreign Minister", "a fellow at the institute").
    """

    name: str
    mention: str
    role: str | None = None

    def to_dict(self) -> dict[str, str | None]:
        """The names that JSON output uses."""
        return {"name": self.name, "mention": self.mention, "role": self.role}


@dataclass(frozen=True, slots=True)
class DifferingAnswer:
    """What another article gives as the number, date or name that was asked for."""

    text: str
    citation: Citation

    def __post_init__(self) -> None:
        if not self.text or self.text not in self.citation.text:
            raise CitationError(f"not in its citation: {self.text!r}")

    def to_dict(self) -> dict[str, Any]:
        """The names that JSON output uses."""
        return {"text": self.text, "citation": self.citation.to_dict()}


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many articles give the short answer in words of their own, and what others give.

    Articles that print the same sentence count as one. ``differing`` are answers of the same kind
    from sentences about the same thing, the one from the newest article first.
    """

    articles: int = 1
    differing: tuple[DifferingAnswer, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The names that JSON output uses."""
        return {
            "articles": self.articles,
            "differing": [differing.to_dict() for differing in self.differing],
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back for a question; every word of ``text`` stands in a citation.

    ``confidence`` is between 0 and 1. ``considered`` are the passages that were read, best first.
    ``milliseconds`` has ``total`` and its parts. ``interpreted`` is the question as it was
    understood after earlier ones, empty where it stands alone. ``filters`` are those that were
    asked for, ``dates`` what the question's own words added to them. ``agreement`` is None where
    there is no short answer to compare. A ``partial`` answer was found by terms alone, because the
    articles were still being embedded: there may be better ones, and the confidence is not
    calibrated for it. ``trace`` explains why it cites what it cites; one that was saved has none.

    Raises:
        CitationError: there is a short answer or an ``answered`` without a citation to hold it.
    """

    question: str
    verdict: Verdict
    confidence: float
    text: str
    speaker: Speaker | None
    citations: tuple[Citation, ...]
    milliseconds: Mapping[str, float]
    considered: tuple[ScoredPassage, ...] = field(default=(), repr=False)
    filters: Filters = Filters()
    id: str | int | None = None
    interpreted: str = ""
    dates: tuple[UnderstoodDates, ...] = ()
    partial: bool = False
    agreement: Agreement | None = None
    trace: Trace | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        if self.verdict is Verdict.ANSWERED and not self.citations:
            raise CitationError(f"an answer without a citation: {self.question!r}")
        spoken = tuple(self.speaker.to_dict().values()) if self.speaker else ()
        for words in filter(None, (self.text, *spoken)):
            if not any(words in citation.text for citation in self.citations):
                raise CitationError(f"not in any citation: {words!r}")

    def to_dict(self) -> dict[str, Any]:
        """The answer as JSON values, with the names that ``qabot ask --json`` prints."""
        values: dict[str, Any] = {} if self.id is None else {"id": self.id}
        return values | {
            "question": self.question,
            "interpreted": self.interpreted,
            "verdict": self.verdict.value,
            "confidence": round(self.confidence, 4),
            "partial": self.partial,
            "text": self.text,
            "speaker": self.speaker.to_dict() if self.speaker else None,
            "citations": [citation.to_dict() for citation in self.citations],
            "filters": self.filters.to_dict(),
            "dates": [dates.to_dict() for dates in self.dates],
            "agreement": self.agreement.to_dict() if self.agreement else None,
            "milliseconds": {part: round(value, 2) for part, value in self.milliseconds.items()},
        }
