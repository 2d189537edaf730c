"""How retrieved passages are written as JSON, and answers with the passages that were read."""

from __future__ import annotations

from typing import ClassVar, Self

from msgspec import field
from msgspec.structs import asdict, replace

from qabot.types.answers import Answer
from qabot.types.articles import Span, StoredPassage
from qabot.types.json_records.answer_records import AnswerRecord, ArticleRefRecord
from qabot.types.json_records.record import Record
from qabot.types.retrieval_values import ScoredPassage

NOT_INDEXED = 0
"""Id of a passage, or of its article, that was read back: those of an index begin at 1."""
_DIGITS = 4


class PartsRecord(Record, frozen=True, kw_only=True):
    """What a passage's score is made of: scaled figures, and the raw ones behind them."""

    noun: ClassVar = dict

    dense: float
    lexical: float
    cosine: float
    bm25: float


class ScoredPassageRecord(Record, frozen=True, kw_only=True):
    """A retrieved passage: its article's text at [start, end) in code points."""

    noun: ClassVar = ScoredPassage

    article: ArticleRefRecord
    start: int
    end: int
    text: str
    score: float
    parts: PartsRecord
    sentences: list[tuple[int, int]] = field(default_factory=list)

    @classmethod
    def of(cls, value: object) -> Self:
        """The record of a scored passage, without its vectors, and its sentences as one."""
        assert isinstance(value, ScoredPassage)
        span = value.passage.span
        parts = {
            name: round(getattr(value, name), _DIGITS) for name in PartsRecord.__struct_fields__
        }
        return cls(
            article=ArticleRefRecord.of(value.passage.article),
            start=span.start,
            end=span.end,
            text=value.passage.text,
            score=round(value.score, _DIGITS),
            parts=PartsRecord(**parts),
        )

    def value(self) -> ScoredPassage:
        """The passage; without sentences it is one, and its vectors have no dimension."""
        import numpy as np  # .15 s, and the chat's first screen needs none of it

        spans = tuple(Span(*place) for place in self.sentences or [(self.start, self.end)])
        passage = StoredPassage(
            id=NOT_INDEXED,
            article_id=NOT_INDEXED,
            article=self.article.value(),
            sentences=spans,
            text=self.text,
            sentence_vectors=np.empty((len(spans), 0), dtype=np.float32),
        )
        return ScoredPassage(passage=passage, score=self.score, **self.parts.values())


class SavedAnswerRecord(AnswerRecord, frozen=True, kw_only=True):
    """An answer with the passages that were read for it: what a session keeps."""

    considered: list[ScoredPassageRecord] = field(default_factory=list)

    @classmethod
    def of(cls, value: object) -> Self:
        """The record of an answer, its passages with their sentences."""
        assert isinstance(value, Answer)
        considered = [_in_sentences(passage) for passage in value.considered]
        return cls(**asdict(AnswerRecord.of(value)), considered=considered)


def _in_sentences(scored: ScoredPassage) -> ScoredPassageRecord:
    places = [(span.start, span.end) for span in scored.passage.sentences]
    return replace(ScoredPassageRecord.of(scored), sentences=places)
