"""What reading is given: what is wanted, the passages found for it, and what to read them with."""

from __future__ import annotations

from dataclasses import dataclass, field

from qabot.config import Settings
from qabot.protocols import Reader
from qabot.questions.question import Wanted
from qabot.reading.time_budget import TimeBudget
from qabot.store.snapshot import Snapshot
from qabot.types import Filters, FloatArray, ScoredPassage


@dataclass(frozen=True, slots=True, eq=False)
class ReadingTask:
    """Passages to be read for a question.

    ``vector`` is the unit vector of shape ``(dim,)`` that sentences are compared with, and
    ``filters`` are those that chose the passages. Where the ``newest`` counts, it is the newest of
    the sentences that answer nearly as well. The question ``leans`` on earlier ones if it is a
    follow-up. Once the ``budget`` of all attempts at the question is spent, what could be left out
    is.
    """

    snapshot: Snapshot
    wanted: Wanted
    vector: FloatArray
    passages: list[ScoredPassage]
    filters: Filters
    settings: Settings
    reader: Reader | None = None
    newest: bool = False
    leans: bool = False
    budget: TimeBudget = field(default_factory=TimeBudget)
