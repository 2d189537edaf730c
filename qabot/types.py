"""The nouns: frozen values that the parts of qabot hand to one another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias

from qabot.errors import CitationError

if TYPE_CHECKING:  # numpy takes .15 s to import; the chat's first screen needs the nouns alone
    import numpy as np
    import numpy.typing as npt

FloatArray: TypeAlias = "npt.NDArray[np.float32]"
IdArray: TypeAlias = "npt.NDArray[np.int64]"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open interval ``[start, end)`` of code points in an article's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The text at this span."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a code point."""
        return self.start < other.end and other.start < self.end

    def shifted(self, offset: int) -> Span:
        """The same length, ``offset`` code points further on."""
        return Span(self.start + offset, self.end + offset)


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read from a folder.

    ``path`` is relative to the indexed folder, with "/"; an article inside a container adds
    ``#id``. ``published`` is an ISO 8601 date, possibly reduced ("2024", "2024-06"), and
    ``published_from`` names what it was read from: "front matter", "json", "JSON-LD",
    "article:published_time", "time", "html" or "file name"; never the time of the file.
    ``updated`` is the date of the last change that the article itself states, ``url`` the web
    address that it gives as its own.
    """

    path: str
    text: str
    title: str = ""
    author: str | None = None
    published: str | None = None
    published_from: str | None = None
    outlet: str | None = None
    language: str | None = None
    url: str | None = None
    updated: str | None = None

    @property
    def reference(self) -> ArticleRef:
        """The article without its text."""
        return ArticleRef(
            path=self.path,
            title=self.title,
            author=self.author,
            published=self.published,
            outlet=self.outlet,
            url=self.url,
            updated=self.updated,
        )


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """A file (or one record of a container) that was not indexed, and why.

    ``retry`` tells that the next run may read it although the file is the same.
    """

    path: str
    reason: str
    retry: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Passage:
    """A window of whole sentences: what is embedded and retrieved.

    ``sentences`` are ordered, disjoint, and cover ``span`` but for white space.
    """

    sentences: tuple[Span, ...]

    @property
    def span(self) -> Span:
        """From the first sentence's start to the last one's end."""
        return Span(self.sentences[0].start, self.sentences[-1].end)


@dataclass(frozen=True, slots=True)
class PassageInput:
    """What an encoder sees of a passage: the title as context, then each sentence's text."""

    context: str
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        """The whole as one string."""
        body = " ".join(self.sentences)
        return f"{self.context}\n{body}" if self.context else body


@dataclass(frozen=True, slots=True, eq=False)
class PassageEncoding:
    """Unit vectors of a passage (shape ``(dim,)``) and its sentences (``(n, dim)``), float32."""

    vector: FloatArray
    sentence_vectors: FloatArray


@dataclass(frozen=True, slots=True)
class ArticleRef:
    """An article without its text: what a citation shows of its source."""

    path: str
    title: str
    author: str | None
    published: str | None
    outlet: str | None
    url: str | None = None
    updated: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The names that JSON output uses; ``url`` and ``updated`` only where there is one."""
        further = {"url": self.url, "updated": self.updated}
        return {
            "path": self.path,
            "title": self.title,
            "author": self.author,
            "published": self.published,
            "outlet": self.outlet,
        } | {name: value for name, value in further.items() if value}


@dataclass(frozen=True, slots=True, eq=False)
class StoredPassage:
    """A passage as an index holds it, with its text and its sentences' vectors.

    ``sentence_vectors`` has shape ``(len(sentences), dim)``, unit rows, float32.
    """

    id: int
    article_id: int
    article: ArticleRef
    sentences: tuple[Span, ...]
    text: str
    sentence_vectors: FloatArray

    @property
    def span(self) -> Span:
        """Where the passage stands in its article."""
        return Span(self.sentences[0].start, self.sentences[-1].end)

    def sentence_text(self, number: int) -> str:
        """The text of the sentence at this place in the passage."""
        return self.sentences[number].shifted(-self.span.start).of(self.text)


@dataclass(frozen=True, slots=True, eq=False)
class ScoredPassage:
    """A passage with its score and what the score is made of.

    ``score`` is the convex combination of ``dense`` and ``lexical``, each scaled to [0, 1] among
    the candidates; ``cosine`` and ``bm25`` are the raw figures behind them (0 where a retriever
    did not return the passage).
    """

    passage: StoredPassage
    score: float
    dense: float
    lexical: float
    cosine: float
    bm25: float

    def to_dict(self) -> dict[str, Any]:
        """The names that JSON output uses."""
        return {
            "article": self.passage.article.to_dict(),
            "start": self.passage.span.start,
            "end": self.passage.span.end,
            "text": self.passage.text,
            "score": round(self.score, 4),
            "parts": {
                "dense": round(self.dense, 4),
                "lexical": round(self.lexical, 4),
                "cosine": round(self.cosine, 4),
                "bm25": round(self.bm25, 4),
            },
        }


@dataclass(frozen=True, slots=True)
class Filters:
    """Which articles a question is put to; None means any.

    ``since`` and ``until`` are ISO 8601 dates, possibly reduced ("2024-06"), both inclusive; they
    leave undated articles out. ``outlet`` and ``author`` match any part, whatever the case;
    ``path`` is a glob whose ``*`` also matches "/".
    """

    since: str | None = None
    until: str | None = None
    outlet: str | None = None
    author: str | None = None
    path: str | None = None

    def to_dict(self) -> dict[str, str]:
        """The filters that are set, by name."""
        names = ("since", "until", "outlet", "author", "path")
        return {name: value for name in names if (value := getattr(self, name))}

    def __bool__(self) -> bool:
        return bool(self.to_dict())


@dataclass(frozen=True, slots=True)
class SentenceReading:
    """What a reader makes of one sentence for one question.

    ``score`` is the log-odds of its best span against "no answer here", comparable from window to
    window. ``span`` is the short answer's place, in code points of the sentence's own text; a
    reader that only ranks gives the whole sentence.
    """

    score: float
    span: Span


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence that somebody says, as an index holds it.

    All spans are of the article. ``statement`` is what is said, inside ``sentence``; ``mention``
    is the speaker as printed beside it, with an apposition if there is one; ``name`` is where the
    article prints that person in full, ``speaker`` the text there; ``role`` is where it prints
    what they are. ``verb`` is the verb of saying, None if there is none. ``direct`` tells a
    quotation from reported speech.
    """

    article_id: int
    sentence: Span
    statement: Span
    mention: Span
    name: Span
    role: Span | None
    speaker: str
    verb: str | None
    direct: bool


class Verdict(StrEnum):
    """How far the articles answer the question."""

    ANSWERED = "answered"
    RELATED = "related"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Source:
    """One place where a cited sentence stands."""

    article: ArticleRef
    span: Span

    def to_dict(self) -> dict[str, Any]:
        """The names that JSON output uses."""
        return {
            "article": self.article.to_dict(),
            "start": self.span.start,
            "end": self.span.end,
        }


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim piece of an article.

    Made by :func:`qabot.reading.citing.cite`, which compares ``text`` with the article. ``also``
    are the other places that print the same sentence, but for marks and words of grammar.
    ``copies`` are the other articles that print the same story, whole or nearly so: not further
    sources, since they all come from one.
    """

    number: int
    article: ArticleRef
    span: Span
    text: str
    score: float
    also: tuple[Source, ...] = ()
    copies: tuple[ArticleRef, ...] = ()

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
        }


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
class Answer:
    """What came back for a question; every word of ``text`` stands in a citation.

    ``confidence`` is between 0 and 1. ``considered`` are the passages that were read, best first.
    ``milliseconds`` has ``total`` and its parts. ``interpreted`` is the question as it was
    understood after earlier ones, empty where it stands alone. A ``partial`` answer was found by
    terms alone, because the articles were still being embedded: there may be better ones, and the
    confidence is not calibrated for it.

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
    partial: bool = False

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
            "milliseconds": {part: round(value, 2) for part, value in self.milliseconds.items()},
        }


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync did: article counts, passages embedded, files skipped and why.

    ``moved`` counts the articles of files that were renamed; they are neither added nor removed.
    ``ignored`` counts files of other types by suffix; they were not opened. ``duplicates`` are the
    articles of the index that are copies of another one in it.
    """

    added: int = 0
    changed: int = 0
    moved: int = 0
    removed: int = 0
    unchanged: int = 0
    skipped: tuple[SkippedFile, ...] = ()
    ignored: Mapping[str, int] = field(default_factory=dict)
    passages: int = 0
    embedded: int = 0
    duplicates: int = 0
    seconds: float = 0.0

    @property
    def has_changes(self) -> bool:
        """Whether any article came, went, moved or changed."""
        return any((self.added, self.changed, self.moved, self.removed))

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON values."""
        return {
            "added": self.added,
            "changed": self.changed,
            "moved": self.moved,
            "removed": self.removed,
            "unchanged": self.unchanged,
            "skipped": [{"path": file.path, "reason": file.reason} for file in self.skipped],
            "ignored": dict(self.ignored),
            "passages": self.passages,
            "embedded": self.embedded,
            "duplicates": self.duplicates,
            "seconds": round(self.seconds, 3),
        }


@dataclass(frozen=True, slots=True)
class SyncProgress:
    """How far a running sync is.

    ``bytes_total`` counts the files that have to be read; ``embedded`` is in passages, ``rate`` in
    passages a second (0 until it is known). ``searchable`` tells that there is something to ask
    already: the index as it was, or the text of a first sync without its vectors.
    """

    files_done: int
    files_total: int
    bytes_done: int
    bytes_total: int
    embedded: int
    rate: float
    seconds: float
    searchable: bool = False


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """What an index holds, and how its folders differ from it now.

    ``unembedded`` passages wait for their vectors: until a sync has made them, answers are found
    by terms alone. ``duplicates`` are articles that are copies of another one in it;
    ``moved_files`` are pairs of the path before and the path now. ``bytes`` is the size on disk
    of the database and its views.
    """

    folder: str
    folders: tuple[str, ...]
    articles: int
    passages: int
    model: str
    generation: int
    synced_at: str | None
    bytes: int
    skipped: tuple[SkippedFile, ...]
    new_files: tuple[str, ...]
    changed_files: tuple[str, ...]
    removed_files: tuple[str, ...]
    missing_folders: tuple[str, ...]
    moved_files: tuple[tuple[str, str], ...] = ()
    duplicates: int = 0
    unembedded: int = 0

    @property
    def changes(self) -> int:
        """How many files differ from what is indexed."""
        differing = (self.new_files, self.changed_files, self.removed_files, self.moved_files)
        return sum(map(len, differing))

    def to_dict(self) -> dict[str, Any]:
        """The status as JSON values."""
        return {
            "index": self.folder,
            "folders": list(self.folders),
            "articles": self.articles,
            "passages": self.passages,
            "duplicates": self.duplicates,
            "unembedded": self.unembedded,
            "model": self.model,
            "generation": self.generation,
            "synced_at": self.synced_at,
            "bytes": self.bytes,
            "skipped": [{"path": file.path, "reason": file.reason} for file in self.skipped],
            "changed_since": {
                "new": list(self.new_files),
                "changed": list(self.changed_files),
                "removed": list(self.removed_files),
                "moved": [{"from": before, "to": now} for before, now in self.moved_files],
                "missing_folders": list(self.missing_folders),
            },
        }
