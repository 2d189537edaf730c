"""The chat: a shell around the bot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.notifications import SeverityLevel
from textual.widgets import Footer, Header, ProgressBar, Static
from textual.worker import get_current_worker

from qabot.errors import IndexMissing, IndexUnfinished, QabotError
from qabot.render import progress_words
from qabot.sessions import SessionStore
from qabot.types import Citation, Filters, SyncProgress
from qabot.ui.article_pane import ArticlePane
from qabot.ui.chips import Chips
from qabot.ui.citation_card import CitationCard
from qabot.ui.conversation_view import ConversationView
from qabot.ui.entry import Entry
from qabot.ui.messages import (
    Answered,
    BotReady,
    CitationFocused,
    Failed,
    FiltersChanged,
    Finished,
    SyncMoved,
)
from qabot.ui.prompt import Prompt
from qabot.ui.queue import Queue
from qabot.ui.session_shell import SessionShell
from qabot.ui.sidebar import Sidebar
from qabot.ui.themes import DARK, LIGHT

if TYPE_CHECKING:  # faiss, tantivy and numpy take .4 s: they are imported by the worker
    from qabot.bot import QABot
    from qabot.conversation import Conversation
    from qabot.indexing.sync import Progress
    from qabot.protocols import Reader

_EXAMPLES = (
    "who said Russia has a right to self-defence",
    "who said “I think we have it”",
    "who discovered penicillin",
)


class ChatApp(SessionShell):
    """Questions at the bottom, cited answers above, their articles beside.

    An index that is not there yet is built from ``folder`` first; questions typed meanwhile wait.
    ``choose_reader`` is called off the event loop: loading a model may take seconds.
    """

    TITLE = "qabot"
    CSS_PATH = Path(__file__).with_name("chat.tcss")  # also for subclasses elsewhere
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 (declared as an instance variable by textual)
        (0, "-narrow"),
        (100, "-wide"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Cancel", id="cancel"),
        Binding("ctrl+t", "switch_theme", "Light or dark", id="theme", show=False),
        Binding("ctrl+q", "quit", "Quit", id="quit"),
    ]

    def __init__(
        self,
        index: Path,
        folder: Path,
        choose_reader: Callable[[], Reader | None] = lambda: None,
        store: SessionStore | None = None,
    ) -> None:
        super().__init__(index, store)
        self._choose_reader = choose_reader
        self._index = index
        self._folder = folder
        self._queue = Queue()
        for theme in (DARK, LIGHT):
            self.register_theme(theme)
        self.theme = DARK.name

    def compose(self) -> ComposeResult:
        """Sidebar, conversation and article side by side."""
        yield Header()
        with Horizontal(id="body"):
            yield Sidebar(self.store, self.index_place, lambda: self.bot, id="sidebar")
            with Vertical(id="centre"):
                with ConversationView(id="conversation"):
                    yield Static("Ask the articles a question.", markup=False, id="hello")
                yield ProgressBar(id="building", show_eta=True)
                yield Chips(id="chips")
                yield Static("opening the index …", markup=False, id="state")
                yield Prompt(id="prompt")
            yield ArticlePane(id="article")
        yield Footer()

    def on_mount(self) -> None:
        """Start opening the index; the prompt is ready at once."""
        self.query_one("#prompt").focus()
        self.call_after_refresh(self.open_bot)  # its imports would hold up the first paint

    # -- the bot ---------------------------------------------------------------------------------

    def open_index(self) -> QABot:
        """The bot over the index as it is."""
        from qabot.bot import QABot

        return QABot.open(self._index, reader=self._choose_reader())

    def build_index(self, progress: Progress) -> QABot:
        """The bot over an index made from the folder."""
        from qabot.bot import QABot

        reader = self._choose_reader()
        return QABot.from_folder(self._folder, self._index, progress=progress, reader=reader)

    def resume_index(self, progress: Progress) -> QABot:
        """The bot over an index whose first sync was interrupted, once that is finished."""
        from qabot.bot import QABot
        from qabot.indexing.index import Index

        index = Index.create(self._index)
        index.sync(progress=progress)
        return QABot(index, self._choose_reader())

    @work(thread=True, exclusive=True, group="open")
    def open_bot(self) -> None:
        """Open the index, or build it first, off the event loop."""
        try:
            bot = self._open_or_build()
            status = bot.index.status()
            sample = status.folders == (str(self._folder.resolve()),)
            self.post_message(BotReady(bot, status.articles, sample))
        except QabotError as error:
            self.post_message(Failed(str(error)))
        except KeyboardInterrupt:  # from _moved: the app is closing, the index keeps what it has
            return

    def _open_or_build(self) -> QABot:
        try:
            return self.open_index()
        except IndexUnfinished:
            return self.resume_index(self._moved)
        except IndexMissing:
            if not self._folder.is_dir():
                raise
            return self.build_index(self._moved)

    def _moved(self, progress: SyncProgress) -> None:
        if get_current_worker().is_cancelled:
            raise KeyboardInterrupt
        self.post_message(SyncMoved(progress))

    def on_bot_ready(self, message: BotReady) -> None:
        """The index is open: say so, and answer what was typed meanwhile."""
        self.bot = message.bot
        self.conversation = self.conversation_over(message.bot)
        self.query_one("#building").remove_class("running")
        self._state(f"{message.articles:,} articles, index in {self._index}")
        if message.sample:
            examples = "\n".join(f"  {example}" for example in _EXAMPLES)
            hello = f"Ask the sample articles a question, for example:\n{examples}\n"
            self.query_one("#hello", Static).update(hello)
        self._ask_next()

    def on_sync_moved(self, message: SyncMoved) -> None:
        """Show how far the index is."""
        progress = message.progress
        bar = self.query_one("#building", ProgressBar)
        bar.add_class("running")
        bar.update(total=max(progress.bytes_total, 1), progress=progress.bytes_done)
        self._state(f"building the index of {self._folder}: {progress_words(progress)}")

    def on_failed(self, message: Failed) -> None:
        """Say why there is no index; questions asked so far stay on screen."""
        self.query_one("#building").remove_class("running")
        self._state(message.reason)

    # -- questions -------------------------------------------------------------------------------

    def on_prompt_sent(self, message: Prompt.Sent) -> None:
        """A question, or a command."""
        self.ask(message.text)

    def ask(self, question: str) -> None:
        """Show a question at once; it is answered in its turn."""
        entry = self.view.add(question, self.filters)
        self.recorder.asked(entry, question, self.filters)
        self._queue.put(entry)
        self._ask_next()

    def _ask_next(self) -> None:
        if self.conversation is None:
            return
        entry = self._queue.next()
        if entry is not None:
            self.answer(self.conversation, entry)

    @work(thread=True, group="ask")
    def answer(self, conversation: Conversation, entry: Entry) -> None:
        """Answer one question off the event loop."""
        try:
            answer = conversation.answer(entry.question, entry.filters)
            self.post_message(Finished(entry, answer))
        except QabotError as error:
            self.post_message(Finished(entry, str(error)))

    def on_finished(self, message: Finished) -> None:
        """Show what came of a question, unless it was cancelled, and go on with the next one."""
        entry = message.entry
        if not self._queue.finish(entry):
            return
        if isinstance(message.result, str):
            entry.show_failure(message.result)
            self.recorder.failed(entry, message.result)
        else:
            entry.show_answer(message.result)
            self.recorder.answered(entry, message.result)
            if self.conversation is not None:
                self.conversation.record(entry.question, message.result)
            self.post_message(Answered(entry.question, message.result))
        entry.scroll_visible(animate=False, top=True)
        self._ask_next()

    def drop_questions(self) -> None:
        """Wait no longer for answers to what was asked."""
        for entry in self._queue.clear():
            self.recorder.failed(entry, "cancelled")

    def set_filters(self, filters: Filters) -> None:
        """Put the questions from now on to these articles."""
        self.filters = filters

    def watch_filters(self, filters: Filters) -> None:
        """Tell everybody who shows them."""
        self.post_message(FiltersChanged(filters))

    # -- what is looked at -----------------------------------------------------------------------

    @property
    def view(self) -> ConversationView:
        """The conversation on screen."""
        return self.query_one("#conversation", ConversationView)

    @property
    def focused_entry(self) -> Entry | None:
        """The entry that has the focus, else the newest one."""
        focused = self.focused
        if focused is not None:
            for node in focused.ancestors_with_self:
                if isinstance(node, Entry):
                    return node
        return self.view.entries[-1] if self.view.entries else None

    @property
    def focused_citation(self) -> Citation | None:
        """The citation of the focused card, else the first of the entry looked at."""
        if isinstance(self.focused, CitationCard):
            return self.focused.citation
        entry = self.focused_entry
        if entry is None or entry.answer is None or not entry.answer.citations:
            return None
        return entry.answer.citations[0]

    def on_citation_focused(self, message: CitationFocused) -> None:
        """Show the article beside the conversation where there is room."""
        self.query_one("#article").add_class("shown")

    # -- what is said ----------------------------------------------------------------------------

    def say(self, text: str, severity: SeverityLevel = "information") -> None:
        """One line that goes away by itself."""
        self.notify(text, severity=severity, markup=False)

    def _state(self, text: str) -> None:
        self.query_one("#state", Static).update(text)

    # -- actions ---------------------------------------------------------------------------------

    def action_cancel(self) -> None:
        """Drop the running answer; if none runs, back to the prompt."""
        entry = self._queue.running
        if entry is None:
            self.query_one("#prompt").focus()
            return
        self._queue.finish(entry)
        entry.show_failure("cancelled")
        self.recorder.failed(entry, "cancelled")
        self._ask_next()

    def action_switch_theme(self) -> None:
        """From light to dark and back."""
        self.theme = LIGHT.name if self.current_theme.dark else DARK.name

    def action_next_citation(self) -> None:
        """On to the citation after the one looked at."""
        self._step(1)

    def action_previous_citation(self) -> None:
        """Back to the citation before the one looked at."""
        self._step(-1)

    def _step(self, by: int) -> None:
        cards = self.view.cards
        focused = self.focused
        if isinstance(focused, CitationCard):
            place = cards.index(focused) + by
            if 0 <= place < len(cards):
                cards[place].focus()
