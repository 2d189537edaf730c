"""What is done by name or by key: filters, copying, exporting, and why a sentence is cited."""

from __future__ import annotations

import io
from abc import abstractmethod
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.actions import parse as parse_action
from textual.binding import Binding, BindingType
from textual.command import Provider

from qabot.errors import CommandError, QabotError
from qabot.types import Answer, Citation, Filters
from qabot.ui.command_palette import CommandProvider
from qabot.ui.command_prompt import CommandPrompt
from qabot.ui.commands import SLASH, Command, parse
from qabot.ui.messages import Explained, FiltersChanged
from qabot.ui.session_shell import SessionShell
from qabot.ui.sessions_pane import SessionsPane

if TYPE_CHECKING:
    from qabot.bot import QABot
    from qabot.conversation import Conversation
    from qabot.sessions.session_store import SessionStore
    from qabot.ui.copying import Copy
    from qabot.ui.exporting import Wanted

_MOST_CHOICES = 1_000


class CommandApp(SessionShell):
    """Has an action for each of the commands; some are actions of keys too."""

    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {CommandProvider}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+s,ctrl+e",
            "export",
            "Export",
            id="export",
            show=False,
            tooltip="Save all as Markdown",
        ),
    ]

    reads_dates = True
    """Whether dates in questions choose articles."""

    @property
    @abstractmethod
    def prompt(self) -> CommandPrompt:
        """Where questions and commands are typed."""

    # -- commands --------------------------------------------------------------------------------

    async def run_typed(self, text: str) -> None:
        """Do what a command in the prompt says; what cannot be done goes back there."""
        try:
            command, argument = parse(text)
            await self._run(command, argument)
        except QabotError as error:
            self.say(str(error), "warning")
            self.prompt.begin(text)

    async def run_chosen(self, command: Command) -> None:
        """Do what was chosen in the palette; what lacks an argument goes to the prompt."""
        if command.needed:
            self.prompt.begin(command.typed)
        else:
            await self._run(command, "")

    async def _run(self, command: Command, argument: str) -> None:
        _, action, parameters = parse_action(command.action)
        given = (argument,) if argument else ()
        await self.run_action(("app", action, (*parameters, *given)))

    @work(thread=True, exclusive=True, group="choices")
    def read_choices(self, bot: QABot) -> None:
        """Read what filters can be, for the prompt to complete."""
        try:
            with bot.index.snapshot() as snapshot:
                years = snapshot.years()
                choices = {
                    "since": years,
                    "until": years,
                    "outlet": snapshot.outlets(_MOST_CHOICES),
                    "author": snapshot.authors(_MOST_CHOICES),
                }
        except QabotError:
            return  # said when something is asked
        self.call_from_thread(self.prompt.offer, choices)

    # -- dates -----------------------------------------------------------------------------------

    def action_switch_dates(self) -> None:
        """Take “last week” in later questions as words, or as a choice of articles again."""
        self.reads_dates = not self.reads_dates
        now = "choose articles again" if self.reads_dates else "are words from now on"
        self.say(f"dates in questions {now}")

    # -- filters ---------------------------------------------------------------------------------

    def set_filters(self, filters: Filters) -> None:
        """Put the questions from now on to these articles."""
        self.filters = filters

    def watch_filters(self, filters: Filters) -> None:
        """Tell everybody who shows them."""
        self.post_message(FiltersChanged(filters))

    def action_filter(self, name: str, value: str) -> None:
        """Put questions to fewer articles: ``name`` is a field of the filters.

        Raises:
            FilterError: the value makes no sense, alone or with the other filters.
        """
        from qabot.retrieval.filters import parse_filters

        names = ("since", "until", "outlet", "author", "path")
        values = {known: getattr(self.filters, known) for known in names} | {name: value}
        parsed = parse_filters("/", **values)
        self.set_filters(replace(self.filters, **{name: getattr(parsed, name)}))
        if self.bot is not None:
            self.count_articles(self.bot, self.filters)

    def action_clear_filters(self) -> None:
        """Put questions to all articles again."""
        self.set_filters(Filters())

    @work(thread=True, exclusive=True, group="count")
    def count_articles(self, bot: QABot, filters: Filters) -> None:
        """Say how many articles the filters leave."""
        try:
            with bot.index.snapshot() as snapshot:
                left = snapshot.article_count(filters)
        except QabotError:
            return  # said when something is asked
        if left:
            noun = "article" if left == 1 else "articles"
            self.call_from_thread(self.say, f"{left:,} {noun} to ask")
        else:
            self.call_from_thread(self.say, "no article is left; /clear asks all again", "warning")

    # -- the session -----------------------------------------------------------------------------

    def action_rename_session(self, title: str) -> None:
        """Call the session on screen something else."""
        if title.startswith(SLASH):
            raise CommandError(f"{title} is a command, no title")
        if self.store is None or self.session is None:
            self.say("there is no saved session to rename yet", "warning")
        else:
            self.rename_session(self.store, self.session, title)

    @work(thread=True, group="rename")
    def rename_session(self, store: SessionStore, session: int, title: str) -> None:
        """Write the title off the event loop."""
        try:
            store.rename(session, title)
        except QabotError as error:
            self.call_from_thread(self.say, str(error), "error")
        else:
            self.call_from_thread(self.say, f"this session is now called “{title}”")
            self.call_from_thread(self.sidebar.query_one(SessionsPane).look)

    # -- copying ---------------------------------------------------------------------------------

    def desktop_copy(self) -> Copy | None:
        """What copies to the user's own clipboard, None if only the terminal can."""
        from qabot.ui.copying import desktop_clipboard

        return desktop_clipboard(is_web=self.is_web)

    def action_copy(self, what: str = "answer") -> None:
        """Copy the answer that is looked at, its sentence, or that with its footnote.

        Raises:
            CommandError: it is none of these.
        """
        from qabot.ui import copying

        entry, citation = self.focused_entry, self.focused_citation
        if what == "answer":
            answer = entry.answer if entry else None
            text = copying.answer_as_text(answer) if answer else None
        elif what in ("sentence", "footnote"):
            form = copying.SENTENCE_FORMS[what]
            text = form(citation) if citation else None
        else:
            raise CommandError(f"/copy takes answer, sentence or footnote, not {what!r}")
        if text is None:
            self.say("there is nothing to copy yet", "warning")
        else:
            self.copy_text(what, text, self.desktop_copy())

    @work(thread=True, group="copy")
    def copy_text(self, what: str, text: str, desktop: Copy | None) -> None:
        """Copy off the event loop: the desktop's clipboard is another program."""
        from qabot.ui.copying import copy

        def terminal(text: str) -> None:
            self.call_from_thread(self.copy_to_clipboard, text)

        self.call_from_thread(self.say, f"copied the {what} {copy(text, desktop, terminal)}")

    # -- exporting -------------------------------------------------------------------------------

    @property
    def export_title(self) -> str:
        """What the conversation on screen is called."""
        entries = self.view.entries
        return entries[0].question if entries else ""

    def action_export(self, argument: str = "") -> None:
        """Save the conversation to a file; in a browser, let it be downloaded.

        Raises:
            CommandError: the format is none that can be written.
        """
        from qabot.ui.exporting import wanted

        asked = wanted(argument)
        answers = [entry.answer for entry in self.view.entries if entry.answer is not None]
        if answers:
            self.export(asked, answers, self.export_title)
        else:
            self.say("there is nothing to export yet", "warning")

    @work(thread=True, group="export")
    def export(self, asked: Wanted, answers: list[Answer], title: str) -> None:
        """Write a file off the event loop."""
        from qabot.ui.exporting import write_new
        from qabot.wording.export import FORMATS, file_name

        text = FORMATS[asked.form][1](answers, title)
        if self.is_web:
            name = asked.path.name if asked.path else file_name(title, asked.form)
            self.call_from_thread(self.deliver_text, io.StringIO(text), save_filename=name)
            return
        try:
            path = write_new(text, asked.path, title, asked.form)
        except OSError as error:
            self.call_from_thread(self.say, f"not exported: {error}", "error")
        else:
            self.call_from_thread(self.say, f"exported to {path}")

    # -- why -------------------------------------------------------------------------------------

    def action_why(self) -> None:
        """Show what speaks for the sentence that is looked at, and for all others."""
        entry, citation = self.focused_entry, self.focused_citation
        if self.conversation is None or entry is None or entry.answer is None:
            self.say("there is no answer to explain yet", "warning")
        else:
            self.explain(self.conversation, entry.answer, citation)

    @work(thread=True, exclusive=True, group="why")
    def explain(
        self, conversation: Conversation, answer: Answer, citation: Citation | None
    ) -> None:
        """Ask once more and keep everything that was considered, off the event loop."""
        try:
            explanation = conversation.explain(answer)
        except QabotError as error:
            self.call_from_thread(self.say, str(error), "error")
        else:
            self.post_message(Explained(explanation, answer, citation))

    def on_explained(self, message: Explained) -> None:
        """Show it over the conversation."""
        from qabot.ui.why_screen import WhyScreen

        self.push_screen(WhyScreen(message.explanation, message.answer, message.citation))
