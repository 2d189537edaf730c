"""The keys that work anywhere in the chat, by what they do."""

from __future__ import annotations

from textual.binding import Binding

from qabot.ui.index_keeper import INDEX_BINDINGS

CHAT_BINDINGS = (
    Binding(
        "ctrl+s,ctrl+e",
        "do('export')",
        "Export",
        id="export",
        show=False,
        tooltip="Save all as Markdown",
    ),
    Binding(
        "escape",
        "do('cancel')",
        "Back",
        id="cancel",
        tooltip="Cancel the answer, else go to the prompt, else close the article",
    ),
    Binding(
        "ctrl+b",
        "do('toggle_sidebar')",
        "Sidebar",
        id="sidebar",
        tooltip="Sessions and articles",
    ),
    Binding(
        "ctrl+f",
        "do('find')",
        "Find",
        id="find",
        show=False,
        tooltip="Find words in the conversation, or in the article that has the focus",
    ),
    Binding("ctrl+n", "do('new_session')", "New session", id="session.new", show=False),
    Binding("f1", "do('help')", "Help", id="help", tooltip="Show all keys"),
    Binding("ctrl+t", "do('switch_theme')", "Light or dark", id="theme", show=False),
    *INDEX_BINDINGS,
    Binding("ctrl+q", "quit", "Quit", id="quit"),
    Binding("ctrl+c", "help_quit", show=False, system=True),
)
"""``do`` is the app's action for all that has a name in its table."""
