"""What is going on with the index, above the prompt."""

from __future__ import annotations

from textual.widgets import Static

from qabot.wording.common_words import visible

OPENING = "opening the index and loading the models …"


class StateLine(Static):
    """A line that stays until another takes its place; not there at all if there is none."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(OPENING, markup=False, id=id)

    def tell(self, text: str, failed: bool = False) -> None:
        """Show this."""
        self.update(visible(text))
        self.set_class(failed, "failed")
        self.display = bool(text)
