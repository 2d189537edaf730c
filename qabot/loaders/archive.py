"""ZIP archives of articles: each member is read as the file that it is, nothing is written out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, cast

from qabot.config import Settings
from qabot.errors import LoadError
from qabot.loaders.archive_exports import ArchiveExport, export_of
from qabot.loaders.compression import Loader
from qabot.loaders.limits import check_expansion, size_of
from qabot.loaders.overlay import with_stated
from qabot.loaders.problems import has_controls, left_out_words, skipping_record
from qabot.loaders.saved_pages import belongs_to_page
from qabot.loaders.zipped import member_file, opened
from qabot.types import Article, SkippedFile

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

_IN_MEMORY = 16_000_000
"""Bytes of a member up to which it is unpacked in memory, else in a temporary file."""
_NESTED = (".zip",)
_LONGEST_NAME = 1_000
"""Characters of a member's name that are looked at for folders."""


def members(
    file: BinaryIO,
    path: str,
    settings: Settings,
    loader_of: Callable[[str], Loader | None],
) -> Iterator[Article | SkippedFile]:
    """The articles of an archive's members, read by what ``loader_of`` gives for their names.

    Members of other kinds are passed over, as such files are in a folder. Archives in an archive,
    as Notion exports them, are opened, and none in those: there is no end to what that can unpack
    to. zipfile holds the whole directory, 650 bytes a member.

    Raises:
        LoadError: it is damaged, a bomb, or has no member that can be read.
    """
    unpacking = _Unpacking(size_of(file), settings, loader_of)
    yield from _members(opened(file, settings), path, unpacking, nested=False)


@dataclass(slots=True)
class _Unpacking:
    """An archive that is read: its size, and what the archives in it unpack to so far."""

    packed: int
    settings: Settings
    loader_of: Callable[[str], Loader | None]
    unpacked: int = 0


def _members(
    archive: ZipFile, path: str, unpacking: _Unpacking, *, nested: bool
) -> Iterator[Article | SkippedFile]:
    found = False
    names = {entry.filename for entry in archive.infolist()}
    export = export_of(archive, names, unpacking.settings)
    for entry in archive.infolist():
        name = entry.filename
        left_out = _hidden(entry) or _saved_with_page(name, names)
        loader = None if left_out else unpacking.loader_of(name)
        if loader:
            found = True
        if loader and name not in export.left_out:
            inner = f"{path}#{name}"
            if name.lower().endswith(_NESTED):
                loader = _too_deep if nested else _nested_loader(unpacking)
            member = _member(archive, entry, inner, loader, unpacking.settings)
            yield from _as_stated(skipping_record(inner, member), export, name)
    if export.unpublished:
        yield SkippedFile(path, left_out_words(export.unpublished))
    if not found:
        raise LoadError("no article files in it")


def _as_stated(
    items: Iterator[Article | SkippedFile], export: ArchiveExport, name: str
) -> Iterator[Article | SkippedFile]:
    """The items of a member with what is said of it elsewhere in the archive."""
    values = export.values.get(name)
    for item in items:
        if values and isinstance(item, Article):
            yield with_stated(item, values, export.places[name])
        else:
            yield item


def _too_deep(file: BinaryIO, path: str, settings: Settings) -> Iterator[Article | SkippedFile]:
    raise LoadError("an archive in an archive in an archive; unpack it")


def _nested_loader(unpacking: _Unpacking) -> Loader:
    """A loader for the archives in an archive, which count together for what they unpack to."""

    def load_nested(
        file: BinaryIO, path: str, settings: Settings
    ) -> Iterator[Article | SkippedFile]:
        archive = opened(file, settings)
        unpacking.unpacked += sum(member.file_size for member in archive.infolist())
        check_expansion(unpacking.unpacked, unpacking.packed, settings)
        yield from _members(archive, path, unpacking, nested=True)

    return load_nested


def _member(
    archive: ZipFile, entry: ZipInfo, path: str, loader: Loader, settings: Settings
) -> Iterator[Article | SkippedFile]:
    name = entry.filename.replace("\\", "/")
    if name.startswith("/") or name[1:2] == ":" or ".." in name.split("/"):
        raise LoadError("its name leads out of the archive")
    if has_controls(name):
        raise LoadError("a line break or control character in its name; rename it")
    # Deferred: 0.02 s together.
    import shutil
    import tempfile

    # Loaders go back to the beginning, which a member can only by being unpacked again.
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as unpacked:
        with member_file(archive, entry) as file:
            shutil.copyfileobj(file, unpacked)
        unpacked.seek(0)
        yield from loader(cast(BinaryIO, unpacked), path, settings)


def _saved_with_page(name: str, names: set[str]) -> bool:
    """Whether one of the folders that a member lies in is what a browser saved with a page."""
    slashes = [match.start() for match in re.finditer("/", name[:_LONGEST_NAME])]
    return any(belongs_to_page(name[:slash], names) for slash in slashes)


def _hidden(entry: ZipInfo) -> bool:
    """Whether it is left out of a folder, too (hidden, a lock file), or is what macOS adds."""
    parts = entry.filename.replace("\\", "/").split("/")
    leads_out = (".", "..")  # that is told
    return entry.is_dir() or any(
        part.startswith((".", "~$", "__MACOSX")) and part not in leads_out for part in parts
    )
