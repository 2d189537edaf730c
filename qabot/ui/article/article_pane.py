"""The whole article of a citation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from qabot.errors import QabotError
from qabot.types import Answer, Article, Citation, Span
from qabot.ui.article.article_text import ArticleText
from qabot.ui.conversation.chat_style import article_heading
from qabot.wording.highlights import Marks, marks_in

if TYPE_CHECKING:
    from qabot.bot import QABot

GONE = "The index has no such article any more."
_CHANGED = "The article has changed: this sentence is not in it any more."


class ArticlePane(Vertical):
    """An article with a citation of it in view; the article is read off the event loop."""

    @dataclass
    class Loaded(Message):
        """What the index has of the article; a reason where it has nothing."""

        answer: Answer
        citation: Citation
        result: Article | str
        file: Path | None = None

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.citation: Citation | None = None
        self.article: Article | None = None
        self.file: Path | None = None

    def compose(self) -> ComposeResult:
        """Where the article comes from, what is wrong with it if anything, and its text."""
        yield Static(classes="source")
        yield Static(markup=False, classes="problem")
        yield ArticleText()

    @property
    def text(self) -> ArticleText:
        """The part that scrolls."""
        return self.query_one(ArticleText)

    def show(self, bot: QABot, answer: Answer, citation: Citation, today: date) -> None:
        """Put the article of a citation on screen."""
        self.citation = citation
        self.query_one(".source", Static).update(
            article_heading(citation, len(answer.citations), today)
        )
        self._load(bot, answer, citation)

    @work(thread=True, exclusive=True, group="article")
    def _load(self, bot: QABot, answer: Answer, citation: Citation) -> None:
        from qabot.reading.citing import cited_article

        try:
            with bot.index.snapshot() as snapshot:
                article = cited_article(snapshot, citation)
                file = snapshot.file_of(article.path) if article else None
            self.post_message(self.Loaded(answer, citation, article or GONE, file))
        except QabotError as error:
            self.post_message(self.Loaded(answer, citation, str(error)))

    def on_article_pane_loaded(self, message: Loaded) -> None:
        """Show it, unless another citation is looked at by now."""
        if message.citation is not self.citation:
            return
        if isinstance(message.result, str):
            self.article = None
            self._say(message.result)
            self.text.show("", Marks(Span(0, 0)))
            return
        self.article, self.file = message.result, message.file
        found = marks_in(message.result.text, message.answer, message.citation)
        self._say("" if found else _CHANGED)
        self.text.show(message.result.text, found or Marks(Span(0, 0)))

    def _say(self, problem: str) -> None:
        line = self.query_one(".problem", Static)
        line.update(problem)
        line.display = bool(problem)
