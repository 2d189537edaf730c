"""What a generation's folder holds, with checksums, so that damage is noticed when it is opened."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Self

_NAME = "manifest.json"
_CHUNK = 1 << 20

Checksum = tuple[int, int]
"""A file's size in bytes and its CRC-32."""

FileState = tuple[int, int, Checksum]
"""Device and inode of a file, and the checksum that it was found to have."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The parts of one generation.

    ``segments`` are numbered; ``removed`` are articles that a segment still holds and that are no
    part of the generation. ``files`` have their checksums by path in the folder.
    """

    segments: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()
    files: Mapping[str, Checksum] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> Self | None:
        """The manifest of a folder; None if there is none, or it is no manifest."""
        try:
            values = json.loads((folder / _NAME).read_text(encoding="utf-8"))
            return cls(
                tuple(values["segments"]),
                tuple(values["removed"]),
                {name: (size, crc) for name, (size, crc) in values["files"].items()},
            )
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None

    def write(self, folder: Path) -> None:
        """Leave it in the folder."""
        (folder / _NAME).write_text(json.dumps(asdict(self)), encoding="utf-8")

    def holds(self, folder: Path, known: set[FileState]) -> bool:
        """Whether all files are there with the bytes they had.

        Args:
            known: files that need not be read; those of this folder alone, when it holds them.
        """
        whole: set[FileState] = set()
        try:
            for name, recorded in self.files.items():
                state = _state_if_whole(folder / name, recorded, known)
                if state is None:
                    return False
                whole.add(state)
        except OSError:
            return False
        known.intersection_update(whole)  # a program that runs on opens generations without end
        known.update(whole)
        return True


def checksums(folder: Path, recorded: Mapping[str, Checksum]) -> dict[str, Checksum]:
    """The checksums of all files below a folder; those already recorded are not read again."""
    found: dict[str, Checksum] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and path.name != _NAME and path.suffix != ".lock":
            written = path.stat().st_nlink > 1 and name in recorded
            found[name] = recorded[name] if written else _checksum(path)
    return found


def _state_if_whole(path: Path, recorded: Checksum, known: set[FileState]) -> FileState | None:
    status = path.stat()
    state = (status.st_dev, status.st_ino, recorded)
    if state not in known and _checksum(path) != recorded:
        return None
    return state if status.st_size == recorded[0] else None


def _checksum(path: Path) -> Checksum:
    crc, size = 0, 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            crc = zlib.crc32(chunk, crc)
            size += len(chunk)
    return size, crc
