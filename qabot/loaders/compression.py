"""A compressed file of many articles, unpacked as it is read."""

from __future__ import annotations

import io
import os
import zlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO, cast

from qabot.config import Settings
from qabot.errors import LoadError
from qabot.loaders.limits import check_expansion
from qabot.loaders.problems import DAMAGED
from qabot.types import Article, SkippedFile

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_BUFFER = 1 << 16

Loader = Callable[[BinaryIO, str, Settings], Iterator[Article | SkippedFile]]
"""An open file, its path in the folder, the settings -> what is in it."""


def gzipped(loader: Loader) -> Loader:
    """A loader for the same format, compressed by gzip."""

    def load_gzipped(
        file: BinaryIO, path: str, settings: Settings
    ) -> Iterator[Article | SkippedFile]:
        import gzip  # deferred: 0.01 s with zlib

        unpacking = cast(BinaryIO, gzip.GzipFile(fileobj=file, mode="rb"))
        yield from loader(_unpacked(unpacking, file, settings), path, settings)

    return load_gzipped


def bzipped(loader: Loader) -> Loader:
    """A loader for the same format, compressed by bzip2 (in one stream or many)."""

    def load_bzipped(
        file: BinaryIO, path: str, settings: Settings
    ) -> Iterator[Article | SkippedFile]:
        import bz2

        unpacking = cast(BinaryIO, bz2.BZ2File(file))
        yield from loader(_unpacked(unpacking, file, settings), path, settings)

    return load_bzipped


def _unpacked(unpacking: BinaryIO, packed: BinaryIO, settings: Settings) -> BinaryIO:
    return cast(BinaryIO, io.BufferedReader(_Unpacked(unpacking, packed, settings), _BUFFER))


class _Unpacked(io.RawIOBase):
    """Checks at every read that no bomb is going off; ``packed`` tells how far it has been used."""

    def __init__(self, unpacking: BinaryIO, packed: BinaryIO, settings: Settings) -> None:
        self._unpacking = unpacking
        self._packed = packed
        self._settings = settings

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        try:
            data = self._unpacking.read(len(view))
        except zlib.error:
            raise LoadError(DAMAGED) from None
        view[: len(data)] = data
        check_expansion(self._unpacking.tell(), self._packed.tell(), self._settings)
        return len(data)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self._unpacking.seek(offset, whence)

    def tell(self) -> int:
        return self._unpacking.tell()
