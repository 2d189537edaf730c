"""Bringing an engine in step with the database, whatever it holds, without embedding anything."""

from __future__ import annotations

import logging
from collections.abc import Callable

import numpy as np

from qabot.config import Settings
from qabot.engines.local import LocalEngine
from qabot.engines.temporary import temporary_folder
from qabot.errors import IndexWriteError
from qabot.protocols import Engine, Searcher
from qabot.store.rows import Generation
from qabot.store.state import Store

_log = logging.getLogger(__name__)


def bring_up_to_date(
    engine: Engine, store: Store, generation: int, identity: str, base: str | None, *, waiting: bool
) -> None:
    """Make a generation of the database one of the engine's, out of one that it may have.

    Args:
        base: the generation to begin with; one whose passages wait has no vectors to begin with.
        waiting: some passages have no vectors yet, and none are to be searched by them.

    Raises:
        IndexWriteError: the disk is full or not writable; what was published is untouched.
    """
    draft = engine.draft(base)
    try:
        wanted = store.article_ids(generation)
        gone = np.setdiff1d(draft.articles, wanted, assume_unique=True)
        if len(gone):
            draft.remove(gone)
        missing = np.setdiff1d(wanted, draft.articles, assume_unique=True)
        draft.add(store.documents(missing, vectors=not waiting))
        draft.publish(identity)
    finally:
        draft.discard()


def open_or_build(
    engine: Engine,
    store: Store,
    published: Generation,
    settings: Settings,
    is_current: Callable[[], bool],
    *,
    tidy: bool = False,
) -> Searcher | None:
    """The published generation; one that is missing or damaged is made again.

    Who may not write to the index gets it made in a temporary place.

    Args:
        is_current: whether it is still the one that is published. A writer forgets what it has
            replaced, so that a reader may find nothing of what was there when it looked.
        tidy: no writer does so here: what is made takes the place of all that was before.

    Returns:
        None if it is not there and is not current any more: the one after it is to be opened.

    Raises:
        IndexWriteError: it cannot be made anywhere.
    """
    identity = published.identity
    searcher = engine.open(identity)
    if searcher is not None:
        return searcher
    if not is_current():
        return None
    _log.info("building the views of generation %d again", published.number)
    waiting = published.unembedded > 0
    try:
        bring_up_to_date(engine, store, published.number, identity, None, waiting=waiting)
        if tidy:
            engine.keep_only(identity)
    except IndexWriteError as error:
        _log.info("the views could not be saved: %s", error)
    searcher = engine.open(identity)  # another process may have made it meanwhile
    return searcher or _built_elsewhere(store, published, settings)


def _built_elsewhere(store: Store, published: Generation, settings: Settings) -> Searcher:
    identity, waiting = published.identity, published.unembedded > 0
    try:
        with temporary_folder() as elsewhere:
            spare = LocalEngine(elsewhere, settings)
            bring_up_to_date(spare, store, published.number, identity, None, waiting=waiting)
            searcher = spare.open(identity)
    except OSError as error:
        raise IndexWriteError(
            f"what is searched of the index is missing, and cannot be made: {error}"
        ) from error
    assert searcher is not None  # it was made just now
    return searcher
