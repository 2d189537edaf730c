"""How the folders differ from what an index has of them, told without reading unchanged files."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from qabot.config import Settings
from qabot.loaders import LOADERS
from qabot.store.labels import Labels
from qabot.store.rows import FileRecord, Place
from qabot.store.state import Store
from qabot.sync.moves import Moves
from qabot.sync.scan import FoundFile, Scan, content_hash, refusal, scan


@dataclass(slots=True)
class Differences:
    """Names of the files that differ, those of several folders one folder after the other.

    ``moved`` are pairs of the name before and the name now; they are neither new nor removed.
    ``stale`` are those that cannot be reached now, or could not at the last sync.
    """

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    moved: list[tuple[str, str]] = field(default_factory=list)
    missing_folders: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)


def differences(store: Store, labels: Labels, index: Path, settings: Settings) -> Differences:
    """What changed since the last sync, by size and time of change.

    Only a new file that has the size of one that vanished is read, to tell a move.
    """
    result = Differences()
    appeared: dict[Place, FoundFile] = {}
    vanished: dict[Place, FileRecord] = {}
    for folder, folder_id in store.folders().items():
        known = store.files(folder_id)
        is_there = Path(folder).is_dir()
        listing = scan(Path(folder), LOADERS, index) if is_there else Scan(unreachable={""})
        if not is_there:
            result.missing_folders.append(folder)
        found = {file.relative: file for file in listing.files}
        for path in sorted(found.keys() | known.keys()):
            if path not in known:
                appeared[folder_id, path] = found[path]
            elif _is_stale(known[path], found.get(path), listing.misses(path)):
                result.stale.append(labels.name(folder_id, path))
            elif path not in found:
                vanished[folder_id, path] = known[path]
            elif not known[path].is_of(found[path].size, found[path].mtime_ns):
                result.changed.append(labels.name(folder_id, path))
    _tell_moves(result, labels, appeared, vanished, settings)
    return result


def _is_stale(record: FileRecord, found: FoundFile | None, missed: bool) -> bool:
    """Whether a file is out of reach; ``missed`` tells so of its folder."""
    if found is None:
        return missed
    return record.is_stale and refusal(found) is not None


def _tell_moves(
    result: Differences,
    labels: Labels,
    appeared: dict[Place, FoundFile],
    vanished: dict[Place, FileRecord],
    settings: Settings,
) -> None:
    moves = Moves(vanished, [file.size for file in appeared.values()])
    sizes = {record.size for place, record in vanished.items() if moves.may_have_moved(place)}
    for place, file in appeared.items():
        origin = moves.claim(content_hash(file, settings)) if file.size in sizes else None
        if origin is None:
            result.new.append(labels.name(*place))
        else:
            result.moved.append((labels.name(*origin), labels.name(*place)))
    result.removed += [labels.name(*place) for place in vanished if not moves.has_moved(place)]
