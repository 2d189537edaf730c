"""Checksums of view files, so that a damaged view is noticed when it is opened, not when asked."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

_CHUNK = 1 << 20


def write_checksums(manifest: Path, files: list[Path]) -> None:
    """Record size and CRC-32 of the files, by name, in ``manifest``."""
    manifest.write_text(json.dumps({file.name: _checksum(file) for file in sorted(files)}))


def verify_checksums(manifest: Path, folder: Path) -> bool:
    """Whether every recorded file is there with the bytes it had."""
    try:
        recorded = json.loads(manifest.read_text())
        return bool(recorded) and all(
            _checksum(folder / name) == expected for name, expected in recorded.items()
        )
    except (OSError, ValueError, AttributeError):
        return False


def _checksum(path: Path) -> list[int]:
    crc, size = 0, 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            crc = zlib.crc32(chunk, crc)
            size += len(chunk)
    return [size, crc]
