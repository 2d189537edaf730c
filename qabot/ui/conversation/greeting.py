"""What stands where nothing has been asked yet."""

from __future__ import annotations

from collections.abc import Sequence

from textual.widgets import Static

from qabot.wording.common_words import visible


class Greeting(Static):
    """An invitation, with questions that the articles answer once they are known."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__("Ask the articles a question.", markup=False, id=id)

    def show_examples(self, examples: Sequence[str]) -> None:
        """Name questions to begin with; without any, the invitation stays as it is."""
        if examples:
            listed = "\n".join(f"  {visible(example)}" for example in examples)
            self.update(f"Ask the articles a question, for example:\n\n{listed}")
