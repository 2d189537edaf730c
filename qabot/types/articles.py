"""Articles and their parts."""

from __future__ import annotations

from dataclasses import dataclass, field

from qabot.types.arrays import FloatArray
from qabot.types.serialised import Serialised


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


class Spanned:
    """What stands at a span of a text."""

    __slots__ = ()
    span: Span

    @property
    def start(self) -> int:
        """Where it begins, in code points."""
        return self.span.start

    @property
    def end(self) -> int:
        """Where the next code point is not part of it."""
        return self.span.end


@dataclass(frozen=True, slots=True)
class Origins:
    """Where in a file each field of an article was found, as far as its loader says so.

    Words that fit behind "from the": "front matter", "first line", 'column "byline"'.
    """

    text: str | None = None
    title: str | None = None
    author: str | None = None
    published: str | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read from a folder.

    ``path`` is relative to the indexed folder, with "/"; an article inside a container adds
    ``#id``, and one out of an index of several folders begins with a label of its folder, so that
    no other has its path. ``published`` is an ISO 8601 date, possibly reduced ("2024",
    "2024-06"), and ``published_from`` names what it was read from: "front matter", "json",
    "JSON-LD", "article:published_time", "time", "html", "dateline", "url", "file name" and so on;
    never the time of the file.
    ``updated`` is the date of the last change that the article itself states, ``url`` the web
    address that it gives as its own. ``origins`` is known of an article that was just read; it is
    not stored, and two articles are the same without it.
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
    origins: Origins = field(default=Origins(), compare=False, repr=False)

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


INDEXED = "indexed, but "
"""How what is said begins of a file that is indexed, with a doubt."""


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """A file (or one record of a container) that was not indexed, and why.

    One whose reason begins with :data:`INDEXED` was, with a doubt that its reader should know.

    ``retry`` tells that a later run may read it although the file is the same: the next one, or
    for a record of a container one with a higher limit. So does what was ``costly``: reading it
    took more time or memory than is allowed, and to find that out again takes as much.
    """

    path: str
    reason: str
    retry: bool = field(default=False, compare=False)
    costly: bool = field(default=False, compare=False)

    @property
    def is_indexed(self) -> bool:
        """Whether its articles are indexed all the same."""
        return self.reason.startswith(INDEXED)


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
class ArticleRef(Serialised):
    """An article without its text: what a citation shows of its source."""

    path: str
    title: str
    author: str | None
    published: str | None
    outlet: str | None
    url: str | None = None
    updated: str | None = None


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


@dataclass(frozen=True, slots=True)
class Source(Spanned, Serialised):
    """One place where a cited sentence stands."""

    article: ArticleRef
    span: Span
