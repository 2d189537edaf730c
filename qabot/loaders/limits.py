"""What keeps a file from taking all the memory, the disk or the day."""

from __future__ import annotations

import os
from typing import BinaryIO

from qabot.config import Settings
from qabot.errors import LoadRefused

_HARMLESS = 10_000_000
"""Bytes that anything may unpack to, however small it was: a short text repeated shrinks well."""


def article_bytes(settings: Settings) -> int:
    """The most bytes of one article."""
    return int(settings.sync.max_file_megabytes * 1e6)


def check_article_size(size: int, settings: Settings) -> None:
    """Raise LoadRefused for what is too large to be one article."""
    if size > article_bytes(settings):
        raise LoadRefused(
            f"{size / 1e6:.1f} MB, over the limit of {settings.sync.max_file_megabytes:g} MB;"
            " split it or raise --max-file-mb"
        )


def check_length(text: str, settings: Settings) -> None:
    """Raise LoadRefused for a text that is no article's."""
    if len(text) > settings.sync.max_article_characters:
        raise LoadRefused(
            f"{len(text):,} characters of text, over the limit of "
            f"{settings.sync.max_article_characters:,}; "
            "split it, or --set max_article_characters=N"
        )


def check_container_size(size: int, settings: Settings) -> None:
    """Raise LoadRefused for a file of many articles that is over its limit."""
    if size > settings.sync.max_container_megabytes * 1e6:
        raise LoadRefused(
            f"{size / 1e6:.1f} MB, over the limit of {settings.sync.max_container_megabytes:g} MB;"
            " split it, or --set max_container_megabytes=N"
        )


def check_expansion(unpacked: int, packed: int, settings: Settings) -> None:
    """Raise LoadRefused where so few bytes become so many that it has to be a bomb."""
    if unpacked > _HARMLESS and unpacked > settings.sync.max_expansion * packed:
        raise LoadRefused(
            f"unpacks to over {settings.sync.max_expansion:g} times its size, as a zip bomb does;"
            " unpack it yourself, or --set max_expansion=N"
        )


def size_of(file: BinaryIO) -> int:
    """Bytes of an open file, which is at its beginning then."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    return size
