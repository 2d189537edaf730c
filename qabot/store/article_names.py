"""Which articles paths mean, also paths that they had while the index held other folders."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from qabot.store.connections import Connection
from qabot.store.labels import Labels
from qabot.store.rows import ENDS_STALE, Place
from qabot.store.schema import VISIBLE


@dataclass(frozen=True, slots=True)
class ArticleNames:
    """Looks up the articles of one generation by what readers call them."""

    connection: Connection
    generation: int
    labels: Labels

    def called(self, path: str) -> list[int]:
        """Ids of the articles that a path may mean, first the one that has it, then by folder."""
        places = self.labels.places(path)
        found = self._at(places)
        return [found[place] for place in places if place in found]

    def names_of(self, paths: Sequence[str]) -> tuple[str, ...]:
        """The paths that the articles have now which these paths mean; one without any stays."""
        names: list[str] = []
        for path, places in self._meant(paths).items():
            names += [self.labels.name(*place) for place in places] or [path]
        return tuple(dict.fromkeys(names))

    def file_of(self, path: str) -> Path | None:
        """The file that the article was read from that has this path, or alone had it once."""
        meant = self._meant([path])[path]
        if len(meant) != 1:
            return None
        [(folder_id, _)], [number] = meant, meant.values()
        row = self.connection.execute(
            "SELECT file FROM articles WHERE id = ?", (number,)
        ).fetchone()
        return Path(self.labels.folders[folder_id], row["file"])

    def stale(self, paths: Sequence[str]) -> set[str]:
        """Those of these paths whose articles are as last read, from files out of reach."""
        places = {place: path for path in paths if (place := self.labels.place(path))}
        if not places:
            return set()
        rows = self.connection.execute(
            "SELECT articles.folder_id, articles.path FROM articles JOIN files"
            " ON files.folder_id = articles.folder_id AND files.path = articles.file"
            " WHERE files.removed IS NULL AND files.hash LIKE :stale AND articles.id IN"
            " (SELECT id FROM articles WHERE path IN (SELECT value FROM json_each(:paths))"
            f" AND {VISIBLE})",
            {
                "stale": ENDS_STALE,
                "paths": json.dumps([path for _, path in places]),
                "generation": self.generation,
            },
        )
        return {places[place] for row in rows if (place := (row[0], row[1])) in places}

    def _meant(self, paths: Sequence[str]) -> dict[str, dict[Place, int]]:
        """By path, the articles that have it; where there is none, all that it may mean."""
        exact = {path: place for path in paths if (place := self.labels.place(path))}
        found = self._at(exact.values())
        unclear = {path: self.labels.places(path) for path in paths if exact.get(path) not in found}
        found |= self._at(place for places in unclear.values() for place in places)
        meant = {path: [place] for path, place in exact.items()} | unclear
        return {
            path: {place: found[place] for place in meant[path] if place in found} for path in paths
        }

    def _at(self, places: Iterable[Place]) -> dict[Place, int]:
        """Ids of the articles at these places, of those that there are."""
        wanted = set(places)
        if not wanted:
            return {}
        rows = self.connection.execute(
            "SELECT folder_id, path, id FROM articles"
            f" WHERE path IN (SELECT value FROM json_each(:paths)) AND {VISIBLE}",
            {
                "paths": json.dumps([path for _, path in wanted]),
                "generation": self.generation,
            },
        )
        return {place: row[2] for row in rows if (place := (row[0], row[1])) in wanted}
