"""Choosing the folder that the index is to be of."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.suggester import Suggester
from textual.widgets import Button, DirectoryTree, Input, Static

from qabot.wording.common_words import visible


class FolderScreen(ModalScreen[Path | None]):
    """A path to type, with folders completed, over a tree to walk; gives the folder or None.

    Args:
        start: the path that is there to begin with, and where the tree begins.
        samples: articles to try it with, for who has none at hand.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Close", id="folder.close"),
    ]

    def __init__(self, start: Path, samples: Path | None = None) -> None:
        super().__init__()
        self._start = start
        self._samples = samples

    def compose(self) -> ComposeResult:
        """Path, what is wrong with it, and the tree below where it starts."""
        with Vertical(id="folder"):
            yield Static("Which folder holds the articles?", classes="title")
            yield Input(str(self._start), suggester=FolderSuggester(), id="path")
            yield Static("", markup=False, classes="problem")
            yield FolderTree(self._start)
            if self._samples is not None:
                yield Button("Take the sample articles that come with qabot", compact=True)
            yield Static(
                "Enter makes the index of it · Right completes · Tab to the folders · Esc closes",
                classes="keys",
            )

    def on_mount(self) -> None:
        """The path can be typed anew at once, or gone on with from its end."""
        path = self.query_one(Input)
        path.focus()
        path.cursor_position = len(path.value)
        path.select_all()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the folder, or say why it is none."""
        event.stop()
        chosen = Path(event.value.strip()).expanduser()
        if not event.value.strip() or not chosen.is_dir():
            self.query_one(".problem", Static).update(visible(f"no such folder: {chosen}"))
        else:
            self.dismiss(chosen)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The samples, which somebody without a folder of articles tries."""
        event.stop()
        self.dismiss(self._samples)

    def on_directory_tree_directory_selected(self, event: DirectoryTree.DirectorySelected) -> None:
        """A folder of the tree goes into the path, to be confirmed there."""
        path = self.query_one(Input)
        path.value = str(event.path)
        path.cursor_position = len(path.value)


class FolderTree(DirectoryTree):
    """Folders alone, hidden ones left out."""

    ICON_NODE = "▸ "
    ICON_NODE_EXPANDED = "▾ "

    def filter_paths(self, paths: Iterable[Path]) -> Iterable[Path]:
        """What is shown."""
        return [path for path in paths if path.is_dir() and not path.name.startswith(".")]


class FolderSuggester(Suggester):
    """Completes a path to the first folder that it may become."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """The whole path with the folder's name; None if there is no such folder."""
        return await asyncio.to_thread(_completed, value)


def _completed(value: str) -> str | None:
    parent, _, begun = value.rpartition(os.sep)
    try:
        inside = sorted(Path(parent or os.sep).expanduser().iterdir())
    except OSError:
        return None
    names = [
        path.name for path in inside if path.name.startswith(begun) and path.is_dir() and begun
    ]
    return f"{parent}{os.sep}{names[0]}" if names else None
