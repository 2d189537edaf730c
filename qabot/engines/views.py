"""The two views of a generation, opened from disk or built again from the database."""

from __future__ import annotations

import logging
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from qabot.config import Settings
from qabot.engines.lexical import LexicalView
from qabot.engines.vectors import VectorView
from qabot.errors import IndexWriteError
from qabot.store.rows import Generation
from qabot.store.state import Store

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Views:
    """The dense and the lexical view of one generation; no dense one while passages wait."""

    identity: str
    generation: int
    vectors: VectorView | None
    lexical: LexicalView


def vectors_path(folder: Path, generation: int) -> Path:
    """Where a generation's dense view is kept."""
    return folder / f"vectors-{generation}.faiss"


def lexical_path(folder: Path, generation: int) -> Path:
    """Where a generation's lexical view is kept."""
    return folder / "lexical" / str(generation)


def build_views(
    store: Store, folder: Path, generation: int, settings: Settings, *, waiting: bool
) -> None:
    """Build and save the views of a generation that holds at least one passage.

    Args:
        waiting: some passages have no vectors yet, and there is no dense view.

    Raises:
        IndexWriteError: the disk is full or not writable; the older views are untouched.
    """
    _, count = store.counts(generation)
    identity = store.identity(generation)
    try:
        if not waiting:
            vectors = VectorView.build(store.vectors(generation), count, settings.index.flat_limit)
            vectors.save(vectors_path(folder, generation), identity)
        _build_lexical(store, folder, generation, identity, settings)
    except OSError as error:
        raise IndexWriteError(
            f"cannot write to {folder} ({error}); free some space or check the permissions, "
            "then run qabot index again: what was indexed before is kept"
        ) from error


def open_views(store: Store, folder: Path, published: Generation, settings: Settings) -> Views:
    """Open the views; one that is missing or damaged is built again, nothing is embedded."""
    number, identity = published.number, published.identity
    vectors = None if published.unembedded else _open_vectors(store, folder, published, settings)
    lexical = LexicalView.open(
        lexical_path(folder, number), identity, settings.retrieval.title_boost
    )
    if lexical is None:
        _log.info("building the lexical view of generation %d again", number)
        lexical = _rebuilt_lexical(store, folder, published, settings)
    return Views(identity, number, vectors, lexical)


def _open_vectors(
    store: Store, folder: Path, published: Generation, settings: Settings
) -> VectorView:
    number, identity = published.number, published.identity
    vectors = VectorView.open(vectors_path(folder, number), identity)
    if vectors is None:
        _log.info("building the vector view of generation %d again", number)
        vectors = VectorView.build(
            store.vectors(number), published.passages, settings.index.flat_limit
        )
        try:
            vectors.save(vectors_path(folder, number), identity)
        except OSError as error:  # who may not write still gets answers
            _log.info("the view could not be saved: %s", error)
    return vectors


def _rebuilt_lexical(
    store: Store, folder: Path, published: Generation, settings: Settings
) -> LexicalView:
    number, identity = published.number, published.identity
    try:
        return _build_lexical(store, folder, number, identity, settings)
    except OSError as error:  # who may not write still gets answers
        _log.info("the view could not be saved: %s", error)
        with tempfile.TemporaryDirectory() as elsewhere:
            return _build_lexical(store, Path(elsewhere), number, identity, settings)


def remove_other_views(folder: Path, generation: int) -> None:
    """Delete the views of all other generations."""
    kept = vectors_path(folder, generation)
    for path in (*folder.glob("vectors-*"), *folder.glob(".vectors-*")):
        if path.stem != kept.stem:
            path.unlink(missing_ok=True)
    for path in (folder / "lexical").glob("*"):
        if path.name != str(generation):
            shutil.rmtree(path, ignore_errors=True)


def _build_lexical(
    store: Store, folder: Path, generation: int, identity: str, settings: Settings
) -> LexicalView:
    return LexicalView.build(
        store.documents(generation),
        lexical_path(folder, generation),
        identity,
        settings.retrieval.title_boost,
    )
