"""What comes out of reading: the parts of an answer that do not depend on how it was asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from qabot.types import Agreement, Citation, CitedSpan, Speaker, Unmet, Verdict
from qabot.types.explanations import ChosenBy, SentenceReason


class Ranking(Protocol):
    """The sentences that an outcome was chosen from."""

    def reasons(self) -> list[SentenceReason]:
        """All of them, best first, with what their scores are made of."""


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What the passages say, and how it was chosen from which sentences.

    In a ``brief``, all citations together are the answer.
    """

    verdict: Verdict
    confidence: float
    text: str = ""
    speaker: Speaker | None = None
    citations: tuple[Citation, ...] = ()
    agreement: Agreement | None = None
    chosen_by: ChosenBy = ChosenBy.RANK
    ranking: Ranking | None = None
    span: CitedSpan | None = None
    mention_span: CitedSpan | None = None
    brief: bool = False
    resolved: str | None = None
    role: str | None = None
    affirms: bool | None = None
    items: tuple[CitedSpan, ...] = ()
    unmet: Unmet | None = None


NOTHING_FOUND = Outcome(Verdict.NOTHING, 0.0)
"""What comes out where there is no sentence to look at."""
