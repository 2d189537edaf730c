"""Text that is wrapped between words, each further line as far in as the first one's words."""

from __future__ import annotations

from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

_LEAST = 20
"""Columns that the words have at least, however narrow the terminal is."""


@dataclass(frozen=True, slots=True)
class HangingText:
    """A text whose first ``indent`` characters stand before what is wrapped, such as "[1] "."""

    text: Text
    indent: int

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Its lines, none wider than the console and none with blanks at its end."""
        parts = self.text.divide([self.indent])
        before, words = parts[0], Text().join(parts[1:])
        width = max(options.max_width - self.indent, _LEAST)
        for line in words.wrap(console, width, overflow="fold"):
            line.rstrip()
            yield before + line
            before = Text(" " * self.indent)
