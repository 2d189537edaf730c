"""Checksums of view files, so that a damaged view is noticed when it is opened, not when asked."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

_CHUNK = 1 << 20


def write_checksums(manifest: Path, identity: str, files: list[Path]) -> None:
    """Record in ``manifest`` what the files are of, and their sizes and CRC-32 by name."""
    sums = {file.name: _checksum(file) for file in sorted(files)}
    manifest.write_text(json.dumps({"identity": identity, "files": sums}))


def verify_checksums(manifest: Path, identity: str) -> bool:
    """Whether the files beside a manifest are of this identity, with the bytes they had."""
    try:
        recorded = json.loads(manifest.read_text())
        return recorded["identity"] == identity and all(
            _checksum(manifest.parent / name) == expected
            for name, expected in recorded["files"].items()
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return False


def _checksum(path: Path) -> list[int]:
    crc, size = 0, 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            crc = zlib.crc32(chunk, crc)
            size += len(chunk)
    return [size, crc]
