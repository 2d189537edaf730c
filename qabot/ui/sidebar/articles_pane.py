"""The articles of the index: looked through and picked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual import work
from textual.message import Message
from textual.worker import get_current_worker

from qabot.errors import QabotError
from qabot.service.listed_articles import ListedArticle, matching
from qabot.types import Filters
from qabot.ui.sidebar.article_list import ArticleList
from qabot.ui.sidebar.filtered_list import FilteredList
from qabot.wording.common_words import visible

if TYPE_CHECKING:  # faiss, tantivy and numpy take .4 s: they are imported by the worker
    from qabot.bot import QABot


class ArticlesPane(FilteredList):
    """Lists the articles that the filters leave, newest first, read anew when it is entered.

    Args:
        bot: tells the bot, None until there is one.
    """

    @dataclass
    class Matched(Message):
        """All articles that the filters leave, and those of them that have the words.

        ``renamed`` are picked paths with those of the same articles now, where they differ: the
        index holds other folders than when they were picked.
        """

        articles: Sequence[ListedArticle]
        matching: Sequence[ListedArticle]
        problem: str = ""
        renamed: tuple[tuple[str, ...], tuple[str, ...]] | None = None

    def __init__(self, bot: Callable[[], QABot | None]) -> None:
        self.list = ArticleList()
        super().__init__(self.list, "title, outlet, author, date")
        self._bot = bot
        self._filters = Filters()
        self._articles: Sequence[ListedArticle] = ()

    def enter(self) -> None:
        """The list has the focus and is read again."""
        self.list.focus()
        self.read()

    def read(self) -> None:
        """Read the articles again."""
        self._find(self._filters, None, self.words)

    def look(self) -> None:
        """List the articles read that have the words."""
        self._find(self._filters, self._articles, self.words)

    def show_filters(self, filters: Filters) -> None:
        """The articles that these leave, with those marked that are picked."""
        changed = replace(self._filters, paths=()) != replace(filters, paths=())
        self._filters = filters
        self.list.show_picked(filters.paths)
        self._count()
        if changed and self.is_on_screen:
            self.read()

    @work(thread=True, exclusive=True, group="find-articles")
    def _find(self, filters: Filters, articles: Sequence[ListedArticle] | None, words: str) -> None:
        try:
            found, picked = self._read(filters) if articles is None else (articles, filters.paths)
        except QabotError as error:
            self.post_message(self.Matched((), (), str(error)))
            return
        left = matching(found, words)
        if not get_current_worker().is_cancelled:
            renamed = (filters.paths, picked) if picked != filters.paths else None
            self.post_message(self.Matched(found, left, renamed=renamed))

    def _read(self, filters: Filters) -> tuple[Sequence[ListedArticle], tuple[str, ...]]:
        """The articles to pick from, and the paths that the picked ones have now."""
        bot = self._bot()
        if bot is None:
            return (), filters.paths
        with bot.index.snapshot() as snapshot:
            articles = snapshot.article_refs(replace(filters, paths=()))
            picked = snapshot.names_of(filters.paths)
        articles.sort(key=lambda article: article.published or "", reverse=True)
        return [ListedArticle.of(article) for article in articles], picked

    def on_articles_pane_matched(self, message: Matched) -> None:
        """Show what was found."""
        self._articles = message.articles
        if message.problem:
            self.app.clear_notifications()
            self.notify(visible(message.problem), severity="error", markup=False)
        empty = "no article has these words" if message.articles else "no articles"
        self.list.show_rows(message.matching, empty)
        if message.renamed and message.renamed[0] == self._filters.paths:
            self.post_message(ArticleList.Picked(message.renamed[1]))
        self._count()

    def _count(self) -> None:
        total, found, picked = len(self._articles), len(self.list.rows), len(self.list.picked)
        words = "1 article" if total == 1 else f"{total:,} articles"
        words = words if found == total else f"{found:,} of {words}"
        self.say_count(f"{words} · {picked:,} picked" if picked else words)
