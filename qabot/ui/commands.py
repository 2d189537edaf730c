"""What can be done by name: one list for the palette and for commands after a slash."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qabot.errors import CommandError
from qabot.questions.list_requests import SLASH

Choices = Mapping[str, Sequence[str]]
"""By the name of a command, what its argument can be."""

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Command:
    """Something that the app can do.

    ``action`` is one of the app's, as a binding has it; what is typed after the name is its last
    parameter, if ``argument`` says what that is. ``needed`` says that there must be one.
    """

    name: str
    title: str
    action: str
    argument: str = ""
    needed: bool = False

    @property
    def typed(self) -> str:
        """The command as it is typed, up to where its argument begins."""
        return f"{SLASH}{self.name} " if self.needed else f"{SLASH}{self.name}"

    @property
    def usage(self) -> str:
        """The command with what its argument is."""
        return " ".join(filter(None, (f"{SLASH}{self.name}", self.argument)))


@dataclass(frozen=True, slots=True)
class Completion:
    """What the prompt can be completed to.

    ``usage`` and ``title`` describe it. ``whole`` says that it can be sent as it is.
    """

    text: str
    usage: str
    title: str
    whole: bool


COMMANDS = (
    Command("help", "All keys and commands", "help"),
    Command("search", "List passages on something", "list('search')", "WORDS", True),
    Command("mentions", "List all articles that print a phrase", "list('mentions')", "WORDS", True),
    Command("timeline", "List what happened, by date", "list('timeline')", "WORDS", True),
    Command("about", "List the articles about something", "list('about')", "WORDS", True),
    Command("find", "Find words in this conversation", "find", "[WORDS]"),
    Command("again", "Ask the question again", "ask_again"),
    Command("edit", "Ask the question otherwise", "edit_question"),
    Command("delete", "Delete the question and its answer", "delete_question"),
    Command("since", "Only articles since a date", "filter('since')", "YYYY[-MM[-DD]]", True),
    Command("until", "Only articles until a date", "filter('until')", "YYYY[-MM[-DD]]", True),
    Command("outlet", "Only articles of an outlet", "filter('outlet')", "NAME", True),
    Command("author", "Only articles by an author", "filter('author')", "NAME", True),
    Command("path", "Only articles at some paths", "filter('path')", "GLOB", True),
    Command("clear", "Ask all articles again", "clear_filters"),
    Command("dates", "Read dates in questions, or take them as words", "switch_dates"),
    Command("why", "Why this sentence is cited", "why"),
    Command("copy", "Copy the answer, or a sentence", "copy", "[WHAT]"),
    Command("open", "Open the article's page or file", "open_source"),
    Command("preview", "Show what qabot reads in a file", "preview", "FILE", True),
    Command("number", "Show the figure behind the confidence", "show_number"),
    Command("export", "Save all questions, answers and lists", "export", "[FORMAT] [FILE]"),
    Command("clip", "Keep this sentence in the notebook", "clip"),
    Command("notebook", "Show the notebook, or save it", "notebook", "[FORMAT] [FILE]"),
    Command("index", "Update the index, or make it of a folder", "index", "[FOLDER]"),
    Command("watch", "Update the index whenever files change, or no longer", "switch_watching"),
    Command("folder", "Choose the folder to make the index of", "choose_folder"),
    Command("stop", "Stop making the index", "stop_sync"),
    Command("new", "Begin another session", "new_session"),
    Command("sessions", "Show the saved sessions", "show_sessions"),
    Command("rename", "Rename the session", "rename_session", "TITLE", True),
    Command("articles", "Pick the articles to ask", "show_articles"),
    Command("sidebar", "Show or hide the left pane", "toggle_sidebar"),
    Command("theme", "Take a theme, or switch between light and dark", "theme", "[NAME]"),
    Command("config", "Choose keys, theme and accent in a file", "edit_config"),
    Command("quit", "Quit", "quit"),
)

FIXED_CHOICES: Choices = {
    "copy": ("answer", "sentence", "footnote"),
    "export": ("markdown", "json", "text"),
    "notebook": ("markdown", "json", "text"),
}
"""Arguments that are the same whatever the index holds."""


def parse(text: str, commands: Sequence[Command] = COMMANDS) -> tuple[Command, str]:
    """The command that is typed, and its argument.

    Raises:
        CommandError: there is no such command, or its argument is missing or too much.
    """
    name, _, argument = text.removeprefix(SLASH).partition(" ")
    argument = argument.strip()
    command = next((command for command in commands if command.name == name), None)
    if command is None:
        raise CommandError(f"there is no {SLASH}{name}{_like(name, commands)}")
    if argument and not command.argument:
        raise CommandError(f"{SLASH}{name} takes nothing after it")
    if command.needed and not argument:
        raise CommandError(f"type what {SLASH}{name} is for: {command.usage}")
    return command, argument


def complete(
    text: str, choices: Choices, commands: Sequence[Command] = COMMANDS
) -> list[Completion]:
    """What a text in the prompt can be completed to, the likeliest first; nothing for a question.

    Names complete by their beginning. Arguments are looked for anywhere in what they can be,
    those that begin so first.
    """
    if not text.startswith(SLASH) or "\n" in text:
        return []
    name, space, argument = text.removeprefix(SLASH).partition(" ")
    if not space:
        return [_of_name(command) for command in commands if command.name.startswith(name)]
    known = {command.name: command for command in commands}
    if name not in known or not known[name].argument:
        return []
    found = list(_matching(argument.strip(), choices.get(name, ())))[:_SHOWN]
    return [Completion(f"{SLASH}{name} {value}", value, "", True) for value in found]


def _of_name(command: Command) -> Completion:
    return Completion(command.typed, command.usage, command.title, not command.needed)


def _matching(typed: str, values: Sequence[str]) -> Iterator[str]:
    wanted = typed.casefold()
    starting = [value for value in values if value.casefold().startswith(wanted)]
    yield from starting
    yield from (value for value in values if wanted in value.casefold() and value not in starting)


def _like(name: str, commands: Sequence[Command]) -> str:
    names = [command.name for command in commands]
    near = difflib.get_close_matches(name, names, n=2, cutoff=0.6)
    near = near or [known for known in names if name and known.startswith(name[:2])][:2]
    if not near:
        return f"; {SLASH}help lists what there is"
    return "; did you mean " + " or ".join(f"{SLASH}{known}" for known in near) + "?"
