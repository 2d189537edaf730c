"""The engine of an index, and the generation that is open of it: once in a process."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from qabot.config import Settings
from qabot.engines.catching_up import open_or_build
from qabot.engines.engine_choice import engine_of
from qabot.errors import IndexMissing
from qabot.per_process import PerProcess
from qabot.protocols import Engine, Searcher
from qabot.shared_values import SharedValues
from qabot.store.checks import nothing_indexed
from qabot.store.chosen_engine import recorded_engine
from qabot.store.chosen_store import recorded_store
from qabot.store.rows import Generation
from qabot.store.selections import Selections
from qabot.store.state import Store


@dataclass(frozen=True, slots=True)
class OpenGeneration:
    """What snapshots of one generation share."""

    identity: str
    engine: Searcher
    selections: Selections


class OpenViews:
    """An engine, and the generation that was last asked of it, open.

    All that are open over one index in a process share one, if their settings make the engine
    search alike. Safe to use from several threads.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._opened: OpenGeneration | None = None
        self._opening = PerProcess(threading.Lock)

    @classmethod
    def of(cls, folder: Path, settings: Settings) -> OpenViews:
        """Those of the index in a folder, searched by the engine that it names."""
        alike = settings.retrieval.title_boost, settings.index.flat_limit, recorded_engine(folder)
        return _OPEN.get((folder.resolve(), *alike), lambda: cls(engine_of(folder, settings)))

    def generation(
        self,
        folder: Path,
        store: Store,
        published: Generation,
        settings: Settings,
        is_current: Callable[[], bool],
    ) -> OpenGeneration | None:
        """What searches a generation that is published in the index in ``folder``.

        None if another one took its place before it was open, so that it ``is_current`` no more.

        Raises:
            IndexMissing: it holds no article.
        """
        with self._opening.here:
            if self._opened is None or self._opened.identity != published.identity:
                if not published.passages:
                    raise IndexMissing(nothing_indexed(folder))
                engine = open_or_build(
                    self.engine, store, published, settings, is_current, tidy=_is_a_copy(folder)
                )
                if engine is None:
                    return None
                self._opened = OpenGeneration(published.identity, engine, Selections())
            return self._opened


def _is_a_copy(folder: Path) -> bool:
    """Whether what is searched lies in a folder beside which the index may be written elsewhere."""
    return recorded_store(folder) is not None and recorded_engine(folder) is None


_OPEN: SharedValues[OpenViews] = SharedValues()
