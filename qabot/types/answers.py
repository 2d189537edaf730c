"""What an answer is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum

from qabot.errors import CitationError
from qabot.types.articles import ArticleRef, Source, Span, Spanned
from qabot.types.explanations import Trace
from qabot.types.retrieval_values import Filters, ScoredPassage, UnderstoodDates
from qabot.types.serialised import Serialised


class Verdict(StrEnum):
    """How far the articles answer the question."""

    ANSWERED = "answered"
    RELATED = "related"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Citation(Spanned, Serialised):
    """A verbatim piece of an article.

    Made by :func:`qabot.reading.citing.cite`, which compares ``text`` with the article. ``also``
    are the other places that print the same sentence, apart from punctuation and words of grammar.
    ``copies`` are the other articles that print the same story, whole or nearly so: not further
    sources, since they all come from one. ``outdated`` marks one out of a saved session that the
    index no longer prints: it was compared when the answer was made, and cannot be any more.
    ``stale`` marks one of an article as last read, whose file cannot be reached any more.
    """

    number: int
    article: ArticleRef
    span: Span
    text: str
    score: float
    also: tuple[Source, ...] = ()
    copies: tuple[ArticleRef, ...] = ()
    outdated: bool = False
    stale: bool = False

    def __post_init__(self) -> None:
        if not self.text or len(self.text) != len(self.span):
            raise CitationError(f"{self.article.path}: citation and span differ in length")
        object.__setattr__(self, "score", round(self.score, 4))


@dataclass(frozen=True, slots=True)
class CitedSpan(Spanned, Serialised):
    """A place in a citation: its number, and code points of its text."""

    citation: int
    span: Span

    def overlaps(self, other: CitedSpan) -> bool:
        """Whether both have a part of the same citation."""
        return self.citation == other.citation and self.span.overlaps(other.span)


@dataclass(frozen=True, slots=True)
class Speaker(Serialised):
    """Who said it: ``mention`` as printed beside the quote, ``name`` in full.

    ``role`` is what the article says they are ("Foreign Minister", "a fellow at the institute").
    """

    name: str
    mention: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class DifferingAnswer(Serialised):
    """What another article gives as the number, date or name that was asked for."""

    text: str
    citation: Citation

    def __post_init__(self) -> None:
        if not self.text or self.text not in self.citation.text:
            raise CitationError(f"not in its citation: {self.text!r}")


@dataclass(frozen=True, slots=True)
class Agreement(Serialised):
    """How many articles give the short answer in words of their own, and what others give.

    Articles that print the same sentence count as one. ``differing`` are answers of the same kind
    from sentences about the same thing, the one from the newest article first.
    """

    articles: int = 1
    differing: tuple[DifferingAnswer, ...] = ()


@dataclass(frozen=True, slots=True)
class Unmet(Serialised):
    """What a question asks about in particular, where what is cited is of something else.

    ``printed`` is what that is of instead; None where what is asked is not told of.
    """

    asked: str
    printed: str | None = None


@dataclass(frozen=True, slots=True)
class Answer(Serialised):
    """What came back for a question; every word of ``text`` stands in a citation.

    ``confidence`` is between 0 and 1 and has four decimals, as the scores of citations have: what
    is written as JSON is the same when it is read back. ``considered`` are the passages that were
    read, best first; answers that differ in them alone are equal. ``milliseconds`` has ``total``
    and its parts, with two decimals. ``interpreted`` is the question as it was understood after
    earlier ones, empty where it stands alone. ``filters`` are those that were asked for, ``dates``
    what the question's own words added to them. ``agreement`` is None where there is no short
    answer to compare. A ``partial`` answer was found by terms alone, because the articles were
    still being embedded, or it is ``out_of_time``: what was found by then. There may be better
    ones, and the confidence is not calibrated for it.
    In a ``brief`` all citations together are the answer, and ``text`` is the sentence that tells
    the main fact. ``span`` is where ``text`` stands, or the speaker's mention if no citation prints
    the text; None where that is not known. ``mention_span`` is where the speaker's mention stands,
    or that of the person in ``text`` who is told by a surname or pronoun there. ``resolved`` is the
    day, month or year in ISO 8601 that a ``text`` such as "last night" means, counted from the date
    of its article; None where it says so itself, or that is not known. ``role`` is what the article
    says that the person in ``text`` is, asked who. ``affirms`` is whether the sentence says yes or
    no to a question that asks for that; None where its words do not decide. ``items`` are where
    each of several answers stands, if a list is asked for. What is only related may be so because
    it is about something else than asked: ``unmet`` says what. ``trace`` explains why it cites
    what it cites; one that was saved or pickled has none.

    Raises:
        CitationError: there is a short answer or an ``answered`` without a citation to hold it, or
            something else stands at its span.
    """

    question: str
    verdict: Verdict
    confidence: float
    text: str
    speaker: Speaker | None
    citations: tuple[Citation, ...]
    milliseconds: Mapping[str, float]
    considered: tuple[ScoredPassage, ...] = field(default=(), repr=False, compare=False)
    filters: Filters = Filters()
    id: str | int | None = None
    interpreted: str = ""
    dates: tuple[UnderstoodDates, ...] = ()
    partial: bool = False
    out_of_time: bool = False
    agreement: Agreement | None = None
    span: CitedSpan | None = None
    mention_span: CitedSpan | None = None
    brief: bool = False
    resolved: str | None = None
    role: str | None = None
    affirms: bool | None = None
    items: tuple[CitedSpan, ...] = ()
    unmet: Unmet | None = None
    trace: Trace | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        if self.verdict is Verdict.ANSWERED and not self.citations:
            raise CitationError(f"an answer without a citation: {self.question!r}")
        object.__setattr__(self, "confidence", round(self.confidence, 4))
        rounded = {part: round(value, 2) for part, value in self.milliseconds.items()}
        object.__setattr__(self, "milliseconds", rounded)
        speaker = self.speaker
        spoken = (speaker.name, speaker.mention, speaker.role) if speaker else ()
        for words in filter(None, (self.text, self.role, *spoken)):
            if not any(words in citation.text for citation in self.citations):
                raise CitationError(f"not in any citation: {words!r}")
        mention = speaker.mention if speaker else self.mention  # a pronoun may be any word
        if not self._prints(self.span, self.text, mention):
            raise CitationError(f"neither the answer nor its speaker stands at {self.span}")
        if not self._prints(self.mention_span, mention):
            raise CitationError(f"the speaker's mention does not stand at {self.mention_span}")
        if not all(map(self._printed, self.items)):
            raise CitationError(f"no citation prints one of {self.items}")

    def __copy__(self) -> Answer:
        return replace(self)

    def __getstate__(self) -> list[object]:
        """What is pickled: all but the trace, which holds the index's open files."""
        parts = ((field.name, getattr(self, field.name)) for field in fields(self))
        return [None if name == "trace" else part for name, part in parts]

    @property
    def mention(self) -> str:
        """What is printed at ``mention_span``; empty where that is None."""
        return self._printed(self.mention_span) if self.mention_span else ""

    def span_in(self, citation: Citation) -> Span | None:
        """The part of a citation's text that is the answer, else the speaker's mention.

        None where it prints neither, or is nothing but the answer: then all of it counts the same.
        """
        for place in filter(None, (self.span, self.mention_span)):
            if place.citation == citation.number and len(place.span) < len(citation.text):
                return place.span
        return None

    def _prints(self, place: CitedSpan | None, *words: str) -> bool:
        """Whether one of these stands at a place, if that is known."""
        return place is None or self._printed(place) in filter(None, words)

    def _printed(self, place: CitedSpan) -> str:
        """What stands at a place; nothing where no citation has its number."""
        texts = (one.text for one in self.citations if one.number == place.citation)
        return next((place.span.of(text) for text in texts), "")
