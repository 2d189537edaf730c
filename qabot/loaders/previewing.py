"""What a file gives, indexed or not: the article in it, or all of many."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import TypeAlias

from qabot.config import Settings
from qabot.errors import PreviewError
from qabot.loaders.confined import ConfinedLoader
from qabot.types import Article, SkippedFile

_Items: TypeAlias = Iterator[Article | SkippedFile]
_LONGEST_SHOWN = 80
"""Characters of a name that are shown where it is too long for the system."""


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file, and which of the articles in it is meant: its id or its number, "" for no one."""

    path: Path
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class ArticlePreview:
    """The article that is alone in a file or was chosen, and what is to be said of it besides."""

    article: Article
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListPreview:
    """All that a file of many gives, still to be read while the preview lasts."""

    items: _Items


def named_file(name: str, folders: Sequence[Path] = ()) -> NamedFile:
    """The file that a name means: FILE, or FILE#3 for an article in it; a name may have a "#", too.

    Whoever names a link means the file that it leads to.

    Args:
        folders: where else a file is looked for, as it is called in an index.

    Raises:
        PreviewError: there is no such file, or it cannot be reached.
    """
    try:
        for path in (_expanded(name), *(str(folder / name) for folder in folders)):
            if found := _split(path):
                return found
    except OSError as error:
        shown = repr(name) if len(name) <= _LONGEST_SHOWN else f"{name[:_LONGEST_SHOWN]!r} …"
        raise PreviewError(f"{shown}: {error.strerror}") from error
    raise PreviewError(f"no such file: {name}")


def _expanded(name: str) -> str:
    """The name with the home folder for its "~"; a "~" of nobody's stays."""
    try:
        return str(Path(name).expanduser())
    except RuntimeError:
        return name


def _split(name: str) -> NamedFile | None:
    if Path(name).exists():
        return NamedFile(_target(Path(name)))
    for position, character in enumerate(name):
        if character == "#" and Path(name[:position]).is_file():
            return NamedFile(_target(Path(name[:position])), name[position + 1 :])
    return None


def _target(file: Path) -> Path:
    return file.resolve() if file.is_symlink() else file


@contextmanager
def preview(
    named: NamedFile, settings: Settings, waiting: Callable[[], object] = lambda: None
) -> Iterator[ArticlePreview | ListPreview]:
    """What a sync would read in a file.

    Args:
        waiting: called every tenth of a second while the file is read; it may raise.

    Raises:
        PreviewError: it cannot be read, or has no such article.
    """
    file = named.path
    with ConfinedLoader(waiting) as loader:
        items = loader.load(file, file.name, settings)
        if named.chosen:
            yield ArticlePreview(_chosen(items, named))
        else:
            yield _all_of(items, file)


def _all_of(items: _Items, file: Path) -> ArticlePreview | ListPreview:
    first = list(islice(items, 3))
    if not first:
        raise PreviewError(f"{file}: no text")
    item, *others = first
    doubts = [one for one in others if isinstance(one, SkippedFile) and one.is_indexed]
    if len(others) > 1 or len(doubts) < len(others):
        return ListPreview(chain(first, items))
    return ArticlePreview(_read(item, file), tuple(doubt.reason for doubt in doubts))


def _read(item: Article | SkippedFile, file: Path) -> Article:
    """The article; what was skipped is an error."""
    if isinstance(item, SkippedFile):
        raise PreviewError(f"{file}: {item.reason}")
    return item


def _chosen(items: _Items, named: NamedFile) -> Article:
    """The article with that id or, if none has it, that number in the list."""
    number, numbered = 0, None
    for item in items:
        if item.path == f"{named.path.name}#{named.chosen}":
            return _read(item, named.path)
        if not isinstance(item, SkippedFile):
            number += 1
            numbered = item if str(number) == named.chosen else numbered
    if numbered is None:
        raise PreviewError(
            f"{named.path} has no article {named.chosen!r}; its name alone lists those that it has"
        )
    return numbered
