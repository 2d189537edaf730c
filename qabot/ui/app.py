"""The chat: a shell around the bot."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import ProgressBar, Static

from qabot.config import Settings
from qabot.errors import IndexProblem, QabotError
from qabot.sessions.session_store import SessionStore
from qabot.types import Answer
from qabot.ui.article_pane import ArticlePane
from qabot.ui.chips import Chips
from qabot.ui.command_app import CommandApp
from qabot.ui.command_prompt import CommandPrompt
from qabot.ui.commands import COMMANDS, SLASH
from qabot.ui.completions import Completions
from qabot.ui.conversation_view import ConversationView
from qabot.ui.entry import Entry
from qabot.ui.keeping_app import INDEX_BINDINGS, OPENING
from qabot.ui.key_line import KeyLine
from qabot.ui.messages import (
    Answered,
    BotReady,
    Failed,
    Finished,
)
from qabot.ui.prompt import Prompt
from qabot.ui.queue import Queue
from qabot.ui.reading_app import WIDE
from qabot.ui.session_shell import CANCELLED
from qabot.ui.sidebar import Sidebar
from qabot.ui.themes import DARK, LIGHT
from qabot.ui.title_bar import TitleBar

if TYPE_CHECKING:
    from qabot.bot import QABot
    from qabot.conversation import Conversation
    from qabot.protocols import Reader

_EXAMPLES = (
    "who said Russia has a right to self-defence",
    "who said “I think we have it”",
    "who discovered penicillin",
)


class ChatApp(CommandApp):
    """Questions at the bottom, cited answers above, their articles beside.

    An index that is not there yet is built from ``folder`` first; questions typed meanwhile wait.
    ``choose_reader`` is called off the event loop: loading a model may take seconds.
    """

    TITLE = "qabot"
    CSS_PATH = Path(__file__).with_name("chat.tcss")  # also for subclasses elsewhere
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 (textual's is no ClassVar)
    VERTICAL_BREAKPOINTS = [(0, "-short"), (16, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape",
            "cancel",
            "Back",
            id="cancel",
            tooltip="Cancel the answer, else go to the prompt, else close the article",
        ),
        Binding(
            "ctrl+b", "toggle_sidebar", "Sidebar", id="sidebar", tooltip="Sessions and articles"
        ),
        Binding("ctrl+n", "new_session", "New session", id="session.new", show=False),
        Binding("f1", "help", "Help", id="help", tooltip="Show all keys"),
        Binding("ctrl+t", "switch_theme", "Light or dark", id="theme", show=False),
        *INDEX_BINDINGS,
        Binding("ctrl+q", "quit", "Quit", id="quit"),
        Binding("ctrl+c", "help_quit", show=False, system=True),
    ]

    def __init__(
        self,
        index: Path,
        folder: Path,
        choose_reader: Callable[[], Reader | None] = lambda: None,
        store: SessionStore | None = None,
    ) -> None:
        super().__init__(index, folder, choose_reader, store)
        self._queue = Queue()
        for theme in (DARK, LIGHT):
            self.register_theme(theme)
        self.theme = DARK.name

    def compose(self) -> ComposeResult:
        """Sidebar, conversation and article side by side."""
        yield TitleBar(id="title")
        with Horizontal(id="body"):
            yield Sidebar(self.store, self.index_place, lambda: self.bot, id="sidebar")
            with Vertical(id="centre"):
                with ConversationView(id="conversation"):
                    yield Static("Ask the articles a question.", markup=False, id="hello")
                yield ProgressBar(id="building", show_eta=False)
                yield Chips(id="chips")
                yield Static(OPENING, markup=False, id="state")
                yield Completions(id="completions")
                yield CommandPrompt(id="prompt")
            yield ArticlePane(id="article")
        yield KeyLine()

    def on_mount(self) -> None:
        """Start opening the index; the prompt is ready at once."""
        self.prompt.focus()
        self.opening = True
        self.begin_syncing()  # should there be no index yet, it is made first
        self.look_regularly()
        if self.is_web:
            self.set_interval(5, partial(self._leave_without, os.getppid()))
        self.call_after_refresh(self.open_bot)  # its imports would hold up the first paint

    def _leave_without(self, server: int) -> None:
        """End with the server of the browser's tab, which cannot say so where it was killed."""
        if os.getppid() != server:
            self.exit()

    @property
    def prompt(self) -> CommandPrompt:
        """Where questions and commands are typed."""
        return self.main.query_one(CommandPrompt)

    # -- the index -------------------------------------------------------------------------------

    def on_bot_ready(self, message: BotReady) -> None:
        """The index is open: say so, and answer what was asked meanwhile."""
        if message.early and not self.opening:
            return  # its sync ended while it was being opened
        self.bot, self.opening = message.bot, False
        self.conversation = self.continued(message.bot)
        self.syncing = message.early
        if not message.early:
            self.syncing_over()
        self.tell_articles(message.articles)
        self._go_on(message)
        self.look()
        self.read_choices(message.bot)
        if message.sample:
            self.main.query_one("#hello", Static).update(_greeting())
        if self.view.current is not None:
            self.view.look_at(self.view.current)
        self._ask_next()

    def _go_on(self, message: BotReady) -> None:
        """Make the index of what was chosen while there was none, or finish it."""
        wanted, self._wanted = self._wanted, None
        if wanted and str(wanted.resolve()) not in message.bot.index.folders():
            self.start_sync([wanted])
        elif message.waiting and not message.early:
            self.start_sync()

    def on_failed(self, message: Failed) -> None:
        """Say why there is no index; questions wait on, and the next one tries it again."""
        self.opening = self.syncing = False
        self.syncing_over()
        again = "The next question tries it again; F4 makes the index of a folder."
        if self.bot is not None:
            again = "F5 goes on."
        self.state(f"✗ {message.reason}\n{again}", failed=True)
        self.look()

    # -- questions -------------------------------------------------------------------------------

    async def on_prompt_sent(self, message: Prompt.Sent) -> None:
        """A question, or a command."""
        if message.text.startswith(SLASH):
            await self.run_typed(message.text)
        else:
            self.ask(message.text)

    def on_prompt_refused(self, message: Prompt.Refused) -> None:
        """Say what became of a paste that is no question."""
        self.say(
            f"nothing was taken of the {message.characters:,} characters pasted: "
            f"a question has at most {Settings().retrieval.question_characters:,}",
            "warning",
        )

    def ask(self, question: str) -> None:
        """Show a question at once; it is answered in its turn."""
        entry = self.view.add(question, self.filters)
        self.recorder.asked(entry, question, self.filters)
        self._queue.put(entry)
        if self.bot is None and not self.opening:
            self.open_again()
        self._ask_next()

    def _ask_next(self) -> None:
        if self.bot is None or self.conversation is None:
            return
        entry = self._queue.next()
        if entry is not None:
            entry.show_searching()
            self.answer(self.bot, self.conversation, entry)

    @work(thread=True, group="ask")
    def answer(self, bot: QABot, conversation: Conversation, entry: Entry) -> None:
        """Answer one question off the event loop, and count what it was put to."""
        try:
            answer = conversation.answer(entry.question, entry.filters, dates=self.reads_dates)
            with bot.index.snapshot() as snapshot:
                searched = snapshot.article_count(entry.filters)
            self.post_message(Finished(entry, answer, searched))
        except QabotError as error:
            self.post_message(Finished(entry, error))

    async def on_finished(self, message: Finished) -> None:
        """Show what came of a question, unless it was cancelled, and go on with the next one."""
        entry, result = message.entry, message.result
        if not self._queue.finish(entry):
            return
        if isinstance(result, Answer):
            self.recorder.answered(entry, result)
            await self._show(entry, result, message.searched)
        else:
            self.recorder.failed(entry, str(result))
            entry.show_failure(str(result))
        self.call_after_refresh(entry.scroll_visible, animate=False, top=True)
        if isinstance(result, IndexProblem):
            self.open_again()
        self._ask_next()

    async def _show(self, entry: Entry, answer: Answer, searched: int | None) -> None:
        await entry.show_answer(answer, searched)
        if self.conversation is not None:
            self.conversation.record(entry.question, answer)
        self.call_after_refresh(self.follow, entry)
        self.post_message(Answered(entry.question, answer))

    def drop_questions(self) -> None:
        """Wait no longer for answers to what was asked."""
        for entry in self._queue.clear():
            self.recorder.failed(entry, CANCELLED)

    # -- actions ---------------------------------------------------------------------------------

    async def action_cancel(self) -> None:
        """Drop the running answer; if none runs, to the prompt; from there, close the article.

        What lies over the conversation goes before either.
        """
        entry = self._queue.cancel()
        if entry is not None:
            entry.show_cancelled()
            self.recorder.failed(entry, CANCELLED)
            self._ask_next()
        elif self.covered_by_sidebar:
            await self.action_toggle_sidebar()
        elif self.focused is not self.prompt:
            self.prompt.focus()
        else:
            self.close_article()

    def action_help(self) -> None:
        """All keys."""
        from qabot.ui.help_screen import HelpScreen

        self.push_screen(
            HelpScreen(
                (
                    ("Anywhere", self),
                    ("In the prompt", self.prompt),
                    ("On a citation, and in its article", self.pane.text),
                    *self.key_groups(),
                ),
                [(command.usage, command.title) for command in COMMANDS],
            )
        )

    def action_focus_answer(self) -> None:
        """From the prompt to the newest answer's first citation, if there is one."""
        answered = [entry for entry in self.view.entries if entry.cards]
        if answered:
            answered[-1].cards[0].focus()
        else:
            self.screen.focus_next()

    def action_switch_theme(self) -> None:
        """From light to dark and back."""
        self.theme = LIGHT.name if self.current_theme.dark else DARK.name


def _greeting() -> str:
    examples = "\n".join(f"  {example}" for example in _EXAMPLES)
    return f"Ask the sample articles a question, for example:\n\n{examples}"
