"""What is on the first screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.widgets import ProgressBar

from qabot.sessions.session_store import SessionStore
from qabot.ui.article.article_pane import ArticlePane
from qabot.ui.body import Body
from qabot.ui.conversation.conversation_view import ConversationView
from qabot.ui.conversation.greeting import Greeting
from qabot.ui.find_line import FindLine
from qabot.ui.prompt.chips import Chips
from qabot.ui.prompt.command_prompt import CommandPrompt
from qabot.ui.prompt.completions import Completions
from qabot.ui.prompt.state_line import StateLine
from qabot.ui.sidebar.sidebar import Sidebar
from qabot.ui.title_bar import TitleBar

if TYPE_CHECKING:  # faiss, tantivy and numpy take .4 s: they are imported by the service
    from qabot.bot import QABot


@dataclass(frozen=True, slots=True)
class Panes:
    """The widgets that are there from the first to the last moment, by what they show.

    ``body`` holds all of them but the title; ``article`` is the one beside the conversation.
    """

    title: TitleBar
    body: Body
    sidebar: Sidebar
    view: ConversationView
    greeting: Greeting
    building: ProgressBar
    chips: Chips
    state: StateLine
    prompt: CommandPrompt
    find_line: FindLine
    article: ArticlePane


def make_panes(store: SessionStore | None, index: str, bot: Callable[[], QABot | None]) -> Panes:
    """The widgets, each in its place.

    Args:
        store: where sessions are saved, None for nowhere.
        index: the absolute path of the index on screen.
        bot: tells the bot, None until there is one.
    """
    sidebar, article = Sidebar(store, index, bot, id="sidebar"), ArticlePane(id="article")
    greeting = Greeting(id="hello")
    view = ConversationView(greeting, id="conversation")
    building = ProgressBar(id="building", show_eta=False)
    chips, state = Chips(id="chips"), StateLine(id="state")
    completions, prompt = Completions(id="completions"), CommandPrompt(id="prompt")
    find_line = FindLine(id="find")
    above = (view, building, find_line, chips, state)
    centre = Vertical(*above, completions, prompt, id="centre")
    return Panes(
        title=TitleBar(id="title"),
        body=Body(sidebar, centre, article, id="body"),
        sidebar=sidebar,
        view=view,
        greeting=greeting,
        building=building,
        chips=chips,
        state=state,
        prompt=prompt,
        find_line=find_line,
        article=article,
    )
