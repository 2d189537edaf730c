"""Questions, answered one after the other."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from qabot.config import Settings
from qabot.errors import IndexProblem, QabotError
from qabot.questions.list_requests import ListKind, ListRequest, list_request
from qabot.service.bot_service import BotService
from qabot.sessions.recorder import Recorder
from qabot.sessions.session_store import SavedExchange
from qabot.types import Answer, Citation
from qabot.ui.article.citation_browser import CitationBrowser
from qabot.ui.command_runner import Actions
from qabot.ui.conversation.entry import Entry
from qabot.ui.conversation.listings import Listing, make_listing
from qabot.ui.conversation.queue import Queue
from qabot.ui.prompt.filter_choice import FilterChoice
from qabot.ui.surface import Surface

if TYPE_CHECKING:  # faiss, tantivy and numpy take .4 s: they are imported by the service
    from qabot.bot import QABot
    from qabot.conversation import Conversation

CANCELLED = "cancelled"
"""Why a question has no answer that nobody waited for."""


class Questioner:
    """Shows a question at once, and its answer when there is one, with all that was asked before.

    ``bot`` is the one that was taken last, and ``conversation`` is with it; questions wait while
    the service has none, or another one that is yet to be taken.
    """

    def __init__(
        self,
        surface: Surface,
        service: BotService,
        recorder: Recorder,
        choice: FilterChoice,
        browser: CitationBrowser,
    ) -> None:
        self._app = surface.app
        self._service = service
        self._notices = surface.notices
        self._view = surface.panes.view
        self._recorder = recorder
        self._choice = choice
        self._browser = browser
        self._queue = Queue()
        self._resumed: Sequence[SavedExchange] = ()
        self.bot: QABot | None = None
        self.conversation: Conversation | None = None

    @property
    def actions(self) -> Actions:
        """What can be done about answers, by name."""
        return {"why": self.explain, "list": self.show_list}

    # -- the conversation ------------------------------------------------------------------------

    def take(self, bot: QABot) -> None:
        """Go on with this bot, and with what was answered in the session so far."""
        self.bot = bot
        self.conversation = self._continued(bot)

    def go_on_from(self, exchanges: Sequence[SavedExchange]) -> None:
        """Another session: what was asked in the one before is not waited for."""
        for entry in self._queue.clear():
            self._recorder.failed(entry, CANCELLED)
        self._resumed, self.conversation = exchanges, None
        if self.bot is not None:
            self.conversation = self._continued(self.bot)

    def _continued(self, bot: QABot) -> Conversation:
        conversation = bot.conversation()
        if self.conversation is not None:
            for turn in self.conversation.turns:
                conversation.record(turn.question, turn.answer)
            return conversation
        for exchange in self._resumed:
            if exchange.answer is not None:
                conversation.record(exchange.question, exchange.answer)
        return conversation

    # -- questions -------------------------------------------------------------------------------

    def ask(self, question: str) -> None:
        """Show a question at once; it is answered in its turn."""
        filters = self._choice.filters
        entry = self._view.add(question, filters, list_request(question))
        self._recorder.asked(entry, question, filters)
        self._queue.put(entry)
        if self._service.bot is None and not self._service.opening:
            self._service.open()
        self.ask_next()

    def show_list(self, kind: str, words: str) -> None:
        """Show a list; it is made in its turn."""
        self.ask(ListRequest(ListKind(kind), words).command)

    def make_again(self, entry: Entry) -> None:
        """Make the list of an earlier time again, over the index as it is now."""
        self._queue.put(entry)
        self.ask_next()

    def forget(self, entry: Entry) -> None:
        """Let no later question lean on this one, nor wait for its answer."""
        if self._queue.drop(entry):
            self.ask_next()
        if entry.answer is not None and self.conversation is not None:
            self.conversation.forget(entry.answer)

    def ask_next(self) -> None:
        """Answer the question that waited longest, unless one is being answered."""
        bot, conversation = self.bot, self.conversation
        if bot is None or bot is not self._service.bot or conversation is None:
            return
        entry = self._queue.next()
        if entry is not None:
            entry.show_searching()
            self._app.run_worker(self._answer(bot, conversation, entry), group="ask")

    def refuse(self, characters: int) -> None:
        """Say what became of a paste that is no question."""
        settings = Settings() if self.bot is None else self.bot.index.settings
        self._notices.say(
            f"nothing was taken of the {characters:,} characters pasted: "
            f"a question has at most {settings.retrieval.question_characters:,}",
            "warning",
        )

    def cancel(self) -> bool:
        """Wait no longer for the answer that is waited for; False if none is."""
        entry = self._queue.cancel()
        if entry is None:
            return False
        entry.show_cancelled()
        self._recorder.failed(entry, CANCELLED)
        self.ask_next()
        return True

    async def _answer(self, bot: QABot, conversation: Conversation, entry: Entry) -> None:
        """Answer off the event loop, and show it unless it was cancelled."""
        dates = self._choice.reads_dates
        try:
            if entry.request is not None:
                listing = await asyncio.to_thread(make_listing, bot, entry.request, entry.filters)
                if self._queue.finish(entry):
                    await self._show_listing(entry, listing)
            else:
                found = await asyncio.to_thread(_answered, bot, conversation, entry, dates)
                if self._queue.finish(entry):
                    await self._show(entry, *found)
        except QabotError as error:
            if self._queue.finish(entry):
                self._show_failure(entry, error)
        self.ask_next()

    def _show_failure(self, entry: Entry, error: QabotError) -> None:
        self._recorder.failed(entry, str(error))
        entry.show_failure(str(error))
        self._app.call_after_refresh(entry.scroll_visible, animate=False, top=True)
        if isinstance(error, IndexProblem):
            self._service.open()

    async def _show(self, entry: Entry, answer: Answer, searched: int) -> None:
        self._recorder.answered(entry, answer)
        await entry.show_answer(answer, searched)
        if self.conversation is not None:
            self.conversation.record(entry.question, answer)
        self._look_at(entry)

    async def _show_listing(self, entry: Entry, listing: Listing) -> None:
        """Show a list; one of an earlier time grows above what is read, which stays in view."""
        at_end = self._view.is_vertical_scroll_end
        await entry.show_listing(listing)
        if entry is self._view.entries[-1]:
            self._look_at(entry)
        else:
            self._view.stay(at_end=at_end)

    def _look_at(self, entry: Entry) -> None:
        self._app.call_after_refresh(self._browser.follow, entry)
        self._app.call_after_refresh(entry.scroll_visible, animate=False, top=True)

    # -- why -------------------------------------------------------------------------------------

    def explain(self) -> None:
        """Show what speaks for the sentence that is looked at, and for all others."""
        entry = self._browser.entry
        if self.conversation is None or entry is None or entry.answer is None:
            self._notices.say("there is no answer to explain yet", "warning")
            return
        reasons = self._show_reasons(self.conversation, entry.answer, self._browser.citation)
        self._app.run_worker(reasons, exclusive=True, group="why")

    async def _show_reasons(
        self, conversation: Conversation, answer: Answer, citation: Citation | None
    ) -> None:
        from qabot.ui.screens.why_screen import WhyScreen

        try:
            explanation = await asyncio.to_thread(conversation.explain, answer)
        except QabotError as error:
            self._notices.say(str(error), "error")
        else:
            self._app.push_screen(WhyScreen(explanation, answer, citation))


def _answered(
    bot: QABot, conversation: Conversation, entry: Entry, dates: bool
) -> tuple[Answer, int]:
    """The answer, and how many articles the question was put to."""
    answer = conversation.answer(entry.question, entry.filters, dates=dates)
    with bot.index.snapshot() as snapshot:
        return answer, snapshot.article_count(entry.filters)
