"""The two views of a generation, opened from disk or built again from the database."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from qabot.config import Settings
from qabot.errors import IndexWriteError
from qabot.indexing.lexical import LexicalView
from qabot.indexing.store import Store
from qabot.indexing.vectors import VectorView

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Views:
    """The dense and the lexical view of one generation."""

    generation: int
    vectors: VectorView
    lexical: LexicalView


def vectors_path(folder: Path, generation: int) -> Path:
    """Where a generation's dense view is kept."""
    return folder / f"vectors-{generation}.faiss"


def lexical_path(folder: Path, generation: int) -> Path:
    """Where a generation's lexical view is kept."""
    return folder / "lexical" / str(generation)


def build_views(store: Store, folder: Path, generation: int, settings: Settings) -> None:
    """Build and save both views of a generation that holds at least one passage.

    Raises:
        IndexWriteError: the disk is full or not writable; the older views are untouched.
    """
    _, count = store.counts(generation)
    try:
        _build_vectors(store, generation, count, settings).save(vectors_path(folder, generation))
        _build_lexical(store, folder, generation, settings)
    except OSError as error:
        raise IndexWriteError(
            f"cannot write to {folder} ({error}); free some space or check the permissions, "
            "then run qabot index again: what was indexed before is kept"
        ) from error


def open_views(store: Store, folder: Path, generation: int, settings: Settings) -> Views:
    """Open both views; one that is missing or damaged is built again, nothing is embedded."""
    _, count = store.counts(generation)
    vectors = VectorView.open(vectors_path(folder, generation), count)
    if vectors is None:
        _log.info("building the vector view of generation %d again", generation)
        vectors = _build_vectors(store, generation, count, settings)
        _save_if_possible(lambda: vectors.save(vectors_path(folder, generation)))
    lexical = LexicalView.open(lexical_path(folder, generation), count, settings.title_boost)
    if lexical is None:
        _log.info("building the lexical view of generation %d again", generation)
        lexical = _build_lexical(store, folder, generation, settings)
    return Views(generation, vectors, lexical)


def remove_other_views(folder: Path, generation: int) -> None:
    """Delete the views of all other generations."""
    kept = vectors_path(folder, generation)
    for path in folder.glob("vectors-*"):
        if path.stem != kept.stem:
            path.unlink(missing_ok=True)
    for path in (folder / "lexical").glob("*"):
        if path.name != str(generation):
            shutil.rmtree(path, ignore_errors=True)


def _build_vectors(store: Store, generation: int, count: int, settings: Settings) -> VectorView:
    return VectorView.build(store.vectors(generation), count, settings.flat_limit)


def _build_lexical(store: Store, folder: Path, generation: int, settings: Settings) -> LexicalView:
    return LexicalView.build(
        store.documents(generation), lexical_path(folder, generation), settings.title_boost
    )


def _save_if_possible(save: Callable[[], None]) -> None:
    """A reader without the right to write still answers; the next one builds the view again."""
    try:
        save()
    except OSError as error:
        _log.info("the view could not be saved: %s", error)
