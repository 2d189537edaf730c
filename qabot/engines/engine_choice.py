"""The engine of an index: the local one, unless its folder names another."""

from __future__ import annotations

import re
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from qabot.config import Settings
from qabot.engines.local import LocalEngine
from qabot.errors import SettingsError
from qabot.protocols import Engine
from qabot.store import schema
from qabot.store.chosen_engine import MilvusPlace, record_engine, recorded_engine

if TYPE_CHECKING:
    from qabot.engines.milvus import MilvusEngine

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,200}")


def engine_of(folder: Path, settings: Settings) -> Engine:
    """What searches the index in a folder.

    Raises:
        IndexDamaged: the folder does not tell.
    """
    place = recorded_engine(folder)
    return _milvus(place, settings) if place else LocalEngine(folder / schema.VIEWS, settings)


def choose_local(folder: Path) -> None:
    """Search an index by files beside its database; what Milvus has of it stays there."""
    record_engine(folder, None)


def choose_milvus(
    folder: Path, uri: str | None, collection: str | None, settings: Settings
) -> MilvusPlace:
    """Search an index by Milvus from now on; what is not said stays as it is.

    Args:
        uri: the address of a server, or a file for milvus-lite.
        collection: its name in Milvus; by default one that no other index has.

    Raises:
        SettingsError: the address or the name is none.
        EngineProblem: Milvus does not answer, or has another index there.
    """
    before = recorded_engine(folder)
    if before and (uri is None or _placed(uri) == before.uri):
        place = MilvusPlace(before.uri, collection or before.collection, before.owner)
    elif uri is None:
        raise SettingsError("give the address of Milvus: --uri http://host:19530, or a file.db")
    else:
        owner = before.owner if before else secrets.token_hex(16)
        place = MilvusPlace(_placed(uri), collection or f"qabot_{owner[:8]}", owner)
    if not _NAME.fullmatch(place.collection):
        raise SettingsError(
            f"{place.collection!r} cannot be a collection's name; use letters, digits and _"
        )
    _milvus(place, settings).catalog.claim()
    record_engine(folder, place)
    return place


def _placed(uri: str) -> str:
    """An address as it is, a file by its full path."""
    scheme, separator, rest = uri.partition("://")
    if not separator:
        if not uri.endswith(".db"):
            raise SettingsError(
                f"{uri} is no address of Milvus; give http://host:19530, or a file that ends in .db"
            )
        return str(Path(uri).resolve())
    if "@" in rest:
        raise SettingsError(
            "the address would be kept with its password; leave that out, and put "
            "user:password into the variable MILVUS_TOKEN"
        )
    if scheme not in ("http", "https"):
        raise SettingsError(f"{uri} is no address of Milvus; give http://host:19530")
    return uri


def _milvus(place: MilvusPlace, settings: Settings) -> MilvusEngine:
    # 19 ms, which an index in files does not need
    from qabot.engines.milvus import MilvusEngine
    from qabot.engines.milvus_connection import MilvusConnection

    connection = MilvusConnection.shared(place.uri)
    return MilvusEngine(connection, place.collection, place.owner, settings)
