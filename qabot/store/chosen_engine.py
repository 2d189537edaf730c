"""Which engine searches an index, as a person said, kept for everything that opens it later."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from qabot.errors import IndexDamaged, IndexWriteError
from qabot.store.checks import make_folder

_FILE = "engine.json"


@dataclass(frozen=True, slots=True)
class MilvusPlace:
    """Where passages are in Milvus: a server's address or a file, and a collection's name.

    ``owner`` tells the index whose they are.
    """

    uri: str
    collection: str
    owner: str


def recorded_engine(index: Path) -> MilvusPlace | None:
    """Where an index is searched; None if it is by the files beside its database.

    Raises:
        IndexDamaged: that cannot be read.
    """
    path = index / _FILE
    try:
        return msgspec.json.decode(path.read_bytes(), type=MilvusPlace)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, msgspec.MsgspecError):
        raise IndexDamaged(
            f"{path} cannot be read; delete it, and name the engine again: qabot index --engine"
        ) from None


def record_engine(index: Path, place: MilvusPlace | None) -> None:
    """Keep where an index is searched in its folder, which may be new.

    Raises:
        IndexWriteError: it cannot be written.
    """
    make_folder(index)
    path = index / _FILE
    written = path.with_suffix(".new")
    try:
        if place is None:
            path.unlink(missing_ok=True)
            return
        written.write_bytes(msgspec.json.encode(place))
        written.replace(path)
    except OSError as error:
        raise IndexWriteError(f"cannot write {path}: {error.strerror}") from error
