"""ZIP files opened with care: archives, and the formats that are one inside (docx, odt, epub)."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, cast

from qabot.config import Settings
from qabot.errors import LoadError
from qabot.loaders.limits import check_article_size, check_expansion, size_of
from qabot.loaders.problems import DAMAGED

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

_ENCRYPTED = 0x1
"""Bit of a member's flags (APPNOTE 4.4.4)."""


def opened(file: BinaryIO, settings: Settings) -> ZipFile:
    """The archive in a file.

    What its directory says that the members unpack to is trusted: zipfile reads no further.

    Raises:
        LoadError: it is damaged, or unpacks to so much that it is taken for a bomb.
    """
    from zipfile import ZipFile  # deferred: 0.01 s

    packed = size_of(file)
    with _damage_named():
        archive = ZipFile(file)
    check_expansion(sum(member.file_size for member in archive.infolist()), packed, settings)
    return archive


def member_bytes(archive: ZipFile, member: str | ZipInfo, settings: Settings) -> bytes:
    """All of a member, by its name or its entry in the directory.

    Raises:
        LoadError: there is none of that name, or it is encrypted, damaged or too large.
    """
    with member_file(archive, member) as file:
        entry = archive.getinfo(member) if isinstance(member, str) else member
        check_article_size(entry.file_size, settings)
        return file.read()


@contextmanager
def member_file(archive: ZipFile, member: str | ZipInfo) -> Iterator[BinaryIO]:
    """A member, open to be read from its beginning.

    Raises:
        LoadError: there is none of that name, or it is encrypted or damaged.
    """
    try:
        entry = archive.getinfo(member) if isinstance(member, str) else member
    except KeyError:
        raise LoadError(f"damaged: it has no {member}") from None
    if entry.flag_bits & _ENCRYPTED:
        raise LoadError("encrypted; unpack it first")
    with _damage_named(), archive.open(entry) as file:
        yield cast(BinaryIO, file)


@contextmanager
def _damage_named() -> Iterator[None]:
    from zipfile import BadZipFile

    try:
        yield
    except NotImplementedError:
        raise LoadError("packed by a method that is not known here; unpack it first") from None
    except (BadZipFile, zlib.error, ValueError):
        raise LoadError(DAMAGED) from None
