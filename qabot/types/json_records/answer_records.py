"""How answers and their parts are written as JSON."""

from __future__ import annotations

from typing import ClassVar, TypeAlias

from msgspec import field

from qabot.types.answers import (
    Agreement,
    Answer,
    Citation,
    CitedSpan,
    DifferingAnswer,
    Speaker,
    Unmet,
    Verdict,
)
from qabot.types.articles import ArticleRef, Source, Span
from qabot.types.json_records.record import Record, printed
from qabot.types.retrieval_values import DateUse, Filters, UnderstoodDates

Place: TypeAlias = tuple[int, int]


class SpanRecord(Record, frozen=True, kw_only=True):
    """A half-open interval of code points."""

    noun: ClassVar = Span

    start: int
    end: int


class ArticleRefRecord(Record, frozen=True, kw_only=True):
    """An article without its text."""

    noun: ClassVar = ArticleRef

    path: str
    title: str
    author: str | None
    published: str | None
    outlet: str | None
    url: str | None = None
    updated: str | None = None


class SourceRecord(Record, frozen=True, kw_only=True):
    """One place where a cited sentence stands: code points of the article's text."""

    noun: ClassVar = Source

    article: ArticleRefRecord
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Start and end in one."""
        return Span(self.start, self.end)


class CitationRecord(Record, frozen=True, kw_only=True):
    """A verbatim piece of an article: its text at [start, end) in code points."""

    noun: ClassVar = Citation

    number: int
    article: ArticleRefRecord
    start: int
    end: int
    text: str
    score: float
    also: list[SourceRecord] = printed(list)
    copies: list[ArticleRefRecord] = printed(list)
    outdated: bool = False
    stale: bool = False

    @property
    def span(self) -> Span:
        """Start and end in one."""
        return Span(self.start, self.end)


class CitedSpanRecord(Record, frozen=True, kw_only=True):
    """Where the answer stands: code points of the text of the citation of that number."""

    noun: ClassVar = CitedSpan

    citation: int
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Start and end in one."""
        return Span(self.start, self.end)


class SpeakerRecord(Record, frozen=True, kw_only=True):
    """Who said it: the name in full, mention and role as printed."""

    noun: ClassVar = Speaker

    name: str
    mention: str
    role: str | None = printed(lambda: None)


class DifferingAnswerRecord(Record, frozen=True, kw_only=True):
    """What another article gives as the answer."""

    noun: ClassVar = DifferingAnswer

    text: str
    citation: CitationRecord


class AgreementRecord(Record, frozen=True, kw_only=True):
    """How many articles give the short answer, and what others give."""

    noun: ClassVar = Agreement

    articles: int
    differing: list[DifferingAnswerRecord]


class UnmetRecord(Record, frozen=True, kw_only=True):
    """What was asked about in particular, and what is cited instead."""

    noun: ClassVar = Unmet

    asked: str
    printed: str | None = None


class UnderstoodDatesRecord(Record, frozen=True, kw_only=True):
    """Dates that were read out of a question, and what they did to the answer."""

    noun: ClassVar = UnderstoodDates

    phrase: str
    start: int
    end: int
    since: str | None
    until: str | None
    use: DateUse
    event: SourceRecord | None

    @property
    def span(self) -> Span:
        """Start and end in one."""
        return Span(self.start, self.end)


class FiltersRecord(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which articles a question is put to; what is not named lets all through."""

    noun: ClassVar = Filters

    since: str | None = None
    until: str | None = None
    outlet: str | None = None
    author: str | None = None
    path: str | None = None
    paths: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)


class AnswerRecord(Record, frozen=True, kw_only=True):
    """What came back for a question."""

    noun: ClassVar = Answer

    id: str | int | None = None
    question: str
    interpreted: str
    verdict: Verdict
    confidence: float
    partial: bool = printed(bool)
    out_of_time: bool = False
    brief: bool = False
    text: str
    span: CitedSpanRecord | None = printed(lambda: None)
    resolved: str | None = None
    role: str | None = None
    affirms: bool | None = None
    items: list[CitedSpanRecord] = field(default_factory=list)
    unmet: UnmetRecord | None = None
    speaker: SpeakerRecord | None
    mention_span: CitedSpanRecord | None = None
    citations: list[CitationRecord]
    filters: FiltersRecord
    dates: list[UnderstoodDatesRecord] = printed(list)
    agreement: AgreementRecord | None = printed(lambda: None)
    milliseconds: dict[str, float]
