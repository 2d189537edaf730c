"""What pages keep from one request to the next: nothing that a restart would lose for good."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field

from qabot.types import Answer
from qabot.web.pages.index_watch import IndexWatch
from qabot.web.pages.kept_examples import KeptExamples
from qabot.web.pages.page_filters import FilterChoices

_KEPT = 100
"""Answers kept with what explains them, some 50 KB each."""


class KeptAnswers:
    """The answers given last: a page that is loaded again need not ask again."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> Answer | None:
        """The answer that was kept under a key, if it still is."""
        with self._lock:
            return self._answers.get(key)

    def keep(self, key: Hashable, answer: Answer) -> None:
        """Keep an answer; the oldest goes where there are too many."""
        with self._lock:
            self._answers[key] = answer
            self._answers.move_to_end(key)
            while len(self._answers) > _KEPT:
                self._answers.popitem(last=False)


@dataclass(frozen=True, slots=True)
class PageMemory:
    """All that is kept."""

    watch: IndexWatch
    answers: KeptAnswers = field(default_factory=KeptAnswers)
    examples: KeptExamples = field(default_factory=KeptExamples)
    choices: FilterChoices = field(default_factory=FilterChoices)
