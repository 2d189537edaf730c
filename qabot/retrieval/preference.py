"""Passages of the dates that a question prefers, a little higher."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qabot.config import Settings
from qabot.types import ScoredPassage
from qabot.types.retrieval_values import published_within

_FURTHER = 3
"""Times as many passages are found as are read, so that one further down can come up."""


@dataclass(frozen=True, slots=True)
class DatePreference:
    """Which dates come higher: those of a period, or the newest, or both."""

    since: str | None = None
    until: str | None = None
    newest: bool = False

    def __bool__(self) -> bool:
        return bool(self.since or self.until or self.newest)

    def passages(self, top_k: int) -> int:
        """How many passages to find where ``top_k`` are to be read."""
        return _FURTHER * top_k if self else top_k

    def holds(self, scored: ScoredPassage) -> bool:
        """Whether the passage's article is of the period."""
        asked = bool(self.since or self.until)
        return asked and published_within(scored.passage.article.published, self.since, self.until)

    def apply(self, passages: Sequence[ScoredPassage], settings: Settings) -> list[ScoredPassage]:
        """The passages with what their dates add to their scores, best first."""
        if not self:
            return list(passages)
        age = _newness(passages) if self.newest else {}
        raised = [
            replace(
                scored,
                score=scored.score
                + settings.retrieval.date_preference * self.holds(scored)
                + settings.retrieval.newest_preference
                * age.get(scored.passage.article.published or "", 0.0),
            )
            for scored in passages
        ]
        return sorted(raised, key=lambda scored: -scored.score)


def _newness(passages: Sequence[ScoredPassage]) -> dict[str, float]:
    """From 0 for the oldest date among the passages to 1 for the newest, by rank.

    By rank, so that it works alike on a week of news and on a century of it.
    """
    dates = sorted({date for scored in passages if (date := scored.passage.article.published)})
    return {date: rank / max(len(dates) - 1, 1) for rank, date in enumerate(dates)}
