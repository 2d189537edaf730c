"""The whole article of a citation, or one out of a list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static
from textual.worker import Worker, get_current_worker

from qabot.errors import PreviewError, QabotError
from qabot.types import Article, Span
from qabot.ui.article.article_place import ArticlePlace
from qabot.ui.article.article_text import ArticleText
from qabot.ui.conversation.chat_style import article_heading, fields_heading
from qabot.ui.conversation.citation_keys import CITATION_BINDINGS
from qabot.ui.find_line import FindLine
from qabot.wording.common_words import visible
from qabot.wording.highlights import Marks, marks_in

if TYPE_CHECKING:
    from qabot.bot import QABot
    from qabot.config import Settings
    from qabot.ui.article.file_view import FileView

GONE = "The index has no such article any more."
_CHANGED = "The article has changed: this sentence is not in it any more."


class ArticlePane(Vertical):
    """An article with a citation of it in view; the article is read off the event loop."""

    BINDINGS: ClassVar[list[BindingType]] = CITATION_BINDINGS

    @dataclass
    class Loaded(Message):
        """What the index has of the article; a reason where it has nothing."""

        place: ArticlePlace
        result: Article | str
        file: Path | None = None

    @dataclass
    class FileRead(Message):
        """What a previewed file gives; a reason where it gives nothing."""

        place: ArticlePlace
        result: FileView | str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.place: ArticlePlace | None = None
        self.article: Article | None = None
        self.file: Path | None = None

    def compose(self) -> ComposeResult:
        """Where the article comes from, what is wrong with it if anything, and its text."""
        yield Static(classes="source")
        yield Static(markup=False, classes="problem")
        yield ArticleText()
        yield FindLine()

    @property
    def text(self) -> ArticleText:
        """The part that scrolls."""
        return self.query_one(ArticleText)

    @property
    def find_line(self) -> FindLine:
        """Where words to look for in the article are typed."""
        return self.query_one(FindLine)

    # -- the article -----------------------------------------------------------------------------

    def show(self, bot: QABot, place: ArticlePlace, today: date) -> None:
        """Put an article on screen, its sentence in view."""
        self.place = place
        self.query_one(".source", Static).update(article_heading(place, today))
        self._load(bot, place)

    @work(thread=True, exclusive=True, group="article")
    def _load(self, bot: QABot, place: ArticlePlace) -> None:
        from qabot.ui.article.placed_article import placed_article

        try:
            with bot.index.snapshot() as snapshot:
                article = placed_article(snapshot, place)
                file = snapshot.file_of(article.path) if article else None
            self.post_message(self.Loaded(place, article or GONE, file))
        except QabotError as error:
            self.post_message(self.Loaded(place, str(error)))

    def show_file(self, place: ArticlePlace, settings: Settings) -> None:
        """Put on screen what a file gives, read now."""
        self.place = place
        self._say("")
        self.query_one(".source", Static).update(Content(f"reading {visible(place.article.path)}"))
        self._read_file(place, settings)

    @work(thread=True, exclusive=True, group="article")
    def _read_file(self, place: ArticlePlace, settings: Settings) -> None:
        from qabot.ui.article.file_view import view_file

        if place.previewed is None:
            return
        worker = get_current_worker()
        try:
            result: FileView | str = view_file(place.previewed, settings, lambda: _go_on(worker))
        except QabotError as error:
            result = str(error)
        self.post_message(self.FileRead(place, result))

    def on_article_pane_file_read(self, message: FileRead) -> None:
        """Show it, unless something else is looked at by now."""
        if message.place is not self.place or message.place.previewed is None:
            return
        self.article, self.file = None, message.place.previewed.path
        if isinstance(message.result, str):
            self.query_one(".source", Static).update(Content(visible(message.place.article.path)))
            self._say(visible(message.result))
            self.text.show("", Marks(Span(0, 0)))
            return
        view = message.result
        self.article = view.article
        self.query_one(".source", Static).update(fields_heading(view.lines))
        self._say("\n".join(view.doubts))
        self.text.show(view.text, Marks(Span(0, 0)))

    def on_article_pane_loaded(self, message: Loaded) -> None:
        """Show it, unless another citation is looked at by now."""
        if message.place is not self.place:
            return
        if isinstance(message.result, str):
            self.article = None
            self._say(message.result)
            self.text.show("", Marks(Span(0, 0)))
            return
        self.article, self.file = message.result, message.file
        found = _marks_in(message.result.text, message.place)
        self._say("" if found else _CHANGED)
        self.text.show(message.result.text, found or Marks(Span(0, 0)))

    def _say(self, problem: str) -> None:
        line = self.query_one(".problem", Static)
        line.update(problem)
        line.display = bool(problem)

    # -- words in it -----------------------------------------------------------------------------

    def on_article_text_find_wanted(self) -> None:
        """Ask for the words."""
        self.find_line.open()

    def on_article_text_place_found(self, message: ArticleText.PlaceFound) -> None:
        """Say which place it is."""
        self.find_line.say(message.found.counted if message.found else "")
        if message.found is None and not self.find_line.has_focus_within:
            self.find_line.close()

    def on_find_line_typed(self, message: FindLine.Typed) -> None:
        """Look for what is typed."""
        message.stop()
        self.text.find(message.words)

    def on_find_line_stepped(self, message: FindLine.Stepped) -> None:
        """Enter goes on to the text, where ``n`` and ``N`` step; the arrows step at once."""
        message.stop()
        if message.key == "enter":
            self.text.focus()
        else:
            self.text.action_step(1 if message.key == "down" else -1)

    def on_find_line_closed(self, message: FindLine.Closed) -> None:
        """Back to the text as it was."""
        message.stop()
        self.text.action_end_find()
        self.text.focus()


def _go_on(worker: Worker[None]) -> None:
    """Read no further where something else is to be shown by now."""
    if worker.is_cancelled:
        raise PreviewError("not wanted any more")


def _marks_in(text: str, place: ArticlePlace) -> Marks | None:
    """The marks of the place; None if its sentence is not there any more."""
    if place.citation is None:
        return Marks(Span(0, 0))
    return marks_in(text, place.answer, place.citation)
