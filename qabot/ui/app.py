"""The chat: a shell around a service."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.command import Provider
from textual.screen import Screen

from qabot.errors import IndexMissing, QabotError
from qabot.questions.list_requests import SLASH
from qabot.service.bot_service import BotService
from qabot.service.events import IndexOpened, OpeningFailed
from qabot.sessions.notebook import Notebook
from qabot.sessions.recorder import Recorder
from qabot.sessions.session_store import SessionStore
from qabot.ui.article.article_place import ArticlePlace
from qabot.ui.article.citation_browser import CitationBrowser
from qabot.ui.body import BROAD, WIDE
from qabot.ui.command_palette import CommandProvider
from qabot.ui.command_runner import Actions, CommandRunner
from qabot.ui.config_keeper import ConfigKeeper
from qabot.ui.conversation.answer_sharer import AnswerSharer
from qabot.ui.conversation.conversation_finder import ConversationFinder
from qabot.ui.conversation.greeting import Example, RecentSession
from qabot.ui.conversation.question_changer import QuestionChanger
from qabot.ui.conversation.questioner import Questioner
from qabot.ui.exit_signals import call_on_signals
from qabot.ui.find_line import FindLine
from qabot.ui.index_keeper import IndexKeeper
from qabot.ui.key_line import KeyLine
from qabot.ui.keys import CHAT_BINDINGS
from qabot.ui.messages import IndexTold, Kept, NotKept, PlaceFocused
from qabot.ui.notebook.clipper import Clipper
from qabot.ui.notices import Notices
from qabot.ui.outside import Outside
from qabot.ui.panes import make_panes
from qabot.ui.prompt.chips import Chip
from qabot.ui.prompt.filter_choice import FilterChoice
from qabot.ui.prompt.prompt import Prompt
from qabot.ui.sidebar.session_keeper import SessionKeeper
from qabot.ui.surface import Surface
from qabot.ui.terminal_driver import CHAT_DRIVER
from qabot.ui.themes import DARK

if TYPE_CHECKING:
    from qabot.bot import QABot  # faiss, tantivy and numpy take .4 s

    # made when the sidebar is first shown
    from qabot.ui.sidebar.article_list import ArticleList
    from qabot.ui.sidebar.sessions_pane import SessionsPane

_COMPARE_SECONDS = 60.0
"""How often the folders are compared with the index: 0.1 s of listing for 2,000 files."""
_OUTSIDE = Outside()


def no_examples(bot: QABot) -> Sequence[str]:
    """Name no questions to begin with."""
    return ()


class ChatApp(App[None], inherit_bindings=False):
    """Questions at the bottom, cited answers above, their articles beside.

    Each part is given the widgets that it works; messages of widgets and events of the service are
    handed on to the part that they are for. Questions typed before there is an index wait for it.

    Args:
        service: opens the index, or makes it; who made the service closes it.
        index: where the index is, as the user calls it.
        store: where sessions are saved, None for nowhere.
        outside: the user's clipboard, browser, editor and files.
        examples: finds questions to begin with, on a thread.
        samples: articles for who has none at hand.
        config: the file that chooses keys, theme and accent, None for none.
    """

    TITLE = "qabot"
    CSS_PATH = Path(__file__).with_name("chat.tcss")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide"), (BROAD, "-broad")]  # noqa: RUF012 (textual's is no ClassVar)
    VERTICAL_BREAKPOINTS = [(0, "-short"), (16, "-tall")]  # noqa: RUF012
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {CommandProvider}
    BINDINGS: ClassVar[list[BindingType]] = [*CHAT_BINDINGS]

    def __init__(
        self,
        service: BotService,
        index: Path,
        store: SessionStore | None = None,
        outside: Outside = _OUTSIDE,
        examples: Callable[[QABot], Sequence[str]] = no_examples,
        samples: Path | None = None,
        config: Path | None = None,
    ) -> None:
        super().__init__(driver_class=CHAT_DRIVER)
        place = str(index.resolve())
        self.service = service
        self.index = index
        self._store = store
        self._find_examples = examples
        self._deafen = service.subscribe(lambda event: self.post_message(IndexTold(event)))
        self.recorder = Recorder(
            store,
            place,
            tell=lambda reason: self.post_message(NotKept(reason)),
            saved=lambda turn, session: self.post_message(Kept(turn, session)),
        )
        self.panes = make_panes(store, place, lambda: service.bot)
        self.notices = Notices(self)
        self.looks = ConfigKeeper(self, self.notices, config, outside)
        surface = Surface(self, self.panes, self.notices)
        self.keeper = IndexKeeper(surface, service, index, samples)
        self.choice = FilterChoice(surface, service)
        self.browser = CitationBrowser(surface, service, outside.open_source)
        self.questioner = Questioner(surface, service, self.recorder, self.choice, self.browser)
        self.sessions = SessionKeeper(
            surface, store, self.recorder, self.choice, self.browser, self.questioner
        )
        self.finder = ConversationFinder(surface)
        changer = QuestionChanger(surface, self.recorder, self.browser, self.questioner)
        notebook = Notebook(store.path, place) if store is not None else None
        self.runner = self._make_runner(
            changer.actions,
            Clipper(surface, notebook, outside, self.browser).actions,
            AnswerSharer(surface, outside, self.browser).actions,
        )
        self.theme = DARK.name

    def _make_runner(self, *others: Actions) -> CommandRunner:
        """What does all that has a name."""
        return CommandRunner(
            self.panes.prompt,
            self.notices,
            {
                **self.keeper.actions,
                **self.choice.actions,
                **self.browser.actions,
                **self.questioner.actions,
                **self.sessions.actions,
                **self.finder.actions,
                **dict(action for actions in others for action in actions.items()),
                "cancel": self._cancel,
                **self.looks.actions,
                "quit": self.action_quit,
            },
        )

    # -- from the beginning to the end -----------------------------------------------------------

    def compose(self) -> ComposeResult:
        """A line at the top, the conversation with what stands beside it, the line of keys."""
        yield self.panes.title
        yield self.panes.body
        yield KeyLine()

    def on_load(self) -> None:
        """Take up keys and theme before anything is painted: that takes some ms."""
        self.looks.read()
        self.looks.take_theme(self._store)

    def on_mount(self) -> None:
        """Start opening the index; the prompt is ready at once."""
        self.panes.prompt.focus()
        self.looks.remember_themes(self.recorder)
        self.panes.prompt.offer_always({"theme": self.looks.themes})
        self.sessions.read_prompts()
        self.looks.tell_problem()
        self.set_interval(_COMPARE_SECONDS, self.service.compare_when_due)
        call_on_signals(self.exit)
        self.call_after_refresh(self.service.open)  # its imports would hold up the first paint

    async def on_unmount(self) -> None:
        """Leave when everything is saved; the service goes on until who made it closes it."""
        self._deafen()
        await asyncio.to_thread(self.recorder.close)

    @property
    def main(self) -> Screen[object]:
        """The screen with the conversation, whatever lies above it."""
        return self.screen_stack[0]

    # -- what is told ----------------------------------------------------------------------------

    def on_index_told(self, message: IndexTold) -> None:
        """Show it; with a bot, answer what was asked meanwhile."""
        self.keeper.show(message.event)
        if isinstance(message.event, IndexOpened):
            self._go_on(message.event)
        elif isinstance(message.event, OpeningFailed):
            self._ask_for_folder(message.event.error)

    def _ask_for_folder(self, error: QabotError) -> None:
        """Where there never was an index, nor anything to make it of, ask what to make it of."""
        begins = self.questioner.bot is None and self.screen is self.main
        if begins and isinstance(error, IndexMissing):
            self.keeper.choose_folder()

    def _go_on(self, opened: IndexOpened) -> None:
        self.questioner.take(opened.bot)
        self.sessions.compare()
        self.choice.offer_choices()
        self.browser.show_again()
        self.questioner.ask_next()
        if not opened.partial and not self.panes.view.entries:
            recent = partial(self.sessions.recent, str(self.index.resolve()))
            greeted = self.panes.greeting.greet(opened.bot, recent, self._find_examples)
            self.run_worker(greeted, exclusive=True, group="examples")

    async def on_example_taken(self, message: Example.Taken) -> None:
        """An example is taken."""
        self.panes.prompt.focus()
        self.questioner.ask(message.question)

    def on_recent_session_resumed(self, message: RecentSession.Resumed) -> None:
        """A session named at the beginning is gone on with."""
        self.sessions.go_on_with(message.session)

    async def on_prompt_sent(self, message: Prompt.Sent) -> None:
        """A question, or a command."""
        if message.text.startswith(SLASH):
            await self.runner.run_typed(message.text)
        else:
            self.questioner.ask(message.text)

    def on_prompt_refused(self, message: Prompt.Refused) -> None:
        """A paste that is no question."""
        self.questioner.refuse(message.characters)

    def on_place_focused(self, message: PlaceFocused) -> None:
        """A citation or a row of a list is looked at: its article follows."""
        self.browser.look_at(message.place)

    def on_article_list_article_wanted(self, message: ArticleList.ArticleWanted) -> None:
        """An article of the list is to be read."""
        self.browser.open(ArticlePlace(message.article))

    def on_find_line_typed(self, message: FindLine.Typed) -> None:
        """Other words are looked for in the conversation."""
        self.finder.find(message.words)

    def on_find_line_stepped(self, message: FindLine.Stepped) -> None:
        """On to another place of the words."""
        self.finder.step(message.key)

    def on_find_line_closed(self, message: FindLine.Closed) -> None:
        """No words are looked for any more."""
        self.finder.end()

    def on_sessions_pane_opened(self, message: SessionsPane.Opened) -> None:
        """A saved session was chosen."""
        self.sessions.resume(message.session, message.exchanges)

    def on_sessions_pane_deleted(self, message: SessionsPane.Deleted) -> None:
        """A saved session is gone."""
        self.sessions.deleted(message.session)

    def on_article_list_picked(self, message: ArticleList.Picked) -> None:
        """Other articles were picked."""
        self.choice.pick(message.paths)

    def on_chip_removed(self, message: Chip.Removed) -> None:
        """A filter was taken off."""
        self.choice.choose(message.filters)

    def on_kept(self, message: Kept) -> None:
        """A question is saved."""
        self.sessions.kept(message.turn, message.session_id)

    def on_not_kept(self, message: NotKept) -> None:
        """Something is not saved."""
        self.sessions.not_kept(message.reason)

    # -- what is done ----------------------------------------------------------------------------

    async def action_do(self, action: str, *parameters: str) -> None:
        """Do what a key is bound to, by its name."""
        await self.runner.do(action, *parameters)

    async def _cancel(self) -> None:
        """Drop the running answer; if none runs, to the prompt; from there, close the article.

        What lies over the conversation goes before either.
        """
        if self.questioner.cancel():
            return
        if self.panes.body.covered:
            await self.sessions.toggle_sidebar()
        elif self.focused is not self.panes.prompt:
            self.panes.prompt.focus()
        else:
            self.browser.close()
