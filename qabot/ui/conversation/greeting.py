"""What stands where nothing has been asked yet."""

from __future__ import annotations

from textual.widgets import Static

_EXAMPLES = (
    "who said Russia has a right to self-defence",
    "who said “I think we have it”",
    "who discovered penicillin",
)


class Greeting(Static):
    """An invitation; for the sample articles, with questions that they answer."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__("Ask the articles a question.", markup=False, id=id)

    def show_examples(self) -> None:
        """Name questions to begin with."""
        examples = "\n".join(f"  {example}" for example in _EXAMPLES)
        self.update(f"Ask the sample articles a question, for example:\n\n{examples}")
