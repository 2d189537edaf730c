"""The command line: one file a command."""

from qabot.cli.entry_point import main

__all__ = ["main"]
