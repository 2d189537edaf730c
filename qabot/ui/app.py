"""The chat: a shell around the bot."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Footer, Header, Input, ProgressBar, Static
from textual.worker import get_current_worker

from qabot.bot import QABot
from qabot.conversation import Conversation
from qabot.errors import IndexMissing, IndexUnfinished, QabotError
from qabot.indexing.index import Index
from qabot.indexing.sync import Progress
from qabot.protocols import Reader
from qabot.render import progress_words
from qabot.types import SyncProgress
from qabot.ui.entry import Entry
from qabot.ui.messages import Answered, BotReady, Failed, SyncMoved
from qabot.ui.prompt import Prompt

_EXAMPLES = (
    "who said Russia has a right to self-defence",
    "who said “I think we have it”",
    "who discovered penicillin",
)


class ChatApp(App[None]):
    """Questions at the bottom, cited answers above.

    An index that is not there yet is built from ``folder`` first; questions typed meanwhile wait.
    ``choose_reader`` is called off the event loop: loading a model may take seconds.
    """

    TITLE = "qabot"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "Quit", id="quit"),
        Binding("escape", "focus_prompt", "Prompt", id="prompt"),
    ]
    CSS = """
    #conversation { padding: 1 1 0 1; }
    #state { height: auto; padding: 0 2; color: $text-muted; }
    #building { width: 100%; padding: 0 2; display: none; }
    #building.running { display: block; }
    """

    def __init__(
        self, index: Path, folder: Path, choose_reader: Callable[[], Reader | None] = lambda: None
    ) -> None:
        super().__init__()
        self._choose_reader = choose_reader
        self._index = index
        self._folder = folder
        self._conversation: Conversation | None = None
        self._waiting: deque[Entry] = deque()

    def compose(self) -> ComposeResult:
        """Conversation, progress, state and prompt, from top to bottom."""
        yield Header()
        with VerticalScroll(id="conversation", can_focus=False):
            yield Static("Ask the articles a question.\n", markup=False, id="hello")
        yield ProgressBar(id="building", show_eta=True)
        yield Static("opening the index …", markup=False, id="state")
        yield Prompt(placeholder="Ask a question", id="prompt")
        yield Footer()

    def on_mount(self) -> None:
        """Start opening the index; the prompt is ready at once."""
        self.query_one("#prompt").focus()
        self.open_bot()

    def open_index(self) -> QABot:
        """The bot over the index as it is."""
        return QABot.open(self._index, reader=self._choose_reader())

    def build_index(self, progress: Progress) -> QABot:
        """The bot over an index made from the folder."""
        reader = self._choose_reader()
        return QABot.from_folder(self._folder, self._index, progress=progress, reader=reader)

    def resume_index(self, progress: Progress) -> QABot:
        """The bot over an index whose first sync was interrupted, once that is finished."""
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

    @work(thread=True, exclusive=True, group="ask")
    def answer(self, conversation: Conversation, question: str) -> None:
        """Answer one question after those before it, off the event loop."""
        try:
            self.post_message(Answered(conversation.ask(question)))
        except QabotError as error:
            self.post_message(Failed(str(error)))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """A question: shown at once, answered in its turn."""
        if not event.value.strip():
            return
        event.input.clear()
        entry = Entry(event.value)
        conversation = self.query_one("#conversation")
        conversation.mount(entry)
        conversation.scroll_end(animate=False)
        self._waiting.append(entry)
        if len(self._waiting) == 1:
            self._ask_next()

    def on_bot_ready(self, message: BotReady) -> None:
        """The index is open: say so, and answer what was typed meanwhile."""
        self._conversation = message.bot.conversation()
        self.query_one("#building").remove_class("running")
        self._say(f"{message.articles:,} articles, index in {self._index}")
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
        self._say(f"building the index of {self._folder}: {progress_words(progress)}")

    def on_answered(self, message: Answered) -> None:
        """Show the answer and go on with the next question."""
        entry = self._waiting.popleft()
        entry.show_answer(message.answer)
        self._after(entry)

    def on_failed(self, message: Failed) -> None:
        """Show what went wrong where the answer would stand, or in the state line."""
        if self._conversation is not None and self._waiting:
            entry = self._waiting.popleft()
            entry.show_failure(message.reason)
            self._after(entry)
        else:
            self.query_one("#building").remove_class("running")
            self._say(message.reason)

    def action_focus_prompt(self) -> None:
        """Back to the prompt."""
        self.query_one("#prompt").focus()

    def _after(self, entry: Entry) -> None:
        """Show the answer from its beginning, however little room there is."""
        entry.scroll_visible(animate=False, top=True)
        self._ask_next()

    def _ask_next(self) -> None:
        if self._conversation is not None and self._waiting:
            self.answer(self._conversation, self._waiting[0].question)

    def _say(self, text: str) -> None:
        self.query_one("#state", Static).update(text)

    def _moved(self, progress: SyncProgress) -> None:
        if get_current_worker().is_cancelled:
            raise KeyboardInterrupt
        self.post_message(SyncMoved(progress))
