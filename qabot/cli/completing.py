"""How bash is told what a word can become; click's way with other shells needs no change."""

from __future__ import annotations

import re

from click.shell_completion import BashComplete, CompletionItem, add_completion_class

_SPECIAL = re.compile(r"([\s\\'\"`$&|;<>()*?\[\]{}!#~])")
"""What bash takes for something else in a word that it completes."""


@add_completion_class
class EscapingBashComplete(BashComplete):
    """Bash takes what it is told as it is: spaces in names have to be escaped for it."""

    name = "bash"

    def format_completion(self, item: CompletionItem) -> str:
        """One completion, as the script for bash reads it."""
        value = item.value if item.type != "plain" else _SPECIAL.sub(r"\\\1", item.value)
        return f"{item.type},{value}"
