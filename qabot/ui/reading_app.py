"""What is looked at: a citation, and the article around it."""

from __future__ import annotations

from datetime import date

from textual.notifications import SeverityLevel
from textual.screen import Screen

from qabot.errors import QabotError
from qabot.types import Citation
from qabot.ui.article_pane import GONE, ArticlePane
from qabot.ui.article_screen import ArticleScreen
from qabot.ui.article_text import ArticleText
from qabot.ui.citation_card import CitationCard
from qabot.ui.conversation_view import ConversationView
from qabot.ui.entry import Entry
from qabot.ui.messages import CitationFocused
from qabot.ui.opening import open_source
from qabot.ui.syncing_app import SyncingApp
from qabot.wording.common_words import visible

WIDE = 100
"""Columns from which the article stands beside the conversation."""
_ROOMY = 140
"""Columns from which the article of a new answer is shown without being asked for."""


class ReadingApp(SyncingApp):
    """Has a conversation of cards and an article pane on its first screen; keeps them together."""

    article_closed = False
    """Whether the user closed the article and has not looked at a citation since."""

    @property
    def main(self) -> Screen[object]:
        """The screen with the conversation, whatever lies above it."""
        return self.screen_stack[0]

    @property
    def view(self) -> ConversationView:
        """The conversation on screen."""
        return self.main.query_one(ConversationView)

    def say(
        self, text: str, severity: SeverityLevel = "information", seconds: float | None = None
    ) -> None:
        """One line that goes away by itself, or when the next one comes."""
        self.clear_notifications()
        self.notify(visible(text), severity=severity, markup=False, timeout=seconds)

    @property
    def focused_entry(self) -> Entry | None:
        """The entry of the card that is looked at, else the newest one."""
        if self.view.current is not None:
            return self.view.entry_of(self.view.current)
        return self.view.entries[-1] if self.view.entries else None

    @property
    def focused_citation(self) -> Citation | None:
        """The citation that is looked at, else the first of the newest answer."""
        if self.view.current is not None:
            return self.view.current.citation
        entry = self.focused_entry
        if entry is None or entry.answer is None or not entry.answer.citations:
            return None
        return entry.answer.citations[0]

    @property
    def article_shown(self) -> bool:
        """Whether an article stands beside the conversation, or would if there were room."""
        return self.main.query_one("#article").has_class("shown")

    @property
    def pane(self) -> ArticlePane:
        """Where the article is shown: on its own screen if that is open, else beside."""
        if isinstance(self.screen, ArticleScreen):
            return self.screen.pane
        return self.main.query_one("#article", ArticlePane)

    def follow(self, entry: Entry) -> None:
        """Show the article of a new answer, if articles are shown and no other is being read."""
        roomy = self.size.width >= _ROOMY and not self.article_closed
        reading = isinstance(self.focused, CitationCard | ArticleText)
        if entry.cards and (self.article_shown or roomy) and not reading:
            self.view.look_at(entry.cards[0])

    def close_article(self) -> None:
        """Give its room to the conversation until a citation is looked at again."""
        self.article_closed = True
        self.main.query_one("#article").remove_class("shown")

    def on_citation_focused(self, message: CitationFocused) -> None:
        """Show the article beside the conversation, or on its own screen if that is open."""
        self.article_closed = False
        self.main.query_one("#article").add_class("shown")
        if self.bot is not None:
            self.pane.show(self.bot, message.answer, message.citation, date.today())

    def action_next_citation(self) -> None:
        """On to the citation after the one looked at."""
        self._step(1)

    def action_previous_citation(self) -> None:
        """Back to the citation before the one looked at."""
        self._step(-1)

    def _step(self, by: int) -> None:
        card = self.view.neighbour(by)
        if card is None:
            return
        self.view.look_at(card)  # at once: the next key may be about it before the focus is there
        if isinstance(self.focused, CitationCard):
            card.focus()

    def action_open_article(self) -> None:
        """Into the article: beside the conversation, or on its own screen where it is narrow."""
        card = self.view.current
        if card is None or self.bot is None:
            return
        if self.size.width >= WIDE:
            self.pane.text.focus()
        elif not isinstance(self.screen, ArticleScreen):
            self.push_screen(ArticleScreen(), self._back_on_card)
            self.call_after_refresh(self.view.look_at, card)

    def _back_on_card(self, _: None) -> None:
        """The citation that was read last is the one to go on from."""
        if self.view.current is not None:
            self.view.current.focus()

    def action_open_source(self) -> None:
        """The article's page in the browser, or its file in the editor."""
        from qabot.reading.citing import cited_article

        citation = self.focused_citation
        if citation is None or self.bot is None:
            return
        try:  # not what the pane shows: it may still be loading this one
            with self.bot.index.snapshot() as snapshot:
                article = cited_article(snapshot, citation)
                file = snapshot.file_of(article.path) if article else None
        except QabotError as error:
            self.say(str(error), "error")
            return
        problem = open_source(self, article, file, citation.text) if article else GONE
        if problem:
            self.say(problem, "warning")

    def action_show_number(self) -> None:
        """Show or hide the figure behind the confidence."""
        entry = self.focused_entry
        if entry is not None:
            entry.toggle_number()
