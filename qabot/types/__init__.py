"""The nouns: frozen values that the parts of qabot hand to one another."""

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
from qabot.types.arrays import FloatArray, IdArray
from qabot.types.articles import (
    Article,
    ArticleRef,
    Origins,
    Passage,
    PassageEncoding,
    PassageInput,
    Quote,
    SkippedFile,
    Source,
    Span,
    StoredPassage,
)
from qabot.types.lists import ArticleMentions, Event, Mentions, Tally, Timeline
from qabot.types.reports import FileNames, IndexStatus, SyncProgress, SyncReport, SyncStage
from qabot.types.retrieval_values import (
    DateUse,
    Filters,
    ScoredPassage,
    SentenceReading,
    UnderstoodDates,
)
from qabot.types.searching import Document, EngineQuery, Hits, Selection

__all__ = [
    "Agreement",
    "Answer",
    "Article",
    "ArticleMentions",
    "ArticleRef",
    "Citation",
    "CitedSpan",
    "DateUse",
    "DifferingAnswer",
    "Document",
    "EngineQuery",
    "Event",
    "FileNames",
    "Filters",
    "FloatArray",
    "Hits",
    "IdArray",
    "IndexStatus",
    "Mentions",
    "Origins",
    "Passage",
    "PassageEncoding",
    "PassageInput",
    "Quote",
    "ScoredPassage",
    "Selection",
    "SentenceReading",
    "SkippedFile",
    "Source",
    "Span",
    "Speaker",
    "StoredPassage",
    "SyncProgress",
    "SyncReport",
    "SyncStage",
    "Tally",
    "Timeline",
    "UnderstoodDates",
    "Unmet",
    "Verdict",
]
