"""Exports as files, next to where the chat was started or where they are told to go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from qabot.errors import CommandError
from qabot.wording.export import FORMATS, file_name


@dataclass(frozen=True, slots=True)
class WantedExport:
    """A format and, if it was named, the file."""

    form: str
    path: Path | None = None


def wanted(argument: str) -> WantedExport:
    """What was asked for: a format, a file whose suffix tells it, both, or neither.

    Raises:
        CommandError: there is no such format.
    """
    first, _, rest = argument.partition(" ")
    if first in FORMATS:
        return WantedExport(first, _path(rest))
    by_suffix = {suffix: form for form, (suffix, _) in FORMATS.items()}
    path = _path(argument)
    if path is None:
        return WantedExport("markdown")
    if path.suffix not in by_suffix:
        raise CommandError(
            f"{argument!r} is neither a format ({', '.join(FORMATS)}) nor a file "
            f"that ends in {', '.join(by_suffix)}"
        )
    return WantedExport(by_suffix[path.suffix], path)


def write_new(text: str, path: Path | None, title: str, form: str) -> Path:
    """Write a file that was not there before; one without a name gets a number if it has to.

    Raises:
        OSError: the file is there already, or cannot be written.
    """
    for candidate in [path] if path is not None else _names(title, form):
        try:
            # half of a surrogate pair is written as JSON escapes it
            with candidate.open("x", encoding="utf-8", errors="backslashreplace") as file:
                file.write(text)
            return candidate
        except FileExistsError:
            if path is not None:
                raise
    raise AssertionError("there is always another number")


def _names(title: str, form: str) -> Iterator[Path]:
    first = Path(file_name(title, form))
    yield first
    for number in count(2):
        yield first.with_stem(f"{first.stem}-{number}")


def _path(text: str) -> Path | None:
    return Path(text.strip()).expanduser() if text.strip() else None
