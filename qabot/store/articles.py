"""What readers see of an index: the articles of one generation, each by a name of its own."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from qabot.store import quotes
from qabot.store.conditions import condition
from qabot.store.fetched import FetchedRows
from qabot.store.labels import labels_of
from qabot.store.rows import Place, unpack_vector
from qabot.store.schema import VISIBLE
from qabot.types import (
    Article,
    ArticleRef,
    Filters,
    FloatArray,
    IdArray,
    Quote,
)


class Articles:
    """Reads a generation through one connection, inside a transaction that the caller opened.

    Every path that is returned, matched or looked up is the article's name among all of them:
    see :class:`qabot.store.labels.Labels`.
    """

    def __init__(self, connection: sqlite3.Connection, generation: int) -> None:
        self._connection = connection
        self._generation = generation
        self._labels = labels_of(connection, generation)
        self._path = self._labels.path
        self._reference = f"{self._path} AS path, title, author, published, outlet, url, updated"
        self.fetched = FetchedRows(connection, generation, self._labels)
        """What an answer needs of passages and articles, by their ids."""

    # -- passages ------------------------------------------------------------------------------

    def passages_of(self, article_ids: Collection[int]) -> IdArray:
        """Ids of these articles' passages, shape ``(n,)``, ascending."""
        rows = self._run(
            "SELECT id FROM passages WHERE article_id IN (SELECT value FROM json_each(:ids))"
            " ORDER BY id",
            ids=json.dumps(sorted(article_ids)),
        )
        return np.array([row[0] for row in rows], dtype=np.int64)

    def passage_ids(self, filters: Filters) -> IdArray:
        """Ids of the passages whose article the filters leave."""
        left, values = self._left_by(filters)
        rows = self._run(
            "SELECT passages.id FROM passages JOIN articles ON articles.id = article_id"
            f" WHERE {left}",
            **values,
        )
        return np.array([row[0] for row in rows], dtype=np.int64)

    def passage_vectors(self, ids: Sequence[int]) -> dict[int, FloatArray]:
        """Unit vectors by passage id, as stored (fp16 precision)."""
        rows = self._run(
            "SELECT id, vector FROM passages WHERE id IN (SELECT value FROM json_each(:ids))",
            ids=json.dumps(list(ids)),
        )
        return {row["id"]: unpack_vector(row["vector"]) for row in rows}

    def quotes_by_speaker(self, name: str) -> list[Quote]:
        """What is said by everyone whom a name can mean, by article and place."""
        return quotes.quotes_by_speaker(self._connection, self._generation, name)

    # -- articles ------------------------------------------------------------------------------

    def called(self, path: str) -> list[Article]:
        """The articles that a path may mean, first the one that has it, the others by folder."""
        places = self._labels.places(path)
        found = self._at(places)
        articles = self.fetched.articles(found.values())
        return [articles[found[place]] for place in places if place in found]

    def names_of(self, paths: Sequence[str]) -> tuple[str, ...]:
        """The paths that the articles have now which these paths mean; one without any stays."""
        names: list[str] = []
        for path, places in self._meant(paths).items():
            names += [self._labels.name(*place) for place in places] or [path]
        return tuple(dict.fromkeys(names))

    def file_of(self, path: str) -> Path | None:
        """The file that the article was read from that has this path, or alone had it once.

        It may have gone since.
        """
        meant = self._meant([path])[path]
        if len(meant) != 1:
            return None
        [(folder_id, _)], [number] = meant, meant.values()
        row = self._run("SELECT file FROM articles WHERE id = :id", id=number).fetchone()
        return Path(self._labels.folders[folder_id], row["file"])

    def matching(self, filters: Filters, ids: Collection[int] | None) -> Iterator[Article]:
        """The articles that the filters leave, by path, among these ids; a text at a time."""
        left, values = self._left_by(filters)
        among = "TRUE" if ids is None else "id IN (SELECT value FROM json_each(:ids))"
        found = self._run(
            f"SELECT {self._path}, id FROM articles WHERE {left} AND {among} ORDER BY 1",
            ids=json.dumps(sorted(ids or ())),
            **values,
        ).fetchall()
        return (article for row in found for _, article in self.fetched.articles_once([row["id"]]))

    def references(self, filters: Filters) -> list[ArticleRef]:
        """The articles that the filters leave, by path; no text is read."""
        left, values = self._left_by(filters)
        rows = self._run(
            f"SELECT {self._reference} FROM articles WHERE {left} ORDER BY 1", **values
        )
        return [ArticleRef(*row) for row in rows]

    def paths(self) -> list[str]:
        """Paths of all articles, sorted."""
        rows = self._run(f"SELECT {self._path} FROM articles WHERE {VISIBLE} ORDER BY 1")
        return [row[0] for row in rows]

    def count(self, filters: Filters) -> int:
        """How many articles the filters leave."""
        left, values = self._left_by(filters)
        row = self._run(f"SELECT COUNT(*) FROM articles WHERE {left}", **values).fetchone()
        return int(row[0])

    def articles_of(self, passage_ids: Sequence[int]) -> set[int]:
        """Ids of the articles that these passages stand in."""
        rows = self._run(
            "SELECT DISTINCT article_id FROM passages"
            " WHERE id IN (SELECT value FROM json_each(:ids))",
            ids=json.dumps(list(passage_ids)),
        )
        return {row[0] for row in rows}

    def with_boilerplate(self) -> set[int]:
        """Ids of the articles of which some lines are in no passage."""
        rows = self._run("SELECT article_id FROM signatures WHERE length(left_out) > 0")
        return {row[0] for row in rows}

    def printed(self, expression: str, limit: int) -> list[str]:
        """What the articles have for an SQL expression, the most frequent first."""
        rows = self._run(
            f"SELECT {expression} AS value FROM articles WHERE {VISIBLE} AND value <> ''"
            " GROUP BY value ORDER BY COUNT(*) DESC, value LIMIT :limit",
            limit=limit,
        )
        return [row["value"] for row in rows]

    def folders(self) -> list[str]:
        """Absolute paths of the folders that the articles come from."""
        return [self._labels.folders[number] for number in self._labels.prefixes]

    # -- how they are found --------------------------------------------------------------------

    def _left_by(self, filters: Filters) -> tuple[str, dict[str, str]]:
        """SQL that the articles meet which are there and which the filters leave."""
        wanted, values = condition(filters, self._path)
        clauses = [VISIBLE, *([wanted] if wanted else [])]
        if filters.paths:
            clauses.append("articles.id IN (SELECT value FROM json_each(:picked))")
            meant = self._meant(filters.paths).values()
            values["picked"] = json.dumps([number for ids in meant for number in ids.values()])
        return " AND ".join(clauses), values

    def _meant(self, paths: Sequence[str]) -> dict[str, dict[Place, int]]:
        """By path, the articles that have it; where there is none, all that it may mean."""
        exact = {path: place for path in paths if (place := self._labels.place(path))}
        found = self._at(exact.values())
        unclear = {
            path: self._labels.places(path) for path in paths if exact.get(path) not in found
        }
        found |= self._at(place for places in unclear.values() for place in places)
        meant = {path: [place] for path, place in exact.items()} | unclear
        return {
            path: {place: found[place] for place in meant[path] if place in found} for path in paths
        }

    def _at(self, places: Iterable[Place]) -> dict[Place, int]:
        """Ids of the articles at these places, of those that there are."""
        wanted = set(places)
        rows = self._run(
            "SELECT folder_id, path, id FROM articles"
            f" WHERE path IN (SELECT value FROM json_each(:paths)) AND {VISIBLE}",
            paths=json.dumps([path for _, path in wanted]),
        )
        return {place: row[2] for row in rows if (place := (row[0], row[1])) in wanted}

    def _run(self, sql: str, **values: str | int) -> sqlite3.Cursor:
        bound = {"generation": self._generation, **self._labels.values, **values}
        return self._connection.execute(sql, bound)
