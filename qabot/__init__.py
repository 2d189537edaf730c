"""Questions answered from a folder of articles, with sentences copied from them and cited."""

from __future__ import annotations

TYPE_CHECKING = False  # typing would be imported before Ctrl+C is heeded
if TYPE_CHECKING:
    from typing import Any

    from qabot.bot import QABot
    from qabot.config import Settings
    from qabot.conversation import Conversation
    from qabot.errors import QabotError
    from qabot.index import Index
    from qabot.types import (
        Agreement,
        Answer,
        Article,
        ArticleMentions,
        ArticleRef,
        Citation,
        CitedSpan,
        DateUse,
        DifferingAnswer,
        Event,
        Filters,
        IndexStatus,
        Mentions,
        ScoredPassage,
        SkippedFile,
        Source,
        Span,
        Speaker,
        SyncProgress,
        SyncReport,
        Tally,
        Timeline,
        UnderstoodDates,
        Verdict,
    )

__version__ = "0.2.0"

__all__ = [
    "Agreement",
    "Answer",
    "Article",
    "ArticleMentions",
    "ArticleRef",
    "Citation",
    "CitedSpan",
    "Conversation",
    "DateUse",
    "DifferingAnswer",
    "Event",
    "Filters",
    "Index",
    "IndexStatus",
    "Mentions",
    "QABot",
    "QabotError",
    "ScoredPassage",
    "Settings",
    "SkippedFile",
    "Source",
    "Span",
    "Speaker",
    "SyncProgress",
    "SyncReport",
    "Tally",
    "Timeline",
    "UnderstoodDates",
    "Verdict",
]

_HOMES = {
    "Conversation": "qabot.conversation",
    "QABot": "qabot.bot",
    "Settings": "qabot.config",
    "QabotError": "qabot.errors",
    "Index": "qabot.index",
}


def __getattr__(name: str) -> Any:
    """Public names, imported when first used: numpy alone takes .2 s, ``--help`` may take .3."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_HOMES.get(name, "qabot.types")), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
