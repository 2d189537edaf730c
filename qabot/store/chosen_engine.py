"""Which engine searches an index, as a person said, kept for everything that opens it later."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qabot.store.kept_choice import KeptChoice


@dataclass(frozen=True, slots=True)
class MilvusPlace:
    """Where passages are in Milvus: a server's address or a file, and a collection's name.

    ``owner`` tells the index whose they are.
    """

    uri: str
    collection: str
    owner: str


_ENGINE = KeptChoice("engine.json", MilvusPlace, "name the engine again: qabot index --engine")


def recorded_engine(index: Path) -> MilvusPlace | None:
    """Where an index is searched; None if it is by the files beside its database.

    Raises:
        IndexDamaged: that cannot be read.
    """
    return _ENGINE.read(index)


def record_engine(index: Path, place: MilvusPlace | None) -> None:
    """Keep where an index is searched in its folder, which may be new.

    Raises:
        IndexWriteError: it cannot be written.
    """
    _ENGINE.write(index, place)
