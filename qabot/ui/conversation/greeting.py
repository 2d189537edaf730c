"""What stands where nothing has been asked yet."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Resize
from textual.message import Message
from textual.widgets import Static

from qabot.errors import QabotError
from qabot.sessions.session_store import Session
from qabot.types import Filters
from qabot.wording.common_words import counted, one_line

if TYPE_CHECKING:  # faiss, tantivy and numpy take .4 s: they are imported by the service
    from qabot.bot import QABot

_OUTLETS = 4
_ROOM, _BROAD_ROOM = 92, 140
"""Columns from which there is room beside the questions, and for a broad margin."""
_HINTS = """
/search WORDS     passages on something
/mentions WORDS   all articles that print it
/timeline WORDS   what happened, by date
^b                sessions and articles
/                 all commands
f1                all keys
""".strip()


@dataclass(frozen=True, slots=True)
class IndexFacts:
    """What there is to ask: how many articles, of which years and outlets."""

    articles: int = 0
    years: Sequence[str] = ()
    outlets: Sequence[str] = ()

    @property
    def words(self) -> str:
        """A line or two."""
        ends = dict.fromkeys((self.years[-1], self.years[0])) if self.years else ()
        parts = [counted(self.articles, "article"), "–".join(ends)]
        named = ", ".join(map(one_line, self.outlets[:_OUTLETS]))
        more = " …" if len(self.outlets) > _OUTLETS else ""
        return "\n".join(filter(None, (", ".join(filter(None, parts)), named + more)))


def read_facts(bot: QABot) -> IndexFacts:
    """What the index of a bot holds now.

    Raises:
        IndexProblem: the index is gone, or was made again with another model.
    """
    with bot.index.snapshot() as snapshot:
        articles = snapshot.article_count(Filters())
        return IndexFacts(articles, snapshot.years(), snapshot.outlets(_OUTLETS + 1))


class Greeting(Horizontal):
    """An invitation with questions that the articles answer; in a wide terminal more beside."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._examples = Vertical(classes="examples")
        self._recent = Vertical(classes="recent")
        self._facts = Static("", markup=False, classes="facts")

    def compose(self) -> ComposeResult:
        """Questions, and beside them what there is and what can be done."""
        with Vertical(classes="asking"):
            yield Static("Ask the articles a question.", markup=False, classes="invitation")
            yield self._examples
            yield self._recent
        with Vertical(classes="about"):
            yield self._facts
            yield Static(_HINTS, markup=False)

    def on_resize(self, event: Resize) -> None:
        """Leave out what stands beside, unless the questions have room, too."""
        self.set_class(event.size.width < _ROOM, "-close")
        self.set_class(event.size.width >= _BROAD_ROOM, "-roomy")

    async def greet(
        self,
        bot: QABot,
        find_recent: Callable[[], Sequence[Session]],
        find_examples: Callable[[QABot], Sequence[str]],
    ) -> None:
        """Say what there is to ask or to go on with, and name questions, found on a thread."""
        with suppress(QabotError):  # said when something is asked
            self.show_facts(await asyncio.to_thread(read_facts, bot))
            await self.show_recent(await asyncio.to_thread(find_recent))
            await self.show_examples(await asyncio.to_thread(find_examples, bot))

    def show_facts(self, facts: IndexFacts) -> None:
        """Say what there is to ask."""
        self._facts.update(facts.words)

    async def show_recent(self, sessions: Sequence[Session]) -> None:
        """Name sessions to go on with."""
        await self._recent.remove_children()
        if sessions:
            await self._recent.mount(Static("Go on with", markup=False, classes="heading"))
            await self._recent.mount_all(map(RecentSession, sessions))

    async def show_examples(self, examples: Sequence[str]) -> None:
        """Name questions to begin with; without any, the invitation stands alone."""
        await self._examples.remove_children()
        await self._examples.mount_all(Example(question) for question in examples)


class Example(Static, can_focus=True):
    """A question that is asked by Enter or a click."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "ask", "Ask", id="example.ask", tooltip="Ask this"),
        Binding("up", "app.focus_previous", "Up", id="example.up", show=False),
        Binding("down", "app.focus_next", "Down", id="example.down", show=False),
    ]

    @dataclass
    class Taken(Message):
        """The question is to be asked."""

        question: str

    def __init__(self, question: str) -> None:
        super().__init__(one_line(question), markup=False)
        self._question = question

    def on_click(self) -> None:
        """Ask it."""
        self.action_ask()

    def action_ask(self) -> None:
        """Ask it."""
        self.post_message(self.Taken(self._question))


class RecentSession(Static, can_focus=True):
    """A saved session that is gone on with by Enter or a click."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "resume", "Resume", id="recent.resume", tooltip="Go on with the session"),
        Binding("up", "app.focus_previous", "Up", id="recent.up", show=False),
        Binding("down", "app.focus_next", "Down", id="recent.down", show=False),
    ]

    @dataclass
    class Resumed(Message):
        """The session is to be shown."""

        session: Session

    def __init__(self, session: Session) -> None:
        title = Content.styled(one_line(session.title), "$foreground")
        super().__init__(title + f"  {counted(session.exchanges, 'question')}")
        self._session = session

    def on_click(self) -> None:
        """Go on with it."""
        self.action_resume()

    def action_resume(self) -> None:
        """Go on with it."""
        self.post_message(self.Resumed(self._session))
