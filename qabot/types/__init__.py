"""The nouns: frozen values that the parts of qabot hand to one another."""

from qabot.types.answers import (
    Agreement,
    Answer,
    Citation,
    CitedSpan,
    DifferingAnswer,
    Speaker,
    Verdict,
)
from qabot.types.arrays import FloatArray, IdArray
from qabot.types.articles import (
    Article,
    ArticleRef,
    Passage,
    PassageEncoding,
    PassageInput,
    Quote,
    SkippedFile,
    Source,
    Span,
    StoredPassage,
)
from qabot.types.asking import DateUse, Filters, ScoredPassage, SentenceReading, UnderstoodDates
from qabot.types.lists import ArticleMentions, Event, Mentions, Tally, Timeline
from qabot.types.reports import FileNames, IndexStatus, SyncProgress, SyncReport, SyncStage

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
    "Event",
    "FileNames",
    "Filters",
    "FloatArray",
    "IdArray",
    "IndexStatus",
    "Mentions",
    "Passage",
    "PassageEncoding",
    "PassageInput",
    "Quote",
    "ScoredPassage",
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
    "Verdict",
]
