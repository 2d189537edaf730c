"""The articles of the index, to pick those that questions are put to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from qabot.service.listed_articles import ListedArticle
from qabot.types import ArticleRef
from qabot.ui.sidebar.long_list import LongList


class ArticleList(LongList[ListedArticle]):
    """Articles by title; Space picks one or drops it, Enter opens it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Read", id="articles.open", tooltip="Read the article"),
        Binding(
            "space", "choose", "Pick", id="articles.pick", tooltip="Ask it, or no longer ask it"
        ),
        Binding("delete", "drop_all", "Drop all", id="articles.drop_all", tooltip="Ask all"),
    ]

    @dataclass
    class Picked(Message):
        """Other articles than before are picked; ``paths`` are all of them, as they were picked."""

        paths: tuple[str, ...]

    @dataclass
    class ArticleWanted(Message):
        """An article is to be read."""

        article: ArticleRef

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._picked: dict[str, None] = {}

    @property
    def picked(self) -> tuple[str, ...]:
        """Paths of the picked articles, in the order in which they were picked."""
        return tuple(self._picked)

    def show_picked(self, paths: Sequence[str]) -> None:
        """Mark these as picked; nobody is told."""
        self._picked = dict.fromkeys(paths)
        self.refresh()

    def key_of(self, row: ListedArticle) -> str:
        """The path."""
        return row.article.path

    def title_of(self, row: ListedArticle) -> str:
        """The title; the path where there is none."""
        return row.article.title or row.article.path

    def detail_of(self, row: ListedArticle) -> str:
        """Outlet or author, and the date as it can be typed; the path where neither is known."""
        article = row.article
        known = filter(None, (article.outlet or article.author, article.published))
        return " · ".join(known) or article.path

    def mark_of(self, row: ListedArticle) -> str:
        """A tick for what is picked."""
        return "✓" if row.article.path in self._picked else " "

    def action_open(self) -> None:
        """Read the article at the cursor."""
        if self.row_at_cursor is not None:
            self.post_message(self.ArticleWanted(self.row_at_cursor.article))

    def action_choose(self) -> None:
        """Pick the article at the cursor, or drop it."""
        row = self.row_at_cursor
        if row is None:
            return
        path = row.article.path
        if path in self._picked:
            del self._picked[path]
        else:
            self._picked[path] = None
        self._tell()

    def action_drop_all(self) -> None:
        """Put questions to all articles again."""
        self._picked = {}
        self._tell()

    def _tell(self) -> None:
        self.refresh()
        self.post_message(self.Picked(self.picked))
