"""What qabot reads in a file, before or after it is indexed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qabot.cli.output import print_lines, print_text

if TYPE_CHECKING:
    from qabot.types import Article


def print_preview(
    path: str, start: int | None, end: int | None, changed: dict[str, Any], index: Path
) -> None:
    """Print the article in a file or, of many, a list; FILE#3 or FILE#id is one of those.

    Names of fields that the index remembers are used as a sync would.
    """
    from qabot.config import Settings
    from qabot.loaders.previewing import ArticlePreview, named_file, preview
    from qabot.store.chosen_fields import settings_to_read_by
    from qabot.wording.preview_lines import list_lines

    named = named_file(path)
    settings = settings_to_read_by(Settings.from_mapping(changed), index)
    with preview(named, settings) as found:
        if not isinstance(found, ArticlePreview):
            print_lines(list_lines(found.items))
            return
        _print_article(found.article, start, end)
        for doubt in found.doubts:
            click.echo(f"{named.path}: {doubt}", err=True)


def _print_article(article: Article, start: int | None, end: int | None) -> None:
    from qabot.cli.show import print_part
    from qabot.wording.preview_lines import article_lines

    print_lines(article_lines(article))
    print_text("\n")
    print_part(article.text, start, end)
