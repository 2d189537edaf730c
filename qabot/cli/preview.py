"""What qabot reads in a file, before or after it is indexed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qabot.cli.output import print_lines, print_text

if TYPE_CHECKING:
    from qabot.types import Article, SkippedFile


def print_preview(
    path: str, start: int | None, end: int | None, changed: dict[str, Any], index: Path
) -> None:
    """Print the article in a file or, of many, a list; FILE#3 or FILE#id is one of those.

    Names of fields that the index remembers are used as a sync would.
    """
    from qabot.config import Settings
    from qabot.loaders.confined import ConfinedLoader
    from qabot.store.chosen_fields import fields_to_use, remembered_fields

    file, chosen = _file_and_choice(path)
    settings = Settings.from_mapping(changed)
    fields = fields_to_use(settings.field, remembered_fields(index))
    with ConfinedLoader() as loader:
        items = loader.load(file, file.name, replace(settings, field=fields))
        _print_items(items, file, chosen, start, end)


def _print_items(
    items: Iterator[Article | SkippedFile],
    file: Path,
    chosen: str,
    start: int | None,
    end: int | None,
) -> None:
    """The article that was chosen or is alone, else the list of them all."""
    from qabot.wording.preview_lines import list_lines

    if chosen:
        _print_article(_chosen(items, file, chosen), start, end)
        return
    first = list(islice(items, 3))
    if not first:
        raise click.ClickException(f"{file}: no text")
    item, *others = first
    if len(others) > 1 or not all(_is_doubt(other) for other in others):
        print_lines(list_lines(_both(first, items)))
        return
    _print_article(_read(item, file), start, end)
    for other in others:
        click.echo(f"{file}: {other.reason}", err=True)  # type: ignore[union-attr]


def _is_doubt(item: Article | SkippedFile) -> bool:
    """Whether it is only said of an article that its letters may be others."""
    from qabot.types import SkippedFile

    return isinstance(item, SkippedFile) and item.is_indexed


def _file_and_choice(path: str) -> tuple[Path, str]:
    """The file, and which of its articles; a name may have a "#" in it, too.

    Whoever names a link means the file that it leads to.
    """
    if Path(path).exists():
        return _target(Path(path)), ""
    for position, character in enumerate(path):
        if character == "#" and Path(path[:position]).is_file():
            return _target(Path(path[:position])), path[position + 1 :]
    raise click.ClickException(f"no such file: {path}")


def _target(file: Path) -> Path:
    return file.resolve() if file.is_symlink() else file


def _both(
    first: list[Article | SkippedFile], rest: Iterator[Article | SkippedFile]
) -> Iterator[Article | SkippedFile]:
    yield from first
    yield from rest


def _read(item: Article | SkippedFile, file: Path) -> Article:
    """The article; what was skipped is an error."""
    from qabot.types import SkippedFile

    if isinstance(item, SkippedFile):
        raise click.ClickException(f"{file}: {item.reason}")
    return item


def _chosen(items: Iterator[Article | SkippedFile], file: Path, chosen: str) -> Article:
    """The article with that id or, if none has it, that number in the list."""
    from qabot.types import SkippedFile

    number, numbered = 0, None
    for item in items:
        if item.path == f"{file.name}#{chosen}":
            return _read(item, file)
        if not isinstance(item, SkippedFile):
            number += 1
            numbered = item if str(number) == chosen else numbered
    if numbered is None:
        raise click.ClickException(
            f"{file} has no article {chosen!r}; see qabot show --as-loaded {file}"
        )
    return numbered


def _print_article(article: Article, start: int | None, end: int | None) -> None:
    from qabot.cli.show import print_part
    from qabot.wording.preview_lines import article_lines

    print_lines(article_lines(article))
    print_text("\n")
    print_part(article.text, start, end)
