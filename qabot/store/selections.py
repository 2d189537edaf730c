"""What filters leave of one generation, each worked out once."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from qabot.per_process import PerProcess
from qabot.store.article_table import ArticleTable
from qabot.types import Filters, Selection

_KEPT = 64
"""Filters whose selections are kept."""


@dataclass(slots=True)
class Selections:
    """Selections of one generation, shared by all its snapshots; the table is read when needed."""

    _table: ArticleTable | None = None
    _made: OrderedDict[Filters, Selection] = field(default_factory=OrderedDict)
    _lock: PerProcess[threading.Lock] = field(default_factory=lambda: PerProcess(threading.Lock))

    def of(
        self,
        filters: Filters,
        load: Callable[[], ArticleTable],
        named: Callable[[Filters], Filters],
    ) -> Selection:
        """The articles that the filters leave.

        Args:
            load: reads the generation's articles.
            named: puts present names in the place of the filters' paths.
        """
        if not filters:
            return Selection(filters)
        with self._lock.here:
            if filters not in self._made:
                if self._table is None:
                    self._table = load()
                asked = named(filters)
                self._made[filters] = Selection(asked, self._table.left_by(asked))
                while len(self._made) > _KEPT:
                    self._made.popitem(last=False)
            return self._made[filters]
