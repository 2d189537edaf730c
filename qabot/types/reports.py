"""What becomes of an index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from qabot.types.articles import SkippedFile
from qabot.types.serialised import Serialised


@dataclass(frozen=True, slots=True)
class FileNames(Serialised):
    """The files whose articles a sync added, changed, moved or removed, by path.

    ``moved`` are pairs of the path before and the path now. Of a container it is the file, however
    many of its articles changed.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    moved: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SyncReport(Serialised):
    """What a sync did: article counts, passages embedded, files skipped and why.

    ``moved`` counts the articles of files that were renamed; they are neither added nor removed.
    ``ignored`` counts files of other types by suffix; they were not opened. ``duplicates`` are the
    articles of the index that are copies of another one in it. ``skipped`` is all that is on
    record as skipped, whether it was tried again or not; ``files`` only what changed. ``seconds``
    has three decimals.
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
    files: FileNames = field(default_factory=FileNames)

    def __post_init__(self) -> None:
        object.__setattr__(self, "seconds", round(self.seconds, 3))

    @property
    def has_changes(self) -> bool:
        """Whether any article came, went, moved or changed."""
        return any((self.added, self.changed, self.moved, self.removed))

    def skipped_since(self, before: SyncReport) -> tuple[SkippedFile, ...]:
        """What an earlier sync did not skip, or not for the same reason."""
        known = set(before.skipped)
        return tuple(file for file in self.skipped if file not in known)

    def tells_more_than(self, before: SyncReport) -> bool:
        """Whether there is anything to say after the report of an earlier sync."""
        return self.has_changes or set(self.skipped) != set(before.skipped)


class SyncStage(StrEnum):
    """What a running sync is doing."""

    READING = "reading"
    """Files are read and cut into passages."""
    COMPARING = "comparing"
    """Copies and recurring lines are looked for."""
    LOADING = "loading"
    """The first few hundred passages are embedded, for which the model is loaded."""
    EMBEDDING = "embedding"
    """Passages are embedded."""
    WRITING = "writing"
    """The views that questions are asked of are written."""


@dataclass(frozen=True, slots=True)
class SyncProgress:
    """How far a running sync is.

    ``bytes_total`` counts the files that have to be read, ``bytes_done`` what was read of them;
    ``embedded`` and ``waiting`` (to be embedded, of what was read) are in passages, ``rate`` in
    passages a second (0 until it is known). ``seconds_left`` is None until it can be told;
    ``share`` is the part of the whole time that is over, from 0 to 1, and never falls.
    ``searchable`` tells that there is something to ask already: the index as it was, or the text
    of a first sync without its vectors.
    """

    files_done: int
    files_total: int
    bytes_done: int
    bytes_total: int
    embedded: int
    rate: float
    seconds: float
    searchable: bool = False
    stage: SyncStage = SyncStage.READING
    waiting: int = 0
    seconds_left: float | None = None
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class IndexStatus(Serialised):
    """What an index holds, and how its folders differ from it now.

    ``unembedded`` passages wait for their vectors: until a sync has made them, answers are found
    by terms alone. ``duplicates`` are articles that are copies of another one in it;
    ``moved_files`` are pairs of the path before and the path now. ``stale_files`` cannot be
    reached, and their articles are as last read. ``bytes`` is the size on disk of the database and
    its views. ``store`` tells what keeps it, if that is not a file in its folder, and ``engine``
    what searches it, if that is not files there.
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
    stale_files: tuple[str, ...] = ()
    engine: str = ""
    store: str = ""

    @property
    def changes(self) -> int:
        """How many files differ from what is indexed."""
        differing = (self.new_files, self.changed_files, self.removed_files, self.moved_files)
        return sum(map(len, differing))


class FindingKind(StrEnum):
    """What of an index is not as it should be, and so what is done to mend it."""

    DATABASE = "database"
    """The file: its pages, its indexes, references between rows."""
    LAYOUT = "layout"
    """Tables, indexes or triggers that are not qabot's."""
    ARTICLES = "articles"
    """How many articles or passages there are."""
    ARTICLE = "article"
    """One article: its text, metadata, place, sentences, vectors or speakers."""
    VECTORS = "vectors"
    """Vectors that are not those of their text."""
    SEARCH = "search"
    """What is searched, which is made of the database."""
    FIELDS = "fields"
    """The names of fields that were kept."""


@dataclass(frozen=True, slots=True)
class Finding(Serialised):
    """Something that is wrong with an index: where, a file of it or an article's path, and what.

    ``mended`` tells that it was found and is not any more. ``article`` is the id of the article.
    """

    kind: FindingKind
    place: str
    problem: str
    article: int | None = field(default=None, compare=False)
    mended: bool = False


@dataclass(frozen=True, slots=True)
class CheckReport(Serialised):
    """What a check of an index found, of how many articles and passages, in so many seconds."""

    findings: tuple[Finding, ...] = ()
    articles: int = 0
    passages: int = 0
    seconds: float = 0.0

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong, or nothing any more."""
        return all(finding.mended for finding in self.findings)

    def after(self, seconds: float) -> CheckReport:
        """The same, having taken so long."""
        return replace(self, seconds=round(seconds, 3))

    def mended_from(self, before: CheckReport) -> CheckReport:
        """What this check found, and before that what an earlier one did that is gone now."""
        gone = [one for one in before.findings if one not in self.findings]
        mended = [replace(finding, mended=True) for finding in gone]
        return replace(self, findings=(*mended, *self.findings))
