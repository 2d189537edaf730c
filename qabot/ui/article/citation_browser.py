"""What is looked at: a citation, and the article around it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from qabot.errors import QabotError
from qabot.service.bot_service import BotService
from qabot.types import Article, Citation
from qabot.ui.article.article_pane import GONE, ArticlePane
from qabot.ui.article.article_place import ArticlePlace
from qabot.ui.article.article_screen import ArticleScreen
from qabot.ui.article.article_text import ArticleText
from qabot.ui.body import WIDE
from qabot.ui.command_runner import Actions
from qabot.ui.conversation.entry import Entry
from qabot.ui.conversation.place_card import PlaceCard
from qabot.ui.surface import Surface

if TYPE_CHECKING:
    from qabot.config import Settings
    from qabot.ui.outside import Opener

_ROOMY = 140
"""Columns from which the article of a new answer is shown without being asked for."""


class CitationBrowser:
    """Keeps the citation that is looked at and the article on show together."""

    def __init__(
        self,
        surface: Surface,
        service: BotService,
        open_source: Opener,
    ) -> None:
        self._app = surface.app
        self._service = service
        self._notices = surface.notices
        self._view = surface.panes.view
        self._body = surface.panes.body
        self._sidebar = surface.panes.sidebar
        self._beside = surface.panes.article
        self._open_source = open_source
        self._closed = False
        """Whether the user closed the article and has not looked at a citation since."""
        self._opened: ArticlePlace | None = None
        """An article from elsewhere than the conversation, while it is read."""

    @property
    def actions(self) -> Actions:
        """What can be done about citations, by name."""
        return {
            "next_citation": lambda: self._step(1),
            "previous_citation": lambda: self._step(-1),
            "open_article": self.open_article,
            "open_source": self.open_source,
            "preview": self.preview,
            "show_number": self.show_number,
            "focus_answer": self.focus_answer,
        }

    @property
    def entry(self) -> Entry | None:
        """The entry of the card that is looked at, else the newest one."""
        if self._view.current is not None:
            return self._view.entry_of(self._view.current)
        return self._view.entries[-1] if self._view.entries else None

    @property
    def place(self) -> ArticlePlace | None:
        """The place that is looked at, else the first one of the newest answer or list."""
        if self._opened is not None:
            return self._opened
        if self._view.current is not None:
            return self._view.current.place
        entry = self.entry
        return entry.cards[0].place if entry is not None and entry.cards else None

    @property
    def citation(self) -> Citation | None:
        """The citation that is looked at, else the first of the newest answer."""
        place = self.place
        return place.citation if place is not None else None

    @property
    def question(self) -> str:
        """The question or the command that led to the place; empty for one from elsewhere."""
        return self.entry.question if self.entry is not None and self._opened is None else ""

    @property
    def pane(self) -> ArticlePane:
        """Where the article is shown: on its own screen if that is open, else beside."""
        screen = self._app.screen
        return screen.pane if isinstance(screen, ArticleScreen) else self._beside

    def show(self, place: ArticlePlace) -> None:
        """Show the article beside the conversation, or on its own screen if that is open."""
        self._closed = False
        self._body.show_article()
        if place.previewed is not None:
            self.pane.show_file(place, self._reading_settings())
        elif self._service.bot is not None:
            self.pane.show(self._service.bot, place, date.today())

    def look_at(self, place: ArticlePlace) -> None:
        """A citation of the conversation is looked at, no article from elsewhere any more."""
        self._opened = None
        self.show(place)

    def open(self, place: ArticlePlace) -> None:
        """Read an article from elsewhere: out of the list of articles, or the notebook."""
        self._opened = place
        if self._app.size.width < WIDE:
            self._app.push_screen(ArticleScreen(), self._end_reading)
            self._app.call_after_refresh(self.show, place)
            return
        if self._body.crowded:
            self._sidebar.leave()
        self.show(place)
        self.pane.text.focus()

    def preview(self, name: str) -> None:
        """Show what a file gives, whether it is in the index or not.

        Raises:
            QabotError: there is no such file, or the folders of the index cannot be told.
        """
        from qabot.loaders.previewing import named_file

        bot = self._service.bot
        folders = [Path(folder) for folder in bot.index.folders()] if bot else []
        self.open(ArticlePlace.in_file(named_file(name, folders)))

    def _end_reading(self, _: None) -> None:
        self._opened = None

    def show_again(self) -> None:
        """Show the article as it is in the index that is open now."""
        if self._view.current is not None:
            self._view.look_at(self._view.current)

    def follow(self, entry: Entry) -> None:
        """Show the article of a new answer, if articles are shown and no other is being read."""
        if not entry.cards or self._body.crowded:
            return
        roomy = self._app.size.width >= _ROOMY and not self._closed
        reading = isinstance(self._app.focused, PlaceCard | ArticleText)
        if (self._body.article_shown or roomy) and not reading:
            self._view.look_at(entry.cards[0])

    def close(self) -> None:
        """Give the article's room to the conversation until a citation is looked at again."""
        self._closed, self._opened = True, None
        self._body.hide_article()

    def begin_again(self) -> None:
        """No article is shown and none was closed: another session is on screen."""
        self.close()
        self._closed = False

    def focus_answer(self) -> None:
        """From the prompt to the newest answer's first citation, if there is one."""
        answered = [entry for entry in self._view.entries if entry.cards]
        if answered:
            answered[-1].cards[0].focus()
        else:
            self._app.screen.focus_next()

    def open_article(self) -> None:
        """Into the article: beside the conversation, or on its own screen where it is narrow."""
        card = self._view.current
        if card is None or self._service.bot is None:
            return
        if self._app.size.width >= WIDE:
            self.pane.text.focus()
        elif not isinstance(self._app.screen, ArticleScreen):
            self._app.push_screen(ArticleScreen(), self._back_on_card)
            self._app.call_after_refresh(self._view.look_at, card)

    def open_source(self) -> None:
        """The article's page in the browser, or its file in the editor."""
        from qabot.ui.article.placed_article import placed_article

        place, bot = self.place, self._service.bot
        if place is not None and place.previewed is not None:
            self._open_previewed(place, place.previewed.path)
            return
        if place is None or bot is None:
            return
        try:  # not what the pane shows: it may still be loading this one
            with bot.index.snapshot() as snapshot:
                article = placed_article(snapshot, place)
                file = snapshot.file_of(article.path) if article else None
        except QabotError as error:
            self._notices.say(str(error), "error")
            return
        problem = GONE
        if article is not None:
            sentence = place.citation.text if place.citation else ""
            problem = self._open_source(self._app, article, file, sentence)
        if problem:
            self._notices.say(problem, "warning")

    def _reading_settings(self) -> Settings:
        """What the next sync would read a file by."""
        from qabot.config import Settings
        from qabot.store.chosen_fields import settings_to_read_by

        bot = self._service.bot
        return settings_to_read_by(bot.index.settings, bot.index.folder) if bot else Settings()

    def _open_previewed(self, place: ArticlePlace, file: Path) -> None:
        article = self.pane.article or Article(path=place.article.path, text="")
        if problem := self._open_source(self._app, article, file, ""):
            self._notices.say(problem, "warning")

    def show_number(self) -> None:
        """Show or hide the figure behind the confidence."""
        if self.entry is not None:
            self.entry.toggle_number()

    def _step(self, by: int) -> None:
        card = self._view.neighbour(by)
        if card is None:
            return
        self._view.look_at(card)  # at once: the next key may be about it before the focus is there
        if isinstance(self._app.focused, PlaceCard):
            card.focus()

    def _back_on_card(self, _: None) -> None:
        """The citation that was read last is the one to go on from."""
        if self._view.current is not None:
            self._view.current.focus()
