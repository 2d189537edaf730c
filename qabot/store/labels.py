"""What readers call the files of an index, so that no two have the same name.

The database keeps paths relative to their folders; folders that come and go change no row of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate
from pathlib import PurePath

from qabot.store.connections import Connection
from qabot.store.rows import Place
from qabot.types import SkippedFile

_KEPT = 8
"""Sets of folders whose labels are kept: as many indexes as a process may have open."""


_FOLDERS = """
SELECT id, path,
    (SELECT COUNT(*) FROM folders) = 1 OR
    (SELECT added FROM articles WHERE folder_id = folders.id LIMIT 1) <= :generation OR
    (SELECT added FROM articles
     WHERE id = (SELECT MIN(id) FROM articles WHERE folder_id = folders.id)) <= :generation
FROM folders ORDER BY id
"""
"""The folders, and whether they hold articles of a generation, as one alone does.

Ids grow with generations, so a folder's first article tells; any other one that is of the
generation does too, and is found at once. The first is found without reading what a sync has added
so far: of 100,000 articles in 6 ms instead of 150."""


@dataclass(frozen=True, slots=True)
class Labels:
    """Names of the articles and files of one generation.

    With one folder that holds articles, an article's name is its path in it. With several, the
    folder's label comes before: the shortest end of the folder's own path that tells it from the
    others, such that no label begins with another one. A file of a folder that holds no article
    is only named in lists of what is new or was skipped, by its whole path.

    ``folders`` are the paths of all folders by id, ``prefixes`` what stands before the paths in
    those that hold articles.
    """

    folders: Mapping[int, str]
    prefixes: Mapping[int, str]

    @property
    def path(self) -> str:
        """SQL expression of an article's name; its values are :attr:`values`."""
        if not any(self.prefixes.values()):
            return "articles.path"
        cases = " ".join(f"WHEN {number} THEN :label_{number}" for number in self.prefixes)
        return f"CASE articles.folder_id {cases} END || articles.path"

    @property
    def values(self) -> dict[str, str]:
        """What the names in :attr:`path` stand for."""
        return {f"label_{number}": prefix for number, prefix in self.prefixes.items()}

    def name(self, folder_id: int, path: str) -> str:
        """What a file is called; a folder as a whole, which has no path in itself, by its own."""
        if path and folder_id in self.prefixes:
            return self.prefixes[folder_id] + path
        return PurePath(self.folders[folder_id], path).as_posix()

    def skipped(self, files: Iterable[tuple[int, SkippedFile]]) -> tuple[SkippedFile, ...]:
        """Files that were skipped, by their names."""
        return tuple(replace(file, path=self.name(number, file.path)) for number, file in files)

    def place(self, name: str) -> Place | None:
        """Where the article is that is called so, if there is one: names are told apart by it."""
        for number, prefix in self.prefixes.items():
            if name.startswith(prefix):
                return number, name[len(prefix) :]
        return None

    def places(self, name: str) -> list[Place]:
        """Where an article may be that is called so, or was when other folders were indexed.

        That is the path in any folder, with or without an end of the folder's own path before.
        """
        exact = self.place(name)
        found = dict.fromkeys([exact] if exact else [])
        for number in self.prefixes:
            for end in ("", *_ends(self.folders[number])):
                if name.startswith(end):
                    found[number, name[len(end) :]] = None
        return list(found)


def labels_of(connection: Connection, generation: int) -> Labels:
    """The labels of the folders that hold articles of the published generation.

    A folder that a sync is only adding makes no difference until it is published.
    """
    rows = connection.execute(_FOLDERS, {"generation": generation}).fetchall()
    folders = {row[0]: row[1] for row in rows}
    holders = [number for number, _, holds in rows if holds]
    prefixes = _prefixes(*(folders[number] for number in holders))
    return Labels(folders, dict(zip(holders, prefixes, strict=True)))


@lru_cache(_KEPT)
def _prefixes(*folders: str) -> tuple[str, ...]:
    """What stands before the paths in each of some folders; nothing if there is one alone.

    Every label that begins another one, or is the same, is made longer until none does. Whole
    paths cannot do so: a folder does not lie inside another one of the same index.
    """
    if len(folders) == 1:
        return ("",)
    ends = [list(_ends(folder)) for folder in folders]
    lengths = [0] * len(folders)
    longer = True
    while longer:
        chosen = [choices[length] for choices, length in zip(ends, lengths, strict=True)]
        begun = Counter(beginning for label in chosen for beginning in _beginnings(label))
        longer = False
        for number, label in enumerate(chosen):
            if begun[label] > 1 and lengths[number] + 1 < len(ends[number]):
                lengths[number] += 1
                longer = True
    return tuple(chosen)


def _ends(folder: str) -> Iterator[str]:
    """The ends of a folder's path, the shortest first and the whole path last, each with "/"."""
    parts = PurePath(folder).as_posix().rstrip("/").split("/")
    return accumulate((f"{part}/" for part in reversed(parts)), lambda end, part: part + end)


def _beginnings(label: str) -> Iterator[str]:
    """The label itself, and all shorter ones that it begins with."""
    return accumulate(f"{part}/" for part in label.rstrip("/").split("/"))
