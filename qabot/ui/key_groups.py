"""All keys of the chat by where they work: for its help, and for who chooses others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from textual.binding import Binding, BindingType

from qabot.ui.article.article_pane import ArticlePane
from qabot.ui.article.article_screen import ArticleScreen
from qabot.ui.article.article_text import ArticleText
from qabot.ui.conversation.entry import Entry
from qabot.ui.conversation.greeting import Example, RecentSession
from qabot.ui.conversation.list_rows import MoreRows
from qabot.ui.find_line import FindLine
from qabot.ui.keys import CHAT_BINDINGS
from qabot.ui.notebook.clip_list import ClipList
from qabot.ui.notebook.notebook_screen import NotebookScreen
from qabot.ui.prompt.chips import Chip
from qabot.ui.prompt.command_prompt import CommandPrompt
from qabot.ui.prompt.prompt import Prompt
from qabot.ui.screens.dialogs import AskText, Confirm
from qabot.ui.screens.folder_screen import FolderScreen
from qabot.ui.screens.help_screen import HelpScreen
from qabot.ui.screens.why_screen import WhyScreen
from qabot.ui.sidebar.article_list import ArticleList
from qabot.ui.sidebar.long_list import LongList
from qabot.ui.sidebar.session_list import SessionList
from qabot.ui.sidebar.sidebar import Sidebar


def _overridden(table: Iterable[BindingType], by: Iterable[BindingType]) -> list[Binding]:
    """The bindings of a class as one that is derived from it has them."""
    own = list(Binding.make_bindings(by))
    keys = {binding.key for binding in own}
    return [one for one in Binding.make_bindings(table) if one.key not in keys] + own


_GROUPS: tuple[tuple[str, tuple[Iterable[BindingType], ...]], ...] = (
    ("Anywhere", (CHAT_BINDINGS,)),
    ("In the prompt", (_overridden(Prompt.BINDINGS, CommandPrompt.BINDINGS),)),
    ("On an example, while nothing is asked", (Example.BINDINGS,)),
    ("On a session to go on with", (RecentSession.BINDINGS,)),
    ("On a citation or a row of a list, and in its article", (ArticlePane.BINDINGS,)),
    ("Below the rows of a list", (MoreRows.BINDINGS,)),
    ("On a question and what came of it", (Entry.BINDINGS,)),
    ("In an article, while words are looked for", (ArticleText.BINDINGS,)),
    ("In an article that fills the terminal", (ArticleScreen.BINDINGS,)),
    ("In the line of words to find", (FindLine.BINDINGS,)),
    ("On a filter above the prompt", (Chip.BINDINGS,)),
    ("In the left pane", (Sidebar.BINDINGS,)),
    ("In its lists, and in the notebook", (LongList.BINDINGS,)),
    ("In the list of sessions", (SessionList.BINDINGS,)),
    ("In the list of articles", (ArticleList.BINDINGS,)),
    ("In the notebook", (NotebookScreen.BINDINGS, ClipList.BINDINGS)),
    ("In the reasons for a citation", (WhyScreen.BINDINGS,)),
    ("Where something is asked back", (Confirm.BINDINGS, AskText.BINDINGS, FolderScreen.BINDINGS)),
    ("In this help", (HelpScreen.BINDINGS,)),
)


def key_groups() -> Iterator[tuple[str, list[Binding]]]:
    """Where keys work, and the bindings there, one for each key."""
    for title, tables in _GROUPS:
        bindings = [one for table in tables for one in Binding.make_bindings(table)]
        yield title, [one for one in bindings if one.id and not one.system]


def default_keys() -> Mapping[str, str]:
    """The keys as they come, with commas between them, by the id of what they do."""
    found: dict[str, list[str]] = {}
    for _, bindings in key_groups():
        for binding in bindings:
            found.setdefault(str(binding.id), []).append(binding.key)
    return {id: ",".join(dict.fromkeys(keys)) for id, keys in found.items()}
