"""Which server keeps an index, as a person said, kept for everything that opens it later."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from qabot.errors import SettingsError
from qabot.store.kept_choice import KeptChoice

_SCHEME = re.compile("postgres(?:ql)?://")


@dataclass(frozen=True, slots=True)
class PostgresPlace:
    """A database of PostgreSQL, as libpq writes its address; it tells no password."""

    uri: str


_STORE = KeptChoice("store.json", PostgresPlace, "name the store again: qabot index --store")


def recorded_store(index: Path) -> PostgresPlace | None:
    """Which server keeps an index; None if a file in its folder does.

    Raises:
        IndexDamaged: that cannot be read.
    """
    return _STORE.read(index)


def record_store(index: Path, place: PostgresPlace | None) -> None:
    """Keep where an index is kept in its folder, which may be new.

    Raises:
        IndexWriteError: it cannot be written.
    """
    _STORE.write(index, place)


def is_server(index: str) -> bool:
    """Whether what is given for an index is the address of a server, not a folder."""
    return _SCHEME.match(index) is not None


def postgres_place(uri: str) -> PostgresPlace:
    """The database at an address.

    Raises:
        SettingsError: it is none, or has a password in it, which would be kept.
    """
    if not is_server(uri):
        raise SettingsError(
            f"{uri} is no address of PostgreSQL; give postgresql://USER@HOST/DATABASE"
        )
    try:
        parts = urlsplit(uri)
        has_password = parts.password is not None or "password" in parse_qs(parts.query)
    except ValueError as error:
        raise SettingsError(f"the address of PostgreSQL cannot be read: {error}") from None
    if has_password:
        raise SettingsError(
            "the address would be kept with its password; leave that out, and put it where "
            "PostgreSQL's programs look for it: ~/.pgpass, or the variable PGPASSWORD"
        )
    return PostgresPlace(uri)


def index_folder(index: str | Path) -> Path:
    """The folder of an index that is given by its folder, or by the address of its server.

    What an index of a server needs here (what is searched, made out of its rows) is kept in a
    folder of this user's, one for each address.

    Raises:
        SettingsError: the address has a password in it.
        IndexWriteError: that folder cannot be made.
    """
    if isinstance(index, Path) or not is_server(index):
        return Path(index)
    from platformdirs import user_cache_path  # 6 ms

    place = postgres_place(index)
    name = hashlib.sha256(place.uri.encode()).hexdigest()[:16]
    folder = user_cache_path("qabot") / "servers" / name
    if recorded_store(folder) != place:
        record_store(folder, place)
    return folder
