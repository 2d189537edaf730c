"""The generation that is published, open to be read, while writers may publish the next."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qabot.config import Settings
from qabot.engines.comparison import search_problem
from qabot.engines.open_views import OpenGeneration, OpenViews
from qabot.errors import IndexMissing
from qabot.protocols import Encoder
from qabot.store.checks import (
    check_compatible,
    existing_database,
    nothing_indexed,
    published_identity,
)
from qabot.store.connections import Connection
from qabot.store.rows import Generation
from qabot.store.soundness import told_of_damage
from qabot.store.state import Store

_PUBLISHED_MEANWHILE = 5
"""How often a reader that finds its generation replaced looks for the next one before it makes what
it searches by itself, out of the rows that it sees: writers cannot keep it from answering."""


class OpenedGenerations:
    """Opens what is published of an index, for as long as a reader looks at it.

    Safe to use from several threads.
    """

    def __init__(
        self, folder: Path, encoder: Encoder, settings: Settings, views: OpenViews
    ) -> None:
        self._folder = folder
        self._encoder = encoder
        self._settings = settings
        self._views = views

    @contextmanager
    def current(self) -> Iterator[tuple[Connection, int, OpenGeneration]]:
        """A connection, the number of the generation it sees, and what searches that.

        Where a writer publishes another one before this one is open, that is opened.

        Raises:
            IndexMissing: nothing is indexed.
            IndexProblem: it cannot be read, or is damaged.
        """
        database = existing_database(self._folder)
        for left in reversed(range(_PUBLISHED_MEANWHILE)):
            with (
                told_of_damage(database, self._search_problem),
                database.reading() as connection,
            ):
                store = Store(connection)
                published = store.published()
                if published is None:
                    raise IndexMissing(nothing_indexed(self._folder))
                check_compatible(published, self._encoder, self._settings, self._folder)
                opened = self._open(store, published, last=not left)
                if opened is not None:
                    yield connection, published.number, opened
                    return

    def _open(self, store: Store, published: Generation, *, last: bool) -> OpenGeneration | None:
        """What searches a generation; None if another one took its place, unless it is the last."""

        def is_current() -> bool:
            return last or published_identity(self._folder) == published.identity

        return self._views.generation(self._folder, store, published, self._settings, is_current)

    def _search_problem(self) -> str | None:
        with existing_database(self._folder).reading() as connection:
            store = Store(connection)
            published = store.published()
            return search_problem(self._views.engine, store, published) if published else None
