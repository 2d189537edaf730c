"""Milvus as an engine: one collection of passages that many machines search. See ENGINES.md."""

from __future__ import annotations

from qabot.config import Settings
from qabot.engines.milvus_catalog import MilvusCatalog, Patience
from qabot.engines.milvus_connection import MilvusConnection
from qabot.engines.milvus_draft import MilvusDraft
from qabot.engines.milvus_searcher import MilvusSearcher

_PATIENCE = Patience()


class MilvusEngine:
    """Keeps generations as sets of rows of a collection, and in a catalog which rows those are."""

    def __init__(
        self,
        connection: MilvusConnection,
        collection: str,
        owner: str,
        settings: Settings,
        *,
        patience: Patience = _PATIENCE,
    ) -> None:
        self.connection = connection
        self.catalog = MilvusCatalog(connection, collection, owner)
        self._patience = patience
        self._title_boost = settings.retrieval.title_boost
        self._flat_limit = settings.index.flat_limit

    def open(self, generation: str) -> MilvusSearcher | None:
        """A generation to search; None if it is not there, or rows of it are missing."""
        manifest = self.catalog.manifest(generation)
        if manifest is None or not self.connection.has(manifest.collection):
            return None
        self.connection.load(manifest.collection)
        if (
            self.connection.count(manifest.collection, manifest.expression)
            != manifest.text.passages
        ):
            return None
        return MilvusSearcher(self.catalog, generation, manifest, self._title_boost)

    def draft(self, base: str | None) -> MilvusDraft:
        """A new generation that holds what ``base`` does, or nothing if that is not there.

        It begins with nothing, too, where so many passages are to be found otherwise than by
        comparing them all.
        """
        self.catalog.claim()
        manifest = self.catalog.manifest(base) if base is not None else None
        if manifest is not None and not self.connection.has(manifest.collection):
            manifest = None
        if manifest and manifest.flat and manifest.text.passages > self._flat_limit:
            manifest = None
        if manifest is not None:
            self.connection.load(manifest.collection)
        return MilvusDraft(self.catalog, manifest, self._flat_limit)

    def keep_only(self, generation: str) -> None:
        """Forget all other generations; what is open of them stays good for a while."""
        self.catalog.forget(generation, self._patience)
