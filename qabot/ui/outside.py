"""What the chat reaches for beyond its screen; tests pass in something else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from qabot.ui.article.opening import edit_file, open_source

if TYPE_CHECKING:  # what copies and exports is imported when something is copied or exported
    from textual.app import App

    from qabot.types import Article
    from qabot.ui.conversation.copying import Copy

    Opener: TypeAlias = Callable[[App[None], Article, Path | None, str], str]
    Exporter: TypeAlias = Callable[[str, Path | None, str, str], Path]


def clipboard(is_web: bool) -> Copy | None:
    """What copies to the clipboard of the user's desktop; None if only the terminal can."""
    from qabot.ui.conversation.copying import desktop_clipboard

    return desktop_clipboard(is_web=is_web)


def write_new_file(text: str, path: Path | None, title: str, form: str) -> Path:
    """Write an export to a file that was not there before.

    Raises:
        OSError: the file is there already, or cannot be written.
    """
    from qabot.ui.conversation.exporting import write_new

    return write_new(text, path, title, form)


@dataclass(frozen=True, slots=True)
class Outside:
    """The user's clipboard, browser, editor and files."""

    clipboard: Callable[[bool], Copy | None] = clipboard
    open_source: Opener = open_source
    export: Exporter = write_new_file
    edit: Callable[[App[None], Path], str] = edit_file
