"""What a file gives, as the article's pane shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qabot.loaders.previewing import ArticlePreview, NamedFile, preview
from qabot.types import Article
from qabot.wording.preview_lines import article_lines, first_lines, list_heading
from qabot.wording.worded_line import WordedLine

if TYPE_CHECKING:
    from qabot.config import Settings

_MOST_LISTED = 1_000
"""Articles of a file that are listed: a dump has a million, and this many take a second."""


@dataclass(frozen=True, slots=True)
class FileView:
    """Lines that stand above, the text below, and what is to be said of it.

    The text is that of the one ``article``, or the list of all that are in the file.
    """

    lines: tuple[WordedLine, ...]
    text: str
    doubts: tuple[str, ...] = ()
    article: Article | None = None


def view_file(named: NamedFile, settings: Settings, waiting: Callable[[], object]) -> FileView:
    """Read a file to be shown.

    Args:
        waiting: called every tenth of a second meanwhile; it may raise.

    Raises:
        PreviewError: it cannot be read, or has no such article.
    """
    with preview(named, settings, waiting) as found:
        if isinstance(found, ArticlePreview):
            article = found.article
            return FileView(tuple(article_lines(article)), article.text, found.doubts, article)
        listed = [one.words for one in first_lines(found.items, _MOST_LISTED)]
        return FileView((list_heading(named.path.name),), "\n".join(listed))
