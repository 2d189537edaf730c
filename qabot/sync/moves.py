"""Files that were renamed: the same bytes under a path that appeared as another vanished."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from pathlib import Path

from qabot.store.rows import FileRecord, Place
from qabot.store.state import Store
from qabot.sync.scan import Scan


class Moves:
    """Pairs files that vanished with files that appeared, each at most once.

    Which bytes a file that appeared has is only told when it is read, so a file that vanished
    is kept until then if one of its size appeared.
    """

    def __init__(self, vanished: Mapping[Place, FileRecord], appeared: Collection[int]) -> None:
        sizes = set(appeared)
        self._open: dict[str, list[Place]] = defaultdict(list)
        for place, record in vanished.items():
            if record.hash and record.size in sizes:
                self._open[record.digest].append(place)
        self._kept = {place for places in self._open.values() for place in places}
        self._moved: set[Place] = set()

    def may_have_moved(self, place: Place) -> bool:
        """Whether a file that vanished has to be kept until all that appeared are read."""
        return place in self._kept

    def has_moved(self, place: Place) -> bool:
        """Whether a file that vanished was found again elsewhere."""
        return place in self._moved

    def claim(self, digest: str) -> Place | None:
        """Where a file that appeared, with these bytes, was before; None if it is a new one."""
        if not self._open.get(digest):
            return None
        origin = self._open[digest].pop(0)
        self._moved.add(origin)
        return origin


def find_vanished(
    store: Store, scans: Mapping[Path, Scan], files: Mapping[int, Mapping[str, FileRecord]]
) -> tuple[list[Place], Moves]:
    """Places of files that are not there any more, and which of them may have moved.

    Those of folders that are no longer named are among them, but none that may be there and cannot
    be reached. An interrupted sync may have taken
    articles from a file without recording it.

    Args:
        files: what is recorded of the files of each folder of the index, by its id.
    """
    records: dict[Place, FileRecord] = {}
    vanished: list[Place] = []
    appeared: list[int] = []
    for path, folder_id in store.folders().items():
        listing = scans.get(Path(path), Scan())
        found = {file.relative: file for file in listing.files}
        known = files[folder_id]
        missing = {*known, *store.article_counts(folder_id)} - found.keys()
        gone = {name for name in missing if not listing.misses(name)}
        vanished += [(folder_id, name) for name in sorted(gone)]
        records |= {(folder_id, name): known[name] for name in gone & known.keys()}
        appeared += [found[name].size for name in found.keys() - known.keys()]
    return vanished, Moves(records, appeared)
